package dev.corridor.map.living;

import dev.corridor.map.words.Wording;
import java.util.Arrays;
import java.util.Optional;

/// What second lines, numbers and colours of a map show. Widths always show journeys.
public enum Metric {
    JOURNEYS("journeys"),
    /// Customers with a journey there, each counted once.
    CUSTOMERS("customers"),
    /// Median seconds until the next touchpoint.
    MEDIAN_WAIT("median"),
    /// Seconds within which nine in ten have gone on to the next touchpoint.
    P90_WAIT("p90"),
    SCORE("score"),
    /// Journeys that came to a touchpoint more than once.
    REPEATS("repeats"),
    /// Journeys whose last interaction was at a touchpoint though they were neither completed nor open.
    DROP_OUTS("dropouts");

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    /// As in addresses.
    public String key() {
        return key;
    }

    /// @return empty for what is no key
    public static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /// @param wording of [Places#wording]
    public String label(Wording wording) {
        return wording.say("metric." + key);
    }
}
