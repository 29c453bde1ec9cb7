package dev.corridor.statistics.driver;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Result.Answer;
import dev.corridor.statistics.Result.NotPossible;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Contrasts.Factor;
import dev.corridor.statistics.matrix.CentredMoments;
import dev.corridor.statistics.matrix.MomentMatrix;
import dev.corridor.statistics.matrix.MomentRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Penalty-reward contrast analysis: the outcome on an indicator of a bad and one of a good rating per
/// driver, all in one regression, and the asymmetry of the two.
///
/// Intervals use Student's t with the standard errors of a Poisson bootstrap of identities; that of the
/// asymmetry is Fieller's (1954). A driver is *basic* or *excitement* where the asymmetry is at least 0.2
/// in size and its interval excludes zero, else *performance* where penalty and reward both exclude zero,
/// else *undetermined*. Guards: at least 10 rows each at penalty, reference and reward of a driver, and 10
/// more rows than coefficients.
///
/// Source: Brandt 1987; Mikulić and Prebežac 2008, Managing Service Quality 18(6).
public final class PenaltyReward {
    private static final int FEWEST = 10;
    private static final double ASYMMETRIC = 0.2;
    private static final long SEED = 20_080_618;

    private static final String METHOD = "penalty-reward contrast";
    private static final Note COLLINEAR = new Note(
            "collinear-driver",
            "The other drivers determine the good or bad ratings of this one; they cannot be told apart.");
    private static final Note NO_RANGE =
            new Note("no-range", "Neither good nor bad ratings of this driver go with another outcome beyond chance.");
    private static final Note ADDITIVE = new Note("additive", "Penalties and rewards of several drivers add up.");
    private static final Note INDEPENDENT =
            new Note("independent-identities", "Rows of different identities do not depend on each other.");
    private static final Note PROBABILITY = new Note(
            "linear-probability-model",
            "The outcome is 0 or 1: penalties and rewards are differences in its probability.");

    private final ContrastMoments rows;
    private final MomentMatrix whole;
    private final int[] usable;
    private final MomentRegression regression;
    private final List<Note> assumptions;

    private PenaltyReward(ContrastMoments rows, MomentMatrix whole, int[] usable) {
        this.rows = rows;
        this.whole = whole;
        this.usable = usable;
        regression = MomentRegression.of(whole.centred().of(withOutcome()));
        assumptions = whole.binary(2 * rows.drivers())
                ? List.of(ADDITIVE, INDEPENDENT, PROBABILITY)
                : List.of(ADDITIVE, INDEPENDENT);
    }

    /// Contrasts with [RelativeImportance#REPLICATES] replicates.
    public static Result<Contrasts> of(ContrastMoments rows) {
        return of(rows, RelativeImportance.REPLICATES, SEED);
    }

    /// @param replicates at least 100
    /// @param seed the same seed gives the same intervals
    public static Result<Contrasts> of(ContrastMoments rows, int replicates, long seed) {
        if (replicates < 100) {
            throw new IllegalArgumentException(replicates + " replicates");
        }
        MomentMatrix whole = rows.moments().whole();
        int[] usable = IntStream.range(0, 2 * rows.drivers())
                .filter(column -> count(rows, column) >= FEWEST && whole.n() - count(rows, column) >= FEWEST)
                .toArray();
        Optional<Note> refusal = refusal(rows, whole, usable.length);
        return refusal.isPresent()
                ? new NotPossible<>(whole.n(), refusal.get())
                : new Answer<>(new PenaltyReward(rows, whole, usable).contrasts(replicates, seed));
    }

    private static long count(ContrastMoments rows, int column) {
        return column % 2 == 0 ? rows.penalties(column / 2) : rows.rewards(column / 2);
    }

    private static Optional<Note> refusal(ContrastMoments rows, MomentMatrix whole, int coefficients) {
        if (whole.n() < FEWEST + coefficients + 1) {
            return Optional.of(new Note(
                    "too-few-rows",
                    String.format(
                            Locale.ROOT,
                            "%d complete rows; at least %d are needed.",
                            whole.n(),
                            FEWEST + coefficients + 1)));
        }
        if (whole.constant(2 * rows.drivers())) {
            return Optional.of(
                    new Note("constant-outcome", "The outcome has one value only, so there is nothing to explain."));
        }
        if (rows.moments().groups() < FEWEST) {
            return Optional.of(new Note(
                    "too-few-identities",
                    String.format(
                            Locale.ROOT,
                            "The rows belong to about %d identities; an interval needs at least %d.",
                            rows.moments().groups(),
                            FEWEST)));
        }
        return Optional.empty();
    }

    private int[] withOutcome() {
        return IntStream.concat(IntStream.of(usable), IntStream.of(2 * rows.drivers()))
                .toArray();
    }

