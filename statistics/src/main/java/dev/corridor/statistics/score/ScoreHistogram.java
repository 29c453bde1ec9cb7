package dev.corridor.statistics.score;

import java.util.Arrays;

/// Independent answers of equal weight: how many per score.
public final class ScoreHistogram implements Sample {
    private final Scale scale;
    private final long[] counts;

    public ScoreHistogram(Scale scale) {
        this.scale = scale;
        this.counts = new long[scale.points()];
    }

    /// @param counts answers per score, the lowest first; as many as the scale has points
    public static ScoreHistogram of(Scale scale, long... counts) {
        if (counts.length != scale.points()) {
            throw new IllegalArgumentException(counts.length + " counts for " + scale);
        }
        ScoreHistogram histogram = new ScoreHistogram(scale);
        for (int i = 0; i < counts.length; i++) {
            histogram.add(scale.low() + i, counts[i]);
        }
        return histogram;
    }

    /// Counts one answer.
    ///
    /// @throws IllegalArgumentException outside the scale: ask `scale().contains` where rows are read
    public ScoreHistogram add(int score) {
        return add(score, 1);
    }

    public ScoreHistogram add(int score, long answers) {
        if (!scale.contains(score) || answers < 0) {
            throw new IllegalArgumentException(answers + " answers of " + score + " on " + scale);
        }
        counts[score - scale.low()] += answers;
        return this;
    }

    /// Adds the answers of another part.
    public ScoreHistogram merge(ScoreHistogram other) {
        requireSame(other.scale);
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        return this;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public ScoreHistogram histogram() {
        return this;
    }

    public long count(int score) {
        return scale.contains(score) ? counts[score - scale.low()] : 0;
    }

    public long n() {
        return Arrays.stream(counts).sum();
    }

    public long promoters() {
        return sum(Measure.NPS, 1);
    }

    public long passives() {
        return sum(Measure.NPS, 0);
    }

    public long detractors() {
        return sum(Measure.NPS, -1);
    }

    /// The same answers for tests on ranks.
    public ValueCounts values() {
        ValueCounts values = new ValueCounts();
        for (int i = 0; i < counts.length; i++) {
            values.add(scale.low() + i, counts[i]);
        }
        return values;
    }

    private long sum(Measure measure, int counted) {
        long sum = 0;
        for (int score = scale.low(); score <= scale.high(); score++) {
            if (measure.of(scale, score) == counted) {
                sum += count(score);
            }
        }
        return sum;
    }

    @Override
    public Spread spread(Measure measure) {
        long n = n();
        if (n == 0) {
            return new Spread(0, 0, 0, 0, 0, 0, Double.POSITIVE_INFINITY);
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * measure.of(scale, scale.low() + i);
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < counts.length; i++) {
            double deviation = measure.of(scale, scale.low() + i) - mean;
            squares += counts[i] * deviation * deviation;
        }
        double variance = squares / n;
        return new Spread(n, n, n, mean, variance, Math.sqrt(variance / n), Double.POSITIVE_INFINITY);
    }

    @Override
    public ScoreHistogram without(Sample part) {
        if (!(part instanceof ScoreHistogram other)) {
            throw new IllegalArgumentException("a part of another kind");
        }
        requireSame(other.scale);
        ScoreHistogram rest = new ScoreHistogram(scale);
        for (int i = 0; i < counts.length; i++) {
            rest.add(scale.low() + i, counts[i] - other.counts[i]);
        }
        return rest;
    }

    private void requireSame(Scale other) {
        if (!scale.equals(other)) {
            throw new IllegalArgumentException("scales " + scale + " and " + other);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreHistogram that && scale.equals(that.scale) && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * scale.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return scale + ": " + Arrays.toString(counts);
    }
}
