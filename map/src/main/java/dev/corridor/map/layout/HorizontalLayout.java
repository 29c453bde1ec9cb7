package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The map from left to right.
///
/// Columns hold stations, their names and their numbers; the gaps between columns hold every vertical leg, each
/// on an x of its own; between two rows lies a channel in which every horizontal track has a y of its own, steps
/// back apart from steps on. A row may be used by one step on either side of a station. So nothing can run
/// through a station, a name or a number, whatever the graph. What then lies loosely is pushed together along either
/// axis in turn, see [Compaction].
public final class HorizontalLayout {
    private static final double MARGIN = 8;
    private static final double MARK = 10;
    private static final double SMALLEST_MARK = 11;
    private static final double LANE_GAP = 5;
    private static final double TRACK_PITCH = Lettering.NUMBER_LINE + 1;
    private static final double SPUR_DROP = 18;
    private static final double SPUR_LABEL = Lettering.NUMBER_LINE + 3;
    private static final int ROUNDS = 3;
    private static final double BASE_STEP = 58;
    private static final double MOST_STEP = 150;
    private static final double STAGE_STEP = 20;
    private static final double ROOMY = 950;
    private static final double GAP_PAD = 4;
    private static final int MOST_ENTRANCES = 8;
    private static final double NOTABLE_ENTRANCE = 0.02;
    private static final double INSIDE_FROM = 13;
    private static final double CORNER = 5;
    private static final double WIDEST_UPRIGHT = 10;
    private static final double[] SPARE = {0, 0, 8};
    private static final double[] AMPLE = {1, 1.6, 2};

    private final Graph graph;
    private final double[] doors;
    private final double spare;
    private final Grid grid;
    private final int size;
    private final int start;
    private final int end;
    private final int columnCount;
    private final int[] column;
    private final int[] row;
    private final List<Way> ways = new ArrayList<>();
    private final List<Way> loops = new ArrayList<>();
    private final List<SpurWay> spurs = new ArrayList<>();
    private final Set<Long> halfCells = new HashSet<>();
    private final Set<Long> stations = new HashSet<>();
    private final boolean[] runIn;
    private final boolean[] runOut;
    private final double[] upExtent;
    private final double[] downExtent;
    private final double[] topOffset;
    private final double[] spread;
    private final double[] rowY;
    private final int firstRow;
    private final int lastRow;
    private final double[] left;
    private final double[] right;
    private final double[] zone;
    private final double[] centerX;
    private final double[] gapStart;
    private final double[] stationX;
    private final double[] stationY;
    private final List<List<String>> lines = new ArrayList<>();
    private double totalHeight;
    private double totalWidth;

    private static final class SpurWay {
        final int node;
        final boolean exit;
        final double width;
        final double labelWidth;
        double offset;
        double drop;

        /// Whether it leads straight down from its station.
        boolean upright;

        Way.@Nullable Vertical leg;

        SpurWay(int node, boolean exit, double width, double labelWidth) {
            this.node = node;
            this.exit = exit;
            this.width = width;
            this.labelWidth = labelWidth;
        }
    }

    private HorizontalLayout(Graph graph, Grid grid, double[] doors, double spare) {
        this.graph = graph;
        this.doors = doors;
        this.spare = spare;
        this.grid = grid;
        this.size = graph.nodes().size();
        this.start = size;
        this.end = size + 1;
        this.columnCount = grid.columnCount + 2;
        this.column = new int[size + 2];
        this.row = new int[size + 2];
        for (int node = 0; node < size; node++) {
            column[node] = grid.columns[node] + 1;
            row[node] = grid.rows[node];
            stations.add(cell(column[node], row[node]));
            lines.add(Lettering.breakName(graph.nodes().get(node).name(), 3));
        }
        column[end] = columnCount - 1;
        this.firstRow = Arrays.stream(row).min().orElse(0);
        this.lastRow = Math.max(Arrays.stream(row).max().orElse(0), grid.rareRow);
        this.runIn = new boolean[size + 2];
        this.runOut = new boolean[size + 2];
        this.upExtent = new double[size + 2];
        this.downExtent = new double[size + 2];
        this.topOffset = new double[size + 2];
        this.spread = new double[size + 2];
        this.rowY = new double[lastRow - firstRow + 1];
        this.left = new double[columnCount];
        this.right = new double[columnCount];
        this.zone = new double[columnCount];
        this.centerX = new double[columnCount];
        this.gapStart = new double[columnCount];
        this.stationX = new double[size + 2];
        this.stationY = new double[size + 2];
    }

    /// The opening laid out as if it were alone, with what is hidden beneath; all at once where a design gives stages
    /// or
    /// the opening leaves no room.
    ///
    /// @param graph at least one node
    public static Plan of(Graph graph) {
        Graph.Part opening = graph.opening();
        if (opening.isWhole(graph) || graph.nodes().stream().anyMatch(node -> node.stage() >= 0)) {
            return together(graph);
        }
        double[] doors = opening.hiddenWidths(graph);
        Grid grid = Arrangement.of(opening.graph(), doors);
        Effort effort = new Effort();
        for (int room = 0; room < SPARE.length && !effort.isSpent(); room++) {
            double spare = SPARE[room];
            double ample = AMPLE[room];
            double[] widths = Arrays.stream(doors).map(door -> ample * door).toArray();
            Optional<Plan> plan = HiddenLayer.under(
                    graph, opening.renumbered(together(opening.graph(), grid, widths, spare)), effort);
            if (plan.isPresent()) {
                return plan.get();
            }
        }
        return together(graph);
    }

    static Plan together(Graph graph) {
        return together(graph, new double[graph.nodes().size()], 0);
    }

    /// @param doors pixels that hidden steps will need at each node
    /// @param spare pixels of room left between the columns for what comes later
    static Plan together(Graph graph, double[] doors, double spare) {
        return together(graph, Grid.of(graph), doors, spare);
    }

    static Plan together(Graph graph, Grid grid, double[] doors, double spare) {
        return laidOut(graph, grid, doors, spare, ROUNDS, Compaction.SWEEPS);
    }

    /// As good as the finished plan for comparing arrangements, and made much faster.
    static Plan draft(Graph graph, Grid grid, double[] doors) {
        return laidOut(graph, grid, doors, 0, 1, 3);
    }

    private static Plan laidOut(Graph graph, Grid grid, double[] doors, double spare, int rounds, int sweeps) {
        HorizontalLayout layout = new HorizontalLayout(graph, grid, doors, spare);
        layout.collectWays();
        layout.route();
        layout.packChannels();
        layout.stackPorts();
        layout.chooseNumberSpots();
        layout.placeRows();
        layout.placeColumns();
        layout.compact(rounds, sweeps);
        return layout.plan();
    }

