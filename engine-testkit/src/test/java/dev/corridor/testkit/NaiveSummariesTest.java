package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NaiveSummariesTest {
    /// a b b a at 0, 10, 30, 100; a c at 0, 40; c at 7.
    private static final List<NaiveJourney> THREE = journeys(new NaiveLog.Writer(schema(List.of()))
            .at(0, "c", "1", "a")
            .at(10, "c", "1", "b")
            .at(30, "c", "1", "b")
            .at(100, "c", "1", "a")
            .at(0, "c", "2", "a")
            .at(40, "c", "2", "c")
            .at(7, "c", "3", "c")
            .log());

    @Test
    void countsTouchpoints() {
        assertThat(NaiveTouchpoints.counts(THREE))
                .containsExactly(
                        new NaiveTouchpoints.Count("a", 3, 2, 1),
                        new NaiveTouchpoints.Count("b", 2, 1, 1),
                        new NaiveTouchpoints.Count("c", 2, 2, 0));
        assertThat(NaiveTouchpoints.starts(THREE))
                .containsExactly(new NaiveTouchpoints.Place("a", 2), new NaiveTouchpoints.Place("c", 1));
        assertThat(NaiveTouchpoints.ends(THREE))
                .containsExactly(new NaiveTouchpoints.Place("c", 2), new NaiveTouchpoints.Place("a", 1));
    }

    @Test
    void measuresPassages() {
        List<NaiveJourney> journeys = journeys(NaiveJourneysTest.walk("a@0 b@10 a@20 b@40 a@- b@50 b@-"));
        assertThat(NaiveFlow.of(journeys))
                .containsExactly(
                        new NaiveFlow.Edge(
                                "a",
                                "b",
                                3,
                                1,
                                2,
                                OptionalLong.of(10),
                                OptionalDouble.of(15),
                                OptionalDouble.of(19),
                                OptionalDouble.of(15),
                                OptionalLong.of(20)),
                        edge("b", "a", 2, 1, 10),
                        untimedEdge("b", "b"));
    }

    @Test
    void listsPathsMostUsedFirstAndCountsTheRest() {
        NaivePaths paths = NaivePaths.of(THREE, 2);
        assertThat(paths.paths())
                .containsExactly(
                        new NaivePaths.Path(
                                List.of("a", "b", "b", "a"),
                                1,
                                1 / 3.0,
                                OptionalDouble.of(100),
                                OptionalDouble.empty(),
                                0),
                        new NaivePaths.Path(
                                List.of("a", "c"), 1, 1 / 3.0, OptionalDouble.of(40), OptionalDouble.empty(), 0));
        assertThat(paths.otherPaths()).isEqualTo(1);
        assertThat(paths.otherJourneys()).isEqualTo(1);
    }

    @Test
    void entersFunnelAtTheFirstOccurrenceOnly() {
        List<NaiveJourney> journeys = journeys(NaiveJourneysTest.walk("x@0 a@1 b@20 a@30 b@31 c@32"));
        assertThat(reached(journeys, Optional.empty(), "a", "b", "c")).containsExactly(1L, 1L, 1L);
        assertThat(reached(journeys, Optional.of(Duration.ofSeconds(19)), "a", "b", "c"))
                .containsExactly(1L, 1L, 0L);
        assertThat(reached(journeys, Optional.of(Duration.ofSeconds(18)), "a", "b", "c"))
                .containsExactly(1L, 0L, 0L);
        assertThat(reached(journeys, Optional.empty(), "a", "a", "a")).containsExactly(1L, 1L, 0L);
        assertThat(reached(journeys, Optional.empty(), "c", "a")).containsExactly(1L, 0L);
    }

    @Test
    void passesOverUntimedInFunnelWithWindow() {
        List<NaiveJourney> journeys = journeys(NaiveJourneysTest.walk("a@- b@5 a@7 b@- b@9"));
        assertThat(NaiveFunnel.matches(journeys.getFirst(), List.of("a", "b"), Optional.of(Duration.ofSeconds(2))))
                .containsExactly(2, 4);
        assertThat(NaiveFunnel.matches(journeys.getFirst(), List.of("a", "b"), Optional.empty()))
                .containsExactly(0, 1);
    }

    @Test
    void timesFunnelSteps() {
        assertThat(NaiveFunnel.of(THREE, List.of("a", "b", "a"), Optional.empty()))
                .containsExactly(
                        new NaiveFunnel.Step("a", 2, OptionalDouble.of(0), OptionalDouble.of(0)),
                        new NaiveFunnel.Step("b", 1, OptionalDouble.of(10), OptionalDouble.of(10)),
                        new NaiveFunnel.Step("a", 1, OptionalDouble.of(100), OptionalDouble.of(90)));
    }

    @Test
    void looksAroundTheFirstOccurrence() {
        Map<Integer, List<NaiveAround.Count>> around = NaiveAround.of(THREE, "b", 2);
        assertThat(around.get(-2)).containsExactly(count(new NaiveAround.Neighbour.Start()));
        assertThat(around.get(-1)).containsExactly(count(new NaiveAround.Neighbour.Touchpoint("a")));
        assertThat(around.get(1)).containsExactly(count(new NaiveAround.Neighbour.Touchpoint("b")));
        assertThat(around.get(2)).containsExactly(count(new NaiveAround.Neighbour.Touchpoint("a")));
        assertThat(NaiveAround.of(THREE, "c", 1).get(1))
                .containsExactly(new NaiveAround.Count(new NaiveAround.Neighbour.End(), 2));
    }

    @Test
    void tellsSelfLoopsFromReturns() {
        List<NaiveJourney> journeys = journeys(NaiveJourneysTest.walk("a@0 a@1 b@2 a@3 c@4 b@5"));
        assertThat(NaiveLoops.of(journeys))
                .isEqualTo(new NaiveLoops(
                        List.of(new NaiveLoops.Loop("a", 1, 1, 1, 1, 1), new NaiveLoops.Loop("b", 0, 0, 1, 1, 1)), 1));
    }

    @Test
    void measuresDurations() {
        assertThat(NaiveDurations.of(THREE, OptionalLong.of(100)))
                .isEqualTo(new NaiveDurations(
                        3,
                        0,
                        OptionalLong.of(0),
                        OptionalDouble.of(40),
                        OptionalDouble.of(88),
                        OptionalDouble.of(140 / 3.0),
                        OptionalLong.of(100)));
    }

    @Test
    void censorsOpenJourneys() {
        NaiveLog log = new NaiveLog.Writer(schema(List.of("end")))
                .at(0, "c", "1", "a")
                .at(10, "c", "1", "end")
                .at(0, "c", "2", "a")
                .at(60, "c", "2", "end")
                .at(80, "c", "3", "a")
                .at(95, "c", "4", "a")
                .at(100, "c", "4", "b")
                .log();
        NaiveJourneys journeys = NaiveJourneys.of(log, new JourneyRule.ByKey());
        assertThat(journeys.open()).hasSize(2);
        NaiveDurations durations = NaiveDurations.of(journeys.journeys(), journeys.asOf());
        // at risk: 3 at 10 (the age of 5 is gone), 1 at 60 (the age of 20 is gone): S = 2/3, then 0
        assertThat(durations.median()).hasValue(60);
        assertThat(durations.finished()).isEqualTo(2);
        assertThat(durations.open()).isEqualTo(2);
        NaiveDurations shorter = NaiveDurations.of(
                journeys.journeys().stream()
                        .filter(journey -> journey.duration().orElseThrow() < 60)
                        .toList(),
                journeys.asOf());
        // at risk at 10: itself and the age of 20: S = 1/2, and it never falls to 1/10
        assertThat(shorter.median()).hasValue(10);
        assertThat(shorter.p90()).isEmpty();
    }

    @Test
    void splitsANumberByVisitAndGroupsUnderEachMember() {
        NaiveLog log = new NaiveLog.Writer(schema(List.of()))
                .add(key("1"), "a", at(0), Map.of(Schema.SCORE, number(2), "sellers", members("x", "y")))
                .add(key("1"), "b", at(10), Map.of(Schema.SCORE, number(4)))
                .add(key("2"), "a", at(0), Map.of(Schema.SCORE, number(5), "sellers", members("y")))
                .add(key("3"), "b", at(0), Map.of())
                .log();
        List<NaiveJourney> journeys = journeys(log);
        assertThat(NaiveVisited.of(journeys, Schema.SCORE))
                .containsExactly(
                        new NaiveVisited("a", group(2, 2, OptionalDouble.of(4)), group(1, 0, OptionalDouble.empty())),
                        new NaiveVisited("b", group(2, 1, OptionalDouble.of(3)), group(1, 1, OptionalDouble.of(5))));
        assertThat(NaiveGroups.of(
                        journeys, schema(List.of()).attribute("sellers").orElseThrow()))
                .isEqualTo(new NaiveGroups(
                        List.of(
                                new NaiveGroups.Group("y", 2, OptionalDouble.of(5), OptionalDouble.of(4), 2),
                                new NaiveGroups.Group("x", 1, OptionalDouble.of(10), OptionalDouble.of(3), 1)),
                        1,
                        1));
    }

    private static NaiveFlow.Edge edge(String from, String to, long count, long timed, int seconds) {
        return new NaiveFlow.Edge(
                from,
                to,
                count,
                1,
                timed,
                OptionalLong.of(seconds),
                OptionalDouble.of(seconds),
                OptionalDouble.of(seconds),
                OptionalDouble.of(seconds),
                OptionalLong.of(seconds));
    }

    private static NaiveFlow.Edge untimedEdge(String from, String to) {
        return new NaiveFlow.Edge(
                from,
                to,
                1,
                1,
                0,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());
    }

    private static List<Long> reached(List<NaiveJourney> journeys, Optional<Duration> window, String... steps) {
        return NaiveFunnel.of(journeys, List.of(steps), window).stream()
                .map(NaiveFunnel.Step::journeys)
                .toList();
    }

    private static NaiveAround.Count count(NaiveAround.Neighbour neighbour) {
        return new NaiveAround.Count(neighbour, 1);
    }

    private static NaiveVisited.Group group(long journeys, long n, OptionalDouble mean) {
        return new NaiveVisited.Group(journeys, n, mean);
    }

    private static NaiveKey key(String key) {
        return new NaiveKey(Optional.of("c"), key);
    }

    private static Optional<Instant> at(long second) {
        return Optional.of(Instant.ofEpochSecond(second));
    }

    private static NaiveValue number(double value) {
        return new NaiveValue.Decimal(value);
    }

    private static NaiveValue members(String... names) {
        return new NaiveValue.Members(Set.of(names));
    }

    private static Schema schema(List<String> ends) {
        return new Schema(
                List.of(
                        new Attribute(Schema.SCORE, Kind.NUMBER, Level.INTERACTION, Aggregate.MEAN, new Known.AtEnd()),
                        new Attribute("sellers", Kind.SET, Level.KEY, Aggregate.SET, new Known.AtEnd())),
                List.of(),
                ends,
                false);
    }

    private static List<NaiveJourney> journeys(NaiveLog log) {
        return NaiveJourneys.of(log, new JourneyRule.ByKey()).journeys();
    }
}
