package dev.corridor.engine.summary;

import dev.corridor.engine.internal.IndexSort;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.PathIndex;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The distinct paths of a selection, most journeys first, equal counts by first occurrence in the source, as
/// [Paths.Top] has them; what else is known of a path is worked out only for those that are asked for. Counts and
/// mean scores are exact.
///
/// Only as many paths are put in order as somebody asks for.
///
/// Cost: once per log one step per distinct path of a part; then one step per selected journey. Nothing is
/// merged or copied: for answers within one process, where [Paths] can be sent.
public final class RankedPaths {
    /// So many paths are put in order at first.
    private static final int ORDERED = 20_000;

    private final JourneySelection selection;
    private final PathIndex index;
    private final long[] counts;
    private final long[] majors;
    private final int[] minors;

    /// The paths with journeys, the first [#inOrder] of them by rank.
    private final int[] order;

    private int inOrder;
    private final long journeysOfOne;

    private RankedPaths(JourneySelection selection) {
        this.selection = selection;
        index = selection.log().paths();
        counts = new long[index.size()];
        majors = new long[index.size()];
        minors = new int[index.size()];
        Arrays.fill(majors, Long.MAX_VALUE);
        for (int part = 0; part < selection.parts().size(); part++) {
            count(selection.parts().get(part), index.numbers(part));
        }
        order = IntStream.range(0, counts.length)
                .filter(path -> counts[path] > 0)
                .toArray();
        journeysOfOne = IntStream.of(order)
                .filter(path -> index.length(path) == 1)
                .mapToLong(path -> counts[path])
                .sum();
    }

    public static RankedPaths of(JourneySelection selection) {
        return selection.read(() -> new RankedPaths(selection));
    }

    private void count(Part part, int[] numbers) {
        Journeys journeys = part.journeys();
        if (journeys.hasVariants()) {
            int[] weights = part.variantWeights();
            int[] firsts = part.variantFirsts();
            for (int variant = 0; variant < weights.length; variant++) {
                if (weights[variant] > 0) {
                    add(numbers[variant], weights[variant], journeys, firsts[variant]);
                }
            }
        } else {
            for (int journey = 0; journey < numbers.length; journey++) {
                if (part.selects(journey)) {
                    add(numbers[journey], 1, journeys, journey);
                }
            }
        }
    }

    private void add(int path, int journeys, Journeys part, int first) {
        counts[path] += journeys;
        long major = part.orderMajor(first);
        int minor = part.orderMinor(first);
        if (major < majors[path] || (major == majors[path] && minor < minors[path])) {
            majors[path] = major;
            minors[path] = minor;
        }
    }

    /// The path of a rank.
    private synchronized int path(int rank) {
        if (rank >= inOrder) {
            int wanted = Math.min(order.length, Math.max(ORDERED, 4 * rank));
            IndexSort.sortFirst(order, inOrder, order.length, wanted - inOrder, this::compare);
            inOrder = wanted;
        }
        return order[rank];
    }

    private int compare(int a, int b) {
        if (counts[a] != counts[b]) {
            return counts[a] > counts[b] ? -1 : 1;
        }
        return majors[a] != majors[b] ? Long.compare(majors[a], majors[b]) : Integer.compare(minors[a], minors[b]);
    }

    /// The number of distinct paths.
    public int size() {
        return order.length;
    }

    /// The journeys on a path.
    ///
    /// @param rank from 0, the most used
    public long count(int rank) {
        return counts[path(rank)];
    }

    /// The touchpoints of a path in order.
    public int[] touchpoints(int rank) {
        int path = path(rank);
        return selection.read(() -> index.touchpoints(path));
    }

    /// Journeys with a score per rank, by a pass over the selected journeys.
    public long[] scored() {
        long[] scored = new long[order.length];
        for (int[] ofPart : perPart(order.length, RankedPaths::scored)) {
            for (int rank = 0; rank < scored.length; rank++) {
                scored[rank] += ofPart[rank];
            }
        }
        return scored;
    }

