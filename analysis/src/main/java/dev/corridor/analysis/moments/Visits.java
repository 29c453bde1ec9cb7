package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Every stay of a journey at a touchpoint before its outcome was given, in columns: how long, what came
/// next, and
/// the outcome that everything known by then lets expect. Ordered by risk set (same touchpoint, same
/// outcome there,
/// same touchpoint before it, similar time since the start, similar expectation), within a risk set by
/// stay, longest first.
final class Visits {
    /// What comes next where the outcome does.
    static final int OUTCOME = -1;

    private static final int MASK = 64;
    private static final int ROWS_PER_BIN = 400;
    private static final int MOST_BINS = 4;
    private static final int MOST_CODES = 16;
    private static final int ROWS_PER_WAY = 100;
    private static final int MOST_WAYS = 7;
    /// Ways, outcomes there, expectations and times since the start.
    private static final int MOST_SETS = (MOST_WAYS + 1) * MOST_CODES * MOST_BINS * MOST_BINS;
    private static final int STAY_BITS = 28;
    private static final int INDEX_BITS = 25;

    private final Outcomes outcomes;
    private final int touchpoints;
    private int size;
    int[] unit = new int[1024];
    int[] place = new int[1024];
    int[] outcome = new int[1024];
    int[] next = new int[1024];
    int[] nextOutcome = new int[1024];
    int[] stay = new int[1024];
    int[] elapsed = new int[1024];
    int[] position = new int[1024];
    /// Position of the journey's first stay at the same touchpoint.
    int[] begun = new int[1024];
    private int[] previous = new int[1024];
    int[] set = new int[0];
    float[] expected = new float[0];
    /// The outcome, and what the customer had given before the exposure could come; NaN without.
    double[] value = new double[0];
    double[] earlier = new double[0];
    int[] customer = new int[0];
    long[] met = new long[1024];
    long[] failed = new long[1024];
    /// Where the rows of each touchpoint begin.
    private final int[] starts;
    /// Outcomes of journeys that meet a touchpoint only afterwards, per touchpoint.
    private final long[] onlyAfter;

    /// Per touchpoint those from which journeys go on to it, ascending.
    private final int[][] sources;
    /// Journeys that go straight back, by from and to; with the last such journey.
    private final Map<Way, Returns> returns = new HashMap<>();
    private final int[] usualOutcome;
    private final List<Waits.Wait> waits;

    Visits(Outcomes outcomes, Knowledge knowledge, SearchProgress progress) {
        this.outcomes = outcomes;
        this.touchpoints = outcomes.log().store().touchpoints().size();
        this.onlyAfter = new long[touchpoints];
        int outcomeAttribute = outcomes.log().store().schema().idOf(Schema.OUTCOME);
        this.usualOutcome = usualOutcomes(outcomeAttribute);
        int[] firsts = new int[touchpoints];
        Arrays.fill(firsts, Integer.MAX_VALUE);
        for (int i = 0; i < outcomes.size(); i++) {
            read(i, outcomeAttribute, firsts);
        }
        this.starts = new int[touchpoints + 1];
        for (int i = 0; i < size; i++) {
            starts[place[i] + 1]++;
        }
        for (int i = 0; i < touchpoints; i++) {
            starts[i + 1] += starts[i];
        }
        reorder(byPlace());
        this.sources = sources();
        this.waits = Waits.of(this, outcomes.size());
        List<Knowledge.Part> known = new ArrayList<>();
        for (Waits.Wait wait : waits) {
            Knowledge.number("", OptionalInt.of(wait.to()), logarithms(wait.seconds()))
                    .ifPresent(known::add);
        }
        known.addAll(knowledge.attributes());
        this.set = new int[size];
        this.expected = new float[size];
        this.value = new double[size];
        this.earlier = new double[size];
        this.customer = new int[size];
        IntStream.range(0, touchpoints).parallel().forEach(touchpoint -> {
            if (starts[touchpoint + 1] > starts[touchpoint]) {
                new Expectation(this, outcomes, touchpoint).fill(known);
                sort(starts[touchpoint], starts[touchpoint + 1]);
            }
            progress.step();
        });
    }

    /// Straight from one touchpoint to another.
    private record Way(int from, int to) {}

    private static final class Returns {
        private int lastUnit = -1;
        private int units;

        void count(int unit) {
            units += unit == lastUnit ? 0 : 1;
            lastUnit = unit;
        }
    }

