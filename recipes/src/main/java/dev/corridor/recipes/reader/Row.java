package dev.corridor.recipes.reader;

/// One row; a flyweight that is valid only until the consumer returns. Cells are UTF-8 slices of [#buffer],
/// unquoted and unescaped, so that a hot path compares and hashes bytes and makes no strings.
public interface Row {
    /// The line in the file where the row begins, from 1 (the header is line 1); in XES the event's line.
    long line();

    /// The number of cells, equal to the number of columns of the table.
    int cells();

    byte[] buffer();

    int start(int column);

    int length(int column);

    /// The cell as text; empty where the cell is empty or absent.
    String text(int column);

    /// How many bytes of the stored file have been read so far, for progress; 0 where unknown.
    default long stored() {
        return 0;
    }

    default boolean isEmpty(int column) {
        return length(column) == 0;
    }
}
