package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.internal.IndexSort;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Makes the columns of one segment from records in any order: numbers customers and keys, sorts every
/// journey, and settles the order among all keys of a customer.
///
/// A unit is a customer, or a key whose customer is unknown. Units come in the order of their smallest
/// sequence in the source, a unit's keys likewise.
final class SegmentBuilder {
    private static final int NO_OWNER = -1;

    private final Schema schema;
    private final int[] touchpointCodes;
    private final int[] touchpointRanks;
    private final int[][] categoryCodes;
    private final int touchpointWidth;

    private final ByteNames customers = new ByteNames();
    private final ByteNames keys = new ByteNames();
    private final Longs seconds = new Longs();
    private final Ints nanos = new Ints();
    private final Longs sequences = new Longs();
    private final Ints touchpoints = new Ints();
    private final Ints keyOf = new Ints();
    private final Ints[] valueRecords;
    private final Longs[] values;
    private boolean hasUntimed;
    private boolean hasValuesOnly;

    /// Rows without a time; a touchpoint of -1 marks a carrier of values.
    private static final long UNTIMED = Long.MIN_VALUE;

    SegmentBuilder(
            Schema schema, int touchpointWidth, int[] touchpointCodes, int[] touchpointRanks, int[][] categoryCodes) {
        this.schema = schema;
        this.touchpointWidth = touchpointWidth;
        this.touchpointCodes = touchpointCodes;
        this.touchpointRanks = touchpointRanks;
        this.categoryCodes = categoryCodes;
        int attributes = schema.attributes().size();
        this.valueRecords = new Ints[attributes];
        this.values = new Longs[attributes];
        for (int i = 0; i < attributes; i++) {
            valueRecords[i] = new Ints();
            values[i] = new Longs();
        }
    }

    /// Takes the records of a chunk.
    void add(Partition.Chunk chunk) {
        byte[] bytes = chunk.bytes();
        int at = 0;
        while (at < chunk.length()) {
            int length = (int) Recorder.INT.get(bytes, at);
            record(bytes, at);
            at += length;
        }
    }

    private void record(byte[] bytes, int at) {
        int flags = bytes[at + 4];
        int customerLength = (int) Recorder.INT.get(bytes, at + 5);
        int keyLength = (int) Recorder.INT.get(bytes, at + 9);
        int name = at + Recorder.FIXED;
        int customer = (flags & Recorder.HAS_CUSTOMER) == 0 ? NO_OWNER : customers.code(0, bytes, name, customerLength);
        int key = keys.code(customer, bytes, name + customerLength, keyLength);
        boolean interaction = (flags & Recorder.IS_INTERACTION) != 0;
        boolean timed = (flags & Recorder.IS_TIMED) != 0;
        int record = keyOf.size();
        keyOf.add(key);
        touchpoints.add(interaction ? touchpointCodes[(int) Recorder.INT.get(bytes, at + 13)] : -1);
        seconds.add(timed ? (long) Recorder.LONG.get(bytes, at + 17) : UNTIMED);
        nanos.add((int) Recorder.INT.get(bytes, at + 25));
        sequences.add((long) Recorder.LONG.get(bytes, at + 29));
        hasUntimed |= interaction && !timed;
        hasValuesOnly |= !interaction;
        int count = (short) Recorder.SHORT.get(bytes, at + 37) & 0xffff;
        int value = name + customerLength + keyLength;
        for (int i = 0; i < count; i++, value += Recorder.VALUE) {
            int attribute = (short) Recorder.SHORT.get(bytes, value) & 0xffff;
            long bits = (long) Recorder.LONG.get(bytes, value + 2);
            int[] codes = categoryCodes[attribute];
            valueRecords[attribute].add(record);
            values[attribute].add(codes.length == 0 ? bits : codes[(int) bits]);
        }
    }

    /// The order of everything, before it is written.
    ///
    /// @param keys keys that have an interaction, in their final order
    /// @param records records of those keys, sorted by key, then in the journey's order
    /// @param keyStarts index into `records` per key, and the end
    /// @param customers customers in their final order
    /// @param customerOfKey final customer per key, -1 without
    private record Order(int[] keys, int[] records, int[] keyStarts, int[] customers, int[] customerOfKey) {}

