package dev.corridor.map;

/// How long something took, over `count` observations, in seconds. Durations may be negative where the source's
/// clocks disagree.
///
/// @param medianSeconds quantile type 7 or its documented approximation
public record Times(
        long count, double minSeconds, double medianSeconds, double p90Seconds, double meanSeconds, double maxSeconds) {
    /// No observation at all; its figures are zero and never shown.
    public static final Times NONE = new Times(0, 0, 0, 0, 0, 0);

    public boolean known() {
        return count > 0;
    }
}
