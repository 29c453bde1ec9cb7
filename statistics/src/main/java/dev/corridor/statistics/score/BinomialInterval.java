package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.distribution.Distributions;
import org.hipparchus.distribution.continuous.BetaDistribution;

/// Intervals for a share of successes.
///
/// Source: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16
/// (2001); Newcombe, Statistics in Medicine 17 (1998).
public enum BinomialInterval {
    /// The score interval: covers as promised on average, never leaves 0 to 1. What the product shows.
    WILSON {
        @Override
        Interval within(double x, double n, double level) {
            double z = Distributions.normalQuantile(0.5 + level / 2);
            double share = x / n;
            double centre = (x + z * z / 2) / (n + z * z);
            double half = z / (n + z * z) * Math.sqrt(n * share * (1 - share) + z * z / 4);
            return interval(x <= 0 ? 0 : centre - half, x >= n ? 1 : centre + half, level);
        }
    },
    /// Wilson's centre with a Wald error: wider, simple to explain.
    AGRESTI_COULL {
        @Override
        Interval within(double x, double n, double level) {
            double z = Distributions.normalQuantile(0.5 + level / 2);
            double all = n + z * z;
            double centre = (x + z * z / 2) / all;
            double half = z * Math.sqrt(centre * (1 - centre) / all);
            return interval(centre - half, centre + half, level);
        }
    },
    /// The exact interval: never covers too rarely, usually too often.
    CLOPPER_PEARSON {
        @Override
        Interval within(double x, double n, double level) {
            double tail = (1 - level) / 2;
            return interval(x <= 0 ? 0 : beta(x, n - x + 1, tail), x >= n ? 1 : beta(x + 1, n - x, 1 - tail), level);
        }
    },
    /// The interval of equal tails under Jeffreys' prior.
    JEFFREYS {
        @Override
        Interval within(double x, double n, double level) {
            double tail = (1 - level) / 2;
            return interval(
                    x <= 0 ? 0 : beta(x + 0.5, n - x + 0.5, tail),
                    x >= n ? 1 : beta(x + 0.5, n - x + 0.5, 1 - tail),
                    level);
        }
    };

    private static final double ACCURACY = 1e-14;

    /// @param x successes, 0 to n; not whole where answers have weights
    /// @param n above 0
    /// @param level such as 0.95
    public Interval of(double x, double n, double level) {
        if (!(n > 0 && x >= 0 && x <= n && level > 0 && level < 1)) {
            throw new IllegalArgumentException(x + " of " + n + " at " + level);
        }
        return within(x, n, level);
    }

    abstract Interval within(double x, double n, double level);

    private static Interval interval(double low, double high, double level) {
        return new Interval(Math.max(0, low), Math.min(1, high), level);
    }

    private static double beta(double alpha, double beta, double probability) {
        return new BetaDistribution(alpha, beta, ACCURACY).inverseCumulativeProbability(probability);
    }
}
