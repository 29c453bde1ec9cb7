package dev.corridor.engine.store;

import dev.corridor.engine.internal.ExactMoments;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The scores of the journeys on each distinct path. Arrays are shared and must not be changed.
///
/// @param scored journeys with a score per path, without those in `others`
/// @param steps sum of their scores in [ExactMoments#steps]
/// @param squares sum of the squares of these
/// @param others the scores that are no small number of steps, by path
public record VariantScores(int[] scored, long[] steps, long[] squares, Map<Integer, ExactMoments> others) {
    /// The scores of a path that the arrays leave out, null where there is none.
    public @Nullable ExactMoments other(int path) {
        return others.isEmpty() ? null : others.get(path);
    }

    /// No scores, for all distinct paths.
    public static VariantScores none(Journeys journeys) {
        int paths = journeys.variantCount();
        return new VariantScores(new int[paths], new long[paths], new long[paths], Map.of());
    }

    static VariantScores of(Journeys journeys, IntPredicate kept) {
        double[] scores = journeys.scores();
        int[] scored = new int[journeys.variantCount()];
        long[] sums = new long[scored.length];
        long[] squares = new long[scored.length];
        Map<Integer, ExactMoments> others = new HashMap<>();
        for (int journey = 0; journey < scores.length; journey++) {
            double score = scores[journey];
            if (Double.isNaN(score) || !kept.test(journey)) {
                continue;
            }
            int path = journeys.variantOf(journey);
            long steps = ExactMoments.steps(score);
            if (steps == ExactMoments.NO_STEPS) {
                others.computeIfAbsent(path, none -> new ExactMoments()).add(score);
            } else {
                scored[path]++;
                sums[path] += steps;
                squares[path] += steps * steps;
            }
        }
        return new VariantScores(scored, sums, squares, others);
    }
}
