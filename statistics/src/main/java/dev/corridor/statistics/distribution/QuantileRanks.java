package dev.corridor.statistics.distribution;

import java.util.OptionalLong;
import org.hipparchus.special.Beta;

/// Between which of the sorted values a quantile lies, whatever the values are distributed like.
///
/// Guarantee: of all samples, at least the level given has the quantile between the values of these ranks, ends
/// included. How many of n values lie below the quantile is binomial, so the ranks are exact, not approximate; either
/// tail errs in at most half of what the level leaves.
///
/// Cost: a few values of the incomplete beta function, whatever n is.
///
/// Source: Thompson, Annals of Mathematical Statistics 7 (1936); David and Nagaraja, Order Statistics (2003), 7.1.
///
/// @param low of the lower end, from 0; empty where n is too small for one, as `high`
/// @param high of the upper end, from 0 to before n
public record QuantileRanks(OptionalLong low, OptionalLong high) {
    /// @param n values, each of which says nothing about the next
    /// @param p between 0 and 1, such as 0.5 for the median
    /// @param level such as 0.95
    public static QuantileRanks of(long n, double p, double level) {
        if (!(n >= 0 && p > 0 && p < 1 && level > 0 && level < 1)) {
            throw new IllegalArgumentException(n + " values, " + p + " at " + level);
        }
        double tail = (1 - level) / 2;
        long low = lowest(n, p, tail) - 1;
        long high = n - lowest(n, 1 - p, tail);
        return new QuantileRanks(
                low >= 0 ? OptionalLong.of(low) : OptionalLong.empty(),
                high < n ? OptionalLong.of(high) : OptionalLong.empty());
    }

    /// The largest r for which fewer than r of n values lie below the quantile with a probability of at most `tail`;
    /// 0 where there is none. Begins where the normal distribution has it.
    private static long lowest(long n, double p, double tail) {
        double guess = n * p + Distributions.normalQuantile(tail) * Math.sqrt(n * p * (1 - p));
        long rank = Math.clamp(Math.round(guess), 0, n);
        while (rank > 0 && atMost(rank - 1, n, p) > tail) {
            rank--;
        }
        while (rank < n && atMost(rank, n, p) <= tail) {
            rank++;
        }
        return rank;
    }

    /// The probability that at most k of n succeed, each with probability p.
    private static double atMost(long k, long n, double p) {
        return k >= n ? 1 : Beta.regularizedBeta(1 - p, n - k, k + 1.0);
    }
}
