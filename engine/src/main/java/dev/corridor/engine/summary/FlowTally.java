package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.VariantScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Counts the pairs that follow one another: passages, journeys, first occurrence and scores, but no times.
/// Walks the distinct paths where they are kept, else the journeys.
final class FlowTally {
    /// Places of an edge's numbers in [#state].
    private static final int STATE = 8;

    /// Passages beyond the first of a journey.
    private static final int AGAIN = 0;

    private static final int JOURNEYS = 1;

    /// The last walk that passed the edge, a journey's or a path's.
    private static final int LAST = 2;

    /// The earliest journey in the high, its first passage in the low 32 bits.
    private static final int FIRST = 3;

    /// [Journeys#orderMajor] of the earliest journey.
    private static final int FIRST_MAJOR = 4;

    /// Those of the journeys that have a score, as far as the arrays of [VariantScores] have them.
    private static final int SCORED = 5;

    /// Sum of these scores in steps.
    private static final int STEPS = 6;

    /// Sum of the squares of the steps.
    private static final int SQUARES = 7;

    private final Journeys journeys;
    private final EdgeTable table;
    private long[] state = new long[64 * STATE];

    /// The scores of an edge beside those.
    private final List<ExactMoments> otherScores = new ArrayList<>();

    private int edges;

    private FlowTally(Journeys journeys, int touchpoints) {
        this.journeys = journeys;
        this.table = new EdgeTable(touchpoints);
    }

    /// The edges of a part that keeps its distinct paths, ascending by from and to.
    static List<Flow.Edge> ofPaths(Part part, int touchpoints, boolean withScores) {
        FlowTally tally = new FlowTally(part.journeys(), touchpoints);
        tally.walkPaths(part, withScores ? part.variantScores() : VariantScores.none(part.journeys()));
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

    private void walkPaths(Part part, VariantScores scores) {
        int[] weights = part.variantWeights();
        int[] firsts = part.variantFirsts();
        int[] offsets = journeys.variantOffsets();
        char[] codes = journeys.variantTouchpoints();
        for (int path = 0; path < weights.length; path++) {
            int weight = weights[path];
            if (weight == 0) {
                continue;
            }
            int journey = firsts[path];
            long major = journeys.orderMajor(journey);
            int scored = scores.scored()[path];
            long steps = scores.steps()[path];
            long squares = scores.squares()[path];
            ExactMoments other = scores.other(path);
            int from = offsets[path];
            int left = codes[from];
            for (int i = from + 1; i < offsets[path + 1]; i++) {
                int arrived = codes[i];
                int cell = pass(left, arrived, path, weight, journey, major, i - 1 - from);
                left = arrived;
                if (cell >= 0) {
                    state[cell + SCORED] += scored;
                    state[cell + STEPS] += steps;
                    state[cell + SQUARES] += squares;
                    if (other != null) {
                        otherScores.get(cell / STATE).add(other);
                    }
                }
            }
        }
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
    /// @return where the state of the edge begins; -1 where the walk has passed it before
    private int pass(int from, int to, int walk, int weight, int journey, long major, int position) {
        int edge = table.edge(from, to);
        if (edge == edges) {
            open();
        }
        int cell = edge * STATE;
        if (state[cell + LAST] == walk) {
            state[cell + AGAIN] += weight;
            return -1;
        }
        state[cell + LAST] = walk;
        state[cell + JOURNEYS] += weight;
        if (major <= state[cell + FIRST_MAJOR]
                && (major < state[cell + FIRST_MAJOR]
                        || journeys.isEarlier(journey, (int) (state[cell + FIRST] >>> 32)))) {
            state[cell + FIRST_MAJOR] = major;
            state[cell + FIRST] = (long) journey << 32 | position;
        }
        return cell;
    }

    private void open() {
        int edge = edges++;
        if (edge * STATE == state.length) {
            state = Arrays.copyOf(state, edge * 2 * STATE);
        }
        state[edge * STATE + LAST] = -1;
        state[edge * STATE + FIRST_MAJOR] = Long.MAX_VALUE;
        otherScores.add(new ExactMoments());
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
                    otherScores.get(edge).add(scores[journey]);
                }
            }
        }
    }

    private List<Flow.Edge> edges() {
        List<Flow.Edge> list = new ArrayList<>();
        for (int edge = 0; edge < edges; edge++) {
            int cell = edge * STATE;
            long first = state[cell + FIRST];
            ExactMoments scores = otherScores.get(edge);
            scores.add(state[cell + SCORED], state[cell + STEPS], state[cell + SQUARES]);
            list.add(new Flow.Edge(
                    table.from(edge),
                    table.to(edge),
                    state[cell + JOURNEYS] + state[cell + AGAIN],
                    state[cell + JOURNEYS],
                    new LogHistogram(),
                    Occurrence.of(journeys, (int) (first >>> 32), (int) first),
                    scores));
        }
        list.sort(Comparator.comparingLong(Flow.Edge::key));
        return list;
    }
}
