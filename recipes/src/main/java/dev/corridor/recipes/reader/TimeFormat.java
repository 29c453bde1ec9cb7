package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;

/// How the times of one column are written.
public sealed interface TimeFormat {
    /// The usual forms: `2017-07-09`, `2017/7/9`, `9.7.2017`, and, given an order, `9/7/2017` or
    /// `9-7-2017`; then, after `T`, blanks or a comma, `21:57`, `21:57:05`, up to nine digits of a
    /// fraction, `9:57 pm`; then an offset `Z`, `UTC`, `+02`, `+0200`, `+02:00`. Years have four digits.
    ///
    /// @param order whether the day or the month comes first where the year comes last and slashes or
    /// hyphens divide
    record Usual(DateOrder order) implements TimeFormat {}

    /// A pattern of [java.time.format.DateTimeFormatter], with English names, strictly resolved; a
    /// two-digit year is one of 2000-2099.
    record Pattern(String pattern) implements TimeFormat {
        /// @throws CorridorException with [ReaderError#TIME_PATTERN] where the pattern is none or names no
        /// day
        public Pattern {
            TimePattern.compile(pattern);
        }
    }

    /// Seconds since 1970-01-01T00:00Z, perhaps with a fraction.
    record EpochSeconds() implements TimeFormat {}

    /// Milliseconds since 1970-01-01T00:00Z, perhaps with a fraction.
    record EpochMilliseconds() implements TimeFormat {}

    /// The usual forms, with the order of day and month not known.
    static TimeFormat usual() {
        return new Usual(DateOrder.UNKNOWN);
    }

    /// A parser of one thread.
    default TimeParser parser() {
        return switch (this) {
            case Usual(DateOrder order) -> new UsualTimeParser(order);
            case Pattern(String pattern) -> TimePattern.compile(pattern);
            case EpochSeconds() -> new EpochParser(1);
            case EpochMilliseconds() -> new EpochParser(1000);
        };
    }
}
