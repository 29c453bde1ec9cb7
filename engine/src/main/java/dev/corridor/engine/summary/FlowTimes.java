package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The times of the passages over each edge of a table, as histograms.
final class FlowTimes {
    private final EdgeTable table;
    private final List<LogHistogram> times;

    /// Those counted since the last [#settle], by the numbers of the table's edges from 1.
    private @Nullable IntHistograms latest;

    private long latestPassages;

    private FlowTimes(EdgeTable table) {
        this.table = table;
        this.times = Stream.generate(LogHistogram::new).limit(table.size()).toList();
    }

    /// @param table has all pairs of the selection
    /// @return a histogram per edge of the table
    static List<LogHistogram> of(JourneySelection selection, EdgeTable table) {
        FlowTimes all = selection.scanInto(() -> new FlowTimes(table), FlowTimes::scan, FlowTimes::add);
        all.settle();
        return all.times;
    }

    private void add(FlowTimes more) {
        more.settle();
        for (int edge = 0; edge < times.size(); edge++) {
            times.get(edge).add(more.times.get(edge));
        }
    }

    private void settle() {
        IntHistograms found = latest;
        if (found != null) {
            for (int edge = 0; edge < times.size(); edge++) {
                times.get(edge).add(found.histogram(edge + 1));
            }
            latest = null;
            latestPassages = 0;
        }
    }

    private void scan(Range range) {
        FlowWalk walk = new FlowWalk(range, table);
        if (!walk.isPlain()) {
            walk.passages((edge, taken) -> times.get(edge).add(taken));
            return;
        }
        latestPassages += walk.interactions();
        if (latestPassages > Integer.MAX_VALUE) {
            settle();
            latestPassages = walk.interactions();
        }
        IntHistograms found = latest;
        if (found == null) {
            found = new IntHistograms(table.size() + 1);
            latest = found;
        }
        IntHistograms into = found;
        walk.runs((from, to) -> count(walk, table, from, to, into));
    }

    /// Walks several journeys as one, so that the loop does not end with each of them: pairs that cross from
    /// one journey to the next are counted as number 0, which nobody reads.
    private static void count(FlowWalk walk, EdgeTable table, int start, int end, IntHistograms found) {
        MemorySegment touchpoints = walk.touchpoints();
        MemorySegment seconds = walk.seconds();
        long[] starts = walk.starts();
        int[] numbers = table.dense();
        int width = table.touchpoints();
        int[] counts = found.counts;
        long[] sum = found.sum;
        int[] min = found.min;
        int[] max = found.max;
        int row = (touchpoints.get(Layouts.BYTE, start) & 0xff) * width;
        int before = seconds.get(Layouts.INT, 4L * start);
        for (int i = start + 1; i < end; i++) {
            int arrived = touchpoints.get(Layouts.BYTE, i) & 0xff;
            int time = seconds.get(Layouts.INT, 4L * i);
            int within = (int) (starts[i >> 6] >>> i & 1) - 1;
            int number = numbers[row + arrived] & within;
            int taken = time - before;
            counts[number * IntHistograms.BUCKETS + IntHistograms.bucket(taken)]++;
            sum[number] += taken;
            if (taken < min[number]) {
                min[number] = taken;
            }
            if (taken > max[number]) {
                max[number] = taken;
            }
            row = arrived * width;
            before = time;
        }
    }
}
