package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.svg.Caption;
import java.util.List;
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
    static Ink of(Places places, List<Needs> selections, View view) {
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
                            .anyMatch(needs -> needs.figures().edges().get(at).journeys() > 0);
        }
        boolean[] starts = new boolean[nodes];
        boolean[] ends = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            for (Needs needs : selections) {
                Touchpoint touchpoint = needs.figures().touchpoints().get(node);
                starts[node] |= touchpoints[node] && touchpoint.starts() > 0;
                ends[node] |= touchpoints[node] && touchpoint.ends() > 0;
            }
        }
        Ink ink = new Ink(touchpoints, steps, starts, ends, List.of());
        List<Caption> captions =
                selections.stream().map(needs -> ink.follow(needs, view)).toList();
        return new Ink(touchpoints, steps, starts, ends, captions);
    }

    private Caption follow(Needs needs, View view) {
        Figures figures = needs.figures();
        long journeys = 0;
        int paths = 0;
        for (int i = 0; i < figures.paths(); i++) {
            if (needs.shows(i, view)) {
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
                report.touchpoints().stream()
                        .map(Touchpoint::journeys)
                        .filter(count -> count > 0)
                        .count(),
                seenSteps,
                report.edges().stream()
                        .map(Edge::journeys)
                        .filter(count -> count > 0)
                        .count(),
                paths,
                report.paths().distinct());
    }
}
