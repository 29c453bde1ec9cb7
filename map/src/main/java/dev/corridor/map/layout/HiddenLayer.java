package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Adds what is hidden at the opening to the finished plan of what is not, without moving any of it.
///
/// Hidden touchpoints get rows below the opening, each as near as can be to those it is joined with. Hidden steps run
/// wherever the opening left room, and below it: see [Router].
final class HiddenLayer {
    private static final double MARGIN = 8;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_WIDTH_UPRIGHT = 340;
    private static final double SIDE = 22;
    private static final double SPUR_OUT = 16;
    private static final double SPUR_DROP = 18;
    private static final double NUMBER_HEIGHT = Lettering.NUMBER_LINE - 1;
    private static final double ROW_GAP = 34;
    private static final double LANE = 18;
    private static final double BLANK = 6;
    private static final int MOST_LANES = 80;
    private static final int FEW_LANES = 20;

    /// Pixels right of the opening that tracks may take.
    private static final double BORDER = 36;

    private static final int ATTEMPTS = 8;

    private final Graph graph;
    private final Plan opening;
    private final boolean[] shown;
    private final Effort effort;
    private final double floor;
    private final Map<Integer, Plan.Station> stations = new HashMap<>();
    private final List<Plan.Spur> spurs = new ArrayList<>();
    private final List<Plan.Track> tracks = new ArrayList<>();
    private final double width;
    private double bottom;
    private int deepestLane;

    /// @param opening with the numbers of nodes and links in the graph
    private HiddenLayer(Graph graph, Plan opening, Effort effort) {
        this.graph = graph;
        this.opening = opening;
        this.effort = effort;
        this.shown = new boolean[graph.nodes().size()];
        opening.stations().forEach(station -> {
            shown[station.node()] = true;
            stations.put(station.node(), station);
        });
        this.floor = opening.height();
        this.bottom = floor;
        boolean nodesHidden = stations.size() < shown.length;
        double least = opening.vertical() ? LEAST_WIDTH_UPRIGHT : LEAST_WIDTH;
        this.width = nodesHidden ? Math.max(opening.width(), least) : opening.width();
    }

    /// The whole plan; empty where there is not room enough for every hidden step.
    ///
    /// @param effort for the ways of hidden steps; where it is spent there is not room enough
    static Optional<Plan> under(Graph graph, Plan opening, Effort effort) {
        HiddenLayer layer = new HiddenLayer(graph, opening, effort);
        layer.placeStations();
        return layer.placeSteps() ? Optional.of(layer.plan()) : Optional.empty();
    }

    // ---- touchpoints

    private record Wish(int node, double x) {}

    private void placeStations() {
        List<Wish> wishes = IntStream.range(0, shown.length)
                .filter(node -> !shown[node])
                .mapToObj(node -> new Wish(node, wish(node)))
                .sorted(Comparator.comparingDouble(Wish::x).thenComparingInt(Wish::node))
                .toList();
        List<List<Box>> rows = new ArrayList<>();
        List<List<Wish>> members = new ArrayList<>();
        for (Wish wish : wishes) {
            double half = halfRoom(wish.node());
            int row = 0;
            while (row < rows.size() && end(rows.get(row)) > wish.x() + SIDE) {
                row++;
            }
            if (row == rows.size()) {
                rows.add(new ArrayList<>());
                members.add(new ArrayList<>());
            }
            double x = Math.max(wish.x(), end(rows.get(row)) + half);
            if (x + half > width - MARGIN) {
                row = roomiest(rows, half);
                if (row == rows.size()) {
                    rows.add(new ArrayList<>());
                    members.add(new ArrayList<>());
                }
                x = Math.min(Math.max(wish.x(), end(rows.get(row)) + half), width - MARGIN - half);
            }
            rows.get(row).add(new Box(x - half, 0, 2 * half, 0));
            members.get(row).add(new Wish(wish.node(), x));
        }
        for (List<Wish> row : members) {
            placeRow(row);
        }
    }

