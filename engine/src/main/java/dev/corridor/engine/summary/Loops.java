package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;

/// Per touchpoint, how often journeys come back to it: at once (self-loops) or after something else
/// (returns). Exact; self-loops + returns = interactions - journeys.
///
/// Cost: one pass over the touchpoints of the distinct paths where variants are kept, else over the interactions.
/// Bytes: version 1, journeys with any repeat (8), lists of 8:
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
        Loops none = new Loops(0, new long[LISTS][touchpoints]);
        return selection.hasVariants()
                ? selection.scanParts(none, part -> scan(part, touchpoints), Loops::merge)
                : selection.scan(none, range -> scan(range, touchpoints), Loops::merge);
    }

    private static Loops scan(Part selected, int touchpoints) {
        Journeys part = selected.journeys();
        Walk walk = new Walk(touchpoints);
        int[] weights = selected.variantWeights();
        int[] offsets = part.variantOffsets();
        char[] codes = part.variantTouchpoints();
        for (int path = 0; path < weights.length; path++) {
            if (weights[path] > 0) {
                walk.begin(path, weights[path]);
                for (int i = offsets[path]; i < offsets[path + 1]; i++) {
                    walk.at(codes[i], i);
                }
                walk.end();
            }
        }
        return walk.loops();
    }

    private static Loops scan(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        Walk walk = new Walk(touchpoints);
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (range.part().selects(journey)) {
                walk.begin(journey, 1);
                int end = part.offset(journey + 1);
                for (int i = part.offset(journey); i < end; i++) {
                    walk.at(part.touchpoint(i), i);
                }
                walk.end();
            }
        }
        return walk.loops();
    }

    /// Counts along one sequence after the other, each standing for some journeys.
    private static final class Walk {
        private final long[][] counts;
        private final int[] lastAt;
        private final int[] lastSequence;
        private final int[] kinds;
        private long repeating;
        private int sequence;
        private int journeys;
        private boolean repeats;

        Walk(int touchpoints) {
            counts = new long[LISTS][touchpoints];
            lastAt = new int[touchpoints];
            lastSequence = new int[touchpoints];
            kinds = new int[touchpoints];
            Arrays.fill(lastSequence, -1);
        }

        void begin(int number, int weight) {
            sequence = number;
            journeys = weight;
            repeats = false;
        }

        void at(int touchpoint, int place) {
            if (lastSequence[touchpoint] == sequence) {
                repeats = true;
                count(touchpoint, lastAt[touchpoint] == place - 1 ? 0 : 1);
            } else {
                lastSequence[touchpoint] = sequence;
                kinds[touchpoint] = 0;
            }
            lastAt[touchpoint] = place;
        }

        private void count(int touchpoint, int kind) {
            counts[kind][touchpoint] += journeys;
            int seen = kinds[touchpoint];
            if ((seen & (1 << kind)) == 0) {
                counts[2 + kind][touchpoint] += journeys;
            }
            if (seen == 0) {
                counts[4][touchpoint] += journeys;
            }
            kinds[touchpoint] = seen | (1 << kind);
        }

        void end() {
            repeating += repeats ? journeys : 0;
        }

        Loops loops() {
            return new Loops(repeating, counts);
        }
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
