package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.distribution.Distributions;

/// What all intervals of scores are made of: the mean of what a measure counts, and how far it can be trusted.
///
/// @param n answers
/// @param units answers or, in clusters, customers: what is independent of each other
/// @param effectiveN answers of equal weight and independence that say as much; 0 without answers
/// @param mean in the measure's counting (`-1..1` for the Net Promoter Score)
/// @param variance of one answer, divided by n (not n - 1)
/// @param error standard error of the mean, linearised where there are weights or clusters
/// @param freedom degrees of freedom of that error; infinite for independent answers of equal weight
record Spread(long n, long units, double effectiveN, double mean, double variance, double error, double freedom) {
    /// Independent answers of equal weight.
    boolean simple() {
        return Double.isInfinite(freedom);
    }

    /// The number of answers that an interval may count on (Korn and Graubard 1998): as many as give the same
    /// error, and fewer by the quantile of Student's t, because with few customers or unequal weights the error
    /// itself is uncertain.
    double intervalN() {
        if (simple()) {
            return effectiveN;
        }
        double counted = error > 0 ? Math.min(n, variance / (error * error)) : effectiveN;
        double widening = Distributions.Z / Distributions.studentQuantile(0.5 + Interval.USUAL / 2, freedom);
        return counted * widening * widening;
    }
}
