package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The directly-follows graph without times: per pair of touchpoints the passages. Exact; what a map needs to
/// be redrawn.
///
/// Cost: one step per touchpoint of the distinct paths where variants are kept, else one per interaction.
/// Bytes: version 1, number of edges, per edge, ascending by from and to: from, to (4 each), count (8).
public final class EdgeCounts implements Summary<EdgeCounts> {
    private static final int VERSION = 1;
    private static final int DENSE = 512;

    private final SortedMap<Long, Long> counts;

    /// One pair of touchpoints.
    ///
    /// @param count passages, at least 1
    public record Edge(int from, int to, long count) {}

    private EdgeCounts(SortedMap<Long, Long> counts) {
        this.counts = counts;
    }

    public static EdgeCounts of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        EdgeCounts none = new EdgeCounts(new TreeMap<>());
        return selection.hasVariants()
                ? selection.scanParts(none, part -> overVariants(part, touchpoints), EdgeCounts::merge)
                : selection.scan(none, range -> overJourneys(range, touchpoints), EdgeCounts::merge);
    }

    /// Counts under way: a square of longs, or a table where there are many touchpoints.
    private static final class Tally {
        private final int touchpoints;
        private final long[] dense;
        private final TreeMap<Long, Long> sparse = new TreeMap<>();

        Tally(int touchpoints) {
            this.touchpoints = touchpoints;
            this.dense = new long[touchpoints <= DENSE ? touchpoints * touchpoints : 0];
        }

        void add(int from, int to, long count) {
            if (dense.length > 0) {
                dense[from * touchpoints + to] += count;
            } else {
                sparse.merge((long) from << 32 | to, count, Long::sum);
            }
        }

        EdgeCounts counts() {
            for (int cell = 0; cell < dense.length; cell++) {
                if (dense[cell] != 0) {
                    sparse.put((long) (cell / touchpoints) << 32 | cell % touchpoints, dense[cell]);
                }
            }
            return new EdgeCounts(sparse);
        }
    }

    private static EdgeCounts overVariants(Part part, int touchpoints) {
        Journeys journeys = part.journeys();
        Tally tally = new Tally(touchpoints);
        int[] weights = part.variantWeights();
        int[] offsets = journeys.variantOffsets();
        char[] codes = journeys.variantTouchpoints();
        for (int variant = 0; variant < weights.length; variant++) {
            int weight = weights[variant];
            if (weight == 0) {
                continue;
            }
            int from = codes[offsets[variant]];
            for (int i = offsets[variant] + 1; i < offsets[variant + 1]; i++) {
                int to = codes[i];
                tally.add(from, to, weight);
                from = to;
            }
        }
        return tally.counts();
    }

    private static EdgeCounts overJourneys(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        Tally tally = new Tally(touchpoints);
        if (range.part().selectsAll() && part.touchpointWidth() == 1 && touchpoints <= DENSE) {
            overAllBytes(range, touchpoints, tally);
        } else {
            for (int journey = range.from(); journey < range.to(); journey++) {
                if (range.part().selects(journey)) {
                    int end = part.offset(journey + 1);
                    int at = part.offset(journey);
                    int from = part.touchpoint(at);
                    while (++at < end) {
                        int to = part.touchpoint(at);
                        tally.add(from, to, 1);
                        from = to;
                    }
                }
            }
        }
        return tally.counts();
    }

    /// Counts every pair of neighbours in the column, then takes away those that cross from one journey to
    /// the next.
    private static void overAllBytes(Range range, int touchpoints, Tally tally) {
        Journeys part = range.part().journeys();
        MemorySegment codes = part.touchpoints();
        int first = part.offset(range.from());
        int end = part.offset(range.to());
        int[] even = new int[touchpoints * touchpoints];
        int[] odd = new int[touchpoints * touchpoints];
        int row = (codes.get(Layouts.BYTE, first) & 0xff) * touchpoints;
        long at = first + 1L;
        for (; at + 8 <= end; at += 8) {
            long eight = codes.get(Layouts.LONG, at);
            int a = (int) eight & 0xff;
            int b = (int) (eight >>> 8) & 0xff;
            int c = (int) (eight >>> 16) & 0xff;
            int d = (int) (eight >>> 24) & 0xff;
            even[row + a]++;
            odd[a * touchpoints + b]++;
            even[b * touchpoints + c]++;
            odd[c * touchpoints + d]++;
            int e = (int) (eight >>> 32) & 0xff;
            int f = (int) (eight >>> 40) & 0xff;
            int g = (int) (eight >>> 48) & 0xff;
            int h = (int) (eight >>> 56) & 0xff;
            even[d * touchpoints + e]++;
            odd[e * touchpoints + f]++;
            even[f * touchpoints + g]++;
            odd[g * touchpoints + h]++;
            row = h * touchpoints;
        }
        for (; at < end; at++) {
            int to = codes.get(Layouts.BYTE, at) & 0xff;
            even[row + to]++;
            row = to * touchpoints;
        }
        for (int journey = range.from() + 1; journey < range.to(); journey++) {
            long start = part.offset(journey);
            int from = codes.get(Layouts.BYTE, start - 1) & 0xff;
            even[from * touchpoints + (codes.get(Layouts.BYTE, start) & 0xff)]--;
        }
        for (int cell = 0; cell < even.length; cell++) {
            tally.dense[cell] += (long) even[cell] + odd[cell];
        }
    }

    /// All edges, most passages first, equal counts ascending by from and to.
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        counts.forEach((key, count) -> edges.add(new Edge((int) (key >>> 32), key.intValue(), count)));
        edges.sort(Comparator.comparingLong((Edge edge) -> -edge.count));
        return edges;
    }

    @Override
    public EdgeCounts merge(EdgeCounts other) {
        TreeMap<Long, Long> merged = new TreeMap<>(counts);
        other.counts.forEach((key, count) -> merged.merge(key, count, Long::sum));
        return new EdgeCounts(merged);
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(counts.size());
        counts.forEach((key, count) ->
                out.number((int) (key >>> 32)).number(key.intValue()).number(count));
        return out.toBytes();
    }

    public static EdgeCounts fromBytes(byte[] bytes) {
        return SummaryReader.read("edge counts", VERSION, bytes, in -> {
            TreeMap<Long, Long> counts = new TreeMap<>();
            for (int left = in.count(16); left > 0; left--) {
                long key = (long) in.number() << 32 | in.number();
                counts.put(key, in.wide());
            }
            return new EdgeCounts(counts);
        });
    }
}
