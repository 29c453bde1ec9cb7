package dev.corridor.map;

/// The mean score of a group of journeys and how many of them carry one.
///
/// @param mean meaningless where `scored` is 0
/// @param scored journeys with a score
/// @param low of the 95 % interval of the mean; not a number where there is none
/// @param high as `low`
public record Score(double mean, long scored, double low, double high) {
    /// Nobody scored.
    public static final Score NONE = new Score(0, 0);

    /// A mean without an interval: of a single score, or of equal ones.
    public Score(double mean, long scored) {
        this(mean, scored, Double.NaN, Double.NaN);
    }

    public boolean hasInterval() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }
}