    /// Makes the segment's blocks.
    MemoryBlocks build(ConflictCounts conflicts) {
        Order order = order();
        int interactions = 0;
        for (int record : order.records) {
            if (touchpoints.at(record) >= 0) {
                interactions++;
            }
        }
        MemoryBlocks blocks = new MemoryBlocks();
        int[] position = new int[keyOf.size()];
        writeInteractions(blocks, order, interactions, position);
        int[] rank = writeRanks(blocks, order, interactions);
        writeNames(blocks, order);
        VariantWriter.write(blocks, touchpointWidth);
        int[] keyRow = rows(order.keys, keys.size());
        int[] customerRow = rows(order.customers, customers.size());
        for (int attribute = 0; attribute < values.length; attribute++) {
            new AttributeWriter(blocks, attribute, schema.attributes().get(attribute), conflicts)
                    .write(
                            rowsOf(attribute, position, keyRow, customerRow),
                            values[attribute],
                            sequences,
                            valueRecords[attribute],
                            rank,
                            rowCount(attribute, interactions, order));
        }
        return blocks;
    }

    private static int[] rows(int[] ordered, int size) {
        int[] row = new int[size];
        Arrays.fill(row, -1);
        for (int i = 0; i < ordered.length; i++) {
            row[ordered[i]] = i;
        }
        return row;
    }

    private int rowCount(int attribute, int interactions, Order order) {
        return switch (schema.attributes().get(attribute).level()) {
            case INTERACTION -> interactions;
            case KEY -> order.keys.length;
            case CUSTOMER -> order.customers.length;
        };
    }

