package dev.corridor.answers.mine;

import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.map.Score;
import dev.corridor.recipes.recipe.Scale;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.matrix.Moments;
import dev.corridor.statistics.score.MeanScore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mean score that may be shown, with its 95 % interval on the scale.
///
/// @param mean null where it is not shown
/// @param low null where there is none: fewer than 2 scores, or all equal
record ShownMean(
        @Nullable Double mean,
        @Nullable Double low,
        @Nullable Double high) {
    static final ShownMean NOT_SHOWN = new ShownMean(null, null, null);

    /// @param shown whether it may be shown
    static ShownMean of(ExactMoments scores, boolean shown, Optional<Scale> scale) {
        if (!shown || scores.n() == 0) {
            return NOT_SHOWN;
        }
        double mean = scores.mean().orElseThrow();
        Optional<Interval> interval = estimate(scores, mean)
                .map(estimate -> scale.map(ends -> estimate.within(ends.from(), ends.to()))
                        .orElse(estimate))
                .map(Estimate::interval);
        return new ShownMean(
                mean,
                interval.map(Interval::low).orElse(null),
                interval.map(Interval::high).orElse(null));
    }

    private static Optional<Estimate> estimate(ExactMoments scores, double mean) {
        double distances = scores.squaredDistances();
        return !(distances >= 0) || Double.isInfinite(distances)
                ? Optional.empty()
                : MeanScore.of(Moments.known(scores.n(), mean, distances)).answer();
    }

    /// As maps take it.
    Score score(long scored) {
        return mean == null
                ? Score.NONE
                : low == null || high == null ? new Score(mean, scored) : new Score(mean, scored, low, high);
    }
}
