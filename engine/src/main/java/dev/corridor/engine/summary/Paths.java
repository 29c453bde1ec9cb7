package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The distinct paths (elsewhere: variants): per sequence of touchpoints its journeys, their durations, and
/// the mean of their scores over those that have one.
///
/// Guarantee: counts and mean scores are exact; median durations are within 1/64, and exact by
/// [RankedPaths#exactMedians].
///
/// Cost: one step per journey and one per touchpoint of the distinct paths where variants are kept, else one
/// per interaction. Bytes: version 2, number of paths, per path, ascending by its touchpoints: touchpoints
/// (list of 4), journeys (8), first occurrence (16), durations (histogram), scored (8), exact sums of scores
/// and of their squares (lists of 1).
public final class Paths implements Summary<Paths> {
    private static final int VERSION = 2;

    private final Map<Key, Tally> paths;

    /// One distinct path.
    ///
    /// @param touchpoints codes in order; shared, not to be changed
    /// @param count journeys
    /// @param scores of the journeys that have one
    /// @param durations of the journeys that have one
    public record Path(int[] touchpoints, long count, ExactMoments scores, LogHistogram durations, Occurrence first) {
        /// Journeys with a score.
        public long scored() {
            return scores.n();
        }

        /// Over the scored journeys; empty where there is none.
        public OptionalDouble meanScore() {
            return scores.mean();
        }
    }

    /// The most used paths, and what is left out.
    ///
    /// @param paths most journeys first, equal counts by first occurrence in the source
    /// @param otherPaths number of paths left out
    /// @param otherJourneys number of journeys on them
    public record Top(List<Path> paths, long otherPaths, long otherJourneys) {
        /// The most used of these.
        ///
        /// @param cap how many at most
        public Top first(int cap) {
            List<Path> kept = paths.subList(0, Math.min(cap, paths.size()));
            List<Path> left = paths.subList(kept.size(), paths.size());
            long journeys = left.stream().mapToLong(Path::count).sum();
            return new Top(List.copyOf(kept), otherPaths + left.size(), otherJourneys + journeys);
        }

        /// Journeys of a single interaction among these.
        public long journeysOfOne() {
            return paths.stream()
                    .filter(path -> path.touchpoints.length == 1)
                    .mapToLong(Path::count)
                    .sum();
        }
    }

    /// A sequence of touchpoints.
    private static final class Key implements Comparable<Key> {
        private final int[] touchpoints;
        private final int hash;

        Key(int[] touchpoints) {
            this.touchpoints = touchpoints;
            this.hash = Arrays.hashCode(touchpoints);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(touchpoints, key.touchpoints);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Key other) {
            return Arrays.compare(touchpoints, other.touchpoints);
        }
    }

    private static final class Tally {
        private long count;
        private final ExactMoments scores = new ExactMoments();
        private final LogHistogram durations = new LogHistogram();
        private Occurrence first;

        Tally(Occurrence first) {
            this.first = first;
        }

        Tally copy() {
            Tally copy = new Tally(first);
            copy.add(this);
            return copy;
        }

        void add(Tally other) {
            count += other.count;
            scores.add(other.scores);
            durations.add(other.durations);
            first = Occurrence.earlier(first, other.first);
        }

        void add(Journeys part, int journey, double score) {
            count++;
            long duration = part.duration(journey);
            if (duration >= 0) {
                durations.add(duration);
            }
            if (!Double.isNaN(score)) {
                scores.add(score);
            }
            long major = part.orderMajor(journey);
            if (major < first.major() || (major == first.major() && part.orderMinor(journey) < first.minor())) {
                first = Occurrence.of(part, journey, 0);
            }
        }
    }

    private Paths(Map<Key, Tally> paths) {
        this.paths = paths;
    }

    public static Paths of(JourneySelection selection) {
        return selection.scanParts(new Paths(Map.of()), Paths::scan, Paths::merge);
    }

