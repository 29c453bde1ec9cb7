package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Journeys by the values of a category or set attribute. A journey with several values stands under each of
/// them, so that the groups of a set have no total; how many journeys stand under several is counted. Exact;
/// durations as in [LogHistogram].
///
/// Bytes: version 1, journeys without a value, journeys with several (8 each), number of groups (4), per
/// group ascending by value: value (4), journeys, scored (8 each), exact sum of scores (list of 1), durations
/// (histogram).
public final class Groups implements Summary<Groups> {
    private static final int VERSION = 1;

    private long without;
    private long several;
    private final TreeMap<Integer, Tally> groups = new TreeMap<>();

    private static final class Tally {
        private long journeys;
        private long scored;
        private final ExactSum scores = new ExactSum();
        private final LogHistogram durations = new LogHistogram();

        void add(Tally other) {
            journeys += other.journeys;
            scored += other.scored;
            scores.add(other.scores);
            durations.add(other.durations);
        }
    }

    /// The journeys with one value.
    ///
    /// @param scored journeys with a score
    /// @param meanScore over those; empty where there is none
    public record Group(int value, long journeys, long scored, OptionalDouble meanScore, LogHistogram durations) {}

    private Groups() {}

    /// @param attribute a category or a set
    public static Groups of(JourneySelection selection, int attribute) {
        return selection.scan(new Groups(), range -> scan(range, attribute), Groups::merge);
    }

    private static Groups scan(Range range, int attribute) {
        Journeys part = range.part().journeys();
        double[] scores = part.scores();
        Groups groups = new Groups();
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int[] values = part.anyCodes(attribute, journey);
            groups.without += values.length == 0 ? 1 : 0;
            groups.several += values.length > 1 ? 1 : 0;
            long duration = part.duration(journey);
            for (int value : values) {
                Tally tally = groups.groups.computeIfAbsent(value, key -> new Tally());
                tally.journeys++;
                if (duration >= 0) {
                    tally.durations.add(duration);
                }
                if (!Double.isNaN(scores[journey])) {
                    tally.scored++;
                    tally.scores.add(scores[journey]);
                }
            }
        }
        return groups;
    }

    /// Ascending by the value's code, which is the order of the names.
    public List<Group> groups() {
        List<Group> list = new ArrayList<>();
        groups.forEach((value, tally) -> list.add(new Group(
                value,
                tally.journeys,
                tally.scored,
                tally.scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(tally.scores.mean(tally.scored)),
                tally.durations)));
        return list;
    }

    /// Journeys without any value.
    public long without() {
        return without;
    }

    /// Journeys that stand under more than one value.
    public long several() {
        return several;
    }

    @Override
    public Groups merge(Groups other) {
        Groups merged = new Groups();
        for (Groups part : List.of(this, other)) {
            merged.without += part.without;
            merged.several += part.several;
            for (Map.Entry<Integer, Tally> entry : part.groups.entrySet()) {
                merged.groups
                        .computeIfAbsent(entry.getKey(), key -> new Tally())
                        .add(entry.getValue());
            }
        }
        return merged;
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out =
                new SummaryWriter(VERSION).number(without).number(several).number(groups.size());
        groups.forEach((value, tally) -> {
            out.number(value).number(tally.journeys).number(tally.scored).bytes(tally.scores.toBytes());
            tally.durations.write(out);
        });
        return out.toBytes();
    }

    public static Groups fromBytes(byte[] bytes) {
        return SummaryReader.read("groups", VERSION, bytes, in -> {
            Groups groups = new Groups();
            groups.without = in.amount();
            groups.several = in.amount();
            for (int left = in.count(20); left > 0; left--) {
                Tally tally = new Tally();
                int value = in.number();
                tally.journeys = in.amount();
                tally.scored = in.amount();
                tally.scores.add(ExactSum.fromBytes(in.bytes()));
                tally.durations.add(LogHistogram.read(in));
                SummaryReader.require(groups.groups.put(value, tally) == null);
            }
            return groups;
        });
    }
}
