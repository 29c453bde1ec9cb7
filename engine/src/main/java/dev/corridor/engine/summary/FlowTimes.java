package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The times of the passages over each edge of a table, as histograms.
final class FlowTimes {
    private FlowTimes() {}

    /// @param table has all pairs of the selection
    /// @return a histogram per edge of the table
    static List<LogHistogram> of(JourneySelection selection, EdgeTable table) {
        return selection.scan(none(table), range -> of(range, table), FlowTimes::add);
    }

    private static List<LogHistogram> none(EdgeTable table) {
        return Stream.generate(LogHistogram::new).limit(table.size()).toList();
    }

    private static List<LogHistogram> add(List<LogHistogram> sum, List<LogHistogram> more) {
        for (int edge = 0; edge < sum.size(); edge++) {
            sum.get(edge).add(more.get(edge));
        }
        return sum;
    }

    private static List<LogHistogram> of(Range range, EdgeTable table) {
        FlowWalk walk = new FlowWalk(range, table);
        if (walk.isPlain()) {
            IntHistograms found = new IntHistograms(table.size() + 1);
            walk.runs((from, to) -> count(walk, table, from, to, found));
            return IntStream.range(0, table.size())
                    .mapToObj(edge -> found.histogram(edge + 1))
                    .toList();
        }
        List<LogHistogram> times = none(table);
        walk.passages((edge, taken) -> times.get(edge).add(taken));
        return times;
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
