package dev.corridor.map.living;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Which positions of the sliders show the listed paths of a selection wholly.
///
/// @param touchpoints by path: the first position that shows its touchpoints; [#NEVER] where one has no place
/// @param paths by path: the first position that shows its steps; [#NEVER] where one has no place
record Needs(Figures figures, int[] touchpoints, int[] paths) {
    private static final int NEVER = Integer.MAX_VALUE;

    static Needs of(Figures figures) {
        int[] touchpoints = new int[figures.paths()];
        int[] paths = new int[figures.paths()];
        Places places = figures.places();
        for (int i = 0; i < touchpoints.length; i++) {
            List<Integer> listed = figures.listed(i).touchpoints();
            int before = -1;
            for (int touchpoint : listed) {
                int node = figures.nodeOf()[touchpoint];
                int step = places.step(before, node);
                touchpoints[i] = Math.max(touchpoints[i], node < 0 ? NEVER : places.touchpointRank(node));
                paths[i] = Math.max(paths[i], step < 0 ? 0 : places.pathRank(step));
                if (step < 0 && before >= 0) {
                    paths[i] = NEVER;
                }
                before = node;
            }
        }
        return new Needs(figures, touchpoints, paths);
    }

    boolean shows(int path, View view) {
        return touchpoints[path] <= view.touchpoints() && paths[path] <= view.paths();
    }

    private boolean drawable(int path) {
        return touchpoints[path] != NEVER && paths[path] != NEVER;
    }

    /// The most used path that is not wholly visible and whose marks all have a place.
    OptionalInt hidden(View view) {
        return IntStream.range(0, paths.length)
                .filter(path -> !shows(path, view) && drawable(path))
                .findFirst();
    }

    /// The view that shows a path beside all that has ink.
    View reveal(int path, View view) {
        return view.withTouchpoints(Math.max(view.touchpoints(), touchpoints[path]))
                .withPaths(Math.max(view.paths(), paths[path]));
    }

    /// The lowest positions, first of paths and then of touchpoints, that show a share of the selection's journeys;
    /// empty where none do.
    Optional<View> covering(View view, double share) {
        double wanted = share * figures.journeys();
        int[] byPaths = IntStream.range(0, paths.length)
                .filter(this::drawable)
                .boxed()
                .sorted((one, other) -> Integer.compare(paths[one], paths[other]))
                .mapToInt(path -> path)
                .toArray();
        TreeMap<Integer, Long> byTouchpoints = new TreeMap<>();
        long journeys = 0;
        for (int i = 0; i < byPaths.length; i++) {
            int path = byPaths[i];
            byTouchpoints.merge(touchpoints[path], figures.listed(path).count(), Long::sum);
            journeys += figures.listed(path).count();
            boolean last = i + 1 == byPaths.length || paths[byPaths[i + 1]] > paths[path];
            if (last && journeys >= wanted) {
                return Optional.of(view.withPaths(paths[path]).withTouchpoints(first(byTouchpoints, wanted)));
            }
        }
        return Optional.empty();
    }

    private static int first(TreeMap<Integer, Long> counts, double wanted) {
        long journeys = 0;
        for (var position : counts.entrySet()) {
            journeys += position.getValue();
            if (journeys >= wanted) {
                return position.getKey();
            }
        }
        return counts.lastKey();
    }
}
