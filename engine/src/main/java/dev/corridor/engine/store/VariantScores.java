package dev.corridor.engine.store;

import dev.corridor.engine.internal.ExactSum;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Sums of the scores of the journeys on each distinct path. Arrays are shared and must not be changed.
///
/// @param scored journeys with a score per path
/// @param units sum of their scores in units of 2^-20, below 2^62 in size, without those in `others`
/// @param others sums of the scores that are no small number of units, by path
public record VariantScores(int[] scored, long[] units, Map<Integer, ExactSum> others) {
    /// Scores up to here in size are summed in units, of which two thousand million journeys can add without
    /// overflow.
    private static final long LARGEST_UNITS = 1L << 31;

    /// The sum over a path of the scores that `units` leaves out, null where there is none.
    public @Nullable ExactSum other(int path) {
        return others.isEmpty() ? null : others.get(path);
    }

    /// The score in units of 2^-20, at most [#LARGEST_UNITS] in size, or [ExactSum#NO_UNITS].
    public static long units(double score) {
        long whole = ExactSum.units(score);
        return Math.abs(whole) > LARGEST_UNITS ? ExactSum.NO_UNITS : whole;
    }

    /// No scores, for all distinct paths.
    public static VariantScores none(Journeys journeys) {
        int paths = journeys.variantCount();
        return new VariantScores(new int[paths], new long[paths], Map.of());
    }

    static VariantScores of(Journeys journeys, IntPredicate kept) {
        double[] scores = journeys.scores();
        int[] scored = new int[journeys.variantCount()];
        long[] units = new long[scored.length];
        Map<Integer, ExactSum> others = new HashMap<>();
        for (int journey = 0; journey < scores.length; journey++) {
            double score = scores[journey];
            if (Double.isNaN(score) || !kept.test(journey)) {
                continue;
            }
            int path = journeys.variantOf(journey);
            scored[path]++;
            long whole = units(score);
            if (whole == ExactSum.NO_UNITS) {
                others.computeIfAbsent(path, none -> new ExactSum()).add(score);
            } else {
                units[path] += whole;
            }
        }
        return new VariantScores(scored, units, others);
    }
}
