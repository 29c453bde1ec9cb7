package dev.corridor.statistics.score;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Vectors;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class BinomialIntervalTest {
    @ParameterizedTest
    @EnumSource
    void agreesWithReferenceIntervals(BinomialInterval method) {
        for (JsonNode vector : Vectors.json("binomial_ci.json").get("cases")) {
            JsonNode expected = vector.get(method.name().toLowerCase(Locale.ROOT));
            Interval interval =
                    method.of(vector.get("x").asDouble(), vector.get("n").asDouble(), 0.95);
            assertClose(interval.low(), expected.get(0).asDouble(), 1e-9);
            assertClose(interval.high(), expected.get(1).asDouble(), 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsOverWithHitsAndMisses(BinomialInterval method) {
        for (int x = 0; x <= 12; x++) {
            Interval hits = method.of(x, 12, 0.95);
            Interval misses = method.of(12 - x, 12, 0.95);
            assertThat(hits.low()).isCloseTo(1 - misses.high(), within(1e-12));
        }
    }

    @Test
    void printsTheExampleOfItsPage() {
        Estimate satisfied = TopBox.of(Measure.SATISFIED, ScoreHistogram.of(Scale.ONE_TO_FIVE, 2, 2, 4, 22, 20))
                .orElseThrow();
        assertThat(satisfied.value()).isCloseTo(0.84, within(1e-12));
        assertThat(satisfied.interval().low()).isCloseTo(0.7149, within(5e-5));
        assertThat(satisfied.interval().high()).isCloseTo(0.9166, within(5e-5));
    }

    @Test
    void takesTopTwoForSatisfactionAndBetterThanTheMiddleForEffort() {
        ScoreHistogram histogram = ScoreHistogram.of(Scale.ONE_TO_SEVEN, 1, 1, 1, 1, 2, 2, 2);
        assertThat(TopBox.of(Measure.SATISFIED, histogram).orElseThrow().value())
                .isCloseTo(0.4, within(1e-12));
        assertThat(TopBox.of(Measure.EASY, histogram).orElseThrow().value()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void sharesOfNothingAreNotPossible() {
        assertThat(NetPromoterScoreTest.code(TopBox.share(0, 0))).isEqualTo("nothing-counted");
        assertThat(TopBox.share(81, 263).orElseThrow().interval().low()).isCloseTo(0.2553, within(5e-5));
    }

    @Test
    void keepsSharesOfWeightsWithinBounds() {
        WeightedScores weighted = new WeightedScores(Scale.ONE_TO_FIVE);
        for (int i = 0; i < 30; i++) {
            weighted.add(5, 0.1 + i / 7.0);
        }
        Estimate all = TopBox.of(Measure.SATISFIED, weighted).orElseThrow();
        assertThat(all.value()).isEqualTo(1);
        assertThat(all.interval().high()).isEqualTo(1);
        assertThat(all.interval().low()).isBetween(0.7, 0.95);
    }
}
