package dev.corridor.statistics.loyalty;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against R's package survival on the leukaemia trial of Freireich (1963) and on its data set lung.
class SurvivalVectorsTest {
    private static final double TOLERANCE = 1e-7;
    private final JsonNode vectors = Vectors.json("survival.json");

    @Test
    void followsTheCurveOfTheTrial() {
        KaplanMeier.Curve curve = KaplanMeier.of(Trial.treated()).orElseThrow();
        JsonNode expected = vectors.get("km_6mp");
        assertThat(curve.n()).isEqualTo(21);
        assertThat(curve.events()).isEqualTo(9);
        assertThat(curve.points()).hasSize(expected.get("time").size());
        for (int i = 0; i < curve.points().size(); i++) {
            KaplanMeier.Point point = curve.points().get(i);
            assertClose(point.time(), expected.get("time").get(i).asDouble(), TOLERANCE);
            assertThat(point.atRisk()).isEqualTo(expected.get("n_risk").get(i).asLong());
            assertClose(point.survival(), expected.get("surv").get(i).asDouble(), TOLERANCE);
            assertClose(
                    point.standardError(), expected.get("se_greenwood").get(i).asDouble(), TOLERANCE);
        }
    }

    @Test
    void findsTheMediansOfTheTrial() {
        assertThat(KaplanMeier.of(Trial.treated()).orElseThrow().median().time())
                .hasValue(vectors.get("median").get("six_mp").asDouble());
        assertThat(KaplanMeier.of(Trial.control()).orElseThrow().median().time())
                .hasValue(vectors.get("median").get("control").asDouble());
    }

    @Test
    void takesTheRestrictedMeans() {
        JsonNode expected = vectors.get("rmst_tau23");
        Estimate treated = RestrictedMean.of(Trial.treated(), 23).orElseThrow();
        Estimate control = RestrictedMean.of(Trial.control(), 23).orElseThrow();
        assertClose(treated.value(), expected.get("six_mp").get(0).asDouble(), TOLERANCE);
        assertClose(Trial.error(treated), expected.get("six_mp").get(1).asDouble(), TOLERANCE);
        assertClose(control.value(), expected.get("control").get(0).asDouble(), TOLERANCE);
        assertClose(Trial.error(control), expected.get("control").get(1).asDouble(), TOLERANCE);
    }

    @Test
    void comparesTheArmsOfTheTrial() {
        LogRank.Test test =
                LogRank.of(List.of(Trial.treated(), Trial.control())).orElseThrow();
        JsonNode expected = vectors.get("logrank");
        assertClose(test.chiSquared(), expected.get("chisq").asDouble(), TOLERANCE);
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        for (int g = 0; g < 2; g++) {
            assertThat(test.groups().get(g).observed())
                    .isEqualTo(expected.get("observed").get(g).asLong());
            assertClose(
                    test.groups().get(g).expected(),
                    expected.get("expected").get(g).asDouble(),
                    TOLERANCE);
        }
    }

    @Test
    void fitsTheTrialByEfron() {
        Cox.Fit fit = Cox.fit(Trial.rows()).orElseThrow();
        JsonNode expected = vectors.get("cox").get("efron");
        Cox.Coefficient control = fit.coefficients().getFirst();
        assertClose(control.logHazardRatio().value(), expected.get("beta").asDouble(), TOLERANCE);
        assertClose(control.standardError(), expected.get("se").asDouble(), TOLERANCE);
        assertClose(fit.logLikelihoodOfNone(), expected.get("ll0").asDouble(), TOLERANCE);
        assertClose(fit.logLikelihood(), expected.get("ll1").asDouble(), TOLERANCE);
    }

    @Test
    void fitsLung() {
        JsonNode expected = vectors.get("lung_cox");
        List<double[]> covariates = new ArrayList<>();
        List<String[]> rows = Vectors.csv("rdata/lung.csv");
        double[] end = new double[rows.size() - 1];
        boolean[] event = new boolean[end.length];
        for (int i = 0; i < end.length; i++) {
            String[] row = rows.get(i + 1);
            end[i] = Double.parseDouble(row[0]);
            event[i] = row[1].equals("2");
            covariates.add(Arrays.stream(row, 2, 5)
                    .mapToDouble(cell -> cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell))
                    .toArray());
        }
        Cox.Fit fit = Cox.fit(new Cox.Rows(
                        List.of("age", "sex", "ph.ecog"),
                        covariates.toArray(double[][]::new),
                        new double[end.length],
                        end,
                        event))
                .orElseThrow();
        assertThat(fit.n()).isEqualTo(expected.get("n").asLong());
        assertThat(fit.events()).isEqualTo(expected.get("events").asLong());
        assertThat(fit.leftOut()).isEqualTo(end.length - fit.n());
        for (int j = 0; j < 3; j++) {
            Cox.Coefficient coefficient = fit.coefficients().get(j);
            assertClose(
                    coefficient.logHazardRatio().value(),
                    expected.get("beta").get(j).asDouble(),
                    TOLERANCE);
            assertClose(coefficient.standardError(), expected.get("se").get(j).asDouble(), TOLERANCE);
        }
        assertClose(fit.logLikelihoodOfNone(), expected.get("ll0").asDouble(), TOLERANCE);
        assertClose(fit.logLikelihood(), expected.get("ll1").asDouble(), TOLERANCE);
        assertClose(fit.concordance(), expected.get("concordance").asDouble(), TOLERANCE);
        Cox.Drift global = fit.drifts().getLast();
        assertClose(global.chiSquared(), expected.get("zph_global").get(0).asDouble(), TOLERANCE);
        assertThat(global.degreesOfFreedom()).isEqualTo(3);
        assertClose(global.p(), expected.get("zph_global").get(2).asDouble(), TOLERANCE);
    }
}
