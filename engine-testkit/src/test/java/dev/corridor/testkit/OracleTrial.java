package dev.corridor.testkit;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A generated log under one rule and as of one time, as the engine and as the oracle see it.
final class OracleTrial {
    final String name;
    final Store store;
    final NaiveJourneys naive;
    final JourneyLog log;
    final JourneySelection all;
    final Random random;

    private OracleTrial(NaiveLog source, Store store, JourneyRule rule, OptionalLong asOf, LogShape shape, long seed) {
        this.name = shape + ", seed " + seed + ", " + rule + ", as of " + asOf;
        this.store = store;
        this.naive = NaiveJourneys.of(source, rule, asOf);
        this.log = asOf.isPresent() ? store.journeys(rule, asOf.getAsLong()) : store.journeys(rule);
        this.all = log.all();
        this.random = new Random(seed);
    }

    /// The trials of some seeds: a log each, under one of the rules in turn, so that five seeds try all.
    static Stream<OracleTrial> ofSeeds(LogShape shape, long from, long to) {
        return LongStream.range(from, to).mapToObj(seed -> ofSeed(shape, seed));
    }

    private static OracleTrial ofSeed(LogShape shape, long seed) {
        NaiveLog log = RandomLogs.log(shape, seed);
        return of(log, store(log, seed), shape, seed);
    }

    /// The trial of a store that should hold this log.
    static OracleTrial of(NaiveLog log, Store store, LogShape shape, long seed) {
        Set<String> known = new HashSet<>(store.touchpoints().all());
        List<JourneyRule> rules = RandomLogs.rules(log, seed).stream()
                .filter(rule -> !(rule instanceof JourneyRule.FromTo fromTo)
                        || (known.contains(fromTo.from())
                                && known.containsAll(fromTo.to().stream().toList())))
                .toList();
        JourneyRule rule = rules.get((int) (seed % rules.size()));
        return new OracleTrial(log, store, rule, RandomLogs.asOf(log, seed), shape, seed);
    }

    /// The log as a store of one or many segments, its records told in some order by one or more appenders,
    /// from memory or by way of files.
    static Store store(NaiveLog log, long seed) {
        Random random = new Random(seed);
        List<NaiveInteraction> records = new ArrayList<>(log.records());
        Collections.shuffle(records, random);
        BuildOptions defaults = BuildOptions.defaults();
        BuildOptions options = new BuildOptions(
                random.nextInt(4) == 0 ? 0 : defaults.memory(),
                defaults.spillFolder(),
                2,
                random.nextBoolean() ? 10 : 4_000_000);
        int cut = random.nextInt(records.size() + 1);
        try (StoreBuilder builder = new StoreBuilder(log.schema(), options)) {
            try (Appender first = builder.appender();
                    Appender second = builder.appender()) {
                LogAppender.append(log.schema(), records.subList(cut, records.size()), first);
                LogAppender.append(log.schema(), records.subList(0, cut), second);
            }
            return builder.build();
        }
    }

    /// A journey of the engine.
    record Visit(Journeys journeys, int journey, Optional<String> customer, List<String> path) {
        List<OptionalLong> seconds() {
            return IntStream.range(journeys.offset(journey), journeys.offset(journey + 1))
                    .mapToObj(i -> journeys.second(i) == Journeys.UNTIMED
                            ? OptionalLong.empty()
                            : OptionalLong.of(journeys.second(i)))
                    .toList();
        }
    }

    /// What is counted per touchpoint.
    interface Row {
        List<Long> of(int code);
    }

    Stream<NaiveJourney> journeys() {
        return naive.journeys().stream();
    }

    /// The engine's journeys in order of first occurrence.
    List<Visit> visits() {
        return visits(all);
    }

    List<Visit> visits(JourneySelection selection) {
        List<Visit> visits = selection.fold(new ArrayList<>(), (list, visit) -> {
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
        if (declared.kind() == Kind.SET || declared.aggregate() == Aggregate.SET) {
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
                    case NUMBER, SET -> throw new IllegalStateException("answered before");
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
