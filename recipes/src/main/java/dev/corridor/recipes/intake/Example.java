package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Row;

/// How a place in a file is shown to people.
final class Example {
    private static final int LONGEST = 200;

    private Example() {}

    /// The file, the line and the cell.
    static String of(String file, Row row, int column) {
        return of(file, row.line(), text(row, column));
    }

    static String of(String file, long line, String value) {
        return value.isEmpty() ? file + ", line " + line : file + ", line " + line + ": " + value;
    }

    /// The cell, cut to 200 characters.
    static String text(Row row, int column) {
        return column < 0 ? "" : cut(row.text(column));
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    static Reject reject(String code, String sentence, String file, Row row, String name, int column) {
        return new Reject(code, sentence, file, row.line(), name, text(row, column));
    }
}
