package dev.corridor.statistics.score;

import java.util.Arrays;

/// Answers of which several may come from one customer (or seller, region, day): sums per customer of what one
/// measure counts.
///
/// The error respects that a customer's answers resemble each other: with `W` the sum of weights and `S` the
/// weighted sum per customer, `G / (G - 1) * sum (S - m W)^2 / (sum W)^2` over G customers. Where nobody
/// answered twice and all weights are equal the answers count as independent. A customer may be spread over
/// parts that are merged. About 32 bytes per customer.
public final class ClusteredScores implements Sample {
    private final Measure measure;
    private final WeightedScores answers;
    private final CustomerRows rows = new CustomerRows();
    private int[] counts = new int[16];
    private double[] weights = new double[16];
    private double[] sums = new double[16];

    /// @param measure the only one these sums can answer
    public ClusteredScores(Measure measure, Scale scale) {
        this.measure = measure;
        this.answers = new WeightedScores(scale);
    }

    /// Counts one answer of weight 1.
    public ClusteredScores add(long customer, int score) {
        return add(customer, score, 1);
    }

    /// @param weight 1e-100 to 1e100
    public ClusteredScores add(long customer, int score, double weight) {
        answers.add(score, weight);
        add(customer, 1, weight, weight * measure.of(scale(), score));
        return this;
    }

    private void add(long customer, int count, double weight, double sum) {
        int row = rows.row(customer);
        if (row == counts.length) {
            counts = Arrays.copyOf(counts, row * 2);
            weights = Arrays.copyOf(weights, row * 2);
            sums = Arrays.copyOf(sums, row * 2);
        }
        counts[row] += count;
        weights[row] += weight;
        sums[row] += sum;
    }

    /// Adds the answers of another part, which may hold other answers of the same customers.
    public ClusteredScores merge(ClusteredScores other) {
        requireSame(other);
        answers.merge(other.answers);
        for (int row = 0; row < other.rows.size(); row++) {
            add(other.rows.customer(row), other.counts[row], other.weights[row], other.sums[row]);
        }
        return this;
    }

    /// The number of customers who answered.
    public long customers() {
        return rows.size();
    }

    /// The most answers of one customer.
    public int mostAnswers() {
        return Arrays.stream(counts).max().orElse(0);
    }

    @Override
    public Scale scale() {
        return answers.scale();
    }

    @Override
    public ScoreHistogram histogram() {
        return answers.histogram();
    }

    @Override
    public Spread spread(Measure asked) {
        if (asked != measure) {
            throw new IllegalArgumentException("sums for " + measure + " asked for " + asked);
        }
        Spread independent = answers.spread(measure);
        long n = independent.n();
        if (rows.size() == n && answers.equalWeights()) {
            return histogram().spread(measure);
        }
        double mean = independent.mean();
        double weight = 0;
        double squared = 0;
        double residuals = 0;
        for (int row = 0; row < rows.size(); row++) {
            weight += weights[row];
            squared += weights[row] * weights[row];
            double residual = residual(row, mean);
            residuals += residual * residual;
        }
        double customers = rows.size();
        double freedom = Math.max(1, Math.min(customers, weight * weight / squared) - 1);
        double correction = customers < 2 ? 1 : customers / (customers - 1);
        double error = Math.sqrt(correction * residuals) / weight;
        double effective = error > 0
                ? Math.min(n, independent.variance() / (error * error))
                : Math.min(n, weight * weight / squared);
        return new Spread(n, rows.size(), effective, mean, independent.variance(), error, freedom);
    }

    /// Correlation of the means of two samples that share customers: 0 where they share none or do not vary.
    static double correlation(ClusteredScores a, ClusteredScores b) {
        double meanOfA = a.answers.spread(a.measure).mean();
        double meanOfB = b.answers.spread(b.measure).mean();
        double both = 0;
        for (int row = 0; row < a.rows.size(); row++) {
            int other = b.rows.find(a.rows.customer(row));
            if (other >= 0) {
                both += a.residual(row, meanOfA) * b.residual(other, meanOfB);
            }
        }
        double scale = Math.sqrt(a.residuals(meanOfA) * b.residuals(meanOfB));
        return scale > 0 ? Math.clamp(both / scale, -1, 1) : 0;
    }

    private double residuals(double mean) {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            double residual = residual(row, mean);
            sum += residual * residual;
        }
        return sum;
    }

    private double residual(int row, double mean) {
        return sums[row] - mean * weights[row];
    }

    @Override
    public ClusteredScores without(Sample part) {
        if (!(part instanceof ClusteredScores other)) {
            throw new IllegalArgumentException("a part of another kind");
        }
        requireSame(other);
        ClusteredScores rest = new ClusteredScores(measure, scale());
        rest.answers.merge(answers.without(other.answers));
        for (int row = 0; row < rows.size(); row++) {
            int taken = other.rows.find(rows.customer(row));
            if (taken < 0) {
                rest.add(rows.customer(row), counts[row], weights[row], sums[row]);
            } else if (counts[row] > other.counts[taken]) {
                rest.add(
                        rows.customer(row),
                        counts[row] - other.counts[taken],
                        weights[row] - other.weights[taken],
                        sums[row] - other.sums[taken]);
            }
        }
        return rest;
    }

    private void requireSame(ClusteredScores other) {
        if (measure != other.measure) {
            throw new IllegalArgumentException("sums for " + measure + " and " + other.measure);
        }
    }
}