    private Contrasts contrasts(int count, long seed) {
        List<MomentRegression> replicates = rows.moments()
                .replicates(count, seed)
                .parallel()
                .map(replicate -> replicate.of(withOutcome()))
                .filter(replicate -> replicate.products()[usable.length][usable.length] > 0)
                .map(MomentRegression::of)
                .toList();
        List<Result<Contrast>> contrasts = new ArrayList<>();
        for (int driver = 0; driver < rows.drivers(); driver++) {
            contrasts.add(contrast(driver, replicates));
        }
        return new Contrasts(
                regression.intercept(),
                regression.r2(),
                whole.n(),
                rows.moments().leftOut(),
                contrasts,
                assumptions);
    }

    private Result<Contrast> contrast(int driver, List<MomentRegression> replicates) {
        long reference = whole.n() - rows.penalties(driver) - rows.rewards(driver);
        if (Math.min(reference, Math.min(rows.penalties(driver), rows.rewards(driver))) < FEWEST) {
            return Result.notPossible(
                    whole.n(),
                    "too-few-ratings",
                    "Fewer than " + FEWEST
                            + " bad, middling or good ratings: what bad and good ones go with cannot be told.");
        }
        int penalty = place(2 * driver);
        int reward = place(2 * driver + 1);
        if (regression.collinear(penalty) || regression.collinear(reward)) {
            return new NotPossible<>(whole.n(), COLLINEAR);
        }
        List<MomentRegression> defined = replicates.stream()
                .filter(replicate -> !replicate.aliased(penalty) && !replicate.aliased(reward))
                .toList();
        if (defined.size() < Interval.USUAL * replicates.size() || defined.size() < FEWEST) {
            return new NotPossible<>(whole.n(), COLLINEAR);
        }
        return new Answer<>(contrast(
                -regression.coefficient(penalty), regression.coefficient(reward), spread(defined, penalty, reward)));
    }

    private int place(int column) {
        return Arrays.binarySearch(usable, column);
    }

    /// Variances and covariance of difference and sum of reward and penalty, and variances of both.
    private record Spread(double penalty, double reward, double sum, double difference, double covariance) {}

    private static Spread spread(List<MomentRegression> replicates, int penalty, int reward) {
        MomentMatrix both = new MomentMatrix(2);
        for (MomentRegression replicate : replicates) {
            both.add(new double[] {-replicate.coefficient(penalty), replicate.coefficient(reward)});
        }
        CentredMoments centred = both.centred();
        double p = centred.products()[0][0] / (both.n() - 1);
        double r = centred.products()[1][1] / (both.n() - 1);
        double c = centred.products()[0][1] / (both.n() - 1);
        return new Spread(p, r, p + r + 2 * c, p + r - 2 * c, r - p);
    }

    private Contrast contrast(double penalty, double reward, Spread spread) {
        double t = Distributions.studentQuantile(
                0.5 + Interval.USUAL / 2, rows.moments().groups() - 1.0);
        Estimate penalized = estimate(penalty, t * Math.sqrt(spread.penalty()));
        Estimate rewarded = estimate(reward, t * Math.sqrt(spread.reward()));
        Estimate range = estimate(penalty + reward, t * Math.sqrt(Math.max(spread.sum(), 0)));
        Result<Estimate> asymmetry = range.interval().low() > 0
                ? new Answer<>(asymmetry(reward - penalty, penalty + reward, t * t, spread))
                : new NotPossible<>(whole.n(), NO_RANGE);
        return new Contrast(penalized, rewarded, range, asymmetry, factor(penalized, rewarded, asymmetry));
    }

    private Estimate estimate(double value, double reach) {
        return estimate(value, new Interval(value - reach, value + reach, Interval.USUAL));
    }

    private Estimate estimate(double value, Interval interval) {
        return new Estimate(value, interval, whole.n(), whole.effectiveN(), METHOD, assumptions, List.of());
    }

    /// Fieller's interval of a ratio whose denominator excludes zero: between the two roots of a parabola.
    private Estimate asymmetry(double difference, double sum, double t2, Spread spread) {
        double a = sum * sum - t2 * spread.sum();
        double b = difference * sum - t2 * spread.covariance();
        double c = difference * difference - t2 * spread.difference();
        double root = Math.sqrt(Math.max(b * b - a * c, 0));
        double value = difference / sum;
        return estimate(
                value, new Interval(Math.min((b - root) / a, value), Math.max((b + root) / a, value), Interval.USUAL));
    }

    private static Factor factor(Estimate penalty, Estimate reward, Result<Estimate> asymmetry) {
        Optional<Estimate> evident = asymmetry
                .answer()
                .filter(ratio -> Math.abs(ratio.value()) >= ASYMMETRIC
                        && !ratio.interval().contains(0));
        if (evident.isPresent()) {
            return evident.get().value() < 0 ? Factor.BASIC : Factor.EXCITEMENT;
        }
        return penalty.interval().low() > 0 && reward.interval().low() > 0 ? Factor.PERFORMANCE : Factor.UNDETERMINED;
    }
}
