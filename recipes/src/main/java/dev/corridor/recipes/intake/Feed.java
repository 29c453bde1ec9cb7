package dev.corridor.recipes.intake;

import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Row;

/// One attribute at work: collects its values from one row, or from all rows of a group, and hands the one
/// value to the appender.
abstract sealed class Feed permits CategoryFeed, NumberFeed, TimeFeed, TextFeed {
    /// Forgets the values collected.
    abstract void reset();

    /// @param micros the time of the row, where rows of a group are compared
    abstract void add(Row row, long micros);

    /// Hands over the value, where there is one.
    abstract void emit(Appender appender);

    /// The same attribute for another group.
    abstract Feed fresh();

    /// Closes its counts; to be called once, at the end of the file.
    abstract void finish();
}
