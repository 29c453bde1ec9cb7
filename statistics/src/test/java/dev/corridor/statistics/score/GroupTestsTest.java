package dev.corridor.statistics.score;

import static dev.corridor.statistics.Vectors.assertClose;
import static dev.corridor.statistics.score.NetPromoterScoreTest.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupTestsTest {
    private static final String MOMENTS = "moments_of_truth.csv";
    private static final JsonNode VECTORS = Vectors.json("basic_tests.json");

    @Test
    void agreesWithReferenceAnalysisOfVariance() {
        JsonNode expected = VECTORS.get("plant_growth");
        OneWayAnova anova = OneWayAnova.of(
                        plants().values().stream().map(Moments::of).toList())
                .orElseThrow();
        assertThat(anova.f()).isCloseTo(expected.get("F").asDouble(), within(5e-6));
        assertThat(anova.p()).isCloseTo(expected.get("p").asDouble(), within(5e-6));
        assertClose(anova.eta2(), expected.get("eta2").asDouble(), 1e-9);
        assertClose(anova.omega2(), expected.get("omega2").asDouble(), 1e-9);
        assertThat(anova.between()).isEqualTo(2);
        assertThat(anova.within()).isEqualTo(27);
    }

    /// Which division of customers explains more: who they are, or what they do.
    @Test
    void comparesWhoCustomersAreWithWhatTheyDo() {
        JsonNode expected = Vectors.json("moments_of_truth.json").get("segmentation");
        double[] outcome = Vectors.column(MOMENTS, "nps");
        for (String by : List.of("by_characteristic", "by_use")) {
            double[] group = Vectors.column(MOMENTS, expected.get(by).get("col").asString());
            Map<Double, Moments> groups = new LinkedHashMap<>();
            for (int i = 0; i < outcome.length; i++) {
                groups.computeIfAbsent(group[i], name -> new Moments()).add(outcome[i]);
            }
            OneWayAnova anova = OneWayAnova.of(List.copyOf(groups.values())).orElseThrow();
            assertClose(anova.f(), expected.get(by).get("F").asDouble(), 1e-8);
            assertClose(anova.eta2(), expected.get(by).get("eta2").asDouble(), 1e-8);
            assertClose(anova.omega2(), expected.get(by).get("omega2").asDouble(), 1e-8);
        }
    }

    @Test
    void agreesWithReferenceCrudeContrasts() {
        double[] outcome = Vectors.column(MOMENTS, "nps");
        List<String> flagged = new ArrayList<>();
        JsonNode expected = Vectors.json("moments_of_truth.json");
        for (JsonNode each : expected.get("crude_vs_untouched_or_neutral")) {
            String name = each.get("name").asString();
            double[] bad = Vectors.column(MOMENTS, "b" + name.charAt(1));
            double[] good = Vectors.column(MOMENTS, "g" + name.charAt(1));
            double[] own = name.startsWith("b") ? bad : good;
            Moments exposed = new Moments();
            Moments control = new Moments();
            for (int i = 0; i < outcome.length; i++) {
                if (own[i] == 1) {
                    exposed.add(outcome[i]);
                } else if (bad[i] + good[i] == 0) {
                    control.add(outcome[i]);
                }
            }
            WelchTest welch = WelchTest.of(exposed, control).orElseThrow();
            assertThat(exposed.n()).isEqualTo(each.get("n_exposed").asLong());
            assertThat(control.n()).isEqualTo(each.get("n_control").asLong());
            assertClose(welch.difference(), each.get("diff").asDouble(), 1e-8);
            assertThat(welch.p() / each.get("p_welch").asDouble()).isCloseTo(1, within(1e-8));
            if (welch.p() < 0.05) {
                flagged.add(name);
            }
        }
        assertThat(flagged)
                .containsExactlyElementsOf(expected.get("crude_flags_p05").values().stream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void agreesWithReferenceRankTests() {
        JsonNode expected = VECTORS.get("plant_growth").get("kruskal");
        KruskalWallis kruskal = KruskalWallis.of(
                        plants().values().stream().map(ValueCounts::of).toList())
                .orElseThrow();
        assertClose(kruskal.h(), expected.get(0).asDouble(), 1e-9);
        assertClose(kruskal.p(), expected.get(1).asDouble(), 1e-9);
        List<double[]> sleep = List.copyOf(groups("rdata/sleep.csv", 0, 1).values());
        MannWhitney mannWhitney = MannWhitney.of(ValueCounts.of(sleep.get(0)), ValueCounts.of(sleep.get(1)))
                .orElseThrow();
        assertThat(mannWhitney.w()).isEqualTo(VECTORS.get("sleep_mwu").get("W").asDouble());
        assertClose(mannWhitney.p(), VECTORS.get("sleep_mwu").get("p_corrected").asDouble(), 1e-9);
    }

    @Test
    void agreesWithReferenceWelchTest() {
        JsonNode expected = VECTORS.get("sleep_welch");
        List<double[]> sleep = List.copyOf(groups("rdata/sleep.csv", 0, 1).values());
        WelchTest welch =
                WelchTest.of(Moments.of(sleep.get(0)), Moments.of(sleep.get(1))).orElseThrow();
        assertClose(welch.t(), expected.get("t").asDouble(), 1e-9);
        assertClose(welch.degreesOfFreedom(), expected.get("df").asDouble(), 1e-9);
        assertClose(welch.p(), expected.get("p").asDouble(), 1e-9);
        assertClose(welch.interval().low(), expected.get("ci").get(0).asDouble(), 1e-9);
        assertClose(welch.interval().high(), expected.get("ci").get(1).asDouble(), 1e-9);
    }

    @Test
    void mergesMomentsToTheWhole() {
        double[] numbers = DoubleStream.iterate(1e6 + 0.1, x -> x * 1.001 % 1e6 + 1e5)
                .limit(1000)
                .toArray();
        Moments whole = Moments.of(numbers);
        Moments parts = new Moments();
        for (int i = 0; i < 1000; i += 125) {
            parts.merge(Moments.of(Arrays.copyOfRange(numbers, i, i + 125)));
        }
        assertThat(parts.n()).isEqualTo(1000);
        assertClose(parts.mean(), whole.mean(), 1e-12);
        assertClose(parts.variance(), whole.variance(), 1e-12);
        ValueCounts merged = ValueCounts.of(1, 2, 2).merge(ValueCounts.of(2, 5));
        assertThat(merged.counts()).isEqualTo(ValueCounts.of(1, 2, 2, 2, 5).counts());
    }

    @Test
    void meansAgreeBetweenHistogramAndNumbers() {
        double[] answers = {1, 1, 2, 3, 3, 3, 4, 5, 5, 5, 5};
        ScoreHistogram histogram = ScoreHistogram.of(Scale.ONE_TO_FIVE, 2, 1, 3, 1, 4);
        Estimate scores = MeanScore.of(histogram).orElseThrow();
        Estimate numbers = MeanScore.of(Moments.of(answers)).orElseThrow();
        assertThat(scores.value()).isCloseTo(numbers.value(), within(1e-12));
        assertThat(scores.interval().low()).isCloseTo(numbers.interval().low(), within(1e-12));
        assertThat(scores.interval().high()).isCloseTo(numbers.interval().high(), within(1e-12));
    }

    @Test
    void printsTheExampleOfThePageOnMeans() {
        // 1 2 3 4 5: mean 3, s = 1.5811, t(4) = 2.7764, half 1.9632
        Estimate mean = MeanScore.of(ScoreHistogram.of(Scale.ONE_TO_SEVEN, 1, 1, 1, 1, 1, 0, 0))
                .orElseThrow();
        assertThat(mean.value()).isEqualTo(3);
        assertThat(mean.interval().low()).isCloseTo(1.0368, within(5e-5));
        assertThat(mean.interval().high()).isCloseTo(4.9632, within(5e-5));
    }

    @Test
    void keepsItsDigitsAndItsTimeWithManyAnswers() {
        ScoreHistogram many = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1_000_000_000L, 0, 0, 0, 1_000_000_000L);
        ScoreHistogram other = ScoreHistogram.of(Scale.ONE_TO_FIVE, 1_000_000_000L, 0, 0, 0, 1_000_100_000L);
        Estimate mean = MeanScore.of(many).orElseThrow();
        assertThat(mean.interval().high() - 3).isCloseTo(Distributions.Z * 2 / Math.sqrt(2e9), within(1e-12));
        for (Measure measure : Measure.values()) {
            double p =
                    ScoreDifference.between(measure, other, many).orElseThrow().p();
            assertThat(p).isBetween(0.05, 0.2);
        }
        Interval exact = BinomialInterval.CLOPPER_PEARSON.of(1e9, 2e9, 0.95);
        assertThat(exact.high() - exact.low()).isCloseTo(2 * Distributions.Z * 0.5 / Math.sqrt(2e9), within(1e-8));
        KruskalWallis kruskal =
                KruskalWallis.of(List.of(many.values(), other.values())).orElseThrow();
        assertThat(kruskal.p()).isBetween(0.05, 0.2);
    }

    @Test
    void goesOverToExpansionsWithoutAStep() {
        for (double t : new double[] {0.1, 1.96, 5, 12}) {
            double below = Distributions.student(t, 999_999);
            double above = Distributions.student(t, 1_000_001);
            assertThat(above / below).isCloseTo(1, within(1e-7));
        }
        assertThat(Distributions.studentQuantile(0.975, 1_000_001))
                .isCloseTo(Distributions.studentQuantile(0.975, 999_999), within(1e-9));
        assertThat(Distributions.student(2.7764451051977987, 4)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void refusesWhatTheDataDoNotCarry() {
        Moments fives = Moments.of(5, 5, 5);
        Moments varied = Moments.of(1, 2, 3);
        assertThat(code(MeanScore.of(fives))).isEqualTo("constant-answers");
        assertThat(code(MeanScore.of(Moments.of(0.1, 0.1, 0.1)))).isEqualTo("constant-answers");
        assertThat(code(MeanScore.of(Moments.of(4)))).isEqualTo("too-few-answers");
        assertThat(code(MeanScore.of(ScoreHistogram.of(Scale.ONE_TO_FIVE, 0, 0, 0, 0, 7))))
                .isEqualTo("constant-answers");
        assertThat(code(WelchTest.of(fives, fives))).isEqualTo("no-spread");
        assertThat(code(WelchTest.of(Moments.of(1), varied))).isEqualTo("too-few");
        assertThat(code(WelchTest.of(fives, varied))).isEqualTo("answer");
        assertThat(code(OneWayAnova.of(List.of(varied)))).isEqualTo("too-few-groups");
        assertThat(code(OneWayAnova.of(List.of(varied, new Moments())))).isEqualTo("too-few-groups");
        assertThat(code(OneWayAnova.of(List.of(fives, Moments.of(4, 4))))).isEqualTo("no-spread");
        assertThat(code(OneWayAnova.of(List.of(Moments.of(1), Moments.of(2))))).isEqualTo("no-spread");
        ValueCounts equal = ValueCounts.of(2, 2);
        assertThat(code(KruskalWallis.of(List.of(equal, equal)))).isEqualTo("no-spread");
        assertThat(code(KruskalWallis.of(List.of(equal)))).isEqualTo("too-few-groups");
        assertThat(code(MannWhitney.of(equal, equal))).isEqualTo("no-spread");
        assertThat(code(MannWhitney.of(equal, new ValueCounts()))).isEqualTo("empty-group");
    }

    private static Map<String, double[]> plants() {
        return groups("rdata/plantgrowth.csv", 0, 1);
    }

    private static Map<String, double[]> groups(String file, int value, int group) {
        Map<String, DoubleStream.Builder> groups = new LinkedHashMap<>();
        Vectors.csv(file).stream()
                .skip(1)
                .forEach(row -> groups.computeIfAbsent(row[group], name -> DoubleStream.builder())
                        .add(Double.parseDouble(row[value])));
        Map<String, double[]> arrays = new LinkedHashMap<>();
        groups.forEach((name, numbers) -> arrays.put(name, numbers.build().toArray()));
        return arrays;
    }
}
