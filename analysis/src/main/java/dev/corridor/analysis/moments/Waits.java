package dev.corridor.analysis.moments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How long journeys wait for a touchpoint, from the last one that nearly all had met before it.
final class Waits {
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
        int n = visits.touchpointCount();
        int step = Math.max(1, outcomes / SAMPLE);
        int[][] rows = new int[n][];
        for (int touchpoint = 0; touchpoint < n; touchpoint++) {
            rows[touchpoint] = visits.firstRows(touchpoint);
        }
        List<Wait> waits = new ArrayList<>();
        int[] nearest = IntStream.range(0, n)
                .parallel()
                .map(to -> nearest(visits, to, rows, step))
                .toArray();
        for (int to = 0; to < n; to++) {
            if (nearest[to] >= 0) {
                waits.add(new Wait(nearest[to], to, seconds(visits, rows[nearest[to]], rows[to])));
            }
        }
        return waits;
    }

    private static int nearest(Visits visits, int to, int[][] rows, int step) {
        int best = -1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int from = 0; from < rows.length; from++) {
            double delay = from == to ? Double.NaN : delay(visits, rows[from], rows[to], step);
            if (delay < nearest) {
                nearest = delay;
                best = from;
            }
        }
        return best;
    }

    /// Mean seconds between first stays; NaN where the first does not come before nearly all of the second, or
    /// the second does not follow in most.
    private static double delay(Visits visits, int[] from, int[] to, int step) {
        long both = 0;
        long arrived = 0;
        long left = 0;
        double sum = 0;
        for (int i = 0; i < from.length; i += step) {
            left += from[i] >= 0 ? 1 : 0;
            arrived += to[i] >= 0 ? 1 : 0;
            if (from[i] >= 0 && to[i] >= 0 && visits.position[from[i]] < visits.position[to[i]]) {
                both++;
                sum += (double) visits.elapsed[to[i]] - visits.elapsed[from[i]];
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
