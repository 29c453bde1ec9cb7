package dev.corridor.engine.store;

/// The columns of one partition: what a segment would hold if it were made of this partition alone. A
/// [SegmentWriter] merges several.
///
/// A unit is a customer, or a key whose customer is unknown. Units come in the order of their smallest
/// sequence in the source, a unit's keys likewise.
///
/// @param keys codes in `keyNames` of the keys that have an interaction, in order
/// @param customers codes in `customerNames`, in order
/// @param customerFirsts smallest sequence per customer
/// @param unitFirsts smallest sequence of its unit per key
/// @param firsts smallest sequence per key
/// @param owners index into `customers` per key, -1 without
/// @param starts index of the first interaction per key, and the end
/// @param touchpoints code per interaction, unsigned
/// @param seconds per interaction, [#UNTIMED] without a time
/// @param ranks position of each interaction among its customer's; empty where every customer has one key
/// @param hasUntimed whether some interaction has no time
/// @param attributes per attribute of the schema its values
record SortedPartition(
        ByteNames keyNames,
        int[] keys,
        ByteNames customerNames,
        int[] customers,
        long[] customerFirsts,
        long[] unitFirsts,
        long[] firsts,
        int[] owners,
        int[] starts,
        short[] touchpoints,
        long[] seconds,
        int[] ranks,
        boolean hasUntimed,
        AttributeColumn[] attributes) {
    /// Stands for no time; earlier than every time.
    static final long UNTIMED = Long.MIN_VALUE;
}
