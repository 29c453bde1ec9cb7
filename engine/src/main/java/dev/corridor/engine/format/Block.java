package dev.corridor.engine.format;

import org.jspecify.annotations.Nullable;

/// The kinds of blocks. Numbers are part of the format and never reused.
public enum Block {
    /// Manifest: schema, dictionaries, list of segments.
    MANIFEST(1),
    /// Segment: fixed-size fields, see [SegmentHeader].
    HEADER(2),
    /// Touchpoint code per interaction, 1 or 2 bytes.
    TOUCHPOINTS(3),
    /// Seconds since the segment's base per interaction, 4 or 8 bytes; -1 without a time.
    TIMES(4),
    /// Index of the first interaction per journey and the end, 4 bytes, journeys + 1 entries.
    JOURNEYS(5),
    /// Segment-local customer per journey, 4 bytes; -1 without a customer.
    CUSTOMERS(6),
    /// Smallest sequence number in the source per journey, 8 bytes.
    SEQUENCES(7),
    /// Position of each interaction among all of its customer's, 4 bytes; only where a customer has several
    /// keys.
    RANKS(8),
    /// End of each key's name in KEY_NAMES, 8 bytes.
    KEY_ENDS(9),
    KEY_NAMES(10),
    /// End of each customer's name in CUSTOMER_NAMES, 8 bytes.
    CUSTOMER_ENDS(11),
    CUSTOMER_NAMES(12),
    /// Path number per journey, 4 bytes; only where distinct paths hold fewer than half of the interactions.
    VARIANT_OF(13),
    /// Index of the first touchpoint per path and the end, 4 bytes.
    VARIANTS(14),
    /// Touchpoint codes of the distinct paths, as wide as TOUCHPOINTS.
    VARIANT_TOUCHPOINTS(15),
    /// Journeys per path, 4 bytes.
    VARIANT_COUNTS(16),
    /// Manifest: which parts each segment holds, see [SegmentParts]; since version 2.
    PARTS(17),
    /// Values of an attribute, see [Column].
    VALUES(20),
    /// Rows of a sparse attribute, ascending, 4 bytes.
    ROWS(21),
    /// Index of the first member per row of a set attribute and the end, 4 bytes.
    MEMBER_ENDS(22),
    /// Members of a set attribute, see [Column].
    MEMBERS(23);

    private final int number;

    Block(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static @Nullable Block of(int number) {
        for (Block block : values()) {
            if (block.number == number) {
                return block;
            }
        }
        return null;
    }
}
