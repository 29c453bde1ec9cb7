package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.FilterParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaiveFilterTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    attribute(Schema.OUTCOME, Kind.CATEGORY, Level.INTERACTION, Aggregate.LATEST),
                    attribute(Schema.SCORE, Kind.NUMBER, Level.INTERACTION, Aggregate.MEAN),
                    attribute("channel", Kind.CATEGORY, Level.INTERACTION, Aggregate.ONE),
                    attribute("sellers", Kind.SET, Level.KEY, Aggregate.SET),
                    attribute("due", Kind.TIME, Level.KEY, Aggregate.ONE),
                    attribute("state", Kind.CATEGORY, Level.CUSTOMER, Aggregate.ONE)),
            List.of(),
            List.of(),
            true);

    /// a b a c a, the fourth without a time, from 2017-11-01T00:00:10 UTC, 100 seconds apart.
    private static final NaiveJourney JOURNEY = journey();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passes a and not passes d",
                "passes d or starts a",
                "ends a and not ends c",
                "a then b and c then a and not b then c",
                "b later c and not c later b",
                "b later a within 100s and not b later a within 99s",
                "not a later c within 10d",
                "repeats a and not repeats b",
                "duration = 400s and duration >= 400s and not duration > 400s",
                "time in 2017-11-01 and time in 2017 and time in ..2017-11-01 and not time in 2017-11-02..",
                "outcome of a = failed and not outcome of b = failed and outcome of b = ok",
                "score = 4 and score >= 4 and not score < 4 and not score != 4",
                "channel = web and channel != web and channel in (phone, shop) and not channel = shop",
                "sellers = anna and sellers = bob and not sellers = carl",
                "due = 2017-12 and due >= 2017-12-05 and due < 2017-12-06 and not due > 2017",
                "not state = SP and not state != SP",
                "path (start -> a -> b) and path (c -> a -> end) and not path (start -> b)",
                "path (a ... c) and not path (c ... b) and path ([b, d] -> a)",
                "path (start -> (a -> any)+ -> a -> end) and not path (start -> (a -> any)* -> end)",
                "path (start -> any{5} -> end) and not path (any{6}) and path (start -> any{2,9} -> end)",
                "path ([^a] -> a -> [^a, b]) and not path ([^a] -> [^a])",
                "path (d*) and path (b -> d? -> a) and path (d | c) and not path (d | a -> a)"
            })
    void holds(String filter) {
        assertThat(new NaiveFilter(SCHEMA).matches(FilterParser.parse(filter), JOURNEY))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"time in 2017-10-31", "not time in 2017-11-01"})
    void readsDaysInTheZoneAskedFor(String filter) {
        assertThat(new NaiveFilter(SCHEMA, ZoneOffset.ofHours(-3)).matches(FilterParser.parse(filter), JOURNEY))
                .isTrue();
    }

    private static NaiveJourney journey() {
        NaiveKey key = new NaiveKey(Optional.of("customer"), "key");
        NaiveValue due =
                new NaiveValue.Time(Instant.parse("2017-12-05T10:00:00Z").getEpochSecond());
        NaiveLog log = new NaiveLog.Writer(SCHEMA)
                .add(key, "a", at(0), Map.of("channel", category("web"), Schema.SCORE, new NaiveValue.Decimal(3)))
                .add(key, "b", at(100), Map.of("channel", category("phone"), Schema.OUTCOME, category("ok")))
                .add(key, "a", at(200), Map.of(Schema.OUTCOME, category("failed"), "due", due))
                .add(key, "c", Optional.empty(), Map.of("sellers", new NaiveValue.Members(Set.of("anna", "bob"))))
                .add(key, "a", at(400), Map.of(Schema.SCORE, new NaiveValue.Decimal(5)))
                .log();
        return NaiveJourneys.of(log, new JourneyRule.ByKey()).journeys().getFirst();
    }

    private static Optional<Instant> at(long seconds) {
        return Optional.of(Instant.parse("2017-11-01T00:00:10Z").plusSeconds(seconds));
    }

    private static NaiveValue category(String name) {
        return new NaiveValue.Category(name);
    }

    private static Attribute attribute(String name, Kind kind, Level level, Aggregate aggregate) {
        return new Attribute(name, kind, level, aggregate, new Known.AtEnd());
    }
}
