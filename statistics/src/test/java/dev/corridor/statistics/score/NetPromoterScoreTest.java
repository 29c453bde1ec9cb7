package dev.corridor.statistics.score;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Vectors;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetPromoterScoreTest {
    private static final double TOLERANCE = 1e-8;

    /// The coverage of every sample of n answers, weighted by its chance, against 20,000 samples drawn elsewhere
    /// (four standard errors and the rounding of the third digit).
    @Test
    void coversAsOftenAsTheReferenceSimulation() {
        for (JsonNode vector : Vectors.json("nps.json").get("coverage_sim_20000_reps_seed7")) {
            int n = vector.get("n").asInt();
            if (n > 100) {
                continue;
            }
            double promoters = vector.get("P").asDouble();
            double passives = vector.get("N").asDouble();
            double detractors = vector.get("D").asDouble();
            double truth = 100 * (promoters - detractors);
            double covered = 0;
            for (int p = 0; p <= n; p++) {
                for (int d = 0; p + d <= n; d++) {
                    Interval interval = NetPromoterScore.of(
                                    ScoreHistogram.of(Scale.ZERO_TO_TEN, d, 0, 0, 0, 0, 0, 0, 0, n - p - d, 0, p))
                            .orElseThrow()
                            .interval();
                    if (interval.contains(truth)) {
                        covered += Math.exp(Gamma.logGamma(n + 1.0)
                                - Gamma.logGamma(p + 1.0)
                                - Gamma.logGamma(d + 1.0)
                                - Gamma.logGamma(n - p - d + 1.0)
                                + p * Math.log(promoters)
                                + d * Math.log(detractors)
                                + (n - p - d) * Math.log(passives));
                    }
                }
            }
            double expected = vector.get("cov_adj").asDouble();
            assertThat(covered)
                    .as(vector.toString())
                    .isCloseTo(expected, within(0.0005 + 4 * Math.sqrt(expected * (1 - expected) / 20_000)));
        }
    }

    @Test
    void agreesWithReferenceIntervals() {
        for (JsonNode vector : Vectors.json("nps.json").get("cases")) {
            ScoreHistogram histogram = Scores.nps(
                    vector.get("promoters").asLong(),
                    vector.get("passives").asLong(),
                    vector.get("detractors").asLong());
            Estimate nps = NetPromoterScore.of(histogram).orElseThrow();
            assertClose(nps.value(), vector.get("nps").asDouble(), TOLERANCE);
            assertClose(nps.interval().low(), vector.get("ci_adj_wald").get(0).asDouble(), TOLERANCE);
            assertClose(nps.interval().high(), vector.get("ci_adj_wald").get(1).asDouble(), TOLERANCE);
            Spread spread = histogram.spread(Measure.NPS);
            assertClose(spread.variance(), vector.get("var_per_response").asDouble(), TOLERANCE);
            assertClose(100 * spread.error(), vector.get("se_wald").asDouble(), TOLERANCE);
            Adjusted adjusted = Adjusted.of(Measure.NPS, spread, 1);
            assertClose(100 * adjusted.mean(), vector.get("nps_adj").asDouble(), TOLERANCE);
            assertClose(100 * adjusted.error(), vector.get("se_adj").asDouble(), TOLERANCE);
            assertThat(nps.n()).isEqualTo(vector.get("n").asLong());
            assertThat(nps.effectiveN()).isEqualTo(nps.n());
        }
    }

    @Test
    void agreesWithReferenceWeights() {
        JsonNode vector = Vectors.json("nps_weighted.json");
        WeightedScores whole = new WeightedScores(Scale.ZERO_TO_TEN);
        WeightedScores first = new WeightedScores(Scale.ZERO_TO_TEN);
        WeightedScores second = new WeightedScores(Scale.ZERO_TO_TEN);
        for (int i = 0; i < vector.get("scores").size(); i++) {
            int score = vector.get("scores").get(i).asInt();
            double weight = vector.get("weights").get(i).asDouble();
            whole.add(score, weight);
            (i % 3 == 0 ? first : second).add(score, weight);
        }
        Estimate nps = NetPromoterScore.of(whole).orElseThrow();
        assertClose(nps.value(), vector.get("nps").asDouble(), 1e-9);
        assertClose(nps.effectiveN(), vector.get("kish_neff").asDouble(), 1e-9);
        assertClose(nps.n() / nps.effectiveN(), vector.get("deff").asDouble(), 1e-9);
        assertClose(
                100 * whole.spread(Measure.NPS).error(),
                vector.get("se_linearised").asDouble(),
                1e-9);
        assertThat(NetPromoterScore.of(second.merge(first)).orElseThrow()).isEqualTo(nps);
    }

    @Test
    void printsTheExampleOfItsPage() {
        Estimate nps = NetPromoterScore.of(Scores.nps(70, 20, 10)).orElseThrow();
        assertThat(nps.value()).isCloseTo(60, within(1e-9));
        assertThat(nps.interval().low()).isCloseTo(45.27, within(0.005));
        assertThat(nps.interval().high()).isCloseTo(71.24, within(0.005));
    }

    @Test
    void countsPromotersPassivesAndDetractorsOfEveryScale() {
        assertThat(IntStream.rangeClosed(0, 10).filter(Scale.ZERO_TO_TEN::promoter))
                .containsExactly(9, 10);
        assertThat(IntStream.rangeClosed(0, 10)
                        .filter(Scale.ZERO_TO_TEN::detractor)
                        .max())
                .hasValue(6);
        assertThat(IntStream.rangeClosed(1, 5).filter(Scale.ONE_TO_FIVE::promoter))
                .containsExactly(5);
        assertThat(IntStream.rangeClosed(1, 5).filter(Scale.ONE_TO_FIVE::detractor))
                .containsExactly(1, 2, 3);
        assertThat(IntStream.rangeClosed(1, 7).filter(Scale.ONE_TO_SEVEN::promoter))
                .containsExactly(7);
        assertThat(IntStream.rangeClosed(1, 7).filter(Scale.ONE_TO_SEVEN::detractor))
                .containsExactly(1, 2, 3, 4);
        ScoreHistogram histogram = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1, 2, 3, 4, 5);
        assertThat(histogram.promoters()).isEqualTo(5);
        assertThat(histogram.passives()).isEqualTo(4);
        assertThat(histogram.detractors()).isEqualTo(6);
    }

    @Test
    void givesTheSameForPartsInAnyOrder() {
        ScoreHistogram whole = ScoreHistogram.of(Scale.ONE_TO_FIVE, 10, 20, 30, 40, 50);
        ScoreHistogram first = ScoreHistogram.of(Scale.ONE_TO_FIVE, 10, 0, 7, 40, 0);
        ScoreHistogram second = ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 20, 23, 0, 50);
        assertThat(whole.without(second)).isEqualTo(first);
        ScoreHistogram merged =
                new ScoreHistogram(Scale.ONE_TO_FIVE).merge(second).merge(first);
        for (Measure measure : Measure.values()) {
            assertThat(measure.of(merged)).isEqualTo(measure.of(whole));
        }
    }

    @Test
    void takesOnlyTheProportionsOfWeights() {
        WeightedScores once = new WeightedScores(Scale.ZERO_TO_TEN);
        WeightedScores thousandfold = new WeightedScores(Scale.ZERO_TO_TEN);
        WeightedScores equal = new WeightedScores(Scale.ZERO_TO_TEN);
        for (int i = 0; i < 44; i++) {
            once.add(i % 11, 1 + i % 3);
            thousandfold.add(i % 11, 1000.0 * (1 + i % 3));
            equal.add(i % 11, 0.7);
        }
        Estimate one = NetPromoterScore.of(once).orElseThrow();
        Estimate other = NetPromoterScore.of(thousandfold).orElseThrow();
        assertThat(other.interval().low()).isCloseTo(one.interval().low(), within(1e-9));
        assertThat(other.effectiveN()).isCloseTo(one.effectiveN(), within(1e-9));
        assertThat(NetPromoterScore.of(equal).orElseThrow().interval())
                .isEqualTo(NetPromoterScore.of(equal.histogram()).orElseThrow().interval());
        WeightedScores more = new WeightedScores(Scale.ZERO_TO_TEN).merge(once).add(3, 2.5);
        Spread left =
                more.without(new WeightedScores(Scale.ZERO_TO_TEN).add(3, 2.5)).spread(Measure.NPS);
        assertThat(left.error()).isCloseTo(once.spread(Measure.NPS).error(), within(1e-12));
    }

    @Test
    void warnsOfAnotherScaleAndOfConstantAnswers() {
        Estimate other = NetPromoterScore.of(ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 0, 0, 0, 9))
                .orElseThrow();
        assertThat(other.warnings()).extracting(Note::code).containsExactly("other-scale", "constant-answers");
        assertThat(NetPromoterScore.of(Scores.nps(3, 2, 1)).orElseThrow().warnings())
                .isEmpty();
    }

    @Test
    void negatesWhenTheScaleIsTurnedOver() {
        Estimate one = NetPromoterScore.of(Scores.nps(31, 20, 9)).orElseThrow();
        Estimate turned = NetPromoterScore.of(Scores.nps(9, 20, 31)).orElseThrow();
        assertThat(turned.value()).isCloseTo(-one.value(), within(1e-12));
        assertThat(turned.interval().low()).isCloseTo(-one.interval().high(), within(1e-12));
    }

    @Test
    void narrowsToThePointWhenTheWholePopulationAnswered() {
        ScoreHistogram histogram = Scores.nps(50, 30, 20);
        Estimate all = NetPromoterScore.of(histogram, new Population(100)).orElseThrow();
        assertThat(all.interval().low()).isEqualTo(all.value());
        assertThat(all.interval().high()).isEqualTo(all.value());
        double endless = width(NetPromoterScore.of(histogram));
        double half = width(NetPromoterScore.of(histogram, new Population(199)));
        assertThat(half / endless).isCloseTo(Math.sqrt(0.5), within(0.01));
        assertThat(width(NetPromoterScore.of(histogram, new Population(1_000_000_000L))))
                .isCloseTo(endless, within(1e-4));
    }

    @Test
    void refusesWhatTheDataDoNotCarry() {
        assertThat(code(NetPromoterScore.of(Scores.nps(0, 0, 0)))).isEqualTo("no-answers");
        assertThat(code(NetPromoterScore.of(new WeightedScores(Scale.ZERO_TO_TEN))))
                .isEqualTo("no-answers");
        assertThat(code(NetPromoterScore.of(new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN))))
                .isEqualTo("no-answers");
        assertThat(code(NetPromoterScore.of(Scores.nps(5, 5, 1), new Population(10))))
                .isEqualTo("more-answers-than-population");
        ClusteredScores few = new ClusteredScores(Measure.NPS, Scale.ZERO_TO_TEN);
        for (int i = 0; i < 40; i++) {
            few.add(i % 4, i % 11);
        }
        assertThat(code(NetPromoterScore.of(few))).isEqualTo("too-few-customers");
    }

    @Test
    void refusesScoresOutsideTheScaleAsMistakesOfTheProgram() {
        ScoreHistogram histogram = new ScoreHistogram(Scale.ONE_TO_FIVE);
        assertThatThrownBy(() -> histogram.add(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.add(0)).isInstanceOf(IllegalArgumentException.class);
        WeightedScores weighted = new WeightedScores(Scale.ONE_TO_FIVE);
        assertThatThrownBy(() -> weighted.add(3, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> weighted.add(3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.merge(Scores.nps(1, 1, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static double width(Result<Estimate> result) {
        return result.orElseThrow().interval().high()
                - result.orElseThrow().interval().low();
    }

    static String code(Result<?> result) {
        return switch (result) {
            case Result.Answer<?> answer -> "answer";
            case Result.Suppressed<?> suppressed -> suppressed.reason().code();
            case Result.NotPossible<?> refused -> refused.reason().code();
        };
    }
}
