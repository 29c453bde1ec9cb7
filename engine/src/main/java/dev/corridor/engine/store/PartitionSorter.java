package dev.corridor.engine.store;

import dev.corridor.engine.internal.IndexSort;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.util.Arrays;

/// Puts the records of one partition, taken in any order, into columns: numbers customers and keys, sorts
/// every journey, and settles the order among all keys of a customer. What it visits at random stays small
/// enough for a processor's cache.
final class PartitionSorter {
    private static final int NO_OWNER = -1;
    private static final int NO_TOUCHPOINT = -1;

    private final Schema schema;
    private final Codes codes;

    private final ByteNames customers = new ByteNames();
    private final ByteNames keys = new ByteNames();
    private final int[] keyOf;
    private final int[] touchpoints;
    private final long[] seconds;
    private final int[] nanos;
    private final long[] sequences;
    private final Ints[] valueRecords;
    private final Longs[] values;
    private int size;
    private boolean inSourceOrder = true;
    private boolean hasUntimed;
    private boolean hasValuesOnly;

    /// Final codes by the codes that were handed out while reading.
    ///
    /// @param touchpointRanks place of each touchpoint, by final code, in the order that the schema declares
    /// @param categories per attribute; empty where it has no codes
    record Codes(int[] touchpoints, int[] touchpointRanks, int[][] categories) {}

    private PartitionSorter(Schema schema, Codes codes, int records) {
        this.schema = schema;
        this.codes = codes;
        this.keyOf = new int[records];
        this.touchpoints = new int[records];
        this.seconds = new long[records];
        this.nanos = new int[records];
        this.sequences = new long[records];
        int attributes = schema.attributes().size();
        this.valueRecords = new Ints[attributes];
        this.values = new Longs[attributes];
        Arrays.setAll(valueRecords, i -> new Ints());
        Arrays.setAll(values, i -> new Longs());
    }

    /// Sorts a partition, which is empty afterwards.
    static SortedPartition sort(Partition partition, Schema schema, Codes codes, ConflictCounts conflicts) {
        PartitionSorter sorter = new PartitionSorter(schema, codes, Math.toIntExact(partition.records()));
        partition.drain(sorter::add);
        return sorter.sort(conflicts);
    }

    private void add(Partition.Chunk chunk) {
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
        boolean interaction = (flags & Recorder.IS_INTERACTION) != 0;
        boolean timed = (flags & Recorder.IS_TIMED) != 0;
        int record = size++;
        keyOf[record] = keys.code(customer, bytes, name + customerLength, keyLength);
        touchpoints[record] = interaction ? codes.touchpoints[(int) Recorder.INT.get(bytes, at + 13)] : NO_TOUCHPOINT;
        seconds[record] = timed ? (long) Recorder.LONG.get(bytes, at + 17) : SortedPartition.UNTIMED;
        nanos[record] = (int) Recorder.INT.get(bytes, at + 25);
        sequences[record] = (long) Recorder.LONG.get(bytes, at + 29);
        inSourceOrder &= record == 0 || sequences[record] > sequences[record - 1];
        hasUntimed |= interaction && !timed;
        hasValuesOnly |= !interaction;
        int count = (short) Recorder.SHORT.get(bytes, at + 37) & 0xffff;
        int value = name + customerLength + keyLength;
        for (int i = 0; i < count; i++, value += Recorder.VALUE) {
            int attribute = (short) Recorder.SHORT.get(bytes, value) & 0xffff;
            long bits = (long) Recorder.LONG.get(bytes, value + 2);
            int[] categories = codes.categories[attribute];
            valueRecords[attribute].add(record);
            values[attribute].add(categories.length == 0 ? bits : categories[(int) bits]);
        }
    }

    private boolean isInteraction(int record) {
        return touchpoints[record] != NO_TOUCHPOINT;
    }

