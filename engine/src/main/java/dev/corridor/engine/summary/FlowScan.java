package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the interactions of a range of journeys and tallies the pairs that follow one another: one number
/// per edge, arrays instead of objects, and a loop of its own for the usual widths (1-byte touchpoints,
/// 4-byte times that are all there).
final class FlowScan {
    private static final int BUCKETS = 1_024;

    private final Journeys part;
    private final EdgeTable table;
    private final double[] scores;
    private int[] counts = new int[64];
    private int[] journeys = new int[64];
    private int[] last = new int[64];
    private long[] firstMajor = new long[64];
    private int[] firstJourney = new int[64];
    private int[] firstPosition = new int[64];
    private int[] min = new int[64];
    private int[] max = new int[64];
    private long[] sum = new long[64];
    private int[] buckets;
    private @Nullable LogHistogram[] wide = new LogHistogram[64];
    private final List<ExactSum> scoreSums = new ArrayList<>();
    private int[] scored = new int[64];
    private int edges;

    /// @param scores per journey, NaN without; empty: scores are not summed
    FlowScan(Range range, int touchpoints, double[] scores) {
        this.part = range.part().journeys();
        this.table = new EdgeTable(touchpoints);
        this.scores = scores;
        boolean usual = part.touchpointWidth() == 1 && part.timeWidth() == 4 && !part.hasUntimed();
        this.buckets = new int[usual ? 64 * BUCKETS : 0];
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int from = part.offset(journey);
            int to = part.offset(journey + 1);
            if (usual) {
                scanUsual(part.touchpoints(), part.times(), journey, from, to);
            } else {
                scanAny(journey, from, to);
            }
        }
    }

    private void scanUsual(MemorySegment touchpoints, MemorySegment times, int journey, int from, int to) {
        int left = touchpoints.get(Layouts.BYTE, from) & 0xff;
        int before = times.get(Layouts.INT, 4L * from);
        for (int i = from + 1; i < to; i++) {
            int arrived = touchpoints.get(Layouts.BYTE, i) & 0xff;
            int time = times.get(Layouts.INT, 4L * i);
            int edge = table.edge(left, arrived);
            if (edge >= edges) {
                open(edge);
            }
            counts[edge]++;
            if (last[edge] != journey) {
                meet(edge, journey, i - 1 - from);
            }
            int taken = time - before;
            int shift = Math.max(0, 58 - Long.numberOfLeadingZeros(taken));
            buckets[edge * BUCKETS + (shift << 5) + (taken >>> shift)]++;
            sum[edge] += taken;
            min[edge] = Math.min(min[edge], taken);
            max[edge] = Math.max(max[edge], taken);
            left = arrived;
            before = time;
        }
    }

    private void scanAny(int journey, int from, int to) {
        int left = part.touchpoint(from);
        long before = part.second(from);
        for (int i = from + 1; i < to; i++) {
            int arrived = part.touchpoint(i);
            long time = part.second(i);
            int edge = table.edge(left, arrived);
            if (edge >= edges) {
                open(edge);
            }
            counts[edge]++;
            if (last[edge] != journey) {
                meet(edge, journey, i - 1 - from);
            }
            if (before != Journeys.UNTIMED && time != Journeys.UNTIMED) {
                LogHistogram times = wide[edge];
                if (times == null) {
                    times = new LogHistogram();
                    wide[edge] = times;
                }
                times.add(time - before);
            }
            left = arrived;
            before = time;
        }
    }

    /// The first passage of a journey over an edge.
    private void meet(int edge, int journey, int position) {
        last[edge] = journey;
        journeys[edge]++;
        long major = part.orderMajor(journey);
        if (major < firstMajor[edge]
                || (major == firstMajor[edge] && part.orderMinor(journey) < part.orderMinor(firstJourney[edge]))) {
            firstMajor[edge] = major;
            firstJourney[edge] = journey;
            firstPosition[edge] = position;
        }
        if (scores.length > 0 && !Double.isNaN(scores[journey])) {
            scored[edge]++;
            scoreSums.get(edge).add(scores[journey]);
        }
    }

    private void open(int edge) {
        if (edge == counts.length) {
            int larger = edge * 2;
            counts = Arrays.copyOf(counts, larger);
            journeys = Arrays.copyOf(journeys, larger);
            last = Arrays.copyOf(last, larger);
            firstMajor = Arrays.copyOf(firstMajor, larger);
            firstJourney = Arrays.copyOf(firstJourney, larger);
            firstPosition = Arrays.copyOf(firstPosition, larger);
            min = Arrays.copyOf(min, larger);
            max = Arrays.copyOf(max, larger);
            sum = Arrays.copyOf(sum, larger);
            scored = Arrays.copyOf(scored, larger);
            wide = Arrays.copyOf(wide, larger);
            if (buckets.length > 0) {
                buckets = Arrays.copyOf(buckets, Math.multiplyExact(larger, BUCKETS));
            }
        }
        last[edge] = -1;
        firstMajor[edge] = Long.MAX_VALUE;
        firstJourney[edge] = -1;
        min[edge] = Integer.MAX_VALUE;
        max[edge] = Integer.MIN_VALUE;
        scoreSums.add(new ExactSum());
        edges = edge + 1;
    }

    /// The edges found, ascending by from and to.
    List<Flow.Edge> edges() {
        List<Flow.Edge> list = new ArrayList<>();
        for (int edge = 0; edge < edges; edge++) {
            LogHistogram times = wide[edge];
            if (times == null) {
                times = max[edge] < min[edge]
                        ? new LogHistogram()
                        : LogHistogram.of(min[edge], max[edge], sum[edge], buckets, edge * BUCKETS);
            }
            list.add(new Flow.Edge(
                    table.from(edge),
                    table.to(edge),
                    counts[edge],
                    journeys[edge],
                    times,
                    Occurrence.of(part, firstJourney[edge], firstPosition[edge]),
                    scored[edge],
                    scoreSums.get(edge)));
        }
        list.sort(Comparator.comparingLong(Flow.Edge::key));
        return list;
    }
}
