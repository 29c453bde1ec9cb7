package dev.corridor.statistics.driver;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Result.Answer;
import dev.corridor.statistics.Result.NotPossible;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.driver.Importance.Driver;
import dev.corridor.statistics.matrix.BootstrapMoments;
import dev.corridor.statistics.matrix.CentredMoments;
import dev.corridor.statistics.matrix.MomentMatrix;
import dev.corridor.statistics.matrix.MomentRegression;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// How much of an outcome's variance each driver explains, with intervals.
///
/// Up to 20 drivers that vary: [Lmg], exact; beyond: [RelativeWeights]. Intervals come from a Poisson
/// bootstrap of identities, so they hold without equal variances and with several rows per customer.
/// Guards: at least 10 rows and 10 identities, more rows than drivers and one, an outcome that varies, 10
/// rows of the rarer kind of a 0/1 outcome.
public final class RelativeImportance {
    /// How many replicates are drawn where nothing else is said.
    public static final int REPLICATES = 500;

    private static final int FEWEST = 10;
    private static final int FEW = 30;
    private static final int ROWS_PER_DRIVER = 10;
    private static final double NOTHING = 1e-12;
    private static final double LARGEST = 1e100;
    private static final long SEED = 20_061_017;

    private static final Note CONSTANT =
            new Note("constant-driver", "This driver has one value only, so what it explains cannot be known.");
    private static final Note COLLINEAR = new Note(
            "collinear-driver",
            "The other drivers determine this one exactly; the data cannot tell them apart, and each gets a part by"
                    + " convention.");
    private static final Note RARE =
            new Note("rare-driver", "Fewer than 10 rows have the rarer value of this driver; its interval is rough.");
    private static final Note LINEAR = new Note("linear", "Effects are linear and add up.");
    private static final Note INDEPENDENT =
            new Note("independent-identities", "Rows of different identities do not depend on each other.");
    private static final Note ASSOCIATION = new Note(
            "association",
            "What goes with the outcome need not cause it; a driver that is missing can stand behind one.");
    private static final Note PROBABILITY = new Note(
            "linear-probability-model",
            "The outcome is 0 or 1: what is explained is the variance of a linear probability model.");

    private final BootstrapMoments moments;
    private final MomentMatrix whole;
    private final int[] varying;
    private final CentredMoments centred;
    private final MomentRegression regression;
    private final String method;
    private final List<Note> assumptions;
    private final List<Note> warnings;

    private RelativeImportance(BootstrapMoments moments, MomentMatrix whole, int[] varying) {
        this.moments = moments;
        this.whole = whole;
        this.varying = varying;
        centred = whole.centred().of(withOutcome());
        regression = MomentRegression.of(centred);
        method = exact() ? "LMG (Shapley value of R²)" : "Johnson's relative weights";
        assumptions = assumptions();
        warnings = warnings();
    }

    /// Importance with [#REPLICATES] replicates.
    ///
    /// @param moments drivers first, the outcome last
    public static Result<Importance> of(BootstrapMoments moments) {
        return of(moments, REPLICATES, SEED);
    }

    /// @param moments drivers first, the outcome last
    /// @param replicates at least 100
    /// @param seed the same seed gives the same intervals
    public static Result<Importance> of(BootstrapMoments moments, int replicates, long seed) {
        if (moments.columns() < 2) {
            throw new IllegalArgumentException("an outcome and no drivers");
        }
        if (replicates < 100) {
            throw new IllegalArgumentException(replicates + " replicates");
        }
        MomentMatrix whole = moments.whole();
        int[] varying = IntStream.range(0, moments.columns() - 1)
                .filter(driver -> !whole.constant(driver))
                .toArray();
        Optional<Note> refusal = refusal(moments, whole, varying.length);
        return refusal.isPresent()
                ? new NotPossible<>(whole.n(), refusal.get())
                : new RelativeImportance(moments, whole, varying).answer(replicates, seed);
    }

