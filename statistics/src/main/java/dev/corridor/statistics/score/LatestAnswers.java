package dev.corridor.statistics.score;

import java.util.Arrays;

/// Each customer's latest answer; of several at the same instant the worst.
///
/// Merges in any order. About 32 bytes per customer.
public final class LatestAnswers {
    private final Scale scale;
    private final CustomerRows rows = new CustomerRows();
    private long[] times = new long[16];
    private int[] scores = new int[16];
    private long answers;

    public LatestAnswers(Scale scale) {
        this.scale = scale;
    }

    /// @param time in any unit that is the same for all answers
    public LatestAnswers add(long customer, long time, int score) {
        if (!scale.contains(score)) {
            throw new IllegalArgumentException("a score of " + score + " on " + scale);
        }
        answers++;
        keep(customer, time, score);
        return this;
    }

    /// Adds the answers of another part, which may hold other answers of the same customers.
    public LatestAnswers merge(LatestAnswers other) {
        if (!scale.equals(other.scale)) {
            throw new IllegalArgumentException("scales " + scale + " and " + other.scale);
        }
        answers += other.answers;
        for (int row = 0; row < other.rows.size(); row++) {
            keep(other.rows.customer(row), other.times[row], other.scores[row]);
        }
        return this;
    }

    private void keep(long customer, long time, int score) {
        int known = rows.size();
        int row = rows.row(customer);
        if (row == times.length) {
            times = Arrays.copyOf(times, row * 2);
            scores = Arrays.copyOf(scores, row * 2);
        }
        if (row == known || time > times[row] || (time == times[row] && score < scores[row])) {
            times[row] = time;
            scores[row] = score;
        }
    }

    /// Answers that a later one replaced: to be shown beside the result.
    public long replaced() {
        return answers - rows.size();
    }

    /// One answer per customer.
    public ScoreHistogram histogram() {
        ScoreHistogram histogram = new ScoreHistogram(scale);
        for (int row = 0; row < rows.size(); row++) {
            histogram.add(scores[row]);
        }
        return histogram;
    }
}
