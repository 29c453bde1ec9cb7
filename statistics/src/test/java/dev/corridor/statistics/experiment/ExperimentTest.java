package dev.corridor.statistics.experiment;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.matrix.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final long SEED = 1;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void mergesMoments() {
        Moments merged = Moments.of(3, 1, 4).merge(new Moments()).merge(Moments.of(1, 5, 9, 2, 6));
        Moments whole = Moments.of(3, 1, 4, 1, 5, 9, 2, 6);
        assertThat(merged.n()).isEqualTo(8);
        assertClose(merged.mean(), whole.mean(), 1e-14);
        assertClose(merged.variance(), whole.variance(), 1e-14);
        assertClose(whole.variance(), 7.553571428571429, 1e-14);
    }

    @Test
    void mergesArms() {
        Cuped.Arm whole = Cuped.Arm.NONE;
        Cuped.Arm first = Cuped.Arm.NONE;
        Cuped.Arm second = Cuped.Arm.NONE;
        for (int i = 0; i < 50; i++) {
            double before = random.nextGaussian();
            double after = before + random.nextGaussian();
            whole = whole.with(before, after);
            if (i < 20) {
                first = first.with(before, after);
            } else {
                second = second.with(before, after);
            }
        }
        assertClose(first.merge(second).products(), whole.products(), 1e-12);
        assertClose(first.merge(second).squaresBefore(), whole.squaresBefore(), 1e-12);
    }

    @Test
    void mergesPanelsInAnyOrder() {
        Panel even = new Panel();
        Panel odd = new Panel();
        List<String[]> rows = Vectors.csv("did_panel.csv");
        for (int i = 1; i < rows.size(); i++) {
            add(i % 2 == 0 ? even : odd, rows.get(i), 0, 0);
        }
        assertSame(odd.merge(even), ExperimentVectorsTest.panel(), 1);
    }

    @Test
    void ignoresWhatUnitsAndPeriodsBring() {
        Panel moved = new Panel();
        List<String[]> rows = Vectors.csv("did_panel.csv");
        for (String[] row : rows.subList(1, rows.size())) {
            int unit = Integer.parseInt(row[0]);
            int period = Integer.parseInt(row[1]);
            add(moved, row, 10.0 * unit, Math.sin(period));
        }
        assertSame(moved, ExperimentVectorsTest.panel(), 1);
    }

    @Test
    void isNotFooledByDuplicatedRows() {
        Panel once = ExperimentVectorsTest.panel();
        double small = (239.0 / 206) / (479.0 / 446);
        assertSame(once.merge(once), once, Math.sqrt(1 / small));
    }

    @Test
    void negatesTheEffectWhenGroupsAreSwapped() {
        Moments a = Moments.of(1, 2, 3, 4, 6);
        Moments b = Moments.of(0, 2, 1, 5, 1, 2);
        Estimate there = DifferenceInDifferences.ofChanges(a, b).orElseThrow();
        Estimate back = DifferenceInDifferences.ofChanges(b, a).orElseThrow();
        assertClose(there.value(), -back.value(), 1e-14);
        assertClose(there.interval().high(), -back.interval().low(), 1e-12);
        Estimate cells = DifferenceInDifferences.ofCells(a, b, b, a).orElseThrow();
        assertClose(cells.value(), 2 * there.value(), 1e-12);
    }

    @Test
    void refusesPanelsThatCarryNoEffect() {
        assertThat(code(DifferenceInDifferences.of(new Panel()))).isEqualTo("too-few-units");
        assertThat(code(DifferenceInDifferences.of(panel(12, 4, (unit, t) -> unit < 3 && t > 1))))
                .isEqualTo("too-few-units");
        assertThat(code(DifferenceInDifferences.of(panel(12, 4, (unit, t) -> unit < 6))))
                .isEqualTo("treatment-not-separate");
        assertThat(code(DifferenceInDifferences.of(panel(12, 1, (unit, t) -> unit < 6))))
                .isEqualTo("treatment-not-separate");
        Panel constant = new Panel();
        for (int unit = 0; unit < 12; unit++) {
            constant.add(unit, 0, false, 3);
            constant.add(unit, 1, unit < 6, 3);
        }
        constant.add(0, 0, false, Double.NaN);
        assertThat(constant.leftOut()).isEqualTo(1);
        assertThat(code(DifferenceInDifferences.of(constant))).isEqualTo("constant-outcome");
        assertThat(code(DifferenceInDifferences.ofChanges(Moments.of(1, 2), Moments.of(1, 2, 3, 4, 5))))
                .isEqualTo("too-few-units");
        assertThat(code(DifferenceInDifferences.ofChanges(Moments.of(1, 1, 1, 1, 1), Moments.of(2, 2, 2, 2, 2))))
                .isEqualTo("constant-outcome");
        assertThatThrownBy(() -> constant.add(0, 0, true, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesGroupsThatMovedApartBefore() {
        Panel panel = new Panel();
        for (int unit = 0; unit < 20; unit++) {
            for (int t = 0; t < 8; t++) {
                double drift = unit < 10 ? t : 0;
                panel.add(unit, t, unit < 10 && t >= 5, drift + 0.1 * random.nextGaussian());
            }
        }
        List<Check> checks = DifferenceInDifferences.of(panel).orElseThrow().checks();
        assertThat(checks).filteredOn(Check::passed).extracting(Check::name).containsExactly("clusters");
    }

    @Test
    void warnsOfStaggeredStarts() {
        Panel panel = panel(20, 8, (unit, t) -> unit < 10 && t >= 3 + unit % 3);
        assertThat(DifferenceInDifferences.of(panel).orElseThrow().effect().warnings())
                .extracting(Note::code)
                .containsExactly("staggered");
    }

    @Test
    void takesAMissingPeriodForNoOtherStart() {
        Panel panel = new Panel();
        for (int unit = 0; unit < 20; unit++) {
            for (int t = 0; t < 8; t++) {
                if (unit > 2 || t != 5) {
                    panel.add(unit, t, unit < 10 && t >= 5, random.nextGaussian());
                }
            }
        }
        assertThat(DifferenceInDifferences.of(panel).orElseThrow().effect().warnings())
                .isEmpty();
    }

    @Test
    void ignoresTheTrendOfTheSeries() {
        double[] flow = Vectors.column("rdata/nile.csv", "flow");
        double[] moved = flow.clone();
        for (int t = 0; t < flow.length; t++) {
            moved[t] = 2 * flow[t] + 5 * t - 100;
        }
        InterruptedTimeSeries.Fit one = InterruptedTimeSeries.of(flow, 28, 1).orElseThrow();
        InterruptedTimeSeries.Fit other = InterruptedTimeSeries.of(moved, 28, 1).orElseThrow();
        assertThat(one.lag()).isEqualTo(4);
        assertClose(other.effect().value(), 2 * one.effect().value(), 1e-9);
        assertClose(other.effect().interval().low(), 2 * one.effect().interval().low(), 1e-7);
        assertClose(
                one.effect().value(),
                one.levelChange().value() + one.slopeChange().value() * 71 / 2,
                1e-9);
        assertThat(one.levelChange().interval().high()).isNegative();
    }

    @Test
    void refusesSeriesThatCarryNoEffect() {
        double[] line = new double[40];
        Arrays.setAll(line, t -> 3 + 2.0 * t);
        assertThat(code(InterruptedTimeSeries.of(line, 20, 1))).isEqualTo("constant-outcome");
        assertThat(code(InterruptedTimeSeries.of(new double[40], 20, 1))).isEqualTo("constant-outcome");
        double[] noise = random.doubles(40).toArray();
        assertThat(code(InterruptedTimeSeries.of(noise, 5, 1))).isEqualTo("too-few-periods");
        assertThat(code(InterruptedTimeSeries.of(noise, 38, 1))).isEqualTo("too-few-periods");
        assertThat(code(InterruptedTimeSeries.of(noise, 20, 12))).isEqualTo("too-few-periods");
        assertThat(code(InterruptedTimeSeries.of(noise, 20, 1, 30))).isEqualTo("too-few-periods");
        noise[7] = Double.NaN;
        assertThat(code(InterruptedTimeSeries.of(noise, 20, 1))).isEqualTo("gap");
    }

    @Test
    void refusesArmsThatCarryNoEffect() {
        Cuped.Arm few = arm(5, 1, 1);
        assertThat(code(Cuped.of(few, arm(50, 1, 1)))).isEqualTo("too-few-customers");
        assertThat(code(Cuped.of(arm(50, 0, 1), arm(50, 0, 1)))).isEqualTo("constant-covariate");
        assertThat(code(Cuped.of(arm(50, 1, 0), arm(50, 1, 0)))).isEqualTo("constant-outcome");
        assertThatThrownBy(() -> few.with(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesArmsThatDifferedBefore() {
        Cuped.Arm treated = Cuped.Arm.NONE;
        Cuped.Arm control = Cuped.Arm.NONE;
        for (int i = 0; i < 200; i++) {
            treated = treated.with(1 + random.nextGaussian(), random.nextGaussian());
            control = control.with(random.nextGaussian(), random.nextGaussian());
        }
        assertThat(Cuped.of(treated, control).orElseThrow().checks()).noneMatch(Check::passed);
    }

    @Test
    void concludesNothingBeforeThereAreAnswers() {
        SequentialTest.Look look = new SequentialTest(0, 1).look(Moments.of(1, 1, 1), Moments.of(0, 0, 0));
        assertThat(look.conclusive()).isFalse();
        assertThat(look.p()).isEqualTo(1);
        assertThatThrownBy(() -> new SequentialTest(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNoMoreThanTheIntervalSupports() {
        assertThat(verdict(1, 0.5, 1.5, 0.4)).isEqualTo(Verdict.Kind.WORKED);
        assertThat(verdict(1, 0.1, 1.9, 1)).isEqualTo(Verdict.Kind.WORKED);
        assertThat(verdict(0.3, 0.1, 0.5, 1)).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(verdict(-1, -1.5, -0.5, 1)).isEqualTo(Verdict.Kind.HARMFUL);
        assertThat(verdict(0.1, -0.3, 0.5, 1)).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(verdict(0.5, -1, 2, 1)).isEqualTo(Verdict.Kind.TOO_EARLY);
        Check failed = new Check("parallel-before", 0.001, false);
        Verdict doubted = Verdict.of(new Result.Answer<>(estimate(1, 0.5, 1.5, 0.95)), 0.4, List.of(failed));
        assertThat(doubted.kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(doubted.reasons()).extracting(Note::code).containsExactly("check-failed");
        assertThat(Verdict.of(new Result.Answer<>(estimate(1, 0.5, 1.5, 0.9)), 0.4, List.of())
                        .kind())
                .isEqualTo(Verdict.Kind.TOO_EARLY);
        assertThat(Verdict.of(new Result.NotPossible<>(3, new Note("too-few-units", "Three.")), 1, List.of())
                        .kind())
                .isEqualTo(Verdict.Kind.TOO_EARLY);
        assertThat(Verdict.of(new Result.NotPossible<>(3, new Note("gap", "A gap.")), 1, List.of())
                        .kind())
                .isEqualTo(Verdict.Kind.NO_EVIDENCE);
    }

    @Test
    void tellsTheSmallestEffectThatCouldBeSeen() {
        Verdict verdict = Verdict.of(new Result.Answer<>(estimate(0, -1.959964, 1.959964, 0.95)), 3, List.of());
        // One standard error of 1: 1.96 + 0.84.
        assertClose(verdict.minimumDetectable(), 2.8015852, 1e-6);
    }

    private interface Treated {
        boolean at(int unit, int period);
    }

    private Panel panel(int units, int periods, Treated treated) {
        Panel panel = new Panel();
        for (int unit = 0; unit < units; unit++) {
            for (int t = 0; t < periods; t++) {
                panel.add(unit, t, treated.at(unit, t), random.nextGaussian());
            }
        }
        return panel;
    }

    private Cuped.Arm arm(int n, double spreadBefore, double spreadAfter) {
        Cuped.Arm arm = Cuped.Arm.NONE;
        for (int i = 0; i < n; i++) {
            arm = arm.with(3 + spreadBefore * random.nextGaussian(), 4 + spreadAfter * random.nextGaussian());
        }
        return arm;
    }

    private static void add(Panel panel, String[] row, double byUnit, double byPeriod) {
        panel.add(
                Integer.parseInt(row[0]),
                Integer.parseInt(row[1]),
                row[2].equals("1"),
                Double.parseDouble(row[3]) + byUnit + byPeriod);
    }

    private static void assertSame(Panel actual, Panel expected, double errors) {
        DifferenceInDifferences.Panelled one =
                DifferenceInDifferences.of(actual).orElseThrow();
        DifferenceInDifferences.Panelled other =
                DifferenceInDifferences.of(expected).orElseThrow();
        assertClose(one.effect().value(), other.effect().value(), 1e-9);
        assertClose(one.standardError(), other.standardError() * errors, 1e-9);
    }

    private static Verdict.Kind verdict(double value, double low, double high, double smallest) {
        return Verdict.of(new Result.Answer<>(estimate(value, low, high, 0.95)), smallest, List.of())
                .kind();
    }

    private static Estimate estimate(double value, double low, double high, double level) {
        return new Estimate(value, new Interval(low, high, level), 10, 10, "any", List.of(), List.of());
    }

    private static String code(Result<?> result) {
        return ((Result.NotPossible<?>) result).reason().code();
    }
}
