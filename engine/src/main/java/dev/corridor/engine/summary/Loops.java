package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;

/// Per touchpoint, how often journeys come back to it: at once (self-loops) or after something else
/// (returns). Exact; self-loops + returns = interactions - journeys.
///
/// Cost: one pass over the touchpoints. Bytes: version 1, journeys with any repeat (8), lists of 8:
/// self-loops, returns, journeys with a self-loop, with a return, with either.
public final class Loops implements Summary<Loops> {
    private static final int VERSION = 1;
    private static final int LISTS = 5;

    private final long repeating;
    private final long[][] counts;

    private Loops(long repeating, long[][] counts) {
        this.repeating = repeating;
        this.counts = counts;
    }

    public static Loops of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        return selection.scan(
                new Loops(0, new long[LISTS][touchpoints]), range -> scan(range, touchpoints), Loops::merge);
    }

    private static Loops scan(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        long[][] counts = new long[LISTS][touchpoints];
        int[] lastAt = new int[touchpoints];
        int[] lastJourney = new int[touchpoints];
        int[] kinds = new int[touchpoints];
        Arrays.fill(lastJourney, -1);
        long repeating = 0;
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            boolean repeats = false;
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                int touchpoint = part.touchpoint(i);
                if (lastJourney[touchpoint] == journey) {
                    repeats = true;
                    int kind = lastAt[touchpoint] == i - 1 ? 0 : 1;
                    count(counts, touchpoint, kind, kinds);
                } else {
                    lastJourney[touchpoint] = journey;
                    kinds[touchpoint] = 0;
                }
                lastAt[touchpoint] = i;
            }
            repeating += repeats ? 1 : 0;
        }
        return new Loops(repeating, counts);
    }

    private static void count(long[][] counts, int touchpoint, int kind, int[] kinds) {
        counts[kind][touchpoint]++;
        int seen = kinds[touchpoint];
        if ((seen & (1 << kind)) == 0) {
            counts[2 + kind][touchpoint]++;
        }
        if (seen == 0) {
            counts[4][touchpoint]++;
        }
        kinds[touchpoint] = seen | (1 << kind);
    }

    /// Journeys that pass any touchpoint twice or more.
    public long repeatingJourneys() {
        return repeating;
    }

    /// Passages from the touchpoint directly to itself.
    public long selfLoops(int touchpoint) {
        return counts[0][touchpoint];
    }

    /// Pairs of successive occurrences with something between.
    public long returns(int touchpoint) {
        return counts[1][touchpoint];
    }

    public long journeysWithSelfLoop(int touchpoint) {
        return counts[2][touchpoint];
    }

    public long journeysWithReturn(int touchpoint) {
        return counts[3][touchpoint];
    }

    /// Journeys that pass the touchpoint twice or more.
    public long repeatingJourneys(int touchpoint) {
        return counts[4][touchpoint];
    }

    @Override
    public Loops merge(Loops other) {
        long[][] merged = new long[LISTS][];
        for (int list = 0; list < LISTS; list++) {
            merged[list] = TouchpointCounts.sum(counts[list], other.counts[list]);
        }
        return new Loops(repeating + other.repeating, merged);
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(repeating);
        for (long[] list : counts) {
            out.numbers(list);
        }
        return out.toBytes();
    }

    public static Loops fromBytes(byte[] bytes) {
        return SummaryReader.read("loops", VERSION, bytes, in -> {
            long repeating = in.amount();
            long[][] counts = new long[LISTS][];
            for (int list = 0; list < LISTS; list++) {
                counts[list] = in.amounts();
                SummaryReader.require(counts[list].length == counts[0].length);
            }
            return new Loops(repeating, counts);
        });
    }
}