    // ---- what there is to draw

    private void collectWays() {
        for (int i = 0; i < graph.links().size(); i++) {
            Graph.Link link = graph.links().get(i);
            double labelWidth = Lettering.widest(link.labels(), Lettering.NUMBER) + 2;
            Plan.Kind kind = kind(link.from(), link.to());
            Way way =
                    new Way(i, link.from(), link.to(), kind, stroke(graph, link.journeys()), labelWidth, link.count());
            (kind == Plan.Kind.LOOP ? loops : ways).add(way);
        }
        Set<Integer> entrances = entrances();
        for (int node = 0; node < size; node++) {
            Graph.Node data = graph.nodes().get(node);
            if (entrances.contains(node)) {
                boolean first = node == grid.base.getFirst();
                ways.add(terminalWay(start, node, data.starts(), data.startLines(), first));
            } else if (data.starts() > 0) {
                spurs.add(spur(node, false, data.starts(), data.startLines()));
            }
            if (node == grid.base.getLast()) {
                if (data.ends() > 0) {
                    ways.add(terminalWay(node, end, data.ends(), data.endLines(), true));
                }
            } else if (data.ends() > 0) {
                spurs.add(spur(node, true, data.ends(), data.endLines()));
            }
        }
    }

    private Plan.Kind kind(int from, int to) {
        if (from == to) {
            return Plan.Kind.LOOP;
        }
        if (grid.onBase(from)
                && grid.onBase(to)
                && grid.baseIndex(to) == grid.baseIndex(from) + 1
                && column[to] > column[from]) {
            return Plan.Kind.BASE;
        }
        return column[to] > column[from] ? Plan.Kind.ONWARD : Plan.Kind.BACK;
    }

    private Set<Integer> entrances() {
        Set<Integer> entrances = new HashSet<>();
        if (graph.nodes().get(grid.base.getFirst()).starts() > 0) {
            entrances.add(grid.base.getFirst());
        }
        IntStream.range(0, size)
                .boxed()
                .filter(node -> !grid.base.getFirst().equals(node))
                .filter(node -> graph.nodes().get(node).starts() >= NOTABLE_ENTRANCE * graph.journeys()
                        && graph.nodes().get(node).starts() > 0)
                .sorted(Comparator.comparingLong(
                                (Integer node) -> -graph.nodes().get(node).starts())
                        .thenComparing(node -> node))
                .limit(MOST_ENTRANCES)
                .forEach(entrances::add);
        return entrances;
    }

    private Way terminalWay(int from, int to, long count, List<String> words, boolean base) {
        double labelWidth = Widths.of(words.getFirst(), Lettering.NUMBER) + 2;
        Plan.Kind kind = base ? Plan.Kind.BASE : Plan.Kind.ONWARD;
        return new Way(-1, from, to, kind, stroke(graph, count), labelWidth, count);
    }

    private SpurWay spur(int node, boolean exit, long count, List<String> words) {
        return new SpurWay(node, exit, stroke(graph, count), Lettering.widest(words, Lettering.NUMBER) + 2);
    }

    static double stroke(Graph graph, long journeys) {
        double share = graph.journeys() == 0 ? 0 : (double) journeys / graph.journeys();
        return Math.max(Plan.MIN_WIDTH, Plan.FULL_WIDTH * Math.min(1, share));
    }

    // ---- routes

    private void route() {
        for (Way way : ways) {
            claim(column[way.from], true, row[way.from]);
            claim(column[way.to] - 1, false, row[way.to]);
        }
        ways.stream().filter(Way::back).forEach(this::routeBack);
        for (SpurWay spur : spurs) {
            spur.upright = spur.exit && spur.width <= WIDEST_UPRIGHT && noneBelow(spur.node);
        }
        for (SpurWay spur : besides()) {
            claim(spur.exit ? column[spur.node] : column[spur.node] - 1, spur.exit, row[spur.node]);
        }
        ways.stream().filter(way -> way.kind == Plan.Kind.BASE).forEach(way -> run(way, Way.Route.STRAIGHT));
        ways.stream()
                .filter(way -> way.kind == Plan.Kind.ONWARD)
                .sorted(Comparator.comparingLong((Way way) -> -way.weight))
                .forEach(this::routeOnward);
        for (Way way : ways) {
            addLegs(way);
        }
        for (SpurWay spur : besides()) {
            spur.leg = new Way.Vertical(
                    spur.exit ? column[spur.node] : column[spur.node] - 1,
                    spur.exit,
                    Math.max(spur.width, Math.max(12, spur.labelWidth)),
                    true);
        }
    }

    private boolean noneBelow(int node) {
        return ways.stream().noneMatch(way -> (way.bottomFrom && way.from == node) || (way.bottomTo && way.to == node));
    }

    /// Spurs that leave or reach their station at its side.
    private List<SpurWay> besides() {
        return spurs.stream().filter(spur -> !spur.upright).toList();
    }

    private void routeOnward(Way way) {
        int from = row[way.from];
        int to = row[way.to];
        if (from == to && from != 0 && !runOut[way.from] && !runIn[way.to] && free(way, from)) {
            occupy(way, from);
            run(way, Way.Route.STRAIGHT);
        } else if (from != to && to != 0 && !runIn[way.to] && free(way, to)) {
            occupy(way, to);
            run(way, Way.Route.ALONG_TARGET);
        } else if (from != to && from != 0 && !runOut[way.from] && free(way, from)) {
            occupy(way, from);
            run(way, Way.Route.ALONG_SOURCE);
        } else {
            way.channel = outOfTheWay(way, channel(from, to, false));
        }
    }

    private void routeBack(Way way) {
        way.channel = outOfTheWay(way, channel(row[way.from], row[way.to], true));
        way.bottomFrom = way.channel == 1 && row[way.from] == 0;
        way.bottomTo = way.channel == 1 && row[way.to] == 0;
    }

    /// Tracks hidden at the opening run below everything that is not.
    private int outOfTheWay(Way way, int nearest) {
        boolean rare = way.link >= 0 && graph.links().get(way.link).rare();
        return rare ? Math.max(nearest, grid.rareRow + 1) : nearest;
    }

    /// The channel above row `k` is channel `k`; the nearest one to the base line is taken.
    private static int channel(int from, int to, boolean back) {
        int upper = Math.min(from, to);
        int lower = Math.max(from, to);
        if (upper == lower) {
            return upper < 0 ? upper + 1 : upper > 0 ? upper : back ? 1 : 0;
        }
        if (lower <= 0) {
            return lower;
        }
        return upper >= 0 ? upper + 1 : back ? 1 : 0;
    }

