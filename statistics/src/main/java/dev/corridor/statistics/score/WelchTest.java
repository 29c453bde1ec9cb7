package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;

/// The difference of two means of numbers whose spreads may differ.
///
/// Source: Welch, Biometrika 34 (1947).
///
/// @param difference first mean less second
/// @param t the difference by its standard error
/// @param degreesOfFreedom after Welch and Satterthwaite
/// @param p both sides
public record WelchTest(double difference, Interval interval, double t, double degreesOfFreedom, double p) {
    /// @return not possible with fewer than 2 numbers in a group, or where neither varies
    public static Result<WelchTest> of(Moments first, Moments second) {
        long n = first.n() + second.n();
        if (first.n() < 2 || second.n() < 2) {
            return Result.notPossible(n, "too-few", "A difference of means needs at least 2 numbers in each group.");
        }
        if (first.constant() && second.constant()) {
            return Result.notPossible(n, "no-spread", "The numbers of both groups do not vary.");
        }
        double a = first.variance() / first.n();
        double b = second.variance() / second.n();
        double degreesOfFreedom = Distributions.satterthwaite(a, first.n() - 1.0, b, second.n() - 1.0);
        double error = Math.sqrt(a + b);
        double difference = first.mean() - second.mean();
        double t = difference / error;
        return new Result.Answer<>(new WelchTest(
                difference,
                Distributions.interval(difference, error, degreesOfFreedom),
                t,
                degreesOfFreedom,
                Distributions.student(t, degreesOfFreedom)));
    }
}
