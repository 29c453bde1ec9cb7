package dev.corridor.statistics.score;

import static dev.corridor.statistics.Vectors.assertClose;
import static dev.corridor.statistics.score.NetPromoterScoreTest.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScoreDifferenceTest {
    private static final double TOLERANCE = 1e-8;

    @Test
    void agreesWithReferenceDifferences() {
        for (JsonNode vector : Vectors.json("nps.json").get("two_sample")) {
            boolean few = histogram(vector.get("a")).n() < 30;
            Difference difference = ScoreDifference.between(
                            Measure.NPS, histogram(vector.get("a")), histogram(vector.get("b")))
                    .orElseThrow();
            assertThat(difference.warnings().stream()
                            .anyMatch(note -> note.code().equals("few-answers")))
                    .isEqualTo(few);
            assertClose(difference.value(), vector.get("diff").asDouble(), TOLERANCE);
            assertClose(difference.p(), vector.get("p_adj").asDouble(), TOLERANCE);
            assertClose(
                    difference.interval().low(), vector.get("ci95_adj").get(0).asDouble(), TOLERANCE);
            assertClose(
                    difference.interval().high(), vector.get("ci95_adj").get(1).asDouble(), TOLERANCE);
        }
    }

    @Test
    void agreesWithTheSmallestNumbersOfAgrestiAndCaffo() {
        // 7 of 8 against 1 of 8: (8/10 - 2/10) +- z sqrt(2 * .16 / 10)
        ScoreHistogram first = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1, 0, 0, 3, 4);
        ScoreHistogram second = ScoreHistogram.of(Scale.ONE_TO_FIVE, 3, 3, 1, 0, 1);
        Difference difference =
                ScoreDifference.between(Measure.SATISFIED, first, second).orElseThrow();
        assertThat(difference.value()).isCloseTo(0.75, within(1e-12));
        assertThat(difference.interval().low()).isCloseTo(0.6 - Distributions.Z * Math.sqrt(0.032), within(1e-12));
        assertThat(difference.interval().high()).isCloseTo(0.6 + Distributions.Z * Math.sqrt(0.032), within(1e-12));
    }

    @Test
    void comparesMeansAsWelchDoes() {
        ScoreHistogram first = ScoreHistogram.of(Scale.ONE_TO_FIVE, 3, 1, 4, 1, 5);
        ScoreHistogram second = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1, 0, 2, 7, 9);
        Difference difference =
                ScoreDifference.between(Measure.MEAN, first, second).orElseThrow();
        WelchTest welch = WelchTest.of(numbers(first), numbers(second)).orElseThrow();
        assertThat(difference.value()).isCloseTo(welch.difference(), within(1e-12));
        assertThat(difference.p()).isCloseTo(welch.p(), within(1e-12));
        assertThat(difference.interval().low()).isCloseTo(welch.interval().low(), within(1e-12));
    }

    @Test
    void negatesWhenGroupsAreSwapped() {
        for (Measure measure : Measure.values()) {
            Random random = new Random(5);
            ClusteredScores a = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
            ClusteredScores b = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
            for (int i = 0; i < 200; i++) {
                a.add(random.nextInt(60), random.nextInt(11));
                b.add(30 + random.nextInt(60), random.nextInt(11));
            }
            Difference one = ScoreDifference.between(measure, a, b).orElseThrow();
            Difference other = ScoreDifference.between(measure, b, a).orElseThrow();
            assertThat(other.value()).isCloseTo(-one.value(), within(1e-12));
            assertThat(other.p()).isCloseTo(one.p(), within(1e-12));
            assertThat(other.interval().low()).isCloseTo(-one.interval().high(), within(1e-9));
        }
    }

    @Test
    void matchesCustomersWithThemselves() {
        ClusteredScores before = new ClusteredScores(Measure.MEAN, Scale.ZERO_TO_TEN);
        ClusteredScores after = new ClusteredScores(Measure.MEAN, Scale.ZERO_TO_TEN);
        ClusteredScores strangers = new ClusteredScores(Measure.MEAN, Scale.ZERO_TO_TEN);
        Random random = new Random(11);
        double sum = 0;
        double squares = 0;
        int n = 50;
        for (int customer = 0; customer < n; customer++) {
            int first = 1 + random.nextInt(9);
            int second = first + random.nextInt(3) - 1;
            before.add(customer, first);
            after.add(customer, second);
            strangers.add(1000 + customer, second);
            sum += second - first;
            squares += (second - first) * (double) (second - first);
        }
        Difference paired = ScoreDifference.between(Measure.MEAN, after, before).orElseThrow();
        double variance = (squares - sum * sum / n) / (n - 1);
        double half = Math.sqrt(variance / n) * Distributions.studentQuantile(0.975, n - 1);
        assertThat(paired.value()).isCloseTo(sum / n, within(1e-12));
        assertThat(paired.interval().low()).isCloseTo(sum / n - half, within(1e-9));
        Difference unpaired =
                ScoreDifference.between(Measure.MEAN, strangers, before).orElseThrow();
        assertThat(unpaired.interval().high() - unpaired.interval().low()).isGreaterThan(4 * half);
    }

    @Test
    void keepsAnErrorWhereAllCustomersMoveAlike() {
        ClusteredScores before = new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN);
        ClusteredScores after = new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN);
        for (int customer = 0; customer < 10; customer++) {
            before.add(customer, customer < 5 ? 3 : 8);
            after.add(customer, customer < 5 ? 8 : 10);
        }
        Difference difference =
                ScoreDifference.between(Measure.NPS, after, before).orElseThrow();
        assertThat(difference.value()).isCloseTo(100, within(1e-9));
        assertThat(difference.interval().high() - difference.interval().low()).isGreaterThan(20);
        ClusteredScores same = new ClusteredScores(Measure.MEAN, Scale.ZERO_TO_TEN);
        for (int customer = 0; customer < 10; customer++) {
            same.add(customer, customer);
        }
        assertThat(code(ScoreDifference.between(Measure.MEAN, same, same))).isEqualTo("no-spread");
    }

    @Test
    void refusesWhatTheDataDoNotCarry() {
        ScoreHistogram none = new ScoreHistogram(Scale.ONE_TO_FIVE);
        ScoreHistogram one = ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 0, 0, 0, 1);
        ScoreHistogram fives = ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 0, 0, 0, 9);
        for (Measure measure : Measure.values()) {
            assertThat(code(ScoreDifference.between(measure, none, fives))).isEqualTo("no-answers");
        }
        assertThat(code(ScoreDifference.between(Measure.MEAN, one, fives))).isEqualTo("too-few-answers");
        assertThat(code(ScoreDifference.between(Measure.MEAN, fives, fives))).isEqualTo("no-spread");
    }

    private static ScoreHistogram histogram(JsonNode counts) {
        return Scores.nps(
                counts.get(0).asLong(), counts.get(1).asLong(), counts.get(2).asLong());
    }

    private static Moments numbers(ScoreHistogram histogram) {
        Moments sums = new Moments();
        for (int score = histogram.scale().low(); score <= histogram.scale().high(); score++) {
            for (long i = 0; i < histogram.count(score); i++) {
                sums.add(score);
            }
        }
        return sums;
    }
}
