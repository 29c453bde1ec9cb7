package dev.corridor.statistics.distribution;

import dev.corridor.statistics.Interval;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/// Tail probabilities that keep their digits when they are small, and quantiles to 1e-13.
///
/// Degrees of freedom are above 0, not necessarily whole; infinite ones stand for the normal distribution.
public final class Distributions {
    private static final double ACCURACY = 1e-13;

    /// Degrees of freedom from which expansions are more exact than the incomplete beta function.
    private static final double MANY = 1e6;

    /// The normal value that an interval at 95 % goes to either way, in standard errors.
    public static final double Z = normalQuantile(0.5 + Interval.USUAL / 2);

    private Distributions() {}

    /// Probability of a normal value as far from 0 as `z`, both sides.
    public static double normal(double z) {
        return Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /// Probability of a Student value as far from 0 as `t`, both sides.
    public static double student(double t, double degreesOfFreedom) {
        if (Double.isInfinite(degreesOfFreedom)) {
            return normal(t);
        }
        return degreesOfFreedom > MANY
                ? normal(normalOf(t, degreesOfFreedom))
                : Beta.regularizedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
    }

    /// The normal value with the same tail (Hill 1970, Communications of the ACM 13, algorithm 395).
    private static double normalOf(double t, double degreesOfFreedom) {
        double a = degreesOfFreedom - 0.5;
        double y = a * Math.log1p(t / degreesOfFreedom * t);
        return Math.sqrt(y) * (1 + (y + 3) / (48 * a * a));
    }

    /// Probability of a value as far from 0 where the truth is 0, both sides: 1 for a value of 0, 0 for another
    /// one without error.
    public static double p(double value, double standardError, double degreesOfFreedom) {
        if (value == 0) {
            return 1;
        }
        return standardError == 0 ? 0 : student(value / standardError, degreesOfFreedom);
    }

    /// Probability of a chi-squared value above `x`.
    public static double chiSquared(double x, double degreesOfFreedom) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(degreesOfFreedom / 2, x / 2);
    }

    /// Probability of Fisher's F above `f`.
    public static double fisher(double f, double numerator, double denominator) {
        return f <= 0
                ? 1
                : Beta.regularizedBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);
    }

    public static double normalQuantile(double probability) {
        return new NormalDistribution().inverseCumulativeProbability(probability);
    }

    public static double studentQuantile(double probability, double degreesOfFreedom) {
        double z = normalQuantile(probability);
        return degreesOfFreedom > MANY
                ? z + (z * z * z + z) / (4 * degreesOfFreedom)
                : new TDistribution(degreesOfFreedom, ACCURACY).inverseCumulativeProbability(probability);
    }

    /// The interval at 95 % of a value with a standard error (Wald; Student).
    public static Interval interval(double value, double standardError, double degreesOfFreedom) {
        double half = studentQuantile(0.5 + Interval.USUAL / 2, degreesOfFreedom) * standardError;
        return new Interval(value - half, value + half, Interval.USUAL);
    }

    /// Degrees of freedom of the sum of two independent variances (Welch 1947; Satterthwaite 1946).
    ///
    /// @param first variance, at least 0
    public static double satterthwaite(double first, double degreesOfFirst, double second, double degreesOfSecond) {
        double share = first / (first + second);
        return first + second == 0
                ? degreesOfFirst + degreesOfSecond
                : 1 / (share * share / degreesOfFirst + (1 - share) * (1 - share) / degreesOfSecond);
    }
}
