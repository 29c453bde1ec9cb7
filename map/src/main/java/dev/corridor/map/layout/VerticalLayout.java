package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The map from top to bottom, for narrow screens.
///
/// Every touchpoint has a row of its own. From left to right: lanes that lead down, their numbers, stations
/// off the base line, the base line, names, lanes that lead up. Whatever reaches a station does so above
/// its name, whatever leaves it below.
public final class VerticalLayout {
    private static final double MARGIN = 6;
    private static final double SLOT = Lettering.NUMBER_LINE + 1;
    private static final double LANE_GAP = 5;
    private static final double OFF_BASE = 13;
    private static final double MARK = 10;
    private static final double NAME_GAP = 8;
    private static final double HOOK = 14;

    private final Graph graph;
    private final Grid grid;
    private final int size;
    private final int start;
    private final int end;
    private final List<Integer> order;
    private final int[] place;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final double[] blockTop;
    private final double[] markY;
    private double zoneX;
    private double offX;
    private double baseX;
    private double namesX;
    private double namesEnd;
    private double totalWidth;
    private double totalHeight;

    private enum Side {
        LEFT_IN,
        LEFT_OUT,
        RIGHT_IN,
        RIGHT_OUT
    }

    /// One line that meets a station, or a number beside the base line.
    private static final class Slot {
        final int node;
        final Side side;
        final double width;
        final boolean labelled;
        final double sortKey;
        double y;

        Slot(int node, Side side, double width, boolean labelled, double sortKey) {
            this.node = node;
            this.side = side;
            this.width = width;
            this.labelled = labelled;
            this.sortKey = sortKey;
        }

        double height() {
            return (labelled ? SLOT : 4) + width;
        }
    }

    private record Line(
            int link, int from, int to, Plan.Kind kind, double width, double labelWidth, Slot out, Slot in) {
        Slot labelSlot() {
            return out.labelled ? out : in;
        }
    }

    private record Stub(int link, int node, boolean exit, double width, double labelWidth, Slot slot) {}

    private final List<Line> lefts = new ArrayList<>();
    private final List<Line> rights = new ArrayList<>();
    private final List<Stub> bases = new ArrayList<>();
    private final List<Integer> baseTargets = new ArrayList<>();
    private final List<Stub> loops = new ArrayList<>();
    private final List<Stub> spurs = new ArrayList<>();

    private VerticalLayout(Graph graph) {
        this.graph = graph;
        this.grid = Grid.of(graph);
        this.size = graph.nodes().size();
        this.start = size;
        this.end = size + 1;
        this.order = order();
        this.place = new int[size + 2];
        IntStream.range(0, order.size()).forEach(i -> place[order.get(i)] = i);
        graph.nodes().forEach(node -> lines.add(Lettering.breakName(node.name(), 3)));
        this.blockTop = new double[size + 2];
        this.markY = new double[size + 2];
    }

    /// The opening laid out as if it were alone, with what is hidden beneath; all at once where that leaves no room.
    ///
    /// @param graph at least one node
    public static Plan of(Graph graph) {
        Graph.Part opening = graph.opening();
        if (opening.isWhole(graph)) {
            return together(graph);
        }
        return HiddenLayer.under(graph, opening.renumbered(together(opening.graph())), new Effort())
                .orElseGet(() -> together(graph));
    }

    private static Plan together(Graph graph) {
        VerticalLayout layout = new VerticalLayout(graph);
        layout.collect();
        layout.placeRows();
        Map<Integer, Double> leftX = new TreeMap<>();
        Map<Integer, Double> rightX = new TreeMap<>();
        layout.placeColumns(leftX, rightX);
        return layout.plan(leftX, rightX);
    }

