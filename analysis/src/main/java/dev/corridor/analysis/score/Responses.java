package dev.corridor.analysis.score;

import dev.corridor.statistics.score.ClusteredScores;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Scale;

/// Journeys that were asked, and whether they answered, by customer: a share whose error respects that a
/// customer's journeys resemble each other.
final class Responses {
    /// What [#sample] counts: the share of hits.
    static final Measure SHARE = Measure.SATISFIED;

    private static final Scale MISS_OR_HIT = new Scale(0, 2);

    private final ClusteredScores sample = new ClusteredScores(SHARE, MISS_OR_HIT);

    void add(long customer, boolean answered) {
        sample.add(customer, answered ? MISS_OR_HIT.high() : MISS_OR_HIT.low());
    }

    long asked() {
        return sample.histogram().n();
    }

    long answered() {
        return sample.histogram().count(MISS_OR_HIT.high());
    }

    ClusteredScores sample() {
        return sample;
    }
}
