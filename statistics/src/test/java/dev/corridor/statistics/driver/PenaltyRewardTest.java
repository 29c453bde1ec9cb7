package dev.corridor.statistics.driver;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Result.NotPossible;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Contrasts.Factor;
import dev.corridor.statistics.matrix.MomentRegression;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PenaltyRewardTest {
    private static final String TABLE = "penalty_reward.csv";
    private static final double TOLERANCE = 1e-9;

    static ContrastMoments table() {
        double[][] columns = {Vectors.column(TABLE, "x1"), Vectors.column(TABLE, "x2"), Vectors.column(TABLE, "x3")};
        double[] outcome = Vectors.column(TABLE, "y");
        ContrastMoments rows = new ContrastMoments(List.of(Cut.FIVE, Cut.FIVE, Cut.FIVE));
        for (int i = 0; i < outcome.length; i++) {
            rows.add(i, new double[] {columns[0][i], columns[1][i], columns[2][i]}, outcome[i]);
        }
        return rows;
    }

    @Test
    void agreesWithTheReferenceNumbers() {
        JsonNode expected = Vectors.json("penalty_reward.json");
        Contrasts contrasts = PenaltyReward.of(table()).orElseThrow();
        assertClose(contrasts.intercept(), expected.get("intercept").asDouble(), TOLERANCE);
        assertClose(contrasts.r2(), expected.get("r2").asDouble(), TOLERANCE);
        MomentRegression regression =
                MomentRegression.of(table().moments().whole().centred());
        for (int driver = 0; driver < 3; driver++) {
            JsonNode touchpoint = expected.get("results").get(driver);
            Contrast contrast = contrasts.contrasts().get(driver).orElseThrow();
            assertClose(contrast.reward().value(), touchpoint.get("reward").asDouble(), TOLERANCE);
            assertClose(contrast.penalty().value(), touchpoint.get("penalty").asDouble(), TOLERANCE);
            assertClose(contrast.range().value(), touchpoint.get("ris").asDouble(), TOLERANCE);
            assertClose(
                    contrast.asymmetry().orElseThrow().value(),
                    touchpoint.get("impact_asymmetry").asDouble(),
                    TOLERANCE);
            assertClose(
                    regression.standardError(2 * driver + 1, 300).orElseThrow(),
                    touchpoint.get("se").get(0).asDouble(),
                    TOLERANCE);
            assertClose(
                    regression.standardError(2 * driver, 300).orElseThrow(),
                    touchpoint.get("se").get(1).asDouble(),
                    TOLERANCE);
        }
    }

    @Test
    void tellsBasicExcitementAndPerformanceDriversApart() {
        assertThat(PenaltyReward.of(table()).orElseThrow().contrasts())
                .extracting(contrast -> contrast.orElseThrow().factor())
                .containsExactly(Factor.BASIC, Factor.EXCITEMENT, Factor.PERFORMANCE);
    }

    @Test
    void hasIntervalsAsWideAsTheClassicalOnesWhereVariancesAreEqual() {
        MomentRegression regression =
                MomentRegression.of(table().moments().whole().centred());
        Contrasts contrasts = PenaltyReward.of(table()).orElseThrow();
        for (int driver = 0; driver < 3; driver++) {
            Estimate reward = contrasts.contrasts().get(driver).orElseThrow().reward();
            double half = reward.interval().high() - reward.value();
            double classical =
                    1.97 * regression.standardError(2 * driver + 1, 300).orElseThrow();
            assertThat(half / classical).isBetween(0.8, 1.2);
        }
    }

    private static ContrastMoments drawn(int rows, double penalty, double reward, boolean mirrored) {
        SplittableRandom random = new SplittableRandom(17);
        ContrastMoments moments = new ContrastMoments(List.of(mirrored ? new Cut(1, 4) : Cut.FIVE));
        for (int i = 0; i < rows; i++) {
            int rating = 1 + random.nextInt(5);
            double outcome = (rating <= 2 ? -penalty : 0) + (rating == 5 ? reward : 0) + random.nextGaussian();
            moments.add(i, new double[] {mirrored ? 6 - rating : rating}, mirrored ? -outcome : outcome);
        }
        return moments;
    }

    @Test
    void turnsAsymmetryRoundWhereScaleAndOutcomeAreTurnedRound() {
        Contrast plain = PenaltyReward.of(drawn(400, 2, 0.5, false))
                .orElseThrow()
                .contrasts()
                .getFirst()
                .orElseThrow();
        Contrast mirrored = PenaltyReward.of(drawn(400, 2, 0.5, true))
                .orElseThrow()
                .contrasts()
                .getFirst()
                .orElseThrow();
        assertThat(mirrored.reward().value()).isCloseTo(plain.penalty().value(), within(1e-12));
        assertThat(mirrored.asymmetry().orElseThrow().value())
                .isCloseTo(-plain.asymmetry().orElseThrow().value(), within(1e-12));
        assertThat(mirrored.asymmetry().orElseThrow().interval().low())
                .isCloseTo(-plain.asymmetry().orElseThrow().interval().high(), within(1e-9));
        assertThat(plain.factor()).isEqualTo(Factor.BASIC);
        assertThat(mirrored.factor()).isEqualTo(Factor.EXCITEMENT);
    }

    @Test
    void staysUndeterminedWhereRatingsDoNotMatter() {
        Contrast contrast = PenaltyReward.of(drawn(300, 0, 0, false))
                .orElseThrow()
                .contrasts()
                .getFirst()
                .orElseThrow();
        assertThat(contrast.factor()).isEqualTo(Factor.UNDETERMINED);
        assertThat(reason(contrast.asymmetry())).isEqualTo("no-range");
    }

    @Test
    void givesTheSameForMergedParts() {
        ContrastMoments whole = new ContrastMoments(List.of(Cut.SEVEN, Cut.ELEVEN));
        ContrastMoments first = new ContrastMoments(List.of(Cut.SEVEN, Cut.ELEVEN));
        ContrastMoments second = new ContrastMoments(List.of(Cut.SEVEN, Cut.ELEVEN));
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 500; i++) {
            double[] ratings = {1 + random.nextInt(7), i % 10 == 0 ? Double.NaN : random.nextInt(11)};
            double outcome = ratings[0] + random.nextGaussian();
            whole.add(i, ratings, outcome);
            (i % 3 == 0 ? first : second).add(i, ratings, outcome);
        }
        second.merge(first);
        assertThat(PenaltyReward.of(second)).isEqualTo(PenaltyReward.of(whole));
        assertThat(PenaltyReward.of(whole).orElseThrow().leftOut()).isEqualTo(50);
        assertThat(PenaltyReward.of(whole).orElseThrow().n()).isEqualTo(450);
    }

    @Test
    void givesReasonsInsteadOfFigures() {
        assertThat(reason(PenaltyReward.of(new ContrastMoments(List.of(Cut.FIVE)))))
                .isEqualTo("too-few-rows");
        ContrastMoments extremes = new ContrastMoments(List.of(Cut.FIVE, Cut.FIVE, Cut.FIVE, Cut.FIVE));
        ContrastMoments constant = new ContrastMoments(List.of(Cut.FIVE));
        ContrastMoments few = new ContrastMoments(List.of(Cut.FIVE));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 400; i++) {
            double rating = 1 + random.nextInt(5);
            extremes.add(
                    i, new double[] {rating, rating, 1 + random.nextInt(5), i % 2 == 0 ? 1 : 5}, random.nextGaussian());
            constant.add(i, new double[] {rating}, 7);
            few.add(i % 6, new double[] {rating}, random.nextGaussian());
        }
        Contrasts contrasts = PenaltyReward.of(extremes).orElseThrow();
        assertThat(contrasts.contrasts().subList(0, 2))
                .allSatisfy(twin -> assertThat(reason(twin)).isEqualTo("collinear-driver"));
        assertThat(contrasts.contrasts().get(2)).isInstanceOf(Result.Answer.class);
        assertThat(reason(contrasts.contrasts().get(3))).isEqualTo("too-few-ratings");
        assertThat(reason(PenaltyReward.of(constant))).isEqualTo("constant-outcome");
        assertThat(reason(PenaltyReward.of(few))).isEqualTo("too-few-identities");
    }

    @Test
    void refusesCutsThatOverlapAndOtherWidths() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cut(3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContrastMoments(List.of()));
        ContrastMoments one = new ContrastMoments(List.of(Cut.FIVE));
        assertThatIllegalArgumentException().isThrownBy(() -> one.add(1, new double[2], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> one.merge(new ContrastMoments(List.of(Cut.SEVEN))));
    }

    private static String reason(Result<?> result) {
        return result instanceof NotPossible<?>(long n, Note reason) ? reason.code() : "answered";
    }
}
