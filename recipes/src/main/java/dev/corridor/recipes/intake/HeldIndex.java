package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.util.Arrays;

/// The rows of a held table by some of its columns.
final class HeldIndex {
    private static final int NONE = -1;

    private final HeldTable table;
    private final int[] columns;
    private final HeldTable.Cursor cursor;
    private final int[] heads;
    private final int[] next;

    HeldIndex(HeldTable table, int[] columns) {
        this.table = table;
        this.columns = columns;
        this.cursor = table.cursor();
        this.heads = new int[Math.max(16, Integer.highestOneBit(Math.max(1, table.rows())) * 2)];
        this.next = new int[table.rows()];
        Arrays.fill(heads, NONE);
        for (int row = table.rows() - 1; row >= 0; row--) {
            int slot = slot(Slices.hash(cursor.at(row), columns));
            next[row] = heads[slot];
            heads[slot] = row;
        }
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & heads.length - 1;
    }

    HeldTable table() {
        return table;
    }

    /// The first row in source order whose columns equal those of the given row, or -1; a row whose columns are
    /// all empty finds none.
    int first(Row row, int[] with) {
        boolean empty = true;
        for (int column : with) {
            empty &= row.length(column) == 0;
        }
        return empty ? NONE : matching(row, with, heads[slot(Slices.hash(row, with))]);
    }

    /// The next such row, or -1.
    int next(Row row, int[] with, int before) {
        return matching(row, with, next[before]);
    }

    private int matching(Row row, int[] with, int from) {
        for (int candidate = from; candidate != NONE; candidate = next[candidate]) {
            if (equal(row, with, cursor.at(candidate))) {
                return candidate;
            }
        }
        return NONE;
    }

    private boolean equal(Row row, int[] with, HeldTable.Cursor held) {
        for (int i = 0; i < with.length; i++) {
            boolean same = Slices.equal(
                    row.buffer(),
                    row.start(with[i]),
                    row.length(with[i]),
                    held.buffer(),
                    held.start(columns[i]),
                    held.length(columns[i]));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
