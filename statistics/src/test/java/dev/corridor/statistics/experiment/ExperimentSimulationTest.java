package dev.corridor.statistics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.CoverageGrid;
import dev.corridor.statistics.Repetitions;
import dev.corridor.statistics.matrix.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Coverage of intervals and rates of false alarms on simulated changes; seeds are fixed.
class ExperimentSimulationTest {
    private static final long SEED = 20_261_122;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void coversTheEffectInPanels() {
        panels(100).assertCovers(0.89);
    }

    @Test
    void coversTheEffectOfAnInterruption() {
        interruptions(50, new int[] {24, 48}).assertCovers(0.85);
    }

    @Test
    void coversTheEffectOnTheOneUnit() {
        syntheticControls(40).assertCovers(0.85);
    }

    @Test
    void coversTheEffectWithWhatWasKnownBefore() {
        cuped(300).assertCovers(0.91);
    }

    @Test
    void raisesFewFalseAlarmsWithContinuousLooks() {
        falseAlarms(200, 600).assertAtMost(0.05);
    }

    @Test
    void findsARealEffectEarly() {
        SequentialTest test = new SequentialTest(0, 0.04);
        Moments treated = new Moments();
        Moments control = new Moments();
        SequentialTest.Look look = test.look(treated, control);
        while (look.p() > 0.05 && treated.n() < 5_000) {
            treated.add(0.3 + random.nextGaussian());
            control.add(random.nextGaussian());
            look = test.look(treated, control);
        }
        assertThat(look.p()).as("seed " + SEED).isLessThanOrEqualTo(0.05);
        assertThat(look.interval().low()).isPositive();
    }

    @Test
    @Tag("slow")
    void keepsItsPromisesOverTheWholeGrid() {
        CoverageGrid panels = panels(Repetitions.of(3_000));
        CoverageGrid interruptions = interruptions(Repetitions.of(1_500), new int[] {24, 48, 100});
        CoverageGrid controls = syntheticControls(Repetitions.of(600));
        CoverageGrid cuped = cuped(Repetitions.of(5_000));
        CoverageGrid alarms = falseAlarms(Repetitions.of(2_000), 3_000);
        for (CoverageGrid grid : List.of(panels, interruptions, controls, cuped, alarms)) {
            System.out.println(grid);
        }
        panels.assertCoversAtLength(0.92);
        interruptions.assertCoversAtLength(0.9);
        controls.assertCoversAtLength(0.9);
        cuped.assertCoversAtLength(0.93);
        alarms.assertAtMost(0.05);
    }

    private CoverageGrid panels(int repetitions) {
        CoverageGrid grid = new CoverageGrid("two-way fixed effects, seed " + SEED);
        for (int[] units : new int[][] {{5, 5}, {5, 20}, {12, 12}, {30, 30}}) {
            for (double memory : new double[] {0, 0.7}) {
                grid.add(
                        String.format(Locale.ROOT, "%d treated, %d not, AR %.1f", units[0], units[1], memory),
                        repetitions,
                        () -> {
                            Panel panel = new Panel();
                            for (int unit = 0; unit < units[0] + units[1]; unit++) {
                                double level = 3 * random.nextGaussian();
                                double[] errors = errors(8, memory);
                                for (int t = 0; t < 8; t++) {
                                    boolean treated = unit < units[0] && t >= 5;
                                    panel.add(unit, t, treated, level + 0.2 * t * t + errors[t] + (treated ? 1 : 0));
                                }
                            }
                            return DifferenceInDifferences.of(panel)
                                    .orElseThrow()
                                    .effect()
                                    .interval()
                                    .contains(1);
                        });
            }
        }
        return grid;
    }

