package dev.corridor.statistics.score;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.List;

/// Whether several groups differ, from ranks alone.
///
/// Source: Kruskal and Wallis, Journal of the American Statistical Association 47 (1952), with the correction
/// for ties.
///
/// @param h chi-squared under no difference
/// @param degreesOfFreedom groups less one
public record KruskalWallis(double h, int degreesOfFreedom, double p) {
    /// @return not possible with fewer than 2 groups, an empty group, or where all numbers are equal
    public static Result<KruskalWallis> of(List<ValueCounts> groups) {
        long n = groups.stream().mapToLong(ValueCounts::n).sum();
        if (groups.size() < 2 || groups.stream().anyMatch(group -> group.n() == 0)) {
            return Result.notPossible(n, "too-few-groups", "A comparison needs at least 2 groups, none of them empty.");
        }
        RankSums ranks = RankSums.of(groups);
        if (ranks.constant()) {
            return Result.notPossible(n, "no-spread", "All numbers are equal.");
        }
        double all = n;
        double sum = 0;
        for (int group = 0; group < groups.size(); group++) {
            double distance = ranks.sums()[group] / groups.get(group).n() - (all + 1) / 2;
            sum += groups.get(group).n() * distance * distance;
        }
        double ties = 1 - ranks.ties() / (all * all * all - all);
        double h = 12 / (all * (all + 1)) * sum / ties;
        int degreesOfFreedom = groups.size() - 1;
        return new Result.Answer<>(
                new KruskalWallis(h, degreesOfFreedom, Distributions.chiSquared(h, degreesOfFreedom)));
    }
}
