package dev.corridor.statistics.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Sums of middle ranks per group, with the correction for ties.
///
/// @param sums per group
/// @param n of all groups
/// @param ties sum of `t^3 - t` over numbers that occur t times
record RankSums(double[] sums, long n, double ties) {
    static RankSums of(List<ValueCounts> groups) {
        ValueCounts all = new ValueCounts();
        groups.forEach(all::merge);
        Map<Double, Double> ranks = new HashMap<>();
        double ties = 0;
        long below = 0;
        for (Map.Entry<Double, Long> entry : all.counts().entrySet()) {
            double equal = entry.getValue();
            ranks.put(entry.getKey(), below + (equal + 1) / 2);
            ties += equal * equal * equal - equal;
            below += entry.getValue();
        }
        double[] sums = groups.stream().mapToDouble(group -> sum(group, ranks)).toArray();
        return new RankSums(sums, all.n(), ties);
    }

    private static double sum(ValueCounts group, Map<Double, Double> ranks) {
        double sum = 0;
        for (Map.Entry<Double, Long> entry : group.counts().entrySet()) {
            sum += Objects.requireNonNull(ranks.get(entry.getKey())) * entry.getValue();
        }
        return sum;
    }

    /// All numbers are equal: ranks say nothing.
    boolean constant() {
        double all = n;
        return ties >= all * all * all - all;
    }
}
