package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NaiveOrderTest {
    private static final Schema UNORDERED = new Schema(List.of(), List.of(), List.of(), false);

    @Test
    void ordersByTimeAtFullResolution() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .add(key("k"), "late", Optional.of(Instant.ofEpochSecond(5, 2)), Map.of())
                .add(key("k"), "early", Optional.of(Instant.ofEpochSecond(5, 1)), Map.of())
                .log();
        assertThat(path(log)).containsExactly("early", "late");
        assertThat(journeys(log, new JourneyRule.ByKey()).getFirst().duration()).hasValue(0);
    }

    @Test
    void settlesEqualTimesByDeclaredOrderThenSource() {
        Schema ordered = new Schema(List.of(), List.of("first", "second"), List.of(), false);
        NaiveLog log = new NaiveLog.Writer(ordered)
                .at(5, "c", "k", "other")
                .at(5, "c", "k", "another")
                .at(5, "c", "k", "second")
                .at(5, "c", "k", "first")
                .log();
        assertThat(path(log)).containsExactly("first", "second", "other", "another");
    }

    @Test
    void keepsUntimedBehindTheOneBeforeItInTheSource() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .untimed("c", "k", "leads 1")
                .untimed("c", "k", "leads 2")
                .at(9, "c", "k", "nine")
                .untimed("c", "k", "after nine 1")
                .untimed("c", "k", "after nine 2")
                .at(3, "c", "k", "three")
                .untimed("c", "k", "after three")
                .log();
        assertThat(path(log))
                .containsExactly("leads 1", "leads 2", "three", "after three", "nine", "after nine 1", "after nine 2");
    }

    @Test
    void keepsSourceOrderWhereNothingIsTimed() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .untimed("c", "k", "b")
                .untimed("c", "k", "a")
                .log();
        assertThat(path(log)).containsExactly("b", "a");
        assertThat(journeys(log, new JourneyRule.ByKey()).getFirst().duration()).isEmpty();
    }

    @Test
    void mergesKeysOfACustomerByEffectiveTime() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .at(10, "c", "k1", "ten")
                .at(5, "c", "k2", "five")
                .untimed("c", "k1", "after ten")
                .untimed("c", "k2", "after five")
                .untimed("c", "k3", "never timed")
                .untimed("c", "k4", "leads seven")
                .at(7, "c", "k4", "seven")
                .log();
        assertThat(journeys(log, new JourneyRule.ByCustomer()).getFirst().path())
                .containsExactly("never timed", "five", "after five", "leads seven", "seven", "ten", "after ten");
    }

    @Test
    void treatsOneKeyOfTwoCustomersAsTwoJourneys() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .at(1, "c1", "k", "a")
                .at(2, "c2", "k", "b")
                .add(new NaiveKey(Optional.empty(), "k"), "c", Optional.empty(), Map.of())
                .log();
        assertThat(journeys(log, new JourneyRule.ByKey())).hasSize(3);
        assertThat(journeys(log, new JourneyRule.ByCustomer())).hasSize(3);
    }

    @Test
    void listsJourneysByFirstOccurrenceInTheSource() {
        NaiveLog log = new NaiveLog.Writer(UNORDERED)
                .at(9, "c2", "k1", "a")
                .at(1, "c1", "k2", "b")
                .at(2, "c2", "k3", "c")
                .log();
        assertThat(journeys(log, new JourneyRule.ByKey()).stream().map(NaiveJourney::path))
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(journeys(log, new JourneyRule.ByCustomer()).stream().map(NaiveJourney::path))
                .containsExactly(List.of("c", "a"), List.of("b"));
    }

    private static List<String> path(NaiveLog log) {
        return journeys(log, new JourneyRule.ByKey()).getFirst().path();
    }

    private static List<NaiveJourney> journeys(NaiveLog log, JourneyRule rule) {
        return NaiveJourneys.of(log, rule).journeys();
    }

    private static NaiveKey key(String key) {
        return new NaiveKey(Optional.of("c"), key);
    }
}
