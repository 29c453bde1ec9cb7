package dev.corridor.statistics.experiment;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticControlTest {
    private static final long SEED = 42;
    private static final int BEFORE = 20;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void findsThePlantedEffectAndWeights() {
        double[][] donors = panel(20, 28, random);
        double[] unit = planted(donors, 0.05);
        SyntheticControl.Fit fit = SyntheticControl.of(unit, donors, BEFORE).orElseThrow();
        assertThat(fit.effect().value()).isCloseTo(-6, within(0.3));
        assertThat(fit.effect().interval().high()).isNegative();
        assertThat(fit.effect().interval().level()).isEqualTo(0.95);
        assertThat(fit.weights()[3]).isCloseTo(0.5, within(0.1));
        assertThat(fit.weights()[7]).isCloseTo(0.3, within(0.1));
        assertThat(fit.weights()[11]).isCloseTo(0.2, within(0.1));
        assertThat(fit.p()).isEqualTo(1.0 / 21);
        assertThat(fit.checks()).allMatch(Check::passed);
        assertThat(fit.effect().warnings()).isEmpty();
    }

    @Test
    void agreesWithProjectedGradients() {
        for (int sample = 0; sample < 15; sample++) {
            int donors = 3 + random.nextInt(12);
            double[][] panel = panel(donors + 1, 16, random);
            double[][] rest = Arrays.copyOfRange(panel, 1, donors + 1);
            double[] exact = SimplexWeights.closest(panel[0], rest);
            double[] slow = projectedGradient(panel[0], rest);
            assertThat(Arrays.stream(exact).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(exact).min().orElseThrow()).isGreaterThanOrEqualTo(0);
            double squares = squares(panel[0], rest, exact);
            assertThat(squares)
                    .as("sample " + sample + ", seed " + SEED)
                    .isLessThanOrEqualTo(squares(panel[0], rest, slow) * (1 + 1e-7))
                    .isCloseTo(squares(panel[0], rest, slow), within(1e-4 * squares));
            assertThat(exact).containsExactly(slow, within(0.02));
        }
    }

    @Test
    void agreesWithEveryPointOfAGrid() {
        double[][] panel = panel(4, 12, random);
        double[][] rest = Arrays.copyOfRange(panel, 1, 4);
        double least = Double.POSITIVE_INFINITY;
        int steps = 400;
        for (int i = 0; i <= steps; i++) {
            for (int j = 0; i + j <= steps; j++) {
                double[] weights = {i / (double) steps, j / (double) steps, (steps - i - j) / (double) steps};
                least = Math.min(least, squares(panel[0], rest, weights));
            }
        }
        double exact = squares(panel[0], rest, SimplexWeights.closest(panel[0], rest));
        assertThat(exact).isLessThanOrEqualTo(least).isCloseTo(least, within(0.01 * least));
    }

    @Test
    void doesNotDependOnTheOrderOrTheUnitOfTheOutcome() {
        double[][] donors = panel(20, 28, random);
        double[] unit = planted(donors, 0.3);
        double[][] turned = new double[donors.length][];
        for (int i = 0; i < donors.length; i++) {
            turned[i] = Arrays.stream(donors[donors.length - 1 - i])
                    .map(value -> 100 * value + 7)
                    .toArray();
        }
        double[] cents = Arrays.stream(unit).map(value -> 100 * value + 7).toArray();
        SyntheticControl.Fit one = SyntheticControl.of(unit, donors, BEFORE).orElseThrow();
        SyntheticControl.Fit other = SyntheticControl.of(cents, turned, BEFORE).orElseThrow();
        assertClose(other.effect().value() / 100, one.effect().value(), 1e-5);
        assertThat(other.p()).isEqualTo(one.p());
    }

    @Test
    void claimsALowerLevelWithFewDonors() {
        double[][] donors = panel(9, 28, random);
        double[] unit = donors[0].clone();
        for (int t = 0; t < unit.length; t++) {
            unit[t] += 0.3 * random.nextGaussian();
        }
        SyntheticControl.Fit fit = SyntheticControl.of(unit, donors, BEFORE).orElseThrow();
        assertThat(fit.effect().interval().level()).isCloseTo(0.9, within(1e-12));
        assertThat(fit.effect().warnings()).extracting(Note::code).contains("few-donors");
    }

    @Test
    void refusesWhatCarriesNoComparison() {
        double[][] donors = panel(20, 28, random);
        double[] unit = planted(donors, 0.3);
        assertThat(code(SyntheticControl.of(unit, Arrays.copyOf(donors, 4), BEFORE)))
                .isEqualTo("too-few-donors");
        assertThat(code(SyntheticControl.of(unit, donors, 3))).isEqualTo("too-few-periods");
        assertThat(code(SyntheticControl.of(unit, donors, 28))).isEqualTo("too-few-periods");
        assertThat(code(SyntheticControl.of(donors[4].clone(), donors, BEFORE))).isEqualTo("fit-without-error");
        double[] gap = unit.clone();
        gap[2] = Double.NaN;
        assertThat(code(SyntheticControl.of(gap, donors, BEFORE))).isEqualTo("gap");
    }

    /// Two common factors with random loadings, a level per unit, and noise.
    static double[][] panel(int units, int periods, SplittableRandom random) {
        double[][] factors = new double[2][periods];
        for (int t = 1; t < periods; t++) {
            factors[0][t] = factors[0][t - 1] + random.nextGaussian();
            factors[1][t] = 0.5 * factors[1][t - 1] + random.nextGaussian();
        }
        double[][] panel = new double[units][periods];
        for (double[] unit : panel) {
            double level = 10 + 2 * random.nextGaussian();
            double first = random.nextDouble();
            double second = random.nextDouble();
            for (int t = 0; t < periods; t++) {
                unit[t] = level + 3 * first * factors[0][t] + 3 * second * factors[1][t] + 0.5 * random.nextGaussian();
            }
        }
        return panel;
    }

    private double[] planted(double[][] donors, double noise) {
        double[] unit = new double[donors[0].length];
        for (int t = 0; t < unit.length; t++) {
            unit[t] = 0.5 * donors[3][t]
                    + 0.3 * donors[7][t]
                    + 0.2 * donors[11][t]
                    + noise * random.nextGaussian()
                    - (t >= BEFORE ? 6 : 0);
        }
        return unit;
    }

    /// Another way to the same weights: small steps downhill, each brought back to the simplex.
    private static double[] projectedGradient(double[] target, double[][] donors) {
        double[] weights = new double[donors.length];
        Arrays.fill(weights, 1.0 / donors.length);
        double curvature = 0;
        for (double[] donor : donors) {
            for (int t = 0; t < target.length; t++) {
                curvature += (donor[t] - target[t]) * (donor[t] - target[t]);
            }
        }
        for (int step = 0; step < 20_000; step++) {
            double[] gap = target.clone();
            for (int d = 0; d < donors.length; d++) {
                for (int t = 0; t < gap.length; t++) {
                    gap[t] -= weights[d] * donors[d][t];
                }
            }
            double[] moved = weights.clone();
            for (int d = 0; d < donors.length; d++) {
                for (int t = 0; t < gap.length; t++) {
                    moved[d] += (donors[d][t] - target[t]) * gap[t] / curvature;
                }
            }
            weights = onSimplex(moved);
        }
        return weights;
    }

    private static double[] onSimplex(double[] point) {
        double[] sorted = Arrays.stream(point).sorted().toArray();
        double sum = 0;
        double shift = 0;
        for (int i = 0; i < sorted.length; i++) {
            double value = sorted[sorted.length - 1 - i];
            sum += value;
            if (value - (sum - 1) / (i + 1) > 0) {
                shift = (sum - 1) / (i + 1);
            }
        }
        double taken = shift;
        return Arrays.stream(point).map(value -> Math.max(0, value - taken)).toArray();
    }

    private static double squares(double[] target, double[][] donors, double[] weights) {
        double squares = 0;
        for (int t = 0; t < target.length; t++) {
            double gap = target[t];
            for (int d = 0; d < donors.length; d++) {
                gap -= weights[d] * donors[d][t];
            }
            squares += gap * gap;
        }
        return squares;
    }

    private static String code(Result<?> result) {
        return ((Result.NotPossible<?>) result).reason().code();
    }
}
