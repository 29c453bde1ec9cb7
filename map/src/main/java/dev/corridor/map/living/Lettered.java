package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.layout.Lettering;
import dev.corridor.map.layout.Widths;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A map's graph with room for the widest words that any metric, selection or comparison may put on it.
///
/// A selection counts no more than the whole, and its waits lie between the shortest and the longest of the whole.
record Lettered(FlowMap map) {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;

    /// The widest durations of each unit: from where it is used, and what is widest in it.
    private static final List<double[]> WIDEST = List.of(
            new double[] {0, 118},
            new double[] {2 * MINUTE, 118 * MINUTE},
            new double[] {2 * HOUR, 47.8 * HOUR},
            new double[] {2 * DAY, 88.8 * DAY},
            new double[] {100 * DAY, 728 * DAY},
            new double[] {2 * YEAR, 88.8 * YEAR});

    Graph graph() {
        Graph graph = map.graph();
        List<Graph.Node> nodes = IntStream.range(0, graph.nodes().size())
                .mapToObj(node -> lettered(graph.nodes().get(node), touchpoint(node)))
                .toList();
        List<Graph.Link> links = IntStream.range(0, graph.links().size())
                .mapToObj(link -> lettered(graph.links().get(link), map.edge(link)))
                .toList();
        String journeys = map.wording().number(graph.journeys());
        List<String> enter =
                List.of(map.wording().say("map.enter"), map.wording().say("enter.compared", journeys, journeys));
        return new Graph(nodes, links, graph.walks(), graph.journeys(), enter);
    }

    private Touchpoint touchpoint(int node) {
        return map.report().touchpoints().get(map.touchpoint(node));
    }

    private Graph.Node lettered(Graph.Node node, Touchpoint touchpoint) {
        return new Graph.Node(
                node.name(),
                words(touchpoint.journeys(), touchpoint.toNext()),
                node.journeys(),
                node.starts(),
                node.ends(),
                List.of(widest(node.starts())),
                List.of(widest(node.ends())),
                node.rare(),
                node.stage());
    }

    private Graph.Link lettered(Graph.Link link, Edge edge) {
        return new Graph.Link(
                link.from(),
                link.to(),
                link.count(),
                link.journeys(),
                words(edge.journeys(), edge.times()),
                link.rare());
    }

    private String widest(long journeys) {
        return Stream.of(map.wording().number(journeys), shares(journeys))
                .max(Comparator.comparingDouble(words -> Widths.of(words, Lettering.NUMBER)))
                .orElseThrow();
    }

    private String shares(long journeys) {
        return Shares.widest((double) journeys / Math.max(1, map.report().journeys()));
    }

    private List<String> words(long journeys, Times times) {
        List<String> words = new ArrayList<>();
        words.add(map.wording().number(journeys));
        words.add(shares(journeys));
        if (times.known()) {
            words.addAll(durations(times));
        }
        map.report().scale().ifPresent(scale -> words.addAll(scores(scale)));
        return words;
    }

    private List<String> durations(Times times) {
        Wording wording = map.wording();
        List<String> words = new ArrayList<>();
        double longest = Math.max(Math.abs(times.minSeconds()), Math.abs(times.maxSeconds()));
        for (double[] unit : WIDEST) {
            if (longest >= unit[0]) {
                words.add(wording.duration(times.minSeconds() < 0 ? -unit[1] : unit[1]));
            }
        }
        return words;
    }

    private List<String> scores(ScoreScale scale) {
        return Stream.of(scale.min(), scale.max())
                .map(score -> map.wording().decimal(score) + Counted.FEW)
                .toList();
    }
}