    /// Has no loop of its own, so that the compiler takes its steps one by one.
    private SortedPartition sort(ConflictCounts conflicts) {
        long[] firstOfKey = firstOfKey();
        long[] firstOfCustomer = firstOfCustomer(firstOfKey);
        int[] keyOrder = keyOrder(firstOfKey, firstOfCustomer);
        int[] customerOrder = customerOrder(firstOfCustomer);
        int[] keyRow = rows(keyOrder, keys.size());
        int[] customerRow = rows(customerOrder, customers.size());
        int[] recordStarts = new int[keyOrder.length + 1];
        int[] records = grouped(keyRow, recordStarts);
        sortKeys(records, recordStarts);
        Order order = new Order(records, recordStarts, owners(keyOrder, customerRow));
        int[] starts = starts(order);
        int interactions = starts[keyOrder.length];
        int[] places = new int[size];
        int[] ranks = rank(order, starts, places);
        Rows rows = new Rows(
                interactionRows(order), keyRow, customerRow, interactions, keyOrder.length, customerOrder.length);
        return new SortedPartition(
                keys,
                keyOrder,
                customers,
                customerOrder,
                chosen(firstOfCustomer, customerOrder),
                unitFirsts(keyOrder, firstOfKey, firstOfCustomer),
                chosen(firstOfKey, keyOrder),
                order.owners,
                starts,
                touchpoints(order, interactions),
                seconds(order, interactions),
                ranks,
                hasUntimed,
                attributes(rows, places, conflicts));
    }

    private int[] keyOrder(long[] firstOfKey, long[] firstOfCustomer) {
        int[] order = present(firstOfKey);
        IndexSort.sort(order, 0, order.length, (a, b) -> {
            int byUnit =
                    Long.compare(unitFirst(a, firstOfKey, firstOfCustomer), unitFirst(b, firstOfKey, firstOfCustomer));
            return byUnit != 0 ? byUnit : Long.compare(firstOfKey[a], firstOfKey[b]);
        });
        return order;
    }

    private static int[] customerOrder(long[] firstOfCustomer) {
        int[] order = present(firstOfCustomer);
        IndexSort.sort(order, 0, order.length, (a, b) -> Long.compare(firstOfCustomer[a], firstOfCustomer[b]));
        return order;
    }

    private void sortKeys(int[] records, int[] starts) {
        for (int key = 0; key < starts.length - 1; key++) {
            sortKey(records, starts[key], starts[key + 1]);
        }
    }

    private int[] owners(int[] keyOrder, int[] customerRow) {
        int[] owners = new int[keyOrder.length];
        for (int i = 0; i < owners.length; i++) {
            int owner = keys.owner(keyOrder[i]);
            owners[i] = owner == NO_OWNER ? -1 : customerRow[owner];
        }
        return owners;
    }