    private void run(Way way, Way.Route route) {
        way.route = route;
        runOut[way.from] |= route != Way.Route.ALONG_TARGET;
        runIn[way.to] |= route != Way.Route.ALONG_SOURCE;
    }

    private boolean free(Way way, int onRow) {
        int first = column[way.from];
        int last = column[way.to] - 1;
        for (int gap = first; gap <= last; gap++) {
            boolean ownStub = gap == first && row[way.from] == onRow;
            if (!ownStub && halfCells.contains(half(gap, true, onRow))) {
                return false;
            }
            boolean ownArrival = gap == last && row[way.to] == onRow;
            if (!ownArrival && halfCells.contains(half(gap, false, onRow))) {
                return false;
            }
            if (gap > first && stations.contains(cell(gap, onRow))) {
                return false;
            }
        }
        return true;
    }

    private void occupy(Way way, int onRow) {
        for (int gap = column[way.from]; gap < column[way.to]; gap++) {
            claim(gap, true, onRow);
            claim(gap, false, onRow);
        }
    }

    private void claim(int gap, boolean after, int onRow) {
        halfCells.add(half(gap, after, onRow));
    }

    private static long half(int gap, boolean after, int onRow) {
        return cell(gap * 2 + (after ? 0 : 1), onRow);
    }

    private static long cell(int x, int y) {
        return ((long) x << 32) | (y & 0xffffffffL);
    }

    private void addLegs(Way way) {
        boolean leaves = way.route == Way.Route.ALONG_TARGET || (way.route == Way.Route.CHANNEL && !way.bottomFrom);
        boolean arrives = way.route == Way.Route.ALONG_SOURCE || (way.route == Way.Route.CHANNEL && !way.bottomTo);
        if (leaves) {
            way.leaving = new Way.Vertical(column[way.from], true, way.width, false);
        }
        if (arrives) {
            way.arriving = new Way.Vertical(column[way.to] - 1, false, way.width, false);
        }
    }

    // ---- channels

    private record Channel(List<List<Way>> onward, List<List<Way>> back) {
        double height() {
            return height(onward) + height(back);
        }

        static double height(List<List<Way>> lanes) {
            return lanes.stream().mapToDouble(Channel::pitch).sum() + (lanes.isEmpty() ? 0 : 8);
        }

        static double pitch(List<Way> lane) {
            return lane.stream().mapToDouble(way -> way.width).max().orElse(0) + TRACK_PITCH;
        }
    }

    private final Map<Integer, Channel> channels = new HashMap<>();

    private void packChannels() {
        for (int channel = firstRow; channel <= lastRow + 1; channel++) {
            int here = channel;
            channels.put(
                    channel,
                    new Channel(
                            pack(ways.stream()
                                    .filter(way -> way.route == Way.Route.CHANNEL && way.channel == here && !way.back())
                                    .toList()),
                            pack(ways.stream()
                                    .filter(way -> way.route == Way.Route.CHANNEL && way.channel == here && way.back())
                                    .toList())));
        }
    }

    private List<List<Way>> pack(List<Way> tracks) {
        List<List<Way>> lanes = new ArrayList<>();
        tracks.stream()
                .sorted(Comparator.comparingInt((Way way) -> reachEnd(way) - reachStart(way))
                        .thenComparing(Comparator.comparingLong((Way way) -> way.weight)
                                .reversed()))
                .forEach(way -> {
                    int lane = 0;
                    while (lane < lanes.size() && lanes.get(lane).stream().anyMatch(other -> meet(way, other))) {
                        lane++;
                    }
                    if (lane == lanes.size()) {
                        lanes.add(new ArrayList<>());
                    }
                    lanes.get(lane).add(way);
                    way.lane = lane;
                });
        return lanes;
    }

    private boolean meet(Way one, Way other) {
        return reachStart(one) <= reachEnd(other) && reachStart(other) <= reachEnd(one);
    }

    /// Rough place of the left end of a track: three per column, its middle, the legs after it, the legs before the
    /// next one.
    private int reachStart(Way way) {
        return way.back() ? arrivalPlace(way) : departurePlace(way);
    }

    private int reachEnd(Way way) {
        return way.back() ? departurePlace(way) : arrivalPlace(way);
    }

    private int departurePlace(Way way) {
        return 3 * column[way.from] + (way.bottomFrom ? 0 : 1);
    }

    private int arrivalPlace(Way way) {
        return way.bottomTo ? 3 * column[way.to] : 3 * (column[way.to] - 1) + 2;
    }

    // ---- ports

    private record Port(double width, double depth, boolean rare, java.util.function.DoubleConsumer place) {
        double slot() {
            return rare ? width + 1 : Math.max(width + 1.6, 3.6);
        }
    }

    private void stackPorts() {
        for (int node = 0; node < size + 2; node++) {
            double river = node < size && grid.onBase(node)
                    ? Plan.FULL_WIDTH
                            * Math.min(1, (double) graph.nodes().get(node).journeys() / Math.max(1, graph.journeys()))
                            / 2
                    : 0;
            stackSide(node, true, river);
            stackSide(node, false, river);
            double rim = river > 0 ? 3.5 : 1.5;
            upExtent[node] = Math.max(SMALLEST_MARK / 2, Math.max(upExtent[node], river) + rim);
            downExtent[node] = Math.max(SMALLEST_MARK / 2, Math.max(downExtent[node], river) + rim);
            if (node < size) {
                downExtent[node] = Math.max(downExtent[node], doorRoom(node) - upExtent[node]);
            }
            stackBottom(node);
        }
    }

    /// Height of a mark at which what is hidden finds room to leave and to arrive.
    private double doorRoom(int node) {
        if (doors[node] == 0) {
            return 0;
        }
        double used = ways.stream()
                .filter(way -> way.from == node || way.to == node)
                .mapToDouble(way -> Raster.slot(way.width))
                .sum();
        return (doors[node] * 1.3 + used) / 2 + 2 * Raster.CELL;
    }

    private void stackSide(int node, boolean leaving, double river) {
        List<Port> ups = new ArrayList<>();
        List<Port> downs = new ArrayList<>();
        Port middle = null;
        for (Way way : ways) {
            boolean atBottom = leaving ? way.bottomFrom : way.bottomTo;
            if ((leaving ? way.from : way.to) != node || atBottom) {
                continue;
            }
            double depth = depth(way);
            Port port = new Port(way.width, depth, rare(way), offset -> {
                if (leaving) {
                    way.fromOffset = offset;
                } else {
                    way.toOffset = offset;
                }
            });
            if (depth == row[node]) {
                middle = port;
            } else {
                (depth < row[node] ? ups : downs).add(port);
            }
        }
        for (SpurWay spur : spurs) {
            if (!spur.upright && spur.node == node && spur.exit == leaving) {
                downs.add(new Port(spur.width, Double.MAX_VALUE, false, offset -> spur.offset = offset));
            }
        }
        ups.sort(Comparator.comparingDouble(Port::depth));
        downs.sort(Comparator.comparingDouble(Port::depth));
        place(node, ups, middle, downs, river);
    }

