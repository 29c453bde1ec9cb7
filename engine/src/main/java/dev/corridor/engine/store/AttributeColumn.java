package dev.corridor.engine.store;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.Attribute;
import java.util.Arrays;

/// An attribute's values aggregated per row (interaction, key or customer).
///
/// @param values per row an integer, [Column#NONE] without, or the bits of a number, NaN without; of an
///     attribute that keeps members, these one after the other, ascending within a row
/// @param ends per row the end of its members, where the attribute keeps them, else empty
record AttributeColumn(long[] values, int[] ends) {
    private static final int[] NO_MEMBERS = {};
    private static final long NO_NUMBER = Double.doubleToRawLongBits(Double.NaN);

    /// What came in of one attribute.
    ///
    /// @param rows row per value, -1 for values that belong to none
    /// @param values codes, seconds, references, or the bits of numbers
    /// @param records record per value
    record Given(int[] rows, Longs values, Ints records) {}

    /// @param sequences per record
    /// @param places place of each record in the order of its customer
    /// @param size number of rows
    /// @param conflicts counts rows of [Attribute.Aggregate#ONE] whose values differ
    static AttributeColumn of(
            Attribute declared, Given given, long[] sequences, int[] places, int size, Conflicts conflicts) {
        if (declared.keepsMembers()) {
            return members(given, size);
        }
        boolean number = declared.kind() == Attribute.Kind.NUMBER;
        boolean single = declared.level() == Attribute.Level.INTERACTION;
        Attribute.Aggregate aggregate = single ? Attribute.Aggregate.LATEST : declared.aggregate();
        long[] column = switch (aggregate) {
            case SUM -> sums(given, size, false);
            case MEAN -> sums(given, size, true);
            case ONE -> one(given, sequences, size, number, conflicts);
            case LATEST -> latest(given, places, size, number);
            case LARGEST -> largest(given, size, number);
            case SET -> throw new IllegalStateException("a set keeps members");
        };
        return new AttributeColumn(column, NO_MEMBERS);
    }

    /// Takes the number of rows that hold values which differ.
    @FunctionalInterface
    interface Conflicts {
        void found(long rows);
    }

    private static long none(boolean number) {
        return number ? NO_NUMBER : Column.NONE;
    }

    private static long[] column(int size, boolean number) {
        long[] column = new long[size];
        Arrays.fill(column, none(number));
        return column;
    }

    private static long[] one(Given given, long[] sequences, int size, boolean number, Conflicts conflicts) {
        long[] column = column(size, number);
        long[] firsts = new long[size];
        boolean[] differs = new boolean[size];
        for (int i = 0; i < given.rows.length; i++) {
            int row = given.rows[i];
            if (row < 0) {
                continue;
            }
            long value = given.values.at(i);
            long sequence = sequences[given.records.at(i)];
            boolean first = column[row] == none(number);
            differs[row] |= !first && value != column[row];
            if (first || sequence < firsts[row]) {
                firsts[row] = sequence;
                column[row] = value;
            }
        }
        long rows = 0;
        for (boolean differing : differs) {
            rows += differing ? 1 : 0;
        }
        conflicts.found(rows);
        return column;
    }

    private static long[] latest(Given given, int[] places, int size, boolean number) {
        long[] column = column(size, number);
        int[] last = new int[size];
        Arrays.fill(last, -1);
        for (int i = 0; i < given.rows.length; i++) {
            int row = given.rows[i];
            if (row >= 0 && places[given.records.at(i)] >= last[row]) {
                last[row] = places[given.records.at(i)];
                column[row] = given.values.at(i);
            }
        }
        return column;
    }

    private static long[] largest(Given given, int size, boolean number) {
        long[] column = column(size, number);
        for (int i = 0; i < given.rows.length; i++) {
            int row = given.rows[i];
            if (row >= 0 && (column[row] == none(number) || isLarger(number, given.values.at(i), column[row]))) {
                column[row] = given.values.at(i);
            }
        }
        return column;
    }

    private static boolean isLarger(boolean number, long value, long than) {
        return number ? Double.longBitsToDouble(value) > Double.longBitsToDouble(than) : value > than;
    }

    private static long[] sums(Given given, int size, boolean mean) {
        ExactSum[] sums = new ExactSum[size];
        int[] counts = new int[size];
        for (int i = 0; i < given.rows.length; i++) {
            int row = given.rows[i];
            if (row >= 0) {
                if (sums[row] == null) {
                    sums[row] = new ExactSum();
                }
                sums[row].add(Double.longBitsToDouble(given.values.at(i)));
                counts[row]++;
            }
        }
        long[] column = column(size, true);
        for (int row = 0; row < size; row++) {
            ExactSum sum = sums[row];
            if (sum != null) {
                column[row] = Double.doubleToRawLongBits(mean ? sum.mean(counts[row]) : sum.value());
            }
        }
        return column;
    }

    private static AttributeColumn members(Given given, int size) {
        long[] pairs = new long[given.rows.length];
        int count = 0;
        for (int i = 0; i < given.rows.length; i++) {
            if (given.rows[i] >= 0) {
                pairs[count++] = (long) given.rows[i] << 32 | given.values.at(i);
            }
        }
        Arrays.sort(pairs, 0, count);
        int[] ends = new int[size];
        long[] members = new long[count];
        int distinct = 0;
        int row = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && pairs[i] == pairs[i - 1]) {
                continue;
            }
            while (row < (int) (pairs[i] >>> 32)) {
                ends[row++] = distinct;
            }
            members[distinct++] = (int) pairs[i];
        }
        while (row < size) {
            ends[row++] = distinct;
        }
        return new AttributeColumn(Arrays.copyOf(members, distinct), ends);
    }
}
