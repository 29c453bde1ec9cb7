package dev.corridor.statistics.effect;

import dev.corridor.statistics.Interval;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/// Quantiles and tails of the distributions behind the tests of this package.
final class Distributions {
    private Distributions() {}

    /// Quantile of the t distribution; of the normal one for infinite degrees of freedom.
    static double quantile(double probability, double degreesOfFreedom) {
        return degreesOfFreedom == Double.POSITIVE_INFINITY
                ? new NormalDistribution().inverseCumulativeProbability(probability)
                : new TDistribution(degreesOfFreedom).inverseCumulativeProbability(probability);
    }

    /// Two-sided p; 1 for 0 / 0, 0 for an error of zero.
    static double p(double value, double standardError, double degreesOfFreedom) {
        if (value == 0) {
            return 1;
        }
        if (standardError == 0) {
            return 0;
        }
        double t = -Math.abs(value / standardError);
        return 2
                * (degreesOfFreedom == Double.POSITIVE_INFINITY
                        ? new NormalDistribution().cumulativeProbability(t)
                        : new TDistribution(degreesOfFreedom).cumulativeProbability(t));
    }

    /// The usual interval around a value.
    static Interval interval(double value, double standardError, double degreesOfFreedom) {
        double half = quantile(0.5 + Interval.USUAL / 2, degreesOfFreedom) * standardError;
        return new Interval(value - half, value + half, Interval.USUAL);
    }

    /// Upper tail of chi-squared.
    static double chiSquaredTail(double statistic, double degreesOfFreedom) {
        return 1 - new ChiSquaredDistribution(degreesOfFreedom).cumulativeProbability(statistic);
    }

    /// Upper tail of F, exact for small tails.
    static double fTail(double statistic, double numerator, double denominator) {
        return statistic <= 0 ? 1 : new FDistribution(denominator, numerator).cumulativeProbability(1 / statistic);
    }
}