    private int[][] sources() {
        IntStream.Builder[] builders = new IntStream.Builder[touchpoints];
        int[] lastFrom = new int[touchpoints];
        Arrays.fill(lastFrom, -1);
        for (int row = 0; row < size; row++) {
            int to = next[row];
            if (to != OUTCOME && lastFrom[to] != place[row]) {
                lastFrom[to] = place[row];
                builders[to] = builders[to] == null ? IntStream.builder() : builders[to];
                builders[to].add(place[row]);
            }
        }
        int[][] all = new int[touchpoints][];
        Arrays.setAll(
                all,
                to -> builders[to] == null ? new int[0] : builders[to].build().toArray());
        return all;
    }

    private static double[] logarithms(double[] seconds) {
        return Arrays.stream(seconds).map(Math::log1p).toArray();
    }

    private int[] usualOutcomes(int attribute) {
        int[] usual = new int[touchpoints];
        Arrays.fill(usual, -1);
        if (attribute < 0) {
            return usual;
        }
        int values = outcomes.log().store().categories(attribute).size();
        int[][] counts = new int[touchpoints][values];
        for (int i = 0; i < outcomes.size(); i++) {
            Journeys journeys = outcomes.in(i);
            for (int at = journeys.offset(outcomes.journey(i)); at < outcomes.end(i); at++) {
                long code = journeys.interactionInteger(attribute, at);
                if (code != Column.NONE) {
                    counts[journeys.touchpoint(at)][(int) code]++;
                }
            }
        }
        for (int i = 0; i < touchpoints; i++) {
            for (int value = 0; value < values; value++) {
                if (counts[i][value] > 0 && (usual[i] < 0 || counts[i][value] > counts[i][usual[i]])) {
                    usual[i] = value;
                }
            }
        }
        return usual;
    }

    private void read(int index, int outcomeAttribute, int[] firsts) {
        Journeys journeys = outcomes.in(index);
        int journey = outcomes.journey(index);
        int end = outcomes.end(index);
        long start = journeys.start(journey);
        long metBefore = 0;
        long failedBefore = 0;
        int last = -1;
        int before = -1;
        for (int i = journeys.offset(journey); i <= end; i++) {
            long second = i == end ? outcomes.second(index) : journeys.second(i);
            if (second == Journeys.UNTIMED) {
                continue;
            }
            int touchpoint = i == end ? OUTCOME : journeys.touchpoint(i);
            int code = -1;
            if (i < end && outcomeAttribute >= 0) {
                long found = journeys.interactionInteger(outcomeAttribute, i);
                code = found == Column.NONE ? -1 : (int) found;
            }
            if (last >= 0) {
                next[last] = touchpoint;
                if (i < end && firsts[touchpoint] <= firsts[place[last]]) {
                    returns.computeIfAbsent(new Way(place[last], touchpoint), way -> new Returns())
                            .count(index);
                }
                nextOutcome[last] = code;
                stay[last] = (int) Math.min(Integer.MAX_VALUE >>> 3, second - (start + elapsed[last]));
            }
            if (i < end) {
                firsts[touchpoint] = Math.min(firsts[touchpoint], i);
                last = row(index, touchpoint, code, (int) Math.min(Integer.MAX_VALUE, second - start), i);
                begun[last] = firsts[touchpoint];
                met[last] = metBefore;
                previous[last] = before;
                before = touchpoint;
                failed[last] = failedBefore;
                if (touchpoint < MASK) {
                    metBefore |= 1L << touchpoint;
                    failedBefore |= code >= 0 && code != usualOutcome[touchpoint] ? 1L << touchpoint : 0;
                }
            }
        }
        for (int row = size - 1; row >= 0 && unit[row] == index; row--) {
            firsts[place[row]] = Integer.MAX_VALUE;
        }
        after(journeys, journey, end);
    }

