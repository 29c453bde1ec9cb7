package dev.corridor.statistics.loyalty;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Result;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoxTest {
    private static final long SEED = 7;

    @Test
    void splitsFollowUpWithoutChangingTheFit() {
        // A customer seen over (0, t] is the same as over (0, s] without event and (s, t]: the test of late entries.
        Cox.Rows whole = sample(200, 0.7);
        double[] end = whole.end();
        int n = end.length;
        double[][] covariates = new double[2 * n][];
        double[] starts = new double[2 * n];
        double[] ends = new double[2 * n];
        boolean[] events = new boolean[2 * n];
        for (int i = 0; i < n; i++) {
            covariates[i] = whole.covariates()[i];
            covariates[n + i] = whole.covariates()[i];
            ends[i] = end[i] / 3;
            starts[n + i] = end[i] / 3;
            ends[n + i] = end[i];
            events[n + i] = whole.event()[i];
        }
        Cox.Fit one = Cox.fit(whole).orElseThrow();
        Cox.Fit two = Cox.fit(new Cox.Rows(whole.names(), covariates, starts, ends, events))
                .orElseThrow();
        assertClose(two.logLikelihood(), one.logLikelihood(), 1e-8);
        for (int j = 0; j < 2; j++) {
            Cox.Coefficient expected = one.coefficients().get(j);
            Cox.Coefficient actual = two.coefficients().get(j);
            assertClose(
                    actual.logHazardRatio().value(), expected.logHazardRatio().value(), 1e-7);
            assertClose(actual.standardError(), expected.standardError(), 1e-7);
            assertClose(two.drifts().get(j).chiSquared(), one.drifts().get(j).chiSquared(), 1e-6);
        }
        assertClose(two.concordance(), one.concordance(), 1e-12);
    }

    @Test
    void agreesWithPairsCountedOneByOne() {
        Cox.Rows rows = sample(120, 0.5);
        Cox.Fit fit = Cox.fit(rows).orElseThrow();
        double agreeing = 0;
        double pairs = 0;
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < 120; j++) {
                if (rows.event()[i] && rows.end()[i] < rows.end()[j]) {
                    pairs++;
                    double apart = risk(fit, rows.covariates()[i]) - risk(fit, rows.covariates()[j]);
                    agreeing += Math.abs(apart) < 1e-12 ? 0.5 : apart > 0 ? 1 : 0;
                }
            }
        }
        assertClose(fit.concordance(), agreeing / pairs, 1e-12);
    }

    @Test
    void scalesACoefficientWithItsUnit() {
        Cox.Rows rows = sample(150, 0.6);
        double[][] days = Arrays.stream(rows.covariates())
                .map(row -> new double[] {1_000 + 365 * row[0], row[1]})
                .toArray(double[][]::new);
        Cox.Fit one = Cox.fit(rows).orElseThrow();
        Cox.Fit other = Cox.fit(new Cox.Rows(rows.names(), days, rows.start(), rows.end(), rows.event()))
                .orElseThrow();
        assertClose(
                365 * other.coefficients().getFirst().logHazardRatio().value(),
                one.coefficients().getFirst().logHazardRatio().value(),
                1e-8);
        assertClose(other.logLikelihood(), one.logLikelihood(), 1e-9);
    }

    @Test
    void seesAHazardThatDriftsWithTime() {
        SplittableRandom random = new SplittableRandom(SEED);
        int n = 600;
        double[] end = new double[n];
        boolean[] event = new boolean[n];
        double[][] covariates = new double[n][1];
        for (int i = 0; i < n; i++) {
            covariates[i][0] = i % 2;
            // Group 1 leaves fast at first, then hardly: the hazards cross.
            double uniform = -Math.log(1 - random.nextDouble());
            end[i] = i % 2 == 0 ? uniform : Math.pow(uniform, 2.5);
            event[i] = true;
        }
        Cox.Fit fit = Cox.fit(new Cox.Rows(List.of("group"), covariates, new double[n], end, event))
                .orElseThrow();
        assertThat(fit.drifts().getLast().p()).as("seed " + SEED).isLessThan(1e-6);
    }

    @Test
    void refusesWhatCarriesNoFit() {
        Cox.Rows rows = sample(100, 0.5);
        assertThat(code(rows, row -> new double[] {row[0], 3})).isEqualTo("constant-covariate");
        assertThat(code(rows, row -> new double[] {row[0], 2 * row[0] - 1})).isEqualTo("collinear-covariate");
        assertThat(code(rows, row -> new double[] {row[0], Double.NaN})).isEqualTo("too-few-events");
        boolean[] few = new boolean[100];
        few[3] = true;
        assertThat(code(new Cox.Rows(rows.names(), rows.covariates(), rows.start(), rows.end(), few)))
                .isEqualTo("too-few-events");
    }

    @Test
    void refusesACovariateThatSeparates() {
        int n = 60;
        double[][] covariates = new double[n][1];
        double[] end = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            covariates[i][0] = i < 30 ? 1 : 0;
            end[i] = i + 1;
            event[i] = i < 30;
        }
        assertThat(code(new Cox.Rows(List.of("early"), covariates, new double[n], end, event)))
                .isEqualTo("separation");
    }

    static Cox.Rows sample(int n, double effect) {
        SplittableRandom random = new SplittableRandom(SEED);
        return sample(n, effect, random);
    }

    /// Exponential times with a two-valued and a uniform covariate, censored uniformly.
    static Cox.Rows sample(int n, double effect, SplittableRandom random) {
        double[][] covariates = new double[n][2];
        double[] end = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            covariates[i][0] = random.nextInt(2);
            covariates[i][1] = random.nextDouble();
            double time = -Math.log(1 - random.nextDouble()) * Math.exp(-effect * covariates[i][0] - covariates[i][1]);
            double seen = 0.05 + 2 * random.nextDouble();
            end[i] = Math.min(time, seen) + 1e-9;
            event[i] = time <= seen;
        }
        return new Cox.Rows(List.of("group", "share"), covariates, new double[n], end, event);
    }

    private static double risk(Cox.Fit fit, double[] row) {
        return fit.coefficients().get(0).logHazardRatio().value() * row[0]
                + fit.coefficients().get(1).logHazardRatio().value() * row[1];
    }

    private static String code(Cox.Rows rows, java.util.function.UnaryOperator<double[]> change) {
        double[][] changed = Arrays.stream(rows.covariates()).map(change).toArray(double[][]::new);
        return code(new Cox.Rows(rows.names(), changed, rows.start(), rows.end(), rows.event()));
    }

    private static String code(Cox.Rows rows) {
        return ((Result.NotPossible<Cox.Fit>) Cox.fit(rows)).reason().code();
    }
}
