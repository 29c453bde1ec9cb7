package dev.corridor.engine.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Some of the journeys of a log: those a filter keeps.
public final class JourneySelection {
    private static final int RANGE = 1 << 17;

    private final JourneyLog log;
    private final List<Part> parts;

    /// The selected journeys of one part.
    ///
    /// @param words a bit per journey; null where all are selected
    public record Part(Journeys journeys, long @Nullable [] words) {
        public boolean selects(int journey) {
            return words == null || (words[journey >>> 6] >>> (journey & 63) & 1) != 0;
        }

        public boolean selectsAll() {
            return words == null;
        }

        /// The number of journeys selected.
        public int count() {
            if (words == null) {
                return journeys.count();
            }
            int count = 0;
            for (long word : words) {
                count += Long.bitCount(word);
            }
            return count;
        }
    }

    /// Consecutive journeys of one part, `from` to before `to`.
    public record Range(Part part, int from, int to) {}

    private JourneySelection(JourneyLog log, List<Part> parts) {
        this.log = log;
        this.parts = parts;
    }

    static JourneySelection all(JourneyLog log) {
        List<Part> parts = new ArrayList<>();
        for (Journeys journeys : log.parts()) {
            parts.add(new Part(journeys, null));
        }
        return new JourneySelection(log, parts);
    }

    /// Those of the selected journeys that a test keeps.
    ///
    /// @param test makes, for a part's journeys, a bit per journey
    public JourneySelection and(Function<Journeys, long[]> test) {
        List<Part> kept = log.store()
                .guarded(() -> parts.parallelStream()
                        .map(part -> {
                            long[] words = test.apply(part.journeys);
                            if (part.words != null) {
                                for (int i = 0; i < words.length; i++) {
                                    words[i] &= part.words[i];
                                }
                            }
                            return new Part(part.journeys, words);
                        })
                        .toList());
        return new JourneySelection(log, kept);
    }

    public JourneyLog log() {
        return log;
    }

    public List<Part> parts() {
        return parts;
    }

    /// The number of journeys selected.
    public long count() {
        long count = 0;
        for (Part part : parts) {
            count += part.count();
        }
        return count;
    }

    /// Scans all parts in ranges of journeys, on all processors, and merges what comes out.
    ///
    /// @param empty an identity of `merge`
    /// @param scan makes a partial of a range
    /// @param merge associative; may change and return its first argument
    public <P> P scan(P empty, Function<Range, P> scan, BinaryOperator<P> merge) {
        List<Range> ranges = new ArrayList<>();
        for (Part part : parts) {
            for (int from = 0; from < part.journeys.count(); from += RANGE) {
                ranges.add(new Range(part, from, Math.min(part.journeys.count(), from + RANGE)));
            }
        }
        return log.store().guarded(() -> {
            List<P> partials = ranges.parallelStream().map(scan).toList();
            P all = empty;
            for (P partial : partials) {
                all = merge.apply(all, partial);
            }
            return all;
        });
    }

    /// Scans part by part, on all processors, and merges what comes out.
    public <P> P scanParts(P empty, Function<Part, P> scan, BinaryOperator<P> merge) {
        return log.store().guarded(() -> {
            List<P> partials = parts.parallelStream().map(scan).toList();
            P all = empty;
            for (P partial : partials) {
                all = merge.apply(all, partial);
            }
            return all;
        });
    }

    /// Walks the selected journeys in the order of the parts.
    public <P> P fold(P start, BiFunction<P, Visit, P> step) {
        return log.store().guarded(() -> {
            P state = start;
            for (Part part : parts) {
                for (int journey = 0; journey < part.journeys.count(); journey++) {
                    if (part.selects(journey)) {
                        state = step.apply(state, new Visit(part.journeys, journey));
                    }
                }
            }
            return state;
        });
    }

    /// The selected journeys that come first in the order of the source.
    ///
    /// @param most how many at most
    public List<Visit> firstInSource(int most) {
        Comparator<Visit> order = Comparator.comparingLong((Visit visit) -> visit.journeys.orderMajor(visit.journey))
                .thenComparingInt(visit -> visit.journeys.orderMinor(visit.journey));
        PriorityQueue<Visit> kept = fold(new PriorityQueue<>(order.reversed()), (queue, visit) -> {
            queue.add(visit);
            if (queue.size() > most) {
                queue.poll();
            }
            return queue;
        });
        return log.store().guarded(() -> kept.stream().sorted(order).toList());
    }

    /// One journey of a part.
    public record Visit(Journeys journeys, int journey) {}
}
