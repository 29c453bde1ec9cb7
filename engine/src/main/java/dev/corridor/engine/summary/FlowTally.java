package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.VariantScores;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Counts the pairs that follow one another: passages, journeys, first occurrence and scores, but no times.
/// Walks the distinct paths where they are kept, else the journeys.
final class FlowTally {
    /// Places of an edge's numbers in [#state].
    private static final int STATE = 5;

    private static final int COUNT = 0;
    private static final int JOURNEYS = 1;

    /// The last walk that passed the edge, a journey's or a path's.
    private static final int LAST = 2;

    /// The earliest journey in the high, its first passage in the low 32 bits.
    private static final int FIRST = 3;

    /// [Journeys#orderMajor] of the earliest journey.
    private static final int FIRST_MAJOR = 4;

    private final Journeys journeys;
    private final EdgeTable table;
    private long[] state = new long[64 * STATE];
    private int[] scored = new int[64];
    private final List<ExactSum> scoreSums = new ArrayList<>();

    private int edges;

    private FlowTally(Journeys journeys, int touchpoints) {
        this.journeys = journeys;
        this.table = new EdgeTable(touchpoints);
    }

    /// The edges of a part that keeps its distinct paths, ascending by from and to.
    static List<Flow.Edge> ofPaths(Part part, int touchpoints, boolean withScores) {
        FlowTally tally = new FlowTally(part.journeys(), touchpoints);
        tally.walkPaths(part.variantWeights(), part.variantFirsts());
        if (withScores) {
            tally.addScores(part.variantWeights(), part.variantScores());
        }
        return tally.edges();
    }

    /// The edges of a range of journeys, ascending by from and to.
    static List<Flow.Edge> ofJourneys(Range range, int touchpoints, boolean withScores) {
        FlowTally tally = new FlowTally(range.part().journeys(), touchpoints);
        tally.walkJourneys(range);
        if (withScores) {
            tally.addScores(range, range.part().journeys().scores());
        }
        return tally.edges();
    }

    private void walkPaths(int[] weights, int[] firsts) {
        MemorySegment codes = journeys.variantTouchpoints();
        boolean narrow = journeys.touchpointWidth() == 1;
        int at = 0;
        for (int path = 0; path < weights.length; path++) {
            int from = at;
            int to = journeys.variantOffset(path + 1);
            at = to;
            int weight = weights[path];
            if (weight == 0) {
                continue;
            }
            int journey = firsts[path];
            long major = journeys.orderMajor(journey);
            int left = code(codes, narrow, from);
            for (int i = from + 1; i < to; i++) {
                int arrived = code(codes, narrow, i);
                pass(left, arrived, path, weight, journey, major, i - 1 - from);
                left = arrived;
            }
        }
    }

    private static int code(MemorySegment codes, boolean narrow, int index) {
        return narrow ? codes.get(Layouts.BYTE, index) & 0xff : codes.get(Layouts.SHORT, 2L * index) & 0xffff;
    }

    private void walkJourneys(Range range) {
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            long major = journeys.orderMajor(journey);
            int from = journeys.offset(journey);
            int to = journeys.offset(journey + 1);
            int left = journeys.touchpoint(from);
            for (int i = from + 1; i < to; i++) {
                int arrived = journeys.touchpoint(i);
                pass(left, arrived, journey, 1, journey, major, i - 1 - from);
                left = arrived;
            }
        }
    }

    /// @param walk number of the path or journey walked
    /// @param weight journeys that walk it
    /// @param journey the earliest of them
    /// @param major its order
    /// @param position of the passage in the path
    private void pass(int from, int to, int walk, int weight, int journey, long major, int position) {
        int edge = table.edge(from, to);
        if (edge == edges) {
            open();
        }
        int cell = edge * STATE;
        state[cell + COUNT] += weight;
        if (state[cell + LAST] != walk) {
            state[cell + LAST] = walk;
            state[cell + JOURNEYS] += weight;
            if (major < state[cell + FIRST_MAJOR]
                    || (major == state[cell + FIRST_MAJOR]
                            && journeys.isEarlier(journey, (int) (state[cell + FIRST] >>> 32)))) {
                state[cell + FIRST_MAJOR] = major;
                state[cell + FIRST] = (long) journey << 32 | position;
            }
        }
    }

    private void open() {
        int edge = edges++;
        if (edge == scored.length) {
            state = Arrays.copyOf(state, edge * 2 * STATE);
            scored = Arrays.copyOf(scored, edge * 2);
        }
        state[edge * STATE + LAST] = -1;
        state[edge * STATE + FIRST_MAJOR] = Long.MAX_VALUE;
        scoreSums.add(new ExactSum());
    }

    private void addScores(int[] weights, VariantScores scores) {
        MemorySegment codes = journeys.variantTouchpoints();
        boolean narrow = journeys.touchpointWidth() == 1;
        int[] last = new int[edges];
        Arrays.fill(last, -1);
        for (int path = 0; path < weights.length; path++) {
            if (weights[path] == 0 || scores.scored()[path] == 0) {
                continue;
            }
            ExactSum other = scores.other(path);
            int to = journeys.variantOffset(path + 1);
            for (int i = journeys.variantOffset(path) + 1; i < to; i++) {
                int edge = table.edge(code(codes, narrow, i - 1), code(codes, narrow, i));
                if (last[edge] != path) {
                    last[edge] = path;
                    scored[edge] += scores.scored()[path];
                    scoreSums.get(edge).addUnits(scores.units()[path]);
                    if (other != null) {
                        scoreSums.get(edge).add(other);
                    }
                }
            }
        }
    }

    private void addScores(Range range, double[] scores) {
        int[] last = new int[edges];
        Arrays.fill(last, -1);
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (Double.isNaN(scores[journey]) || !range.part().selects(journey)) {
                continue;
            }
            int to = journeys.offset(journey + 1);
            for (int i = journeys.offset(journey) + 1; i < to; i++) {
                int edge = table.edge(journeys.touchpoint(i - 1), journeys.touchpoint(i));
                if (last[edge] != journey) {
                    last[edge] = journey;
                    scored[edge]++;
                    scoreSums.get(edge).add(scores[journey]);
                }
            }
        }
    }

    private List<Flow.Edge> edges() {
        List<Flow.Edge> list = new ArrayList<>();
        for (int edge = 0; edge < edges; edge++) {
            int cell = edge * STATE;
            long first = state[cell + FIRST];
            list.add(new Flow.Edge(
                    table.from(edge),
                    table.to(edge),
                    state[cell + COUNT],
                    state[cell + JOURNEYS],
                    new LogHistogram(),
                    Occurrence.of(journeys, (int) (first >>> 32), (int) first),
                    scored[edge],
                    scoreSums.get(edge)));
        }
        list.sort(Comparator.comparingLong(Flow.Edge::key));
        return list;
    }
}
