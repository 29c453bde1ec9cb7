package dev.corridor.map.report;

import dev.corridor.map.Path;
import java.util.List;

/// Journeys on listed paths that pass touchpoints in an order, whatever lies between. One step per touchpoint of
/// every path, however many orders are weighed in it.
final class Passing {
    private final int[][] paths;
    private final long[] journeys;

    Passing(List<Path> listed) {
        paths = listed.stream()
                .map(path ->
                        path.touchpoints().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        journeys = listed.stream().mapToLong(Path::count).toArray();
    }

    /// Journeys that pass all of them.
    long all(int[] chain) {
        long passing = 0;
        for (int path = 0; path < paths.length; path++) {
            int next = 0;
            for (int i = 0; i < paths[path].length && next < chain.length; i++) {
                if (paths[path][i] == chain[next]) {
                    next++;
                }
            }
            passing += next == chain.length ? journeys[path] : 0;
        }
        return passing;
    }

    /// Journeys that pass all but one of them, for each that is left out.
    long[] withoutEach(int[] chain) {
        long[] passing = new long[chain.length];
        int[] reached = new int[chain.length + 1];
        int[] left = new int[chain.length + 1];
        for (int path = 0; path < paths.length; path++) {
            reach(paths[path], chain, reached);
            leave(paths[path], chain, left);
            for (int i = 0; i < chain.length; i++) {
                passing[i] += reached[i] < left[i + 1] ? journeys[path] : 0;
            }
        }
        return passing;
    }

    /// @param reached set to the earliest place at which the first so many have been passed, none at -1; beyond the
    /// path
    ///     where they are not
    private static void reach(int[] path, int[] chain, int[] reached) {
        reached[0] = -1;
        int next = 0;
        for (int i = 0; i < path.length && next < chain.length; i++) {
            if (path[i] == chain[next]) {
                reached[++next] = i;
            }
        }
        for (int rest = next + 1; rest < reached.length; rest++) {
            reached[rest] = path.length;
        }
    }

    /// @param left set to the latest place from which those from so many on are still ahead; -1 where they are not
    private static void leave(int[] path, int[] chain, int[] left) {
        left[chain.length] = path.length;
        int next = chain.length;
        for (int i = path.length - 1; i >= 0 && next > 0; i--) {
            if (path[i] == chain[next - 1]) {
                left[--next] = i;
            }
        }
        for (int rest = 0; rest < next; rest++) {
            left[rest] = -1;
        }
    }
}
