package dev.corridor.statistics.score;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.List;

/// Whether one group's numbers tend to be larger than the other's, from ranks alone.
///
/// Source: Mann and Whitney, Annals of Mathematical Statistics 18 (1947); normal approximation with corrections
/// for ties and continuity.
///
/// @param w pairs in which the first group's number is larger, ties half
/// @param superiority `w` as a share of all pairs: 0.5 where neither tends to be larger
/// @param p both sides
public record MannWhitney(double w, double superiority, double p) {
    /// @return not possible with an empty group or where all numbers are equal
    public static Result<MannWhitney> of(ValueCounts first, ValueCounts second) {
        long n = first.n() + second.n();
        if (first.n() == 0 || second.n() == 0) {
            return Result.notPossible(n, "empty-group", "A group has no numbers.");
        }
        RankSums ranks = RankSums.of(List.of(first, second));
        if (ranks.constant()) {
            return Result.notPossible(n, "no-spread", "All numbers are equal.");
        }
        double a = first.n();
        double b = second.n();
        double w = ranks.sums()[0] - a * (a + 1) / 2;
        double variance = a * b / 12 * (a + b + 1 - ranks.ties() / ((a + b) * (a + b - 1)));
        double distance = Math.max(0, Math.abs(w - a * b / 2) - 0.5);
        return new Result.Answer<>(
                new MannWhitney(w, w / (a * b), Distributions.normal(distance / Math.sqrt(variance))));
    }
}
