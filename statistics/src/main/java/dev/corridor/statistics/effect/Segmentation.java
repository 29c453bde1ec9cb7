package dev.corridor.statistics.effect;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.Map;
import java.util.TreeMap;

/// How much of an outcome a division of customers into groups explains: one-way analysis of variance.
///
/// Two divisions of the same customers, such as by who they are and by what they do, are compared by omega
/// squared, which groups without any effect leave at zero on average (Hays 1963). Mergeable: the sums per
/// group add up.
public final class Segmentation {
    private static final class Sums {
        private long n;
        private double mean;
        private double squares;

        private void add(long count, double otherMean, double otherSquares) {
            double difference = otherMean - mean;
            double total = (double) n + count;
            squares += otherSquares + difference * difference * (n * (count / total));
            mean += difference * (count / total);
            n += count;
        }
    }

    private final Map<String, Sums> groups = new TreeMap<>();

    /// @param eta2 share of the variance between groups, 0 to 1
    /// @param omega2 the same without what chance adds; may be below zero
    public record Explained(long n, int groups, double f, double p, double eta2, double omega2) {}

    /// @param outcome finite
    public void add(String group, double outcome) {
        if (!Double.isFinite(outcome)) {
            throw new IllegalArgumentException("outcome " + outcome);
        }
        groups.computeIfAbsent(group, name -> new Sums()).add(1, outcome, 0);
    }

    public Segmentation merge(Segmentation other) {
        other.groups.forEach((group, sums) ->
                groups.computeIfAbsent(group, name -> new Sums()).add(sums.n, sums.mean, sums.squares));
        return this;
    }

    /// Not possible with one group, without a second answer in any group, or with a constant outcome.
    public Result<Explained> explained() {
        Sums all = new Sums();
        double within = 0;
        for (Sums sums : groups.values()) {
            all.add(sums.n, sums.mean, sums.squares);
            within += sums.squares;
        }
        int k = groups.size();
        if (k < 2) {
            return new Result.NotPossible<>(all.n, new Note("one-group", "There is one group only."));
        }
        if (all.n <= k) {
            return new Result.NotPossible<>(
                    all.n,
                    new Note("too-few-answers", "No group has a second answer: there is nothing to compare with."));
        }
        if (!(within > 0) || !Double.isFinite(all.squares)) {
            return new Result.NotPossible<>(
                    all.n, new Note("constant-outcome", "Within every group all answers are the same."));
        }
        double between = all.squares - within;
        double error = within / (all.n - k);
        double f = between / (k - 1) / error;
        return new Result.Answer<>(new Explained(
                all.n,
                k,
                f,
                Distributions.fTail(f, k - 1, all.n - k),
                between / all.squares,
                (between - (k - 1) * error) / (all.squares + error)));
    }
}