    private static Optional<Note> refusal(BootstrapMoments moments, MomentMatrix whole, int varying) {
        int outcome = moments.columns() - 1;
        if (whole.n() < FEWEST) {
            return refusal("too-few-rows", whole.n() + " complete rows; at least " + FEWEST + " are needed.");
        }
        if (whole.constant(outcome)) {
            return refusal("constant-outcome", "The outcome has one value only, so there is nothing to explain.");
        }
        if (varying == 0) {
            return refusal("constant-driver", "Every driver has one value only.");
        }
        if (whole.n() < varying + 2) {
            return refusal(
                    "too-few-rows",
                    String.format(
                            Locale.ROOT,
                            "%d complete rows for %d drivers; at least %d are needed.",
                            whole.n(),
                            varying,
                            varying + 2));
        }
        if (moments.groups() < FEWEST) {
            return refusal(
                    "too-few-identities",
                    String.format(
                            Locale.ROOT,
                            "The rows belong to about %d identities; an interval needs at least %d.",
                            moments.groups(),
                            FEWEST));
        }
        if (whole.binary(outcome) && rarer(whole, outcome) < FEWEST) {
            return refusal(
                    "too-few-events",
                    String.format(Locale.ROOT, "Fewer than %d rows have the rarer value of the 0/1 outcome.", FEWEST));
        }
        return Optional.empty();
    }

    private static Optional<Note> refusal(String code, String sentence) {
        return Optional.of(new Note(code, sentence));
    }

    /// Rows of the rarer value of a column of 0 and 1; by weight where rows have weights.
    private static double rarer(MomentMatrix whole, int column) {
        double ones = whole.sum(column);
        return Math.min(ones, whole.weight() - ones) * (whole.n() / whole.weight());
    }

    private boolean exact() {
        return varying.length <= Lmg.MOST_DRIVERS;
    }

    private int[] withOutcome() {
        int[] columns = Arrays.copyOf(varying, varying.length + 1);
        columns[varying.length] = moments.columns() - 1;
        return columns;
    }

    private List<Note> assumptions() {
        List<Note> notes = new ArrayList<>(List.of(LINEAR, INDEPENDENT, ASSOCIATION));
        if (whole.binary(moments.columns() - 1)) {
            notes.add(PROBABILITY);
        }
        return List.copyOf(notes);
    }

    private List<Note> warnings() {
        List<Note> notes = new ArrayList<>();
        if (whole.n() < FEW) {
            notes.add(new Note("few-rows", String.format(Locale.ROOT, "Only %d rows.", whole.n())));
        }
        int outcome = moments.columns() - 1;
        double carrying = whole.binary(outcome) ? rarer(whole, outcome) : whole.effectiveN();
        if (carrying < (double) ROWS_PER_DRIVER * varying.length) {
            notes.add(new Note(
                    "few-rows-per-driver",
                    String.format(
                            Locale.ROOT,
                            "Fewer than %d rows%s per driver: R² is too high by chance; the adjusted one is %.3f.",
                            ROWS_PER_DRIVER,
                            whole.binary(outcome) ? " of the rarer outcome" : "",
                            regression.adjustedR2(whole.n()))));
        }
        if (moments.leftOut() > 0) {
            notes.add(new Note(
                    "left-out",
                    String.format(
                            Locale.ROOT,
                            "%d rows with a missing value were left out of %d.",
                            moments.leftOut(),
                            moments.leftOut() + whole.n())));
        }
        return List.copyOf(notes);
    }

    private Result<Importance> answer(int count, long seed) {
        double[] importance = decomposed(centred);
        List<Replicate> drawn = moments.replicates(count, seed)
                .parallel()
                .map(replicate -> replicate.of(withOutcome()))
                .filter(replicate -> replicate.products()[varying.length][varying.length] > 0)
                .map(replicate -> new Replicate(decomposed(replicate), MomentRegression.of(replicate)))
                .toList();
        if (drawn.size() < count * Interval.USUAL) {
            return Result.notPossible(
                    whole.n(), "unstable-outcome", "The outcome is constant in too many bootstrap replicates.");
        }
        double[][] replicates = drawn.stream().map(Replicate::importance).toArray(double[][]::new);
        List<MomentRegression> regressions =
                drawn.stream().map(Replicate::regression).toList();
        double[] sums =
                Arrays.stream(replicates).mapToDouble(RelativeImportance::sum).toArray();
        double r2 = sum(importance);
        double chance = (1 - Math.min(r2, 1)) / (whole.n() - 1 - regression.rank());
        List<Driver> drivers = new ArrayList<>();
        int next = 0;
        for (int column = 0; column < moments.columns() - 1; column++) {
            if (whole.constant(column)) {
                drivers.add(constant());
            } else {
                drivers.add(driver(next, column, importance, r2, chance, replicates, sums, regressions));
                next++;
            }
        }
        Estimate together = estimate(r2, ReplicateInterval.ofVariance(r2, chance * regression.rank(), sums), List.of());
        List<Note> notes = new ArrayList<>(assumptions);
        notes.addAll(warnings);
        return new Answer<>(
                new Importance(together, regression.adjustedR2(whole.n()), moments.leftOut(), drivers, notes));
    }

