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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ManyGroupsTest {
    @Test
    void agreesWithReferenceAdjustments() {
        JsonNode vector = Vectors.json("multiple_testing.json");
        double[] p = numbers(vector.get("p"));
        double[] q = MultipleTesting.benjaminiHochberg(p);
        double[] holm = MultipleTesting.holm(p);
        for (int i = 0; i < p.length; i++) {
            assertClose(q[i], vector.get("bh").get(i).asDouble(), 1e-9);
            assertClose(holm[i], vector.get("holm").get(i).asDouble(), 1e-9);
        }
        assertThat(Arrays.stream(q).filter(x -> x <= 0.05))
                .hasSize(vector.get("reject_bh_05").asInt());
        assertThat(Arrays.stream(holm).filter(x -> x <= 0.05))
                .hasSize(vector.get("reject_holm_05").asInt());
    }

    @Test
    void adjustsInTheOrderGiven() {
        double[] p = {0.04, 0.001, 0.5, 0.02};
        assertThat(MultipleTesting.benjaminiHochberg(p))
                .containsExactly(new double[] {0.16 / 3, 0.004, 0.5, 0.04}, within(1e-12));
        assertThat(MultipleTesting.holm(p)).containsExactly(new double[] {0.08, 0.004, 0.5, 0.06}, within(1e-12));
        assertThat(MultipleTesting.holm(new double[0])).isEmpty();
        assertThatThrownBy(() -> MultipleTesting.holm(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesEveryPairWithOneAdjustment() {
        SequencedMap<String, ScoreHistogram> groups = new LinkedHashMap<>();
        groups.put("north", Scores.nps(450, 300, 250));
        groups.put("south", Scores.nps(400, 320, 280));
        groups.put("empty", Scores.nps(0, 0, 0));
        groups.put("west", Scores.nps(200, 300, 500));
        List<ManyGroups.Compared<String>> pairs = ManyGroups.pairs(Measure.NPS, groups);
        assertThat(pairs).hasSize(6);
        assertThat(pairs.getFirst().difference().orElseThrow().p()).isCloseTo(0.028188350647, within(1e-9));
        assertThat(pairs.getFirst().q()).isCloseTo(0.028188350647, within(1e-9));
        assertThat(pairs.get(1).difference()).isInstanceOf(Result.NotPossible.class);
        assertThat(pairs.get(1).q()).isEqualTo(1);
        assertThat(pairs.get(2).q()).isLessThan(1e-10);
    }

    @Test
    void comparesEachGroupWithAllOthers() {
        SequencedMap<String, ScoreHistogram> groups = new LinkedHashMap<>();
        groups.put("north", Scores.nps(45, 30, 25));
        groups.put("south", Scores.nps(40, 32, 28));
        ScoreHistogram whole = Scores.nps(85, 62, 53);
        List<ManyGroups.AgainstRest<String>> compared = ManyGroups.againstRest(Measure.NPS, whole, groups);
        Difference expected = ScoreDifference.between(Measure.NPS, groups.get("north"), groups.get("south"))
                .orElseThrow();
        assertThat(compared.get(0).difference().orElseThrow()).isEqualTo(expected);
        assertThat(compared.get(1).difference().orElseThrow().value()).isCloseTo(-expected.value(), within(1e-12));
    }

    @Test
    void ranksOnlyWhatIsToldApart() {
        SequencedMap<String, Result<Estimate>> groups = new LinkedHashMap<>();
        groups.put("high", answer(60, 50, 70));
        groups.put("touching", answer(35, 20, 50));
        groups.put("low", answer(-10, -20, 0));
        groups.put("highest", answer(80, 70, 90));
        groups.put("equal", answer(60, 55, 65));
        groups.put("hidden", new Result.Suppressed<>(3, new Note("too-few-answers", "Too few.")));
        List<Ranking.Placed<String>> placed = Ranking.against(20, groups);
        assertThat(placed)
                .extracting(Ranking.Placed::standing)
                .containsExactly(
                        new Ranking.Standing.Ranked(2, Ranking.Side.ABOVE),
                        new Ranking.Standing.Unranked(
                                new Note("not-told-apart", "The interval contains the value it is compared with.")),
                        new Ranking.Standing.Ranked(4, Ranking.Side.BELOW),
                        new Ranking.Standing.Ranked(1, Ranking.Side.ABOVE),
                        new Ranking.Standing.Ranked(2, Ranking.Side.ABOVE),
                        new Ranking.Standing.Unranked(new Note("too-few-answers", "Too few.")));
    }

    @Test
    void agreesWithReferenceSampleSizes() {
        for (JsonNode vector : Vectors.json("nps.json").get("sample_size")) {
            double margin = vector.get("moe").asDouble();
            assertThat(SampleSize.forMargin(margin, SampleSize.WORST_NPS, Population.ENDLESS))
                    .isEqualTo(vector.get("n_worst").asLong());
            double typical = 100 * Math.sqrt(vector.get("var_typ").asDouble());
            assertThat(SampleSize.forMargin(margin, typical, Population.ENDLESS))
                    .isEqualTo(vector.get("n_typ").asLong());
        }
    }

    @Test
    void asksForLessOfASmallPopulation() {
        assertThat(SampleSize.forMargin(5, SampleSize.WORST_NPS, new Population(1000)))
                .isEqualTo(607);
        assertThat(SampleSize.forMargin(0.001, SampleSize.WORST_NPS, new Population(1000)))
                .isEqualTo(1000);
    }

    @Test
    void detectsWhatThePlannedNumberWasPlannedFor() {
        // two shares about 50 %, 10 points apart, 80 %: the textbook's 393 per group
        long n = SampleSize.perGroup(0.1, SampleSize.WORST_SHARE, SampleSize.USUAL_POWER);
        assertThat(n).isEqualTo(393);
        double detectable = SampleSize.detectableDifference(
                n, SampleSize.WORST_SHARE, n, SampleSize.WORST_SHARE, SampleSize.USUAL_POWER);
        assertThat(detectable).isCloseTo(0.1, within(1e-3)).isLessThanOrEqualTo(0.1);
    }

    @Test
    void detectsBySpreadAndNumberOfAnswers() {
        ScoreHistogram halves = new ScoreHistogram(Scale.ZERO_TO_TEN);
        ScoreHistogram equal = new ScoreHistogram(Scale.ZERO_TO_TEN);
        for (int i = 0; i < 100; i++) {
            halves.add(i % 2 == 0 ? 10 : 0);
            equal.add(10);
        }
        // (1.959964 + 0.841621) * 100 points * sqrt(2 / 100)
        assertThat(SampleSize.detectableDifference(Measure.NPS, halves, halves, SampleSize.USUAL_POWER))
                .hasValueCloseTo(39.620398, within(1e-5));
        assertThat(SampleSize.detectableDifference(Measure.MEAN, halves, halves, SampleSize.USUAL_POWER))
                .hasValueCloseTo(1.9810199, within(1e-6));
        assertThat(SampleSize.detectableDifference(Measure.NPS, halves, equal, SampleSize.USUAL_POWER))
                .isEmpty();
    }

    private static Result<Estimate> answer(double value, double low, double high) {
        return new Result.Answer<>(
                new Estimate(value, new Interval(low, high, 0.95), 100, 100, "test", List.of(), List.of()));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }
}
