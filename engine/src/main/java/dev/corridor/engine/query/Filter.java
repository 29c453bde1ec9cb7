package dev.corridor.engine.query;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A condition on journeys, in the user's words and with the user's names; nothing in it is bound to a store.
///
/// What each form means on a journey is written down in `docs/reference/filters.md`. A filter is read by
/// [FilterParser] and printed back by [#text]. Names are compared as they are, case included.
public sealed interface Filter {
    /// Every part holds.
    ///
    /// @param parts two or more
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
            requireSeveral(parts);
        }
    }

    /// At least one part holds.
    ///
    /// @param parts two or more
    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
            requireSeveral(parts);
        }
    }

    /// The part does not hold.
    record Not(Filter part) implements Filter {}

    /// Some value that the journey has of the attribute compares so with the given one: `state = SP`.
    /// A journey without any value satisfies no comparison, not even `!=`.
    record AttributeComparison(String attribute, Comparison comparison, Value value) implements Filter {}

    /// Some value that the journey has of the attribute equals one of those given: `state in (SP, RJ)`.
    ///
    /// @param values one or more
    record AttributeIn(String attribute, List<Value> values) implements Filter {
        public AttributeIn {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a choice needs a value");
            }
        }
    }

    /// The journey begins on one of these local days: `time in 2017-11-01..2017-11-30`.
    ///
    /// @param from the first day, included; absent: since ever
    /// @param to the last day, included; absent: for ever
    record TimeIn(Optional<LocalDate> from, Optional<LocalDate> to) implements Filter {
        public TimeIn {
            if (from.isEmpty() && to.isEmpty()) {
                throw new IllegalArgumentException("a period needs a first or a last day");
            }
            if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
                throw new IllegalArgumentException("a period ends before it begins: " + from.get() + ".." + to.get());
            }
            from.ifPresent(Filter::requireFourDigitYear);
            to.ifPresent(Filter::requireFourDigitYear);
        }
    }

    /// The touchpoint occurs.
    record Passes(String touchpoint) implements Filter {}

    /// The first interaction is at the touchpoint.
    record Starts(String touchpoint) implements Filter {}

    /// The last interaction is at the touchpoint.
    record Ends(String touchpoint) implements Filter {}

    /// The journey has dropped out, and its last interaction is at the touchpoint.
    record Drops(String touchpoint) implements Filter {}

    /// Somewhere `second` comes directly after `first`.
    record Then(String first, String second) implements Filter {}

    /// Somewhere `second` comes after `first`, with anything between.
    ///
    /// @param within the longest time from that `first` to that `second`, whole seconds, included; absent: any
    record Later(String first, String second, Optional<Duration> within) implements Filter {
        public Later {
            within.ifPresent(Durations::requireWritable);
        }
    }

    /// The touchpoint occurs twice or more.
    record Repeats(String touchpoint) implements Filter {}

    /// The time from the first to the last timed interaction compares so with the given one, in whole seconds.
    record DurationComparison(Comparison comparison, Duration duration) implements Filter {
        public DurationComparison {
            Durations.requireWritable(duration);
        }
    }

    /// Some interaction at the touchpoint had this outcome.
    record OutcomeOf(String touchpoint, Value outcome) implements Filter {}

    /// The journey's path contains the pattern.
    record Path(PathPattern pattern) implements Filter {}

    /// The filter as canonical text, which [FilterParser] reads back as an equal filter as long as it keeps the
    /// parser's limits of length and depth.
    default String text() {
        return FilterPrinter.print(this);
    }

    private static void requireSeveral(List<Filter> parts) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException("and, or join two or more parts");
        }
    }

    private static void requireFourDigitYear(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new IllegalArgumentException("a day of a year with four digits is expected: " + day);
        }
    }
}
