package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.VariantScores;
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

    private final Group all;
    private final Group[] visited;

    /// Journeys with and without a value, and the sum.
    private static final class Group {
        private long journeys;
        private long n;
        private final ExactSum sum = new ExactSum();

        void add(Group other) {
            journeys += other.journeys;
            n += other.n;
            sum.add(other.sum);
        }

        void add(long moreJourneys, long moreValues, long units, @Nullable ExactSum other) {
            journeys += moreJourneys;
            n += moreValues;
            sum.addUnits(units);
            if (other != null) {
                sum.add(other);
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
            return scanVariants(selected, touchpoints);
        }
        double[] scores = part.isScore(attribute) ? part.scores() : new double[0];
        Sums sums = new Sums(touchpoints);
        for (int journey = 0; journey < part.count(); journey++) {
            if (selected.selects(journey)) {
                double value = scores.length > 0 ? scores[journey] : part.number(attribute, journey);
                sums.add(part, journey, value);
            }
        }
        return sums.split();
    }

    /// Sums under way in arrays, the last place for all journeys.
    private static final class Sums {
        private final int touchpoints;
        private final int[] last;
        private final long[] journeys;
        private final long[] n;
        private final long[] units;
        private final @Nullable ExactSum[] others;

        Sums(int touchpoints) {
            this.touchpoints = touchpoints;
            this.last = new int[touchpoints];
            Arrays.fill(last, -1);
            this.journeys = new long[touchpoints + 1];
            this.n = new long[touchpoints + 1];
            this.units = new long[touchpoints + 1];
            this.others = new ExactSum[touchpoints + 1];
        }

        void add(Journeys part, int journey, double value) {
            boolean has = !Double.isNaN(value);
            long whole = has ? VariantScores.units(value) : 0;
            ExactSum other = null;
            if (whole == ExactSum.NO_UNITS) {
                whole = 0;
                other = new ExactSum();
                other.add(value);
            }
            addTo(touchpoints, 1, has ? 1 : 0, whole, other);
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                int touchpoint = part.touchpoint(i);
                if (last[touchpoint] != journey) {
                    last[touchpoint] = journey;
                    addTo(touchpoint, 1, has ? 1 : 0, whole, other);
                }
            }
        }

        /// Adds the journeys of each distinct path.
        void addPaths(Journeys part, int[] weights, VariantScores scores) {
            int[] offsets = part.variantOffsets();
            char[] codes = part.variantTouchpoints();
            for (int path = 0; path < weights.length; path++) {
                if (weights[path] == 0) {
                    continue;
                }
                int weight = weights[path];
                int scored = scores.scored()[path];
                long whole = scores.units()[path];
                ExactSum other = scores.other(path);
                addTo(touchpoints, weight, scored, whole, other);
                for (int i = offsets[path]; i < offsets[path + 1]; i++) {
                    int touchpoint = codes[i];
                    if (last[touchpoint] != path) {
                        last[touchpoint] = path;
                        addTo(touchpoint, weight, scored, whole, other);
                    }
                }
            }
        }

        private void addTo(int place, int more, int values, long whole, @Nullable ExactSum other) {
            journeys[place] += more;
            n[place] += values;
            units[place] += whole;
            if (other != null) {
                ExactSum sum = others[place];
                if (sum == null) {
                    sum = new ExactSum();
                    others[place] = sum;
                }
                sum.add(other);
            }
        }

        Visited split() {
            Visited split = new Visited(touchpoints);
            for (int touchpoint = 0; touchpoint < touchpoints; touchpoint++) {
                split.visited[touchpoint].add(
                        journeys[touchpoint], n[touchpoint], units[touchpoint], others[touchpoint]);
            }
            split.all.add(journeys[touchpoints], n[touchpoints], units[touchpoints], others[touchpoints]);
            return split;
        }
    }

    /// Adds up what each distinct path has, per touchpoint of the path.
    private static Visited scanVariants(Part selected, int touchpoints) {
        Journeys part = selected.journeys();
        int[] weights = selected.variantWeights();
        VariantScores scores = selected.variantScores();
        Sums sums = new Sums(touchpoints);
        sums.addPaths(part, weights, scores);
        return sums.split();
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
