package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Counts, sums and sums of squares of an outcome per stratum and arm: all that the adjusted effect of an
/// exposure needs where everything adjusted for is discrete (a risk set, a region, a month).
///
/// Within strata the doubly robust estimate is the weighted mean of the differences of arms, whatever the
/// models: exposed against unexposed of the same stratum, weighted by the exposed rows of the stratum
/// (effect on the exposed) or by all of them. Strata with fewer than two rows in an arm, or (for
/// everybody) with a share of exposed outside `[trim, 1 - trim]`, are left out and counted.
///
/// The error comes from the sums alone (unbiased variances per arm, Welch's degrees of freedom);
/// [Stratified#influence] gives what each row adds to it, so that a second pass can sum it per cluster
/// ([ClusterSums]). Mergeable: [#merge] adds up; 6 numbers per stratum, no rows.
public final class StratumSums {
    private static final int NUMBERS = 6;
    private static final int MIN_ROWS = 10;

    private double[] sums = new double[16 * NUMBERS];
    private int strata;
    private long notFinite;

    /// Adds one row; an outcome that is not finite is kept out and counted.
    ///
    /// @param stratum 0 or more, densely numbered
    public void add(int stratum, boolean exposed, double outcome) {
        if (!Double.isFinite(outcome)) {
            notFinite++;
            return;
        }
        ensure(stratum + 1);
        int at = stratum * NUMBERS + (exposed ? 0 : 3);
        sums[at]++;
        sums[at + 1] += outcome;
        sums[at + 2] += outcome * outcome;
    }

    private void ensure(int count) {
        if (count * NUMBERS > sums.length) {
            sums = Arrays.copyOf(sums, Math.max(count, 2 * strata) * NUMBERS);
        }
        strata = Math.max(strata, count);
    }

    public StratumSums merge(StratumSums other) {
        ensure(other.strata);
        for (int i = 0; i < other.strata * NUMBERS; i++) {
            sums[i] += other.sums[i];
        }
        notFinite += other.notFinite;
        return this;
    }

    private double count(int stratum, boolean exposed) {
        return sums[stratum * NUMBERS + (exposed ? 0 : 3)];
    }

    private double mean(int stratum, boolean exposed) {
        return sums[stratum * NUMBERS + (exposed ? 1 : 4)] / count(stratum, exposed);
    }

    /// Sum of squared differences from the mean.
    private double squares(int stratum, boolean exposed) {
        double sum = sums[stratum * NUMBERS + (exposed ? 1 : 4)];
        double squares = sums[stratum * NUMBERS + (exposed ? 2 : 5)] - sum * mean(stratum, exposed);
        return squares <= 1e-13 * sums[stratum * NUMBERS + (exposed ? 2 : 5)] ? 0 : squares;
    }

