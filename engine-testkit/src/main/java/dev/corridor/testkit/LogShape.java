package dev.corridor.testkit;

/// A kind of log that has broken such programs before; [RandomLogs] draws logs of each.
public enum LogShape {
    /// No interaction at all.
    EMPTY,
    /// Few keys, few touchpoints, whole seconds.
    SMALL,
    /// Two touchpoints: many equal paths, self-loops and returns.
    TINY_ALPHABET,
    /// More touchpoints than one byte can number, and names that need quoting.
    MANY_TOUCHPOINTS,
    /// Journeys of thousands of interactions.
    LONG_JOURNEYS,
    /// A handful of different times; order is settled by touchpoints or by the source.
    EQUAL_TIMES,
    /// Times that differ within a second only.
    SUB_SECOND,
    /// A third of the times is missing.
    MISSING_TIMES,
    /// Hardly any time is there; many keys have none.
    MOSTLY_UNTIMED,
    /// No customer is known.
    NO_CUSTOMERS,
    /// Some customers are known, and the same keys occur under several and under none.
    SHARED_KEYS,
    /// Several keys per customer, interleaved in time and in the source.
    INTERLEAVED_KEYS,
    /// Times before 1970, in 9999 and far between.
    EXTREME_TIMES,
    /// All journeys are equal.
    ALL_IDENTICAL,
    /// Hardly two journeys are equal.
    ALL_DISTINCT,
    /// Every interaction is a journey.
    SINGLES
}
