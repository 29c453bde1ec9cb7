package dev.corridor.map.layout;

import java.util.List;

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
}
