package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;

/// The smallest effect that is worth acting on, against which an estimate is read.
///
/// @param size above 0, in the unit of the estimate
public record SmallestEffect(double size) {
    public SmallestEffect {
        if (!(size > 0)) {
            throw new IllegalArgumentException("a smallest effect of " + size);
        }
    }

    /// From nothing shown to shown beyond doubt.
    public enum Reading {
        /// The interval contains zero and reaches beyond the smallest effect: nothing can be said.
        UNDECIDED,
        /// The interval lies within the smallest effect on both sides: whatever there is, is too small.
        TOO_SMALL,
        /// The interval excludes zero, the value is below the smallest effect, and more cannot be excluded.
        SMALL_BUT_REAL,
        /// The interval excludes zero and the value reaches the smallest effect, which the interval
        /// contains.
        LARGE_ENOUGH,
        /// The whole interval lies beyond the smallest effect.
        SURELY_LARGE_ENOUGH
    }

    /// Whether five percent of a scale's range, the default, is meant.
    public static SmallestEffect ofScale(double lowest, double highest) {
        return new SmallestEffect(0.05 * (highest - lowest));
    }

    public Reading read(Estimate estimate) {
        Interval interval = estimate.interval();
        if (interval.low() > -size && interval.high() < size) {
            return Reading.TOO_SMALL;
        }
        if (interval.contains(0)) {
            return Reading.UNDECIDED;
        }
        if (Math.abs(estimate.value()) < size) {
            return Reading.SMALL_BUT_REAL;
        }
        return interval.low() > size || interval.high() < -size ? Reading.SURELY_LARGE_ENOUGH : Reading.LARGE_ENOUGH;
    }
}