    private double end(List<Box> row) {
        return row.isEmpty() ? MARGIN + SIDE / 2 : row.getLast().right();
    }

    private int roomiest(List<List<Box>> rows, double half) {
        for (int row = 0; row < rows.size(); row++) {
            if (end(rows.get(row)) + 2 * half <= width - MARGIN) {
                return row;
            }
        }
        return rows.size();
    }

    /// The mean place of the touchpoints it is joined with.
    private double wish(int node) {
        double sum = 0;
        double weight = 0;
        for (Graph.Link link : graph.links()) {
            int other = link.from() == node ? link.to() : link.to() == node ? link.from() : node;
            if (other != node && shown[other]) {
                double x = stations.getOrDefault(other, opening.stations().getFirst())
                        .mark()
                        .centerX();
                sum += x * link.count();
                weight += link.count();
            }
        }
        double half = halfRoom(node);
        double x = weight == 0 ? width / 2 : sum / weight;
        return Math.max(MARGIN + SIDE / 2 + half, Math.min(x, width - MARGIN - half));
    }

    private List<String> lines(int node) {
        return Lettering.breakName(graph.nodes().get(node).name(), 3);
    }

    private double nameWidth(int node) {
        return Math.max(
                Lettering.widest(lines(node), Lettering.NAME),
                Lettering.widest(graph.nodes().get(node).metrics(), Lettering.METRIC));
    }

    private double halfRoom(int node) {
        Graph.Node data = graph.nodes().get(node);
        double half = nameWidth(node) / 2;
        if (data.ends() > 0) {
            half = Math.max(half, SPUR_OUT + Lettering.widest(data.endLines(), Lettering.NUMBER) / 2);
        }
        if (data.starts() > 0) {
            half = Math.max(half, SPUR_OUT + Lettering.widest(data.startLines(), Lettering.NUMBER) / 2);
        }
        return half + SIDE + doors(node) / 4;
    }

    /// Pixels its steps need.
    private double doors(int node) {
        return graph.links().stream()
                .filter(link -> link.from() == node || link.to() == node)
                .mapToDouble(link -> Raster.slot(HorizontalLayout.stroke(graph, link.journeys())))
                .sum();
    }

    private void placeRow(List<Wish> row) {
        double tallest = 0;
        for (Wish place : row) {
            tallest = Math.max(tallest, labelHeight(place.node()) + 5 + markHeight(place.node()));
        }
        double axis = bottom + ROW_GAP + laneRoom() + tallest;
        for (Wish place : row) {
            int node = place.node();
            double height = markHeight(node);
            Box mark = new Box(place.x() - 5.5, axis - height, 11, height);
            double wide = nameWidth(node);
            Box label = new Box(place.x() - wide / 2, mark.y() - 5 - labelHeight(node), wide, labelHeight(node));
            stations.put(node, new Plan.Station(node, false, mark, label, lines(node)));
            Graph.Node data = graph.nodes().get(node);
            if (data.starts() > 0) {
                spurs.add(spur(node, mark, false, data.starts(), data.startLines()));
            }
            if (data.ends() > 0) {
                spurs.add(spur(node, mark, true, data.ends(), data.endLines()));
            }
        }
        bottom = axis + SPUR_DROP + Lettering.NUMBER_LINE + 4;
    }

    /// Room for level tracks between two rows; what remains blank is cut out afterwards.
    private double laneRoom() {
        long hidden = graph.links().stream().filter(this::hidden).count();
        return LANE * Math.min(24, hidden / 3.0);
    }

    private double labelHeight(int node) {
        return lines(node).size() * Lettering.NAME_LINE
                + (graph.nodes().get(node).metrics().isEmpty() ? 0 : Lettering.METRIC_LINE);
    }

    private double markHeight(int node) {
        return Math.max(11, doors(node) / 2 + 2 * Raster.CELL);
    }