    /// Row or channel a step turns to; the row of the station itself where it goes straight.
    private double depth(Way way) {
        return switch (way.route) {
            case STRAIGHT -> row[way.from];
            case ALONG_TARGET -> row[way.to];
            case ALONG_SOURCE -> row[way.from];
            case CHANNEL -> {
                double lane = way.lane / 1000.0;
                yield way.channel - (way.back() ? 0.7 : 0.5) + (way.channel <= 0 ? -lane : lane);
            }
        };
    }

    private void place(int node, List<Port> ups, @Nullable Port middle, List<Port> downs, double river) {
        double upper = ups.stream().mapToDouble(Port::slot).sum();
        double lower = downs.stream().mapToDouble(Port::slot).sum();
        double core = middle == null ? 0 : middle.width() / 2;
        double top;
        double bottom;
        if (middle == null && river == 0) {
            top = -(upper + lower) / 2;
            bottom = -top;
        } else {
            top = -Math.max(core + upper, river);
            bottom = Math.max(core + lower, river);
        }
        double at = top;
        for (Port port : ups) {
            port.place().accept(at + port.slot() / 2);
            at += port.slot();
        }
        if (middle != null) {
            middle.place().accept(0);
        }
        at = bottom;
        for (Port port : downs.reversed()) {
            port.place().accept(at - port.slot() / 2);
            at -= port.slot();
        }
        upExtent[node] = Math.max(upExtent[node], -top);
        downExtent[node] = Math.max(downExtent[node], bottom);
    }

    private void stackBottom(int node) {
        double rightmost = 2.5;
        for (Way way : ways.stream()
                .filter(way -> way.bottomFrom && way.from == node)
                .sorted(Comparator.comparingInt(way -> way.lane))
                .toList()) {
            way.fromOffset = rightmost + way.width / 2;
            rightmost += Math.max(way.width + 3, 6);
        }
        double leftmost = -2.5;
        for (Way way : ways.stream()
                .filter(way -> way.bottomTo && way.to == node)
                .sorted(Comparator.comparingInt(way -> way.lane))
                .toList()) {
            way.toOffset = leftmost - way.width / 2;
            leftmost -= Math.max(way.width + 3, 6);
        }
        spread[node] = Math.max(rightmost, -leftmost) + 3;
    }

    // ---- numbers

    private void chooseNumberSpots() {
        for (int node = 0; node < size; node++) {
            Graph.Node data = graph.nodes().get(node);
            double name = Math.max(
                    Lettering.widest(lines.get(node), Lettering.NAME),
                    Lettering.widest(data.metrics(), Lettering.METRIC));
            want(column[node], name / 2 + 5, name / 2 + 5);
            want(column[node], spread[node], spread[node]);
        }
        double enter = Lettering.widest(graph.enter(), Lettering.NAME) / 2 + 2;
        want(0, Math.max(enter, 12), Math.max(enter, 12));
        want(columnCount - 1, 14, 14);
        for (SpurWay spur : spurs) {
            double half = spur.upright ? spur.labelWidth / 2 + 3 : 0;
            want(column[spur.node], half, half);
        }
        for (Way loop : loops) {
            double side = 10 + loop.width + 3 + loop.labelWidth + 3;
            want(column[loop.from], 12 + loop.width, side);
        }
        for (Way way : ways) {
            chooseSpot(way);
        }
    }

    private void chooseSpot(Way way) {
        double beside = MARK / 2 + 4 + way.labelWidth + 4;
        switch (way.route) {
            case ALONG_TARGET -> spot(way, column[way.to], Way.Spot.LEFT, beside);
            case ALONG_SOURCE -> spot(way, column[way.from], Way.Spot.RIGHT, beside);
            case STRAIGHT -> {
                if (row[way.from] == 0 && column[way.to] > column[way.from] + 1) {
                    spot(way, column[way.from] + 1, Way.Spot.WHOLE, way.labelWidth / 2 + 4);
                } else {
                    spot(way, column[way.from], Way.Spot.RIGHT, beside + (way.from == start ? 5 : 0) + besideLoop(way));
                }
            }
            case CHANNEL -> chooseTrackSpot(way);
        }
    }

    /// Room a loop takes beside the number of a thin base step.
    private double besideLoop(Way way) {
        if (way.kind != Plan.Kind.BASE || way.width >= INSIDE_FROM) {
            return 0;
        }
        return loops.stream()
                .filter(loop -> loop.from == way.from)
                .mapToDouble(loop -> 13 + 1.5 * loop.width + loop.labelWidth)
                .max()
                .orElse(0);
    }

    private void chooseTrackSpot(Way way) {
        int first = way.back() ? column[way.from] : column[way.from] + 1;
        int last = way.back() ? column[way.to] : column[way.to] - 1;
        int step = way.back() ? -1 : 1;
        if (!way.back() && first > last) {
            way.labelColumn = column[way.from];
            way.spot = Way.Spot.GAP;
            zone[way.labelColumn] = Math.max(zone[way.labelColumn], way.labelWidth + 8);
            return;
        }
        for (int at = first; at != last + step; at += step) {
            Way.Spot spot = trackSpot(way, at);
            double room = spot == Way.Spot.WHOLE
                    ? 2 * Math.min(left[at], right[at])
                    : (spot == Way.Spot.LEFT ? left[at] : right[at]) - spreadAt(at);
            if (room >= way.labelWidth + 6) {
                way.labelColumn = at;
                way.spot = spot;
                return;
            }
        }
        Way.Spot spot = trackSpot(way, first);
        double need = way.labelWidth + 6;
        spot(way, first, spot, spot == Way.Spot.WHOLE ? need / 2 : need + spreadAt(first));
    }

    /// Verticals leave the bottom of base stations into channel 1, so numbers there stand in half a column.
    private Way.Spot trackSpot(Way way, int at) {
        if (way.channel != 1 || spreadAt(at) == 0) {
            return Way.Spot.WHOLE;
        }
        boolean leftEnd = way.back() && at == column[way.to] && way.bottomTo;
        return leftEnd ? Way.Spot.RIGHT : Way.Spot.LEFT;
    }

    private double spreadAt(int at) {
        return IntStream.range(0, size)
                .filter(node -> grid.onBase(node) && column[node] == at)
                .mapToDouble(node -> spread[node])
                .max()
                .orElse(0);
    }

    private void spot(Way way, int at, Way.Spot spot, double need) {
        way.labelColumn = at;
        way.spot = spot;
        want(at, spot == Way.Spot.RIGHT ? 0 : need, spot == Way.Spot.LEFT ? 0 : need);
    }

