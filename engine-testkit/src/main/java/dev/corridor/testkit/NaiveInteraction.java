package dev.corridor.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One record of a log: an interaction, or a carrier of values where the touchpoint is [#NOWHERE].
///
/// @param time an instant, or a local clock reading written as if it were UTC; empty where the source has none
/// @param sequence position in the source, unique in its log
/// @param values by attribute name
public record NaiveInteraction(
        NaiveKey key, String touchpoint, Optional<Instant> time, long sequence, Map<String, NaiveValue> values) {
    /// The touchpoint of a values-only record.
    public static final String NOWHERE = "";

    public NaiveInteraction {
        values = Map.copyOf(values);
        if (touchpoint.equals(NOWHERE) && time.isPresent()) {
            throw new IllegalArgumentException("a values-only record has no time");
        }
    }

    public boolean valuesOnly() {
        return touchpoint.equals(NOWHERE);
    }

    /// The time rounded down to a second.
    public OptionalLong second() {
        return time.map(Instant::getEpochSecond).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