    private Plan.Spur spur(int node, Box mark, boolean exit, long count, List<String> words) {
        double side = exit ? 1 : -1;
        double x = mark.centerX() + side * SPUR_OUT;
        double y = mark.bottom() - 2;
        double tip = mark.bottom() + SPUR_DROP;
        double wide = Lettering.widest(words, Lettering.NUMBER) + 2;
        double left =
                exit ? Math.max(x - wide / 2, mark.centerX() + 1) : Math.min(x - wide / 2, mark.centerX() - 1 - wide);
        return new Plan.Spur(
                node,
                exit,
                List.of(new Point(exit ? mark.right() : mark.x(), y), new Point(x, y), new Point(x, tip)),
                HorizontalLayout.stroke(graph, count),
                new Box(left, tip + 3, wide, NUMBER_HEIGHT));
    }

    // ---- steps

    private boolean hidden(Graph.Link link) {
        return link.rare() || !shown[link.from()] || !shown[link.to()];
    }

    private boolean placeSteps() {
        List<Integer> hidden = IntStream.range(0, graph.links().size())
                .filter(link -> hidden(graph.links().get(link)))
                .boxed()
                .sorted(Comparator.comparingLong(
                        link -> -graph.links().get(link).journeys()))
                .toList();
        if (hidden.isEmpty()) {
            return true;
        }
        List<Integer> order = new ArrayList<>(hidden);
        double start = bottom;
        for (int attempt = 0; attempt < ATTEMPTS && !effort.isSpent(); attempt++) {
            bottom = start;
            int failed = place(order, attempt < ATTEMPTS / 2 ? FEW_LANES : MOST_LANES);
            if (failed < 0) {
                return true;
            }
            order.removeIf(link -> link == failed);
            order.addFirst(failed);
        }
        return false;
    }

    /// @return the first step that finds no way; -1 where all do
    private int place(List<Integer> order, int mostLanes) {
        tracks.clear();
        double lanes = LANE * Math.min(mostLanes, order.size());
        Raster raster = new Raster(width + BORDER, bottom + ROW_GAP + lanes + MARGIN);
        fill(raster);
        deepestLane = Raster.at(bottom + ROW_GAP);
        Router router = new Router(raster, Raster.at(bottom + ROW_GAP), effort);
        for (int link : order) {
            Optional<Plan.Track> track = near(link, raster, router).or(() -> deep(link, raster, router));
            if (track.isEmpty()) {
                return link;
            }
            tracks.add(track.get());
            raster.block(track.get().label(), 1);
        }
        return -1;
    }

    private void fill(Raster raster) {
        opening.tracks().forEach(track -> {
            if (track.kind() == Plan.Kind.BASE) {
                double half = Math.max(track.width(), Math.max(track.fromWidth(), track.toWidth())) / 2;
                Point a = track.corners().getFirst();
                Point b = track.corners().getLast();
                double across = opening.vertical() ? half : 0;
                double along = half - across;
                raster.discourage(Box.between(a.x() - across, a.y() - along, b.x() + across, b.y() + along));
            } else {
                raster.block(track.corners(), track.width());
            }
            raster.block(track.label(), 1);
        });
        List<Plan.Spur> all = new ArrayList<>(opening.spurs());
        all.addAll(spurs);
        all.forEach(spur -> {
            raster.block(spur.corners(), spur.width());
            Point tip = spur.corners().getLast();
            raster.block(new Box(tip.x() - 8, tip.y() - 4, 16, 6), 1);
            raster.block(spur.label(), 1);
        });
        opening.terminals().forEach(terminal -> {
            raster.block(new Box(terminal.center().x() - 10, terminal.center().y() - 10, 20, 20), 1);
            raster.block(terminal.label(), 1);
        });
        IntStream.range(0, shown.length).forEach(node -> {
            Plan.Station station = station(node);
            raster.block(station.mark(), Router.MARK_GAP);
            raster.block(station.label(), 1.5);
        });
    }

    private Plan.Station station(int node) {
        Plan.Station station = stations.get(node);
        if (station == null) {
            throw new IllegalStateException("a touchpoint without its place");
        }
        return station;
    }

