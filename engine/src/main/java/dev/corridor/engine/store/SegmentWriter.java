package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.internal.IndexSort;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Merges sorted partitions into the blocks of one segment, reading each from its beginning to its end.
final class SegmentWriter {
    private static final int PAGE = 1 << 16;

    private final Schema schema;
    private final int touchpointWidth;
    private final SortedPartition[] parts;
    private final Merged keys;
    private final Merged customers;
    private final int interactions;

    private SegmentWriter(Schema schema, int touchpointWidth, List<SortedPartition> parts) {
        this.schema = schema;
        this.touchpointWidth = touchpointWidth;
        this.parts = parts.toArray(SortedPartition[]::new);
        this.keys = Merged.of(this.parts, SortedPartition::unitFirsts, SortedPartition::firsts);
        this.customers = Merged.of(this.parts, SortedPartition::customerFirsts, SortedPartition::customerFirsts);
        int count = 0;
        for (SortedPartition part : parts) {
            count = Math.addExact(count, part.touchpoints().length);
        }
        this.interactions = count;
    }

    /// Makes the segment's blocks.
    static MemoryBlocks write(Schema schema, int touchpointWidth, List<SortedPartition> parts) {
        MemoryBlocks blocks = new MemoryBlocks();
        SegmentWriter writer = new SegmentWriter(schema, touchpointWidth, parts);
        writer.write(blocks);
        return blocks;
    }

    /// Rows of all partitions in one order.
    ///
    /// @param part partition per row
    /// @param row the row within its partition
    private record Merged(int[] part, int[] row) {
        /// Merges by two columns, after both of which every partition is sorted.
        static Merged of(
                SortedPartition[] parts,
                Function<SortedPartition, long[]> first,
                Function<SortedPartition, long[]> second) {
            int count = 0;
            for (SortedPartition part : parts) {
                count = Math.addExact(count, first.apply(part).length);
            }
            int[] partOf = new int[count];
            int[] rowOf = new int[count];
            long[] firsts = new long[count];
            long[] seconds = new long[count];
            int at = 0;
            for (int part = 0; part < parts.length; part++) {
                int rows = first.apply(parts[part]).length;
                System.arraycopy(first.apply(parts[part]), 0, firsts, at, rows);
                System.arraycopy(second.apply(parts[part]), 0, seconds, at, rows);
                for (int row = 0; row < rows; row++) {
                    partOf[at] = part;
                    rowOf[at++] = row;
                }
            }
            int[] order = IntStream.range(0, count).toArray();
            IndexSort.sort(order, 0, count, (a, b) -> {
                int byFirst = Long.compare(firsts[a], firsts[b]);
                return byFirst != 0 ? byFirst : Long.compare(seconds[a], seconds[b]);
            });
            return new Merged(permuted(partOf, order), permuted(rowOf, order));
        }

        private static int[] permuted(int[] column, int[] order) {
            int[] permuted = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                permuted[i] = column[order[i]];
            }
            return permuted;
        }

