package dev.corridor.analysis.table;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.intake.ProgressListener;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One file as a table of named columns, read from front to back as often as a question needs.
///
/// Every format that the readers know, told by the content: CSV and its like with any delimiter and encoding,
/// JSON Lines, Parquet, XES; also packed as .gz.
public final class FlatTable {
    private static final int LISTED = 40;
    private static final int EVERY_ROWS = 1 << 14;

    private final Path path;
    private final State opened;
    private final Table table;
    private final ProgressListener progress;

    private FlatTable(Path path, State opened, Table table, ProgressListener progress) {
        this.path = path;
        this.opened = opened;
        this.table = table;
        this.progress = progress;
    }

    /// By what a file that was written to is told; absent of pipes, and where it is gone.
    private record State(Optional<FileTime> written, long bytes) {
        static State of(Path file) {
            try {
                return Files.isRegularFile(file)
                        ? new State(Optional.of(Files.getLastModifiedTime(file)), Files.size(file))
                        : new State(Optional.empty(), 0);
            } catch (IOException gone) {
                return new State(Optional.empty(), 0);
            }
        }
    }

    /// @throws CorridorException where the file is no table
    public static FlatTable open(Path file, ReadOptions options, ProgressListener progress) {
        return new FlatTable(file, State.of(file), Tables.open(file, options), progress);
    }

    /// The file's name.
    public String file() {
        return table.file();
    }

    public List<String> columns() {
        return table.columns();
    }

    /// Whether a comma within a number is more likely a decimal one: semicolons divide cells where it is.
    private boolean prefersComma() {
        return table.description().startsWith("semicolon-separated");
    }

    /// The place of a column.
    ///
    /// @throws CorridorException [TableError#COLUMN_UNKNOWN] with the nearest name
    int column(String name) {
        int at = table.columns().indexOf(name);
        if (at >= 0) {
            return at;
        }
        throw unknown(name);
    }

    private CorridorException unknown(String name) {
        List<String> columns = table.columns();
        String all = String.join(", ", columns.subList(0, Math.min(columns.size(), LISTED)))
                + (columns.size() > LISTED ? " and " + (columns.size() - LISTED) + " more" : "");
        return new CorridorException(
                TableError.COLUMN_UNKNOWN,
                "The table " + file() + " has no column '" + name + "'.",
                Nearest.to(name, columns)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("It has: " + all + "."));
    }

    /// A column of numbers, or with `COLUMN=VALUE` a column of 1 where it has the value and 0 elsewhere. A column
    /// that is named like the whole text comes first.
    Variable variable(String text) {
        int at = table.columns().indexOf(text);
        if (at >= 0) {
            return new Variable(file(), text, text, at, Optional.empty(), prefersComma());
        }
        for (int sign = text.indexOf('='); sign > 0; sign = text.indexOf('=', sign + 1)) {
            String name = text.substring(0, sign);
            int column = table.columns().indexOf(name);
            if (column >= 0) {
                return new Variable(file(), text, name, column, Optional.of(text.substring(sign + 1)), prefersComma());
            }
        }
        throw unknown(text.indexOf('=') > 0 ? text.substring(0, text.indexOf('=')) : text);
    }

    /// The variables of a list such as `A,B,C=x`. Commas that are part of a column's name or of a value are
    /// understood: the longest piece that names a column wins.
    List<Variable> variables(String list) {
        if (list.isBlank()) {
            throw new CorridorException(
                    TableError.QUESTION_INVALID, "No column is named.", "Name columns, separated by commas.");
        }
        List<String> pieces = List.of(list.split(",", -1));
        List<Variable> found = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            int to = pieces.size();
            while (to > from + 1 && !table.columns().contains(joined(pieces, from, to))) {
                to--;
            }
            found.add(variable(joined(pieces, from, to)));
            from = to;
        }
        return found;
    }

    private static String joined(List<String> pieces, int from, int to) {
        return String.join(",", pieces.subList(from, to)).strip();
    }

    /// Reads all rows; rows that cannot be read go to the omissions.
    ///
    /// @param pass from 0
    /// @param passes how often the question reads the table in all, for progress
    void read(int pass, int passes, Consumer<Row> rows, Omissions omissions) {
        long[] read = {0};
        table.read(
                row -> {
                    if ((++read[0] & (EVERY_ROWS - 1)) == 0) {
                        double share = table.bytes() == 0 ? 0 : (double) row.stored() / table.bytes();
                        progress.reading(table.file(), read[0], (pass + share) / passes);
                    }
                    rows.accept(row);
                },
                omissions::add);
        if (!State.of(path).equals(opened)) {
            throw new CorridorException(
                    TableError.TABLE_CHANGED,
                    "The table " + file() + " changed while it was read, so that its rows belong to no one moment.",
                    "Wait until it is written, or copy it, and ask again.");
        }
    }
}
