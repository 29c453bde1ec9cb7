package dev.corridor.map.living;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Path;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.layout.HorizontalLayout;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Rooms;
import dev.corridor.map.layout.VerticalLayout;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where everything stands on a map, found once from all journeys and kept for every filter, slider and comparison.
///
/// Finding the places of 60 touchpoints takes seconds at worst; keeping them takes some hundred kilobytes. Immutable.
public final class Places {
    /// One form with the room that each of its tracks may take.
    record Sheet(Plan plan, Rooms rooms) {
        static Sheet of(Plan plan) {
            return new Sheet(plan, Rooms.of(plan));
        }
    }

    private final String title;
    private final Wording wording;
    private final boolean small;
    private final Graph graph;
    private final Optional<Sheet> wide;
    private final Optional<Sheet> tall;
    private final Map<String, Integer> nodeOf = new HashMap<>();
    private final List<String> ids;
    private final Set<String> known;
    private final int[] stepAt;
    private final int[] touchpointRank;
    private final int[] pathRank;
    private final int pathRanks;
    private final View opening;
    private final List<Metric> metrics;
    private final Shades shades;

    private Places(FlowMap map) {
        FlowReport report = map.report();
        this.title = report.title();
        this.wording = map.wording();
        this.small = map.small();
        this.graph = new Lettered(map).graph();
        boolean empty = graph.nodes().isEmpty();
        this.wide = empty ? Optional.empty() : Optional.of(Sheet.of(HorizontalLayout.of(graph)));
        this.tall = empty ? Optional.empty() : Optional.of(Sheet.of(VerticalLayout.of(graph)));
        this.ids = map.opening().drawn().stream()
                .map(touchpoint -> report.touchpoints().get(touchpoint).id())
                .toList();
        ids.forEach(id -> nodeOf.put(id, nodeOf.size()));
        this.known = report.touchpoints().stream().map(Touchpoint::id).collect(Collectors.toUnmodifiableSet());
        this.stepAt = stepAt(graph);
        Figures figures = Figures.of(this, report);
        this.pathRank = new int[graph.links().size()];
        Ranks paths = new Ranks(pathRank);
        int opened = rankPaths(map, figures, paths);
        this.pathRanks = paths.next;
        this.touchpointRank = new int[ids.size()];
        rankTouchpoints(map, figures);
        this.metrics = metrics(report);
        this.opening = new View(map.opening().touchpoints(), opened, Metric.JOURNEYS, Scale.WHOLE, Optional.empty());
        this.shades = Shades.of(figures, report.scale(), small);
    }

    /// @param whole all journeys, with the names in the language
    /// @param small whether scores of fewer than [FlowMap#ENOUGH_SCORES] journeys are shown
    public static Places of(FlowReport whole, Language language, boolean small) {
        Wording wording = Wording.in(language, Places.class, "living-");
        return new Places(FlowMap.of(whole.withFewerPaths(), wording, small));
    }

    private static int[] stepAt(Graph graph) {
        int size = graph.nodes().size();
        int[] steps = new int[size * size];
        Arrays.fill(steps, -1);
        for (int step = 0; step < graph.links().size(); step++) {
            Graph.Link link = graph.links().get(step);
            steps[link.from() * size + link.to()] = step;
        }
        return steps;
    }

    private static List<Metric> metrics(FlowReport report) {
        List<Metric> metrics = new ArrayList<>(List.of(Metric.JOURNEYS));
        if (report.customers().isPresent()) {
            metrics.add(Metric.CUSTOMERS);
        }
        if (report.dated()) {
            metrics.addAll(List.of(Metric.MEDIAN_WAIT, Metric.P90_WAIT));
        }
        if (report.scale().isPresent()) {
            metrics.add(Metric.SCORE);
        }
        metrics.add(Metric.REPEATS);
        if (report.touchpoints().stream()
                .anyMatch(touchpoint -> touchpoint.dropOuts().isPresent())) {
            metrics.add(Metric.DROP_OUTS);
        }
        return List.copyOf(metrics);
    }

    // ---- sliders