    /// Anywhere above the lanes at the bottom.
    private Optional<Plan.Track> near(int index, Raster raster, Router router) {
        Graph.Link link = graph.links().get(index);
        double stroke = HorizontalLayout.stroke(graph, link.journeys());
        List<Point> corners =
                router.way(station(link.from()).mark(), station(link.to()).mark(), stroke);
        if (corners.isEmpty()) {
            return Optional.empty();
        }
        byte[] before = raster.save();
        raster.block(corners, stroke);
        Optional<Box> label = label(corners, stroke, numberWidth(link), raster);
        if (label.isEmpty()) {
            raster.restore(before);
        }
        return label.map(box -> track(index, corners, stroke, box));
    }

    /// Down to the first lane below everything with room enough, and up again.
    private Optional<Plan.Track> deep(int index, Raster raster, Router router) {
        Graph.Link link = graph.links().get(index);
        double stroke = HorizontalLayout.stroke(graph, link.journeys());
        List<Point> down = router.drop(station(link.from()).mark(), true, stroke, deepestLane);
        if (down.isEmpty()) {
            return Optional.empty();
        }
        byte[] before = raster.save();
        raster.block(down, stroke);
        List<Point> up = router.drop(station(link.to()).mark(), false, stroke, deepestLane);
        Optional<Plan.Track> track =
                up.isEmpty() ? Optional.empty() : inLane(index, down, up, stroke, raster, router.floor());
        if (track.isEmpty()) {
            raster.restore(before);
        }
        return track;
    }

    private Optional<Plan.Track> inLane(
            int index, List<Point> down, List<Point> up, double stroke, Raster raster, int floorRow) {
        int beside = Raster.beside(stroke);
        int from = Raster.at(down.getLast().x());
        int to = Raster.at(up.getLast().x());
        int least = Math.min(from, to);
        int most = Math.max(from, to);
        double wide = numberWidth(graph.links().get(index));
        int step = Raster.at(LANE);
        int deepest = floorRow + 1 + beside;
        for (int row = floorRow + step + beside; row < raster.rows - 1 - beside; row += step) {
            if (!raster.uprightFree(from, deepest, row, beside) || !raster.uprightFree(to, deepest, row, beside)) {
                return Optional.empty();
            }
            deepest = row;
            double y = Raster.center(row) - stroke / 2 - 2 - NUMBER_HEIGHT;
            Optional<Box> label = raster.levelFree(least, most, row, beside)
                    ? laneLabel(least, most, y, wide, stroke, floorRow, raster)
                    : Optional.empty();
            if (label.isPresent()) {
                List<Point> corners = new ArrayList<>(down.subList(0, down.size() - 1));
                corners.add(new Point(Raster.center(from), Raster.center(row)));
                corners.add(new Point(Raster.center(to), Raster.center(row)));
                corners.addAll(up.subList(0, up.size() - 1).reversed());
                raster.block(corners, stroke);
                deepestLane = Math.max(deepestLane, row);
                bottom = Math.max(bottom, Raster.center(row) + stroke + MARGIN);
                return Optional.of(track(index, corners, stroke, label.get()));
            }
        }
        return Optional.empty();
    }

    /// Above the lane or beside it: where the fewest columns are lost for those who come down later.
    private Optional<Box> laneLabel(
            int least, int most, double y, double wide, double stroke, int floorRow, Raster raster) {
        double away = stroke / 2 + 4;
        double left = Raster.center(least) + away;
        double right = Raster.center(most) - away - wide;
        Optional<Box> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        double middle = (left + right) / 2;
        for (double off = 0; off <= (right - left) / 2; off += Raster.CELL) {
            for (double x : new double[] {middle - off, middle + off}) {
                Box box = new Box(x, y, wide, NUMBER_HEIGHT);
                int lost = lost(box, floorRow, raster);
                if (lost < fewest && raster.empty(box)) {
                    fewest = lost;
                    best = Optional.of(box);
                }
            }
        }
        return best.or(() -> Stream.of(Raster.center(most) + away, Raster.center(least) - away - wide)
                .filter(x -> x > 2 && x + wide < width - 2)
                .map(x -> new Box(x, y, wide, NUMBER_HEIGHT))
                .filter(raster::empty)
                .findFirst());
    }

