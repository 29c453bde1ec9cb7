package dev.corridor.statistics.score;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/// Tail probabilities that keep their digits when they are small, and quantiles to 1e-13.
final class Tails {
    private static final double ACCURACY = 1e-13;

    /// Degrees of freedom from which expansions are more exact than the incomplete beta function.
    private static final double MANY = 1e6;

    private Tails() {}

    /// Probability of a normal value as far from 0 as `z`, both sides.
    static double normal(double z) {
        return Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /// Probability of a Student value as far from 0 as `t`, both sides.
    static double student(double t, double freedom) {
        if (Double.isInfinite(freedom)) {
            return normal(t);
        }
        return freedom > MANY
                ? normal(normalOf(t, freedom))
                : Beta.regularizedBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /// The normal value with the same tail (Hill 1970, Communications of the ACM 13, algorithm 395).
    private static double normalOf(double t, double freedom) {
        double a = freedom - 0.5;
        double y = a * Math.log1p(t / freedom * t);
        return Math.sqrt(y) * (1 + (y + 3) / (48 * a * a));
    }

    /// Probability of a chi-squared value above `x`.
    static double chiSquared(double x, double freedom) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(freedom / 2, x / 2);
    }

    /// Probability of Fisher's F above `f`.
    static double fisher(double f, double above, double below) {
        return f <= 0 ? 1 : Beta.regularizedBeta(below / (below + above * f), below / 2, above / 2);
    }

    static double normalQuantile(double probability) {
        return new NormalDistribution().inverseCumulativeProbability(probability);
    }

    static double studentQuantile(double probability, double freedom) {
        double z = normalQuantile(probability);
        return freedom > MANY
                ? z + (z * z * z + z) / (4 * freedom)
                : new TDistribution(freedom, ACCURACY).inverseCumulativeProbability(probability);
    }
}
