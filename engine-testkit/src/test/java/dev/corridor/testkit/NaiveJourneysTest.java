package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.testkit.NaiveJourney.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NaiveJourneysTest {
    @Test
    void cutsOnlyWhereMoreThanTheGapPasses() {
        NaiveLog log = walk("a@0 b@10 c@21 d@- e@31 f@42");
        assertThat(paths(log, new JourneyRule.ByGap(Duration.ofSeconds(10)))).containsExactly("a b", "c d e", "f");
    }

    @Test
    void runsFromEntryToExit() {
        NaiveLog log = walk("x@0 a@1 y@2 a@3 b@4 y@5 a@6 z@7");
        assertThat(paths(log, fromTo("a", "b", 100, false))).containsExactly("a y a b", "a z");
        NaiveJourneys journeys = NaiveJourneys.of(log, fromTo("a", "b", 100, false));
        assertThat(journeys.outside()).isEqualTo(2);
    }

    @Test
    void beginsAnewAtReentry() {
        assertThat(paths(walk("a@1 y@2 a@3 b@4 b@5"), fromTo("a", "b", 100, true)))
                .containsExactly("a y", "a b");
    }

    @Test
    void endsByTimeoutAfterTheFirstInteraction() {
        assertThat(paths(walk("a@0 x@10 y@11 b@12 a@20 x@30 a@31"), fromTo("a", "b", 10, false)))
                .containsExactly("a x", "a x", "a");
    }

    @Test
    void runsFromATouchpointToItsNextOccurrence() {
        assertThat(paths(walk("a@0 x@1 a@2 x@3 a@4"), fromTo("a", "a", 10, false)))
                .containsExactly("a x a", "a");
        assertThat(paths(walk("a@0 x@1 a@2 x@3 a@4"), fromTo("a", "a", 10, true)))
                .containsExactly("a x", "a x", "a");
    }

    @Test
    void ignoresWhatIsLaterThanAsOf() {
        NaiveLog log = new NaiveLog.Writer(schema(List.of()))
                .at(20, "c", "k1", "late")
                .at(1, "c", "k2", "early")
                .at(5, "c", "k1", "middle")
                .untimed("c", "k1", "after middle")
                .at(30, "c", "k3", "never")
                .log();
        NaiveJourneys journeys = NaiveJourneys.of(log, new JourneyRule.ByKey(), OptionalLong.of(19));
        assertThat(journeys.journeys().stream().map(NaiveJourney::path))
                .containsExactly(List.of("middle", "after middle"), List.of("early"));
    }

    @Test
    void callsYoungUnfinishedJourneysOpen() {
        NaiveLog.Writer writer = new NaiveLog.Writer(schema(List.of("end")));
        for (int i = 0; i < 20; i++) {
            writer.at(0, "c", "done " + i, "start").at(10 + i, "c", "done " + i, "end");
        }
        NaiveLog log = writer.at(1_000, "c", "old", "start")
                .at(1_072, "c", "patient", "start")
                .at(1_080, "c", "young", "start")
                .untimed("c", "timeless", "start")
                .at(1_100, "c", "last", "end")
                .log();
        NaiveJourneys journeys = NaiveJourneys.of(log, new JourneyRule.ByKey());
        // completion times 0, 10, 11, ..., 29: the 0.95 quantile of 21 values is the 20th
        assertThat(journeys.patience()).hasValue(28);
        assertThat(journeys.journeys().stream().skip(20).map(NaiveJourney::standing))
                .containsExactly(
                        Standing.DROPPED_OUT,
                        Standing.DROPPED_OUT,
                        Standing.OPEN,
                        Standing.DROPPED_OUT,
                        Standing.COMPLETED);
        assertThat(journeys.open()).hasSize(1);
    }

    @Test
    void takesEndAndPatienceFromARuleThatNamesThem() {
        NaiveLog log = new NaiveLog.Writer(schema(List.of("never inside")))
                .at(0, "done", "1", "a")
                .at(100, "done", "1", "b")
                .at(0, "again", "2", "a")
                .at(95, "again", "3", "a")
                .at(99, "timed out", "4", "a")
                .at(100, "at the limit", "5", "a")
                .untimed("timeless", "6", "a")
                .at(200, "last", "7", "a")
                .log();
        JourneyRule rule = new JourneyRule.FromTo("a", Optional.of("b"), Duration.ofSeconds(100), true);
        NaiveJourneys journeys = NaiveJourneys.of(log, rule);
        assertThat(journeys.patience()).hasValue(100);
        assertThat(journeys.journeys().stream().map(NaiveJourney::standing))
                .containsExactly(
                        Standing.COMPLETED,
                        Standing.DROPPED_OUT,
                        Standing.DROPPED_OUT,
                        Standing.DROPPED_OUT,
                        Standing.OPEN,
                        Standing.DROPPED_OUT,
                        Standing.OPEN);
        NaiveJourneys sooner = NaiveJourneys.of(log, rule, OptionalLong.of(96));
        assertThat(sooner.journeys().stream().map(NaiveJourney::standing))
                .as("the first not yet done, the second replaced by the third")
                .containsExactly(Standing.OPEN, Standing.DROPPED_OUT, Standing.OPEN, Standing.DROPPED_OUT);
    }

    @Test
    void opensNoJourneyWhoseTimeoutIsOver() {
        NaiveLog log = new NaiveLog.Writer(schema(List.of("end")))
                .at(0, "c", "1", "a")
                .at(50, "d", "2", "a")
                .at(100, "e", "3", "a")
                .log();
        JourneyRule rule = new JourneyRule.FromTo("a", Optional.empty(), Duration.ofSeconds(60), false);
        assertThat(NaiveJourneys.of(log, rule).journeys().stream().map(NaiveJourney::standing))
                .as("nobody completed, so that only the timeout ends patience")
                .containsExactly(Standing.DROPPED_OUT, Standing.OPEN, Standing.OPEN);
    }

    @Test
    void opensNothingWhereNoEndIsNamed() {
        assertThat(NaiveJourneys.of(walk("a@0 b@5"), new JourneyRule.ByKey()).open())
                .isEmpty();
    }

    @Test
    void aggregatesValuesOfKeysOverTheKeysOfAJourney() {
        Schema schema = new Schema(
                List.of(
                        attribute("sum", Kind.NUMBER, Level.KEY, Aggregate.SUM),
                        attribute("mean", Kind.NUMBER, Level.KEY, Aggregate.MEAN),
                        attribute("one", Kind.NUMBER, Level.KEY, Aggregate.ONE),
                        attribute("latest", Kind.NUMBER, Level.KEY, Aggregate.LATEST),
                        attribute("largest", Kind.NUMBER, Level.CUSTOMER, Aggregate.LARGEST),
                        attribute("sellers", Kind.CATEGORY, Level.KEY, Aggregate.SET),
                        attribute(Schema.SCORE, Kind.NUMBER, Level.INTERACTION, Aggregate.LATEST)),
                List.of(),
                List.of(),
                false);
        NaiveKey late = new NaiveKey(Optional.of("c"), "late");
        NaiveKey early = new NaiveKey(Optional.of("c"), "early");
        NaiveLog log = new NaiveLog.Writer(schema)
                .add(late, "a", at(50), all(1, "anna"))
                .add(late, NaiveInteraction.NOWHERE, Optional.empty(), all(2, "bob"))
                .add(early, "a", at(10), all(30, "anna"))
                .add(early, "b", Optional.empty(), Map.of(Schema.SCORE, new NaiveValue.Decimal(4)))
                .log();
        NaiveJourney journey =
                NaiveJourneys.of(log, new JourneyRule.ByCustomer()).journeys().getFirst();
        assertThat(journey.number("sum")).hasValue(33);
        assertThat(journey.number("mean")).hasValue((1.5 + 30) / 2);
        assertThat(journey.number("one")).hasValue(1);
        assertThat(journey.number("latest")).hasValue(2);
        assertThat(journey.number("largest")).hasValue(30);
        assertThat(journey.values()).containsEntry("sellers", new NaiveValue.Members(java.util.Set.of("anna", "bob")));
        assertThat(journey.score()).hasValue((1 + 30 + 4) / 3.0);
    }

    private static Map<String, NaiveValue> all(double number, String seller) {
        NaiveValue value = new NaiveValue.Decimal(number);
        NaiveValue name = new NaiveValue.Category(seller);
        boolean scored = !seller.equals("bob");
        return scored
                ? Map.of(
                        "sum",
                        value,
                        "mean",
                        value,
                        "one",
                        value,
                        "latest",
                        value,
                        "largest",
                        value,
                        "sellers",
                        name,
                        Schema.SCORE,
                        value)
                : Map.of("sum", value, "mean", value, "one", value, "latest", value, "largest", value, "sellers", name);
    }

    private static Optional<Instant> at(long second) {
        return Optional.of(Instant.ofEpochSecond(second));
    }

    private static Attribute attribute(String name, Kind kind, Level level, Aggregate aggregate) {
        return new Attribute(name, kind, level, aggregate, new Known.AtEnd());
    }

    private static Schema schema(List<String> ends) {
        return new Schema(List.of(), List.of(), ends, false);
    }

    private static JourneyRule fromTo(String from, String to, long timeout, boolean reentry) {
        return new JourneyRule.FromTo(from, Optional.of(to), Duration.ofSeconds(timeout), reentry);
    }

    /// One key's interactions, written `touchpoint@second`, `-` where there is no time.
    static NaiveLog walk(String text) {
        NaiveLog.Writer writer = new NaiveLog.Writer(schema(List.of()));
        for (String word : Arrays.asList(text.split(" "))) {
            String touchpoint = word.substring(0, word.indexOf('@'));
            String second = word.substring(word.indexOf('@') + 1);
            if (second.equals("-")) {
                writer.untimed("c", "k", touchpoint);
            } else {
                writer.at(Long.parseLong(second), "c", "k", touchpoint);
            }
        }
        return writer.log();
    }

    private static List<String> paths(NaiveLog log, JourneyRule rule) {
        return NaiveJourneys.of(log, rule).journeys().stream()
                .map(journey -> String.join(" ", journey.path()))
                .toList();
    }
}
