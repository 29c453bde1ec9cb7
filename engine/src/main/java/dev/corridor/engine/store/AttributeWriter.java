package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.Attribute;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Aggregates an attribute's values per row (interaction, key or customer) and writes the column.
final class AttributeWriter {
    private final MemoryBlocks blocks;
    private final int attribute;
    private final Attribute declared;
    private final ConflictCounts conflicts;

    AttributeWriter(MemoryBlocks blocks, int attribute, Attribute declared, ConflictCounts conflicts) {
        this.blocks = blocks;
        this.attribute = attribute;
        this.declared = declared;
        this.conflicts = conflicts;
    }

    /// @param rows row per value, -1 for values that belong to none
    /// @param values codes, seconds, references, or the bits of numbers
    /// @param sequences per record
    /// @param records record per value
    /// @param rank place of each record in the order of its customer
    /// @param size number of rows
    void write(int[] rows, Longs values, Longs sequences, Ints records, int[] rank, int size) {
        if (declared.keepsMembers()) {
            writeMembers(rows, values, size);
            return;
        }
        boolean number = declared.kind() == Attribute.Kind.NUMBER;
        boolean single = declared.level() == Attribute.Level.INTERACTION;
        Attribute.Aggregate aggregate = single ? Attribute.Aggregate.LATEST : declared.aggregate();
        switch (aggregate) {
            case SUM, MEAN -> writeSums(rows, values, size, aggregate == Attribute.Aggregate.MEAN);
            case ONE, LATEST, LARGEST, SET -> {
                long[] column = new long[size];
                Arrays.fill(column, Column.NONE);
                choose(column, aggregate, number, rows, values, sequences, records, rank);
                writeChosen(column, number, size);
            }
        }
    }

    private void choose(
            long[] column,
            Attribute.Aggregate aggregate,
            boolean number,
            int[] rows,
            Longs values,
            Longs sequences,
            Ints records,
            int[] rank) {
        long[] place = new long[column.length];
        boolean[] differs = new boolean[aggregate == Attribute.Aggregate.ONE ? column.length : 0];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (row < 0) {
                continue;
            }
            long value = values.at(i);
            int record = records.at(i);
            if (column[row] == Column.NONE) {
                column[row] = value;
                place[row] = aggregate == Attribute.Aggregate.ONE ? sequences.at(record) : rank[record];
                continue;
            }
            switch (aggregate) {
                case ONE -> {
                    differs[row] |= value != column[row];
                    if (sequences.at(record) < place[row]) {
                        place[row] = sequences.at(record);
                        column[row] = value;
                    }
                }
                case LATEST -> {
                    if (rank[record] >= place[row]) {
                        place[row] = rank[record];
                        column[row] = value;
                    }
                }
                case LARGEST -> column[row] = larger(number, column[row], value);
                case SUM, MEAN, SET -> throw new IllegalStateException("not a choice: " + aggregate);
            }
        }
        long units = 0;
        for (boolean differing : differs) {
            units += differing ? 1 : 0;
        }
        conflicts.add(attribute, units);
    }

    private static long larger(boolean number, long a, long b) {
        if (number) {
            return Double.longBitsToDouble(a) >= Double.longBitsToDouble(b) ? a : b;
        }
        return Math.max(a, b);
    }

    private void writeChosen(long[] column, boolean number, int size) {
        if (!number) {
            Column.writeIntegers(blocks, Block.VALUES, attribute, column, size);
            return;
        }
        double[] numbers = new double[size];
        for (int row = 0; row < size; row++) {
            numbers[row] = column[row] == Column.NONE ? Double.NaN : Double.longBitsToDouble(column[row]);
        }
        Column.writeNumbers(blocks, attribute, numbers, size);
    }

    private void writeSums(int[] rows, Longs values, int size, boolean mean) {
        ExactSum[] sums = new ExactSum[size];
        int[] counts = new int[size];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (row >= 0) {
                if (sums[row] == null) {
                    sums[row] = new ExactSum();
                }
                sums[row].add(Double.longBitsToDouble(values.at(i)));
                counts[row]++;
            }
        }
        double[] column = new double[size];
        for (int row = 0; row < size; row++) {
            ExactSum sum = sums[row];
            column[row] = sum == null ? Double.NaN : mean ? sum.mean(counts[row]) : sum.value();
        }
        Column.writeNumbers(blocks, attribute, column, size);
    }

    private void writeMembers(int[] rows, Longs values, int size) {
        long[] pairs = new long[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                pairs[count++] = (long) rows[i] << 32 | values.at(i);
            }
        }
        Arrays.sort(pairs, 0, count);
        MemorySegment ends = blocks.add(Block.MEMBER_ENDS, attribute, 4L * (size + 1L));
        long[] members = new long[count];
        int distinct = 0;
        int row = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && pairs[i] == pairs[i - 1]) {
                continue;
            }
            while (row < (int) (pairs[i] >>> 32)) {
                ends.set(Layouts.INT, 4L * ++row, distinct);
            }
            members[distinct++] = (int) pairs[i];
        }
        while (row < size) {
            ends.set(Layouts.INT, 4L * ++row, distinct);
        }
        Column.writeIntegers(blocks, Block.MEMBERS, attribute, members, distinct);
    }
}
