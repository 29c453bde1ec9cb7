package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Repetitions;
import dev.corridor.statistics.effect.DoseResponse.Response;
import dev.corridor.statistics.effect.DoseResponse.Shape;
import dev.corridor.statistics.effect.Effect.Target;
import dev.corridor.statistics.effect.LeastSquares.Errors;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often intervals hold the truth and tests reject nothing, on data made for it with fixed seeds.
class EffectSimulationTest {
    private static final int FEWEST_RUNS = Repetitions.of(500);

    /// One drawing: 1 where the interval covers (or the test rejects), else 0.
    private static double share(String name, int runs, ToDoubleFunction<Random> drawing) {
        double hits = 0;
        for (int seed = 0; seed < runs; seed++) {
            hits += drawing.applyAsDouble(new Random(1_000_003L * seed + name.hashCode()));
        }
        double share = hits / runs;
        System.out.printf(java.util.Locale.ROOT, "%-60s %.4f of %d%n", name, share, runs);
        return share;
    }

    private static double covers(Interval interval, double truth) {
        return interval.contains(truth) ? 1 : 0;
    }

    // Least squares: unequal variances, skewed leverage.

    private static double leastSquares(Random random, int n, double spread) {
        Observations rows = new Observations(List.of("exposed", "x"));
        for (int i = 0; i < n; i++) {
            double exposed = i % 5 == 0 ? 1 : 0;
            double x = Math.exp(random.nextGaussian() / 2);
            double noise = random.nextGaussian() * (1 + spread * exposed) * Math.sqrt(x);
            rows.add(i, 7 - exposed + 0.5 * x + noise, exposed, x);
        }
        return covers(
                coefficient(rows, Errors.INDEPENDENT, "exposed").estimate().interval(), -1);
    }

    private static Coefficient coefficient(Observations rows, Errors errors, String name) {
        return LeastSquares.fit(rows, errors).orElseThrow().coefficient(name).orElseThrow();
    }