    private void want(int at, double toLeft, double toRight) {
        left[at] = Math.max(left[at], toLeft);
        right[at] = Math.max(right[at], toRight);
    }

    // ---- heights

    private void placeRows() {
        double[] above = new double[rowY.length];
        double[] below = new double[rowY.length];
        Arrays.fill(above, 8);
        Arrays.fill(below, 8);
        for (int node = 0; node < size; node++) {
            int at = row[node] - firstRow;
            topOffset[node] = topOffset(node);
            above[at] = Math.max(above[at], topOffset[node] + labelHeight(node) + 4);
            below[at] = Math.max(below[at], underside(node));
        }
        int base = -firstRow;
        above[base] = Math.max(above[base], entranceClearance() + 4 + Lettering.NAME_LINE * 2);
        below[base] = Math.max(below[base], 24);
        double y = MARGIN;
        for (int at = 0; at < rowY.length; at++) {
            y = placeChannel(at + firstRow, y);
            rowY[at] = y + above[at];
            y = rowY[at] + below[at];
        }
        totalHeight = placeChannel(lastRow + 1, y) + MARGIN;
        Arrays.setAll(stationY, node -> rowY[row[node] - firstRow]);
    }

    private double topOffset(int node) {
        double loop = loops.stream()
                .filter(way -> way.from == node)
                .mapToDouble(way -> 14 + 1.5 * way.width + 2)
                .max()
                .orElse(0);
        boolean thinRiver = ways.stream()
                .anyMatch(way -> way.from == node
                        && way.kind == Plan.Kind.BASE
                        && way.spot == Way.Spot.RIGHT
                        && way.width < INSIDE_FROM);
        return upExtent[node] + Math.max(thinRiver ? Lettering.NUMBER_LINE + 1 : 0, loop) + 5;
    }

    private double labelHeight(int node) {
        return lines.get(node).size() * Lettering.NAME_LINE
                + (graph.nodes().get(node).metrics().isEmpty() ? 0 : Lettering.METRIC_LINE);
    }

    private double underside(int node) {
        boolean numbered = numbered(node);
        boolean spurred = spurs.stream().anyMatch(spur -> spur.node == node);
        double depth = downExtent[node] + 6;
        depth += numbered ? Lettering.NUMBER_LINE + 2 : 0;
        depth += spurred ? SPUR_DROP + SPUR_LABEL + 2 : 0;
        return depth;
    }

    private boolean numbered(int node) {
        return ways.stream()
                .anyMatch(way -> ((way.spot == Way.Spot.LEFT && way.to == node)
                                || (way.spot == Way.Spot.RIGHT && way.from == node))
                        && way.route != Way.Route.CHANNEL
                        && row[node] != 0);
    }

    private double placeChannel(int channel, double top) {
        Channel tracks = channels.getOrDefault(channel, new Channel(List.of(), List.of()));
        double height = tracks.height();
        if (channel <= 0) {
            double y = placeLanes(tracks.back().reversed(), top);
            placeLanes(tracks.onward().reversed(), y);
        } else {
            double y = placeLanes(tracks.back(), top);
            placeLanes(tracks.onward(), y);
        }
        return top + height;
    }

    private double placeLanes(List<List<Way>> lanes, double top) {
        double y = top + (lanes.isEmpty() ? 0 : 4);
        for (List<Way> lane : lanes) {
            double pitch = Channel.pitch(lane);
            double widest = pitch - TRACK_PITCH;
            for (Way way : lane) {
                way.trackY = y + pitch - widest / 2;
            }
            y += pitch;
        }
        return y + (lanes.isEmpty() ? 0 : 4);
    }

    private double y(int node) {
        return stationY[node];
    }

    // ---- widths

    private void placeColumns() {
        Map<Integer, List<Way.Vertical>> after = new HashMap<>();
        Map<Integer, List<Way.Vertical>> before = new HashMap<>();
        for (Way way : ways) {
            spanLegs(way);
            for (Way.Vertical leg : legs(way)) {
                (leg.after ? after : before)
                        .computeIfAbsent(leg.gap, gap -> new ArrayList<>())
                        .add(leg);
            }
        }
        for (SpurWay spur : spurs) {
            spur.drop = downExtent[spur.node] + (numbered(spur.node) ? Lettering.NUMBER_LINE + 2 : 0) + SPUR_DROP;
        }
        for (SpurWay spur : besides()) {
            Way.Vertical leg = leg(spur);
            leg.span(y(spur.node) + spur.offset, tip(spur) + SPUR_LABEL);
            (leg.after ? after : before)
                    .computeIfAbsent(leg.gap, gap -> new ArrayList<>())
                    .add(leg);
        }
        double x = MARGIN;
        for (int at = 0; at < columnCount; at++) {
            centerX[at] = x + left[at];
            x = centerX[at] + right[at];
            gapStart[at] = x;
            if (at < columnCount - 1) {
                x += GAP_PAD;
                x = layLanes(after.getOrDefault(at, List.of()), x, true);
                zone[at] = Math.max(zone[at], 2);
                double zoneStart = x;
                x += zone[at];
                gapStart[at] = zoneStart;
                x = layLanes(before.getOrDefault(at, List.of()), x, false);
                x += GAP_PAD;
            }
        }
        totalWidth = x + MARGIN;
        Arrays.setAll(stationX, node -> centerX[column[node]]);
        ways.forEach(way -> way.labelX = numberX(way));
    }

    private void spanLegs(Way way) {
        double from = y(way.from) + (way.bottomFrom ? 0 : way.fromOffset);
        double to = y(way.to) + (way.bottomTo ? 0 : way.toOffset);
        boolean channel = way.route == Way.Route.CHANNEL;
        if (way.leaving != null) {
            way.leaving.span(from, channel ? way.trackY : to);
        }
        if (way.arriving != null) {
            way.arriving.span(channel ? way.trackY : from, to);
        }
    }

    private static List<Way.Vertical> legs(Way way) {
        List<Way.Vertical> legs = new ArrayList<>();
        if (way.leaving != null) {
            legs.add(way.leaving);
        }
        if (way.arriving != null) {
            legs.add(way.arriving);
        }
        return legs;
    }