    /// Gives every step the position of a slider from which on it has ink.
    private static final class Ranks {
        private final int[] ranks;
        private final Set<Integer> ranked = new HashSet<>();
        int next;

        Ranks(int[] ranks) {
            this.ranks = ranks;
        }

        /// What is new among them comes together, at the next position.
        void add(Collection<Integer> steps) {
            List<Integer> fresh = steps.stream().filter(ranked::add).toList();
            if (!fresh.isEmpty()) {
                next++;
                fresh.forEach(step -> ranks[step] = next);
            }
        }
    }

    /// First the steps of the paths that can be followed at the opening, then those of the next most used paths, last
    /// whatever no listed path needs. Returns the position that shows the opening.
    private int rankPaths(FlowMap map, Figures figures, Ranks ranks) {
        int openTouchpoints = map.opening().touchpoints();
        int openSteps = map.opening().revealed();
        List<Integer> all = new ArrayList<>();
        for (int step = 0; step < pathRank.length; step++) {
            all.add(step);
        }
        List<Path> paths = map.report().paths().listed();
        for (int i = 0; i < paths.size(); i++) {
            List<Integer> steps = figures.steps(i);
            if (figures.drawable(i)
                    && steps.stream().allMatch(step -> step < openSteps)
                    && figures.nodes(i).stream().allMatch(node -> node < openTouchpoints)) {
                ranks.add(steps);
            }
        }
        ranks.add(all.subList(0, openSteps));
        int opened = ranks.next;
        for (int i = 0; i < paths.size(); i++) {
            if (figures.drawable(i)) {
                ranks.add(figures.steps(i));
            }
        }
        ranks.add(all);
        return opened;
    }

    /// First the touchpoints of the opening, then each where the most used path that needs it comes.
    private void rankTouchpoints(FlowMap map, Figures figures) {
        Set<Integer> order = new LinkedHashSet<>();
        for (int node = 0; node < map.opening().touchpoints(); node++) {
            order.add(node);
        }
        for (int i = 0; i < map.report().paths().listed().size(); i++) {
            if (figures.drawable(i)) {
                figures.nodes(i).stream().sorted().forEach(order::add);
            }
        }
        for (int node = 0; node < ids.size(); node++) {
            order.add(node);
        }
        int rank = 0;
        for (int node : order) {
            rank++;
            touchpointRank[node] = rank;
        }
    }

    // ---- what callers ask

    /// Whether there is nothing to draw.
    public boolean empty() {
        return wide.isEmpty();
    }

    /// The last position of the slider of touchpoints; each position shows one more.
    public int touchpoints() {
        return ids.size();
    }

    /// The last position of the slider of paths; each position shows the steps that the next most used path needs.
    public int paths() {
        return pathRanks;
    }

    /// The smallest set that covers 80 % of the journeys.
    public View opening() {
        return opening;
    }

    /// The metrics that the data have.
    public List<Metric> metrics() {
        return metrics;
    }

    /// The words of the map and of its report.
    public Wording wording() {
        return wording;
    }

    // ---- what painters ask

    String title() {
        return title;
    }

    boolean small() {
        return small;
    }

    Graph graph() {
        return graph;
    }

    Sheet sheet(Form form) {
        return (form == Form.WIDE ? wide : tall).orElseThrow();
    }

    Shades shades() {
        return shades;
    }

    String id(int node) {
        return ids.get(node);
    }

    /// The node of a touchpoint; -1 where it has no place.
    int node(String id) {
        return nodeOf.getOrDefault(id, -1);
    }

    boolean knows(String id) {
        return known.contains(id);
    }

    /// The step between two nodes; -1 where it has no place.
    int step(int from, int to) {
        return from < 0 || to < 0 ? -1 : stepAt[from * ids.size() + to];
    }

    int touchpointRank(int node) {
        return touchpointRank[node];
    }

    int pathRank(int step) {
        return pathRank[step];
    }

    Mark.Touchpoint touchpoint(int node) {
        return new Mark.Touchpoint(id(node));
    }

    Mark.Step mark(int step) {
        Graph.Link link = graph.links().get(step);
        return new Mark.Step(id(link.from()), id(link.to()));
    }
}