    /// Touchpoints hidden at the opening come after the end, so that the opening picture is short.
    private List<Integer> order() {
        List<Integer> sorted = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt((Integer node) -> grid.columns[node])
                        .thenComparingInt(node -> Math.abs(grid.rows[node]))
                        .thenComparingInt(node -> node))
                .toList();
        List<Integer> all = new ArrayList<>();
        all.add(start);
        sorted.stream().filter(node -> !late(node)).forEach(all::add);
        all.add(end);
        sorted.stream().filter(this::late).forEach(all::add);
        return List.copyOf(all);
    }

    private boolean late(int node) {
        return graph.nodes().get(node).rare() && !grid.onBase(node);
    }

    // ---- what meets where

    private void collect() {
        int[] leaving = new int[size + 2];
        int[] reaching = new int[size + 2];
        for (Graph.Link link : graph.links()) {
            if (place[link.to()] > place[link.from()] && !base(link.from(), link.to())) {
                leaving[link.from()]++;
                reaching[link.to()]++;
            }
        }
        for (int i = 0; i < graph.links().size(); i++) {
            Graph.Link link = graph.links().get(i);
            add(
                    i,
                    link.from(),
                    link.to(),
                    HorizontalLayout.stroke(graph, link.journeys()),
                    Lettering.widest(link.labels(), Lettering.NUMBER) + 2,
                    leaving[link.from()] <= reaching[link.to()]);
        }
        Set<Integer> entrances = new HashSet<>(List.of(grid.base.getFirst()));
        for (int node = 0; node < size; node++) {
            Graph.Node data = graph.nodes().get(node);
            double in = HorizontalLayout.stroke(graph, data.starts());
            double out = HorizontalLayout.stroke(graph, data.ends());
            if (data.starts() > 0 && entrances.contains(node)) {
                add(-1, start, node, in, Widths.of(data.startLines().getFirst(), Lettering.NUMBER) + 2, true);
            } else if (data.starts() > 0) {
                spurs.add(spur(node, false, in, data.startLines()));
            }
            if (data.ends() > 0 && node == grid.base.getLast()) {
                add(-1, node, end, out, Widths.of(data.endLines().getFirst(), Lettering.NUMBER) + 2, true);
            } else if (data.ends() > 0) {
                spurs.add(spur(node, true, out, data.endLines()));
            }
        }
    }

    private boolean base(int from, int to) {
        if (from == start || to == end) {
            return true;
        }
        return grid.onBase(from)
                && grid.onBase(to)
                && grid.baseIndex(to) == grid.baseIndex(from) + 1
                && place[to] > place[from];
    }

    private void add(int link, int from, int to, double width, double labelWidth, boolean labelAtSource) {
        if (from == to) {
            loops.add(new Stub(
                    link, from, false, width, labelWidth, slot(from, Side.RIGHT_OUT, 2 * width + 9, true, -1)));
        } else if (base(from, to)) {
            bases.add(new Stub(link, from, false, width, labelWidth, slot(from, Side.RIGHT_OUT, 0, true, -2)));
            baseTargets.add(to);
        } else if (place[to] > place[from]) {
            double length = place[to] - place[from];
            Slot out = slot(from, Side.LEFT_OUT, width, labelAtSource, -length);
            Slot in = slot(to, Side.LEFT_IN, width, !labelAtSource, length);
            lefts.add(new Line(link, from, to, kind(from, to), width, labelWidth, out, in));
        } else {
            double length = place[from] - place[to];
            Slot out = slot(from, Side.RIGHT_OUT, width, true, length);
            Slot in = slot(to, Side.RIGHT_IN, width, false, -length);
            rights.add(new Line(link, from, to, kind(from, to), width, labelWidth, out, in));
        }
    }

    /// What a step is does not depend on where there was room for it.
    private Plan.Kind kind(int from, int to) {
        return from == start || grid.columns[to] > grid.columns[from] ? Plan.Kind.ONWARD : Plan.Kind.BACK;
    }

    private Stub spur(int node, boolean exit, double width, List<String> words) {
        double labelWidth = Widths.of(String.join(" ", words), Lettering.NUMBER) + 2;
        Slot slot = slot(node, exit ? Side.RIGHT_OUT : Side.RIGHT_IN, width + 12, false, exit ? 0 : Double.MAX_VALUE);
        return new Stub(-1, node, exit, width, labelWidth, slot);
    }

    private Slot slot(int node, Side side, double width, boolean labelled, double sortKey) {
        Slot slot = new Slot(node, side, width, labelled, sortKey);
        slots.add(slot);
        return slot;
    }

    // ---- rows

    private void placeRows() {
        double y = MARGIN;
        for (int node : order) {
            y += Math.max(stack(node, Side.LEFT_IN, y), stack(node, Side.RIGHT_IN, y)) + 5;
            blockTop[node] = y;
            double name = node < size
                    ? lines.get(node).size() * Lettering.NAME_LINE + metricHeight(node)
                    : node == start ? 2 * Lettering.NAME_LINE : 20;
            markY[node] = y + (node < size ? 9 : name / 2);
            y += Math.max(name, 20) + 3;
            y += Math.max(stack(node, Side.LEFT_OUT, y), stack(node, Side.RIGHT_OUT, y)) + 5;
        }
        totalHeight = y + MARGIN;
    }

    private double metricHeight(int node) {
        return graph.nodes().get(node).metrics().isEmpty() ? 0 : Lettering.METRIC_LINE;
    }

    private double stack(int node, Side side, double top) {
        double y = top;
        for (Slot slot : slots.stream()
                .filter(candidate -> candidate.node == node && candidate.side == side)
                .sorted(Comparator.comparingDouble(candidate -> candidate.sortKey))
                .toList()) {
            y += slot.height();
            slot.y = y - slot.width / 2 - 1;
        }
        return y - top;
    }

    // ---- columns

    private void placeColumns(Map<Integer, Double> leftX, Map<Integer, Double> rightX) {
        List<List<Line>> leftLanes = pack(lefts);
        double x = MARGIN;
        for (List<Line> lane : leftLanes.reversed()) {
            x = spread(lane, x, leftX, lefts);
        }
        zoneX = x + 2;
        double zone = lefts.stream().mapToDouble(Line::labelWidth).max().orElse(0) + 4;
        boolean offBase = grid.base.size() < size;
        offX = zoneX + zone + (offBase ? MARK / 2 : 0);
        double widest = IntStream.range(0, size)
                .filter(grid::onBase)
                .mapToDouble(node ->
                        HorizontalLayout.stroke(graph, graph.nodes().get(node).journeys()))
                .max()
                .orElse(MARK);
        widest = Math.max(widest, 11) + 7;
        baseX = offX + (offBase ? OFF_BASE : 0) + widest / 2;
        namesX = baseX + widest / 2 + NAME_GAP;
        namesEnd = namesX + 60;
        for (int node = 0; node < size; node++) {
            namesEnd = Math.max(namesEnd, namesX + nameWidth(node));
        }
        namesEnd = Math.max(namesEnd, namesX + Lettering.widest(graph.enter(), Lettering.NAME));
        for (Stub spur : spurs) {
            namesEnd = Math.max(namesEnd, namesX + HOOK + 6 + spur.labelWidth());
        }
        for (Stub loop : loops) {
            namesEnd = Math.max(namesEnd, namesX + HOOK + 2 * loop.width() + 6 + loop.labelWidth());
        }
        x = namesEnd + 4;
        for (List<Line> lane : pack(rights)) {
            x = spread(lane, x, rightX, rights);
        }
        totalWidth = x + MARGIN;
    }

    private double nameWidth(int node) {
        return Math.max(
                Lettering.widest(lines.get(node), Lettering.NAME),
                Lettering.widest(graph.nodes().get(node).metrics(), Lettering.METRIC));
    }

    /// Lanes from the base line outwards, the short ones nearest.
    private static List<List<Line>> pack(List<Line> all) {
        List<List<Line>> lanes = new ArrayList<>();
        all.stream()
                .sorted(Comparator.comparingDouble(line -> Math.abs(line.in().y - line.out().y)))
                .forEach(line -> {
                    int lane = 0;
                    while (lane < lanes.size() && lanes.get(lane).stream().anyMatch(other -> meet(line, other))) {
                        lane++;
                    }
                    if (lane == lanes.size()) {
                        lanes.add(new ArrayList<>());
                    }
                    lanes.get(lane).add(line);
                });
        return lanes;
    }

    private static boolean meet(Line one, Line other) {
        double clearance = 4 + (one.width() + other.width()) / 2;
        double oneTop = Math.min(one.in().y, one.out().y);
        double oneBottom = Math.max(one.in().y, one.out().y);
        double otherTop = Math.min(other.in().y, other.out().y);
        double otherBottom = Math.max(other.in().y, other.out().y);
        return oneTop < otherBottom + clearance && otherTop < oneBottom + clearance;
    }

    private static double spread(List<Line> lane, double from, Map<Integer, Double> places, List<Line> all) {
        double widest = lane.stream().mapToDouble(Line::width).max().orElse(0) + LANE_GAP;
        for (Line line : lane) {
            places.put(all.indexOf(line), from + widest / 2);
        }
        return from + widest;
    }

    // ---- result

    private Plan plan(Map<Integer, Double> leftX, Map<Integer, Double> rightX) {
        List<Plan.Station> stations =
                IntStream.range(0, size).mapToObj(this::station).toList();
        List<Plan.Track> tracks = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            tracks.add(reach(bases.get(i), baseTargets.get(i)));
        }
        for (int i = 0; i < lefts.size(); i++) {
            tracks.add(track(lefts.get(i), leftX.getOrDefault(i, 0.0), -1));
        }
        for (int i = 0; i < rights.size(); i++) {
            tracks.add(track(rights.get(i), rightX.getOrDefault(i, 0.0), 1));
        }
        loops.forEach(loop -> tracks.add(loop(loop)));
        return new Plan(
                totalWidth,
                totalHeight,
                true,
                grid.base,
                stations,
                List.copyOf(tracks),
                spurs.stream().map(this::spur).toList(),
                terminals());
    }

    private Plan.Station station(int node) {
        Box label = new Box(
                namesX,
                blockTop[node],
                nameWidth(node),
                lines.get(node).size() * Lettering.NAME_LINE + metricHeight(node));
        if (grid.onBase(node)) {
            double across = Math.max(river(node), 6) + 7;
            return new Plan.Station(
                    node,
                    true,
                    new Box(baseX - across / 2, markY[node] - MARK / 2, across, MARK),
                    label,
                    lines.get(node));
        }
        double top = markY[node] - 5.5;
        double bottom = markY[node] + 5.5;
        for (Slot slot : slots) {
            if (slot.node == node) {
                top = Math.min(top, slot.y - slot.width / 2 - 2);
                bottom = Math.max(bottom, slot.y + slot.width / 2 + 2);
            }
        }
        return new Plan.Station(node, false, new Box(offX - MARK / 2, top, MARK, bottom - top), label, lines.get(node));
    }

    private double river(int node) {
        return HorizontalLayout.stroke(graph, graph.nodes().get(node).journeys());
    }

    private Plan.Track reach(Stub base, int to) {
        int from = base.node();
        List<Point> corners = List.of(
                new Point(baseX, markY[from] + (from == start ? 0 : MARK / 2)),
                new Point(baseX, markY[to] - (to == end ? 0 : MARK / 2)));
        double height = Lettering.NUMBER_LINE - 1;
        Box label = new Box(namesX, base.slot().y - height + 1, base.labelWidth(), height);
        return new Plan.Track(
                base.link(),
                from == start ? -1 : from,
                to == end ? -1 : to,
                Plan.Kind.BASE,
                corners,
                base.width(),
                from == start ? base.width() : river(from),
                to == end ? base.width() : river(to),
                label,
                false);
    }

    private Plan.Track track(Line line, double lane, int side) {
        List<Point> corners = List.of(
                new Point(edge(line.from(), side), line.out().y),
                new Point(lane, line.out().y),
                new Point(lane, line.in().y),
                new Point(edge(line.to(), side), line.in().y));
        double height = Lettering.NUMBER_LINE - 1;
        double x = side < 0 ? zoneX + 1 : namesEnd - line.labelWidth();
        Slot slot = line.labelSlot();
        Box label = new Box(x, slot.y - slot.width / 2 - height, line.labelWidth(), height);
        return new Plan.Track(
                line.link(), line.from(), line.to(), line.kind(), corners, line.width(), 0, 0, label, false);
    }

    /// Where a line meets its station: inside the base line, or at the mark beside it.
    private double edge(int node, int side) {
        if (node >= size || grid.onBase(node)) {
            double half = node >= size ? 3 : river(node) / 2;
            return baseX + side * Math.max(half - 2, 0.5);
        }
        return offX + side * MARK / 2;
    }

    private Plan.Track loop(Stub loop) {
        double x = edge(loop.node(), 1);
        double far = namesX + HOOK + loop.width();
        double low = loop.slot().y + loop.slot().width / 2 - loop.width() / 2;
        double high = low - 9 - loop.width();
        List<Point> corners = List.of(new Point(x, high), new Point(far, high), new Point(far, low), new Point(x, low));
        double height = Lettering.NUMBER_LINE - 1;
        Box label = new Box(far + loop.width() / 2 + 4, (low + high - height) / 2, loop.labelWidth(), height);
        return new Plan.Track(
                loop.link(), loop.node(), loop.node(), Plan.Kind.LOOP, corners, loop.width(), 0, 0, label, false);
    }

    private Plan.Spur spur(Stub spur) {
        double y = spur.slot().y;
        double tip = namesX + HOOK;
        double height = Lettering.NUMBER_LINE - 1;
        Box label = new Box(tip + 6, y - height / 2, spur.labelWidth(), height);
        return new Plan.Spur(
                spur.node(),
                spur.exit(),
                List.of(new Point(edge(spur.node(), 1), y), new Point(tip, y)),
                spur.width(),
                label);
    }

    private List<Plan.Terminal> terminals() {
        List<Plan.Terminal> terminals = new ArrayList<>();
        Box label = new Box(
                namesX, blockTop[start], Lettering.widest(graph.enter(), Lettering.NAME), 2 * Lettering.NAME_LINE);
        terminals.add(new Plan.Terminal(true, -1, new Point(baseX, markY[start]), label));
        int last = grid.base.getLast();
        if (graph.nodes().get(last).ends() > 0) {
            terminals.add(new Plan.Terminal(
                    false, last, new Point(baseX, markY[end]), new Box(baseX - 10, markY[end] - 10, 20, 20)));
        }
        return List.copyOf(terminals);
    }
}