    private double total(boolean exposed) {
        double total = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            total += count(stratum, exposed);
        }
        return total;
    }

    private double raw() {
        double exposed = 0;
        double unexposed = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            exposed += sums[stratum * NUMBERS + 1];
            unexposed += sums[stratum * NUMBERS + 4];
        }
        return exposed / Math.max(1, total(true)) - unexposed / Math.max(1, total(false));
    }

    /// The adjusted effect, rows taken as independent. Not possible with fewer than 10 rows in an arm,
    /// without overlap, or with outcomes that do not vary within strata.
    ///
    /// @param trim 0 or more, below 0.5
    public Result<Stratified> effect(Effect.Target target, double trim) {
        if (!(trim >= 0 && trim < 0.5)) {
            throw new IllegalArgumentException("trimmed at " + trim);
        }
        long n = (long) (total(true) + total(false));
        if (notFinite > 0) {
            return Result.notPossible(n, "not-finite", notFinite + " outcomes are not finite.");
        }
        boolean[] kept = new boolean[strata];
        double exposed = 0;
        double unexposed = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            double in = count(stratum, true);
            double out = count(stratum, false);
            double share = in / Math.max(1, in + out);
            kept[stratum] =
                    in >= 2 && out >= 2 && share <= 1 - trim && (target == Effect.Target.EXPOSED || share >= trim);
            exposed += kept[stratum] ? in : 0;
            unexposed += kept[stratum] ? out : 0;
        }
        if (Math.min(exposed, unexposed) < MIN_ROWS) {
            boolean enough = Math.min(total(true), total(false)) >= MIN_ROWS;
            return Result.notPossible(
                    n,
                    enough ? "no-overlap" : "too-few",
                    String.format(
                            Locale.ROOT,
                            "%.0f exposed and %.0f others that can be compared: at least %d of each are needed.",
                            exposed,
                            unexposed,
                            MIN_ROWS));
        }
        Stratified stratified = new Stratified(this, kept, target, exposed, unexposed);
        if (!Double.isFinite(stratified.variance) || !Double.isFinite(stratified.value)) {
            return Result.notPossible(n, "too-large", "The outcomes are too large to square.");
        }
        if (!(stratified.variance > 0)) {
            return Result.notPossible(n, "constant-outcome", "Within strata all outcomes of an arm are the same.");
        }
        return new Result.Answer<>(stratified);
    }

    /// The effect of the exposure, and what each row adds to its error.
    public static final class Stratified {
        private final StratumSums sums;
        private final boolean[] kept;
        private final Effect.Target target;
        private final double exposed;
        private final double unexposed;
        private final double value;
        private final double variance;
        private final double degreesOfFreedom;

        private Stratified(StratumSums sums, boolean[] kept, Effect.Target target, double exposed, double unexposed) {
            this.sums = sums;
            this.kept = kept;
            this.target = target;
            this.exposed = exposed;
            this.unexposed = unexposed;
            double sum = 0;
            for (int stratum = 0; stratum < kept.length; stratum++) {
                sum += kept[stratum] ? weight(stratum) * difference(stratum) : 0;
            }
            this.value = sum;
            double all = 0;
            double fractions = 0;
            double composition = 0;
            double rows = target == Effect.Target.EXPOSED ? exposed : exposed + unexposed;
            for (int stratum = 0; stratum < kept.length; stratum++) {
                if (kept[stratum]) {
                    for (boolean arm : new boolean[] {true, false}) {
                        double count = sums.count(stratum, arm);
                        double part =
                                weight(stratum) * weight(stratum) * sums.squares(stratum, arm) / (count - 1) / count;
                        all += part;
                        fractions += part * part / (count - 1);
                    }
                    composition += weight(stratum) * (difference(stratum) - sum) * (difference(stratum) - sum) / rows;
                }
            }
            fractions += composition * composition / (rows - 1);
            this.variance = all + composition;
            this.degreesOfFreedom = fractions > 0 ? Math.max(1, variance * variance / fractions) : 1;
        }

        private double weight(int stratum) {
            double in = sums.count(stratum, true);
            return target == Effect.Target.EXPOSED
                    ? in / exposed
                    : (in + sums.count(stratum, false)) / (exposed + unexposed);
        }

        private double difference(int stratum) {
            return sums.mean(stratum, true) - sums.mean(stratum, false);
        }

        /// What one row adds to `effect - truth`; 0 for rows that were left out. The squares of these sums
        /// per cluster add up to the variance.
        public double influence(int stratum, boolean arm, double outcome) {
            if (stratum >= kept.length || !kept[stratum]) {
                return 0;
            }
            double count = sums.count(stratum, arm);
            double ownError = (outcome - sums.mean(stratum, arm)) * Math.sqrt(count / (count - 1));
            double rows = target == Effect.Target.EXPOSED ? exposed : exposed + unexposed;
            double influence = (arm ? 1 : -1) * weight(stratum) * ownError / count;
            return arm || target == Effect.Target.EVERYBODY
                    ? influence + (difference(stratum) - value) / rows
                    : influence;
        }

        /// The effect with rows taken as independent.
        public Effect effect() {
            return answer(
                    Math.sqrt(variance),
                    degreesOfFreedom,
                    exposed + unexposed,
                    (int) Math.min(Integer.MAX_VALUE, exposed),
                    (int) Math.min(Integer.MAX_VALUE, unexposed),
                    "stratified, doubly robust");
        }

        /// The effect with errors shared within clusters.
        ///
        /// @param clusters the [#influence] of every row, summed
        public Result<Effect> clustered(ClusterSums clusters) {
            if (Math.min(clusters.exposedClusters(), clusters.unexposedClusters()) < 2) {
                return Result.notPossible((long) (exposed + unexposed), "one-cluster", "An arm has one cluster only.");
            }
            double count = clusters.clusters();
            double squares = clusters.squares() * count / (count - 1);
            if (!(squares > 0) || !Double.isFinite(squares)) {
                return Result.notPossible(
                        (long) (exposed + unexposed), "constant-outcome", "The clusters do not differ.");
            }
            double fewest = Math.min(clusters.exposedClusters(), clusters.unexposedClusters()) - 1.0;
            return new Result.Answer<>(answer(
                    Math.sqrt(squares),
                    Math.min(degreesOfFreedom, fewest),
                    (exposed + unexposed) * Math.min(1, variance / squares),
                    clusters.exposedClusters(),
                    clusters.unexposedClusters(),
                    "stratified, doubly robust, clustered"));
        }

        private Effect answer(
                double error,
                double degrees,
                double effectiveN,
                int exposedClusters,
                int unexposedClusters,
                String method) {
            long trimmedExposed = (long) (sums.total(true) - exposed);
            long trimmedUnexposed = (long) (sums.total(false) - unexposed);
            List<Note> warnings = new ArrayList<>();
            if (trimmedExposed > 0) {
                warnings.add(new Note(
                        "trimmed",
                        String.format(
                                Locale.ROOT,
                                "%d exposed and %d others have nobody comparable on the other side and are left out.",
                                trimmedExposed,
                                trimmedUnexposed)));
            }
            if (Math.min(exposedClusters, unexposedClusters) < 30) {
                warnings.add(new Note("few-clusters", "Fewer than 30 clusters in one arm."));
            }
            return new Effect(
                    new Estimate(
                            value,
                            Distributions.interval(value, error, degrees),
                            (long) (exposed + unexposed),
                            effectiveN,
                            method,
                            Effect.ASSUMPTIONS,
                            warnings),
                    sums.raw(),
                    error,
                    degrees,
                    Distributions.p(value, error, degrees),
                    (long) exposed,
                    (long) unexposed,
                    exposedClusters,
                    unexposedClusters,
                    trimmedExposed,
                    trimmedUnexposed);
        }
    }
}
