package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A number of the journey, split by whether the journey passed a touchpoint or not, for every touchpoint.
/// Exact.
///
/// Cost: one pass over the touchpoints. Bytes: version 1, journeys, journeys with a value (8 each), exact sum
/// of values (list of 1), then per touchpoint the same three for the journeys that pass it.
public final class Visited implements Summary<Visited> {
    private static final int VERSION = 1;

    /// Units that two thousand million journeys can add without overflow.
    private static final long LARGEST_UNITS = 1L << 31;

    private final Group all;
    private final Group[] visited;

    /// Journeys with and without a value, and the sum.
    private static final class Group {
        private long journeys;
        private long n;
        private final ExactSum sum = new ExactSum();

        void add(double value) {
            journeys++;
            if (!Double.isNaN(value)) {
                n++;
                sum.add(value);
            }
        }

        void add(Group other) {
            journeys += other.journeys;
            n += other.n;
            sum.add(other.sum);
        }

        void add(long moreJourneys, long moreValues, long units, @Nullable Group other) {
            journeys += moreJourneys;
            n += moreValues;
            sum.addUnits(units);
            if (other != null) {
                sum.add(other.sum);
            }
        }

        void write(SummaryWriter out) {
            out.number(journeys).number(n).bytes(sum.toBytes());
        }

        static Group read(SummaryReader in) {
            Group group = new Group();
            group.journeys = in.amount();
            group.n = in.amount();
            SummaryReader.require(group.n <= group.journeys);
            group.sum.add(ExactSum.fromBytes(in.bytes()));
            return group;
        }
    }

    /// One side of the split.
    ///
    /// @param journeys journeys in it
    /// @param n those with a value
    /// @param mean over those; empty where there is none
    public record Side(long journeys, long n, OptionalDouble mean) {}

    private Visited(int touchpoints) {
        this.all = new Group();
        this.visited = new Group[touchpoints];
        Arrays.setAll(visited, i -> new Group());
    }

    /// @param attribute a number; for the score it is the journey's score
    public static Visited of(JourneySelection selection, int attribute) {
        int touchpoints = selection.log().store().touchpoints().size();
        return selection.scanParts(
                new Visited(touchpoints), part -> scan(part, attribute, touchpoints), Visited::merge);
    }

    private static Visited scan(Part selected, int attribute, int touchpoints) {
        Journeys part = selected.journeys();
        if (part.hasVariants() && part.isScore(attribute)) {
            return scanVariants(selected, part.scores(), touchpoints);
        }
        Visited split = new Visited(touchpoints);
        int[] last = new int[touchpoints];
        Arrays.fill(last, -1);
        for (int journey = 0; journey < part.count(); journey++) {
            if (!selected.selects(journey)) {
                continue;
            }
            double value = part.number(attribute, journey);
            split.all.add(value);
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                int touchpoint = part.touchpoint(i);
                if (last[touchpoint] != journey) {
                    last[touchpoint] = journey;
                    split.visited[touchpoint].add(value);
                }
            }
        }
        return split;
    }

    /// Sums the scores per distinct path, then per touchpoint of the distinct paths.
    private static Visited scanVariants(Part selected, double[] scores, int touchpoints) {
        Journeys part = selected.journeys();
        int[] weights = selected.variantWeights();
        int[] scored = new int[weights.length];
        long[] units = new long[weights.length];
        @Nullable Group[] others = new Group[weights.length];
        for (int journey = 0; journey < scores.length; journey++) {
            double score = scores[journey];
            if (Double.isNaN(score) || !selected.selects(journey)) {
                continue;
            }
            int variant = part.variantOf(journey);
            long whole = ExactSum.units(score);
            if (whole == ExactSum.NO_UNITS || Math.abs(whole) > LARGEST_UNITS) {
                Group other = others[variant];
                if (other == null) {
                    other = new Group();
                    others[variant] = other;
                }
                other.sum.add(score);
            } else {
                units[variant] += whole;
            }
            scored[variant]++;
        }
        Visited split = new Visited(touchpoints);
        int[] last = new int[touchpoints];
        Arrays.fill(last, -1);
        for (int variant = 0; variant < weights.length; variant++) {
            if (weights[variant] == 0) {
                continue;
            }
            Group other = others[variant];
            split.all.add(weights[variant], scored[variant], units[variant], other);
            int end = part.variantOffset(variant + 1);
            for (int i = part.variantOffset(variant); i < end; i++) {
                int touchpoint = part.variantTouchpoint(i);
                if (last[touchpoint] != variant) {
                    last[touchpoint] = variant;
                    split.visited[touchpoint].add(weights[variant], scored[variant], units[variant], other);
                }
            }
        }
        return split;
    }

    /// All journeys.
    public Side all() {
        return side(all.journeys, all.n, all.sum);
    }

    /// Journeys that pass the touchpoint.
    public Side visited(int touchpoint) {
        Group group = visited[touchpoint];
        return side(group.journeys, group.n, group.sum);
    }

    /// Journeys that do not pass the touchpoint.
    public Side notVisited(int touchpoint) {
        Group group = visited[touchpoint];
        ExactSum rest = new ExactSum();
        rest.add(all.sum);
        rest.subtract(group.sum);
        return side(all.journeys - group.journeys, all.n - group.n, rest);
    }

    private static Side side(long journeys, long n, ExactSum sum) {
        return new Side(journeys, n, n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.mean(n)));
    }

    @Override
    public Visited merge(Visited other) {
        Visited merged = new Visited(visited.length);
        TouchpointCounts.sum(new long[visited.length], new long[other.visited.length]);
        for (Visited part : new Visited[] {this, other}) {
            merged.all.add(part.all);
            for (int touchpoint = 0; touchpoint < visited.length; touchpoint++) {
                merged.visited[touchpoint].add(part.visited[touchpoint]);
            }
        }
        return merged;
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(visited.length);
        all.write(out);
        for (Group group : visited) {
            group.write(out);
        }
        return out.toBytes();
    }

    public static Visited fromBytes(byte[] bytes) {
        return SummaryReader.read("visited or not", VERSION, bytes, in -> {
            Visited split = new Visited(in.count(16));
            split.all.add(Group.read(in));
            for (Group group : split.visited) {
                group.add(Group.read(in));
            }
            return split;
        });
    }
}
