package dev.corridor.analysis.moments;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A candidate with its evidence and its verdict.
///
/// @param id `EXPOSURE@TOUCHPOINT where the outcome is given`
/// @param touchpoint the one it is about
/// @param second what else names it: an outcome of the touchpoint, where a wait or a fragment begins, a
///     due date;
///     empty where nothing does
/// @param group candidates of one group tell of the same exposures
/// @param effect exposed minus unexposed, adjusted, in points of the score or as a share
/// @param exposed outcomes that were exposed before they were given
/// @param outcomeBefore outcomes that were given before the exposure: they count on neither side
/// @param exposedMean of the outcomes that were compared, `unexposedMean` what they are compared with
/// @param raw difference without adjustment
/// @param slope change per unit, of a dose
/// @param curve mean outcome along the dose, not adjusted
/// @param unit of dose, threshold and slope
/// @param hiddenCause how strong one would have to be to explain the effect away
/// @param atStake exposed times effect
/// @param exposedFrom smallest dose that counts as exposed, in `unit`; empty where the exposure is no dose
public record Moment(
        String id,
        Kind kind,
        String touchpoint,
        String second,
        String group,
        Optional<Effect> effect,
        double q,
        long exposed,
        long unexposed,
        long exposedCustomers,
        long unexposedCustomers,
        long outcomeBefore,
        OptionalDouble exposedMean,
        OptionalDouble unexposedMean,
        OptionalDouble raw,
        Shape shape,
        List<Threshold> thresholds,
        Optional<Slope> slope,
        List<Point> curve,
        String unit,
        MomentOfTruth.Placebo placebo,
        MomentOfTruth verdict,
        Optional<Note> hiddenCause,
        List<Note> warnings,
        double atStake,
        OptionalDouble exposedFrom) {
    public Moment {
        thresholds = List.copyOf(thresholds);
        curve = List.copyOf(curve);
        warnings = List.copyOf(warnings);
    }

    /// What a customer is exposed to.
    public enum Kind {
        WAITING_PAST_DUE,
        DELIVERED_LATE,
        DAYS_LATE,
        DAYS_LATE_ALL,
        TOUCHPOINT,
        OUTCOME,
        WAIT,
        FRAGMENT,
        WAY,
        NUMBER;

        /// Whether it lies between two touchpoints, the second of which is named as what else names it.
        public boolean isBetween() {
            return this == WAIT || this == FRAGMENT || this == WAY;
        }
    }

    /// The form of a dependence on a dose.
    public enum Shape {
        FLAT,
        SLOPE,
        STEP,
        STEP_AND_SLOPE
    }

    /// Where the outcome jumps; `at` is the smallest dose behind the jump.
    public record Threshold(double at, double low, double high, String unit, Estimate change) {}

    /// Change of the outcome per unit.
    public record Slope(Estimate perUnit, String unit) {}

    /// @param before of `n` outcomes those given before the exposure was complete
    public record Point(double from, double to, double dose, Estimate mean, long n, long before) {}
}
