package dev.corridor.map.svg;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is drawn at all, in which order it is revealed, and what a map opens with.
///
/// A touchpoint has ink if it is among the revealed ones, a step if it is among the revealed ones and both its
/// touchpoints have ink, a start or an end if a wholly visible path has it. A map opens with the fewest steps, most
/// used first, on which [#COVERED] of the journeys can be followed from start to end, less every touchpoint and
/// every step that can be left out without falling below that. Where all that is drawn does not show so many, it
/// opens with the [#SOME_TOUCHPOINTS] most visited touchpoints and those of the [#SOME_STEPS] most used steps that lie
/// between them. At most [#MOST_TOUCHPOINTS] touchpoints and [#MOST_STEPS] steps are drawn; the others are counted and
/// said.
///
/// @param drawn touchpoints that have a place: those of the opening first, each part most visited first
/// @param steps edges that have a place, by index in the report: those of the opening first, each part by journeys
/// @param touchpoints touchpoints revealed at the opening, the first of `drawn`
/// @param revealed steps revealed at the opening, the first of `steps`
public record Opening(List<Integer> drawn, List<Integer> steps, int touchpoints, int revealed) {
    /// Share of the journeys an opening covers.
    public static final double COVERED = 0.8;

    /// Touchpoints that get a place on the map.
    public static final int MOST_TOUCHPOINTS = 60;

    /// Steps that get a place on the map.
    public static final int MOST_STEPS = 240;

    private static final int SOME_TOUCHPOINTS = 20;
    private static final int SOME_STEPS = 40;

    /// What has ink, by index in the report.
    ///
    /// @param starts touchpoints at which a wholly visible path starts
    /// @param ends touchpoints at which a wholly visible path ends
    /// @param journeys on paths that are wholly visible
    /// @param paths that are wholly visible, among those listed
    public record Visible(
            Set<Integer> touchpoints,
            Set<Integer> steps,
            Set<Integer> starts,
            Set<Integer> ends,
            long journeys,
            int paths) {}

