package dev.corridor.map.svg;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Score;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A report made ready for drawing: what has a place, how it is worded, and the graph to lay out.
///
/// @param seen what has ink at the opening
/// @param small whether scores of fewer than [#ENOUGH_SCORES] journeys are shown
public record FlowMap(
        FlowReport report, Wording wording, Opening opening, Opening.Visible seen, Graph graph, boolean small) {
    /// Journeys with a score from which on a mean is shown.
    public static final long ENOUGH_SCORES = 10;

    /// Below this a mean is marked as resting on few answers.
    public static final long FEW_SCORES = 30;

    /// What colours and second lines show.
    public enum Measure {
        FREQUENCY,
        TIME,
        SCORE
    }

    public static FlowMap of(FlowReport report, Wording wording, boolean small) {
        Opening opening = Opening.of(report);
        Opening.Visible seen = opening.visible(report, opening.touchpoints(), opening.revealed());
        Graph none = new Graph(List.of(), List.of(), List.of(), 0, List.of());
        FlowMap bare = new FlowMap(report, wording, opening, seen, none, small);
        return new FlowMap(report, wording, opening, seen, bare.toGraph(), small);
    }

    public boolean scored() {
        return report.scale().isPresent();
    }

    public String name(Touchpoint touchpoint) {
        return Plain.name(touchpoint.name().in(wording.language()));
    }

    /// Node of the graph -> touchpoint of the report.
    public int touchpoint(int node) {
        return opening.drawn().get(node);
    }

    /// Link of the graph -> edge of the report.
    public Edge edge(int link) {
        return report.edges().get(opening.steps().get(link));
    }

    /// Whether a mean score may be shown.
    public boolean isShown(Score score) {
        return isShown(score, small);
    }

    static boolean isShown(Score score, boolean small) {
        return score.scored() > 0 && (small || score.scored() >= ENOUGH_SCORES);
    }

    /// A mean score with its base where that is small; a dash where it is suppressed.
    public String score(Score score) {
        if (!isShown(score)) {
            return "\u2013";
        }
        String mean = wording.decimal(score.mean());
        return score.scored() < FEW_SCORES ? wording.say("map.few", mean, wording.number(score.scored())) : mean;
    }

    public String time(Times times) {
        return times.known() ? wording.duration(times.medianSeconds()) : "\u2013";
    }

    /// What the opening shows of the whole.
    public Caption caption() {
        return new Caption(
                seen.journeys(),
                report.journeys(),
                seen.touchpoints().size(),
                report.touchpoints().size(),
                seen.steps().size(),
                report.edges().size(),
                seen.paths(),
                report.paths().distinct());
    }

    /// What the opening shows of the whole, one line.
    public String shows() {
        return caption().shows(wording);
    }

    private Graph toGraph() {
        Map<Integer, Integer> nodeOf = new HashMap<>();
        List<Graph.Node> nodes = new ArrayList<>();
        for (int touchpoint : opening.drawn()) {
            nodeOf.put(touchpoint, nodes.size());
            nodes.add(node(report.touchpoints().get(touchpoint), nodes.size() >= opening.touchpoints()));
        }
        List<Graph.Link> links = new ArrayList<>();
        for (int step : opening.steps()) {
            Edge edge = report.edges().get(step);
            links.add(new Graph.Link(
                    nodeOf.getOrDefault(edge.from(), 0),
                    nodeOf.getOrDefault(edge.to(), 0),
                    edge.count(),
                    edge.journeys(),
                    linkLabels(edge),
                    links.size() >= opening.revealed()));
        }
        List<Graph.Walk> walks = new ArrayList<>();
        for (Path path : report.paths().listed()) {
            List<Integer> drawn = path.touchpoints().stream()
                    .filter(nodeOf::containsKey)
                    .map(nodeOf::get)
                    .toList();
            if (!drawn.isEmpty()) {
                walks.add(new Graph.Walk(drawn, path.count()));
            }
        }
        List<String> enter = List.of(wording.say("map.enter"), wording.number(report.journeys()));
        return new Graph(nodes, links, walks, report.journeys(), enter);
    }

    private Graph.Node node(Touchpoint touchpoint, boolean rare) {
        List<String> metrics = new ArrayList<>();
        metrics.add(wording.number(touchpoint.journeys()));
        metrics.add(time(touchpoint.toNext()));
        if (scored()) {
            metrics.add(score(touchpoint.score()));
        }
        return new Graph.Node(
                name(touchpoint),
                metrics,
                touchpoint.journeys(),
                touchpoint.starts(),
                touchpoint.ends(),
                List.of(wording.number(touchpoint.starts())),
                List.of(wording.number(touchpoint.ends())),
                rare,
                touchpoint.stage());
    }

    private List<String> linkLabels(Edge edge) {
        List<String> labels = new ArrayList<>();
        labels.add(wording.number(edge.count()));
        labels.add(time(edge.times()));
        if (scored()) {
            labels.add(score(edge.score()));
        }
        return labels;
    }
}
