package dev.corridor.engine.journey;

import java.time.Duration;
import java.util.Optional;

/// How interactions become journeys (elsewhere: case notion).
public sealed interface JourneyRule {
    /// One journey per key (order, ticket); the default.
    record ByKey() implements JourneyRule {}

    /// One journey per customer: the whole relationship.
    record ByCustomer() implements JourneyRule {}

    /// A customer's interactions, cut wherever more than the gap passes without one.
    record ByGap(Duration gap) implements JourneyRule {
        public ByGap {
            requirePositive(gap);
        }
    }

    /// A customer's interactions from an entry to an exit.
    ///
    /// A journey begins at `from` and takes every interaction of the customer up to and including the first
    /// `to`, or up to the timeout after its first interaction, whichever comes first. Interactions outside
    /// any journey belong to none and are counted. With `reentry` a `from` inside a journey ends it and
    /// begins the next one; without, it is an interaction like any other.
    ///
    /// @param to absent: the journey ends by timeout, re-entry or the end of the data only
    record FromTo(String from, Optional<String> to, Duration timeout, boolean reentry) implements JourneyRule {
        public FromTo {
            requirePositive(timeout);
        }
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a duration must be positive: " + duration);
        }
    }
}
