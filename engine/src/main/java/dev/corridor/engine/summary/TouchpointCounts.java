package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;

/// Per touchpoint: its interactions, and the journeys that pass it. Exact.
///
/// Cost: one pass over the touchpoints of the distinct paths where variants are kept, else over the interactions.
/// Bytes: version 1, journeys (8), interactions per touchpoint (list of
/// 8), journeys per touchpoint (list of 8).
public final class TouchpointCounts implements Summary<TouchpointCounts> {
    private static final int VERSION = 1;

    private final long journeyCount;
    private final long[] interactions;
    private final long[] journeys;

    private TouchpointCounts(long journeyCount, long[] interactions, long[] journeys) {
        this.journeyCount = journeyCount;
        this.interactions = interactions;
        this.journeys = journeys;
    }

    public static TouchpointCounts of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        TouchpointCounts none = new TouchpointCounts(0, new long[touchpoints], new long[touchpoints]);
        return selection.hasVariants()
                ? selection.scanParts(none, part -> scan(part, touchpoints), TouchpointCounts::merge)
                : selection.scan(none, range -> scan(range, touchpoints), TouchpointCounts::merge);
    }

    private static TouchpointCounts scan(Part selected, int touchpoints) {
        Journeys part = selected.journeys();
        long[] interactions = new long[touchpoints];
        long[] journeys = new long[touchpoints];
        int[] last = new int[touchpoints];
        Arrays.fill(last, -1);
        long count = 0;
        int[] weights = selected.variantWeights();
        int[] offsets = part.variantOffsets();
        char[] codes = part.variantTouchpoints();
        for (int path = 0; path < weights.length; path++) {
            int weight = weights[path];
            if (weight == 0) {
                continue;
            }
            count += weight;
            for (int i = offsets[path]; i < offsets[path + 1]; i++) {
                int touchpoint = codes[i];
                interactions[touchpoint] += weight;
                if (last[touchpoint] != path) {
                    last[touchpoint] = path;
                    journeys[touchpoint] += weight;
                }
            }
        }
        return new TouchpointCounts(count, interactions, journeys);
    }

    private static TouchpointCounts scan(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        long[] interactions = new long[touchpoints];
        long[] journeys = new long[touchpoints];
        int[] last = new int[touchpoints];
        Arrays.fill(last, -1);
        long count = 0;
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            count++;
            int to = part.offset(journey + 1);
            for (int i = part.offset(journey); i < to; i++) {
                int touchpoint = part.touchpoint(i);
                interactions[touchpoint]++;
                if (last[touchpoint] != journey) {
                    last[touchpoint] = journey;
                    journeys[touchpoint]++;
                }
            }
        }
        return new TouchpointCounts(count, interactions, journeys);
    }

    /// The number of journeys summarised.
    public long journeys() {
        return journeyCount;
    }

    /// The number of interactions summarised.
    public long interactions() {
        return Arrays.stream(interactions).sum();
    }

    public long interactions(int touchpoint) {
        return interactions[touchpoint];
    }

    /// The journeys with at least one interaction at the touchpoint.
    public long journeys(int touchpoint) {
        return journeys[touchpoint];
    }

    /// The interactions beyond the first of a journey.
    public long repeats(int touchpoint) {
        return interactions[touchpoint] - journeys[touchpoint];
    }

    @Override
    public TouchpointCounts merge(TouchpointCounts other) {
        return new TouchpointCounts(
                journeyCount + other.journeyCount,
                sum(interactions, other.interactions),
                sum(journeys, other.journeys));
    }

    static long[] sum(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("summaries of different stores");
        }
        long[] sum = new long[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    @Override
    public byte[] toBytes() {
        return new SummaryWriter(VERSION)
                .number(journeyCount)
                .numbers(interactions)
                .numbers(journeys)
                .toBytes();
    }

    public static TouchpointCounts fromBytes(byte[] bytes) {
        return SummaryReader.read("touchpoint counts", VERSION, bytes, in -> {
            TouchpointCounts counts = new TouchpointCounts(in.amount(), in.amounts(), in.amounts());
            SummaryReader.require(counts.interactions.length == counts.journeys.length);
            return counts;
        });
    }
}
