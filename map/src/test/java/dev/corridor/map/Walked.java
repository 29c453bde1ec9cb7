package dev.corridor.map;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A log of journeys counted with lists and maps into a [FlowReport], for tests.
public final class Walked {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<Journey> journeys = new ArrayList<>();
    private final Set<Integer> completing = new HashSet<>();

    /// @param score `NaN` for none
    public record Journey(List<Integer> touchpoints, List<Double> seconds, double score) {}

    public int touchpoint(String name) {
        return codes.computeIfAbsent(name, fresh -> {
            names.add(fresh);
            return names.size() - 1;
        });
    }

    public void add(List<Integer> touchpoints, List<Double> seconds, double score) {
        journeys.add(new Journey(List.copyOf(touchpoints), List.copyOf(seconds), score));
    }

    /// Some of the journeys, with the names of all touchpoints.
    public Walked where(Predicate<Journey> condition) {
        Walked some = new Walked();
        names.forEach(some::touchpoint);
        some.completing.addAll(completing);
        journeys.stream().filter(condition).forEach(some.journeys::add);
        return some;
    }

    /// Journeys that visit the touchpoint are completed.
    public Walked completedBy(int touchpoint) {
        completing.add(touchpoint);
        return this;
    }

    public int size() {
        return journeys.size();
    }

    public FlowReport report(String title) {
        return report(title, name -> name, 10_000, Optional.empty());
    }

    public FlowReport report(String title, UnaryOperator<String> shown, int mostPaths, Optional<ScoreScale> scale) {
        List<Path> paths = paths();
        List<Path> listed = paths.subList(0, Math.min(mostPaths, paths.size()));
        long others = paths.stream().skip(mostPaths).mapToLong(Path::count).sum();
        double first = journeys.stream()
                .mapToDouble(journey -> journey.seconds().getFirst())
                .min()
                .orElse(0);
        List<Double> durations = journeys.stream()
                .map(journey -> journey.seconds().getLast() - journey.seconds().getFirst())
                .toList();
        LocalDateTime from = time(first);
        LocalDateTime to = time(journeys.stream()
                .mapToDouble(journey -> journey.seconds().getLast())
                .max()
                .orElse(0));
        return new FlowReport(
                title,
                "test.csv",
                Optional.empty(),
                new Period(Optional.of(from), Optional.of(to), Optional.of(to)),
                journeys.size(),
                0,
                times(durations),
                others(),
                OptionalLong.empty(),
                journeys.stream()
                        .mapToLong(journey -> journey.touchpoints().size())
                        .sum(),
                touchpoints(shown),
                edges(),
                new Paths(listed, paths.size() - listed.size(), others),
                scale,
                List.of(),
                Rejects.NONE,
                List.of());
    }

    private OptionalDouble others() {
        List<Double> longer = journeys.stream()
                .filter(journey -> journey.touchpoints().size() > 1)
                .map(journey -> journey.seconds().getLast() - journey.seconds().getFirst())
                .toList();
        return longer.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(times(longer).medianSeconds());
    }

    private static LocalDateTime time(double seconds) {
        return LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(Math.round(seconds));
    }

    private List<Touchpoint> touchpoints(UnaryOperator<String> shown) {
        int size = names.size();
        long[][] counts = new long[6][size];
        List<List<Double>> next = new ArrayList<>();
        List<List<Double>> scores = new ArrayList<>();
        names.forEach(name -> {
            next.add(new ArrayList<>());
            scores.add(new ArrayList<>());
        });
        for (Journey journey : journeys) {
            Map<Integer, Integer> visits = new HashMap<>();
            for (int i = 0; i < journey.touchpoints().size(); i++) {
                int at = journey.touchpoints().get(i);
                counts[0][at]++;
                visits.merge(at, 1, Integer::sum);
                if (i + 1 < journey.touchpoints().size()) {
                    next.get(at)
                            .add(journey.seconds().get(i + 1)
                                    - journey.seconds().get(i));
                }
            }
            visits.forEach((at, times) -> {
                counts[1][at]++;
                counts[2][at] += times > 1 ? 1 : 0;
                if (!Double.isNaN(journey.score())) {
                    scores.get(at).add(journey.score());
                }
            });
            counts[3][journey.touchpoints().getFirst()]++;
            counts[4][journey.touchpoints().getLast()]++;
            if (completing.stream().noneMatch(journey.touchpoints()::contains)) {
                counts[5][journey.touchpoints().getLast()]++;
            }
        }
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            touchpoints.add(new Touchpoint(
                    names.get(at),
                    Text.of(shown.apply(names.get(at))),
                    counts[0][at],
                    counts[1][at],
                    counts[2][at],
                    counts[3][at],
                    counts[4][at],
                    score(scores.get(at)),
                    times(next.get(at)),
                    -1,
                    completing.isEmpty() ? OptionalLong.empty() : OptionalLong.of(counts[5][at])));
        }
        return touchpoints;
    }

    private List<Edge> edges() {
        Map<Long, List<Double>> waits = new LinkedHashMap<>();
        Map<Long, Long> passed = new HashMap<>();
        Map<Long, List<Double>> scores = new HashMap<>();
        for (Journey journey : journeys) {
            Set<Long> seen = new HashSet<>();
            for (int i = 1; i < journey.touchpoints().size(); i++) {
                long key = ((long) journey.touchpoints().get(i - 1) << 32)
                        | journey.touchpoints().get(i);
                waits.computeIfAbsent(key, fresh -> new ArrayList<>())
                        .add(journey.seconds().get(i) - journey.seconds().get(i - 1));
                if (seen.add(key)) {
                    passed.merge(key, 1L, Long::sum);
                    if (!Double.isNaN(journey.score())) {
                        scores.computeIfAbsent(key, fresh -> new ArrayList<>()).add(journey.score());
                    }
                }
            }
        }
        List<Edge> edges = new ArrayList<>();
        waits.forEach((key, seconds) -> edges.add(new Edge(
                (int) (key >> 32),
                key.intValue(),
                seconds.size(),
                passed.getOrDefault(key, 0L),
                times(seconds),
                score(scores.getOrDefault(key, List.of())))));
        edges.sort(Comparator.comparingLong(Edge::count).reversed());
        return edges;
    }

    private List<Path> paths() {
        Map<List<Integer>, List<Journey>> groups = new LinkedHashMap<>();
        journeys.forEach(journey -> groups.computeIfAbsent(journey.touchpoints(), fresh -> new ArrayList<>())
                .add(journey));
        List<Path> paths = new ArrayList<>();
        groups.forEach((touchpoints, group) -> paths.add(new Path(
                touchpoints,
                group.size(),
                times(group.stream()
                                .map(journey -> journey.seconds().getLast()
                                        - journey.seconds().getFirst())
                                .toList())
                        .medianSeconds(),
                score(group.stream()
                        .map(Journey::score)
                        .filter(score -> !score.isNaN())
                        .toList()))));
        paths.sort(Comparator.comparingLong(Path::count).reversed());
        return paths;
    }

    private static Score score(List<Double> scores) {
        return new Score(scores.stream().mapToDouble(score -> score).average().orElse(0), scores.size());
    }

    private static Times times(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return Times.NONE;
        }
        double[] sorted =
                seconds.stream().mapToDouble(second -> second).sorted().toArray();
        return new Times(
                sorted.length,
                sorted[0],
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                Arrays.stream(sorted).average().orElse(0),
                sorted[sorted.length - 1]);
    }

    private static double quantile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
