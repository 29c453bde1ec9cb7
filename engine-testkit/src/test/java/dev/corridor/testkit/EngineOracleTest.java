package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.Around;
import dev.corridor.engine.summary.EdgeCounts;
import dev.corridor.engine.summary.ExactDurations;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Funnel;
import dev.corridor.engine.summary.Groups;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.LogHistogram;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.PathCounts;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.RankedPaths;
import dev.corridor.engine.summary.Reach;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import dev.corridor.testkit.NaiveAround.Neighbour;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine against the naive oracle, on generated logs of every shape, under every rule and as of many
/// times: a few in the inner loop, more than two thousand in the whole test.
class EngineOracleTest {
    private static final int FEW = 4;
    private static final int QUICK = 5;
    private static final int MANY = 130;

    @ParameterizedTest
    @EnumSource
    void answersAsDefined(LogShape shape) {
        OracleTrial.ofSeeds(shape, 0, QUICK).forEach(EngineOracleTest::check);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void answersAsDefinedOnThousandsOfLogs(LogShape shape) {
        OracleTrial.ofSeeds(shape, QUICK, Integer.getInteger("corridor.oracle.seeds", MANY))
                .forEach(EngineOracleTest::check);
    }

    static void check(OracleTrial trial) {
        cutsTheSameJourneys(trial);
        aggregatesTheSameValues(trial);
        findsTheSameStandings(trial);
        countsTheSameTouchpoints(trial);
        drawsTheSameFlow(trial);
        countsTheSameEdges(trial);
        listsTheSamePaths(trial);
        ranksTheSamePaths(trial.all, trial.name);
        ranksTheSamePaths(trial.all.and(new SomeJourneys(trial.random.nextLong())), trial.name);
        countsTheSamePaths(trial);
        countsTheSameCustomers(trial);
        reachesTheSameFunnelSteps(trial);
        looksAroundTheSameWay(trial);
        splitsNumbersTheSameWay(trial);
        groupsTheSameWay(trial);
    }

    private static void cutsTheSameJourneys(OracleTrial trial) {
        List<OracleTrial.Visit> visits = trial.visits();
        assertThat(visits.stream().map(OracleTrial.Visit::customer))
                .as(trial.name)
                .isEqualTo(trial.journeys().map(NaiveJourney::customer).toList());
        assertThat(visits.stream().map(OracleTrial.Visit::path))
                .as(trial.name)
                .isEqualTo(trial.journeys().map(NaiveJourney::path).toList());
        assertThat(visits.stream().map(OracleTrial.Visit::seconds))
                .as(trial.name)
                .isEqualTo(trial.journeys()
                        .map(journey -> journey.interactions().stream()
                                .map(NaiveInteraction::second)
                                .toList())
                        .toList());
        assertThat(trial.log.outside()).as(trial.name).isEqualTo(trial.naive.outside());
        assertThat(trial.log.asOf()).as(trial.name).isEqualTo(trial.naive.asOf());
    }

    private static void aggregatesTheSameValues(OracleTrial trial) {
        List<OracleTrial.Visit> visits = trial.visits();
        for (int id = 0; id < trial.naive.schema().attributes().size(); id++) {
            int attribute = id;
            Attribute declared = trial.naive.schema().attributes().get(id);
            assertThat(visits.stream().map(visit -> trial.value(declared, attribute, visit)))
                    .as("%s: %s", trial.name, declared)
                    .isEqualTo(trial.journeys()
                            .map(journey -> expected(declared, journey))
                            .toList());
        }
    }

    private static void findsTheSameStandings(OracleTrial trial) {
        OpenJourneys open = new OpenJourneys(trial.log);
        assertThat(open.patience()).as(trial.name).isEqualTo(trial.naive.patience());
        assertThat(trial.visits().stream()
                        .map(visit ->
                                open.state(visit.journeys(), visit.journey()).name()))
                .as(trial.name)
                .isEqualTo(trial.journeys()
                        .map(journey -> journey.standing().name())
                        .toList());
        JourneyDurations durations = JourneyDurations.of(trial.all, open);
        NaiveDurations naive = NaiveDurations.of(trial.naive.journeys(), trial.naive.asOf());
        assertThat(durations.finished().count()).as(trial.name).isEqualTo(naive.finished());
        assertThat(durations.open().count()).as(trial.name).isEqualTo(naive.open());
        if (naive.finished() > 0) {
            assertThat(durations.finished().min())
                    .as(trial.name)
                    .isEqualTo(naive.min().orElseThrow());
            assertThat(durations.finished().max())
                    .as(trial.name)
                    .isEqualTo(naive.max().orElseThrow());
            assertThat(durations.finished().mean())
                    .as(trial.name)
                    .isEqualTo(naive.mean().orElseThrow());
        }
        if (naive.open() == 0) {
            requireClose(trial.name, durations.quantile(0.5), naive.median());
            requireClose(trial.name, durations.quantile(0.9), naive.p90());
        } else {
            NaiveDurations grouped = NaiveDurations.grouped(trial.naive.journeys(), trial.naive.asOf());
            assertThat(group(durations.quantile(0.5))).as(trial.name).isEqualTo(group(grouped.median()));
            assertThat(group(durations.quantile(0.9))).as(trial.name).isEqualTo(group(grouped.p90()));
        }
        ExactDurations exact = new ExactDurations(trial.all, open);
        assertThat(exact.quantile(0.5)).as(trial.name).isEqualTo(naive.median());
        assertThat(exact.quantile(0.9)).as(trial.name).isEqualTo(naive.p90());
    }

    private static void countsTheSameTouchpoints(OracleTrial trial) {
        TouchpointCounts counts = TouchpointCounts.of(trial.all);
        assertThat(trial.perTouchpoint(
                        code -> List.of(counts.interactions(code), counts.journeys(code), counts.repeats(code))))
                .as(trial.name)
                .isEqualTo(NaiveTouchpoints.counts(trial.naive.journeys()).stream()
                        .collect(Collectors.toMap(
                                NaiveTouchpoints.Count::touchpoint,
                                row -> List.of(row.interactions(), row.journeys(), row.repeats()))));
        StartsAndEnds places = StartsAndEnds.of(trial.all);
        assertThat(trial.perTouchpoint(code -> List.of(places.starts(code))))
                .as(trial.name)
                .isEqualTo(places(NaiveTouchpoints.starts(trial.naive.journeys())));
        assertThat(trial.perTouchpoint(code -> List.of(places.ends(code))))
                .as(trial.name)
                .isEqualTo(places(NaiveTouchpoints.ends(trial.naive.journeys())));
        Loops loops = Loops.of(trial.all);
        NaiveLoops naive = NaiveLoops.of(trial.naive.journeys());
        assertThat(loops.repeatingJourneys()).as(trial.name).isEqualTo(naive.repeatingJourneys());
        assertThat(trial.perTouchpoint(code -> List.of(
                        loops.selfLoops(code),
                        loops.journeysWithSelfLoop(code),
                        loops.returns(code),
                        loops.journeysWithReturn(code),
                        loops.repeatingJourneys(code))))
                .as(trial.name)
                .isEqualTo(naive.loops().stream()
                        .collect(Collectors.toMap(
                                NaiveLoops.Loop::touchpoint,
                                row -> List.of(
                                        row.selfLoops(),
                                        row.selfLoopJourneys(),
                                        row.returns(),
                                        row.returnJourneys(),
                                        row.repeatingJourneys()))));
    }

    private static void drawsTheSameFlow(OracleTrial trial) {
        Flow flow = Flow.of(trial.all);
        ExactFlowTimes times = new ExactFlowTimes(flow, trial.all);
        List<NaiveFlow.Edge> edges = flow.edges().stream()
                .map(edge -> new NaiveFlow.Edge(
                        trial.touchpoint(edge.from()),
                        trial.touchpoint(edge.to()),
                        edge.count(),
                        edge.journeys(),
                        edge.timed(),
                        edge.timed() == 0
                                ? OptionalLong.empty()
                                : OptionalLong.of(edge.times().min()),
                        times.median(edge),
                        times.p90(edge),
                        edge.timed() == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(edge.times().mean()),
                        edge.timed() == 0
                                ? OptionalLong.empty()
                                : OptionalLong.of(edge.times().max())))
                .toList();
        assertThat(edges).as(trial.name).isEqualTo(NaiveFlow.of(trial.naive.journeys()));
        for (Flow.Edge edge : flow.edges()) {
            requireClose(trial.name, edge.quantile(0.9), times.p90(edge));
        }
    }

    private static void countsTheSameEdges(OracleTrial trial) {
        List<EdgeCounts.Edge> edges = EdgeCounts.of(trial.all).edges();
        assertThat(edges)
                .as(trial.name)
                .isSortedAccordingTo(Comparator.comparingLong((EdgeCounts.Edge edge) -> -edge.count())
                        .thenComparingInt(EdgeCounts.Edge::from)
                        .thenComparingInt(EdgeCounts.Edge::to));
        assertThat(edges.stream()
                        .collect(Collectors.toMap(
                                edge -> List.of(trial.touchpoint(edge.from()), trial.touchpoint(edge.to())),
                                EdgeCounts.Edge::count)))
                .as(trial.name)
                .isEqualTo(NaiveFlow.of(trial.naive.journeys()).stream()
                        .collect(Collectors.toMap(edge -> List.of(edge.from(), edge.to()), NaiveFlow.Edge::count)));
    }

    private static void countsTheSameCustomers(OracleTrial trial) {
        Map<List<String>, Set<String>> expected = new HashMap<>();
        trial.journeys()
                .forEach(journey -> journey.customer().ifPresent(customer -> {
                    List<String> path = journey.path();
                    note(expected, customer, "start", path.getFirst());
                    note(expected, customer, "end", path.getLast());
                    path.forEach(touchpoint -> note(expected, customer, "visit", touchpoint));
                    for (int i = 1; i < path.size(); i++) {
                        note(expected, customer, "step", path.get(i - 1), path.get(i));
                    }
                }));
        Reach reach = Reach.of(trial.all);
        Names names = trial.log.store().touchpoints();
        Map<List<String>, Long> found = new HashMap<>();
        for (int code = 0; code < names.size(); code++) {
            found.put(List.of("start", names.name(code)), reach.starts(code));
            found.put(List.of("end", names.name(code)), reach.ends(code));
            found.put(List.of("visit", names.name(code)), reach.visited(code));
        }
        for (int step = 0; step < reach.steps(); step++) {
            found.put(List.of("step", names.name(reach.from(step)), names.name(reach.to(step))), reach.walked(step));
        }
        found.values().removeIf(customers -> customers == 0);
        assertThat(found)
                .as(trial.name)
                .isEqualTo(expected.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                        (long) entry.getValue().size())));
    }

    private static void note(Map<List<String>, Set<String>> customers, String customer, String... place) {
        customers.computeIfAbsent(List.of(place), key -> new HashSet<>()).add(customer);
    }

    private static void countsTheSamePaths(OracleTrial trial) {
        PathCounts counts = PathCounts.of(trial.all);
        List<PathCounts.Path> all = counts.top(1_000_000);
        assertThat(all)
                .as(trial.name)
                .isSortedAccordingTo(Comparator.comparingLong((PathCounts.Path path) -> -path.count())
                        .thenComparing(PathCounts.Path::touchpoints, Arrays::compare));
        assertThat(all.stream()
                        .collect(Collectors.toMap(path -> trial.names(path.touchpoints()), PathCounts.Path::count)))
                .as(trial.name)
                .isEqualTo(NaivePaths.of(trial.naive.journeys(), 1_000_000).paths().stream()
                        .collect(Collectors.toMap(NaivePaths.Path::touchpoints, NaivePaths.Path::count)));
        assertThat(counts.top(FEW).stream().map(path -> trial.names(path.touchpoints())))
                .as(trial.name)
                .isEqualTo(all.stream()
                        .limit(FEW)
                        .map(path -> trial.names(path.touchpoints()))
                        .toList());
    }

    private static void listsTheSamePaths(OracleTrial trial) {
        for (int cap : List.of(3, 1_000_000)) {
            Paths.Top top = Paths.of(trial.all).top(cap);
            RankedPaths ranked = RankedPaths.of(trial.all);
            List<OptionalDouble> medians = ranked.exactMedians(ranked.foremost(cap));
            NaivePaths naive = NaivePaths.of(trial.naive.journeys(), cap);
            List<NaivePaths.Path> paths = IntStream.range(0, top.paths().size())
                    .mapToObj(i -> new NaivePaths.Path(
                            trial.names(top.paths().get(i).touchpoints()),
                            top.paths().get(i).count(),
                            (double) top.paths().get(i).count() / trial.all.count(),
                            medians.get(i),
                            top.paths().get(i).meanScore(),
                            top.paths().get(i).scored()))
                    .toList();
            assertThat(new NaivePaths(paths, top.otherPaths(), top.otherJourneys()))
                    .as(trial.name)
                    .isEqualTo(naive);
        }
        assertThat(Paths.of(trial.all).top(Integer.MAX_VALUE).journeysOfOne())
                .as(trial.name)
                .isEqualTo(trial.naive.journeys().stream()
                        .filter(journey -> journey.path().size() == 1)
                        .count());
    }

    /// Journeys by chance.
    private record SomeJourneys(long seed) implements JourneySelection.Test {
        @Override
        public long[] journeys(Journeys part) {
            SplittableRandom chance = new SplittableRandom(seed);
            long[] bits = new long[part.count() + 63 >>> 6];
            for (int journey = 0; journey < part.count(); journey++) {
                bits[journey >>> 6] |= (chance.nextBoolean() ? 1L : 0) << journey;
            }
            return bits;
        }

        @Override
        public boolean @Nullable [] paths(Journeys part) {
            return null;
        }
    }

    private static void ranksTheSamePaths(JourneySelection journeys, String name) {
        Paths.Top top = Paths.of(journeys).top(Integer.MAX_VALUE);
        RankedPaths ranked = RankedPaths.of(journeys);
        assertThat(IntStream.range(0, ranked.size())
                        .mapToObj(rank -> Arrays.toString(ranked.touchpoints(rank)) + ranked.count(rank)))
                .as(name)
                .isEqualTo(top.paths().stream()
                        .map(path -> Arrays.toString(path.touchpoints()) + path.count())
                        .toList());
        assertThat(ranked.foremost(FEW).stream().map(EngineOracleTest::told))
                .as(name)
                .isEqualTo(top.first(FEW).paths().stream()
                        .map(EngineOracleTest::told)
                        .toList());
        assertThat(ranked.journeysFrom(FEW)).as(name).isEqualTo(top.first(FEW).otherJourneys());
        assertThat(ranked.journeysOfOne()).as(name).isEqualTo(top.journeysOfOne());
    }

    private static String told(Paths.Path path) {
        LogHistogram durations = path.durations();
        return Arrays.toString(path.touchpoints()) + path.count() + " " + path.scored() + path.meanScore()
                + path.first() + durations.count()
                + (durations.count() == 0 ? "" : durations.mean() + " " + durations.quantile(0.9));
    }

    private static void reachesTheSameFunnelSteps(OracleTrial trial) {
        for (Optional<Duration> window : trial.windows()) {
            List<String> steps = trial.someTouchpoints(trial.random.nextInt(1, 5));
            Funnel funnel = Funnel.of(
                    trial.all,
                    steps.stream().mapToInt(trial::code).toArray(),
                    window.map(Duration::toSeconds).map(OptionalLong::of).orElseGet(OptionalLong::empty));
            List<NaiveFunnel.Step> naive = NaiveFunnel.of(trial.naive.journeys(), steps, window);
            for (int k = 0; k < steps.size(); k++) {
                String name = trial.name + ", step " + k + " of " + steps + " within " + window;
                assertThat(funnel.reached(k)).as(name).isEqualTo(naive.get(k).journeys());
                if (k > 0) {
                    requireClose(name, median(funnel, k, true), naive.get(k).medianFromFirst());
                    requireClose(name, median(funnel, k, false), naive.get(k).medianFromPrevious());
                }
            }
        }
    }

    private static void looksAroundTheSameWay(OracleTrial trial) {
        for (String touchpoint : trial.someTouchpoints(2)) {
            Around around = Around.of(trial.all, trial.code(touchpoint), FEW);
            NaiveAround.of(trial.naive.journeys(), touchpoint, FEW).forEach((distance, counts) -> {
                Map<Neighbour, Long> expected = counts.stream()
                        .collect(Collectors.toMap(NaiveAround.Count::neighbour, NaiveAround.Count::journeys));
                Map<Neighbour, Long> found = new HashMap<>();
                trial.perTouchpoint(code -> List.of(around.at(distance, code)))
                        .forEach((name, count) -> found.put(new Neighbour.Touchpoint(name), count.getFirst()));
                if (around.beyond(distance) > 0) {
                    found.put(distance < 0 ? new Neighbour.Start() : new Neighbour.End(), around.beyond(distance));
                }
                assertThat(found)
                        .as("%s around %s at %d", trial.name, touchpoint, distance)
                        .isEqualTo(expected);
            });
        }
    }

    private static void splitsNumbersTheSameWay(OracleTrial trial) {
        for (String attribute : List.of("score", "value", "weight", "freight", "cost", "income")) {
            Visited visited = Visited.of(trial.all, trial.naive.schema().idOf(attribute));
            for (NaiveVisited row : NaiveVisited.of(trial.naive.journeys(), attribute)) {
                String name = trial.name + ", " + attribute + " at " + row.touchpoint();
                int code = trial.code(row.touchpoint());
                assertThat(group(visited.visited(code))).as(name).isEqualTo(row.visited());
                assertThat(group(visited.notVisited(code))).as(name).isEqualTo(row.notVisited());
            }
        }
    }

    private static void groupsTheSameWay(OracleTrial trial) {
        for (String attribute : List.of("outcome", "channel", "channels", "state", "status", "sellers", "region")) {
            int id = trial.naive.schema().idOf(attribute);
            Groups groups = Groups.of(trial.all, id);
            NaiveGroups naive = NaiveGroups.of(
                    trial.naive.journeys(),
                    trial.naive.schema().attribute(attribute).orElseThrow());
            String name = trial.name + ", " + attribute;
            assertThat(groups.without()).as(name).isEqualTo(naive.without());
            assertThat(groups.several()).as(name).isEqualTo(naive.moreThanOnce());
            Map<String, NaiveGroups.Group> expected =
                    naive.groups().stream().collect(Collectors.toMap(NaiveGroups.Group::value, group -> group));
            assertThat(groups.groups()).as(name).hasSameSizeAs(naive.groups());
            for (Groups.Group group : groups.groups()) {
                String value = trial.store.categories(id).name(group.value());
                NaiveGroups.Group other =
                        Optional.ofNullable(expected.get(value)).orElseThrow();
                assertThat(List.of(group.journeys(), group.scored(), group.meanScore()))
                        .as(name)
                        .isEqualTo(List.of(other.journeys(), other.scored(), other.meanScore()));
                requireClose(
                        name,
                        group.durations().count() == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(group.durations().quantile(0.5)),
                        other.medianDuration());
            }
        }
    }

    private static Optional<NaiveValue> expected(Attribute declared, NaiveJourney journey) {
        if (declared.kind() == Kind.NUMBER) {
            OptionalDouble number = journey.number(declared.name());
            return number.isEmpty() ? Optional.empty() : Optional.of(new NaiveValue.Decimal(number.getAsDouble()));
        }
        return Optional.ofNullable(journey.values().get(declared.name()));
    }

    private static Map<String, List<Long>> places(List<NaiveTouchpoints.Place> places) {
        return places.stream()
                .collect(Collectors.toMap(NaiveTouchpoints.Place::touchpoint, place -> List.of(place.journeys())));
    }

    /// The group of times in which a Kaplan-Meier estimate lies.
    private static OptionalInt group(OptionalDouble estimate) {
        return estimate.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(LogHistogram.bucket((long) estimate.getAsDouble()));
    }

    private static NaiveVisited.Group group(Visited.Side side) {
        return new NaiveVisited.Group(side.journeys(), side.n(), side.mean());
    }

    private static OptionalDouble median(Funnel funnel, int step, boolean fromFirst) {
        var times = fromFirst ? funnel.sinceEntry(step) : funnel.sinceStepBefore(step);
        return times.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(times.quantile(0.5));
    }

    /// Histogram quantiles are within 1/64 of the exact ones.
    private static void requireClose(String name, OptionalDouble found, OptionalDouble exact) {
        assertThat(found.isPresent()).as(name).isEqualTo(exact.isPresent());
        if (exact.isPresent()) {
            double value = exact.getAsDouble();
            assertThat(Math.abs(found.getAsDouble() - value))
                    .as("%s: %s is close to %s", name, found, exact)
                    .isLessThanOrEqualTo(value / 64 + 1e-9);
        }
    }
}
