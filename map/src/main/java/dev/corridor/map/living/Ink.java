package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.svg.Caption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What has ink at one position of the sliders.
///
/// @param touchpoints by node
/// @param steps by step; only what somebody of the selection passed
/// @param starts by node; only where somebody of the selection starts
/// @param ends likewise
/// @param captions of each selection, in their order
record Ink(boolean[] touchpoints, boolean[] steps, boolean[] starts, boolean[] ends, List<Caption> captions) {
    /// @param selections one, or two that are compared
    static Ink of(Places places, List<Figures> selections, View view) {
        int nodes = places.graph().nodes().size();
        boolean[] touchpoints = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            touchpoints[node] = places.touchpointRank(node) <= view.touchpoints();
        }
        boolean[] steps = new boolean[places.graph().links().size()];
        for (int step = 0; step < steps.length; step++) {
            Graph.Link link = places.graph().links().get(step);
            int at = step;
            steps[step] = touchpoints[link.from()]
                    && touchpoints[link.to()]
                    && places.pathRank(step) <= view.paths()
                    && selections.stream()
                            .anyMatch(figures -> figures.edges().get(at).journeys() > 0);
        }
        boolean[] starts = new boolean[nodes];
        boolean[] ends = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            for (Figures figures : selections) {
                Touchpoint touchpoint = figures.touchpoints().get(node);
                starts[node] |= touchpoints[node] && touchpoint.starts() > 0;
                ends[node] |= touchpoints[node] && touchpoint.ends() > 0;
            }
        }
        Ink ink = new Ink(touchpoints, steps, starts, ends, List.of());
        List<Caption> captions = selections.stream().map(ink::follow).toList();
        return new Ink(touchpoints, steps, starts, ends, captions);
    }

    private Caption follow(Figures figures) {
        long journeys = 0;
        int paths = 0;
        for (int i = 0; i < figures.paths(); i++) {
            if (shows(figures, i)) {
                journeys += figures.listed(i).count();
                paths++;
            }
        }
        FlowReport report = figures.report();
        long seenTouchpoints = IntStream.range(0, touchpoints.length)
                .filter(node ->
                        touchpoints[node] && figures.touchpoints().get(node).journeys() > 0)
                .count();
        long seenSteps = IntStream.range(0, steps.length)
                .filter(step -> steps[step] && figures.edges().get(step).journeys() > 0)
                .count();
        return new Caption(
                journeys,
                report.journeys(),
                seenTouchpoints,
                report.touchpoints().stream().map(Touchpoint::journeys).filter(count -> count > 0).count(),
                seenSteps,
                report.edges().stream().map(Edge::journeys).filter(count -> count > 0).count(),
                paths,
                report.paths().distinct());
    }

    /// Whether a listed path is wholly visible.
    private boolean shows(Figures figures, int path) {
        List<Integer> listed = figures.listed(path).touchpoints();
        int before = -1;
        for (int touchpoint : listed) {
            int node = figures.nodeOf()[touchpoint];
            if (node < 0 || !touchpoints[node]) {
                return false;
            }
            int step = before < 0 ? -1 : figures.places().step(before, node);
            if (before >= 0 && (step < 0 || !steps[step])) {
                return false;
            }
            before = node;
        }
        return true;
    }

    /// The positions that show, beside all that has ink, the most used path that is not wholly visible.
    Optional<View> next(Figures figures, View view) {
        return hidden(figures).stream().mapToObj(path -> reveal(figures, path, view)).findFirst();
    }

    /// The most used path that is not wholly visible and whose marks all have a place.
    OptionalInt hidden(Figures figures) {
        return IntStream.range(0, figures.paths())
                .filter(path -> !shows(figures, path) && figures.drawable(path))
                .findFirst();
    }

    private static View reveal(Figures figures, int path, View view) {
        return view.withTouchpoints(Math.max(view.touchpoints(), touchpointsFor(figures, path)))
                .withPaths(Math.max(view.paths(), pathsFor(figures, path)));
    }

    /// The first position of the slider of touchpoints that shows those of a path which has a place.
    private static int touchpointsFor(Figures figures, int path) {
        return figures.nodes(path).stream()
                .mapToInt(figures.places()::touchpointRank)
                .max()
                .orElse(0);
    }

    private static int pathsFor(Figures figures, int path) {
        return figures.steps(path).stream()
                .mapToInt(figures.places()::pathRank)
                .max()
                .orElse(0);
    }

    /// The lowest positions, first of paths and then of touchpoints, that show a share of the selection's journeys.
    static Optional<View> covering(Figures figures, View view, double share) {
        double wanted = share * figures.journeys();
        TreeMap<Integer, TreeMap<Integer, Long>> counts = new TreeMap<>();
        for (int i = 0; i < figures.paths(); i++) {
            if (figures.drawable(i)) {
                counts.computeIfAbsent(pathsFor(figures, i), fresh -> new TreeMap<>())
                        .merge(touchpointsFor(figures, i), figures.listed(i).count(), Long::sum);
            }
        }
        TreeMap<Integer, Long> shown = new TreeMap<>();
        long journeys = 0;
        for (var position : counts.entrySet()) {
            position.getValue().forEach((rank, count) -> shown.merge(rank, count, Long::sum));
            journeys += position.getValue().values().stream()
                    .mapToLong(count -> count)
                    .sum();
            if (journeys >= wanted && journeys > 0) {
                return Optional.of(
                        view.withPaths(position.getKey()).withTouchpoints(firstThatShows(shown, wanted)));
            }
        }
        return Optional.empty();
    }

    private static int firstThatShows(TreeMap<Integer, Long> counts, double wanted) {
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