    private double[] decomposed(CentredMoments some) {
        return exact() ? Lmg.of(some.correlations()) : RelativeWeights.of(some.correlations());
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private Driver constant() {
        return new Driver(
                new NotPossible<>(whole.n(), CONSTANT),
                new NotPossible<>(whole.n(), CONSTANT),
                new NotPossible<>(whole.n(), CONSTANT),
                new NotPossible<>(whole.n(), CONSTANT));
    }

    private Driver driver(
            int place,
            int column,
            double[] importance,
            double r2,
            double chance,
            double[][] replicates,
            double[] sums,
            List<MomentRegression> regressions) {
        List<Note> own = new ArrayList<>();
        if (regression.collinear(place)) {
            own.add(COLLINEAR);
        }
        if (whole.binary(column) && rarer(whole, column) < FEWEST) {
            own.add(RARE);
        }
        double[] parts = Arrays.stream(replicates)
                .mapToDouble(replicate -> replicate[place])
                .toArray();
        Estimate part =
                estimate(importance[place], ReplicateInterval.ofVariance(importance[place], chance, parts), own);
        return new Driver(
                new Answer<>(part),
                share(place, importance[place], r2, replicates, sums, own),
                regression.inflation(place).isPresent()
                        ? new Answer<>(regression.inflation(place).getAsDouble())
                        : new NotPossible<>(whole.n(), COLLINEAR),
                coefficient(place, regressions, own));
    }

    /// Student's t with the standard error of the replicates, as many degrees of freedom as identities but one.
    private Result<Estimate> coefficient(int place, List<MomentRegression> regressions, List<Note> own) {
        if (regression.collinear(place)) {
            return new NotPossible<>(whole.n(), COLLINEAR);
        }
        Moments replicates = new Moments();
        regressions.stream()
                .filter(replicate -> !replicate.aliased(place))
                .mapToDouble(replicate -> replicate.coefficient(place))
                .filter(coefficient -> Math.abs(coefficient) <= LARGEST)
                .forEach(replicates::add);
        if (replicates.n() < Interval.USUAL * regressions.size()) {
            return new NotPossible<>(whole.n(), COLLINEAR);
        }
        double value = regression.coefficient(place);
        double t = Distributions.studentQuantile(0.5 + Interval.USUAL / 2, moments.groups() - 1.0);
        double reach = t * Math.sqrt(replicates.variance());
        return new Answer<>(
                estimate("least squares", value, new Interval(value - reach, value + reach, Interval.USUAL), own));
    }

    /// What one draw of the bootstrap gives.
    private record Replicate(double[] importance, MomentRegression regression) {}

    private Result<Estimate> share(
            int place, double importance, double r2, double[][] replicates, double[] sums, List<Note> own) {
        if (r2 <= NOTHING) {
            return Result.notPossible(whole.n(), "nothing-explained", "The drivers explain nothing.");
        }
        double[] shares = IntStream.range(0, replicates.length)
                .filter(replicate -> sums[replicate] > NOTHING)
                .mapToDouble(replicate -> replicates[replicate][place] / sums[replicate])
                .toArray();
        double share = Math.min(importance / r2, 1);
        return new Answer<>(estimate(share, ReplicateInterval.ofExplained(share, shares), own));
    }

    private Estimate estimate(double value, Interval interval, List<Note> own) {
        return estimate(method, value, interval, own);
    }

    private Estimate estimate(String name, double value, Interval interval, List<Note> own) {
        List<Note> all = new ArrayList<>(warnings);
        all.addAll(own);
        return new Estimate(value, interval, whole.n(), whole.effectiveN(), name, assumptions, all);
    }
}
