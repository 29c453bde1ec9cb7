package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactSum;
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
/// Guarantee: counts and mean scores are exact; median durations are within 1/64, and exact by [#exactMedians].
///
/// Cost: one step per journey and one per touchpoint of the distinct paths where variants are kept, else one
/// per interaction. Bytes: version 1, number of paths, per path, ascending by its touchpoints: touchpoints
/// (list of 4), journeys (8), first occurrence (16), durations (histogram), scored (8), exact sum of scores
/// (list of 1).
public final class Paths implements Summary<Paths> {
    private static final int VERSION = 1;

    private final Map<Key, Tally> paths;

    /// One distinct path.
    ///
    /// @param touchpoints codes in order; shared, not to be changed
    /// @param count journeys
    /// @param scored journeys with a score
    /// @param meanScore over the scored journeys; empty where there is none
    /// @param durations of the journeys that have one
    public record Path(
            int[] touchpoints,
            long count,
            long scored,
            OptionalDouble meanScore,
            LogHistogram durations,
            Occurrence first) {}

    /// The most used paths, and what is left out.
    ///
    /// @param paths most journeys first, equal counts by first occurrence in the source
    /// @param otherPaths number of paths left out
    /// @param otherJourneys number of journeys on them
    public record Top(List<Path> paths, long otherPaths, long otherJourneys) {}

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
        private long scored;
        private final ExactSum scores = new ExactSum();
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
            scored += other.scored;
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
                scored++;
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
                    paths.put(variantKey(part, variant), tally);
                }
            } else {
                int first = journey;
                tally = paths.computeIfAbsent(
                        journeyKey(part, journey), key -> new Tally(Occurrence.of(part, first, 0)));
            }
            tally.add(part, journey, scores[journey]);
        }
        return new Paths(paths);
    }

    private static Key variantKey(Journeys part, int variant) {
        int from = part.variantOffset(variant);
        int[] touchpoints = new int[part.variantOffset(variant + 1) - from];
        for (int i = 0; i < touchpoints.length; i++) {
            touchpoints[i] = part.variantTouchpoint(from + i);
        }
        return new Key(touchpoints);
    }

    private static Key journeyKey(Journeys part, int journey) {
        int from = part.offset(journey);
        int[] touchpoints = new int[part.offset(journey + 1) - from];
        for (int i = 0; i < touchpoints.length; i++) {
            touchpoints[i] = part.touchpoint(from + i);
        }
        return new Key(touchpoints);
    }

    /// The number of distinct paths.
    public int count() {
        return paths.size();
    }

    /// Journeys of a single interaction.
    public long journeysOfOne() {
        return paths.entrySet().stream()
                .filter(path -> path.getKey().touchpoints.length == 1)
                .mapToLong(path -> path.getValue().count)
                .sum();
    }

    /// The most used paths.
    ///
    /// @param cap how many at most
    public Top top(int cap) {
        List<Path> all = new ArrayList<>(paths.size());
        paths.forEach((key, tally) -> all.add(path(key, tally)));
        all.sort(Comparator.comparingLong((Path path) -> -path.count).thenComparing(Path::first));
        List<Path> kept = List.copyOf(all.subList(0, Math.min(cap, all.size())));
        long other = 0;
        for (Path path : all.subList(kept.size(), all.size())) {
            other += path.count;
        }
        return new Top(kept, all.size() - kept.size(), other);
    }

    private static Path path(Key key, Tally tally) {
        OptionalDouble mean =
                tally.scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(tally.scores.mean(tally.scored));
        return new Path(key.touchpoints, tally.count, tally.scored, mean, tally.durations, tally.first);
    }

    /// The exact median durations (type 7) in seconds of some of the paths, by a second pass over the same
    /// journeys; empty where no journey on a path has a duration.
    public static List<OptionalDouble> exactMedians(List<Path> paths, JourneySelection selection) {
        Map<Key, ExactTimes> times = new HashMap<>();
        for (Path path : paths) {
            times.put(new Key(path.touchpoints), new ExactTimes(path.durations, 0.5));
        }
        if (times.values().stream().anyMatch(ExactTimes::wantsMore)) {
            for (Part part : selection.parts()) {
                collect(part, times);
            }
        }
        List<OptionalDouble> medians = new ArrayList<>();
        for (Path path : paths) {
            ExactTimes exact = times.get(new Key(path.touchpoints));
            medians.add(
                    exact == null || path.durations.count() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(exact.quantile(0.5)));
        }
        return medians;
    }

    private static void collect(Part selected, Map<Key, ExactTimes> times) {
        Journeys part = selected.journeys();
        ExactTimes[] byVariant = new ExactTimes[part.hasVariants() ? part.variantCount() : 0];
        for (int variant = 0; variant < byVariant.length; variant++) {
            byVariant[variant] = times.get(variantKey(part, variant));
        }
        for (int journey = 0; journey < part.count(); journey++) {
            if (selected.selects(journey)) {
                ExactTimes exact =
                        part.hasVariants() ? byVariant[part.variantOf(journey)] : times.get(journeyKey(part, journey));
                long duration = exact == null ? -1 : part.duration(journey);
                if (exact != null && duration >= 0) {
                    exact.add(duration);
                }
            }
        }
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
            out.number(tally.scored).bytes(tally.scores.toBytes());
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
                tally.scored = in.amount();
                tally.scores.add(ExactSum.fromBytes(in.bytes()));
                SummaryReader.require(paths.put(new Key(touchpoints), tally) == null);
            }
            return new Paths(paths);
        });
    }
}