    /// Gives every leg its x; legs share one only where they are apart in height. The longest lies outermost.
    private static double layLanes(List<Way.Vertical> legs, double from, boolean after) {
        List<List<Way.Vertical>> lanes = new ArrayList<>();
        legs.stream()
                .sorted(Comparator.comparing((Way.Vertical leg) -> !leg.spur)
                        .thenComparing(
                                Comparator.comparingDouble(Way.Vertical::length).reversed())
                        .thenComparingDouble(leg -> leg.top))
                .forEach(leg -> {
                    int lane = 0;
                    while (lane < lanes.size() && lanes.get(lane).stream().anyMatch(other -> close(leg, other))) {
                        lane++;
                    }
                    if (lane == lanes.size()) {
                        lanes.add(new ArrayList<>());
                    }
                    lanes.get(lane).add(leg);
                });
        double x = from;
        for (List<Way.Vertical> lane : after ? lanes : lanes.reversed()) {
            double widest = lane.stream().mapToDouble(leg -> leg.width).max().orElse(0) + LANE_GAP;
            for (Way.Vertical leg : lane) {
                leg.x = x + widest / 2;
            }
            x += widest;
        }
        return x;
    }

    private static boolean close(Way.Vertical one, Way.Vertical other) {
        double clearance = 5 + (one.width + other.width) / 2;
        return one.top < other.bottom + clearance && other.top < one.bottom + clearance;
    }

    private double tip(SpurWay spur) {
        return y(spur.node) + spur.drop;
    }

    private static Way.Vertical leg(SpurWay spur) {
        Way.Vertical leg = spur.leg;
        if (leg == null) {
            throw new IllegalStateException("a spur without its leg");
        }
        return leg;
    }

    // ---- compaction

    private void compact(int rounds, int sweeps) {
        for (int round = 0; round < rounds; round++) {
            compactAcross(sweeps);
            compactDown(sweeps);
        }
    }

    private static boolean straight(Way way) {
        return way.kind == Plan.Kind.BASE || way.route == Way.Route.STRAIGHT;
    }

    /// Few stations stand further apart.
    private double baseStep() {
        return Math.clamp(ROOMY / (grid.base.size() + 1), BASE_STEP, MOST_STEP);
    }

    private double gap(Way way) {
        return rare(way) ? 1 : 3;
    }

    private boolean rare(Way way) {
        return way.link >= 0 && graph.links().get(way.link).rare();
    }

    private double pull(Way way) {
        return rare(way) ? 0.02 : 1 + way.width / 5;
    }

    private boolean movable(Way way) {
        return way.route == Way.Route.CHANNEL || way.kind == Plan.Kind.BASE;
    }

    private static Box around(Way.Vertical leg, double width) {
        return new Box(leg.x - width / 2, leg.top - leg.width / 2, width, leg.length() + leg.width);
    }

