package dev.corridor.statistics.effect;

import static dev.corridor.statistics.Vectors.assertClose;
import static dev.corridor.statistics.Vectors.column;
import static dev.corridor.statistics.Vectors.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.effect.LeastSquares.Errors;
import dev.corridor.statistics.score.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The numbers of independent programs and papers.
class EffectVectorsTest {
    private static final String MOMENTS = "moments_of_truth.csv";
    private static final List<String> EXPOSURES = List.of("b1", "g1", "b2", "g2", "b3", "g3", "b4", "g4");

    @Test
    void findsPlantedMomentsAndNoDecoy() {
        JsonNode expected = json("moments_of_truth.json").get("adjusted_ols_hc3");
        LeastSquares.Fit fit = LeastSquares.fit(moments(), Errors.INDEPENDENT).orElseThrow();
        double[] p = new double[EXPOSURES.size()];
        for (int i = 0; i < p.length; i++) {
            Coefficient coefficient = fit.coefficient(EXPOSURES.get(i)).orElseThrow();
            assertClose(
                    coefficient.estimate().value(), expected.get(i).get("coef").asDouble(), 1e-8);
            assertClose(coefficient.standardError(), expected.get(i).get("se").asDouble(), 1e-8);
            assertThat(coefficient.p() / expected.get(i).get("p").asDouble()).isBetween(1 - 1e-6, 1 + 1e-6);
            p[i] = coefficient.p();
        }
        double[] q = MultipleTesting.benjaminiHochberg(p);
        SmallestEffect smallest = SmallestEffect.ofScale(0, 10);
        double[] b1 = column(MOMENTS, "b1");
        assertThat(Arrays.stream(b1).sum()).isEqualTo(216);
        List<String> flagged = new ArrayList<>();
        List<String> large = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            assertClose(q[i], expected.get(i).get("q_bh").asDouble(), 1e-8);
            if (q[i] < 0.05) {
                flagged.add(EXPOSURES.get(i));
                switch (smallest.read(
                        fit.coefficient(EXPOSURES.get(i)).orElseThrow().estimate())) {
                    case LARGE_ENOUGH, SURELY_LARGE_ENOUGH -> large.add(EXPOSURES.get(i));
                    case UNDECIDED, TOO_SMALL, SMALL_BUT_REAL -> {}
                }
            }
        }
        assertThat(flagged).containsExactly("b1", "b2", "g2");
        assertThat(large).containsExactly("b1", "g2");
    }

    private static Observations moments() {
        List<String> columns = new ArrayList<>(EXPOSURES);
        columns.addAll(List.of("segment", "urgent"));
        return table(MOMENTS, "nps", columns);
    }

    private static Observations table(String file, String outcome, List<String> columns) {
        double[][] values = columns.stream().map(name -> column(file, name)).toArray(double[][]::new);
        double[] outcomes = column(file, outcome);
        Observations rows = new Observations(columns);
        for (int i = 0; i < outcomes.length; i++) {
            int row = i;
            rows.add(
                    i,
                    outcomes[i],
                    IntStream.range(0, values.length)
                            .mapToDouble(c -> values[c][row])
                            .toArray());
        }
        return rows;
    }

    @Test
    void stratifiesAdmissionsAsMantelAndHaenszel() {
        JsonNode expected = json("mantel_haenszel.json");
        List<MantelHaenszel.Table> tables = new ArrayList<>();
        expected.get("strata")
                .values()
                .forEach(stratum -> tables.add(new MantelHaenszel.Table(
                        stratum.get(0).asLong(),
                        stratum.get(1).asLong(),
                        stratum.get(2).asLong(),
                        stratum.get(3).asLong())));
        MantelHaenszel.Answer answer = MantelHaenszel.oddsRatio(tables).orElseThrow();
        assertClose(answer.crude(), expected.get("crude_or").asDouble(), 1e-9);
        assertClose(answer.oddsRatio().value(), expected.get("mh_or").asDouble(), 1e-9);
        assertClose(
                answer.oddsRatio().interval().low(), expected.get("ci95").get(0).asDouble(), 1e-9);
        assertClose(
                answer.oddsRatio().interval().high(),
                expected.get("ci95").get(1).asDouble(),
                1e-9);
        assertClose(answer.chiSquared(), expected.get("chi2").asDouble(), 1e-9);
        assertClose(answer.chiSquaredCorrected(), expected.get("chi2_cc").asDouble(), 1e-9);
        assertClose(answer.p(), expected.get("p").asDouble(), 1e-9);
        assertClose(answer.pCorrected(), expected.get("p_cc").asDouble(), 1e-9);
    }

    @Test
    void turnsRiskRatiosIntoEValues() {
        for (JsonNode each : json("evalue.json").get("cases").values()) {
            assertClose(EValue.of(each.get("rr").asDouble()), each.get("e").asDouble(), 1e-9);
        }
        EValue published = EValue.ofRiskRatio(3.9, new Interval(1.8, 8.7, 0.95));
        assertThat(published.point()).isCloseTo(7.26, org.assertj.core.data.Offset.offset(0.005));
        assertThat(published.limit()).isCloseTo(3.0, org.assertj.core.data.Offset.offset(1e-9));
    }

    /// R's `glm` stops when the deviance changes by less than 1e-8 of itself; the published numbers are those of its
    /// sixth step, 6e-9 away from the maximum (standard errors 8e-5: they are those of the fifth). So the steps are
    /// made here as R makes them, give the published numbers, and further ones give ours.
    @Test
    void fitsTransmissionsByWeight() {
        JsonNode expected = json("basic_tests.json").get("mtcars_logit_am_wt");
        double[] x = column("rdata/mtcars.csv", "wt");
        double[] y = column("rdata/mtcars.csv", "am");
        double[] r = stepsOfR(x, y, 6);
        double[] far = stepsOfR(x, y, 12);
        Logistic.Fit fit = Logistic.fit(table("rdata/mtcars.csv", "am", List.of("wt")), Errors.INDEPENDENT)
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            assertClose(r[i], expected.get("coef").get(i).asDouble(), 1e-9);
            assertClose(r[2 + i], expected.get("se").get(i).asDouble(), 1e-9);
            Coefficient coefficient = fit.coefficients().get(i);
            assertClose(coefficient.estimate().value(), far[i], 1e-9);
            assertClose(coefficient.standardError(), far[2 + i], 1e-9);
        }
        assertClose(fit.deviance(), expected.get("deviance").asDouble(), 1e-9);
        assertClose(fit.nullDeviance(), expected.get("null").asDouble(), 1e-9);
    }

    /// Coefficients and standard errors after some steps of iteratively reweighted least squares.
    private static double[] stepsOfR(double[] x, double[] y, int steps) {
        double[] logits = Arrays.stream(y)
                .map(value -> value == 1 ? Math.log(3) : -Math.log(3))
                .toArray();
        double[] result = new double[4];
        for (int step = 0; step < steps; step++) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            for (int i = 0; i < x.length; i++) {
                double mean = 1 / (1 + Math.exp(-logits[i]));
                double weight = mean * (1 - mean);
                double working = logits[i] + (y[i] - mean) / weight;
                a += weight;
                b += weight * x[i];
                c += weight * x[i] * x[i];
                d += weight * working;
                e += weight * working * x[i];
            }
            double determinant = a * c - b * b;
            result = new double[] {
                (c * d - b * e) / determinant,
                (a * e - b * d) / determinant,
                Math.sqrt(c / determinant),
                Math.sqrt(a / determinant)
            };
            for (int i = 0; i < x.length; i++) {
                logits[i] = result[0] + result[1] * x[i];
            }
        }
        return result;
    }

    @Test
    void fitsLongleyAsCertified() {
        List<String> columns = new ArrayList<>(
                List.of(dev.corridor.statistics.Vectors.csv("rdata/longley.csv").getFirst()));
        columns.remove("Employed");
        assertThat(columns).hasSize(6);
        LeastSquares.Fit fit = LeastSquares.fit(table("rdata/longley.csv", "Employed", columns), Errors.INDEPENDENT)
                .orElseThrow();
        // NIST StRD, Longley, in thousands there and in millions here.
        assertClose(
                fit.coefficient(Coefficient.CONSTANT).orElseThrow().estimate().value() / -3482.258634596, 1, 1e-9);
        assertClose(fit.coefficient("Year").orElseThrow().estimate().value() / 1.82915146461355, 1, 1e-9);
        assertClose(fit.r2(), 0.995479004577296, 1e-12);
    }

    @Test
    void clustersPanelErrorsByUnit() {
        String file = "did_panel.csv";
        JsonNode expected = json("did.json").get("panel");
        double[] unit = column(file, "unit");
        double[] time = column(file, "t");
        double[] treated = column(file, "d");
        double[] outcome = column(file, "y");
        List<String> columns = new ArrayList<>(List.of("d"));
        double[] units = Arrays.stream(unit).distinct().sorted().skip(1).toArray();
        double[] times = Arrays.stream(time).distinct().sorted().skip(1).toArray();
        for (double each : units) {
            columns.add("unit " + each);
        }
        for (double each : times) {
            columns.add("time " + each);
        }
        Observations rows = new Observations(columns);
        for (int i = 0; i < outcome.length; i++) {
            double[] row = new double[columns.size()];
            row[0] = treated[i];
            for (int k = 0; k < units.length; k++) {
                row[1 + k] = unit[i] == units[k] ? 1 : 0;
            }
            for (int k = 0; k < times.length; k++) {
                row[1 + units.length + k] = time[i] == times[k] ? 1 : 0;
            }
            rows.add((long) unit[i], outcome[i], row);
        }
        Coefficient effect = LeastSquares.fit(rows, Errors.CLUSTERED, 2)
                .orElseThrow()
                .coefficient("d")
                .orElseThrow();
        assertClose(effect.estimate().value(), expected.get("beta").asDouble(), 1e-9);
        assertClose(effect.standardError(), expected.get("se_cluster").asDouble(), 1e-9);
        LeastSquares.Fit usual = LeastSquares.fit(rows, Errors.CLUSTERED).orElseThrow();
        assertThat(usual.method()).isEqualTo("OLS, CR2");
        Coefficient careful = usual.coefficient("d").orElseThrow();
        assertThat(careful.degreesOfFreedom()).isBetween(15.0, 22.1);
    }
}
