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

    /// Places of an edge's numbers in [#state]: one cache line.
    private static final int STATE = 8;

    private static final int COUNT = 0;
    private static final int JOURNEYS = 1;
    private static final int LAST = 2;
    private static final int MIN = 3;
    private static final int MAX = 4;
    private static final int SUM = 5;
    private static final int FIRST_MAJOR = 6;

    /// The journey in the high, the position in the low 32 bits.
    private static final int FIRST_PLACE = 7;

    private final Journeys part;
    private final EdgeTable table;
    private final double[] scores;
    private final boolean usual;
    private long[] state = new long[64 * STATE];
    private int[] buckets;
    private @Nullable LogHistogram[] times = new LogHistogram[0];
    private final List<ExactSum> scoreSums = new ArrayList<>();
    private int[] scored = new int[64];
    private int edges;

    /// @param scores per journey, NaN without; empty: scores are not summed
    FlowScan(Range range, int touchpoints, double[] scores) {
        this.part = range.part().journeys();
        this.table = new EdgeTable(touchpoints);
        this.scores = scores;
        this.usual = part.touchpointWidth() == 1 && part.timeWidth() == 4 && !part.hasUntimed();
        this.buckets = new int[usual ? 64 * BUCKETS : 0];
        if (usual) {
            scanUsual(range);
        } else {
            scanAny(range);
        }
    }

    private void scanUsual(Range range) {
        MemorySegment touchpoints = part.touchpoints();
        MemorySegment seconds = part.times();
        MemorySegment offsets = part.offsets();
        boolean all = range.part().selectsAll();
        int width = table.touchpoints();
        int[] numbers = table.dense();
        long[] cells = state;
        int[] histogram = buckets;
        int from = offsets.get(Layouts.INT, 4L * range.from());
        for (int journey = range.from(); journey < range.to(); journey++) {
            int to = offsets.get(Layouts.INT, 4L * (journey + 1));
            if (!all && !range.part().selects(journey)) {
                from = to;
                continue;
            }
            long major = part.orderMajor(journey);
            int left = touchpoints.get(Layouts.BYTE, from) & 0xff;
            int before = seconds.get(Layouts.INT, 4L * from);
            for (int i = from + 1; i < to; i++) {
                int arrived = touchpoints.get(Layouts.BYTE, i) & 0xff;
                int time = seconds.get(Layouts.INT, 4L * i);
                int edge = numbers[left * width + arrived] - 1;
                if (edge < 0) {
                    edge = table.edge(left, arrived);
                    open(edge);
                    cells = state;
                    histogram = buckets;
                }
                int taken = time - before;
                int shift = Math.max(0, 58 - Long.numberOfLeadingZeros(taken));
                histogram[edge * BUCKETS + (shift << 5) + (taken >>> shift)]++;
                int cell = edge * STATE;
                cells[cell + COUNT]++;
                cells[cell + SUM] += taken;
                if (taken < cells[cell + MIN]) {
                    cells[cell + MIN] = taken;
                }
                if (taken > cells[cell + MAX]) {
                    cells[cell + MAX] = taken;
                }
                if (cells[cell + LAST] != journey) {
                    cells[cell + LAST] = journey;
                    cells[cell + JOURNEYS]++;
                    if (major <= cells[cell + FIRST_MAJOR]) {
                        meetFirst(cell, journey, i - 1 - from, major);
                    }
                }
                left = arrived;
                before = time;
            }
            from = to;
        }
        if (scores.length > 0) {
            addScores(range);
        }
    }

    /// A pass of its own over the journeys that have a score, which are few.
    private void addScores(Range range) {
        int[] last = new int[edges];
        Arrays.fill(last, -1);
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (Double.isNaN(scores[journey]) || !range.part().selects(journey)) {
                continue;
            }
            int to = part.offset(journey + 1);
            for (int i = part.offset(journey) + 1; i < to; i++) {
                int edge = table.edge(part.touchpoint(i - 1), part.touchpoint(i));
                if (last[edge] != journey) {
                    last[edge] = journey;
                    scored[edge]++;
                    scoreSums.get(edge).add(scores[journey]);
                }
            }
        }
    }

    private void scanAny(Range range) {
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int from = part.offset(journey);
            int to = part.offset(journey + 1);
            int left = part.touchpoint(from);
            long before = part.second(from);
            for (int i = from + 1; i < to; i++) {
                int arrived = part.touchpoint(i);
                long time = part.second(i);
                int edge = table.edge(left, arrived);
                if (edge >= edges) {
                    open(edge);
                }
                int cell = edge * STATE;
                state[cell + COUNT]++;
                if (state[cell + LAST] != journey) {
                    meet(edge, journey, i - 1 - from);
                }
                if (before != Journeys.UNTIMED && time != Journeys.UNTIMED) {
                    addTime(edge, time - before);
                }
                left = arrived;
                before = time;
            }
        }
        if (scores.length > 0) {
            addScores(range);
        }
    }

    private void addTime(int edge, long taken) {
        LogHistogram histogram = times[edge];
        if (histogram == null) {
            histogram = new LogHistogram();
            times[edge] = histogram;
        }
        histogram.add(taken);
    }

    /// The first passage of a journey over an edge.
    private void meet(int edge, int journey, int position) {
        int cell = edge * STATE;
        state[cell + LAST] = journey;
        state[cell + JOURNEYS]++;
        long major = part.orderMajor(journey);
        if (major <= state[cell + FIRST_MAJOR]) {
            meetFirst(cell, journey, position, major);
        }
    }

    private void meetFirst(int cell, int journey, int position, long major) {
        boolean earlier = major < state[cell + FIRST_MAJOR]
                || part.orderMinor(journey) < part.orderMinor((int) (state[cell + FIRST_PLACE] >>> 32));
        if (earlier) {
            state[cell + FIRST_MAJOR] = major;
            state[cell + FIRST_PLACE] = (long) journey << 32 | position;
        }
    }

    private void open(int edge) {
        if (edge * STATE == state.length) {
            int larger = edge * 2;
            state = Arrays.copyOf(state, larger * STATE);
            scored = Arrays.copyOf(scored, larger);
            if (usual) {
                buckets = Arrays.copyOf(buckets, Math.multiplyExact(larger, BUCKETS));
            }
        }
        if (!usual) {
            times = Arrays.copyOf(times, Math.max(edge + 1, times.length));
        }
        int cell = edge * STATE;
        state[cell + LAST] = -1;
        state[cell + MIN] = Long.MAX_VALUE;
        state[cell + MAX] = Long.MIN_VALUE;
        state[cell + FIRST_MAJOR] = Long.MAX_VALUE;
        scoreSums.add(new ExactSum());
        edges = edge + 1;
    }

    /// The edges found, ascending by from and to.
    List<Flow.Edge> edges() {
        List<Flow.Edge> list = new ArrayList<>();
        for (int edge = 0; edge < edges; edge++) {
            int cell = edge * STATE;
            long place = state[cell + FIRST_PLACE];
            list.add(new Flow.Edge(
                    table.from(edge),
                    table.to(edge),
                    state[cell + COUNT],
                    state[cell + JOURNEYS],
                    histogram(edge),
                    Occurrence.of(part, (int) (place >>> 32), (int) place),
                    scored[edge],
                    scoreSums.get(edge)));
        }
        list.sort(Comparator.comparingLong(Flow.Edge::key));
        return list;
    }

    private LogHistogram histogram(int edge) {
        int cell = edge * STATE;
        if (usual) {
            return LogHistogram.of(state[cell + MIN], state[cell + MAX], state[cell + SUM], buckets, edge * BUCKETS);
        }
        LogHistogram histogram = times[edge];
        return histogram == null ? new LogHistogram() : histogram;
    }
}
