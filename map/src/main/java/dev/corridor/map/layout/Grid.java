package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Columns and rows of the touchpoints: the base line is row 0, rows above are negative, below positive; a
/// column holds at most [#ROWS] touchpoints on either side. The entrance stands before the first column, the
/// end after the last one.
///
/// A touchpoint off the base line stands where journeys mostly are when they visit it: after the furthest
/// base touchpoint reached so far. Optional ones, which nearly all journeys enter from the base line and leave back to
/// it, stand above; alternatives to a base touchpoint and everything that departs from it below.
final class Grid {
    private static final int ROWS = 3;
    private static final int DEEPEST = 3;
    private static final double NOTABLE = 0.15;
    private static final double OPTIONAL = 0.7;

    /// Touchpoints of the base line; their columns rise.
    List<Integer> base;
    final int[] columns;
    final int[] rows;
    final int columnCount;

    /// First of the rows that are hidden at the opening.
    int rareRow;

    private final Graph graph;
    private final long[][] steps;
    private final int[] baseIndex;

    private Grid(Graph graph) {
        this.graph = graph;
        this.base = Spine.of(graph);
        this.steps = Spine.steps(graph);
        int size = graph.nodes().size();
        this.baseIndex = new int[size];
        Arrays.fill(baseIndex, -1);
        IntStream.range(0, base.size()).forEach(i -> baseIndex[base.get(i)] = i);
        this.columns = new int[size];
        this.rows = new int[size];
        this.columnCount = assignColumns();
        keepRising();
        assignRows();
    }

    static Grid of(Graph graph) {
        return new Grid(graph);
    }

    boolean onBase(int node) {
        return baseIndex[node] >= 0;
    }

    int baseIndex(int node) {
        return baseIndex[node];
    }

    private int assignColumns() {
        int[] anchors = anchors();
        List<List<Integer>> groups = new ArrayList<>();
        IntStream.rangeClosed(0, base.size()).forEach(i -> groups.add(new ArrayList<>()));
        byUse().filter(node -> !onBase(node))
                .forEach(node -> groups.get(anchors[node] + 1).add(node));
        int next = 0;
        for (int i = 0; i < groups.size(); i++) {
            List<Integer> beside = new ArrayList<>();
            List<Integer> between = new ArrayList<>();
            split(groups.get(i), i, beside, between);
            int depth = depths(between, next);
            next += depth;
            if (i < base.size()) {
                columns[base.get(i)] = next;
                for (int node : beside) {
                    columns[node] = next;
                }
                next++;
            }
        }
        return byStage(next);
    }

    /// Alternatives to base touchpoint `index` stand in its column, the others before it.
    private void split(List<Integer> group, int index, List<Integer> beside, List<Integer> between) {
        for (int node : group) {
            boolean skipsOne = successor(node) > index;
            if (index < base.size() && skipsOne && beside.size() < 2 * ROWS - 2) {
                beside.add(node);
            } else {
                between.add(node);
            }
        }
    }

    private int successor(int node) {
        int best = -1;
        long most = 0;
        for (int i = 0; i < base.size(); i++) {
            if (steps[node][base.get(i)] > most) {
                most = steps[node][base.get(i)];
                best = i;
            }
        }
        return best;
    }

