package dev.corridor.recipes.reader;

import java.util.List;
import java.util.function.Consumer;

/// Rows under named columns, read from front to back as often as wanted; whatever the file's format was.
///
/// Rows that cannot be read (broken quotes, wrong number of cells, broken encoding) are handed to the
/// rejects, never dropped silently and never an exception; an exception means that nothing of the table can
/// be used.
public interface Table {
    /// The file's name as people know it, relative to the folder they gave.
    String file();

    /// The header, trimmed, in file order. Names do not repeat: a second `price` is named `price (2)`, and a
    /// column without a name is named after its place, from 1: `column 3`.
    List<String> columns();

    /// What was found out about the file on opening it, for people: encoding, delimiter, compression.
    String description();

    /// Reads all rows once, in file order.
    void read(Consumer<Row> rows, Consumer<Reject> rejects);

    /// Bytes of the file as stored, for progress; 0 where unknown.
    long bytes();
}
