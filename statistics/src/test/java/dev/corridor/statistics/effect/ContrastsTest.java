package dev.corridor.statistics.effect;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.Effect.Target;
import dev.corridor.statistics.effect.LeastSquares.Errors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContrastsTest {
    private static String code(Result<?> result) {
        return result instanceof Result.NotPossible<?> none ? none.reason().code() : "answered";
    }

    @Test
    void refusesSeparationCompleteAndPartial() {
        Observations complete = new Observations(List.of("x"));
        Observations partial = new Observations(List.of("x", "z"));
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double x = random.nextGaussian();
            complete.add(i, x > 0.2 ? 1 : 0, x);
            boolean marked = i % 10 == 0;
            partial.add(i, marked || random.nextBoolean() ? 1 : 0, marked ? 1 : 0, x);
        }
        assertThat(code(Logistic.fit(complete, Errors.INDEPENDENT))).isEqualTo("separation");
        assertThat(code(Logistic.fit(partial, Errors.INDEPENDENT))).isEqualTo("separation");
    }

    @Test
    void refusesLogisticWithoutEnoughEventsOrWithOtherOutcomes() {
        Observations few = new Observations(List.of("x"));
        Observations scores = new Observations(List.of("x"));
        for (int i = 0; i < 200; i++) {
            few.add(i, i % 50 == 0 ? 1 : 0, i % 7);
            scores.add(i, i % 11, i % 7);
        }
        assertThat(code(Logistic.fit(few, Errors.INDEPENDENT))).isEqualTo("too-few-events");
        assertThat(code(Logistic.fit(scores, Errors.INDEPENDENT))).isEqualTo("outcome-not-binary");
    }

    @Test
    void logisticOfOneBinaryColumnIsTheTableOddsRatio() {
        Observations cells = new Observations(List.of("x"));
        cells.addCell(1, 50, 20, 20, 1);
        cells.addCell(2, 80, 16, 16, 0);
        Coefficient x = Logistic.fit(cells, Errors.INDEPENDENT).orElseThrow().coefficient("x");
        assertClose(x.estimate().value(), Math.log(20.0 * 64 / (30 * 16)), 1e-12);
        assertClose(x.standardError(), Math.sqrt(1.0 / 20 + 1.0 / 30 + 1.0 / 16 + 1.0 / 64), 1e-12);
    }

    private static Observations confounded(long seed, int n) {
        Random random = new Random(seed);
        Observations rows = new Observations(List.of("exposed", "north", "west"));
        for (int i = 0; i < n; i++) {
            int stratum = random.nextInt(3);
            double exposed = random.nextDouble() < 0.2 + 0.25 * stratum ? 1 : 0;
            rows.add(
                    i,
                    6 - 2 * stratum - exposed * (1 + stratum) + random.nextGaussian(),
                    exposed,
                    stratum == 1 ? 1 : 0,
                    stratum == 2 ? 1 : 0);
        }
        return rows;
    }

    @Test
    void bothDoublyRobustEstimatesAgreeWhereEverythingIsDiscrete() {
        Observations rows = confounded(2, 900);
        for (Target target : Target.values()) {
            StratumSums sums = sums(rows, 0, 1);
            Effect stratified = sums.effect(target, 0).orElseThrow().effect();
            Effect modelled = DoublyRobust.effect(rows, "exposed", target, 0).orElseThrow();
            assertClose(stratified.estimate().value(), modelled.estimate().value(), 1e-9);
            assertClose(stratified.raw(), modelled.raw(), 1e-11);
            assertThat(stratified.standardError() / modelled.standardError()).isBetween(0.98, 1.02);
        }
    }

    private static StratumSums sums(Observations rows, int rest, int modulus) {
        StratumSums sums = new StratumSums();
        for (int cell = 0; cell < rows.cells(); cell++) {
            if (cell % modulus == rest) {
                sums.add(stratum(rows, cell), rows.value(cell, 0) == 1, rows.mean(cell));
            }
        }
        return sums;
    }

    private static int stratum(Observations rows, int cell) {
        return (int) (rows.value(cell, 1) + 2 * rows.value(cell, 2));
    }

    @Test
    void stratumSumsMergeInAnyOrderAndInfluencesAddUpToTheError() {
        Observations rows = confounded(3, 700);
        for (Target target : Target.values()) {
            Effect whole = sums(rows, 0, 1).effect(target, 0).orElseThrow().effect();
            StratumSums.Stratified merged =
                    sums(rows, 1, 2).merge(sums(rows, 0, 2)).effect(target, 0).orElseThrow();
            assertClose(merged.effect().estimate().value(), whole.estimate().value(), 1e-12);
            assertClose(merged.effect().standardError(), whole.standardError(), 1e-12);
            ClusterSums first = new ClusterSums(10);
            ClusterSums second = new ClusterSums(700);
            for (int cell = 0; cell < rows.cells(); cell++) {
                boolean exposed = rows.value(cell, 0) == 1;
                (cell % 2 == 0 ? first : second)
                        .add(cell, exposed, merged.influence(stratum(rows, cell), exposed, rows.mean(cell)));
            }
            Effect clustered = merged.clustered(first.merge(second)).orElseThrow();
            assertThat(clustered.standardError() / whole.standardError()).isBetween(0.999, 1.005);
            assertThat(clustered.exposedClusters()).isEqualTo((int) whole.exposed());
            Effect doubled = clustersOfTwo(rows, target);
            assertThat(doubled.standardError() / whole.standardError()).isBetween(0.99, 1.01);
        }
    }

    /// Every row twice, in one cluster with itself.
    private static Effect clustersOfTwo(Observations rows, Target target) {
        StratumSums sums = sums(rows, 0, 1).merge(sums(rows, 0, 1));
        StratumSums.Stratified twice = sums.effect(target, 0).orElseThrow();
        ClusterSums clusters = new ClusterSums(1);
        for (int cell = 0; cell < rows.cells(); cell++) {
            boolean exposed = rows.value(cell, 0) == 1;
            for (int i = 0; i < 2; i++) {
                clusters.add(cell, exposed, twice.influence(stratum(rows, cell), exposed, rows.mean(cell)));
            }
        }
        return twice.clustered(clusters).orElseThrow();
    }

    @Test
    void comparesEachExposedStratumWithItsOwnControls() {
        Observations rows = confounded(4, 30_000);
        Effect onExposed = DoublyRobust.effect(rows, "exposed", Target.EXPOSED, DoublyRobust.TRIM)
                .orElseThrow();
        Effect onAll = DoublyRobust.effect(rows, "exposed", Target.EVERYBODY, DoublyRobust.TRIM)
                .orElseThrow();
        // Shares .2, .45, .7 of thirds: the exposed live with effects 1, 2, 3 in proportion 20 : 45 : 70.
        assertThat(onExposed.estimate().interval().contains(-(20 + 2 * 45 + 3 * 70) / 135.0))
                .isTrue();
        assertThat(onAll.estimate().interval().contains(-2)).isTrue();
        assertThat(onAll.raw()).isLessThan(-2.5);
    }

    @Test
    void leavesOutAndCountsRowsWithoutCounterpart() {
        Random random = new Random(5);
        Observations rows = new Observations(List.of("exposed", "x"));
        StratumSums sums = new StratumSums();
        for (int i = 0; i < 3000; i++) {
            double x = random.nextGaussian();
            double exposed = random.nextDouble() < Logistic.probability(3 * x) ? 1 : 0;
            rows.add(i, x - exposed + random.nextGaussian(), exposed, x);
            sums.add(i % 40, i % 40 == 7 ? i < 2000 : i % 3 == 0, random.nextGaussian());
            sums.add(41, true, 1);
        }
        Effect effect = DoublyRobust.effect(rows, "exposed", Target.EVERYBODY, DoublyRobust.TRIM)
                .orElseThrow();
        assertThat(effect.trimmedExposed()).isBetween(300L, 900L);
        assertThat(effect.exposed() + effect.unexposed() + effect.trimmedExposed() + effect.trimmedUnexposed())
                .isEqualTo(3000);
        assertThat(effect.estimate().warnings()).extracting("code").contains("trimmed");
        assertThat(effect.estimate().interval().contains(-1)).isTrue();
        assertThat(sums.effect(Target.EXPOSED, 0).orElseThrow().effect().trimmedExposed())
                .isEqualTo(3000);
    }

    @Test
    void refusesContrastsWithoutOverlap() {
        Observations apart = new Observations(List.of("exposed", "x"));
        StratumSums sums = new StratumSums();
        StratumSums same = new StratumSums();
        for (int i = 0; i < 200; i++) {
            apart.add(i, i % 7, i % 2, i % 2 + (i % 5) / 10.0);
            sums.add(i % 2, i % 2 == 0, i % 7);
            same.add(i % 3, i % 2 == 0, 4);
        }
        assertThat(code(DoublyRobust.effect(apart, "exposed", Target.EXPOSED, 0.05)))
                .isEqualTo("no-overlap");
        assertThat(code(sums.effect(Target.EXPOSED, 0))).isEqualTo("no-overlap");
        assertThat(code(same.effect(Target.EXPOSED, 0))).isEqualTo("constant-outcome");
        assertThat(code(new StratumSums().effect(Target.EVERYBODY, 0))).isEqualTo("too-few");
        same.add(0, true, Double.NaN);
        assertThat(code(same.effect(Target.EXPOSED, 0))).isEqualTo("not-finite");
        Observations dose = new Observations(List.of("exposed", "x"));
        Observations few = new Observations(List.of("exposed", "x"));
        for (int i = 0; i < 60; i++) {
            dose.add(i, i % 7, i % 3, i % 5);
            few.add(i, i % 7, i < 5 ? 1 : 0, i % 5);
        }
        assertThat(code(DoublyRobust.effect(dose, "exposed", Target.EXPOSED, 0.05)))
                .isEqualTo("exposure-not-binary");
        assertThat(code(DoublyRobust.effect(few, "exposed", Target.EXPOSED, 0.05)))
                .isEqualTo("too-few");
        assertThat(code(DoublyRobust.effect(new Observations(List.of("exposed")), "exposed", Target.EXPOSED, 0)))
                .isEqualTo("too-few");
    }

    @Test
    void saysWhenTablesHoldNoContrast() {
        assertThat(code(MantelHaenszel.oddsRatio(List.of()))).isEqualTo("no-contrast");
        assertThat(code(MantelHaenszel.oddsRatio(List.of(new MantelHaenszel.Table(5, 0, 4, 0)))))
                .isEqualTo("no-contrast");
        assertThat(code(MantelHaenszel.oddsRatio(List.of(new MantelHaenszel.Table(5, 0, 4, 3)))))
                .isEqualTo("no-contrast");
        MantelHaenszel.Table table = new MantelHaenszel.Table(10, 20, 30, 15);
        assertThat(table.plus(new MantelHaenszel.Table(1, 2, 3, 4)))
                .isEqualTo(new MantelHaenszel.Table(11, 22, 33, 19));
        double ratio = MantelHaenszel.oddsRatio(List.of(table))
                .orElseThrow()
                .oddsRatio()
                .value();
        double swapped = MantelHaenszel.oddsRatio(List.of(new MantelHaenszel.Table(30, 15, 10, 20)))
                .orElseThrow()
                .oddsRatio()
                .value();
        assertClose(ratio * swapped, 1, 1e-12);
    }

    private static Estimate estimate(double value, double low, double high) {
        return new Estimate(value, new Interval(low, high, 0.95), 100, 100, "", List.of(), List.of());
    }

    @Test
    void readsEffectsAgainstTheSmallestOne() {
        SmallestEffect half = SmallestEffect.ofScale(0, 10);
        assertThat(half.read(estimate(-1, -1.4, -0.6))).isEqualTo(SmallestEffect.Reading.SURELY_LARGE_ENOUGH);
        assertThat(half.read(estimate(0.6, 0.1, 1.1))).isEqualTo(SmallestEffect.Reading.LARGE_ENOUGH);
        assertThat(half.read(estimate(0.4, 0.1, 0.7))).isEqualTo(SmallestEffect.Reading.SMALL_BUT_REAL);
        assertThat(half.read(estimate(0.2, 0.1, 0.3))).isEqualTo(SmallestEffect.Reading.TOO_SMALL);
        assertThat(half.read(estimate(0.6, -0.1, 1.3))).isEqualTo(SmallestEffect.Reading.UNDECIDED);
    }

    @Test
    void tellsHowStrongAHiddenCauseMustBe() {
        EValue strong = EValue.ofMeanDifference(estimate(-2, -2.5, -1.5), 2).orElseThrow();
        assertClose(strong.point(), EValue.of(Math.exp(0.91)), 1e-12);
        assertClose(strong.limit(), EValue.of(Math.exp(0.6825)), 1e-12);
        assertThat(strong.note().sentence()).contains("4.4 times");
        EValue none = EValue.ofMeanDifference(estimate(-0.2, -0.5, 0.1), 2).orElseThrow();
        assertThat(none.limit()).isEqualTo(1);
        EValue rates = EValue.ofRateDifference(estimate(0.1, 0.05, 0.15), 0.1).orElseThrow();
        assertClose(rates.point(), EValue.of(2), 1e-12);
        assertClose(rates.limit(), EValue.of(1.5), 1e-12);
        assertThat(code(EValue.ofRateDifference(estimate(0.1, 0.05, 0.15), 0))).isEqualTo("no-events");
        assertThat(code(EValue.ofMeanDifference(estimate(1, 0, 2), 0))).isEqualTo("constant-outcome");
        assertClose(EValue.ofOddsRatio(estimate(4, 2.25, 8), 0.5).limit(), EValue.of(1.5), 1e-12);
    }
}
