package dev.corridor.statistics.matrix;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Vectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MomentRegressionTest {
    private static final double TOLERANCE = 1e-8;

    @Test
    void agreesWithRegressionOfSwissFertility() {
        JsonNode expected = Vectors.json("relative_importance.json").get("swiss");
        MomentRegression regression = MomentRegression.of(swiss().centred());
        for (int i = 0; i < 5; i++) {
            assertClose(regression.coefficient(i), expected.get("beta").get(i).asDouble(), TOLERANCE);
            assertClose(
                    regression.standardError(i, 47).orElseThrow(),
                    expected.get("se").get(i).asDouble(),
                    TOLERANCE);
        }
        assertClose(regression.r2(), expected.get("r2").asDouble(), TOLERANCE);
        assertClose(regression.adjustedR2(47), expected.get("adj_r2").asDouble(), TOLERANCE);
    }

    private static MomentMatrix swiss() {
        MomentMatrix moments = new MomentMatrix(6);
        Vectors.csv("rdata/swiss.csv").stream().skip(1).forEach(cells -> {
            double[] row = new double[6];
            for (int i = 0; i < 6; i++) {
                row[i] = Double.parseDouble(cells[(i + 1) % 6]);
            }
            moments.add(row);
        });
        return moments;
    }

    @Test
    void inflatesByWhatTheOthersExplain() {
        CentredMoments moments = swiss().centred();
        double others = MomentRegression.of(moments.of(0, 2, 3, 4, 1)).r2();
        assertClose(MomentRegression.of(moments).inflation(1).orElseThrow(), 1 / (1 - others), TOLERANCE);
    }

    @Test
    void leavesOutColumnsThatOthersDetermineAndNamesAllOfTheRelation() {
        MomentMatrix moments = new MomentMatrix(6);
        for (int i = 0; i < 60; i++) {
            double a = i % 5;
            double b = i % 7;
            moments.add(new double[] {a, i % 4, b, 3, 2 * a - b + 1, a + 0.5 * b + i % 3 + 10});
        }
        MomentRegression regression = MomentRegression.of(moments.centred());
        assertThat(regression.rank()).isEqualTo(3);
        boolean[] collinear = new boolean[5];
        for (int i = 0; i < 5; i++) {
            collinear[i] = regression.collinear(i);
            assertThat(regression.inflation(i).isEmpty()).isEqualTo(collinear[i]);
            assertThat(regression.coefficient(i)).isFinite();
        }
        assertThat(collinear).containsExactly(true, false, true, true, true);
        assertThat(regression.aliased(4)).isTrue();
        assertThat(regression.coefficient(4)).isZero();
        assertThat(regression.standardError(4, 60)).isEmpty();
    }

    @Test
    void findsTheInterceptOfAnExactLine() {
        MomentMatrix moments = new MomentMatrix(2);
        for (int i = 0; i < 10; i++) {
            moments.add(new double[] {i, 3 - 2.0 * i});
        }
        MomentRegression line = MomentRegression.of(moments.centred());
        assertClose(line.coefficient(0), -2, 1e-12);
        assertClose(line.intercept(), 3, 1e-12);
        assertThat(line.r2()).isEqualTo(1);
    }
}