    public static Opening of(FlowReport report) {
        List<Integer> drawn = IntStream.range(0, report.touchpoints().size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer touchpoint) ->
                                -report.touchpoints().get(touchpoint).journeys())
                        .thenComparing(touchpoint -> touchpoint))
                .limit(MOST_TOUCHPOINTS)
                .toList();
        Set<Integer> placed = new LinkedHashSet<>(drawn);
        List<Integer> steps = IntStream.range(0, report.edges().size())
                .boxed()
                .filter(step -> placed.contains(report.edges().get(step).from())
                        && placed.contains(report.edges().get(step).to()))
                .sorted(Comparator.comparingLong(
                                (Integer step) -> -report.edges().get(step).journeys())
                        .thenComparing(step -> step))
                .limit(MOST_STEPS)
                .toList();
        Needs needs = new Needs(report, drawn, steps);
        if (!needs.enough()) {
            return new Opening(
                    drawn, steps, Math.min(SOME_TOUCHPOINTS, drawn.size()), Math.min(SOME_STEPS, steps.size()));
        }
        needs.openWithFewestSteps();
        needs.leaveOut(needs.byTouchpoint, drawn.reversed());
        needs.leaveOut(needs.byStep, steps.reversed());
        Set<Integer> needed = needs.left(needs.byTouchpoint);
        Set<Integer> neededSteps = needs.left(needs.byStep);
        return new Opening(
                neededFirst(drawn, needed), neededFirst(steps, neededSteps), needed.size(), neededSteps.size());
    }

    private static List<Integer> neededFirst(List<Integer> all, Set<Integer> needed) {
        return all.stream()
                .sorted(Comparator.comparing(item -> !needed.contains(item)))
                .toList();
    }

    /// The drawable paths and what each of them needs.
    private static final class Needs {
        final Map<Integer, List<Integer>> byTouchpoint = new HashMap<>();
        final Map<Integer, List<Integer>> byStep = new HashMap<>();
        private final List<Path> listed;
        private final List<Integer> steps;
        private final double wanted;
        private final Set<Integer> kept = new HashSet<>();
        private long covered;

        Needs(FlowReport report, List<Integer> drawn, List<Integer> steps) {
            this.listed = report.paths().listed();
            this.steps = steps;
            Set<Integer> placed = new LinkedHashSet<>(drawn);
            Map<Long, Integer> stepAt = stepAt(report, steps);
            for (int rank = 0; rank < listed.size(); rank++) {
                List<Integer> path = listed.get(rank).touchpoints();
                List<Integer> used = stepsOf(path, stepAt);
                if (placed.containsAll(path) && used.size() == path.size() - 1) {
                    covered += listed.get(rank).count();
                    kept.add(rank);
                    for (int touchpoint : new LinkedHashSet<>(path)) {
                        byTouchpoint
                                .computeIfAbsent(touchpoint, fresh -> new ArrayList<>())
                                .add(rank);
                    }
                    for (int step : new LinkedHashSet<>(used)) {
                        byStep.computeIfAbsent(step, fresh -> new ArrayList<>()).add(rank);
                    }
                }
            }
            this.wanted = COVERED * report.journeys();
        }

        boolean enough() {
            return covered >= wanted;
        }

        /// Takes the least used steps away while enough journeys remain: the others are the fewest that do.
        void openWithFewestSteps() {
            for (int step : steps.reversed()) {
                if (!drop(byStep.getOrDefault(step, List.of()))) {
                    return;
                }
            }
        }

        void leaveOut(Map<Integer, List<Integer>> users, List<Integer> leastUsedFirst) {
            leastUsedFirst.forEach(item -> drop(users.getOrDefault(item, List.of())));
        }

        private boolean drop(List<Integer> paths) {
            List<Integer> lost = paths.stream().filter(kept::contains).toList();
            long journeys =
                    lost.stream().mapToLong(path -> listed.get(path).count()).sum();
            if (covered - journeys < wanted) {
                return false;
            }
            covered -= journeys;
            lost.forEach(kept::remove);
            return true;
        }

        Set<Integer> left(Map<Integer, List<Integer>> users) {
            return users.entrySet().stream()
                    .filter(user -> user.getValue().stream().anyMatch(kept::contains))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    /// The figures under the map with the first `touchpointsRevealed` and the first `stepsRevealed` of the orders.
    public Visible visible(FlowReport report, int touchpointsRevealed, int stepsRevealed) {
        Set<Integer> inked = new LinkedHashSet<>(drawn.subList(0, Math.min(touchpointsRevealed, drawn.size())));
        Set<Integer> inkedSteps = steps.stream()
                .limit(stepsRevealed)
                .filter(step -> inked.contains(report.edges().get(step).from())
                        && inked.contains(report.edges().get(step).to()))
                .collect(Collectors.toSet());
        Map<Long, Integer> stepAt = stepAt(report, inkedSteps);
        Set<Integer> starts = new HashSet<>();
        Set<Integer> ends = new HashSet<>();
        long journeys = 0;
        int paths = 0;
        for (Path path : report.paths().listed()) {
            List<Integer> touchpoints = path.touchpoints();
            if (inked.containsAll(touchpoints) && stepsOf(touchpoints, stepAt).size() == touchpoints.size() - 1) {
                journeys += path.count();
                paths++;
                starts.add(touchpoints.getFirst());
                ends.add(touchpoints.getLast());
            }
        }
        return new Visible(inked, inkedSteps, starts, ends, journeys, paths);
    }

    private static Map<Long, Integer> stepAt(FlowReport report, Iterable<Integer> steps) {
        Map<Long, Integer> stepAt = new HashMap<>();
        for (int step : steps) {
            Edge edge = report.edges().get(step);
            stepAt.put(key(edge.from(), edge.to()), step);
        }
        return stepAt;
    }

    /// The steps of a path that are among the given ones, in its order.
    private static List<Integer> stepsOf(List<Integer> path, Map<Long, Integer> stepAt) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            Integer step = stepAt.get(key(path.get(i - 1), path.get(i)));
            if (step != null) {
                found.add(step);
            }
        }
        return found;
    }

    private static long key(int from, int to) {
        return ((long) from << 32) | to;
    }
}
