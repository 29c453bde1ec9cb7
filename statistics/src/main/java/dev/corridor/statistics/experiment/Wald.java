package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Interval;
import org.hipparchus.distribution.continuous.TDistribution;

/// An estimate give or take a multiple of its standard error.
final class Wald {
    private Wald() {}

    /// By Student's t.
    static Interval interval(double value, double standardError, double degreesOfFreedom) {
        double half = quantile(degreesOfFreedom) * standardError;
        return new Interval(value - half, value + half, Interval.USUAL);
    }

    /// The multiple at 95 %.
    static double quantile(double degreesOfFreedom) {
        return new TDistribution(Math.max(1, degreesOfFreedom)).inverseCumulativeProbability(0.5 + Interval.USUAL / 2);
    }

    /// Two-sided.
    static double p(double value, double standardError, double degreesOfFreedom) {
        if (standardError == 0) {
            return value == 0 ? 1 : 0;
        }
        return 2
                * new TDistribution(Math.max(1, degreesOfFreedom))
                        .cumulativeProbability(-Math.abs(value / standardError));
    }

    /// Welch and Satterthwaite: degrees of freedom of the sum of two independent variances.
    static double satterthwaite(double first, double firstFreedom, double second, double secondFreedom) {
        double below = first * first / firstFreedom + second * second / secondFreedom;
        return below == 0 ? firstFreedom + secondFreedom : (first + second) * (first + second) / below;
    }
}
