package dev.corridor.map;

/// How long something took, over `count` observations, in seconds. Durations may be negative where the source's
/// clocks disagree.
///
/// @param medianSeconds quantile type 7, an estimate that allows for open journeys, or a documented approximation
/// @param p90Seconds likewise; NaN where the estimate does not reach so far
public record Times(
        long count, double minSeconds, double medianSeconds, double p90Seconds, double meanSeconds, double maxSeconds) {
    /// No observation at all; its figures are zero and never shown.
    public static final Times NONE = new Times(0, 0, 0, 0, 0, 0);

    public boolean known() {
        return count > 0;
    }
}