        int size() {
            return row.length;
        }
    }

    /// Takes what one key has in its partition.
    @FunctionalInterface
    private interface Run {
        /// @param from the key's first row of interactions in the partition, `to` the one behind its last
        /// @param at the segment's row of the first
        void take(SortedPartition part, int from, int to, int at);
    }

    /// Goes through the interactions in the order of the segment.
    private void forEachKey(Run run) {
        int at = 0;
        for (int key = 0; key < keys.size(); key++) {
            SortedPartition part = parts[keys.part[key]];
            int from = part.starts()[keys.row[key]];
            int to = part.starts()[keys.row[key] + 1];
            run.take(part, from, to, at);
            at += to - from;
        }
    }

    private void write(MemoryBlocks blocks) {
        writeKeys(blocks);
        writeTouchpoints(blocks);
        writeTimes(blocks);
        writeRanks(blocks);
        writeNames(blocks, Block.KEY_ENDS, Block.KEY_NAMES, keys, SortedPartition::keyNames, SortedPartition::keys);
        writeNames(
                blocks,
                Block.CUSTOMER_ENDS,
                Block.CUSTOMER_NAMES,
                customers,
                SortedPartition::customerNames,
                SortedPartition::customers);
        VariantWriter.write(blocks, touchpointWidth);
        for (int attribute = 0; attribute < schema.attributes().size(); attribute++) {
            writeAttribute(blocks, attribute);
        }
    }

    private void writeKeys(MemoryBlocks blocks) {
        int[][] customerRows = customerRows();
        int[] offsets = new int[keys.size() + 1];
        int[] owners = new int[keys.size()];
        long[] firsts = new long[keys.size()];
        int at = 0;
        for (int key = 0; key < owners.length; key++) {
            SortedPartition part = parts[keys.part[key]];
            int row = keys.row[key];
            int owner = part.owners()[row];
            offsets[key] = at;
            owners[key] = owner < 0 ? -1 : customerRows[keys.part[key]][owner];
            firsts[key] = part.firsts()[row];
            at += part.starts()[row + 1] - part.starts()[row];
        }
        offsets[owners.length] = at;
        add(blocks, Block.JOURNEYS, offsets);
        add(blocks, Block.CUSTOMERS, owners);
        MemorySegment block = blocks.add(Block.SEQUENCES, 8L * firsts.length);
        MemorySegment.copy(firsts, 0, block, Layouts.LONG, 0, firsts.length);
    }

    /// Per partition, per customer in it, the customer of the segment.
    private int[][] customerRows() {
        int[][] rows = new int[parts.length][];
        for (int part = 0; part < parts.length; part++) {
            rows[part] = new int[parts[part].customers().length];
        }
        for (int customer = 0; customer < customers.size(); customer++) {
            rows[customers.part[customer]][customers.row[customer]] = customer;
        }
        return rows;
    }

    private static void add(MemoryBlocks blocks, Block block, int[] values) {
        MemorySegment.copy(values, 0, blocks.add(block, 4L * values.length), Layouts.INT, 0, values.length);
    }

    private void writeTouchpoints(MemoryBlocks blocks) {
        MemorySegment block = blocks.add(Block.TOUCHPOINTS, (long) touchpointWidth * interactions);
        short[] codes = new short[interactions];
        forEachKey((part, from, to, at) -> System.arraycopy(part.touchpoints(), from, codes, at, to - from));
        if (touchpointWidth == 2) {
            MemorySegment.copy(codes, 0, block, Layouts.SHORT, 0, interactions);
            return;
        }
        byte[] narrow = new byte[interactions];
        for (int i = 0; i < interactions; i++) {
            narrow[i] = (byte) codes[i];
        }
        MemorySegment.copy(narrow, 0, block, Layouts.BYTE, 0, interactions);
    }

    private void writeTimes(MemoryBlocks blocks) {
        long base = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        boolean hasUntimed = false;
        for (SortedPartition part : parts) {
            hasUntimed |= part.hasUntimed();
            for (long second : part.seconds()) {
                if (second != SortedPartition.UNTIMED) {
                    base = Math.min(base, second);
                    latest = Math.max(latest, second);
                }
            }
        }
        if (base > latest) {
            base = 0;
            latest = 0;
        }
        boolean wide = latest - base > Integer.MAX_VALUE || latest - base < 0;
        int width = wide ? 8 : 4;
        new SegmentHeader(keys.size(), interactions, customers.size(), touchpointWidth, width, hasUntimed, base)
                .write(blocks);
        if (wide) {
            long[] times = times(base);
            MemorySegment.copy(times, 0, blocks.add(Block.TIMES, 8L * interactions), Layouts.LONG, 0, interactions);
        } else {
            add(blocks, Block.TIMES, narrowTimes(base));
        }
    }

    private long[] times(long base) {
        long[] times = new long[interactions];
        forEachKey((part, from, to, at) -> {
            for (int i = from; i < to; i++) {
                times[at + i - from] = sinceBase(part.seconds()[i], base);
            }
        });
        return times;
    }

    private int[] narrowTimes(long base) {
        int[] times = new int[interactions];
        forEachKey((part, from, to, at) -> {
            for (int i = from; i < to; i++) {
                times[at + i - from] = (int) sinceBase(part.seconds()[i], base);
            }
        });
        return times;
    }

    private static long sinceBase(long second, long base) {
        return second == SortedPartition.UNTIMED ? -1 : second - base;
    }

    /// Positions among a customer's interactions, where some customer has several keys.
    private void writeRanks(MemoryBlocks blocks) {
        boolean needed = false;
        for (SortedPartition part : parts) {
            needed |= part.ranks().length > 0;
        }
        if (!needed) {
            return;
        }
        long[] ranks = new long[interactions];
        forEachKey((part, from, to, at) -> {
            for (int i = from; i < to; i++) {
                ranks[at + i - from] = part.ranks().length > 0 ? part.ranks()[i] : i - from;
            }
        });
        Column.writeIntegers(blocks, Block.RANKS, 0, ranks, interactions);
    }

    private void writeNames(
            MemoryBlocks blocks,
            Block endsBlock,
            Block namesBlock,
            Merged rows,
            Function<SortedPartition, ByteNames> names,
            Function<SortedPartition, int[]> codes) {
        long[] ends = new long[rows.size()];
        long total = 0;
        for (int i = 0; i < ends.length; i++) {
            SortedPartition part = parts[rows.part[i]];
            total += names.apply(part).length(codes.apply(part)[rows.row[i]]);
            ends[i] = total;
        }
        MemorySegment.copy(ends, 0, blocks.add(endsBlock, 8L * ends.length), Layouts.LONG, 0, ends.length);
        MemorySegment target = blocks.add(namesBlock, total);
        byte[] page = new byte[PAGE];
        int used = 0;
        long written = 0;
        for (int i = 0; i < ends.length; i++) {
            SortedPartition part = parts[rows.part[i]];
            ByteNames from = names.apply(part);
            int code = codes.apply(part)[rows.row[i]];
            int length = from.length(code);
            if (used + length > page.length) {
                MemorySegment.copy(page, 0, target, Layouts.BYTE, written, used);
                written += used;
                used = 0;
                page = length > page.length ? new byte[length] : page;
            }
            System.arraycopy(from.bytes(), from.start(code), page, used, length);
            used += length;
        }
        MemorySegment.copy(page, 0, target, Layouts.BYTE, written, used);
    }

    private void writeAttribute(MemoryBlocks blocks, int attribute) {
        Attribute declared = schema.attributes().get(attribute);
        if (declared.keepsMembers()) {
            writeMembers(blocks, attribute, declared.level());
            return;
        }
        long[] column = declared.level() == Attribute.Level.INTERACTION
                ? ofInteractions(attribute)
                : ofUnits(attribute, units(declared.level()));
        if (declared.kind() != Attribute.Kind.NUMBER) {
            Column.writeIntegers(blocks, Block.VALUES, attribute, column, column.length);
            return;
        }
        double[] numbers = new double[column.length];
        for (int row = 0; row < column.length; row++) {
            numbers[row] = Double.longBitsToDouble(column[row]);
        }
        Column.writeNumbers(blocks, attribute, numbers, numbers.length);
    }

    private Merged units(Attribute.Level level) {
        return level == Attribute.Level.CUSTOMER ? customers : keys;
    }

    private long[] ofUnits(int attribute, Merged units) {
        long[] column = new long[units.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = parts[units.part[i]].attributes()[attribute].values()[units.row[i]];
        }
        return column;
    }

    private long[] ofInteractions(int attribute) {
        long[] column = new long[interactions];
        forEachKey((part, from, to, at) ->
                System.arraycopy(part.attributes()[attribute].values(), from, column, at, to - from));
        return column;
    }

    private void writeMembers(MemoryBlocks blocks, int attribute, Attribute.Level level) {
        int rows = level == Attribute.Level.INTERACTION
                ? interactions
                : units(level).size();
        Longs members = new Longs();
        int[] ends = new int[rows + 1];
        int row = 0;
        Merged units = units(level);
        for (int i = 0; i < units.size(); i++) {
            SortedPartition part = parts[units.part[i]];
            AttributeColumn column = part.attributes()[attribute];
            boolean single = level != Attribute.Level.INTERACTION;
            int from = single ? units.row[i] : part.starts()[units.row[i]];
            int to = single ? from + 1 : part.starts()[units.row[i] + 1];
            int member = from == 0 ? 0 : column.ends()[from - 1];
            for (int each = from; each < to; each++) {
                for (; member < column.ends()[each]; member++) {
                    members.add(column.values()[member]);
                }
                ends[++row] = members.size();
            }
        }
        blocks.add(Block.MEMBER_ENDS, attribute, 4L * ends.length);
        MemorySegment.copy(ends, 0, blocks.get(Block.MEMBER_ENDS, attribute), Layouts.INT, 0, ends.length);
        Column.writeIntegers(blocks, Block.MEMBERS, attribute, members.array(), members.size());
    }
}
