package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.Around;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Funnel;
import dev.corridor.engine.summary.Groups;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import dev.corridor.testkit.NaiveAround.Neighbour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine against the naive oracle, on generated logs of every shape, under every rule and as of many
/// times.
class EngineOracleTest {
    private static final int SEEDS = Integer.getInteger("corridor.oracle.seeds", 4);
    private static final int FEW = 4;

    @ParameterizedTest
    @EnumSource
    void cutsTheSameJourneys(LogShape shape) {
        forEachTrial(shape, trial -> {
            List<Visit> visits = trial.visits();
            assertThat(visits.stream().map(Visit::customer))
                    .as(trial.name)
                    .isEqualTo(trial.journeys().map(NaiveJourney::customer).toList());
            assertThat(visits.stream().map(Visit::path))
                    .as(trial.name)
                    .isEqualTo(trial.journeys().map(NaiveJourney::path).toList());
            assertThat(visits.stream().map(Visit::seconds))
                    .as(trial.name)
                    .isEqualTo(trial.journeys()
                            .map(journey -> journey.interactions().stream()
                                    .map(NaiveInteraction::second)
                                    .toList())
                            .toList());
            assertThat(trial.log.outside()).as(trial.name).isEqualTo(trial.naive.outside());
            assertThat(trial.log.asOf()).as(trial.name).isEqualTo(trial.naive.asOf());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aggregatesTheSameValues(LogShape shape) {
        forEachTrial(shape, trial -> {
            List<Visit> visits = trial.visits();
            for (int id = 0; id < trial.naive.schema().attributes().size(); id++) {
                int attribute = id;
                Attribute declared = trial.naive.schema().attributes().get(id);
                assertThat(visits.stream().map(visit -> trial.value(declared, attribute, visit)))
                        .as("%s: %s", trial.name, declared)
                        .isEqualTo(trial.journeys()
                                .map(journey -> expected(declared, journey))
                                .toList());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSameStandings(LogShape shape) {
        forEachTrial(shape, trial -> {
            OpenJourneys open = new OpenJourneys(trial.log);
            if (!trial.naive.schema().ends().isEmpty()) {
                assertThat(open.patience()).as(trial.name).isEqualTo(trial.naive.patience());
            }
            assertThat(trial.visits().stream()
                            .map(visit ->
                                    open.state(visit.journeys, visit.journey).name()))
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
            requireClose(trial.name, durations.quantile(0.5), naive.median());
            requireClose(trial.name, durations.quantile(0.9), naive.p90());
        });
    }

    @ParameterizedTest
    @EnumSource
    void countsTheSameTouchpoints(LogShape shape) {
        forEachTrial(shape, trial -> {
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
        });
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheSameFlow(LogShape shape) {
        forEachTrial(shape, trial -> {
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
        });
    }

    @ParameterizedTest
    @EnumSource
    void listsTheSamePaths(LogShape shape) {
        forEachTrial(shape, trial -> {
            for (int cap : List.of(3, 1_000_000)) {
                Paths.Top top = Paths.of(trial.all).top(cap);
                List<OptionalDouble> medians = Paths.exactMedians(top.paths(), trial.all);
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
        });
    }

    @ParameterizedTest
    @EnumSource
    void reachesTheSameFunnelSteps(LogShape shape) {
        forEachTrial(shape, trial -> {
            for (Optional<Duration> window : trial.windows()) {
                List<String> steps = trial.someTouchpoints(trial.random.nextInt(1, 5));
                Funnel funnel = Funnel.of(
                        trial.all,
                        steps.stream().mapToInt(trial::code).toArray(),
                        window.map(Duration::toSeconds).map(OptionalLong::of).orElseGet(OptionalLong::empty));
                List<NaiveFunnel.Step> naive = NaiveFunnel.of(trial.naive.journeys(), steps, window);
                for (int k = 0; k < steps.size(); k++) {
                    String name = trial.name + ", step " + k + " of " + steps + " within " + window;
                    assertThat(funnel.reached(k))
                            .as(name)
                            .isEqualTo(naive.get(k).journeys());
                    if (k > 0) {
                        requireClose(name, median(funnel, k, true), naive.get(k).medianFromFirst());
                        requireClose(
                                name, median(funnel, k, false), naive.get(k).medianFromPrevious());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void looksAroundTheSameWay(LogShape shape) {
        forEachTrial(shape, trial -> {
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
        });
    }

    @ParameterizedTest
    @EnumSource
    void splitsNumbersTheSameWay(LogShape shape) {
        forEachTrial(shape, trial -> {
            for (String attribute : List.of("score", "value", "weight", "freight", "cost", "income")) {
                Visited visited = Visited.of(trial.all, trial.naive.schema().idOf(attribute));
                for (NaiveVisited row : NaiveVisited.of(trial.naive.journeys(), attribute)) {
                    String name = trial.name + ", " + attribute + " at " + row.touchpoint();
                    int code = trial.code(row.touchpoint());
                    assertThat(group(visited.visited(code))).as(name).isEqualTo(row.visited());
                    assertThat(group(visited.notVisited(code))).as(name).isEqualTo(row.notVisited());
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void groupsTheSameWay(LogShape shape) {
        forEachTrial(shape, trial -> {
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
        });
    }

    private interface Check {
        void of(Trial trial);
    }

    private static void forEachTrial(LogShape shape, Check check) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            Store store = store(log, seed);
            Set<String> known = new HashSet<>(store.touchpoints().all());
            for (JourneyRule rule : RandomLogs.rules(log, seed)) {
                boolean applies = !(rule instanceof JourneyRule.FromTo fromTo)
                        || (known.contains(fromTo.from())
                                && known.containsAll(fromTo.to().stream().toList()));
                if (applies) {
                    check.of(new Trial(log, store, rule, RandomLogs.asOf(log, seed), seed));
                }
            }
        }
    }

    /// The log as a store, its records told in some order by one or two appenders.
    private static Store store(NaiveLog log, long seed) {
        List<NaiveInteraction> records = new ArrayList<>(log.records());
        Collections.shuffle(records, new Random(seed));
        int half = records.size() / 2;
        BuildOptions defaults = BuildOptions.defaults();
        long memory = seed % 2 == 0 ? defaults.memory() : 0;
        try (StoreBuilder builder =
                new StoreBuilder(log.schema(), new BuildOptions(memory, defaults.spillFolder(), 2))) {
            try (Appender first = builder.appender();
                    Appender second = builder.appender()) {
                LogAppender.append(log.schema(), records.subList(half, records.size()), first);
                LogAppender.append(log.schema(), records.subList(0, half), second);
            }
            return builder.build();
        }
    }

    private record Visit(Journeys journeys, int journey, Optional<String> customer, List<String> path) {
        List<OptionalLong> seconds() {
            return IntStream.range(journeys.offset(journey), journeys.offset(journey + 1))
                    .mapToObj(i -> journeys.second(i) == Journeys.UNTIMED
                            ? OptionalLong.empty()
                            : OptionalLong.of(journeys.second(i)))
                    .toList();
        }
    }

    private interface Row {
        List<Long> of(int code);
    }

    private static final class Trial {
        final String name;
        final Store store;
        final NaiveJourneys naive;
        final JourneyLog log;
        final JourneySelection all;
        final Random random;

        Trial(NaiveLog source, Store store, JourneyRule rule, OptionalLong asOf, long seed) {
            this.name = "seed " + seed + ", " + rule + ", as of " + asOf;
            this.store = store;
            this.naive = NaiveJourneys.of(source, rule, asOf);
            this.log = asOf.isPresent() ? store.journeys(rule, asOf.getAsLong()) : store.journeys(rule);
            this.all = log.all();
            this.random = new Random(seed);
        }

        Stream<NaiveJourney> journeys() {
            return naive.journeys().stream();
        }

        /// The engine's journeys in order of first occurrence.
        List<Visit> visits() {
            List<Visit> visits = all.fold(new ArrayList<>(), (list, visit) -> {
                Journeys part = visit.journeys();
                int journey = visit.journey();
                List<String> path = IntStream.range(part.offset(journey), part.offset(journey + 1))
                        .mapToObj(i -> touchpoint(part.touchpoint(i)))
                        .toList();
                list.add(new Visit(part, journey, part.customerName(journey), path));
                return list;
            });
            visits.sort(Comparator.comparingLong((Visit visit) -> visit.journeys.orderMajor(visit.journey))
                    .thenComparingInt(visit -> visit.journeys.orderMinor(visit.journey)));
            return visits;
        }

        Optional<NaiveValue> value(Attribute declared, int attribute, Visit visit) {
            if (isSet(declared)) {
                Set<String> members = IntStream.of(visit.journeys.codes(attribute, visit.journey))
                        .mapToObj(code -> store.categories(attribute).name(code))
                        .collect(Collectors.toSet());
                return members.isEmpty() ? Optional.empty() : Optional.of(new NaiveValue.Members(members));
            }
            if (declared.kind() == Kind.NUMBER) {
                double number = visit.journeys.number(attribute, visit.journey);
                return Double.isNaN(number) ? Optional.empty() : Optional.of(new NaiveValue.Decimal(number));
            }
            long integer = visit.journeys.integer(attribute, visit.journey);
            if (integer == Column.NONE) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (declared.kind()) {
                        case CATEGORY ->
                            new NaiveValue.Category(store.categories(attribute).name((int) integer));
                        case TIME -> new NaiveValue.Time(integer);
                        case TEXT -> new NaiveValue.Text(integer);
                        case NUMBER, SET -> throw new IllegalStateException();
                    });
        }

        String touchpoint(int code) {
            return store.touchpoints().name(code);
        }

        int code(String touchpoint) {
            return store.touchpoints().code(touchpoint).orElseThrow();
        }

        List<String> names(int[] codes) {
            return IntStream.of(codes).mapToObj(this::touchpoint).toList();
        }

        /// The rows of the touchpoints that have any count.
        Map<String, List<Long>> perTouchpoint(Row row) {
            Map<String, List<Long>> rows = new TreeMap<>();
            for (int code = 0; code < store.touchpoints().size(); code++) {
                List<Long> counts = row.of(code);
                if (counts.stream().anyMatch(count -> count != 0)) {
                    rows.put(touchpoint(code), counts);
                }
            }
            return rows;
        }

        List<String> someTouchpoints(int count) {
            List<String> names = store.touchpoints().all();
            return names.isEmpty()
                    ? List.of()
                    : Stream.generate(() -> names.get(random.nextInt(names.size())))
                            .limit(count)
                            .toList();
        }

        List<Optional<Duration>> windows() {
            return store.touchpoints().all().isEmpty()
                    ? List.of()
                    : List.of(
                            Optional.empty(),
                            Optional.of(Duration.ofSeconds(0)),
                            Optional.of(Duration.ofSeconds(random.nextInt(5_000))));
        }
    }

    private static boolean isSet(Attribute declared) {
        return declared.kind() == Kind.SET || declared.aggregate() == Aggregate.SET;
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