    private static DoubleSummaryStatistics hc3(int runs) {
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int n : new int[] {30, 100, 500}) {
            for (double spread : new double[] {0, 1, 3}) {
                grid.accept(share("HC3 n=%d spread=%.0f".formatted(n, spread), runs, r -> leastSquares(r, n, spread)));
            }
        }
        return grid;
    }

    // Clusters of unequal size that share an error and, half of them, the exposure.

    private static double clustered(Random random, int clusters, double correlation, double exposedShare) {
        Observations rows = new Observations(List.of("exposed", "x"));
        for (int cluster = 0; cluster < clusters; cluster++) {
            double shared = random.nextGaussian() * Math.sqrt(correlation);
            double exposed = cluster < Math.round(clusters * exposedShare) ? 1 : 0;
            int size = 3 + random.nextInt(cluster % 4 == 0 ? 30 : 8);
            for (int i = 0; i < size; i++) {
                double x = random.nextGaussian();
                double noise = shared + random.nextGaussian() * Math.sqrt(1 - correlation);
                rows.add(cluster, 7 - exposed + x + noise, exposed, x);
            }
        }
        return covers(coefficient(rows, Errors.CLUSTERED, "exposed").estimate().interval(), -1);
    }

    private static DoubleSummaryStatistics cr(int runs, int... counts) {
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int clusters : counts) {
            for (double correlation : new double[] {0.05, 0.5}) {
                for (double exposed : new double[] {0.25, 0.5}) {
                    grid.accept(share(
                            "CR G=%d rho=%.2f exposed=%.2f".formatted(clusters, correlation, exposed),
                            runs,
                            r -> clustered(r, clusters, correlation, exposed)));
                }
            }
        }
        return grid;
    }

    // Doubly robust: both models right, one wrong, clusters.

    private enum Wrong {
        NEITHER,
        EXPOSURE,
        OUTCOME
    }

    private static double doublyRobust(Random random, int n, Wrong wrong, Target target, int rowsPerCluster) {
        Observations rows = new Observations(List.of("exposed", "x", "w"));
        double shared = 0;
        for (int i = 0; i < n; i++) {
            if (i % rowsPerCluster == 0) {
                shared = random.nextGaussian();
            }
            double x = random.nextGaussian();
            double w = random.nextBoolean() ? 1 : 0;
            double hidden = wrong == Wrong.EXPOSURE ? 0.8 * Math.abs(x) : 0;
            double exposed = random.nextDouble() < Logistic.probability(-1 + 0.7 * x + 0.5 * w + hidden) ? 1 : 0;
            double curved = wrong == Wrong.OUTCOME ? 0.5 * x * x : 0;
            rows.add(
                    i / rowsPerCluster,
                    5 - exposed + x + w + curved + shared + random.nextGaussian() * (1 + exposed),
                    exposed,
                    x,
                    w);
        }
        double trim = wrong == Wrong.NEITHER ? DoublyRobust.TRIM : 0;
        return covers(
                DoublyRobust.effect(rows, "exposed", target, trim)
                        .orElseThrow()
                        .estimate()
                        .interval(),
                -1);
    }

    private static DoubleSummaryStatistics aipw(int runs, int... sizes) {
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int n : sizes) {
            for (Wrong wrong : Wrong.values()) {
                for (Target target : Target.values()) {
                    int perCluster = wrong == Wrong.NEITHER ? 2 : 1;
                    grid.accept(share(
                            "AIPW n=%d wrong=%s %s".formatted(n, wrong, target),
                            runs,
                            r -> doublyRobust(r, n, wrong, target, perCluster)));
                }
            }
        }
        return grid;
    }

    // Strata of unequal exposure, effect and spread; customers with two rows.

    private static double stratified(Random random, int n, int strata, Target target) {
        StratumSums sums = new StratumSums();
        int[] stratum = new int[n];
        boolean[] exposed = new boolean[n];
        double[] outcome = new double[n];
        double shared = 0;
        for (int i = 0; i < n; i++) {
            if (i % 2 == 0) {
                shared = random.nextGaussian();
            }
            stratum[i] = random.nextInt(strata);
            double share = 0.15 + 0.5 * stratum[i] / strata;
            exposed[i] = random.nextDouble() < share;
            outcome[i] =
                    6 + stratum[i] % 3 - (exposed[i] ? 1 : 0) + shared + random.nextGaussian() * (exposed[i] ? 2 : 1);
            sums.add(stratum[i], exposed[i], outcome[i]);
        }
        StratumSums.Stratified stratified = sums.effect(target, 0).orElseThrow();
        ClusterSums clusters = new ClusterSums(n / 2 + 1);
        for (int i = 0; i < n; i++) {
            clusters.add(i / 2, exposed[i], stratified.influence(stratum[i], exposed[i], outcome[i]));
        }
        return covers(stratified.clustered(clusters).orElseThrow().estimate().interval(), -1);
    }

    private static DoubleSummaryStatistics strata(int runs) {
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int n : new int[] {200, 600}) {
            for (int strata : new int[] {1, 4, 10}) {
                for (Target target : Target.values()) {
                    grid.accept(share(
                            "strata n=%d strata=%d %s".formatted(n, strata, target),
                            runs,
                            r -> stratified(r, n, strata, target)));
                }
            }
        }
        return grid;
    }

    // Odds ratio and logistic coefficient under one truth.

    private static double[] odds(Random random, int n) {
        Observations rows = new Observations(List.of("exposed", "x"));
        MantelHaenszel.Table[] tables = new MantelHaenszel.Table[4];
        java.util.Arrays.fill(tables, new MantelHaenszel.Table(0, 0, 0, 0));
        for (int i = 0; i < n; i++) {
            int x = random.nextInt(4);
            long exposed = random.nextDouble() < 0.2 + 0.15 * x ? 1 : 0;
            long event = random.nextDouble() < Logistic.probability(-1.5 + 0.7 * exposed + 0.4 * x) ? 1 : 0;
            rows.add(i, event, exposed, x);
            tables[x] = tables[x].plus(new MantelHaenszel.Table(
                    exposed * event, exposed * (1 - event), (1 - exposed) * event, (1 - exposed) * (1 - event)));
        }
        Coefficient coefficient =
                Logistic.fit(rows, Errors.INDEPENDENT).orElseThrow().coefficient("exposed");
        MantelHaenszel.Answer answer = MantelHaenszel.oddsRatio(List.of(tables)).orElseThrow();
        return new double[] {
            covers(coefficient.estimate().interval(), 0.7),
            covers(answer.oddsRatio().interval(), Math.exp(0.7))
        };
    }

    private static DoubleSummaryStatistics oddsRatios(int runs, int... sizes) {
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int n : sizes) {
            grid.accept(share("logistic n=%d".formatted(n), runs, r -> odds(r, n)[0]));
            grid.accept(share("Mantel-Haenszel n=%d".formatted(n), runs, r -> odds(r, n)[1]));
        }
        return grid;
    }

    // Dose response.

    private static Response dose(Random random, int n, double step, double slope, double spread, boolean skewed) {
        Observations rows = new Observations(List.of("days", "region"));
        for (int i = 0; i < n; i++) {
            double days = skewed ? -5 + Math.floor(20 * random.nextDouble() * random.nextDouble()) : random.nextInt(15);
            double region = random.nextInt(2);
            double at = skewed ? 2 : 6;
            double noise = 2.2 * random.nextGaussian() * (days >= at ? 1 + spread : 1);
            rows.add(i, 7 - region + (days >= at ? step : 0) + slope * days + noise, days, region);
        }
        return DoseResponse.of(rows, "days").orElseThrow();
    }

    private static void sizes(int runs, int n, double most) {
        assertThat(share(
                        "omnibus rejects nothing n=" + n,
                        runs,
                        r -> dose(r, n, 0, 0, 0, false).omnibus().p() <= 0.05 ? 1 : 0))
                .isLessThan(most + Repetitions.chance(most, runs));
        assertThat(share(
                        "omnibus rejects nothing, skewed n=" + n,
                        runs,
                        r -> dose(r, n, 0, 0, 0, true).omnibus().p() <= 0.05 ? 1 : 0))
                .isLessThan(most + Repetitions.chance(most, runs));
        assertThat(share(
                        "step found in a line n=" + n,
                        runs,
                        r -> dose(r, n, 0, -0.2, 0, false).stepP() <= 0.05 ? 1 : 0))
                .isLessThan(most + Repetitions.chance(most, runs));
        assertThat(share(
                        "step found in a line, skewed n=" + n,
                        runs,
                        r -> dose(r, n, 0, -0.2, 0.6, true).stepP() <= 0.05 ? 1 : 0))
                .isLessThan(most + Repetitions.chance(most, runs));
        assertThat(share(
                        "step claimed in a line n=" + n,
                        runs,
                        r -> dose(r, n, 0, -0.2, 0, false).threshold().isPresent() ? 1 : 0))
                .isLessThan(0.065 + Repetitions.chance(0.065, runs));
        assertThat(share(
                        "step claimed in nothing n=" + n,
                        runs,
                        r -> dose(r, n, 0, 0, 0, false).shape() == Shape.STEP ? 1 : 0))
                .isLessThan(most + Repetitions.chance(most, runs));
    }

    private static void changePoints(int runs, int n, double step) {
        for (boolean skewed : new boolean[] {false, true}) {
            for (double spread : new double[] {0, 0.6}) {
                double truth = skewed ? 2 : 6;
                int[] found = new int[1];
                int[] covered = new int[1];
                int[] changes = new int[1];
                String name = "change point n=%d step=%.1f spread=%.1f skewed=%b".formatted(n, step, spread, skewed);
                double share = share("found: " + name, runs, r -> {
                    Response response = dose(r, n, step, 0, spread, skewed);
                    response.threshold().ifPresent(threshold -> {
                        found[0]++;
                        covered[0] += threshold.low() <= truth && truth <= threshold.high() ? 1 : 0;
                        changes[0] += threshold.change().interval().contains(step) ? 1 : 0;
                    });
                    return response.threshold().isPresent() ? 1 : 0;
                });
                System.out.println("    covered " + covered[0] + ", change " + changes[0] + " of " + found[0]);
                assertThat(share).as(name).isGreaterThan(0.6);
                assertThat(covered[0] / (double) found[0])
                        .as(name)
                        .isGreaterThanOrEqualTo(0.93 - Repetitions.chance(0.93, found[0]));
            }
        }
    }

    @Test
    void shortRunsKeepTheirPromises() {
        assertThat(share("HC3 n=60 spread=2", 500, r -> leastSquares(r, 60, 2))).isGreaterThan(0.92);
        assertThat(share("CR2 G=12", 500, r -> clustered(r, 12, 0.3, 0.4))).isGreaterThan(0.92);
        assertThat(share("AIPW n=400", 300, r -> doublyRobust(r, 400, Wrong.NEITHER, Target.EXPOSED, 2)))
                .isGreaterThan(0.91);
        assertThat(share("strata n=200", 500, r -> stratified(r, 200, 5, Target.EXPOSED)))
                .isGreaterThan(0.92);
        assertThat(share(
                        "step found in a line n=500",
                        100,
                        r -> dose(r, 500, 0, -0.2, 0, false).stepP() <= 0.05 ? 1 : 0))
                .isLessThan(0.12);
    }

    @Test
    @Tag("slow")
    void intervalsCoverOverTheWholeGrid() {
        assertCovers(
                hc3(Repetitions.of(2000)),
                cr(Repetitions.of(2000), 8, 15, 30, 40, 100),
                cr(FEWEST_RUNS, 250),
                aipw(Repetitions.of(1000), 150, 500, 2000));
    }

    @Test
    @Tag("slow")
    void intervalsOfDiscreteDesignsCover() {
        assertCovers(strata(Repetitions.of(1000)), oddsRatios(Repetitions.of(1000), 150, 600));
    }

    private static void assertCovers(DoubleSummaryStatistics... grids) {
        for (DoubleSummaryStatistics grid : grids) {
            assertThat(grid.getAverage())
                    .isGreaterThanOrEqualTo(0.93 - Repetitions.chance(0.93, grid.getCount() * FEWEST_RUNS));
            assertThat(grid.getMin()).isGreaterThanOrEqualTo(0.915 - Repetitions.chance(0.915, FEWEST_RUNS));
        }
    }

    @Test
    @Tag("slow")
    void doseResponseFindsStepsOnlyWhereTheyAre() {
        sizes(Repetitions.of(1000), 300, 0.07);
        sizes(Repetitions.of(1000), 1000, 0.07);
        changePoints(Repetitions.of(300), 1500, -1.5);
        changePoints(Repetitions.of(200), 4000, -1);
    }
}
