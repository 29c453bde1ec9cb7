package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Days and times in zones whose clocks were put forward over midnight (Sao Paulo, 2017-10-15, 03:00Z) and
/// back over midnight (2018-02-18, 02:00Z: 23:00 to 24:00 came twice).
class ClockChangesTest {
    private static boolean keeps(String filter, String instant) {
        Schema schema = new Schema(
                List.of(new Attribute("due", Kind.TIME, Level.KEY, Aggregate.ONE, new Known.AtStart())),
                List.of(),
                List.of(),
                true);
        try (StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                long second = Instant.parse(instant).getEpochSecond();
                appender.begin(null, new byte[] {1});
                appender.interaction(appender.touchpoint("a"), second, 0, 0);
                appender.time(0, second);
                appender.end();
            }
            Store store = builder.build();
            return ResolvedFilter.of(FilterParser.parse(filter), store, ZoneId.of("America/Sao_Paulo"))
                            .select(store.journeys(new JourneyRule.ByKey()).all())
                            .count()
                    == 1;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2017-10-15T02:59:59Z, 2017-10-14",
        "2017-10-15T03:00:00Z, 2017-10-15",
        "2017-10-16T01:59:59Z, 2017-10-15",
        "2017-10-16T02:00:00Z, 2017-10-16",
        "2018-02-18T01:30:00Z, 2018-02-17",
        "2018-02-18T02:30:00Z, 2018-02-17",
        "2018-02-18T02:59:59Z, 2018-02-17",
        "2018-02-18T03:00:00Z, 2018-02-18"
    })
    void countsEverySecondToItsDay(String instant, String day) {
        assertThat(keeps("time in " + day, instant)).isTrue();
        assertThat(keeps("due = " + day, instant)).isTrue();
        assertThat(keeps("due < " + day + " or due > " + day, instant)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "due > 2017-10-15T00:30, 2017-10-15T03:00:00Z, true",
        "due < 2017-10-15T00:30, 2017-10-15T02:59:59Z, true",
        "due = 2017-10-15T00:30, 2017-10-15T03:30:00Z, false",
        "due = 2018-02-17T23:30, 2018-02-18T01:30:00Z, true",
        "due = 2018-02-17T23:30, 2018-02-18T02:30:59Z, true",
        "due > 2018-02-17T23:30, 2018-02-18T02:31:00Z, true",
        "due < 2018-02-17T23:30, 2018-02-18T01:29:59Z, true"
    })
    void takesTimesThatClocksSkipOrShowTwice(String filter, String instant, boolean kept) {
        assertThat(keeps(
                        filter.replace("2017-10-15T00:30", "\"2017-10-15T00:30\"")
                                .replace("2018-02-17T23:30", "\"2018-02-17T23:30\""),
                        instant))
                .isEqualTo(kept);
    }
}
