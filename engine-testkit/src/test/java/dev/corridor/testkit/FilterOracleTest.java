package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.OpenJourneys;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine's filters against their definition, on generated logs of every shape, under every rule and as of
/// many times, in several zones.
class FilterOracleTest {
    private static final int QUICK = 5;
    private static final int MANY = 60;
    private static final int FILTERS = 12;
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Europe/Lisbon");

    @ParameterizedTest
    @EnumSource
    void keepsTheJourneysDefined(LogShape shape) {
        OracleTrial.ofSeeds(shape, 0, QUICK).forEach(FilterOracleTest::check);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void keepsTheJourneysDefinedOnManyLogs(LogShape shape) {
        OracleTrial.ofSeeds(shape, QUICK, MANY).forEach(FilterOracleTest::check);
    }

    private static void check(OracleTrial trial) {
        ZoneId zone = ZoneId.of(ZONES.get(trial.random.nextInt(ZONES.size())));
        NaiveFilter naive = new NaiveFilter(trial.store.schema(), zone);
        List<OracleTrial.Visit> visits = trial.visits();
        List<NaiveJourney> journeys = trial.naive.journeys();
        RandomFilters filters = new RandomFilters(trial.store, new Random(trial.random.nextLong()));
        for (int i = 0; i < FILTERS; i++) {
            Filter filter = filters.filter(3);
            JourneySelection kept = ResolvedFilter.of(filter, trial.store, zone).select(trial.all);
            List<Integer> expected = new ArrayList<>();
            for (int journey = 0; journey < journeys.size(); journey++) {
                if (naive.matches(filter, journeys.get(journey))) {
                    expected.add(journey);
                }
            }
            List<Integer> found = new ArrayList<>();
            for (int journey = 0; journey < visits.size(); journey++) {
                OracleTrial.Visit visit = visits.get(journey);
                if (kept.parts().stream()
                        .filter(part -> part.journeys() == visit.journeys())
                        .anyMatch(part -> part.selects(visit.journey()))) {
                    found.add(journey);
                }
            }
            assertThat(found)
                    .as("%s in %s: %s", trial.name, zone, filter.text())
                    .isEqualTo(expected);
            assertThat(kept.count()).as(trial.name).isEqualTo(expected.size());
        }
    }

    @Test
    void keepsWhatSeveralFiltersKeep() {
        OracleTrial.ofSeeds(LogShape.TINY_ALPHABET, 0, 3).forEach(trial -> {
            RandomFilters filters = new RandomFilters(trial.store, trial.random);
            Filter first = filters.filter(1);
            Filter second = filters.filter(1);
            JourneySelection oneByOne = ResolvedFilter.of(second, trial.store, ZoneOffset.UTC)
                    .select(ResolvedFilter.of(first, trial.store, ZoneOffset.UTC)
                            .select(trial.all));
            JourneySelection both = ResolvedFilter.of(
                            new Filter.And(List.of(first, second)), trial.store, ZoneOffset.UTC)
                    .select(trial.all);
            assertThat(trial.visits(oneByOne)).as(trial.name).isEqualTo(trial.visits(both));
        });
    }

    @Test
    void asksOnceWhatHasBecomeOfJourneysAndOnlyWhereAConditionSpeaksOfIt() {
        OracleTrial.ofSeeds(LogShape.TINY_ALPHABET, 0, 5).forEach(trial -> {
            OpenJourneys states = new OpenJourneys(trial.log);
            AtomicInteger asked = new AtomicInteger();
            String touchpoint = trial.touchpoint(0);
            Filter drops = new Filter.Drops(touchpoint);
            for (Filter filter : List.of(drops, new Filter.Not(new Filter.Or(List.of(drops, drops))))) {
                asked.set(0);
                ResolvedFilter resolved = ResolvedFilter.of(filter, trial.store, ZoneOffset.UTC);
                JourneySelection told = resolved.select(trial.all, () -> {
                    asked.incrementAndGet();
                    return states;
                });
                assertThat(trial.visits(told)).as(trial.name).isEqualTo(trial.visits(resolved.select(trial.all)));
                assertThat(asked).as(filter.text()).hasValue(1);
            }
            ResolvedFilter.of(new Filter.Ends(touchpoint), trial.store, ZoneOffset.UTC)
                    .select(trial.all, () -> {
                        throw new AssertionError("nothing asked what has become of journeys");
                    });
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passes nowhere                | UNKNOWN_NAME",
                "drops nowhere                 | UNKNOWN_NAME",
                "t0 then nowhere               | UNKNOWN_NAME",
                "nowhere later t0 within 1d    | UNKNOWN_NAME",
                "outcome of nowhere = ok       | UNKNOWN_NAME",
                "path (t0 -> [^nowhere])       | UNKNOWN_NAME",
                "colour = red                  | UNKNOWN_NAME",
                "not (passes t0 or colour = 1) | UNKNOWN_NAME",
                "score = good                  | FILTER_SYNTAX",
                "state < SP                    | FILTER_SYNTAX",
                "sellers >= x                  | FILTER_SYNTAX",
                "due > soon                    | FILTER_SYNTAX",
                "comment = x                   | FILTER_SYNTAX",
                "comment in (x, y)             | FILTER_SYNTAX",
                "score in (1, good)            | FILTER_SYNTAX"
            })
    void refusesWhatTheStoreCannotAnswer(String text, EngineError code) {
        Store store = OracleTrial.store(RandomLogs.log(LogShape.TINY_ALPHABET, 1), 1);
        assertThatThrownBy(() -> ResolvedFilter.of(FilterParser.parse(text.strip()), store, ZoneOffset.UTC))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).as(text).isEqualTo(code);
                    assertThat(refused.remedy()).isNotBlank();
                });
    }
}