    /// Sets the columns of touchpoints between two base ones, by the order in which journeys visit them.
    ///
    /// @return columns used
    private int depths(List<Integer> group, int first) {
        int[] depth = new int[group.size()];
        boolean[][] before = new boolean[group.size()][group.size()];
        record Pair(int from, int to, long net) {}
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            for (int j = 0; j < group.size(); j++) {
                long net = i == j ? 0 : steps[group.get(i)][group.get(j)] - steps[group.get(j)][group.get(i)];
                if (net > NOTABLE * visits(group.get(i)) || net > NOTABLE * visits(group.get(j))) {
                    pairs.add(new Pair(i, j, net));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::net).reversed());
        for (Pair pair : pairs) {
            if (!reaches(before, pair.to(), pair.from())) {
                before[pair.from()][pair.to()] = true;
            }
        }
        for (int round = 0; round < DEEPEST; round++) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = 0; j < group.size(); j++) {
                    if (before[i][j]) {
                        depth[j] = Math.min(DEEPEST, Math.max(depth[j], depth[i] + 1));
                    }
                }
            }
        }
        return spread(group, depth, first);
    }

    private long visits(int node) {
        return Math.max(1, graph.nodes().get(node).journeys());
    }

    private static boolean reaches(boolean[][] before, int from, int to) {
        if (from == to) {
            return true;
        }
        boolean[] seen = new boolean[before.length];
        List<Integer> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            int node = open.removeLast();
            for (int next = 0; next < before.length; next++) {
                if (before[node][next] && !seen[next]) {
                    if (next == to) {
                        return true;
                    }
                    seen[next] = true;
                    open.add(next);
                }
            }
        }
        return false;
    }

    private int spread(List<Integer> group, int[] depth, int first) {
        int next = first;
        for (int level = 0; level <= DEEPEST; level++) {
            int inColumn = 0;
            boolean used = false;
            for (int i = 0; i < group.size(); i++) {
                if (depth[i] == level) {
                    if (inColumn == 2 * ROWS) {
                        next++;
                        inColumn = 0;
                    }
                    columns[group.get(i)] = next;
                    inColumn++;
                    used = true;
                }
            }
            next += used ? 1 : 0;
        }
        return next - first;
    }

    /// Where every touchpoint carries a stage, stages come first and the order within a stage second.
    private int byStage(int count) {
        if (graph.nodes().isEmpty() || graph.nodes().stream().anyMatch(node -> node.stage() < 0)) {
            return count;
        }
        TreeMap<Long, Integer> ranks = new TreeMap<>();
        for (int node = 0; node < columns.length; node++) {
            ranks.put(stageKey(node), 0);
        }
        int rank = 0;
        for (var entry : ranks.entrySet()) {
            entry.setValue(rank++);
        }
        long[] keys =
                IntStream.range(0, columns.length).mapToLong(this::stageKey).toArray();
        Arrays.setAll(columns, node -> ranks.getOrDefault(keys[node], 0));
        return rank;
    }

    /// Given stages may contradict the order of the base line: the part of it that most journeys visit and that
    /// keeps to the stages remains.
    private void keepRising() {
        int length = base.size();
        long[] best = new long[length];
        int[] before = new int[length];
        int last = 0;
        for (int i = 0; i < length; i++) {
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (columns[base.get(j)] < columns[base.get(i)] && best[j] > best[i]) {
                    best[i] = best[j];
                    before[i] = j;
                }
            }
            best[i] += visits(base.get(i));
            last = best[i] > best[last] ? i : last;
        }
        List<Integer> rising = new ArrayList<>();
        for (int i = length == 0 ? -1 : last; i >= 0; i = before[i]) {
            rising.addFirst(base.get(i));
        }
        base = List.copyOf(rising);
        Arrays.fill(baseIndex, -1);
        IntStream.range(0, base.size()).forEach(i -> baseIndex[base.get(i)] = i);
    }

    private long stageKey(int node) {
        return graph.nodes().get(node).stage() * 1_000_000L + columns[node];
    }

    private int[] anchors() {
        int size = graph.nodes().size();
        long[][] seenAfter = new long[size][base.size() + 1];
        for (Graph.Walk walk : graph.walks()) {
            int reached = -1;
            for (int node : walk.nodes()) {
                if (onBase(node)) {
                    reached = Math.max(reached, baseIndex[node]);
                } else {
                    seenAfter[node][reached + 1] += walk.count();
                }
            }
        }
        int[] anchors = new int[size];
        for (int node = 0; node < size; node++) {
            anchors[node] = largest(seenAfter[node]) - 1;
            if (Arrays.stream(seenAfter[node]).sum() == 0) {
                anchors[node] = heaviestPredecessor(node);
            }
        }
        return anchors;
    }

    private int heaviestPredecessor(int node) {
        int best = -1;
        long most = graph.nodes().get(node).starts();
        for (int i = 0; i < base.size(); i++) {
            if (steps[base.get(i)][node] > most) {
                most = steps[base.get(i)][node];
                best = i;
            }
        }
        return best;
    }

    private static int largest(long[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /// Touchpoints that are hidden at the opening stand below all others, so that the opening picture is compact.
    private void assignRows() {
        for (int column = 0; column < columnCount; column++) {
            int at = column;
            List<Integer> above = new ArrayList<>();
            List<Integer> below = new ArrayList<>();
            boolean hasBase = base.stream().anyMatch(node -> columns[node] == at);
            byUse().filter(node -> !onBase(node) && columns[node] == at)
                    .filter(node -> !graph.nodes().get(node).rare())
                    .forEach(node -> (!hasBase && optional(node) ? above : below).add(node));
            balance(above, below);
            balance(below, above);
            IntStream.range(0, above.size()).forEach(i -> rows[above.get(i)] = -1 - i);
            IntStream.range(0, below.size()).forEach(i -> rows[below.get(i)] = 1 + i);
        }
        rareRow = 1 + Math.max(0, Arrays.stream(rows).max().orElse(0));
        for (int column = 0; column < columnCount; column++) {
            int at = column;
            List<Integer> rare = byUse().filter(node -> !onBase(node) && columns[node] == at)
                    .filter(node -> graph.nodes().get(node).rare())
                    .toList();
            IntStream.range(0, rare.size()).forEach(i -> rows[rare.get(i)] = rareRow + i);
        }
    }

    private static void balance(List<Integer> many, List<Integer> few) {
        while (many.size() > few.size() + ROWS) {
            few.add(many.removeLast());
        }
    }

    /// Whether nearly all who come take one step here and one step on, between touchpoints of the base line.
    private boolean optional(int node) {
        long in = 0;
        long out = 0;
        for (int i = 0; i < base.size(); i++) {
            if (columns[base.get(i)] < columns[node]) {
                in = Math.max(in, steps[base.get(i)][node]);
            } else {
                out = Math.max(out, steps[node][base.get(i)]);
            }
        }
        return Math.min(in, out) >= OPTIONAL * visits(node);
    }

    private java.util.stream.Stream<Integer> byUse() {
        return IntStream.range(0, graph.nodes().size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer node) -> -visits(node))
                        .thenComparing(node -> node));
    }
}
