package dev.corridor.statistics.score;

import java.util.List;
import java.util.Map;

/// Sums of middle ranks per group, with the correction for ties.
///
/// @param sums per group
/// @param n of all groups
/// @param ties sum of `t^3 - t` over numbers that occur t times
record RankSums(double[] sums, long n, double ties) {
    static RankSums of(List<ValueCounts> groups) {
        ValueCounts all = new ValueCounts();
        groups.forEach(all::merge);
        double[] sums = new double[groups.size()];
        double ties = 0;
        long below = 0;
        for (Map.Entry<Double, Long> entry : all.counts().entrySet()) {
            double equal = entry.getValue();
            double rank = below + (equal + 1) / 2;
            for (int group = 0; group < sums.length; group++) {
                sums[group] += rank * groups.get(group).count(entry.getKey());
            }
            ties += equal * equal * equal - equal;
            below += entry.getValue();
        }
        return new RankSums(sums, all.n(), ties);
    }

    /// All numbers are equal: ranks say nothing.
    boolean constant() {
        double all = n;
        return ties >= all * all * all - all;
    }
}
