package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactMoments;
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
/// Cost: one pass over the touchpoints. Bytes: version 2, journeys, journeys with a value (8 each), exact sums
/// of values and of their squares (lists of 1), then per touchpoint the same four for the journeys that pass it.
public final class Visited implements Summary<Visited> {
    private static final int VERSION = 2;

    private final Group all;
    private final Group[] visited;

    /// Journeys, and the values of those that have one.
    private static final class Group {
        private long journeys;
        private final ExactMoments values = new ExactMoments();

        void add(Group other) {
            journeys += other.journeys;
            values.add(other.values);
        }

        void write(SummaryWriter out) {
            out.number(journeys).moments(values);
        }

        static Group read(SummaryReader in) {
            Group group = new Group();
            group.journeys = in.amount();
            group.values.add(in.moments());
            SummaryReader.require(group.values.n() <= group.journeys);
            return group;
        }
    }

    /// One side of the split.
    ///
    /// @param journeys journeys in it
    /// @param values of those that have one
    public record Side(long journeys, ExactMoments values) {
        /// Journeys with a value.
        public long n() {
            return values.n();
        }

        /// Over those; empty where there is none.
        public OptionalDouble mean() {
            return values.mean();
        }
    }

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
        private final long[] steps;
        private final long[] squares;
        private final @Nullable ExactMoments[] others;

        Sums(int touchpoints) {
            this.touchpoints = touchpoints;
            this.last = new int[touchpoints];
            Arrays.fill(last, -1);
            this.journeys = new long[touchpoints + 1];
            this.n = new long[touchpoints + 1];
            this.steps = new long[touchpoints + 1];
            this.squares = new long[touchpoints + 1];
            this.others = new ExactMoments[touchpoints + 1];
        }

        void add(Journeys part, int journey, double value) {
            long known = Double.isNaN(value) ? 0 : ExactMoments.steps(value);
            ExactMoments other = known == ExactMoments.NO_STEPS ? ExactMoments.of(value) : null;
            long whole = other == null ? known : 0;
            int has = Double.isNaN(value) || other != null ? 0 : 1;
            addTo(touchpoints, 1, has, whole, whole * whole, other);
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                int touchpoint = part.touchpoint(i);
                if (last[touchpoint] != journey) {
                    last[touchpoint] = journey;
                    addTo(touchpoint, 1, has, whole, whole * whole, other);
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
                long whole = scores.steps()[path];
                long squared = scores.squares()[path];
                ExactMoments other = scores.other(path);
                addTo(touchpoints, weight, scored, whole, squared, other);
                for (int i = offsets[path]; i < offsets[path + 1]; i++) {
                    int touchpoint = codes[i];
                    if (last[touchpoint] != path) {
                        last[touchpoint] = path;
                        addTo(touchpoint, weight, scored, whole, squared, other);
                    }
                }
            }
        }

        private void addTo(int place, int more, int values, long whole, long squared, @Nullable ExactMoments other) {
            journeys[place] += more;
            n[place] += values;
            steps[place] += whole;
            squares[place] += squared;
            if (other != null) {
                ExactMoments known = others[place];
                if (known == null) {
                    known = new ExactMoments();
                    others[place] = known;
                }
                known.add(other);
            }
        }

        Visited split() {
            Visited split = new Visited(touchpoints);
            for (int touchpoint = 0; touchpoint < touchpoints; touchpoint++) {
                put(touchpoint, split.visited[touchpoint]);
            }
            put(touchpoints, split.all);
            return split;
        }

        private void put(int place, Group group) {
            group.journeys += journeys[place];
            group.values.add(n[place], steps[place], squares[place]);
            ExactMoments other = others[place];
            if (other != null) {
                group.values.add(other);
            }
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
        return new Side(all.journeys, all.values);
    }

    /// Journeys that pass the touchpoint.
    public Side visited(int touchpoint) {
        return new Side(visited[touchpoint].journeys, visited[touchpoint].values);
    }

    /// Journeys that do not pass the touchpoint.
    public Side notVisited(int touchpoint) {
        Group group = visited[touchpoint];
        ExactMoments rest = new ExactMoments();
        rest.add(all.values);
        rest.subtract(group.values);
        return new Side(all.journeys - group.journeys, rest);
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