    private CoverageGrid interruptions(int repetitions, int[] lengths) {
        CoverageGrid grid = new CoverageGrid("interrupted time series, mean effect, seed " + SEED);
        for (int n : lengths) {
            for (double memory : new double[] {0, 0.2, 0.4, 0.6, 0.8}) {
                grid.add(String.format(Locale.ROOT, "n %d, AR %.1f", n, memory), repetitions, () -> {
                    double[] values = errors(n, memory);
                    for (int t = 0; t < n; t++) {
                        values[t] += 5 + 0.1 * t + (t >= n / 2 ? 2 : 0);
                    }
                    return InterruptedTimeSeries.of(values, n / 2, 1)
                            .orElseThrow()
                            .effect()
                            .interval()
                            .contains(2);
                });
            }
        }
        return grid;
    }

    private CoverageGrid syntheticControls(int repetitions) {
        CoverageGrid grid = new CoverageGrid("synthetic control, seed " + SEED);
        for (int donors : new int[] {19, 30}) {
            for (int before : new int[] {15, 40}) {
                grid.add(
                        String.format(Locale.ROOT, "%d donors, %d periods before", donors, before), repetitions, () -> {
                            double[][] panel = SyntheticControlTest.panel(donors + 1, before + 5, random);
                            for (int t = before; t < before + 5; t++) {
                                panel[0][t] += 4;
                            }
                            double[][] rest = Arrays.copyOfRange(panel, 1, donors + 1);
                            return SyntheticControl.of(panel[0], rest, before)
                                    .orElseThrow()
                                    .effect()
                                    .interval()
                                    .contains(4);
                        });
            }
        }
        return grid;
    }

    private CoverageGrid cuped(int repetitions) {
        CoverageGrid grid = new CoverageGrid("CUPED, seed " + SEED);
        for (int n : new int[] {15, 50, 200}) {
            for (double correlation : new double[] {0, 0.5, 0.9}) {
                grid.add(
                        String.format(Locale.ROOT, "%d + %d, correlation %.1f", n, 2 * n, correlation),
                        repetitions,
                        () -> {
                            Cuped.Arm[] arms = {Cuped.Arm.NONE, Cuped.Arm.NONE};
                            for (int i = 0; i < 3 * n; i++) {
                                double before = random.nextGaussian();
                                double rest = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                                int arm = i < n ? 0 : 1;
                                arms[arm] = arms[arm].with(before, correlation * before + rest + (arm == 0 ? 0.5 : 0));
                            }
                            return Cuped.of(arms[0], arms[1])
                                    .orElseThrow()
                                    .effect()
                                    .interval()
                                    .contains(0.5);
                        });
            }
        }
        return grid;
    }

    private CoverageGrid falseAlarms(int repetitions, int answers) {
        CoverageGrid grid = new CoverageGrid("false alarms, a look after every pair of answers, seed " + SEED);
        alarms(grid, "normal", repetitions, answers, 0.04, random::nextGaussian);
        alarms(grid, "normal, wide mixture", repetitions, answers, 1, random::nextGaussian);
        alarms(grid, "yes in 5 of 100", repetitions, answers, 0.0025, () -> random.nextDouble() < 0.05 ? 1 : 0);
        alarms(grid, "yes in 50 of 100", repetitions, answers, 0.0025, () -> random.nextInt(2));
        alarms(grid, "exponential", repetitions, answers, 0.04, random::nextExponential);
        return grid;
    }

    private static void alarms(
            CoverageGrid grid, String name, int repetitions, int answers, double mixing, DoubleSupplier draw) {
        grid.add(name, repetitions, () -> {
            SequentialTest test = new SequentialTest(0, mixing);
            Moments treated = new Moments();
            Moments control = new Moments();
            for (int i = 0; i < answers; i++) {
                treated.add(draw.getAsDouble());
                control.add(draw.getAsDouble());
                SequentialTest.Look look = test.look(treated, control);
                if (look.p() <= 0.05 || !look.interval().contains(0)) {
                    return true;
                }
            }
            return false;
        });
    }

    private double[] errors(int n, double memory) {
        double[] errors = new double[n];
        errors[0] = random.nextGaussian() / Math.sqrt(1 - memory * memory);
        for (int t = 1; t < n; t++) {
            errors[t] = memory * errors[t - 1] + random.nextGaussian();
        }
        return errors;
    }
}
