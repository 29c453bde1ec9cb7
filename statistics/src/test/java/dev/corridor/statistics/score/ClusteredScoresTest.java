package dev.corridor.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusteredScoresTest {
    private record Row(long customer, int score) {}

    @Test
    void makesDuplicationHarmless() {
        for (Measure measure : Measure.values()) {
            List<Row> rows = rows(7, 300, 80);
            Estimate once = measure.of(collect(measure, rows)).orElseThrow();
            List<Row> tenfold = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tenfold.addAll(rows);
            }
            Estimate repeated = measure.of(collect(measure, tenfold)).orElseThrow();
            assertThat(repeated.value()).isCloseTo(once.value(), within(1e-9));
            assertThat(repeated.interval().low()).isCloseTo(once.interval().low(), within(1e-9));
            assertThat(repeated.interval().high()).isCloseTo(once.interval().high(), within(1e-9));
            assertThat(repeated.effectiveN()).isCloseTo(once.effectiveN(), within(1e-9));
            assertThat(repeated.n()).isEqualTo(10 * once.n());
        }
    }

    @Test
    void givesTheSameForPartsAndForAnyOrder() {
        for (Measure measure : Measure.values()) {
            List<Row> rows = rows(13, 500, 90);
            Estimate whole = measure.of(collect(measure, rows)).orElseThrow();
            Collections.shuffle(rows, new Random(3));
            ClusteredScores merged =
                    collect(measure, rows.subList(0, 170)).merge(collect(measure, rows.subList(170, rows.size())));
            Estimate parts = measure.of(merged).orElseThrow();
            assertThat(merged.customers()).isEqualTo(90);
            assertThat(parts.value()).isCloseTo(whole.value(), within(1e-12));
            assertThat(parts.interval().low()).isCloseTo(whole.interval().low(), within(1e-9));
            assertThat(parts.interval().high()).isCloseTo(whole.interval().high(), within(1e-9));
        }
    }

    @Test
    void isTheIndependentMethodWhereNobodyAnswersTwice() {
        ClusteredScores clustered = new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN);
        Random random = new Random(2);
        for (int customer = 0; customer < 50; customer++) {
            clustered.add(customer * 31L, random.nextInt(11));
        }
        Estimate estimate = NetPromoterScore.of(clustered).orElseThrow();
        assertThat(estimate.interval())
                .isEqualTo(
                        NetPromoterScore.of(clustered.histogram()).orElseThrow().interval());
        assertThat(clustered.mostAnswers()).isEqualTo(1);
    }

    @Test
    void computesTheErrorOfItsDefinition() {
        ClusteredScores clustered = new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN);
        // sums per customer 2 of 2, -1 of 1, 0 of 2, 1 of 1, -2 of 2: mean 0 of 8
        clustered
                .add(1, 10)
                .add(1, 9)
                .add(2, 0)
                .add(3, 10)
                .add(3, 6)
                .add(4, 9)
                .add(5, 1)
                .add(5, 2);
        Spread spread = clustered.spread(Measure.NPS);
        assertThat(spread.mean()).isZero();
        assertThat(spread.error()).isCloseTo(Math.sqrt(5 / 4.0 * 10) / 8, within(1e-12));
        assertThat(spread.units()).isEqualTo(5);
        assertThat(spread.effectiveN()).isCloseTo(1 / (12.5 / 64), within(1e-12));
    }

    @Test
    void leavesOutAPart() {
        List<Row> rows = rows(17, 400, 90);
        ClusteredScores part = collect(Measure.NPS, rows.subList(0, 150));
        ClusteredScores rest = collect(Measure.NPS, rows.subList(150, 400));
        Spread left = collect(Measure.NPS, rows).without(part).spread(Measure.NPS);
        Spread expected = rest.spread(Measure.NPS);
        assertThat(left.n()).isEqualTo(expected.n());
        assertThat(left.units()).isEqualTo(expected.units());
        assertThat(left.mean()).isCloseTo(expected.mean(), within(1e-12));
        assertThat(left.error()).isCloseTo(expected.error(), within(1e-12));
        assertThat(left.effectiveN()).isCloseTo(expected.effectiveN(), within(1e-9));
    }

    @Test
    void refusesAnotherMeasureThanItCollected() {
        ClusteredScores clustered = collect(Measure.NPS, rows(1, 30, 10));
        assertThatThrownBy(() -> MeanScore.of(clustered)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsLatestAnswersInAnyOrder() {
        LatestAnswers first =
                new LatestAnswers(Scale.ONE_TO_FIVE).add(1, 10, 5).add(2, 10, 4).add(1, 30, 2);
        LatestAnswers second =
                new LatestAnswers(Scale.ONE_TO_FIVE).add(1, 20, 4).add(2, 10, 3).add(3, -5, 1);
        ScoreHistogram latest = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1, 1, 1, 0, 0);
        LatestAnswers merged =
                new LatestAnswers(Scale.ONE_TO_FIVE).merge(second).merge(first);
        assertThat(merged.histogram()).isEqualTo(latest);
        assertThat(merged.replaced()).isEqualTo(3);
        assertThat(first.merge(second).histogram()).isEqualTo(latest);
    }

    @Test
    void keepsLatestAnswersOfManyCustomers() {
        LatestAnswers latest = new LatestAnswers(Scale.ONE_TO_FIVE);
        for (int round = 1; round <= 5; round++) {
            for (long customer = 0; customer < 1000; customer++) {
                latest.add(customer * 0x9E3779B97F4A7C15L, round, round);
            }
        }
        assertThat(latest.histogram()).isEqualTo(ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 0, 0, 0, 1000));
    }

    private static List<Row> rows(long seed, int n, int customers) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int customer = i < customers ? i : random.nextInt(customers);
            rows.add(new Row(customer, Math.clamp(customer % 7 + random.nextInt(5), 0, 10)));
        }
        return rows;
    }

    private static ClusteredScores collect(Measure measure, List<Row> rows) {
        ClusteredScores clustered = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
        rows.forEach(row -> clustered.add(row.customer(), row.score()));
        return clustered;
    }
}