    private static int[] scored(RankedPart part) {
        int[] scored = new int[part.size()];
        double[] scores = part.journeys().scores();
        for (int journey = 0; journey < scores.length; journey++) {
            int rank = Double.isNaN(scores[journey]) ? -1 : part.rank(journey);
            if (rank >= 0) {
                scored[rank]++;
            }
        }
        return scored;
    }

    /// Journeys on the paths from a rank on.
    public long journeysFrom(int rank) {
        if (rank >= order.length) {
            return 0;
        }
        path(rank);
        long journeys = 0;
        for (int i = rank; i < order.length; i++) {
            journeys += counts[order[i]];
        }
        return journeys;
    }

    /// Journeys of a single interaction.
    public long journeysOfOne() {
        return journeysOfOne;
    }

    /// The most used paths with the durations and scores of their journeys, by a pass over the selected journeys.
    ///
    /// @param most how many at most
    public List<Paths.Path> foremost(int most) {
        return selection.read(() -> Paths.details(this, Math.min(most, order.length)));
    }

    /// The exact median durations (type 7) in seconds of the most used paths, by another pass over the selected
    /// journeys; empty where no journey on a path has a duration.
    ///
    /// @param foremost as [#foremost] gave them
    public List<OptionalDouble> exactMedians(List<Paths.Path> foremost) {
        List<ExactTimes> times = foremost.stream()
                .map(path -> new ExactTimes(path.durations(), 0.5))
                .toList();
        if (times.stream().anyMatch(ExactTimes::wantsMore)) {
            offer(times);
        }
        return times.stream()
                .map(exact -> exact.quantile(0.5))
                .map(median -> median.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(median))
                .toList();
    }

    private void offer(List<ExactTimes> times) {
        for (Longs ofPart : perPart(times.size(), part -> wanted(part, times))) {
            for (int i = 0; i < ofPart.size(); i += 2) {
                times.get((int) ofPart.at(i)).add(ofPart.at(i + 1));
            }
        }
    }

    /// The durations that exact medians need, each after its rank.
    private static Longs wanted(RankedPart part, List<ExactTimes> times) {
        Longs wanted = new Longs();
        for (int journey = 0; journey < part.journeys().count(); journey++) {
            int rank = part.rank(journey);
            if (rank >= 0) {
                long duration = part.journeys().duration(journey);
                if (duration >= 0 && times.get(rank).wants(LogHistogram.bucket(duration))) {
                    wanted.add(rank);
                    wanted.add(duration);
                }
            }
        }
        return wanted;
    }

    /// The journeys of one part by the rank of their path.
    static final class RankedPart {
        private final Part part;
        private final int[] ranks;
        private final int size;

        private RankedPart(Part part, int[] ranks, int size) {
            this.part = part;
            this.ranks = ranks;
            this.size = size;
        }

        Journeys journeys() {
            return part.journeys();
        }

        /// How many paths are ranked.
        int size() {
            return size;
        }

        /// -1 where the journey is not selected or on no path that is ranked.
        int rank(int journey) {
            int rank = ranks[part.journeys().hasVariants() ? part.journeys().variantOf(journey) : journey];
            return rank >= 0 && part.selects(journey) ? rank : -1;
        }
    }

    /// What a walk over each part makes, in the order of the parts; on all processors.
    ///
    /// @param most how many of the most used paths are ranked
    <P> List<P> perPart(int most, Function<RankedPart, P> walk) {
        int[] ranks = ranks(most);
        return selection.read(() -> IntStream.range(0, selection.parts().size())
                .parallel()
                .mapToObj(number -> walk.apply(new RankedPart(
                        selection.parts().get(number),
                        IntStream.of(index.numbers(number))
                                .map(path -> ranks[path])
                                .toArray(),
                        Math.min(most, order.length))))
                .toList());
    }

    /// The rank of each path of [JourneyLog#paths], -1 where it is not among the most used.
    ///
    /// @param most how many at most
    public int[] ranks(int most) {
        int[] ranks = new int[index.size()];
        Arrays.fill(ranks, -1);
        for (int rank = 0; rank < Math.min(most, order.length); rank++) {
            ranks[path(rank)] = rank;
        }
        return ranks;
    }

    Occurrence first(int rank) {
        int path = path(rank);
        return new Occurrence(majors[path], minors[path], 0);
    }
}
