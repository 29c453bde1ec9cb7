package dev.corridor.analysis.score;

import dev.corridor.statistics.score.ClusteredScores;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Scale;
import dev.corridor.statistics.score.ScoreHistogram;

/// The answers of all or of one group, by customer.
final class Tally {
    private final ClusteredScores scores;
    private final ClusteredScores means;
    private long unknown;
    private long lastUnknown;

    Tally(Measure measure, Scale scale) {
        scores = new ClusteredScores(measure, scale);
        means = measure == Measure.MEAN ? scores : new ClusteredScores(Measure.MEAN, scale);
    }

    /// @param customer negative where unknown; answers of one unknown customer come one after the other
    void add(long customer, int score) {
        scores.add(customer, score);
        if (means != scores) {
            means.add(customer, score);
        }
        if (customer < 0 && customer != lastUnknown) {
            unknown++;
            lastUnknown = customer;
        }
    }

    ClusteredScores scores() {
        return scores;
    }

    ClusteredScores means() {
        return means;
    }

    ScoreHistogram histogram() {
        return scores.histogram();
    }

    long n() {
        return histogram().n();
    }

    /// Customers, each unknown one counted for itself.
    long people() {
        return scores.customers();
    }

    long knownCustomers() {
        return scores.customers() - unknown;
    }
}