    private void compactAcross(int sweeps) {
        List<Way.Vertical> legs = new ArrayList<>();
        ways.forEach(way -> legs.addAll(legs(way)));
        besides().forEach(spur -> legs.add(leg(spur)));
        IntStream.range(0, legs.size()).forEach(i -> legs.get(i).variable = size + 2 + i);
        int labels = size + 2 + legs.size();
        double[] place = Arrays.copyOf(stationX, labels + ways.size());
        legs.forEach(leg -> place[leg.variable] = leg.x);
        IntStream.range(0, ways.size()).forEach(i -> place[labels + i] = ways.get(i).labelX);
        Compaction across = new Compaction(place, sweeps);
        fixedSpans(across, true);
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            for (Way.Vertical leg : legs(way)) {
                across.span(leg.variable, around(leg, leg.width), true, gap(way));
            }
            bottomLegs(way).forEach((node, box) -> across.span(node, box, true, gap(way)));
            int label = movable(way) ? labels + i : besideNode(way);
            across.span(label, numberBox(way), true, 3);
            tieAcross(across, way, movable(way) ? label : -1);
        }
        for (SpurWay spur : spurs) {
            if (spur.upright) {
                across.span(spur.node, uprightLeg(spur), true, 3);
                across.span(spur.node, spurLabel(spur), true, 4);
            }
        }
        for (SpurWay spur : besides()) {
            Way.Vertical leg = leg(spur);
            across.span(leg.variable, around(leg, leg.width), true, 3);
            across.tie(spur.node, leg.variable, spur.exit ? 16 : -16, 3);
        }
        keepColumns(across);
        double[] moved = across.run(MARGIN);
        Arrays.setAll(stationX, node -> moved[node]);
        legs.forEach(leg -> leg.x = moved[leg.variable]);
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            if (movable(way)) {
                way.labelX = moved[labels + i];
            } else {
                way.labelX += stationX[besideNode(way)] - place[besideNode(way)];
            }
        }
        totalWidth = across.length() + MARGIN;
    }

    /// What stood in one column is drawn together again; given stages keep their order.
    private void keepColumns(Compaction across) {
        for (int node = 0; node < size; node++) {
            for (int other = 0; other < size; other++) {
                if (node < other && column[node] == column[other]) {
                    across.tie(node, other, 0, 1);
                }
                if (graph.nodes().get(node).stage() < graph.nodes().get(other).stage()
                        && column[node] < column[other]) {
                    across.atLeast(node, other, STAGE_STEP);
                }
            }
        }
    }

    private record End(int variable, double offset) {}

    private void tieAcross(Compaction across, Way way, int label) {
        End from = way.leaving == null
                ? new End(way.from, way.bottomFrom ? way.fromOffset : edge(way.from))
                : new End(way.leaving.variable, 0);
        End to = way.arriving == null
                ? new End(way.to, way.bottomTo ? way.toOffset : -edge(way.to))
                : new End(way.arriving.variable, 0);
        double pull = pull(way);
        if (way.leaving != null) {
            across.tie(way.from, from.variable, edge(way.from) + 10, pull);
        }
        if (way.arriving != null) {
            across.tie(to.variable, way.to, edge(way.to) + 10, pull);
        }
        End left = way.back() ? to : from;
        End right = way.back() ? from : to;
        if (straight(way)) {
            across.atLeast(way.from, way.to, baseStep());
            across.tie(way.from, way.to, 90, 0.3);
        } else {
            across.tie(left.variable, right.variable, right.offset - left.offset, pull / 4);
        }
        if (label >= 0) {
            double pad = way.kind == Plan.Kind.BASE ? 4 : CORNER;
            across.atLeast(left.variable, label, left.offset + pad);
            across.atLeast(label, right.variable, way.labelWidth + pad - right.offset);
            across.tie(left.variable, label, left.offset - way.labelWidth / 2, 0.05);
            across.tie(label, right.variable, way.labelWidth / 2 - right.offset, 0.05);
        }
    }

    private Map<Integer, Box> bottomLegs(Way way) {
        Map<Integer, Box> boxes = new TreeMap<>();
        if (way.bottomFrom) {
            boxes.put(way.from, bottomLeg(way, way.from, way.fromOffset));
        }
        if (way.bottomTo) {
            boxes.put(way.to, bottomLeg(way, way.to, way.toOffset));
        }
        return boxes;
    }

    private Box bottomLeg(Way way, int node, double offset) {
        double x = stationX[node] + offset;
        double top = y(node) + bank(node, offset);
        return Box.between(x - way.width / 2, top, x + way.width / 2, way.trackY + way.width / 2);
    }

    /// Stations with all that moves with them.
    private void fixedSpans(Compaction along, boolean alongX) {
        int[] variable = alongX ? IntStream.range(0, size + 2).toArray() : levels();
        for (int node = 0; node < size; node++) {
            along.span(variable[node], mark(node), alongX, alongX ? 6 + spare : 5);
            along.span(variable[node], nameBox(node), alongX, (alongX ? 5 : 3) + spare);
        }
        for (Way way : loops) {
            Plan.Track loop = loop(way);
            Box box = Box.between(
                    stationX[way.from] - 9 - 1.5 * way.width,
                    loop.label().y(),
                    loop.label().x(),
                    mark(way.from).y());
            along.span(variable[way.from], box, alongX, 3);
            along.span(variable[way.from], loop.label(), alongX, 3);
        }
        for (Plan.Terminal terminal : terminals()) {
            int node = terminal.entrance() ? start : end;
            Point center = terminal.center();
            double half = Math.max(10, Math.max(upExtent[node], downExtent[node]));
            along.span(variable[node], new Box(center.x() - 10, center.y() - half, 20, 2 * half), alongX, 4);
            along.span(variable[node], terminal.label(), alongX, 4);
        }
    }

    /// Variables of the stations along the height: what a straight step joins stays on one level.
    private int[] levels() {
        int[] level = IntStream.range(0, size + 2).toArray();
        grid.base.forEach(node -> level[node] = start);
        level[end] = start;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Way way : ways) {
                if (straight(way) && level[way.from] != level[way.to]) {
                    int joined = Math.max(level[way.from], level[way.to]);
                    level[way.from] = joined;
                    level[way.to] = joined;
                    changed = true;
                }
            }
        }
        return level;
    }

    private void compactDown(int sweeps) {
        int[] level = levels();
        int tracks = size + 2;
        double[] place = Arrays.copyOf(stationY, tracks + ways.size());
        IntStream.range(0, ways.size()).forEach(i -> place[tracks + i] = ways.get(i).trackY);
        Compaction down = new Compaction(place, sweeps);
        fixedSpans(down, false);
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            spanFlat(down, way, level, tracks + i);
            int label = way.route == Way.Route.CHANNEL
                    ? tracks + i
                    : level[way.kind == Plan.Kind.BASE ? way.from : besideNode(way)];
            down.span(label, numberBox(way), false, 1);
            if (way.route == Way.Route.CHANNEL) {
                down.tie(level[way.from], tracks + i, 0, pull(way));
                down.tie(level[way.to], tracks + i, 0, pull(way));
            } else {
                down.tie(level[way.from], level[way.to], 0, pull(way));
            }
        }
        for (SpurWay spur : spurs) {
            down.span(level[spur.node], spurLabel(spur), false, 3);
        }
        double[] moved = down.run(MARGIN);
        Arrays.setAll(stationY, node -> moved[level[node]]);
        for (int i = 0; i < ways.size(); i++) {
            ways.get(i).trackY = moved[tracks + i];
            spanLegs(ways.get(i));
        }
        for (SpurWay spur : besides()) {
            leg(spur).span(y(spur.node) + spur.offset, tip(spur) + SPUR_LABEL);
        }
        totalHeight = down.length() + MARGIN;
    }

    /// The level legs of a step: those at a station move with it, a track in a channel is on its own.
    private void spanFlat(Compaction down, Way way, int[] level, int track) {
        List<Point> corners = corners(way);
        for (int i = 0; i + 1 < corners.size(); i++) {
            Point one = corners.get(i);
            Point other = corners.get(i + 1);
            if (one.y() == other.y() && one.x() != other.x()) {
                boolean first = i == 0 && !way.bottomFrom;
                boolean last = i == corners.size() - 2 && !way.bottomTo;
                int variable = first ? level[way.from] : last ? level[way.to] : track;
                double half = (way.kind == Plan.Kind.BASE
                                ? Math.max(way.width, Math.max(river(way.from), river(way.to)))
                                : way.width)
                        / 2;
                Box box = Box.between(
                        Math.min(one.x(), other.x()) - way.width / 2,
                        one.y() - half,
                        Math.max(one.x(), other.x()) + way.width / 2,
                        one.y() + half);
                down.span(variable, box, false, gap(way));
            }
        }
    }

    // ---- result

    private Plan plan() {
        List<Plan.Station> placed =
                IntStream.range(0, size).mapToObj(this::station).toList();
        List<Plan.Track> tracks = new ArrayList<>();
        ways.forEach(way -> tracks.add(track(way)));
        loops.forEach(way -> tracks.add(loop(way)));
        List<Plan.Spur> ends = spurs.stream().map(this::spur).toList();
        return new Plan(totalWidth, totalHeight, false, grid.base, placed, List.copyOf(tracks), ends, terminals());
    }

    private Plan.Station station(int node) {
        return new Plan.Station(node, grid.onBase(node), mark(node), nameBox(node), lines.get(node));
    }

    private Box mark(int node) {
        double height = upExtent[node] + downExtent[node];
        double width = grid.onBase(node) || height > 2 * SMALLEST_MARK ? MARK : SMALLEST_MARK;
        return new Box(stationX[node] - width / 2, y(node) - upExtent[node], width, height);
    }

    private Box nameBox(int node) {
        double width = Math.max(
                Lettering.widest(lines.get(node), Lettering.NAME),
                Lettering.widest(graph.nodes().get(node).metrics(), Lettering.METRIC));
        double bottom = y(node) - topOffset[node];
        return new Box(stationX[node] - width / 2, bottom - labelHeight(node), width, labelHeight(node));
    }

    private Plan.Track track(Way way) {
        List<Point> corners = corners(way);
        double fromWidth = way.from == start ? way.width : river(way.from);
        double toWidth = way.to == end ? way.width : river(way.to);
        return new Plan.Track(
                way.link,
                way.from == start ? -1 : way.from,
                way.to == end ? -1 : way.to,
                way.kind,
                corners,
                way.width,
                fromWidth,
                toWidth,
                numberBox(way),
                inside(way));
    }

    private double river(int node) {
        return node < size && grid.onBase(node)
                ? stroke(graph, graph.nodes().get(node).journeys())
                : 0;
    }

    private List<Point> corners(Way way) {
        double fromX = stationX[way.from] + (way.bottomFrom ? way.fromOffset : edge(way.from));
        double fromY = y(way.from) + (way.bottomFrom ? bank(way.from, way.fromOffset) : way.fromOffset);
        double toX = stationX[way.to] + (way.bottomTo ? way.toOffset : -edge(way.to));
        double toY = y(way.to) + (way.bottomTo ? bank(way.to, way.toOffset) : way.toOffset);
        List<Point> corners = new ArrayList<>();
        corners.add(new Point(fromX, fromY));
        boolean channel = way.route == Way.Route.CHANNEL;
        if (way.leaving != null) {
            corners.add(new Point(way.leaving.x, fromY));
            corners.add(new Point(way.leaving.x, channel ? way.trackY : toY));
        } else if (channel) {
            corners.add(new Point(fromX, way.trackY));
        }
        if (way.arriving != null) {
            corners.add(new Point(way.arriving.x, channel ? way.trackY : fromY));
            corners.add(new Point(way.arriving.x, toY));
        } else if (channel) {
            corners.add(new Point(toX, way.trackY));
        }
        corners.add(new Point(toX, toY));
        return List.copyOf(corners);
    }

    /// Where a leg from below meets its station: at the mark, or beside it at the bank of the river.
    private double bank(int node, double offset) {
        if (Math.abs(offset) <= MARK / 2) {
            return downExtent[node];
        }
        double reach = ways.stream()
                .filter(way -> way.kind == Plan.Kind.BASE && (offset > 0 ? way.from : way.to) == node)
                .mapToDouble(way -> way.width)
                .max()
                .orElse(0);
        return reach == 0 ? downExtent[node] : Math.min(reach, river(node)) / 2;
    }

    private double edge(int node) {
        return node >= size ? 0 : MARK / 2;
    }

    private static boolean inside(Way way) {
        return way.kind == Plan.Kind.BASE && way.width >= INSIDE_FROM;
    }

    /// Left end of the number before anything is pushed together.
    private double numberX(Way way) {
        double width = way.labelWidth;
        double middle = centerX[way.labelColumn];
        if (way.route == Way.Route.CHANNEL) {
            return switch (way.spot) {
                case WHOLE -> middle - width / 2;
                case GAP -> gapStart[way.labelColumn] + (zone[way.labelColumn] - width) / 2;
                case LEFT -> middle - spreadAt(way.labelColumn) - 3 - width;
                case RIGHT -> middle + spreadAt(way.labelColumn) + 3;
            };
        }
        double beside = MARK / 2 + 4 + (way.from == start ? 5 : 0) + besideLoop(way);
        if (way.kind == Plan.Kind.BASE) {
            double spare = right[way.labelColumn] - beside - width;
            return way.spot == Way.Spot.WHOLE ? middle - width / 2 : middle + beside + Math.max(0, spare / 2);
        }
        return way.spot == Way.Spot.LEFT ? middle - beside - width : middle + beside;
    }

    private Box numberBox(Way way) {
        double height = Lettering.NUMBER_LINE - 1;
        double y;
        if (way.route == Way.Route.CHANNEL) {
            y = way.trackY - way.width / 2 - 1 - height;
        } else if (inside(way)) {
            y = y(way.from) - height / 2;
        } else if (way.kind == Plan.Kind.BASE) {
            double clear = way.spot == Way.Spot.WHOLE ? way.width / 2 : upExtent[way.from];
            y = y(way.from) - clear - 1 - height;
        } else {
            int node = besideNode(way);
            y = y(node) + downExtent[node] + 2;
        }
        return new Box(way.labelX, y, way.labelWidth, height);
    }

    private static int besideNode(Way way) {
        return way.spot == Way.Spot.LEFT ? way.to : way.from;
    }

    private Plan.Track loop(Way way) {
        double x = stationX[way.from];
        double top = y(way.from) - upExtent[way.from];
        double w = way.width;
        double inner = 2.5 + w / 2;
        double outer = 9 + w;
        double neck = top - 4 - w / 2;
        double crown = top - 13 - w;
        List<Point> corners = List.of(
                new Point(x + inner, top),
                new Point(x + inner, neck),
                new Point(x + outer, neck),
                new Point(x + outer, crown),
                new Point(x - outer, crown),
                new Point(x - outer, neck),
                new Point(x - inner, neck),
                new Point(x - inner, top));
        double height = Lettering.NUMBER_LINE - 1;
        Box label = new Box(x + outer + w / 2 + 3, (neck + crown) / 2 - height / 2, way.labelWidth, height);
        return new Plan.Track(way.link, way.from, way.to, Plan.Kind.LOOP, corners, w, 0, 0, label, false);
    }

    private Plan.Spur spur(SpurWay spur) {
        double side = spur.exit ? 1 : -1;
        double y = y(spur.node) + spur.offset;
        double x = x(spur);
        List<Point> corners = spur.upright
                ? List.of(new Point(x, y(spur.node) + downExtent[spur.node]), new Point(x, tip(spur)))
                : List.of(
                        new Point(stationX[spur.node] + side * MARK / 2, y), new Point(x, y), new Point(x, tip(spur)));
        Box label = new Box(x - spur.labelWidth / 2, tip(spur) + 3, spur.labelWidth, Lettering.NUMBER_LINE - 1);
        return new Plan.Spur(spur.node, spur.exit, corners, spur.width, label);
    }

    private double x(SpurWay spur) {
        return spur.upright ? stationX[spur.node] : leg(spur).x;
    }

    /// Room of the bar and the number at the end of a spur.
    private Box spurLabel(SpurWay spur) {
        double half = Math.max(spur.labelWidth, 14) / 2;
        return Box.between(x(spur) - half, tip(spur) - 3, x(spur) + half, tip(spur) + SPUR_LABEL);
    }

    private Box uprightLeg(SpurWay spur) {
        double half = spur.width / 2;
        return Box.between(x(spur) - half, y(spur.node) + downExtent[spur.node], x(spur) + half, tip(spur));
    }

    private double entranceClearance() {
        return Math.max(upExtent[start], 10) + Lettering.NUMBER_LINE + 5;
    }

    private List<Plan.Terminal> terminals() {
        List<Plan.Terminal> terminals = new ArrayList<>();
        double line = y(grid.base.getFirst());
        double width = Lettering.widest(graph.enter(), Lettering.NAME);
        double x = stationX[start];
        double top = line - entranceClearance() - 2 * Lettering.NAME_LINE;
        terminals.add(new Plan.Terminal(
                true, -1, new Point(x, line), new Box(x - width / 2, top, width, 2 * Lettering.NAME_LINE)));
        int last = grid.base.getLast();
        if (graph.nodes().get(last).ends() > 0) {
            double endX = stationX[end];
            terminals.add(new Plan.Terminal(false, last, new Point(endX, line), new Box(endX - 10, line - 10, 20, 20)));
        }
        return List.copyOf(terminals);
    }
}
