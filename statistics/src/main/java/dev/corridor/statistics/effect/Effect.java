package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.distribution.Distributions;
import java.util.List;

/// The adjusted difference between exposed and unexposed, in the unit of the outcome.
///
/// @param estimate exposed minus unexposed
/// @param raw the same without adjustment, over all rows
/// @param p two-sided, 0 to 1
/// @param exposed rows that were compared; `exposedClusters` the clusters among them
/// @param trimmedExposed rows without anyone comparable on the other side, left out
public record Effect(
        Estimate estimate,
        double raw,
        double standardError,
        double degreesOfFreedom,
        double p,
        long exposed,
        long unexposed,
        int exposedClusters,
        int unexposedClusters,
        long trimmedExposed,
        long trimmedUnexposed) {
    /// Whose effect is meant.
    public enum Target {
        /// All rows, had they all been exposed against had none.
        EVERYBODY,
        /// The exposed rows, had they not been: what `exposed times effect` adds up to.
        EXPOSED
    }

    /// The estimate with the larger of two errors, such as by customer and by seller.
    public Effect orLargerError(Effect other) {
        return other.width() > width() ? other : this;
    }

    /// The same with another p, such as that of a dose.
    public Effect withP(double other) {
        return new Effect(
                estimate,
                raw,
                standardError,
                degreesOfFreedom,
                other,
                exposed,
                unexposed,
                exposedClusters,
                unexposedClusters,
                trimmedExposed,
                trimmedUnexposed);
    }

    /// The p of the difference from the effect of a wider exposure, which shares rows with this one: never too small,
    /// since what they share is counted twice.
    public double pOfDifference(Effect wider) {
        return Distributions.p(
                estimate.value() - wider.estimate.value(),
                Math.hypot(standardError, wider.standardError),
                Math.min(degreesOfFreedom, wider.degreesOfFreedom));
    }

    private double width() {
        Interval interval = estimate.interval();
        return interval.high() - interval.low();
    }

    static final List<Note> ASSUMPTIONS = List.of(
            new Note("no-hidden-cause", "Nothing but the adjusted columns drives both exposure and outcome."),
            new Note("overlap", "Compared rows could have been on either side."));
}