    private long[] unitFirsts(int[] keyOrder, long[] firstOfKey, long[] firstOfCustomer) {
        long[] firsts = new long[keyOrder.length];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = unitFirst(keyOrder[i], firstOfKey, firstOfCustomer);
        }
        return firsts;
    }

    private static long[] chosen(long[] column, int[] rows) {
        long[] chosen = new long[rows.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = column[rows[i]];
        }
        return chosen;
    }

    /// The smallest sequence of an interaction per key.
    private long[] firstOfKey() {
        long[] first = new long[keys.size()];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int record = 0; record < size; record++) {
            if (isInteraction(record)) {
                int key = keyOf[record];
                first[key] = Math.min(first[key], sequences[record]);
            }
        }
        return first;
    }

    private long[] firstOfCustomer(long[] firstOfKey) {
        long[] first = new long[customers.size()];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int key = 0; key < firstOfKey.length; key++) {
            int customer = keys.owner(key);
            if (customer != NO_OWNER) {
                first[customer] = Math.min(first[customer], firstOfKey[key]);
            }
        }
        return first;
    }

    private long unitFirst(int key, long[] firstOfKey, long[] firstOfCustomer) {
        int customer = keys.owner(key);
        return customer == NO_OWNER ? firstOfKey[key] : firstOfCustomer[customer];
    }

    private static int[] present(long[] first) {
        int[] indexes = new int[first.length];
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] != Long.MAX_VALUE) {
                indexes[count++] = i;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    private static int[] rows(int[] ordered, int count) {
        int[] row = new int[count];
        Arrays.fill(row, -1);
        for (int i = 0; i < ordered.length; i++) {
            row[ordered[i]] = i;
        }
        return row;
    }

    /// The order of all records of keys that have an interaction.
    ///
    /// @param records sorted by key, then in the journey's order
    /// @param starts index into `records` per key, and the end
    /// @param owners customer per key, -1 without
    private record Order(int[] records, int[] starts, int[] owners) {}

    /// Records grouped by key, within a key by sequence.
    private int[] grouped(int[] keyRow, int[] starts) {
        int keyCount = starts.length - 1;
        for (int record = 0; record < size; record++) {
            int key = keyRow[keyOf[record]];
            if (key >= 0) {
                starts[key + 1]++;
            }
        }
        for (int key = 0; key < keyCount; key++) {
            starts[key + 1] += starts[key];
        }
        int[] next = Arrays.copyOf(starts, keyCount);
        int[] grouped = new int[starts[keyCount]];
        for (int record = 0; record < size; record++) {
            int key = keyRow[keyOf[record]];
            if (key >= 0) {
                grouped[next[key]++] = record;
            }
        }
        for (int key = 0; key < keyCount && !inSourceOrder; key++) {
            IndexSort.sort(grouped, starts[key], starts[key + 1], (a, b) -> Long.compare(sequences[a], sequences[b]));
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
            anchors = new int[size];
            leads = new boolean[size];
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
        return seconds[record] != SortedPartition.UNTIMED;
    }

    private int compareTimed(int a, int b) {
        int order = Long.compare(seconds[a], seconds[b]);
        if (order == 0) {
            order = Integer.compare(nanos[a], nanos[b]);
        }
        if (order == 0) {
            order = Integer.compare(rankOf(a), rankOf(b));
        }
        return order != 0 ? order : Long.compare(sequences[a], sequences[b]);
    }

    private int rankOf(int record) {
        return codes.touchpointRanks[touchpoints[record]];
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
        return order != 0 ? order : Long.compare(sequences[a], sequences[b]);
    }

    private int side(int record, int anchor) {
        return record == anchor ? 1 : leads[record] ? 0 : 2;
    }

    /// The first interaction per key, and the end.
    private int[] starts(Order order) {
        if (!hasValuesOnly) {
            return order.starts;
        }
        int[] starts = new int[order.starts.length];
        int count = 0;
        for (int key = 0; key < starts.length - 1; key++) {
            starts[key] = count;
            for (int i = order.starts[key]; i < order.starts[key + 1]; i++) {
                count += isInteraction(order.records[i]) ? 1 : 0;
            }
        }
        starts[starts.length - 1] = count;
        return starts;
    }

    private short[] touchpoints(Order order, int interactions) {
        short[] column = new short[interactions];
        int at = 0;
        for (int record : order.records) {
            if (isInteraction(record)) {
                column[at++] = (short) touchpoints[record];
            }
        }
        return column;
    }

    private long[] seconds(Order order, int interactions) {
        long[] column = new long[interactions];
        int at = 0;
        for (int record : order.records) {
            if (isInteraction(record)) {
                column[at++] = seconds[record];
            }
        }
        return column;
    }

    /// Numbers the interactions of each customer that has several keys.
    ///
    /// @param places filled per record with its place in the order of its customer, values-only records
    ///     included; -1 where its key has no interaction
    /// @return per interaction its position among its customer's; empty where every customer has one key
    private int[] rank(Order order, int[] starts, int[] places) {
        Arrays.fill(places, -1);
        for (int i = 0; i < order.records.length; i++) {
            places[order.records[i]] = i;
        }
        int[] ranks = {};
        int keyCount = order.owners.length;
        for (int key = 0; key < keyCount; ) {
            int next = key + 1;
            while (next < keyCount && order.owners[key] >= 0 && order.owners[next] == order.owners[key]) {
                next++;
            }
            if (next > key + 1) {
                ranks = ranks.length == 0 ? ranksWithinKeys(starts) : ranks;
                rankCustomer(ranks, order, key, next, starts[key], places);
            }
            key = next;
        }
        return ranks;
    }

    /// Ranks as they are where every customer has one key.
    private static int[] ranksWithinKeys(int[] starts) {
        int[] ranks = new int[starts[starts.length - 1]];
        for (int key = 0; key < starts.length - 1; key++) {
            for (int i = starts[key]; i < starts[key + 1]; i++) {
                ranks[i] = i - starts[key];
            }
        }
        return ranks;
    }

    private void rankCustomer(int[] ranks, Order order, int key, int next, int start, int[] places) {
        int from = order.starts[key];
        int to = order.starts[next];
        int[] merged = Arrays.copyOfRange(order.records, from, to);
        IndexSort.sort(merged, 0, merged.length, this::compare);
        int[] placeAmongInteractions = new int[merged.length];
        int place = 0;
        for (int i = 0; i < merged.length; i++) {
            places[merged[i]] = from + i;
            placeAmongInteractions[i] = isInteraction(merged[i]) ? place++ : -1;
        }
        int at = start;
        for (int i = from; i < to; i++) {
            int own = placeAmongInteractions[places[order.records[i]] - from];
            if (own >= 0) {
                ranks[at++] = own;
            }
        }
    }

    /// Where values belong.
    ///
    /// @param ofRecord row of the interaction per record, -1 where it is none
    /// @param ofKey row per key in order of first use, -1 without an interaction
    /// @param ofCustomer likewise
    private record Rows(int[] ofRecord, int[] ofKey, int[] ofCustomer, int interactions, int keys, int customers) {}

    private AttributeColumn[] attributes(Rows rows, int[] places, ConflictCounts conflicts) {
        AttributeColumn[] columns = new AttributeColumn[values.length];
        for (int attribute = 0; attribute < columns.length; attribute++) {
            int id = attribute;
            Attribute declared = schema.attributes().get(attribute);
            columns[attribute] = AttributeColumn.of(
                    declared,
                    new AttributeColumn.Given(
                            rowsOf(rows, declared.level(), valueRecords[attribute]),
                            values[attribute],
                            valueRecords[attribute]),
                    sequences,
                    places,
                    switch (declared.level()) {
                        case INTERACTION -> rows.interactions;
                        case KEY -> rows.keys;
                        case CUSTOMER -> rows.customers;
                    },
                    count -> conflicts.add(id, count));
        }
        return columns;
    }

    /// The row each value belongs to, -1 where its unit has no interaction.
    private int[] rowsOf(Rows rows, Attribute.Level level, Ints records) {
        int[] row = new int[records.size()];
        for (int i = 0; i < row.length; i++) {
            int record = records.at(i);
            row[i] = switch (level) {
                case INTERACTION -> rows.ofRecord[record];
                case KEY -> rows.ofKey[keyOf[record]];
                case CUSTOMER -> {
                    int owner = keys.owner(keyOf[record]);
                    yield owner == NO_OWNER ? -1 : rows.ofCustomer[owner];
                }
            };
        }
        return row;
    }

    private int[] interactionRows(Order order) {
        int[] row = new int[size];
        Arrays.fill(row, -1);
        int at = 0;
        for (int record : order.records) {
            if (isInteraction(record)) {
                row[record] = at++;
            }
        }
        return row;
    }
}
