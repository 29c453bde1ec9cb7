package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The difference between two groups, or between two periods, with interval and p-value of one method.
///
/// The Net Promoter Score takes the adjusted Wald interval (three answers added to each group), shares that of
/// Agresti and Caffo (one hit and one miss added to each), means Welch's t. The value is the plain difference.
/// Customers who stand in both groups of `ClusteredScores` are recognised, and the correlation of their answers
/// enters the error.
///
/// Source: Rocks, The American Statistician 70 (2016); Agresti and Caffo, The American Statistician 54 (2000);
/// Welch, Biometrika 34 (1947).
public final class ScoreDifference {
    /// An error this small, as a share of what it is made of, is rounding.
    private static final double ROUNDING = 1e-12;

    private static final int FEW = 30;

    private ScoreDifference() {}

    /// First less second.
    ///
    /// @return not possible where either group has no answer, or too few repeated customers; for means also
    ///     with fewer than 2 answers in a group or without any spread
    public static Result<Difference> between(Measure measure, Sample first, Sample second) {
        if (!first.scale().equals(second.scale())) {
            throw new IllegalArgumentException("scales " + first.scale() + " and " + second.scale());
        }
        Spread a = first.spread(measure);
        Spread b = second.spread(measure);
        Optional<Note> refusal = Guards.refusal(a, Population.ENDLESS).or(() -> Guards.refusal(b, Population.ENDLESS));
        if (refusal.isPresent()) {
            return new Result.NotPossible<>(a.n() + b.n(), refusal.get());
        }
        Set<Note> warnings = new LinkedHashSet<>(Guards.warnings(first, measure, a));
        warnings.addAll(Guards.warnings(second, measure, b));
        if (Math.min(a.n(), b.n()) < FEW) {
            warnings.add(new Note(
                    "few-answers",
                    "With fewer than " + FEW + " answers in a group the interval of a difference is approximate."));
        }
        double correlation = first instanceof ClusteredScores x && second instanceof ClusteredScores y
                ? ClusteredScores.correlation(x, y)
                : 0;
        List<Note> assumptions = assumptions(first, second, correlation);
        return measure == Measure.MEAN
                ? means(first.scale(), a, b, correlation, assumptions, List.copyOf(warnings))
                : adjusted(measure, a, b, correlation, assumptions, List.copyOf(warnings));
    }

    private static Result<Difference> adjusted(
            Measure measure, Spread a, Spread b, double correlation, List<Note> assumptions, List<Note> warnings) {
        Adjusted x = Adjusted.of(measure, a, 1);
        Adjusted y = Adjusted.of(measure, b, 1);
        double unit = measure == Measure.NPS ? 100 : 1;
        double covariance = correlation * x.real() * y.real() * counted(a) * counted(b);
        double error = Math.sqrt(x.error() * x.error() + y.error() * y.error() - 2 * covariance);
        double centre = x.mean() - y.mean();
        double widest = measure == Measure.NPS ? 200 : 1;
        double half = Distributions.Z * error;
        return new Result.Answer<>(new Difference(
                unit * (a.mean() - b.mean()),
                new Interval(
                        Math.max(-widest, unit * (centre - half)),
                        Math.min(widest, unit * (centre + half)),
                        Interval.USUAL),
                Distributions.normal(centre / error),
                a.n(),
                b.n(),
                measure == Measure.NPS
                        ? "difference of Net Promoter Scores, adjusted Wald"
                        : "difference of shares, Agresti-Caffo",
                assumptions,
                warnings));
    }

    /// Standard error of the real answers alone, at the number of answers that the interval counts on.
    private static double counted(Spread spread) {
        return Math.sqrt(spread.variance() / spread.intervalN());
    }

    private static Result<Difference> means(
            Scale scale, Spread a, Spread b, double correlation, List<Note> assumptions, List<Note> warnings) {
        long n = a.n() + b.n();
        if (a.n() < 2 || b.n() < 2) {
            return Result.notPossible(
                    n, "too-few-answers", "A difference of means needs at least 2 answers in each group.");
        }
        double errorOfA = MeanScore.error(a);
        double errorOfB = MeanScore.error(b);
        double together = errorOfA * errorOfA + errorOfB * errorOfB;
        double squared = together - 2 * correlation * errorOfA * errorOfB;
        if (squared <= ROUNDING * together) {
            return Result.notPossible(
                    n,
                    "no-spread",
                    "The answers do not vary, so how far the difference can be trusted cannot be estimated.");
        }
        double error = Math.sqrt(squared);
        double freedom = correlation == 0
                ? Distributions.satterthwaite(
                        errorOfA * errorOfA, MeanScore.freedom(a), errorOfB * errorOfB, MeanScore.freedom(b))
                : Math.min(MeanScore.freedom(a), MeanScore.freedom(b));
        double value = a.mean() - b.mean();
        double half = error * Distributions.studentQuantile(0.5 + Interval.USUAL / 2, freedom);
        double widest = scale.high() - scale.low();
        return new Result.Answer<>(new Difference(
                value,
                new Interval(Math.max(-widest, value - half), Math.min(widest, value + half), Interval.USUAL),
                Distributions.student(value / error, freedom),
                a.n(),
                b.n(),
                "difference of means, Welch's t",
                assumptions,
                warnings));
    }

    private static List<Note> assumptions(Sample first, Sample second, double correlation) {
        List<Note> notes = new ArrayList<>();
        notes.add(
                new Note("answers-represent", "Those who answered stand for those who did not, in both groups alike."));
        notes.add(
                first instanceof ClusteredScores && second instanceof ClusteredScores
                        ? new Note(
                                "customers-independent",
                                correlation == 0
                                        ? "Customers answer independently of each other."
                                        : "Customers answer independently of each other; those in both groups are"
                                                + " matched with themselves.")
                        : new Note(
                                "groups-independent", "Nobody answers in both groups, and answers are independent."));
        return notes;
    }
}