    private int lost(Box box, int floorRow, Raster raster) {
        int lost = 0;
        for (int column = Raster.at(box.x()); column <= Raster.at(box.right()); column++) {
            lost += raster.uprightFree(column, floorRow, deepestLane, 0) ? 1 : 0;
        }
        return lost;
    }

    private static double numberWidth(Graph.Link link) {
        return Lettering.widest(link.labels(), Lettering.NUMBER) + 2;
    }

    private Plan.Track track(int index, List<Point> corners, double stroke, Box label) {
        Graph.Link link = graph.links().get(index);
        Plan.Kind kind =
                kind(link, station(link.from()).mark(), station(link.to()).mark(), opening.vertical());
        return new Plan.Track(index, link.from(), link.to(), kind, List.copyOf(corners), stroke, 0, 0, label, false);
    }

    private static Plan.Kind kind(Graph.Link link, Box from, Box to, boolean vertical) {
        if (link.from() == link.to()) {
            return Plan.Kind.LOOP;
        }
        boolean onward = vertical ? to.centerY() > from.centerY() : to.centerX() > from.centerX();
        return onward ? Plan.Kind.ONWARD : Plan.Kind.BACK;
    }

    /// A free place for the number: above or below a level leg, else beside an upright one.
    private static Optional<Box> label(List<Point> corners, double stroke, double wide, Raster raster) {
        List<Box> wanted = new ArrayList<>();
        double away = stroke / 2 + 2.6;
        for (int i = 0; i + 1 < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get(i + 1);
            double low = Math.min(a.x(), b.x());
            double high = Math.max(a.x(), b.x());
            if (a.y() == b.y() && high - low >= wide) {
                double middle = (low + high - wide) / 2;
                for (double off = 0; off <= (high - low - wide) / 2; off += 6) {
                    for (double x : new double[] {middle - off, middle + off}) {
                        wanted.add(new Box(x, a.y() - away - NUMBER_HEIGHT, wide, NUMBER_HEIGHT));
                        wanted.add(new Box(x, a.y() + away, wide, NUMBER_HEIGHT));
                    }
                }
            }
        }
        for (int i = 0; i + 1 < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get(i + 1);
            double top = Math.min(a.y(), b.y());
            double end = Math.max(a.y(), b.y());
            if (a.x() == b.x() && end - top >= NUMBER_HEIGHT) {
                for (double y = end - NUMBER_HEIGHT; y >= top; y -= 4) {
                    wanted.add(new Box(a.x() + away + 1, y, wide, NUMBER_HEIGHT));
                    wanted.add(new Box(a.x() - away - 1 - wide, y, wide, NUMBER_HEIGHT));
                }
            }
        }
        return wanted.stream().filter(raster::empty).findFirst();
    }

    // ---- result

    private double rightmost() {
        double right = 0;
        for (Plan.Track track : tracks) {
            right = Math.max(right, track.label().right());
            for (Point corner : track.corners()) {
                right = Math.max(right, corner.x() + track.width());
            }
        }
        return right;
    }

    private Plan plan() {
        List<Plan.Station> all =
                IntStream.range(0, shown.length).mapToObj(this::station).toList();
        List<Plan.Track> every = new ArrayList<>(opening.tracks());
        every.addAll(tracks);
        List<Plan.Spur> ends = new ArrayList<>(opening.spurs());
        ends.addAll(spurs);
        return BlankBands.cut(
                new Plan(
                        Math.max(width, rightmost() + MARGIN / 2),
                        bottom,
                        opening.vertical(),
                        opening.base(),
                        all,
                        List.copyOf(every),
                        List.copyOf(ends),
                        opening.terminals()),
                floor,
                BLANK);
    }
}
