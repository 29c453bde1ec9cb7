package dev.corridor.statistics.score;

/// Independent answers with weights: per score the answers, the sum of their weights and of their squares.
///
/// Weights say how many customers an answer stands for; only their proportions matter. The error is linearised
/// (Taylor): `sum w^2 (y - m)^2 / (sum w)^2`; the effective number of answers is Kish's `(sum w)^2 / sum w^2`.
public final class WeightedScores implements Sample {
    private final ScoreHistogram histogram;
    private final double[] weights;
    private final double[] squares;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;

    public WeightedScores(Scale scale) {
        this.histogram = new ScoreHistogram(scale);
        this.weights = new double[scale.points()];
        this.squares = new double[scale.points()];
    }

    /// Counts one answer.
    ///
    /// @param weight 1e-100 to 1e100
    public WeightedScores add(int score, double weight) {
        if (!(weight >= 1e-100 && weight <= 1e100)) {
            throw new IllegalArgumentException("a weight of " + weight);
        }
        histogram.add(score);
        smallest = Math.min(smallest, weight);
        largest = Math.max(largest, weight);
        weights[score - scale().low()] += weight;
        squares[score - scale().low()] += weight * weight;
        return this;
    }

    /// Adds the answers of another part.
    public WeightedScores merge(WeightedScores other) {
        histogram.merge(other.histogram);
        smallest = Math.min(smallest, other.smallest);
        largest = Math.max(largest, other.largest);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += other.weights[i];
            squares[i] += other.squares[i];
        }
        return this;
    }

    /// Whether every answer counts the same, so that weights change nothing; true without answers.
    boolean equalWeights() {
        return smallest >= largest || histogram.n() == 0;
    }

    @Override
    public Scale scale() {
        return histogram.scale();
    }

    @Override
    public ScoreHistogram histogram() {
        return histogram;
    }

    @Override
    public Spread spread(Measure measure) {
        long n = histogram.n();
        if (equalWeights()) {
            return histogram.spread(measure);
        }
        double weight = 0;
        double squared = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weight += weights[i];
            squared += squares[i];
            sum += weights[i] * measure.of(scale(), scale().low() + i);
        }
        double mean = sum / weight;
        double spread = 0;
        double linearised = 0;
        for (int i = 0; i < weights.length; i++) {
            double deviation = measure.of(scale(), scale().low() + i) - mean;
            spread += weights[i] * deviation * deviation;
            linearised += squares[i] * deviation * deviation;
        }
        double kish = Math.min(n, weight * weight / squared);
        return new Spread(n, n, kish, mean, spread / weight, Math.sqrt(linearised) / weight, Math.max(1, kish - 1));
    }

    /// Weights are subtracted with the rounding of sums of decimals.
    @Override
    public WeightedScores without(Sample part) {
        if (!(part instanceof WeightedScores other)) {
            throw new IllegalArgumentException("a part of another kind");
        }
        WeightedScores rest = new WeightedScores(scale());
        rest.histogram.merge(histogram.without(other.histogram));
        rest.smallest = smallest;
        rest.largest = largest;
        for (int i = 0; i < weights.length; i++) {
            boolean none = rest.histogram.count(scale().low() + i) == 0;
            rest.weights[i] = none ? 0 : weights[i] - other.weights[i];
            rest.squares[i] = none ? 0 : squares[i] - other.squares[i];
        }
        return rest;
    }
}
