package dev.corridor.statistics.experiment;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against Card and Krueger (1994), R's sandwich, and numbers computed by two independent programs.
class ExperimentVectorsTest {
    @Test
    void repeatsCardAndKrueger() {
        JsonNode table = Vectors.json("did.json").get("card_krueger_1994_table3");
        // The paper prints means and errors; the counts of stores only turn errors back into spreads.
        Estimate effect = DifferenceInDifferences.ofChanges(
                        moments(table.get("NJ_change"), 309), moments(table.get("PA_change"), 75))
                .orElseThrow();
        assertClose(effect.value(), table.get("check_from_means").asDouble(), 1e-9);
        double error = Math.hypot(
                table.get("NJ_change").get(1).asDouble(),
                table.get("PA_change").get(1).asDouble());
        assertClose(error, table.get("check_se").asDouble(), 1e-9);
        double half = (effect.interval().high() - effect.interval().low()) / 2;
        double freedom = Math.pow(error, 4)
                / (Math.pow(table.get("NJ_change").get(1).asDouble(), 4) / 308
                        + Math.pow(table.get("PA_change").get(1).asDouble(), 4) / 74);
        assertClose(half, Distributions.studentQuantile(0.975, freedom) * error, 1e-9);
    }

    @Test
    void findsTheEffectPlantedInThePanel() {
        JsonNode expected = Vectors.json("did.json").get("panel");
        DifferenceInDifferences.Panelled fit =
                DifferenceInDifferences.of(panel()).orElseThrow();
        assertClose(fit.effect().value(), expected.get("beta").asDouble(), 1e-9);
        assertClose(fit.standardError(), expected.get("se_cluster").asDouble(), 1e-9);
        assertThat(fit.effect().interval().contains(expected.get("planted").asDouble()))
                .isTrue();
        assertThat(fit.checks()).allMatch(Check::passed);
    }

    @Test
    void followsTheNile() {
        JsonNode expected = Vectors.json("its.json").get("nile");
        InterruptedTimeSeries.Fit fit = InterruptedTimeSeries.of(Vectors.column("rdata/nile.csv", "flow"), 28, 1, 4)
                .orElseThrow();
        assertThat(fit.coefficients()).hasSize(4);
        for (int j = 0; j < 4; j++) {
            InterruptedTimeSeries.Coefficient coefficient = fit.coefficients().get(j);
            assertClose(coefficient.value(), expected.get("coef").get(j).asDouble(), 1e-8);
            assertClose(
                    coefficient.ordinaryError(), expected.get("se_ols").get(j).asDouble(), 1e-8);
            assertClose(
                    coefficient.neweyWest(),
                    expected.get("se_newey_west_lag4").get(j).asDouble(),
                    1e-8);
            assertClose(
                    coefficient.neweyWestAdjusted(),
                    expected.get("se_newey_west_lag4_adjusted").get(j).asDouble(),
                    1e-8);
        }
    }

    @Test
    void followsTheSeatbelts() {
        JsonNode expected = Vectors.json("its.json").get("seatbelts");
        double[] killed = Arrays.stream(Vectors.column("rdata/seatbelts.csv", "DriversKilled"))
                .map(Math::log)
                .toArray();
        InterruptedTimeSeries.Fit fit =
                InterruptedTimeSeries.of(killed, 169, 12, 12).orElseThrow();
        for (int j = 0; j < 4; j++) {
            InterruptedTimeSeries.Coefficient coefficient = fit.coefficients().get(j);
            assertClose(coefficient.value(), expected.get("coef").get(j).asDouble(), 1e-8);
            assertClose(
                    coefficient.neweyWest(), expected.get("se_nw_lag12").get(j).asDouble(), 1e-8);
        }
        assertClose(fit.durbinWatson(), expected.get("dw").asDouble(), 1e-8);
        assertClose(
                100 * Math.expm1(fit.levelChange().value()),
                expected.get("effect_pct").asDouble(),
                1e-8);
    }

    @Test
    void takesOutWhatWasKnownBefore() {
        JsonNode expected = Vectors.json("cuped.json");
        Cuped.Fit fit = Cuped.of(arm(expected, 1), arm(expected, 0)).orElseThrow();
        assertClose(fit.theta(), expected.get("theta").asDouble(), 1e-9);
        assertClose(fit.raw().value(), expected.get("raw_diff_se").get(0).asDouble(), 1e-9);
        assertClose(fit.rawStandardError(), expected.get("raw_diff_se").get(1).asDouble(), 1e-9);
        assertClose(fit.effect().value(), expected.get("cuped_diff_se").get(0).asDouble(), 1e-9);
        assertClose(fit.standardError(), expected.get("cuped_diff_se").get(1).asDouble(), 1e-9);
        assertClose(fit.varianceRatio(), expected.get("var_ratio_total").asDouble(), 1e-9);
        assertClose(1 - fit.varianceRatio(), expected.get("rho2").asDouble(), 1e-9);
    }

    @Test
    void looksAfterEveryAnswer() {
        JsonNode expected = Vectors.json("msprt.json");
        SequentialTest test = new SequentialTest(
                expected.get("theta0").asDouble(), expected.get("tau2").asDouble());
        Moments moments = new Moments();
        for (int i = 0; i < expected.get("x").size(); i++) {
            moments.add(expected.get("x").get(i).asDouble());
            SequentialTest.Look look = test.look(
                    moments.n(), moments.mean(), expected.get("sigma2").asDouble());
            JsonNode step = expected.get("steps").get(i);
            assertThat(look.n()).isEqualTo(step.get("n").asLong());
            assertClose(look.estimate(), step.get("mean").asDouble(), 1e-9);
            assertClose(look.ratio(), step.get("lr").asDouble(), 1e-9);
            assertClose(look.p(), step.get("p").asDouble(), 1e-9);
            assertClose(look.interval().low(), step.get("ci95").get(0).asDouble(), 1e-9);
            assertClose(look.interval().high(), step.get("ci95").get(1).asDouble(), 1e-9);
        }
    }

    static Panel panel() {
        Panel panel = new Panel();
        List<String[]> rows = Vectors.csv("did_panel.csv");
        for (String[] row : rows.subList(1, rows.size())) {
            panel.add(
                    Integer.parseInt(row[0]), Integer.parseInt(row[1]), row[2].equals("1"), Double.parseDouble(row[3]));
        }
        return panel;
    }

    static Cuped.Arm arm(JsonNode data, int wanted) {
        Cuped.Arm arm = Cuped.Arm.NONE;
        for (int i = 0; i < data.get("y").size(); i++) {
            if (data.get("treat").get(i).asInt() == wanted) {
                arm = arm.with(
                        data.get("pre").get(i).asDouble(), data.get("y").get(i).asDouble());
            }
        }
        return arm;
    }

    private static Moments moments(JsonNode meanAndError, long n) {
        double error = meanAndError.get(1).asDouble();
        return Moments.known(n, meanAndError.get(0).asDouble(), error * error * n * (n - 1));
    }
}
