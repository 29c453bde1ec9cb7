package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A join at work: which rows of a held table belong to the row at hand.
final class Hop {
    private final String name;
    private final @Nullable Hop before;
    private final @Nullable HeldIndex index;
    private final int[] here;
    private final @Nullable LatestOrder order;
    private final BitSet touched;
    private int[] rows = new int[4];
    private int count;

    /// @param name from the table outward, joined with dots
    /// @param before the join whose rows are looked at; null: the table's own row
    /// @param index null where the joined table was not given
    /// @param here key columns of the row, or of the held table of the join before
    /// @param order puts the rows found in order of time; null: source order
    /// @param touched is told every row of the joined table that is found
    Hop(
            String name,
            @Nullable Hop before,
            @Nullable HeldIndex index,
            int[] here,
            @Nullable LatestOrder order,
            BitSet touched) {
        this.name = name;
        this.before = before;
        this.index = index;
        this.here = here;
        this.order = order;
        this.touched = touched;
    }

    /// Sorts rows of a held table by time, those without a time first.
    interface LatestOrder {
        void sort(HeldTable table, int[] rows, int count);
    }

    String name() {
        return name;
    }

    boolean direct() {
        return before == null;
    }

    boolean given() {
        return index != null;
    }

    /// Finds the rows for the row at hand; the joins before it first.
    void refresh(Row row) {
        count = 0;
        if (index == null) {
            return;
        }
        if (before == null) {
            collect(index, row);
        } else if (before.index != null) {
            HeldTable.Cursor cursor = before.index.table().cursor();
            for (int i = 0; i < before.count; i++) {
                collect(index, cursor.at(before.rows[i]));
            }
        }
        if (order != null && count > 1) {
            order.sort(index.table(), rows, count);
        }
    }

    private void collect(HeldIndex from, Row row) {
        for (int match = from.first(row, here); match >= 0; match = from.next(row, here, match)) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, count * 2);
            }
            rows[count++] = match;
            touched.set(match);
        }
    }

    int count() {
        return count;
    }

    /// The table joined.
    HeldTable table() {
        if (index == null) {
            throw new IllegalStateException("the table of " + name + " was not given");
        }
        return index.table();
    }

    int row(int match) {
        return rows[match];
    }
}