    /// Counts the touchpoints that a journey meets for the first time after its outcome.
    private void after(Journeys journeys, int journey, int end) {
        BitSet seen = new BitSet(touchpoints);
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            int touchpoint = journeys.touchpoint(i);
            if (!seen.get(touchpoint) && (i != end || !outcomes.answers())) {
                seen.set(touchpoint);
                onlyAfter[touchpoint] += i >= end ? 1 : 0;
            }
        }
    }

    private int row(int index, int touchpoint, int code, int since, int at) {
        if (size == unit.length) {
            grow(size * 2);
        }
        unit[size] = index;
        place[size] = touchpoint;
        outcome[size] = code;
        elapsed[size] = since;
        position[size] = at;
        return size++;
    }

    private void grow(int larger) {
        unit = Arrays.copyOf(unit, larger);
        place = Arrays.copyOf(place, larger);
        outcome = Arrays.copyOf(outcome, larger);
        next = Arrays.copyOf(next, larger);
        nextOutcome = Arrays.copyOf(nextOutcome, larger);
        stay = Arrays.copyOf(stay, larger);
        elapsed = Arrays.copyOf(elapsed, larger);
        position = Arrays.copyOf(position, larger);
        begun = Arrays.copyOf(begun, larger);
        previous = Arrays.copyOf(previous, larger);
        met = Arrays.copyOf(met, larger);
        failed = Arrays.copyOf(failed, larger);
    }

    private int[] byPlace() {
        int[] at = starts.clone();
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[at[place[i]]++] = i;
        }
        return sorted;
    }

    private void reorder(int[] by) {
        unit = pick(unit, by);
        place = pick(place, by);
        outcome = pick(outcome, by);
        next = pick(next, by);
        nextOutcome = pick(nextOutcome, by);
        stay = pick(stay, by);
        elapsed = pick(elapsed, by);
        position = pick(position, by);
        begun = pick(begun, by);
        previous = pick(previous, by);
        met = pick(met, by);
        failed = pick(failed, by);
    }

    private static int[] pick(int[] from, int[] by) {
        int[] picked = new int[by.length];
        for (int i = 0; i < by.length; i++) {
            picked[i] = from[by[i]];
        }
        return picked;
    }

    private static long[] pick(long[] from, int[] by) {
        long[] picked = new long[by.length];
        for (int i = 0; i < by.length; i++) {
            picked[i] = from[by[i]];
        }
        return picked;
    }

    /// Whether a stay is at a touchpoint, or comes after one there.
    boolean knows(int row, int touchpoint) {
        return place[row] == touchpoint || touchpoint < MASK && (met[row] >>> touchpoint & 1) != 0;
    }

    // Risk sets

    private void sort(int from, int to) {
        int n = to - from;
        double[] byExpectation = new double[n];
        double[] byElapsed = new double[n];
        for (int i = 0; i < n; i++) {
            byExpectation[i] = expected[from + i];
            byElapsed[i] = elapsed[from + i];
        }
        int bins = Math.clamp((long) Math.sqrt((double) n / ROWS_PER_BIN), 1, MOST_BINS);
        double[] expectationCuts = cuts(byExpectation, bins);
        double[] elapsedCuts = cuts(byElapsed, bins);
        int codes = 1;
        for (int row = from; row < to; row++) {
            codes = Math.max(codes, outcome[row] + 2);
        }
        codes = Math.min(codes, MOST_CODES);
        int[] ways = ways(from, to);
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            int row = from + i;
            int local = ((way(ways, row) * codes + Math.min(outcome[row], codes - 2) + 1) * bins
                                    + bin(expectationCuts, byExpectation[i]))
                            * bins
                    + bin(elapsedCuts, byElapsed[i]);
            long inverse = (1L << STAY_BITS) - 1 - Math.min(Math.max(0, stay[row]), (1 << STAY_BITS) - 1);
            keys[i] = ((long) local << STAY_BITS | inverse) << INDEX_BITS | i;
        }
        Arrays.sort(keys);
        int[] by = new int[n];
        int[] sets = new int[n];
        for (int i = 0; i < n; i++) {
            by[i] = from + (int) (keys[i] & (1L << INDEX_BITS) - 1);
            sets[i] = place[from] * MOST_SETS + (int) (keys[i] >>> STAY_BITS + INDEX_BITS);
        }
        for (int[] column :
                new int[][] {unit, place, outcome, next, nextOutcome, stay, elapsed, position, begun, previous}) {
            System.arraycopy(pick(column, by), 0, column, from, n);
        }
        for (long[] column : new long[][] {met, failed}) {
            System.arraycopy(pick(column, by), 0, column, from, n);
        }
        float[] sorted = new float[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = expected[by[i]];
        }
        System.arraycopy(sorted, 0, expected, from, n);
        System.arraycopy(sets, 0, set, from, n);
        for (int row = from; row < to; row++) {
            int own = unit[row];
            value[row] = outcomes.value(own);
            earlier[row] = outcomes.before(own, position[row]);
            customer[row] = outcomes.customer(own);
        }
    }

    /// The touchpoints from which many come, most first.
    private int[] ways(int from, int to) {
        int[] counts = new int[touchpoints];
        for (int row = from; row < to; row++) {
            if (previous[row] >= 0) {
                counts[previous[row]]++;
            }
        }
        return IntStream.range(0, touchpoints)
                .filter(touchpoint -> counts[touchpoint] >= ROWS_PER_WAY)
                .boxed()
                .sorted(Comparator.comparingInt((Integer touchpoint) -> -counts[touchpoint]))
                .limit(MOST_WAYS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Which of the frequent ways a row came, 0 for all others.
    private int way(int[] ways, int row) {
        for (int i = 0; i < ways.length; i++) {
            if (ways[i] == previous[row]) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Upper ends of bins of about equal size, the last one left out.
    private static double[] cuts(double[] values, int bins) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] cuts = new double[bins - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = sorted[(int) ((long) sorted.length * (i + 1) / bins)];
        }
        return cuts;
    }

    private static int bin(double[] cuts, double value) {
        int bin = 0;
        while (bin < cuts.length && value >= cuts[bin]) {
            bin++;
        }
        return bin;
    }

    // What the searches read

    List<Waits.Wait> waits() {
        return waits;
    }

    int size() {
        return size;
    }

    int touchpointCount() {
        return touchpoints;
    }

    int from(int touchpoint) {
        return starts[touchpoint];
    }

    int to(int touchpoint) {
        return starts[touchpoint + 1];
    }

    /// The touchpoints from which journeys go on to this one, ascending.
    int[] sources(int touchpoint) {
        return sources[touchpoint];
    }

    /// Outcomes whose journey goes straight back from a touchpoint to one that it had met before it, or to itself.
    int returns(int from, int to) {
        Returns found = returns.get(new Way(from, to));
        return found == null ? 0 : found.units;
    }

    long onlyAfter(int touchpoint) {
        return onlyAfter[touchpoint];
    }

    int usualOutcome(int touchpoint) {
        return usualOutcome[touchpoint];
    }

    /// The outcomes with a stay at a touchpoint that is kept.
    BitSet units(int touchpoint, IntPredicate kept) {
        BitSet units = new BitSet(outcomes.size());
        for (int row = starts[touchpoint]; row < starts[touchpoint + 1]; row++) {
            if (kept.test(row)) {
                units.set(unit[row]);
            }
        }
        return units;
    }

    /// Whether a journey had met a touchpoint before a stay.
    IntPredicate hadMet(int touchpoint, int[] firsts) {
        long bit = 1L << touchpoint;
        return touchpoint < MASK ? row -> (met[row] & bit) != 0 : row -> firsts[unit[row]] < position[row];
    }

    /// Whether a journey had not met a touchpoint up to and with a stay.
    IntPredicate notMet(int touchpoint, int[] firsts) {
        long bit = 1L << touchpoint;
        return touchpoint < MASK
                ? row -> (met[row] & bit) == 0 && place[row] != touchpoint
                : row -> position[row] < firsts[unit[row]];
    }

    /// The position of the first stay of each journey at a touchpoint, the largest number without.
    int[] firsts(int touchpoint) {
        int[] firsts = new int[outcomes.size()];
        Arrays.fill(firsts, Integer.MAX_VALUE);
        for (int row = starts[touchpoint]; row < starts[touchpoint + 1]; row++) {
            firsts[unit[row]] = Math.min(firsts[unit[row]], position[row]);
        }
        return firsts;
    }

    /// Per outcome the stay from which its journey went on to a touchpoint for the first time, -1 without.
    int[] rowsBefore(int touchpoint) {
        int[] rows = new int[outcomes.size()];
        Arrays.fill(rows, -1);
        int[] firsts = firsts(touchpoint);
        IntPredicate notMet = notMet(touchpoint, firsts);
        for (int source : sources[touchpoint]) {
            for (int row = starts[source]; row < starts[source + 1]; row++) {
                if (next[row] == touchpoint && notMet.test(row)) {
                    rows[unit[row]] = row;
                }
            }
        }
        return rows;
    }

    /// The row of the first stay at a touchpoint of every `step`th journey, -1 without.
    int[] firstRows(int touchpoint, int step) {
        int[] rows = new int[(outcomes.size() + step - 1) / step];
        Arrays.fill(rows, -1);
        for (int row = starts[touchpoint]; row < starts[touchpoint + 1]; row++) {
            int index = unit[row] / step;
            if (unit[row] % step == 0 && (rows[index] < 0 || position[row] < position[rows[index]])) {
                rows[index] = row;
            }
        }
        return rows;
    }
}
