package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.TouchpointCounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The largest, smallest and emptiest data a store can hold, and what lies beyond.
class LimitsTest {
    private static final long YEAR_9999 = 253_402_300_799L;
    private static final Schema PLAIN = new Schema(List.of(), List.of(), List.of(), true);

    @TempDir
    Path folder;

    private static Store store(Schema schema, Consumer<Appender> append) {
        try (StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                append.accept(appender);
            }
            return builder.build();
        }
    }

    private static void interaction(Appender appender, String key, String touchpoint, long second, long sequence) {
        appender.begin(null, key.getBytes(StandardCharsets.UTF_8));
        appender.interaction(appender.touchpoint(touchpoint), second, 0, sequence);
        appender.end();
    }

    private Store saved(Store built) {
        Path place = folder.resolve("store");
        built.save(place, Map.of(), false);
        Store opened = Store.open(place);
        opened.verify();
        return opened;
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 624, 65_535})
    void numbersTouchpoints(int touchpoints) {
        Store store = saved(store(PLAIN, appender -> {
            for (int i = 0; i < touchpoints; i++) {
                interaction(appender, "k" + i / 2, "t" + i, i, i);
            }
        }));
        JourneySelection all = store.journeys(new JourneyRule.ByKey()).all();
        TouchpointCounts counts = TouchpointCounts.of(all);
        assertThat(store.touchpoints().size()).isEqualTo(touchpoints);
        for (int code = 0; code < touchpoints; code++) {
            assertThat(counts.interactions(code)).isEqualTo(1);
        }
        assertThat(Flow.of(all).passages()).isEqualTo(touchpoints / 2);
        assertThat(Flow.of(all).edges())
                .allMatch(edge -> Integer.parseInt(
                                store.touchpoints().name(edge.to()).substring(1))
                        == Integer.parseInt(
                                        store.touchpoints().name(edge.from()).substring(1))
                                + 1);
    }

    @Test
    void refusesMoreTouchpointsThanTheFormatCanNumber() {
        assertThatThrownBy(() -> store(PLAIN, appender -> {
                    for (int i = 0; i <= StoreBuilder.MAX_TOUCHPOINTS; i++) {
                        appender.touchpoint("t" + i);
                    }
                }))
                .isInstanceOfSatisfying(CorridorException.class, error -> {
                    assertThat(error.code()).isEqualTo(EngineError.TOO_MANY_TOUCHPOINTS);
                    assertThat(error.sentence()).contains("65535").contains("\"t65535\"");
                });
    }

    @Test
    void walksJourneyOfManyInteractions() {
        int length = 100_000;
        Store store = saved(store(PLAIN, appender -> {
            for (int i = 0; i < length; i++) {
                interaction(appender, "k", "t" + i % 3, length - i, i);
            }
        }));
        JourneyLog log = store.journeys(new JourneyRule.ByKey());
        assertThat(log.all().count()).isEqualTo(1);
        assertThat(Flow.of(log.all()).passages()).isEqualTo(length - 1);
        assertThat(log.parts().getFirst().touchpoint(0))
                .isEqualTo(store.touchpoints().code("t0").orElseThrow());
        assertThat(ResolvedFilter.of(
                                FilterParser.parse("path (start -> ... -> t2 -> t1 -> t0 -> end)"),
                                store,
                                ZoneOffset.UTC)
                        .select(log.all())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void keepsTimesFarApart() {
        List<Long> seconds = List.of(-62_135_596_800L, -1L, 0L, 4_102_444_800L, YEAR_9999);
        Store store = saved(store(PLAIN, appender -> {
            for (int i = 0; i < seconds.size(); i++) {
                interaction(appender, "k", "t" + i, seconds.get(i), i);
            }
        }));
        JourneyLog log = store.journeys(new JourneyRule.ByKey());
        Journeys part = log.parts().getFirst();
        for (int i = 0; i < seconds.size(); i++) {
            assertThat(part.second(i)).isEqualTo(seconds.get(i));
        }
        assertThat(part.timeWidth()).isEqualTo(8);
        assertThat(part.duration(0)).isEqualTo(YEAR_9999 + 62_135_596_800L);
        assertThat(log.asOf()).hasValue(YEAR_9999);
        assertThat(Extent.of(log.all()).first()).hasValue(-62_135_596_800L);
        assertThat(store.journeys(new JourneyRule.ByKey(), -1)
                        .all()
                        .parts()
                        .getFirst()
                        .journeys()
                        .interactions())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE - 1L, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L})
    void widensTimesWhereTheyNeedIt(long span) {
        Store store = store(PLAIN, appender -> {
            interaction(appender, "k", "a", -7, 0);
            interaction(appender, "k", "b", span - 7, 1);
        });
        Journeys part = store.journeys(new JourneyRule.ByKey()).parts().getFirst();
        assertThat(part.timeWidth()).isEqualTo(span > Integer.MAX_VALUE ? 8 : 4);
        assertThat(part.duration(0)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -Appender.MAX_SECOND - 1, Appender.MAX_SECOND + 1})
    void refusesTimesBeyondAnyCalendar(long second) {
        assertThatThrownBy(() -> store(PLAIN, appender -> interaction(appender, "k", "a", second, 0)))
                .isInstanceOfSatisfying(CorridorException.class, error -> {
                    assertThat(error.code()).isEqualTo(EngineError.OUT_OF_RANGE);
                    assertThat(error.sentence()).contains(String.valueOf(second));
                });
        assertThatThrownBy(() -> store(SampleStore.schema(), appender -> {
                    appender.begin(null, new byte[1]);
                    appender.time(4, second);
                }))
                .isInstanceOf(CorridorException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNone(double number) {
        assertThatThrownBy(() -> store(SampleStore.schema(), appender -> {
                    appender.begin(null, new byte[1]);
                    appender.number(3, number);
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersWithoutAnyInteraction() {
        Store nothing = saved(store(SampleStore.schema(), appender -> {}));
        requireEmpty(nothing);
        assertThat(nothing.interactions()).isZero();
    }

    @Test
    void answersWhereRecordsCarryValuesOnly() {
        requireEmpty(saved(store(SampleStore.schema(), appender -> {
            for (int i = 0; i < 3; i++) {
                appender.begin(i == 0 ? null : new byte[] {1}, new byte[] {(byte) i});
                appender.valuesOnly(i);
                appender.number(3, i);
                appender.member(5, appender.category(5, "seller"));
                appender.category(6, appender.category(6, "region"));
                appender.end();
            }
        })));
    }

    private static void requireEmpty(Store store) {
        assertThat(StoreText.of(store)).isNotBlank();
        for (JourneyRule rule : List.of(
                new JourneyRule.ByKey(), new JourneyRule.ByCustomer(), new JourneyRule.ByGap(Duration.ofDays(1)))) {
            JourneyLog log = store.journeys(rule);
            assertThat(log.all().count()).isZero();
            assertThat(log.asOf()).isEmpty();
            assertThat(log.all().firstInSource(3)).isEmpty();
            assertThat(ResolvedFilter.of(FilterParser.parse("duration >= 0s"), store, ZoneOffset.UTC)
                            .select(log.all())
                            .count())
                    .isZero();
        }
        assertThatThrownBy(
                        () -> store.journeys(new JourneyRule.FromTo("a", Optional.empty(), Duration.ofDays(1), false)))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        error -> assertThat(error.code()).isEqualTo(EngineError.UNKNOWN_NAME));
    }

    @Test
    void keepsNamesOfOneMebibyteAndRefusesLongerOnes() {
        byte[] longest = "é".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
        String touchpoint = "t".repeat(1 << 20);
        Store store = saved(store(PLAIN, appender -> {
            for (int i = 0; i < 3; i++) {
                appender.begin(longest, longest);
                appender.interaction(appender.touchpoint(touchpoint), i, 0, i);
                appender.end();
            }
        }));
        Journeys part = store.journeys(new JourneyRule.ByKey()).parts().getFirst();
        assertThat(part.count()).isEqualTo(1);
        assertThat(part.keyName(0)).isEqualTo("é".repeat(1 << 19));
        assertThat(part.customerName(0)).hasValue("é".repeat(1 << 19));
        assertThat(store.touchpoints().name(0)).isEqualTo(touchpoint);
        assertThatThrownBy(() -> store(PLAIN, appender -> appender.begin(null, new byte[(1 << 20) + 1])))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        error -> assertThat(error.code()).isEqualTo(EngineError.OUT_OF_RANGE));
    }

    @Test
    void keepsReferencesOfAnySize() {
        long[] references = {(1L << 53) + 1, Long.MAX_VALUE, 0};
        Store store = store(SampleStore.schema(), appender -> {
            for (int i = 0; i < references.length; i++) {
                appender.begin(null, new byte[] {(byte) i});
                appender.interaction(appender.touchpoint("a"), i, 0, i);
                appender.text(2, references[i]);
                appender.end();
            }
        });
        Journeys part = store.journeys(new JourneyRule.ByKey()).parts().getFirst();
        for (int i = 0; i < references.length; i++) {
            assertThat(part.integer(2, i)).isEqualTo(references[i]);
        }
    }
}
