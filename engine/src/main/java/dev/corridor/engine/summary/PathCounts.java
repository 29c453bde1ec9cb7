package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The distinct paths with their journeys only: what it takes to show the most used ones. Exact.
///
/// Where segments keep their distinct paths, a segment's own counts are merged only as far as the top needs
/// it: paths are candidates if they are among the most used of some segment, and enough of those are taken
/// that no other path can reach the top (Fagin, Lotem, Naor: Optimal aggregation algorithms for middleware,
/// 2003).
///
/// Cost: one step per distinct path, and one per journey where a filter is on; one per interaction where no
/// variants are kept. Bytes: version 1, number of paths, per path, ascending by its touchpoints: touchpoints
/// (list of 4), journeys (8).
public final class PathCounts implements Summary<PathCounts> {
    private static final int VERSION = 1;

    private final List<Source> sources;

    /// One distinct path.
    ///
    /// @param touchpoints codes in order; shared, not to be changed
    /// @param count journeys
    public record Path(int[] touchpoints, long count) {}

    /// Paths of one segment, or of read bytes.
    interface Source {
        int size();

        long count(int path);

        long hash(int path);

        int[] touchpoints(int path);
    }

    private PathCounts(List<Source> sources) {
        this.sources = sources;
    }

    public static PathCounts of(JourneySelection selection) {
        return selection.scanParts(new PathCounts(List.of()), PathCounts::scan, PathCounts::merge);
    }

    private static PathCounts scan(Part part) {
        Journeys journeys = part.journeys();
        if (journeys.hasVariants()) {
            return new PathCounts(List.of(new Variants(journeys, part.variantWeights(), journeys.variantHashes())));
        }
        return new PathCounts(List.of(new DistinctPaths(part)));
    }

    /// The distinct paths of a segment, weighted by the journeys selected.
    private record Variants(Journeys journeys, int[] weights, long[] hashes) implements Source {
        @Override
        public int size() {
            return weights.length;
        }

        @Override
        public long count(int path) {
            return weights[path];
        }

        @Override
        public long hash(int path) {
            return hashes[path];
        }

        @Override
        public int[] touchpoints(int path) {
            return journeys.variantPath(path);
        }
    }

    /// Paths one by one.
    private record Listed(List<int[]> paths, long[] counts) implements Source {
        static Listed of(Map<List<Integer>, Long> counted) {
            List<int[]> paths = new ArrayList<>();
            long[] counts = new long[counted.size()];
            counted.forEach((path, count) -> {
                counts[paths.size()] = count;
                paths.add(path.stream().mapToInt(Integer::intValue).toArray());
            });
            return new Listed(paths, counts);
        }

        @Override
        public int size() {
            return counts.length;
        }

        @Override
        public long count(int path) {
            return counts[path];
        }

        @Override
        public long hash(int path) {
            return Journeys.pathHash(paths.get(path));
        }

        @Override
        public int[] touchpoints(int path) {
            return paths.get(path);
        }
    }

    /// The most used paths, most journeys first, equal counts ascending by their touchpoints.
    ///
    /// @param most how many at most
    public List<Path> top(int most) {
        int depth = Math.max(16, most * 2);
        while (true) {
            Map<Long, List<Path>> candidates = new HashMap<>();
            long reachable = 0;
            for (Source source : sources) {
                reachable += foremost(source, depth, candidates);
            }
            List<Path> found = counted(candidates);
            found.sort(Comparator.comparingLong((Path path) -> -path.count)
                    .thenComparing(Path::touchpoints, Arrays::compare));
            boolean sure =
                    reachable == 0 || (found.size() >= most && most > 0 && found.get(most - 1).count > reachable);
            if (sure || most == 0) {
                return List.copyOf(found.subList(0, Math.min(most, found.size())));
            }
            depth = Math.multiplyExact(depth, 8);
        }
    }

    /// Adds the most used paths of a source to the candidates.
    ///
    /// @return the largest count of a path that was not added; 0 where all were
    private static long foremost(Source source, int depth, Map<Long, List<Path>> candidates) {
        long least = leastOf(source, depth);
        long left = 0;
        for (int path = 0; path < source.size(); path++) {
            long count = source.count(path);
            if (count == 0) {
                continue;
            }
            if (count >= least) {
                int[] touchpoints = source.touchpoints(path);
                List<Path> same = candidates.computeIfAbsent(source.hash(path), hash -> new ArrayList<>(1));
                if (same.stream().noneMatch(known -> Arrays.equals(known.touchpoints, touchpoints))) {
                    same.add(new Path(touchpoints, 0));
                }
            } else {
                left = Math.max(left, count);
            }
        }
        return left;
    }

    /// A count that at least `depth` paths reach, and not many more unless they are equal; 1 where there are
    /// fewer.
    private static long leastOf(Source source, int depth) {
        if (source.size() <= depth) {
            return 1;
        }
        long[] heap = new long[depth];
        for (int path = 0; path < source.size(); path++) {
            long count = source.count(path);
            if (count > heap[0]) {
                sink(heap, count);
            }
        }
        return Math.max(1, heap[0]);
    }

    /// Replaces the smallest of a heap.
    private static void sink(long[] heap, long value) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= heap.length) {
                break;
            }
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }

    /// The candidates with their counts over all sources.
    private List<Path> counted(Map<Long, List<Path>> candidates) {
        long[] filter = new long[1024];
        candidates.keySet().forEach(hash -> filter[(int) (hash >>> 6) & 1023] |= 1L << hash);
        Map<Path, Long> counts = new HashMap<>();
        for (Source source : sources) {
            for (int path = 0; path < source.size(); path++) {
                long hash = source.hash(path);
                if ((filter[(int) (hash >>> 6) & 1023] >>> hash & 1) == 0 || source.count(path) == 0) {
                    continue;
                }
                List<Path> same = candidates.get(hash);
                if (same != null) {
                    int[] touchpoints = source.touchpoints(path);
                    for (Path candidate : same) {
                        if (Arrays.equals(candidate.touchpoints, touchpoints)) {
                            counts.merge(candidate, source.count(path), Long::sum);
                        }
                    }
                }
            }
        }
        List<Path> found = new ArrayList<>();
        counts.forEach((candidate, count) -> found.add(new Path(candidate.touchpoints, count)));
        return found;
    }

    @Override
    public PathCounts merge(PathCounts other) {
        List<Source> both = new ArrayList<>(sources);
        both.addAll(other.sources);
        return new PathCounts(both);
    }

    @Override
    public byte[] toBytes() {
        TreeMap<int[], Long> all = new TreeMap<>(Arrays::compare);
        for (Source source : sources) {
            for (int path = 0; path < source.size(); path++) {
                if (source.count(path) > 0) {
                    all.merge(source.touchpoints(path), source.count(path), Long::sum);
                }
            }
        }
        SummaryWriter out = new SummaryWriter(VERSION).number(all.size());
        all.forEach((touchpoints, count) -> {
            out.number(touchpoints.length);
            for (int touchpoint : touchpoints) {
                out.number(touchpoint);
            }
            out.number(count);
        });
        return out.toBytes();
    }

    public static PathCounts fromBytes(byte[] bytes) {
        return SummaryReader.read("path counts", VERSION, bytes, in -> {
            Map<List<Integer>, Long> counts = new HashMap<>();
            for (int left = in.count(12); left > 0; left--) {
                List<Integer> path = new ArrayList<>();
                for (int steps = in.count(4); steps > 0; steps--) {
                    path.add(in.number());
                }
                counts.put(path, in.wide());
            }
            return new PathCounts(List.of(Listed.of(counts)));
        });
    }
}
