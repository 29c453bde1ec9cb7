package dev.corridor.engine.store;

/// Takes interactions and attribute values one record at a time; obtained from [StoreBuilder#appender], one
/// per reading thread, not thread-safe itself. Codes are valid for every appender of the same builder.
///
/// A record is `begin`, then `interaction`, `untimed` or `valuesOnly`, then any number of values, then `end`.
/// Nothing is kept of the arrays passed in. Attribute ids are the indexes in the builder's
/// [dev.corridor.engine.journey.Schema].
///
/// A key belongs to one customer: records with the same key and different customers are different journeys.
public interface Appender extends AutoCloseable {
    /// The most seconds before or after 1970 that a time may have: about 34,800 years.
    long MAX_SECOND = 1L << 40;

    /// The code of a touchpoint, registered at its first use; codes are dense from 0 and have no order.
    ///
    /// @throws dev.corridor.engine.error.CorridorException `TOO_MANY_TOUCHPOINTS` above 65,535 distinct ones
    int touchpoint(String name);

    /// The code of a value of a category or set attribute, registered at its first use.
    int category(int attribute, String value);

    /// Begins a record of this customer and key, both UTF-8.
    ///
    /// @param customer null where no customer is known
    void begin(byte @org.jspecify.annotations.Nullable [] customer, byte[] key);

    /// Makes the record an interaction.
    ///
    /// @param second seconds since 1970-01-01T00:00 UTC, or of the local clock where the source has no zone
    ///     at most [#MAX_SECOND] before or after
    /// @param nano 0 to 999,999,999
    /// @param sequence position in the source; unique and increasing in source order over all files and threads
    /// @throws dev.corridor.engine.error.CorridorException `OUT_OF_RANGE` where the second is
    void interaction(int touchpoint, long second, int nano, long sequence);

    /// Makes the record an interaction without a time; it keeps its place behind the interaction of its key
    /// that precedes it in the source.
    void untimed(int touchpoint, long sequence);

    /// Makes the record a carrier of key or customer attributes without an interaction.
    void valuesOnly(long sequence);

    void category(int attribute, int code);

    /// @param value finite
    void number(int attribute, double value);

    /// @param second as in [#interaction]
    /// @throws dev.corridor.engine.error.CorridorException `OUT_OF_RANGE` where the second is
    void time(int attribute, long second);

    /// @param reference where the text stands in the source, chosen by the reader, not negative
    void text(int attribute, long reference);

    /// Adds a member to a set attribute.
    void member(int attribute, int code);

    /// Ends the record.
    ///
    /// @throws dev.corridor.engine.error.CorridorException a `RESOURCES` code where memory or disk are
    ///     exhausted
    void end();

    /// Hands the records over to the builder; the builder counts only what was closed.
    @Override
    void close();
}
