package dev.corridor.map.svg;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What is drawn at all, in which order it is revealed, and what a map opens with.
///
/// It opens with the fewest paths, most used first, that cover [#COVERED] of the journeys, and the touchpoints they
/// need. A mark has ink if its touchpoints are among the revealed ones and one of the revealed paths uses it. At
/// most [#MOST_TOUCHPOINTS] touchpoints and [#MOST_STEPS] steps are drawn; the others are counted and said.
///
/// @param order all touchpoints: those of the opening set first, each part most visited first
/// @param drawn touchpoints that have a place, the first of `order`
/// @param steps edges that have a place, by index in the report, most used first
/// @param paths paths revealed at the opening
/// @param touchpoints touchpoints revealed at the opening
/// @param touchpointPath first listed path, by rank from 0, that visits the touchpoint; the last one if none does
/// @param stepPath first listed path that uses the edge, in the order of `FlowReport#edges`
/// @param startPath first listed path that starts at the touchpoint
/// @param endPath first listed path that ends at the touchpoint
public record Opening(
        List<Integer> order,
        List<Integer> drawn,
        List<Integer> steps,
        int paths,
        int touchpoints,
        List<Integer> touchpointPath,
        List<Integer> stepPath,
        List<Integer> startPath,
        List<Integer> endPath) {
    /// Share of the journeys an opening covers.
    public static final double COVERED = 0.8;

    /// Touchpoints that get a place on the map.
    public static final int MOST_TOUCHPOINTS = 60;

    /// Steps that get a place on the map.
    public static final int MOST_STEPS = 240;

    /// What can be seen with the first `touchpoints` of the order and the first `paths` revealed.
    ///
    /// @param journeys on paths that are wholly visible
    public record Visible(long journeys, int touchpoints, int steps, int paths) {}

    public static Opening of(FlowReport report) {
        List<Path> listed = report.paths().listed();
        int opening = openingPaths(report);
        Set<Integer> needed = new LinkedHashSet<>();
        listed.subList(0, opening).forEach(path -> needed.addAll(path.touchpoints()));
        List<Integer> order = order(report, needed);
        List<Integer> drawn = order.subList(0, Math.min(MOST_TOUCHPOINTS, order.size()));
        int[] visits = new int[report.touchpoints().size()];
        int[] starts = visits.clone();
        int[] ends = visits.clone();
        int last = listed.size() - 1;
        Arrays.fill(visits, last);
        Arrays.fill(starts, last);
        Arrays.fill(ends, last);
        Map<Long, Integer> firstUse = new HashMap<>();
        for (int rank = 0; rank < listed.size(); rank++) {
            List<Integer> path = listed.get(rank).touchpoints();
            for (int i = 0; i < path.size(); i++) {
                visits[path.get(i)] = Math.min(visits[path.get(i)], rank);
                if (i > 0) {
                    firstUse.putIfAbsent(key(path.get(i - 1), path.get(i)), rank);
                }
            }
            starts[path.getFirst()] = Math.min(starts[path.getFirst()], rank);
            ends[path.getLast()] = Math.min(ends[path.getLast()], rank);
        }
        List<Integer> stepPath = report.edges().stream()
                .map(edge -> firstUse.getOrDefault(key(edge.from(), edge.to()), last))
                .toList();
        return new Opening(
                order,
                drawn,
                drawnSteps(report, drawn, stepPath),
                opening,
                needed.size(),
                boxed(visits),
                stepPath,
                boxed(starts),
                boxed(ends));
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static int openingPaths(FlowReport report) {
        long covered = 0;
        int paths = 0;
        for (Path path : report.paths().listed()) {
            if (covered >= COVERED * report.journeys()) {
                break;
            }
            covered += path.count();
            paths++;
        }
        return paths;
    }

    private static List<Integer> order(FlowReport report, Set<Integer> needed) {
        return IntStream.range(0, report.touchpoints().size())
                .boxed()
                .sorted(Comparator.comparing((Integer touchpoint) -> !needed.contains(touchpoint))
                        .thenComparingLong(touchpoint ->
                                -report.touchpoints().get(touchpoint).journeys())
                        .thenComparing(touchpoint -> touchpoint))
                .toList();
    }

    private static List<Integer> drawnSteps(FlowReport report, List<Integer> drawn, List<Integer> stepPath) {
        Set<Integer> placed = Set.copyOf(drawn);
        List<Integer> candidates = IntStream.range(0, report.edges().size())
                .boxed()
                .filter(edge -> placed.contains(report.edges().get(edge).from())
                        && placed.contains(report.edges().get(edge).to()))
                .toList();
        List<Integer> byPath = new ArrayList<>(candidates);
        byPath.sort(Comparator.comparing(stepPath::get));
        return byPath.stream().limit(MOST_STEPS).sorted().toList();
    }

    static long key(int from, int to) {
        return ((long) from << 32) | to;
    }

    /// The figures under the map.
    public Visible visible(FlowReport report, int touchpointsRevealed, int pathsRevealed) {
        Set<Integer> inked = new LinkedHashSet<>();
        for (int rank = 0; rank < Math.min(touchpointsRevealed, drawn.size()); rank++) {
            if (touchpointPath.get(drawn.get(rank)) < pathsRevealed) {
                inked.add(drawn.get(rank));
            }
        }
        Set<Long> inkedSteps = new LinkedHashSet<>();
        for (int step : steps) {
            Edge edge = report.edges().get(step);
            if (stepPath.get(step) < pathsRevealed && inked.contains(edge.from()) && inked.contains(edge.to())) {
                inkedSteps.add(key(edge.from(), edge.to()));
            }
        }
        long journeys = 0;
        int paths = 0;
        for (Path path : report.paths().listed().subList(0, pathsRevealed)) {
            if (whollyVisible(path, inked, inkedSteps)) {
                journeys += path.count();
                paths++;
            }
        }
        return new Visible(journeys, inked.size(), inkedSteps.size(), paths);
    }

    private static boolean whollyVisible(Path path, Set<Integer> inked, Set<Long> inkedSteps) {
        List<Integer> touchpoints = path.touchpoints();
        for (int i = 1; i < touchpoints.size(); i++) {
            if (!inkedSteps.contains(key(touchpoints.get(i - 1), touchpoints.get(i)))) {
                return false;
            }
        }
        return inked.containsAll(touchpoints);
    }
}
