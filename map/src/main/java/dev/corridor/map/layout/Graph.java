package dev.corridor.map.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What is to be laid out: already chosen, already worded.
///
/// @param walks paths with their counts, most used first; they decide the base line
/// @param journeys all journeys; a track as wide as all of them is [Plan#FULL_WIDTH] pixels wide
/// @param enter lines beside the entrance
public record Graph(List<Node> nodes, List<Link> links, List<Walk> walks, long journeys, List<String> enter) {
    public Graph {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        walks = List.copyOf(walks);
        enter = List.copyOf(enter);
    }

    /// One touchpoint.
    ///
    /// @param metrics the second line in its alternative wordings; room is kept for the widest
    /// @param startLines what is said where journeys start here
    /// @param endLines what is said where journeys end here
    /// @param rare whether it is hidden at the opening; such touchpoints stand below all others
    /// @param stage column group given by a design; -1 where none is given
    public record Node(
            String name,
            List<String> metrics,
            long journeys,
            long starts,
            long ends,
            List<String> startLines,
            List<String> endLines,
            boolean rare,
            int stage) {}

    /// One directly-follows step.
    ///
    /// @param labels the number on it in its alternative wordings
    /// @param rare whether it is hidden at the opening; such tracks keep out of the way of the others
    public record Link(int from, int to, long count, long journeys, List<String> labels, boolean rare) {}

    /// One path and its journeys.
    public record Walk(List<Integer> nodes, long count) {}

    /// What is not hidden at the opening, as a graph of its own.
    Part opening() {
        List<Integer> shown = IntStream.range(0, nodes.size())
                .filter(node -> !nodes.get(node).rare())
                .boxed()
                .toList();
        Map<Integer, Integer> number = new HashMap<>();
        shown.forEach(node -> number.put(node, number.size()));
        List<Integer> kept = IntStream.range(0, links.size())
                .filter(link -> !links.get(link).rare())
                .filter(link -> number.containsKey(links.get(link).from())
                        && number.containsKey(links.get(link).to()))
                .boxed()
                .toList();
        List<Link> inner = kept.stream()
                .map(links::get)
                .map(link -> new Link(
                        number.getOrDefault(link.from(), 0),
                        number.getOrDefault(link.to(), 0),
                        link.count(),
                        link.journeys(),
                        link.labels(),
                        false))
                .toList();
        List<Walk> walked = walks.stream()
                .map(walk -> new Walk(
                        walk.nodes().stream()
                                .filter(number::containsKey)
                                .map(node -> number.getOrDefault(node, 0))
                                .toList(),
                        walk.count()))
                .filter(walk -> !walk.nodes().isEmpty())
                .toList();
        return new Part(
                new Graph(shown.stream().map(nodes::get).toList(), inner, walked, journeys, enter), shown, kept);
    }

    /// A part of a graph with its own numbers.
    ///
    /// @param nodes of the whole, in the order of the part's
    /// @param links of the whole, in the order of the part's
    record Part(Graph graph, List<Integer> nodes, List<Integer> links) {
        boolean isWhole(Graph whole) {
            return nodes.isEmpty()
                    || (nodes.size() == whole.nodes().size()
                            && links.size() == whole.links().size());
        }

        /// Pixels that the steps of the whole which are not in the part need at each node of the part.
        double[] hiddenWidths(Graph whole) {
            double[] widths = new double[nodes.size()];
            Set<Integer> kept = Set.copyOf(links);
            for (int index = 0; index < whole.links().size(); index++) {
                Link link = whole.links().get(index);
                for (int end : kept.contains(index) ? new int[0] : new int[] {link.from(), link.to()}) {
                    int node = nodes.indexOf(end);
                    if (node >= 0) {
                        widths[node] += Raster.slot(HorizontalLayout.stroke(whole, link.journeys()));
                    }
                }
            }
            return widths;
        }

        /// A plan of the part with the numbers of the whole.
        Plan renumbered(Plan plan) {
            return new Plan(
                    plan.width(),
                    plan.height(),
                    plan.vertical(),
                    plan.base().stream().map(nodes::get).toList(),
                    plan.stations().stream()
                            .map(station -> new Plan.Station(
                                    node(station.node()),
                                    station.base(),
                                    station.mark(),
                                    station.label(),
                                    station.lines()))
                            .toList(),
                    plan.tracks().stream()
                            .map(track -> new Plan.Track(
                                    track.link() < 0 ? -1 : links.get(track.link()),
                                    node(track.from()),
                                    node(track.to()),
                                    track.kind(),
                                    track.corners(),
                                    track.width(),
                                    track.fromWidth(),
                                    track.toWidth(),
                                    track.label(),
                                    track.inside()))
                            .toList(),
                    plan.spurs().stream()
                            .map(spur -> new Plan.Spur(
                                    node(spur.node()), spur.exit(), spur.corners(), spur.width(), spur.label()))
                            .toList(),
                    plan.terminals().stream()
                            .map(terminal -> new Plan.Terminal(
                                    terminal.entrance(), node(terminal.node()), terminal.center(), terminal.label()))
                            .toList());
        }

        private int node(int number) {
            return number < 0 ? -1 : nodes.get(number);
        }
    }
}
