package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Score;
import dev.corridor.map.Text;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The figures of one selection of journeys by the numbers of the places.
///
/// @param report the selection
/// @param touchpoints by node; all zero where the selection never came
/// @param edges by step; all zero where the selection never passed
/// @param nodeOf touchpoint of the report -> node; -1 where it has no place
record Figures(Places places, FlowReport report, List<Touchpoint> touchpoints, List<Edge> edges, int[] nodeOf) {
    /// @throws IllegalStateException where the selection holds a touchpoint that the places do not know
    static Figures of(Places places, FlowReport report) {
        int[] nodeOf = report.touchpoints().stream()
                .mapToInt(touchpoint -> places.node(touchpoint.id()))
                .toArray();
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (int node = 0; node < places.graph().nodes().size(); node++) {
            touchpoints.add(nobody(places.id(node)));
        }
        for (int i = 0; i < nodeOf.length; i++) {
            Touchpoint touchpoint = report.touchpoints().get(i);
            if (!places.knows(touchpoint.id())) {
                throw new IllegalStateException("touchpoint " + touchpoint.id() + " is not among the places");
            }
            if (nodeOf[i] >= 0) {
                touchpoints.set(nodeOf[i], touchpoint);
            }
        }
        List<Edge> edges = new ArrayList<>();
        for (Graph.Link link : places.graph().links()) {
            edges.add(new Edge(link.from(), link.to(), 0, 0, Times.NONE, Score.NONE));
        }
        for (Edge edge : report.edges()) {
            int step = places.step(nodeOf[edge.from()], nodeOf[edge.to()]);
            if (step >= 0) {
                edges.set(step, edge);
            }
        }
        return new Figures(places, report, List.copyOf(touchpoints), List.copyOf(edges), nodeOf);
    }

    private static Touchpoint nobody(String id) {
        return new Touchpoint(id, Text.of(id), 0, 0, 0, 0, 0, Score.NONE, Times.NONE, -1, OptionalLong.empty());
    }

    long journeys() {
        return report.journeys();
    }

    /// The nodes of a listed path without repeats; -1 among them for what has no place.
    Set<Integer> nodes(int path) {
        Set<Integer> nodes = new HashSet<>();
        for (int touchpoint : listed(path).touchpoints()) {
            nodes.add(nodeOf[touchpoint]);
        }
        return nodes;
    }

    /// The steps of a listed path; -1 among them for what has no place.
    List<Integer> steps(int path) {
        List<Integer> touchpoints = listed(path).touchpoints();
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i < touchpoints.size(); i++) {
            steps.add(places.step(nodeOf[touchpoints.get(i - 1)], nodeOf[touchpoints.get(i)]));
        }
        return steps;
    }

    /// Whether all of a listed path has a place.
    boolean drawable(int path) {
        return !nodes(path).contains(-1) && !steps(path).contains(-1);
    }

    Path listed(int path) {
        return report.paths().listed().get(path);
    }

    int paths() {
        return report.paths().listed().size();
    }
}
