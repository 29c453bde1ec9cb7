package dev.corridor.statistics;

/// An interval of confidence, both ends included.
///
/// @param low lower end, at most `high`
/// @param level the share of samples whose interval covers the truth, such as 0.95
public record Interval(double low, double high, double level) {
    /// The level of every interval that is shown.
    public static final double USUAL = 0.95;

    public Interval {
        if (!(low <= high) || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(low + " to " + high + " at " + level);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
