package dev.corridor.engine.store;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Some of the journeys of a log: those a filter keeps.
public final class JourneySelection {
    private static final int RANGE = 1 << 17;

    private final JourneyLog log;
    private final List<Part> parts;

    /// The selected journeys of one part: all, those on some of the distinct paths, or any. What is counted of its
    /// distinct paths is kept until the next collection, as every summary begins with it.
    public static final class Part {
        private final Journeys journeys;

        /// Whether each distinct path is selected; null where single journeys are selected, or all.
        private final boolean @Nullable [] paths;

        /// A bit per journey; null where whole paths are selected, or all.
        private final long @Nullable [] words;

        private WeakReference<@Nullable OnPaths> onPaths = new WeakReference<>(null);
        private WeakReference<@Nullable VariantScores> scores = new WeakReference<>(null);

        private Part(Journeys journeys, boolean @Nullable [] paths, long @Nullable [] words) {
            this.journeys = journeys;
            this.paths = paths;
            this.words = words;
        }

        /// Of each distinct path how many journeys are selected, and which of them comes first in the source.
        private record OnPaths(int[] weights, int[] firsts) {}

        public Journeys journeys() {
            return journeys;
        }

        public boolean selects(int journey) {
            if (words != null) {
                return (words[journey >>> 6] >>> (journey & 63) & 1) != 0;
            }
            return paths == null || paths[journeys.variantOf(journey)];
        }

        public boolean selectsAll() {
            return words == null && paths == null;
        }

        /// The selected journeys per distinct path; only where the journeys keep variants. Not to be changed.
        public int[] variantWeights() {
            return onPaths().weights;
        }

        /// The selected journey of each distinct path that comes first in the source, -1 where none of them is
        /// selected one by one; only where the journeys keep variants. Not to be changed.
        public int[] variantFirsts() {
            return onPaths().firsts;
        }

        private synchronized OnPaths onPaths() {
            OnPaths known = onPaths.get();
            if (known == null) {
                known = words == null ? ofWholePaths() : ofJourneys(words);
                onPaths = new WeakReference<>(known);
            }
            return known;
        }

        private OnPaths ofWholePaths() {
            int[] weights = journeys.variantJourneys();
            for (int path = 0; paths != null && path < weights.length; path++) {
                weights[path] = paths[path] ? weights[path] : 0;
            }
            return new OnPaths(weights, journeys.variantFirsts());
        }

        private OnPaths ofJourneys(long[] selected) {
            int[] weights = new int[journeys.variantCount()];
            int[] firsts = new int[weights.length];
            Arrays.fill(firsts, -1);
            for (int word = 0; word < selected.length; word++) {
                for (long left = selected[word]; left != 0; left &= left - 1) {
                    int journey = (word << 6) + Long.numberOfTrailingZeros(left);
                    int path = journeys.variantOf(journey);
                    if (weights[path]++ == 0 || journeys.isEarlier(journey, firsts[path])) {
                        firsts[path] = journey;
                    }
                }
            }
            return new OnPaths(weights, firsts);
        }

        /// The scores of the selected journeys on each distinct path, those of all where the path is not
        /// selected; only where the journeys keep variants.
        public synchronized VariantScores variantScores() {
            if (words == null) {
                return journeys.variantScores();
            }
            VariantScores known = scores.get();
            if (known == null) {
                known = VariantScores.of(journeys, this::selects);
                scores = new WeakReference<>(known);
            }
            return known;
        }

        /// The number of journeys selected.
        public int count() {
            if (words != null) {
                return LongStream.of(words).mapToInt(Long::bitCount).sum();
            }
            return paths == null
                    ? journeys.count()
                    : IntStream.of(variantWeights()).sum();
        }

        /// Those of the selected journeys that a test keeps too.
        Part and(Test test) {
            boolean[] kept = test.paths(journeys);
            if (kept != null && words == null) {
                for (int path = 0; paths != null && path < kept.length; path++) {
                    kept[path] &= paths[path];
                }
                return new Part(journeys, kept, null);
            }
            long[] bits = test.journeys(journeys);
            if (!selectsAll()) {
                for (int word = 0; word < bits.length; word++) {
                    for (long left = bits[word]; left != 0; left &= left - 1) {
                        int bit = Long.numberOfTrailingZeros(left);
                        if (!selects((word << 6) + bit)) {
                            bits[word] &= ~(1L << bit);
                        }
                    }
                }
            }
            return new Part(journeys, null, bits);
        }
    }

    /// Tells which of a part's journeys to keep.
    public interface Test {
        /// A bit per journey.
        long[] journeys(Journeys part);

        /// Whether each distinct path is kept, where that is all the test depends on and the part keeps its
        /// paths; else null.
        boolean @Nullable [] paths(Journeys part);
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
            parts.add(new Part(journeys, null, null));
        }
        return new JourneySelection(log, parts);
    }

    /// Those of the selected journeys that a test keeps.
    public JourneySelection and(Test test) {
        return new JourneySelection(
                log,
                log.store()
                        .guarded(() -> parts.parallelStream()
                                .map(part -> part.and(test))
                                .toList()));
    }

    public JourneyLog log() {
        return log;
    }

    public List<Part> parts() {
        return parts;
    }

    /// Whether every part with journeys keeps its distinct paths.
    public boolean hasVariants() {
        return parts.stream().allMatch(part -> part.journeys.hasVariants() || part.journeys.count() == 0);
    }

    /// The number of journeys selected.
    public long count() {
        long count = 0;
        for (Part part : parts) {
            count += part.count();
        }
        return count;
    }

    /// Runs a read of the journeys; a mapped file that was cut meanwhile becomes a coded error.
    public <T> T read(Supplier<T> read) {
        return log.store().guarded(read);
    }

    /// Scans all parts in ranges of journeys, on all processors, and merges what comes out.
    ///
    /// @param empty an identity of `merge`
    /// @param scan makes a partial of a range
    /// @param merge associative; may change and return its first argument
    public <P> P scan(P empty, Function<Range, P> scan, BinaryOperator<P> merge) {
        List<Range> ranges = ranges();
        return log.store().guarded(() -> {
            List<P> partials = ranges.parallelStream().map(scan).toList();
            P all = empty;
            for (P partial : partials) {
                all = merge.apply(all, partial);
            }
            return all;
        });
    }

    /// Scans all parts in ranges of journeys, on all processors, each into what earlier ranges were scanned into:
    /// for what is too large to be made for every range.
    ///
    /// @param fresh makes one to scan into
    /// @param merge adds its second argument to its first
    public <P> P scanInto(Supplier<P> fresh, BiConsumer<P, Range> scan, BiConsumer<P, P> merge) {
        List<Range> ranges = ranges();
        return log.store().guarded(() -> ranges.parallelStream().collect(fresh, scan, merge));
    }

    private List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (Part part : parts) {
            for (int from = 0; from < part.journeys.count(); from += RANGE) {
                ranges.add(new Range(part, from, Math.min(part.journeys.count(), from + RANGE)));
            }
        }
        return ranges;
    }

    /// Scans part by part, on all processors, and merges what comes out.
    public <P> P scanParts(P empty, Function<Part, P> scan, BinaryOperator<P> merge) {
        return log.store().guarded(() -> {
            List<P> partials = parts.parallelStream()
                    .filter(part -> part.journeys.count() > 0)
                    .map(scan)
                    .toList();
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
