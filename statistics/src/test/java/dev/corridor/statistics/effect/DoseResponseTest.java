package dev.corridor.statistics.effect;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.DoseResponse.Response;
import dev.corridor.statistics.effect.DoseResponse.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DoseResponseTest {
    private static Observations days(long seed, int n, DoubleUnaryOperator outcome) {
        Random random = new Random(seed);
        Observations rows = new Observations(List.of("days", "region"));
        for (int i = 0; i < n; i++) {
            double dose = random.nextInt(15);
            double region = random.nextInt(2);
            rows.add(i, outcome.applyAsDouble(dose) - region + 2 * random.nextGaussian(), dose, region);
        }
        return rows;
    }

    private static Response response(Observations rows) {
        return DoseResponse.of(rows, "days").orElseThrow();
    }

    @Test
    void tellsShapesApart() {
        assertThat(response(days(1, 2000, dose -> 5)).shape()).isEqualTo(Shape.FLAT);
        assertThat(response(days(2, 2000, dose -> 5 - 0.2 * dose)).shape()).isEqualTo(Shape.SLOPE);
        assertThat(response(days(4, 2000, dose -> dose >= 4 ? 3 : 5)).shape()).isEqualTo(Shape.STEP);
        assertThat(response(days(5, 2000, dose -> (dose >= 9 ? 3 : 6) + 0.3 * dose))
                        .shape())
                .isEqualTo(Shape.STEP_AND_SLOPE);
    }

    @Test
    void placesTheStepAndMeasuresIt() {
        Response step = response(days(6, 2000, dose -> dose >= 4 ? 3 : 5));
        DoseResponse.Threshold threshold = step.threshold().orElseThrow();
        assertThat(threshold.at()).isEqualTo(4);
        assertThat(threshold.low()).isLessThan(4);
        assertThat(threshold.high()).isGreaterThanOrEqualTo(4);
        assertThat(threshold.change().interval().contains(-2)).isTrue();
        assertThat(step.curve()).hasSizeGreaterThan(10);
        assertThat(step.curve().getFirst().mean().interval().contains(4.5)).isTrue();
    }

    @Test
    void callsABendNoStep() {
        Response bend = response(days(7, 4000, dose -> 5 - 0.5 * Math.max(0, dose - 6)));
        assertThat(bend.shape()).isEqualTo(Shape.SLOPE);
        assertThat(bend.threshold()).isEmpty();
    }

    @Test
    void callsFewBendsAStep() {
        int steps = 0;
        for (int seed = 0; seed < 60; seed++) {
            Response bend = response(days(100 + seed, 1500, dose -> 5 - 0.4 * Math.max(0, dose - 6)));
            steps += bend.threshold().isPresent() ? 1 : 0;
        }
        assertThat(steps).isLessThanOrEqualTo(8);
    }

    @Test
    void findsAStepWhereTheSlopeChangesToo() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            Response response = response(days(200 + seed, 4000, dose -> dose < 5 ? 7 - 0.3 * dose : 4));
            found += response.threshold()
                            .filter(step -> step.low() <= 5 && step.high() >= 5)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(17);
    }

    @Test
    void turnsWithTheOutcomeAndIgnoresTheOrderOfRows() {
        Observations rows = days(8, 1500, dose -> dose >= 9 ? 3 : 5);
        Observations parts = rows.where(cell -> cell % 2 == 1).merge(rows.where(cell -> cell % 2 == 0));
        Observations turned = new Observations(rows.columns());
        for (int cell = 0; cell < rows.cells(); cell++) {
            turned.add(rows.cluster(cell), 10 - rows.mean(cell), rows.row(cell));
        }
        Response one = response(rows);
        Response again = response(parts);
        Response other = response(turned);
        assertThat(one.shape()).isEqualTo(Shape.STEP);
        assertClose(again.stepP(), one.stepP(), 1e-9);
        assertClose(other.stepP(), one.stepP(), 1e-9);
        assertClose(other.omnibus().p(), one.omnibus().p(), 1e-9);
        assertClose(
                other.threshold().orElseThrow().change().value(),
                -one.threshold().orElseThrow().change().value(),
                1e-9);
        assertThat(again.threshold().orElseThrow().at())
                .isEqualTo(one.threshold().orElseThrow().at());
    }

    @Test
    void refusesWhatHasNoDoses() {
        assertThat(code(days(9, 60, dose -> dose))).isEqualTo("too-few-rows");
        Observations one = new Observations(List.of("days"));
        Observations constant = new Observations(List.of("days"));
        Observations two = new Observations(List.of("days"));
        Observations broken = new Observations(List.of("days"));
        Random random = new Random(10);
        for (int i = 0; i < 300; i++) {
            one.add(i, random.nextGaussian(), 3);
            constant.add(i, 5, i % 10);
            two.add(i, random.nextGaussian() + i % 2, i % 2);
            broken.add(i, random.nextGaussian(), i == 7 ? Double.POSITIVE_INFINITY : i);
        }
        assertThat(code(one)).isEqualTo("one-dose");
        assertThat(code(constant)).isEqualTo("constant-outcome");
        assertThat(code(broken)).isEqualTo("not-finite");
        Response level = DoseResponse.of(two, "days").orElseThrow();
        assertThat(level.shape()).isEqualTo(Shape.SLOPE);
        assertThat(level.warnings()).extracting("code").contains("few-doses");
    }

    private static String code(Observations rows) {
        return ((Result.NotPossible<Response>) DoseResponse.of(rows, "days"))
                .reason()
                .code();
    }
}
