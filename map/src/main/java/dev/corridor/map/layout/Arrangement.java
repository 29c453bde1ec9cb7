package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Looks for the rows and columns of the touchpoints off the base line that make the calmest picture.
///
/// One touchpoint after another is tried in the rows beside the base line and in the columns next to its own; what
/// makes
/// the laid-out plan cheaper by [#price] is kept. The number of trials is bounded, so the same graph gives the same
/// arrangement on every machine.
final class Arrangement {
    private static final double FITS = 1360;
    private static final int MOST_TRIALS = 110;
    private static final int WORK = 200_000;
    private static final int[] ROWS = {1, -1, 2, 3, -2, 4};

    private final Graph graph;
    private final double[] doors;
    private final Grid grid;
    private int trials;
    private double price;

    private Arrangement(Graph graph, double[] doors) {
        this.graph = graph;
        this.doors = doors;
        this.grid = Grid.of(graph);
        this.trials = Math.min(
                MOST_TRIALS, WORK / (1 + graph.links().size() * graph.links().size()));
    }

    static Grid of(Graph graph, double[] doors) {
        Arrangement arrangement = new Arrangement(graph, doors);
        arrangement.price = arrangement.priced();
        boolean better = true;
        while (better && arrangement.trials > 0) {
            better = arrangement.sweep();
        }
        return arrangement.grid;
    }

    private boolean sweep() {
        boolean better = false;
        for (int node = graph.nodes().size() - 1; node >= 0; node--) {
            if (!grid.onBase(node)) {
                better |= improve(node);
            }
        }
        return better;
    }

    private boolean improve(int node) {
        boolean better = false;
        int home = grid.columns[node];
        for (int column : new int[] {home, home - 1, home + 1}) {
            for (int row : ROWS) {
                if (trials > 0 && allowed(node, column)) {
                    better |= move(node, column, row);
                }
            }
        }
        return better;
    }

    /// Whether no step onwards becomes a step back; base stations keep a column to themselves above and below alike.
    private boolean allowed(int node, int column) {
        if (column < 0 || column >= grid.columnCount) {
            return false;
        }
        for (Graph.Link link : graph.links()) {
            int from = link.from() == node ? column : grid.columns[link.from()];
            int to = link.to() == node ? column : grid.columns[link.to()];
            boolean forward = grid.columns[link.to()] > grid.columns[link.from()];
            if (link.from() != link.to() && forward && to <= from) {
                return false;
            }
        }
        return true;
    }

    private boolean move(int node, int column, int row) {
        int oldColumn = grid.columns[node];
        int oldRow = grid.rows[node];
        if (oldColumn == column && oldRow == row) {
            return false;
        }
        List<Integer> there = IntStream.range(0, grid.columns.length)
                .filter(other -> other != node && grid.columns[other] == column && grid.rows[other] == row)
                .boxed()
                .toList();
        if (!there.stream().allMatch(other -> !grid.onBase(other) && allowed(other, oldColumn))) {
            return false;
        }
        List<Integer> moved = new ArrayList<>(there);
        moved.forEach(other -> place(other, oldColumn, oldRow));
        place(node, column, row);
        trials--;
        double now = priced();
        if (now < price - 0.5) {
            price = now;
            return true;
        }
        moved.forEach(other -> place(other, column, row));
        place(node, oldColumn, oldRow);
        return false;
    }

    private void place(int node, int column, int row) {
        grid.columns[node] = column;
        grid.rows[node] = row;
    }

    private double priced() {
        Plan plan = HorizontalLayout.draft(graph, grid, doors);
        double length = 0;
        int bends = 0;
        int back = 0;
        for (Plan.Track track : plan.tracks()) {
            bends += track.kind() == Plan.Kind.LOOP ? 0 : track.corners().size() - 2;
            back += track.kind() == Plan.Kind.BACK ? 1 : 0;
            for (int i = 0; i + 1 < track.corners().size(); i++) {
                Point a = track.corners().get(i);
                Point b = track.corners().get(i + 1);
                length += (Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y())) * (1 + track.width() / 10);
            }
        }
        return Math.max(0, plan.width() - FITS) * 5
                + plan.width() * 0.5
                + plan.height() * 1.5
                + Crossings.in(plan) * 30
                + back * 60
                + bends * 6
                + length * 0.05;
    }
}
