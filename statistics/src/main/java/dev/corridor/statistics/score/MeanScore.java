package dev.corridor.statistics.score;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The mean answer, on its scale, or the mean of any numbers, with Student's interval.
///
/// Source: Student, Biometrika 6 (1908); the linearised error of weights and clusters as in Cochran, "Sampling
/// Techniques", 3rd edition (1977), sections 6 and 9.
public final class MeanScore {
    private static final String METHOD = "mean, Student's t interval";
    private static final int FEW = 30;

    private MeanScore() {}

    public static Result<Estimate> of(Sample sample) {
        return of(sample, Population.ENDLESS);
    }

    /// The mean answer; the interval stays on the scale.
    ///
    /// @return not possible with fewer than 2 answers, where all are equal, with fewer than 5 repeated customers,
    ///     or with more answers than the population has
    public static Result<Estimate> of(Sample sample, Population population) {
        Spread spread = sample.spread(Measure.MEAN);
        Optional<Note> refusal = Guards.refusal(spread, population).or(() -> unknownSpread(spread));
        if (refusal.isPresent()) {
            return new Result.NotPossible<>(spread.n(), refusal.get());
        }
        double half = half(error(spread), freedom(spread), population.correction(spread.units()));
        double low = Math.max(sample.scale().low(), spread.mean() - half);
        double high = Math.min(sample.scale().high(), spread.mean() + half);
        List<Note> warnings = new ArrayList<>(Guards.warnings(sample, Measure.MEAN, spread));
        warnings.addAll(fewAndSkewed(spread.n()));
        return new Result.Answer<>(new Estimate(
                spread.mean(),
                new Interval(Math.min(low, spread.mean()), Math.max(high, spread.mean()), Interval.USUAL),
                spread.n(),
                spread.effectiveN(),
                METHOD,
                Guards.assumptions(sample, spread, population),
                warnings));
    }

    /// The mean of any numbers, such as days or money.
    ///
    /// @return not possible with fewer than 2 numbers or where all are equal
    public static Result<Estimate> of(Moments numbers) {
        if (numbers.n() < 2 || numbers.constant()) {
            return new Result.NotPossible<>(numbers.n(), unknownSpread(numbers.n()));
        }
        double half = half(Math.sqrt(numbers.variance() / numbers.n()), numbers.n() - 1.0, 1);
        return new Result.Answer<>(new Estimate(
                numbers.mean(),
                new Interval(numbers.mean() - half, numbers.mean() + half, Interval.USUAL),
                numbers.n(),
                numbers.n(),
                METHOD,
                List.of(new Note("independent", "One number says nothing about the next.")),
                fewAndSkewed(numbers.n())));
    }

    static Optional<Note> unknownSpread(Spread spread) {
        return spread.n() < 2 || spread.variance() == 0 || spread.error() == 0
                ? Optional.of(unknownSpread(spread.n()))
                : Optional.empty();
    }

    /// Standard error of the mean with the divisor n - 1; with weights Kish's number stands for n. The error of
    /// repeated customers has its correction already.
    static double error(Spread spread) {
        if (spread.simple()) {
            return Math.sqrt(spread.variance() / (spread.n() - 1.0));
        }
        boolean repeated = spread.units() < spread.n();
        return repeated ? spread.error() : spread.error() * Math.sqrt((spread.freedom() + 1) / spread.freedom());
    }

    static double freedom(Spread spread) {
        return spread.simple() ? spread.n() - 1.0 : spread.freedom();
    }

    private static double half(double error, double freedom, double correction) {
        return error * Math.sqrt(correction) * Distributions.studentQuantile(0.5 + Interval.USUAL / 2, freedom);
    }

    private static Note unknownSpread(long n) {
        return n < 2
                ? new Note("too-few-answers", "A mean with an interval needs at least 2 answers.")
                : new Note(
                        "constant-answers",
                        "All answers are equal: how far the mean can be trusted cannot be estimated from them.");
    }

    private static List<Note> fewAndSkewed(long n) {
        return n >= FEW
                ? List.of()
                : List.of(new Note(
                        "skewed-and-few",
                        "With fewer than " + FEW + " answers the interval of a mean is too narrow where answers are"
                                + " skewed."));
    }
}
