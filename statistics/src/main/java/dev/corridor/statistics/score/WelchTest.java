package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;

/// The difference of two means of numbers whose spreads may differ.
///
/// Source: Welch, Biometrika 34 (1947).
///
/// @param difference first mean less second
/// @param t the difference by its standard error
/// @param freedom degrees of freedom after Welch and Satterthwaite
/// @param p both sides
public record WelchTest(double difference, Interval interval, double t, double freedom, double p) {
    /// @return not possible with fewer than 2 numbers in a group, or where neither varies
    public static Result<WelchTest> of(MomentSums first, MomentSums second) {
        long n = first.n() + second.n();
        if (first.n() < 2 || second.n() < 2) {
            return new Result.NotPossible<>(
                    n, new Note("too-few", "A difference of means needs at least 2 numbers in each group."));
        }
        if (first.constant() && second.constant()) {
            return new Result.NotPossible<>(n, new Note("no-spread", "The numbers of both groups do not vary."));
        }
        double a = first.variance() / first.n();
        double b = second.variance() / second.n();
        double freedom = freedom(a, first.n() - 1.0, b, second.n() - 1.0);
        double error = Math.sqrt(a + b);
        double difference = first.mean() - second.mean();
        double half = error * Tails.studentQuantile(0.5 + Interval.USUAL / 2, freedom);
        double t = difference / error;
        return new Result.Answer<>(new WelchTest(
                difference,
                new Interval(difference - half, difference + half, Interval.USUAL),
                t,
                freedom,
                Tails.student(t, freedom)));
    }

    /// @param a squared standard error of the first mean
    static double freedom(double a, double freedomOfA, double b, double freedomOfB) {
        double share = a / (a + b);
        return 1 / (share * share / freedomOfA + (1 - share) * (1 - share) / freedomOfB);
    }
}
