package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;

/// Journeys by the touchpoint of their first and of their last interaction; each sums to the number of
/// journeys. Exact.
///
/// Cost: two reads per journey. Bytes: version 1, starts (list of 8), ends (list of 8).
public final class StartsAndEnds implements Summary<StartsAndEnds> {
    private static final int VERSION = 1;

    private final long[] starts;
    private final long[] ends;

    private StartsAndEnds(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    public static StartsAndEnds of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        StartsAndEnds none = new StartsAndEnds(new long[touchpoints], new long[touchpoints]);
        return selection.hasVariants()
                ? selection.scanParts(none, part -> scanPaths(part, touchpoints), StartsAndEnds::merge)
                : selection.scan(none, range -> scan(range, touchpoints), StartsAndEnds::merge);
    }

    private static StartsAndEnds scanPaths(Part selected, int touchpoints) {
        Journeys part = selected.journeys();
        int[] weights = selected.variantWeights();
        int[] offsets = part.variantOffsets();
        char[] codes = part.variantTouchpoints();
        StartsAndEnds counts = new StartsAndEnds(new long[touchpoints], new long[touchpoints]);
        for (int path = 0; path < weights.length; path++) {
            if (weights[path] > 0) {
                counts.starts[codes[offsets[path]]] += weights[path];
                counts.ends[codes[offsets[path + 1] - 1]] += weights[path];
            }
        }
        return counts;
    }

    private static StartsAndEnds scan(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        StartsAndEnds counts = new StartsAndEnds(new long[touchpoints], new long[touchpoints]);
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (range.part().selects(journey)) {
                counts.starts[part.touchpoint(part.offset(journey))]++;
                counts.ends[part.touchpoint(part.offset(journey + 1) - 1)]++;
            }
        }
        return counts;
    }

    public long starts(int touchpoint) {
        return starts[touchpoint];
    }

    public long ends(int touchpoint) {
        return ends[touchpoint];
    }

    @Override
    public StartsAndEnds merge(StartsAndEnds other) {
        return new StartsAndEnds(TouchpointCounts.sum(starts, other.starts), TouchpointCounts.sum(ends, other.ends));
    }

    @Override
    public byte[] toBytes() {
        return new SummaryWriter(VERSION).numbers(starts).numbers(ends).toBytes();
    }

    public static StartsAndEnds fromBytes(byte[] bytes) {
        return SummaryReader.read("starts and ends", VERSION, bytes, in -> {
            StartsAndEnds counts = new StartsAndEnds(in.amounts(), in.amounts());
            SummaryReader.require(counts.starts.length == counts.ends.length);
            return counts;
        });
    }
}
