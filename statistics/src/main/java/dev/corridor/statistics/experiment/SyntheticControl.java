package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a change did to the one unit it reached, against a weighted mean of untouched units that went the
/// same way before.
///
/// Abadie, Diamond and Hainmueller (2010, JASA 105:493) with the outcomes before as predictors: weights at
/// least 0 that sum to 1 and come closest before the change. Every untouched unit is treated as if it had
/// been reached (placebo); the p-value is the rank of the unit's error after over error before among them,
/// the interval holds the effects that this test does not refute (Firpo and Possebom 2018).
public final class SyntheticControl {
    private static final int LEAST_DONORS = 5;
    private static final int LEAST_BEFORE = 5;
    /// Fewer ranks cannot refute anything at 95 %.
    private static final int ENOUGH_UNITS = 20;
    private static final double NO_ERROR = 1e-6;
    private static final double POOR_FIT = 0.5;

    private SyntheticControl() {}

    /// @param effect mean gap after the change; the level of its interval is below 95 % with fewer than 19
    ///     donors, since so few ranks cannot say more
    /// @param weights one per donor, at least 0, sum 1
    /// @param gaps of the unit above its synthetic control, one per period
    /// @param errorBefore root of the mean squared gap before
    /// @param ratio mean squared gap after over the one before, roots
    /// @param placeboRatios the same of every donor
    /// @param p share of units, the reached one included, with a ratio at least as large
    public record Fit(
            Estimate effect,
            double[] weights,
            double[] gaps,
            double errorBefore,
            double ratio,
            double[] placeboRatios,
            double p,
            List<Check> checks) {
        public Fit {
            checks = List.copyOf(checks);
        }
    }

    /// @param unit outcomes of the unit reached, one per period
    /// @param donors donors x periods
    /// @param start index of the first period after the change
    /// @return not possible with fewer than 5 donors, 5 periods before or 1 after, with gaps, or where a unit
    ///     is met without error before
    public static Result<Fit> of(double[] unit, double[][] donors, int start) {
        int periods = unit.length;
        if (Arrays.stream(donors).anyMatch(donor -> donor.length != periods)) {
            throw new IllegalArgumentException("donors of different length");
        }
        if (donors.length < LEAST_DONORS) {
            return Result.notPossible(
                    donors.length,
                    "too-few-donors",
                    donors.length + " untouched units; at least " + LEAST_DONORS
                            + " are needed, and 19 for an interval at 95 %.");
        }
        if (start < LEAST_BEFORE || start >= periods) {
            return Result.notPossible(
                    periods,
                    "too-few-periods",
                    Math.max(0, start) + " periods before and " + Math.max(0, periods - start)
                            + " after the change; at least " + LEAST_BEFORE + " and 1 are needed.");
        }
        if (!Arrays.stream(unit).allMatch(Double::isFinite)
                || !Arrays.stream(donors).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            return Result.notPossible(periods, "gap", "An outcome is missing; every unit needs one in every period.");
        }
        double size = Arrays.stream(donors)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        Gap reached = gap(unit, donors, start);
        Gap[] placebos = IntStream.range(0, donors.length)
                .mapToObj(donor -> gap(donors[donor], without(donors, donor), start))
                .toArray(Gap[]::new);
        boolean perfect = reached.before <= NO_ERROR * size
                || Arrays.stream(placebos).anyMatch(placebo -> placebo.before <= NO_ERROR * size);
        return perfect
                ? Result.notPossible(
                        periods,
                        "fit-without-error",
                        "A unit is met without error before the change: with so few periods, or equal units, the ranks"
                                + " say nothing.")
                : new Result.Answer<>(answer(unit, reached, placebos, start));
    }

    private record Gap(double[] weights, double[] gaps, double before, double after, double meanAfter) {
        double ratio() {
            return after / before;
        }
    }

    private static Gap gap(double[] unit, double[][] donors, int start) {
        double[] weights = SimplexWeights.closest(
                Arrays.copyOf(unit, start),
                Arrays.stream(donors).map(donor -> Arrays.copyOf(donor, start)).toArray(double[][]::new));
        double[] gaps = unit.clone();
        for (int d = 0; d < donors.length; d++) {
            for (int t = 0; t < gaps.length; t++) {
                gaps[t] -= weights[d] * donors[d][t];
            }
        }
        double[] after = Arrays.copyOfRange(gaps, start, gaps.length);
        return new Gap(
                weights,
                gaps,
                size(Arrays.copyOf(gaps, start)),
                size(after),
                Arrays.stream(after).average().orElseThrow());
    }

    private static double size(double[] gaps) {
        return Math.sqrt(Arrays.stream(gaps).map(gap -> gap * gap).average().orElseThrow());
    }

    private static double[][] without(double[][] donors, int left) {
        return IntStream.range(0, donors.length)
                .filter(donor -> donor != left)
                .mapToObj(donor -> donors[donor])
                .toArray(double[][]::new);
    }

    private static Fit answer(double[] unit, Gap reached, Gap[] placebos, int start) {
        int units = placebos.length + 1;
        double[] ratios = Arrays.stream(placebos).mapToDouble(Gap::ratio).toArray();
        long atLeast =
                Arrays.stream(ratios).filter(ratio -> ratio >= reached.ratio()).count();
        double p = (1.0 + atLeast) / units;
        // An effect is refuted when too few placebos have a mean gap, in units of their error before, as large as what
        // it leaves of the unit's.
        double[] means = Arrays.stream(placebos)
                .mapToDouble(placebo -> Math.abs(placebo.meanAfter) / placebo.before)
                .sorted()
                .toArray();
        int rank = Math.max(1, (int) Math.floor((1 - Interval.USUAL) * units + 1e-9));
        double level = units >= ENOUGH_UNITS ? Interval.USUAL : 1 - 1.0 / units;
        double half = means[means.length - rank] * reached.before;
        double spread = Math.sqrt(Moments.of(Arrays.copyOf(unit, start)).variance());
        double fit = spread == 0 ? Double.MAX_VALUE : reached.before / spread;
        List<Note> warnings = new ArrayList<>();
        if (units < ENOUGH_UNITS) {
            warnings.add(new Note(
                    "few-donors",
                    "With " + placebos.length + " donors no interval at 95 % exists; the level of"
                            + " this one is lower."));
        }
        if (placebos.length > start) {
            warnings.add(new Note(
                    "more-donors-than-periods",
                    "There are more donors than periods before the change: a close fit before may be chance."));
        }
        return new Fit(
                new Estimate(
                        reached.meanAfter,
                        new Interval(reached.meanAfter - half, reached.meanAfter + half, level),
                        unit.length,
                        units,
                        "synthetic control, placebo ranks inverted",
                        List.of(
                                new Note("untouched-donors", "The change did not reach the donors."),
                                new Note(
                                        "exchangeable", "Without the change any unit could have had the largest gap.")),
                        warnings),
                reached.weights,
                reached.gaps,
                reached.before,
                reached.ratio(),
                ratios,
                p,
                List.of(new Check("fit-before", fit, fit <= POOR_FIT)));
    }
}