    private static Paths scan(Part selected) {
        Journeys part = selected.journeys();
        double[] scores = part.scores();
        Map<Key, Tally> paths = new HashMap<>();
        Tally[] byVariant = new Tally[part.hasVariants() ? part.variantCount() : 0];
        for (int journey = 0; journey < part.count(); journey++) {
            if (!selected.selects(journey)) {
                continue;
            }
            Tally tally;
            if (byVariant.length > 0) {
                int variant = part.variantOf(journey);
                tally = byVariant[variant];
                if (tally == null) {
                    tally = new Tally(Occurrence.of(part, journey, 0));
                    byVariant[variant] = tally;
                    paths.put(new Key(part.variantPath(variant)), tally);
                }
            } else {
                int first = journey;
                tally = paths.computeIfAbsent(
                        new Key(part.path(journey)), key -> new Tally(Occurrence.of(part, first, 0)));
            }
            tally.add(part, journey, scores[journey]);
        }
        return new Paths(paths);
    }

    /// Durations and scores of the journeys on the most used paths.
    static List<Path> details(RankedPaths ranked, int size) {
        Tally[] tallies = new Tally[size];
        Arrays.setAll(tallies, rank -> new Tally(ranked.first(rank)));
        for (Tally[] ofPart : ranked.perPart(size, Paths::tally)) {
            for (int rank = 0; rank < size; rank++) {
                if (ofPart[rank] != null) {
                    tallies[rank].add(ofPart[rank]);
                }
            }
        }
        List<Path> paths = new ArrayList<>(size);
        for (int rank = 0; rank < size; rank++) {
            paths.add(path(new Key(ranked.touchpoints(rank)), tallies[rank]));
        }
        return paths;
    }

    private static Tally[] tally(RankedPaths.RankedPart part) {
        Journeys journeys = part.journeys();
        Tally[] tallies = new Tally[part.size()];
        double[] scores = journeys.scores();
        for (int journey = 0; journey < scores.length; journey++) {
            int rank = part.rank(journey);
            if (rank >= 0) {
                if (tallies[rank] == null) {
                    tallies[rank] = new Tally(Occurrence.of(journeys, journey, 0));
                }
                tallies[rank].add(journeys, journey, scores[journey]);
            }
        }
        return tallies;
    }

    /// The number of distinct paths.
    public int count() {
        return paths.size();
    }

    /// The most used paths.
    ///
    /// @param cap how many at most
    public Top top(int cap) {
        List<Path> all = new ArrayList<>(paths.size());
        paths.forEach((key, tally) -> all.add(path(key, tally)));
        all.sort(Comparator.comparingLong((Path path) -> -path.count).thenComparing(Path::first));
        return new Top(all, 0, 0).first(cap);
    }

    private static Path path(Key key, Tally tally) {
        return new Path(key.touchpoints, tally.count, tally.scores, tally.durations, tally.first);
    }

    @Override
    public Paths merge(Paths other) {
        Map<Key, Tally> merged = HashMap.newHashMap(paths.size() + other.paths.size());
        paths.forEach((key, tally) -> merged.put(key, tally.copy()));
        other.paths.forEach((key, tally) -> {
            Tally known = merged.get(key);
            if (known == null) {
                merged.put(key, tally.copy());
            } else {
                known.add(tally);
            }
        });
        return new Paths(merged);
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(paths.size());
        paths.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            out.number(entry.getKey().touchpoints.length);
            for (int touchpoint : entry.getKey().touchpoints) {
                out.number(touchpoint);
            }
            Tally tally = entry.getValue();
            out.number(tally.count);
            tally.first.write(out);
            tally.durations.write(out);
            out.moments(tally.scores);
        });
        return out.toBytes();
    }

    public static Paths fromBytes(byte[] bytes) {
        return SummaryReader.read("paths", VERSION, bytes, in -> {
            Map<Key, Tally> paths = new HashMap<>();
            for (int left = in.count(60); left > 0; left--) {
                int[] touchpoints = new int[in.count(4)];
                for (int i = 0; i < touchpoints.length; i++) {
                    touchpoints[i] = in.number();
                }
                long count = in.amount();
                Tally tally = new Tally(Occurrence.read(in));
                tally.count = count;
                tally.durations.add(LogHistogram.read(in));
                tally.scores.add(in.moments());
                SummaryReader.require(paths.put(new Key(touchpoints), tally) == null);
            }
            return new Paths(paths);
        });
    }
}
