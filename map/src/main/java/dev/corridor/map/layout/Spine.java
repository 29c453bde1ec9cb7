package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The base line: the most used path without its repeats, then lengthened while more journeys go over a
/// touchpoint than past it.
///
/// Where no path stands out (its share is below [#STANDS_OUT]) the heaviest steps are followed instead, from the
/// touchpoint most journeys start at.
final class Spine {
    private static final double STANDS_OUT = 0.02;
    private static final int LONGEST_WALK = 40;

    private final Graph graph;
    private final long[][] steps;
    private final List<Integer> line = new ArrayList<>();
    private final Set<Integer> taken = new LinkedHashSet<>();

    private Spine(Graph graph) {
        this.graph = graph;
        this.steps = steps(graph);
    }

    static List<Integer> of(Graph graph) {
        if (graph.nodes().isEmpty()) {
            return List.of();
        }
        Spine spine = new Spine(graph);
        spine.begin();
        spine.insert();
        spine.extendFront();
        spine.extendEnd();
        spine.insert();
        return List.copyOf(spine.line);
    }

    static long[][] steps(Graph graph) {
        int size = graph.nodes().size();
        long[][] steps = new long[size][size];
        graph.links().forEach(link -> steps[link.from()][link.to()] += link.count());
        return steps;
    }

    private void begin() {
        if (!graph.walks().isEmpty()) {
            Graph.Walk first = graph.walks().getFirst();
            Set<Integer> distinct = new LinkedHashSet<>(first.nodes());
            if (first.count() >= STANDS_OUT * graph.journeys() && distinct.size() <= LONGEST_WALK) {
                distinct.forEach(node -> add(line.size(), node));
                return;
            }
        }
        int start = 0;
        for (int node = 1; node < graph.nodes().size(); node++) {
            if (graph.nodes().get(node).starts() > graph.nodes().get(start).starts()) {
                start = node;
            }
        }
        add(0, start);
    }

    private void insert() {
        for (int i = 0; i + 1 < line.size(); ) {
            int between = between(line.get(i), line.get(i + 1));
            if (between >= 0) {
                add(i + 1, between);
            } else {
                i++;
            }
        }
    }

    private int between(int from, int to) {
        int best = -1;
        long most = steps[from][to];
        for (int node = 0; node < steps.length; node++) {
            long through = Math.min(steps[from][node], steps[node][to]);
            if (!taken.contains(node) && through > most) {
                most = through;
                best = node;
            }
        }
        return best;
    }

    private void extendEnd() {
        while (true) {
            int last = line.getLast();
            int best = -1;
            long most = graph.nodes().get(last).ends();
            for (int node = 0; node < steps.length; node++) {
                if (!taken.contains(node) && steps[last][node] > most) {
                    most = steps[last][node];
                    best = node;
                }
            }
            if (best < 0) {
                return;
            }
            add(line.size(), best);
        }
    }

    private void extendFront() {
        while (true) {
            int first = line.getFirst();
            int best = -1;
            long most = graph.nodes().get(first).starts();
            for (int node = 0; node < steps.length; node++) {
                if (!taken.contains(node) && steps[node][first] > most) {
                    most = steps[node][first];
                    best = node;
                }
            }
            if (best < 0) {
                return;
            }
            add(0, best);
        }
    }

    private void add(int position, int node) {
        line.add(position, node);
        taken.add(node);
    }
}
