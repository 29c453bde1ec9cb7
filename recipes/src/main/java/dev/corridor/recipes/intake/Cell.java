package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import org.jspecify.annotations.Nullable;

/// A reference at work: the cells that it leads to from the row at hand.
final class Cell {
    private final @Nullable Hop hop;
    private final int column;
    private final MissingTexts missing;
    private final String name;
    private final HeldTable.@Nullable Cursor cursor;

    /// @param hop null for a column of the row itself
    /// @param column its index in the row or in the held table; -1 where it was not given
    Cell(@Nullable Hop hop, int column, MissingTexts missing, String name) {
        this.hop = hop;
        this.column = column;
        this.missing = missing;
        this.name = name;
        this.cursor = hop == null || !hop.given() ? null : hop.table().cursor();
    }

    /// Takes a cell that has a value.
    @FunctionalInterface
    interface Visitor {
        void cell(Row row, int column);
    }

    String name() {
        return name;
    }

    int column() {
        return column;
    }

    boolean joined() {
        return hop != null;
    }

    /// Visits every cell with a value, in source order or, where the join says so, in order of time.
    void visit(Row row, Visitor visitor) {
        if (hop == null) {
            if (!isEmpty(row)) {
                visitor.cell(row, column);
            }
            return;
        }
        if (cursor != null && column >= 0) {
            for (int i = 0; i < hop.count(); i++) {
                if (!isEmpty(cursor.at(hop.row(i)))) {
                    visitor.cell(cursor, column);
                }
            }
        }
    }

    /// The row that has the first cell with a value, or null; valid until the next call.
    @Nullable
    Row first(Row row) {
        if (hop == null) {
            return isEmpty(row) ? null : row;
        }
        if (cursor != null && column >= 0) {
            for (int i = 0; i < hop.count(); i++) {
                if (!isEmpty(cursor.at(hop.row(i)))) {
                    return cursor;
                }
            }
        }
        return null;
    }

    private boolean isEmpty(Row row) {
        return column < 0 || missing.isMissing(row.buffer(), row.start(column), row.length(column));
    }
}
