package dev.corridor.statistics.driver;

import dev.corridor.statistics.Interval;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Intervals of shares of variance from their bootstrap replicates.
///
/// A share near zero cannot fall below it, so it and its replicates lie above the truth, and quantiles of
/// replicates never reach zero. On a scale where the spread hardly depends on the place, the interval is
/// therefore symmetric, as wide as the farther of the 97.5 % point and the 95 % point of the distance
/// either way (Hall 1988). The lower end starts from the share less what chance alone gives.
final class ReplicateInterval {
    private static final double UPPER = 0.5 + Interval.USUAL / 2;
    private static final double BELOW_ONE = 1 - 1e-15;

    private ReplicateInterval() {}

    /// The interval of a part of R², on Fisher's z of its root.
    ///
    /// @param chance what is expected where nothing is explained, not negative
    /// @param replicates at least one
    static Interval ofVariance(double share, double chance, double[] replicates) {
        double reach = reach(fisher(share), Arrays.stream(replicates).map(ReplicateInterval::fisher));
        double low = Math.tanh(Math.max(fisher(share - chance) - reach, 0));
        double high = Math.tanh(fisher(share) + reach);
        return around(share, low * low, high * high);
    }

    /// The interval of a part of what is explained, on the arc sine of its root.
    ///
    /// @param replicates at least one
    static Interval ofExplained(double share, double[] replicates) {
        double reach = reach(arcSine(share), Arrays.stream(replicates).map(ReplicateInterval::arcSine));
        double low = Math.sin(Math.max(arcSine(share) - reach, 0));
        double high = Math.sin(Math.min(arcSine(share) + reach, Math.PI / 2));
        return around(share, low * low, high * high);
    }

    private static Interval around(double share, double low, double high) {
        return new Interval(Math.min(low, share), Math.max(high, share), Interval.USUAL);
    }

    private static double reach(double centre, DoubleStream replicates) {
        double[] sorted = replicates.sorted().toArray();
        double[] distances = Arrays.stream(sorted)
                .map(replicate -> Math.abs(replicate - centre))
                .sorted()
                .toArray();
        return Math.max(quantile(sorted, UPPER) - centre, quantile(distances, Interval.USUAL));
    }

    private static double fisher(double share) {
        double root = Math.sqrt(Math.clamp(share, 0, BELOW_ONE));
        return Math.log((1 + root) / (1 - root)) / 2;
    }

    private static double arcSine(double share) {
        return Math.asin(Math.sqrt(Math.clamp(share, 0, 1)));
    }

    /// The quantile of type 7 (Hyndman and Fan 1996).
    private static double quantile(double[] sorted, double probability) {
        double place = probability * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
