package dev.corridor.recipes.reader;

/// Reads the times of one column and holds the last one read. Not for several threads.
public abstract sealed class TimeParser permits UsualTimeParser, TimePattern, EpochParser {
    /// How fine a time is written.
    public enum Fineness {
        DAY,
        MINUTE,
        SECOND,
        FRACTION
    }

    /// Why a value is no time.
    public enum Problem {
        NOT_A_TIME("not-a-time", "The value is no time in the form that the column has."),
        NO_SUCH_DATE("no-such-date", "There is no such day in the calendar or no such hour in the day."),
        OTHER_DATE_ORDER("other-date-order", "Day and month are not in the order of most of the column's values."),
        DATE_ORDER_UNKNOWN(
                "date-order-unknown", "The column's values fit day first and month first; the recipe must say."),
        LEAP_SECOND("leap-second", "The time is a leap second, which no calendar arithmetic can hold.");

        private final String code;
        private final String sentence;

        Problem(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        /// The code of the [Reject].
        public String code() {
            return code;
        }

        /// The sentence of the [Reject].
        public String sentence() {
            return sentence;
        }
    }

    long second;
    int nano;
    boolean hasOffset;
    int offsetSeconds;
    Fineness fineness = Fineness.DAY;
    Problem problem = Problem.NOT_A_TIME;

    TimeParser() {}

    /// Reads a value, blanks around it ignored; where it is no time, false, and [#problem] says why.
    public final boolean parse(byte[] buffer, int start, int length) {
        int from = start;
        int end = start + length;
        while (from < end && buffer[from] == ' ') {
            from++;
        }
        while (from < end && buffer[end - 1] == ' ') {
            end--;
        }
        hasOffset = false;
        offsetSeconds = 0;
        nano = 0;
        return from == end ? fail(Problem.NOT_A_TIME) : read(buffer, from, end);
    }

    /// The clock as written, in seconds since 1970-01-01T00:00 on the same clock; may be negative.
    public final long second() {
        return second;
    }

    /// Nanoseconds within the second, 0 to 999,999,999.
    public final int nano() {
        return nano;
    }

    /// The value tells its distance from UTC, so that it is an instant.
    public final boolean hasOffset() {
        return hasOffset;
    }

    /// Seconds east of UTC; 0 without an offset.
    public final int offsetSeconds() {
        return offsetSeconds;
    }

    /// The instant in seconds since 1970-01-01T00:00Z; without an offset as if the clock were UTC.
    public final long instant() {
        return second - offsetSeconds;
    }

    public final Fineness fineness() {
        return fineness;
    }

    /// Why the last value was no time.
    public final Problem problem() {
        return problem;
    }

    abstract boolean read(byte[] buffer, int from, int end);

    final boolean fail(Problem reason) {
        problem = reason;
        return false;
    }
}
