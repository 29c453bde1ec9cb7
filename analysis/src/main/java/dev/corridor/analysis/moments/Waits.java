package dev.corridor.analysis.moments;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How long journeys wait for a touchpoint, from the last one that nearly all had met before it.
final class Waits {
    /// Stays at a touchpoint from which on waits are looked at: 30 long ones and 30 short ones.
    private static final int LEAST = 60;
    private static final double DOMINATES = 0.95;
    private static final double FOLLOWS = 0.5;
    private static final int SAMPLE = 50_000;

    private Waits() {}

    /// The wait between the first stays at two touchpoints.
    ///
    /// @param seconds per outcome, NaN where the second was not met before the outcome, or before the first
    record Wait(int from, int to, double[] seconds) {}

    /// One for each touchpoint that has one before it.
    static List<Wait> of(Visits visits, int outcomes) {
        int step = Math.max(1, outcomes / SAMPLE);
        int[] often = IntStream.range(0, visits.touchpointCount())
                .filter(touchpoint -> visits.to(touchpoint) - visits.from(touchpoint) >= LEAST)
                .toArray();
        int[][] rows = Arrays.stream(often)
                .mapToObj(touchpoint -> visits.firstRows(touchpoint, step))
                .toArray(int[][]::new);
        long[] met = Arrays.stream(rows)
                .mapToLong(own -> Arrays.stream(own).filter(row -> row >= 0).count())
                .toArray();
        return IntStream.range(0, often.length)
                .parallel()
                .mapToObj(to -> nearest(visits, rows, met, to).stream()
                        .mapToObj(from -> new Wait(
                                often[from],
                                often[to],
                                seconds(visits, visits.firstRows(often[from], 1), visits.firstRows(often[to], 1)))))
                .flatMap(wait -> wait)
                .toList();
    }

    private static OptionalInt nearest(Visits visits, int[][] rows, long[] met, int to) {
        int best = -1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int from = 0; from < rows.length; from++) {
            boolean canBe = from != to && met[from] >= DOMINATES * met[to] && met[to] >= FOLLOWS * met[from];
            double delay = canBe ? delay(visits, rows[from], rows[to], met[from], met[to]) : Double.NaN;
            if (delay < nearest) {
                nearest = delay;
                best = from;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /// Mean seconds between first stays; NaN where the first does not come before nearly all of the second, or
    /// the second does not follow in most.
    private static double delay(Visits visits, int[] from, int[] to, long left, long arrived) {
        long both = 0;
        long alone = 0;
        double sum = 0;
        for (int i = 0; i < from.length && alone <= (1 - DOMINATES) * arrived; i++) {
            if (from[i] >= 0 && to[i] >= 0 && visits.position[from[i]] < visits.position[to[i]]) {
                both++;
                sum += (double) visits.elapsed[to[i]] - visits.elapsed[from[i]];
            } else if (to[i] >= 0) {
                alone++;
            }
        }
        boolean main = both > 0 && both >= DOMINATES * arrived && both >= FOLLOWS * left;
        return main ? sum / both : Double.NaN;
    }

    private static double[] seconds(Visits visits, int[] from, int[] to) {
        return IntStream.range(0, from.length)
                .mapToDouble(i -> from[i] >= 0 && to[i] >= 0 && visits.position[from[i]] < visits.position[to[i]]
                        ? visits.elapsed[to[i]] - visits.elapsed[from[i]]
                        : Double.NaN)
                .toArray();
    }
}
