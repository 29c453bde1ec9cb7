package dev.corridor.statistics.score;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.List;

/// Whether the means of several groups differ, and how much of all spread lies between them.
///
/// Source: Fisher, "Statistical Methods for Research Workers" (1925); omega squared: Hays (1963).
///
/// @param f spread between groups by spread within
/// @param between degrees of freedom between groups
/// @param within degrees of freedom within groups
/// @param eta2 share of the spread between groups, in this sample
/// @param omega2 the same share estimated for the population, at least 0
public record OneWayAnova(double f, long between, long within, double p, double eta2, double omega2) {
    /// Squares within groups this small, as a share of all, are rounding.
    private static final double ROUNDING = 1e-29;

    /// @return not possible with fewer than 2 groups, an empty group, no group of 2, or no spread within groups
    public static Result<OneWayAnova> of(List<Moments> groups) {
        Moments all = new Moments();
        groups.forEach(all::merge);
        if (groups.size() < 2 || groups.stream().anyMatch(group -> group.n() == 0)) {
            return Result.notPossible(
                    all.n(), "too-few-groups", "A comparison needs at least 2 groups, none of them empty.");
        }
        long between = groups.size() - 1L;
        long within = all.n() - groups.size();
        double squaresWithin = groups.stream().mapToDouble(Moments::squares).sum();
        boolean varied = within > 0
                && squaresWithin > ROUNDING * all.squares()
                && !groups.stream().allMatch(Moments::constant);
        if (!varied) {
            return Result.notPossible(all.n(), "no-spread", "The numbers do not vary within the groups.");
        }
        double squaresBetween = 0;
        for (Moments group : groups) {
            double distance = group.mean() - all.mean();
            squaresBetween += group.n() * distance * distance;
        }
        double meanWithin = squaresWithin / within;
        double f = squaresBetween / between / meanWithin;
        double total = squaresBetween + squaresWithin;
        return new Result.Answer<>(new OneWayAnova(
                f,
                between,
                within,
                Distributions.fisher(f, between, within),
                squaresBetween / total,
                Math.max(0, (squaresBetween - between * meanWithin) / (total + meanWithin))));
    }
}
