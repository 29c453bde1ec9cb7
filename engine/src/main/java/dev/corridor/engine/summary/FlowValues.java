package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/// The times of some passages, one by one: those that lie in wanted buckets of an edge.
final class FlowValues {
    private FlowValues() {}

    /// Tells what is wanted; asked by several threads.
    interface Wanted {
        /// @param bucket of [LogHistogram]
        boolean has(int edge, int bucket);
    }

    /// @param table has all pairs of the selection
    /// @return seconds per edge of the table
    static List<Longs> of(JourneySelection selection, EdgeTable table, Wanted wanted) {
        long[] bits = bits(table, wanted);
        return selection.scan(none(table), range -> of(range, table, wanted, bits), FlowValues::add);
    }

    private static List<Longs> none(EdgeTable table) {
        return Stream.generate(Longs::new).limit(table.size()).toList();
    }

    private static List<Longs> add(List<Longs> all, List<Longs> more) {
        for (int edge = 0; edge < all.size(); edge++) {
            for (int i = 0; i < more.get(edge).size(); i++) {
                all.get(edge).add(more.get(edge).at(i));
            }
        }
        return all;
    }

    /// What is wanted as a bit per bucket, for edges numbered from 1; empty where they are many.
    private static long[] bits(EdgeTable table, Wanted wanted) {
        if (table.size() > FlowWalk.FEW) {
            return new long[0];
        }
        long[] bits = new long[(table.size() + 1) * (IntHistograms.BUCKETS / 64)];
        for (int edge = 0; edge < table.size(); edge++) {
            for (int bucket = 0; bucket < IntHistograms.BUCKETS; bucket++) {
                if (wanted.has(edge, bucket)) {
                    int bit = (edge + 1) * IntHistograms.BUCKETS + bucket;
                    bits[bit >> 6] |= 1L << bit;
                }
            }
        }
        return bits;
    }

    private static List<Longs> of(Range range, EdgeTable table, Wanted wanted, long[] bits) {
        List<Longs> values = none(table);
        FlowWalk walk = new FlowWalk(range, table);
        if (walk.isPlain()) {
            walk.runs((from, to) -> collect(walk, table, from, to, bits, values));
        } else {
            walk.passages((edge, taken) -> {
                if (wanted.has(edge, LogHistogram.bucket(taken))) {
                    values.get(edge).add(taken);
                }
            });
        }
        return values;
    }

    /// Walks as [FlowTimes] does; nothing is wanted of number 0.
    private static void collect(FlowWalk walk, EdgeTable table, int start, int end, long[] bits, List<Longs> values) {
        MemorySegment touchpoints = walk.touchpoints();
        MemorySegment seconds = walk.seconds();
        long[] starts = walk.starts();
        int[] numbers = table.dense();
        int width = table.touchpoints();
        int row = (touchpoints.get(Layouts.BYTE, start) & 0xff) * width;
        int before = seconds.get(Layouts.INT, 4L * start);
        for (int i = start + 1; i < end; i++) {
            int arrived = touchpoints.get(Layouts.BYTE, i) & 0xff;
            int time = seconds.get(Layouts.INT, 4L * i);
            int within = (int) (starts[i >> 6] >>> i & 1) - 1;
            int number = numbers[row + arrived] & within;
            int bit = number * IntHistograms.BUCKETS + IntHistograms.bucket(time - before);
            if ((bits[bit >> 6] >>> bit & 1) != 0) {
                values.get(number - 1).add(time - before);
            }
            row = arrived * width;
            before = time;
        }
    }
}
