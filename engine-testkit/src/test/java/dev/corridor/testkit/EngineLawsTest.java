package dev.corridor.testkit;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.Around;
import dev.corridor.engine.summary.EdgeCounts;
import dev.corridor.engine.summary.FirstOccurrences;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Funnel;
import dev.corridor.engine.summary.Groups;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.PathCounts;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.Precedence;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.Summary;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The laws of every summary of the engine, on generated logs of every shape.
class EngineLawsTest {
    private static final int SEEDS = 3;

    private record Journey(Journeys part, int journey) {}

    @ParameterizedTest
    @EnumSource
    void everySummaryKeepsTheLaws(LogShape shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            Store store = OracleTrial.store(log, seed);
            for (JourneyRule rule : List.of(new JourneyRule.ByKey(), new JourneyRule.ByCustomer())) {
                check(store.journeys(rule), seed);
            }
        }
    }

    private static void check(JourneyLog log, long seed) {
        OpenJourneys open = new OpenJourneys(log);
        int score = log.store().schema().idOf("score");
        int sellers = log.store().schema().idOf("sellers");
        check(log, seed, TouchpointCounts::of, TouchpointCounts::fromBytes);
        check(log, seed, StartsAndEnds::of, StartsAndEnds::fromBytes);
        check(log, seed, Loops::of, Loops::fromBytes);
        check(log, seed, Flow::of, Flow::fromBytes);
        check(log, seed, Paths::of, Paths::fromBytes);
        check(log, seed, EdgeCounts::of, EdgeCounts::fromBytes);
        check(log, seed, PathCounts::of, PathCounts::fromBytes);
        check(log, seed, FirstOccurrences::of, FirstOccurrences::fromBytes);
        check(log, seed, some -> JourneyDurations.of(some, open), JourneyDurations::fromBytes);
        check(log, seed, some -> Visited.of(some, score), Visited::fromBytes);
        check(log, seed, some -> Groups.of(some, sellers), Groups::fromBytes);
        if (log.store().touchpoints().size() > 0) {
            int last = log.store().touchpoints().size() - 1;
            check(log, seed, some -> Around.of(some, last, 3), Around::fromBytes);
            check(log, seed, some -> Precedence.of(some, 0, last, true), Precedence::fromBytes);
            check(log, seed, some -> Funnel.of(some, new int[] {0, last}, OptionalLong.empty()), Funnel::fromBytes);
            check(log, seed, some -> Funnel.of(some, new int[] {last, 0}, OptionalLong.of(90)), Funnel::fromBytes);
        }
    }

    private static <S extends Summary<S>> void check(
            JourneyLog log, long seed, Function<JourneySelection, S> of, Function<byte[], S> read) {
        List<Journey> journeys = log.all().fold(new ArrayList<>(), (list, visit) -> {
            list.add(new Journey(visit.journeys(), visit.journey()));
            return list;
        });
        SummaryLaws.check(
                new SummaryLaws.Subject<Journey, S>() {
                    @Override
                    public S of(List<Journey> some) {
                        return of.apply(select(log, some));
                    }

                    @Override
                    public S merge(S left, S right) {
                        return left.merge(right);
                    }

                    @Override
                    public byte[] bytes(S summary) {
                        return summary.toBytes();
                    }

                    @Override
                    public S read(byte[] bytes) {
                        return read.apply(bytes);
                    }

                    @Override
                    public byte[] digest(S summary) {
                        return summary.digest().getBytes(StandardCharsets.UTF_8);
                    }
                },
                journeys,
                seed);
    }

    private static JourneySelection select(JourneyLog log, List<Journey> some) {
        return log.all().and(new JourneySelection.Test() {
            @Override
            public long[] journeys(Journeys part) {
                long[] words = new long[(part.count() + 63) / 64];
                some.stream()
                        .filter(journey -> journey.part() == part)
                        .forEach(journey -> words[journey.journey() >>> 6] |= 1L << (journey.journey() & 63));
                return words;
            }

            @Override
            public boolean @Nullable [] paths(Journeys part) {
                return null;
            }
        });
    }
}
