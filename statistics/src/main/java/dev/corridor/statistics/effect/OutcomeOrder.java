package dev.corridor.statistics.effect;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.score.MannWhitney;
import dev.corridor.statistics.score.ValueCounts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether the order of exposure and outcome changes along a numeric exposure, such as days late: then a curve over
/// the exposure mixes outcomes given before it with outcomes given after it, and must not be read as its effect.
///
/// Mergeable: counts per exposure. The test is that of Mann and Whitney on the exposures of outcomes given before
/// against those given after.
public final class OutcomeOrder {
    private static final double ALPHA = 0.05;
    private static final double LEAST_CHANGE = 0.1;

    /// Per exposure, outcomes given before and after it was complete.
    private final TreeMap<Double, long[]> counts = new TreeMap<>();

    /// @param at smallest exposure above the place where the order changes most
    /// @param shareBelow share of outcomes given before the exposure was complete, of those with less exposure
    /// @param shareAbove the same from `at` on
    /// @param p both sides, of the change along the exposure
    /// @param warning where the change is significant and at least 10 points of the share
    public record Change(double at, double shareBelow, double shareAbove, double p, Optional<Note> warning) {}

    /// @param exposure finite
    /// @param before whether the outcome was given before the exposure was complete
    public OutcomeOrder add(double exposure, boolean before) {
        if (!Double.isFinite(exposure)) {
            throw new IllegalArgumentException("an exposure of " + exposure);
        }
        counts.computeIfAbsent(exposure + 0.0, value -> new long[2])[before ? 0 : 1]++;
        return this;
    }

    /// Adds the outcomes of another part.
    public OutcomeOrder merge(OutcomeOrder other) {
        other.counts.forEach((exposure, both) -> {
            long[] own = counts.computeIfAbsent(exposure, value -> new long[2]);
            own[0] += both[0];
            own[1] += both[1];
        });
        return this;
    }

    /// @return not possible where all outcomes were given before, or all after, or with one exposure only
    public Result<Change> change() {
        ValueCounts before = new ValueCounts();
        ValueCounts after = new ValueCounts();
        counts.forEach((exposure, both) -> {
            before.add(exposure, both[0]);
            after.add(exposure, both[1]);
        });
        return MannWhitney.of(before, after).map(test -> change(before.n(), before.n() + after.n(), test.p()));
    }

    private Change change(long allBefore, long all, double p) {
        double at = counts.firstKey();
        double largest = -1;
        double shareBelow = 0;
        double shareAbove = 0;
        long before = 0;
        long n = 0;
        for (Map.Entry<Double, long[]> entry : counts.entrySet()) {
            if (n > 0) {
                double below = (double) before / n;
                double above = (double) (allBefore - before) / (all - n);
                double between = (above - below) * (above - below) * ((double) n * (all - n));
                if (between > largest) {
                    largest = between;
                    at = entry.getKey();
                    shareBelow = below;
                    shareAbove = above;
                }
            }
            before += entry.getValue()[0];
            n += entry.getValue()[0] + entry.getValue()[1];
        }
        boolean changes = p <= ALPHA && Math.abs(shareAbove - shareBelow) >= LEAST_CHANGE;
        return new Change(
                at,
                shareBelow,
                shareAbove,
                p,
                changes ? Optional.of(warning(at, shareBelow, shareAbove)) : Optional.empty());
    }

    private static Note warning(double at, double below, double above) {
        return new Note(
                "order-changes",
                String.format(
                        Locale.ROOT,
                        "From %s on %.0f %% of the outcomes were given before the exposure was complete, below %.0f %%: a"
                                + " fall there need not be its effect.",
                        at == Math.rint(at) && Math.abs(at) < 1e15 ? Long.toString((long) at) : Double.toString(at),
                        100 * above,
                        100 * below));
    }
}