    /// The row each value belongs to, -1 where its unit has no interaction.
    private int[] rowsOf(int attribute, int[] position, int[] keyRow, int[] customerRow) {
        Attribute.Level level = schema.attributes().get(attribute).level();
        int size = valueRecords[attribute].size();
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            int record = valueRecords[attribute].at(i);
            int key = keyOf.at(record);
            rows[i] = switch (level) {
                case INTERACTION -> touchpoints.at(record) < 0 ? -1 : position[record];
                case KEY -> keyRow[key];
                case CUSTOMER -> keys.owner(key) == NO_OWNER ? -1 : customerRow[keys.owner(key)];
            };
        }
        return rows;
    }

    private Order order() {
        int keyCount = keys.size();
        long[] firstOfKey = new long[keyCount];
        Arrays.fill(firstOfKey, Long.MAX_VALUE);
        for (int record = 0; record < keyOf.size(); record++) {
            if (touchpoints.at(record) >= 0) {
                int key = keyOf.at(record);
                firstOfKey[key] = Math.min(firstOfKey[key], sequences.at(record));
            }
        }
        long[] firstOfCustomer = new long[customers.size()];
        Arrays.fill(firstOfCustomer, Long.MAX_VALUE);
        for (int key = 0; key < keyCount; key++) {
            int customer = keys.owner(key);
            if (customer != NO_OWNER) {
                firstOfCustomer[customer] = Math.min(firstOfCustomer[customer], firstOfKey[key]);
            }
        }
        int[] keyOrder = present(firstOfKey);
        IndexSort.sort(keyOrder, 0, keyOrder.length, (a, b) -> {
            int byUnit =
                    Long.compare(unitFirst(a, firstOfKey, firstOfCustomer), unitFirst(b, firstOfKey, firstOfCustomer));
            return byUnit != 0 ? byUnit : Long.compare(firstOfKey[a], firstOfKey[b]);
        });
        int[] customerOrder = present(firstOfCustomer);
        IndexSort.sort(
                customerOrder, 0, customerOrder.length, (a, b) -> Long.compare(firstOfCustomer[a], firstOfCustomer[b]));
        int[] customerRow = rows(customerOrder, customers.size());
        int[] customerOfKey = new int[keyOrder.length];
        for (int i = 0; i < keyOrder.length; i++) {
            int owner = keys.owner(keyOrder[i]);
            customerOfKey[i] = owner == NO_OWNER ? -1 : customerRow[owner];
        }
        int[] keyStarts = new int[keyOrder.length + 1];
        int[] records = grouped(keyOrder, keyStarts);
        for (int key = 0; key < keyOrder.length; key++) {
            sortKey(records, keyStarts[key], keyStarts[key + 1]);
        }
        return new Order(keyOrder, records, keyStarts, customerOrder, customerOfKey);
    }

    private long unitFirst(int key, long[] firstOfKey, long[] firstOfCustomer) {
        int customer = keys.owner(key);
        return customer == NO_OWNER ? firstOfKey[key] : firstOfCustomer[customer];
    }

    private static int[] present(long[] first) {
        int[] indexes = new int[first.length];
        int size = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] != Long.MAX_VALUE) {
                indexes[size++] = i;
            }
        }
        return Arrays.copyOf(indexes, size);
    }

    /// Records grouped by key, within a key by sequence.
    private int[] grouped(int[] keyOrder, int[] keyStarts) {
        int[] row = rows(keyOrder, keys.size());
        int records = keyOf.size();
        for (int record = 0; record < records; record++) {
            int key = row[keyOf.at(record)];
            if (key >= 0) {
                keyStarts[key + 1]++;
            }
        }
        for (int key = 0; key < keyOrder.length; key++) {
            keyStarts[key + 1] += keyStarts[key];
        }
        int[] next = Arrays.copyOf(keyStarts, keyOrder.length);
        int[] grouped = new int[keyStarts[keyOrder.length]];
        for (int record = 0; record < records; record++) {
            int key = row[keyOf.at(record)];
            if (key >= 0) {
                grouped[next[key]++] = record;
            }
        }
        for (int key = 0; key < keyOrder.length; key++) {
            IndexSort.sort(
                    grouped,
                    keyStarts[key],
                    keyStarts[key + 1],
                    (a, b) -> Long.compare(sequences.at(a), sequences.at(b)));
        }
        return grouped;
    }

    /// Per record that has no time of its own: the timed record it follows or leads, else -1. Empty where all
    /// have one.
    private int[] anchors = new int[0];

    /// Per record: whether it leads its anchor.
    private boolean[] leads = new boolean[0];

    private void sortKey(int[] records, int from, int to) {
        if (hasUntimed || hasValuesOnly) {
            anchor(records, from, to);
        }
        IndexSort.sort(records, from, to, this::compare);
    }

    /// Finds the anchors of a key's records, given in the order of the source.
    private void anchor(int[] records, int from, int to) {
        if (anchors.length == 0) {
            anchors = new int[keyOf.size()];
            leads = new boolean[keyOf.size()];
        }
        int first = -1;
        for (int i = from; i < to; i++) {
            int record = records[i];
            if (isTimed(record) && (first < 0 || compareTimed(record, first) < 0)) {
                first = record;
            }
        }
        int last = -1;
        for (int i = from; i < to; i++) {
            int record = records[i];
            if (isTimed(record)) {
                last = record;
                anchors[record] = record;
            } else {
                leads[record] = last < 0;
                anchors[record] = last < 0 ? first : last;
            }
        }
    }

    private boolean isTimed(int record) {
        return seconds.at(record) != UNTIMED;
    }

    private int compareTimed(int a, int b) {
        int order = Long.compare(seconds.at(a), seconds.at(b));
        if (order == 0) {
            order = Integer.compare(nanos.at(a), nanos.at(b));
        }
        if (order == 0) {
            order = Integer.compare(rankOf(a), rankOf(b));
        }
        return order != 0 ? order : Long.compare(sequences.at(a), sequences.at(b));
    }

    private int rankOf(int record) {
        return touchpointRanks[touchpoints.at(record)];
    }

    /// The order of a customer's records: those without an anchor first, then by anchor.
    private int compare(int a, int b) {
        if (anchors.length == 0) {
            return compareTimed(a, b);
        }
        int anchorA = anchors[a];
        int anchorB = anchors[b];
        if (anchorA != anchorB) {
            if (anchorA < 0 || anchorB < 0) {
                return anchorA < 0 ? -1 : 1;
            }
            return compareTimed(anchorA, anchorB);
        }
        int order = Integer.compare(side(a, anchorA), side(b, anchorB));
        return order != 0 ? order : Long.compare(sequences.at(a), sequences.at(b));
    }

    private int side(int record, int anchor) {
        return record == anchor ? 1 : leads[record] ? 0 : 2;
    }

    private void writeInteractions(MemoryBlocks blocks, Order order, int interactions, int[] position) {
        int keyCount = order.keys.length;
        long base = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int record : order.records) {
            if (isTimed(record)) {
                base = Math.min(base, seconds.at(record));
                latest = Math.max(latest, seconds.at(record));
            }
        }
        if (base > latest) {
            base = 0;
            latest = 0;
        }
        int timeWidth = latest - base > Integer.MAX_VALUE || latest - base < 0 ? 8 : 4;
        new SegmentHeader(keyCount, interactions, order.customers.length, touchpointWidth, timeWidth, hasUntimed, base)
                .write(blocks);
        MemorySegment codes = blocks.add(Block.TOUCHPOINTS, (long) touchpointWidth * interactions);
        MemorySegment times = blocks.add(Block.TIMES, (long) timeWidth * interactions);
        MemorySegment offsets = blocks.add(Block.JOURNEYS, 4L * (keyCount + 1L));
        MemorySegment owners = blocks.add(Block.CUSTOMERS, 4L * keyCount);
        MemorySegment firsts = blocks.add(Block.SEQUENCES, 8L * keyCount);
        int at = 0;
        for (int key = 0; key < keyCount; key++) {
            offsets.set(Layouts.INT, 4L * key, at);
            owners.set(Layouts.INT, 4L * key, order.customerOfKey[key]);
            long first = Long.MAX_VALUE;
            for (int i = order.keyStarts[key]; i < order.keyStarts[key + 1]; i++) {
                int record = order.records[i];
                int touchpoint = touchpoints.at(record);
                if (touchpoint < 0) {
                    continue;
                }
                position[record] = at;
                first = Math.min(first, sequences.at(record));
                if (touchpointWidth == 1) {
                    codes.set(Layouts.BYTE, at, (byte) touchpoint);
                } else {
                    codes.set(Layouts.SHORT, 2L * at, (short) touchpoint);
                }
                long time = isTimed(record) ? seconds.at(record) - base : -1;
                if (timeWidth == 4) {
                    times.set(Layouts.INT, 4L * at, (int) time);
                } else {
                    times.set(Layouts.LONG, 8L * at, time);
                }
                at++;
            }
            firsts.set(Layouts.LONG, 8L * key, first);
        }
        offsets.set(Layouts.INT, 4L * keyCount, at);
    }

    /// Writes the position of each interaction among its customer's, where a customer has several keys.
    ///
    /// @return per record its place in the order of its customer, values-only records included
    private int[] writeRanks(MemoryBlocks blocks, Order order, int interactions) {
        int[] rank = new int[keyOf.size()];
        for (int i = 0; i < order.records.length; i++) {
            rank[order.records[i]] = i;
        }
        int[] ranks = null;
        int keyCount = order.keys.length;
        for (int key = 0; key < keyCount; ) {
            int next = key + 1;
            while (next < keyCount
                    && order.customerOfKey[key] >= 0
                    && order.customerOfKey[next] == order.customerOfKey[key]) {
                next++;
            }
            if (next > key + 1) {
                if (ranks == null) {
                    ranks = new int[interactions];
                    fillSingle(blocks, ranks, keyCount);
                }
                rankCustomer(blocks, ranks, order, key, next, rank);
            }
            key = next;
        }
        if (ranks != null) {
            long[] column = new long[interactions];
            for (int i = 0; i < interactions; i++) {
                column[i] = ranks[i];
            }
            Column.writeIntegers(blocks, Block.RANKS, 0, column, interactions);
        }
        return rank;
    }

    /// Ranks as they are where every customer has one key.
    private static void fillSingle(MemoryBlocks blocks, int[] ranks, int keys) {
        MemorySegment offsets = blocks.get(Block.JOURNEYS);
        for (int key = 0; key < keys; key++) {
            int from = offsets.get(Layouts.INT, 4L * key);
            int to = offsets.get(Layouts.INT, 4L * (key + 1));
            for (int i = from; i < to; i++) {
                ranks[i] = i - from;
            }
        }
    }

    private void rankCustomer(MemoryBlocks blocks, int[] ranks, Order order, int key, int next, int[] rank) {
        int from = order.keyStarts[key];
        int to = order.keyStarts[next];
        int[] merged = Arrays.copyOfRange(order.records, from, to);
        IndexSort.sort(merged, 0, merged.length, this::compare);
        int[] placeAmongInteractions = new int[merged.length];
        int place = 0;
        for (int i = 0; i < merged.length; i++) {
            rank[merged[i]] = from + i;
            placeAmongInteractions[i] = touchpoints.at(merged[i]) < 0 ? -1 : place++;
        }
        int at = blocks.get(Block.JOURNEYS).get(Layouts.INT, 4L * key);
        for (int i = from; i < to; i++) {
            int own = placeAmongInteractions[rank[order.records[i]] - from];
            if (own >= 0) {
                ranks[at++] = own;
            }
        }
    }

    private void writeNames(MemoryBlocks blocks, Order order) {
        writeNames(blocks, Block.KEY_ENDS, Block.KEY_NAMES, keys, order.keys);
        writeNames(blocks, Block.CUSTOMER_ENDS, Block.CUSTOMER_NAMES, customers, order.customers);
    }

    private static void writeNames(
            MemoryBlocks blocks, Block endsBlock, Block namesBlock, ByteNames names, int[] order) {
        long total = 0;
        for (int code : order) {
            total += names.length(code);
        }
        MemorySegment ends = blocks.add(endsBlock, 8L * order.length);
        MemorySegment bytes = blocks.add(namesBlock, total);
        MemorySegment source = MemorySegment.ofArray(names.bytes());
        long at = 0;
        for (int i = 0; i < order.length; i++) {
            int length = names.length(order[i]);
            MemorySegment.copy(source, names.start(order[i]), bytes, at, length);
            at += length;
            ends.set(Layouts.LONG, 8L * i, at);
        }
    }
}
