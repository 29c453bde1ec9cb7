package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/// The times of the passages over known edges, in a range of journeys.
final class FlowTimes {
    /// Up to so many edges each has its buckets in one array.
    private static final int FEW = 1 << 12;

    private final Range range;
    private final Journeys journeys;
    private final EdgeTable table;
    private final LogHistogram[] times;

    private FlowTimes(Range range, EdgeTable table) {
        this.range = range;
        this.journeys = range.part().journeys();
        this.table = table;
        this.times = none(table).toArray(new LogHistogram[0]);
    }

    /// An empty histogram per edge.
    static List<LogHistogram> none(EdgeTable table) {
        return Stream.generate(LogHistogram::new).limit(table.size()).toList();
    }

    /// Adds the second to the first and returns that.
    static List<LogHistogram> add(List<LogHistogram> sum, List<LogHistogram> more) {
        for (int edge = 0; edge < sum.size(); edge++) {
            sum.get(edge).add(more.get(edge));
        }
        return sum;
    }

    /// @param table has all pairs of the range
    /// @return a histogram per edge of the table
    static List<LogHistogram> of(Range range, EdgeTable table) {
        FlowTimes scan = new FlowTimes(range, table);
        boolean usual = scan.journeys.touchpointWidth() == 1
                && scan.journeys.timeWidth() == 4
                && !scan.journeys.hasUntimed()
                && table.size() <= FEW;
        if (usual) {
            scan.walkRuns();
        } else {
            scan.walkJourneys();
        }
        return List.of(scan.times);
    }

    /// Takes runs of selected journeys as one piece, so that the loop over interactions has no end at each
    /// journey: pairs that cross from one journey to the next are counted as edge 0, which nobody reads.
    private void walkRuns() {
        IntHistograms found = new IntHistograms(table.size() + 1);
        boolean all = range.part().selectsAll();
        int journey = range.from();
        while (journey < range.to()) {
            int start = journey;
            while (journey < range.to() && (all || range.part().selects(journey))) {
                journey = all ? range.to() : journey + 1;
            }
            if (journey > start) {
                walkRun(journeys.offset(start), journeys.offset(journey), found);
            }
            journey++;
        }
        for (int edge = 0; edge < times.length; edge++) {
            times[edge] = found.histogram(edge + 1);
        }
    }

    private void walkRun(int from, int to, IntHistograms found) {
        MemorySegment touchpoints = journeys.touchpoints();
        MemorySegment seconds = journeys.times();
        long[] starts = journeys.starts();
        int[] numbers = table.dense();
        int width = table.touchpoints();
        int[] counts = found.counts;
        long[] sum = found.sum;
        int[] min = found.min;
        int[] max = found.max;
        int row = (touchpoints.get(Layouts.BYTE, from) & 0xff) * width;
        int before = seconds.get(Layouts.INT, 4L * from);
        for (int i = from + 1; i < to; i++) {
            int arrived = touchpoints.get(Layouts.BYTE, i) & 0xff;
            int time = seconds.get(Layouts.INT, 4L * i);
            int within = (int) (starts[i >> 6] >>> i & 1) - 1;
            int edge = numbers[row + arrived] & within;
            int taken = time - before;
            counts[edge * IntHistograms.BUCKETS + IntHistograms.bucket(taken)]++;
            sum[edge] += taken;
            if (taken < min[edge]) {
                min[edge] = taken;
            }
            if (taken > max[edge]) {
                max[edge] = taken;
            }
            row = arrived * width;
            before = time;
        }
    }

    private void walkJourneys() {
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int from = journeys.offset(journey);
            int to = journeys.offset(journey + 1);
            int left = journeys.touchpoint(from);
            long before = journeys.second(from);
            for (int i = from + 1; i < to; i++) {
                int arrived = journeys.touchpoint(i);
                long time = journeys.second(i);
                if (before != Journeys.UNTIMED && time != Journeys.UNTIMED) {
                    times[table.edge(left, arrived)].add(time - before);
                }
                left = arrived;
                before = time;
            }
        }
    }
}
