package dev.corridor.map;

import java.util.OptionalDouble;

/// How long something took, over `count` observations, in seconds. Durations may be negative where the source's
/// clocks disagree.
///
/// @param medianSeconds quantile type 7, an estimate that allows for open journeys, or a documented approximation
/// @param p90Seconds likewise; NaN where the estimate does not reach so far
/// @param median how sure the median is, `p90` the time within which nine in ten fall
public record Times(
        long count,
        double minSeconds,
        double medianSeconds,
        double p90Seconds,
        double meanSeconds,
        double maxSeconds,
        Range median,
        Range p90) {
    /// No observation at all; its figures are zero and never shown.
    public static final Times NONE = new Times(0, 0, 0, 0, 0, 0);

    /// The 95 % interval of a quantile.
    ///
    /// @param low its lower end in seconds; empty where there are too few observations for one, as `high`
    public record Range(OptionalDouble low, OptionalDouble high) {
        /// Nothing is known.
        public static final Range OPEN = new Range(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /// Without intervals.
    public Times(
            long count,
            double minSeconds,
            double medianSeconds,
            double p90Seconds,
            double meanSeconds,
            double maxSeconds) {
        this(count, minSeconds, medianSeconds, p90Seconds, meanSeconds, maxSeconds, Range.OPEN, Range.OPEN);
    }

    public boolean known() {
        return count > 0;
    }
}
