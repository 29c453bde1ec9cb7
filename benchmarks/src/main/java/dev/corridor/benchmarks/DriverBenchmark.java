package dev.corridor.benchmarks;

import dev.corridor.statistics.driver.Lmg;
import dev.corridor.statistics.matrix.MomentMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Shares R² out to 15 and to 20 drivers; compares the result with Shapley's formula over separately solved
/// regressions of all subsets before it measures. Prints milliseconds of processor time.
///
/// Arguments: rounds (9).
public final class DriverBenchmark {
    private static final double TOLERANCE = 1e-10;
    private static final int ROWS = 2_000;
    private static final int WARMUPS = 3;

    private DriverBenchmark() {}

    public static void main(String... arguments) {
        int rounds = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, %d rounds%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                rounds);
        for (int drivers : new int[] {15, 20}) {
            double[][] correlations = correlations(drivers);
            compare(Lmg.of(correlations), bruteForce(correlations));
            CpuClock.Times times = CpuClock.interleaved(WARMUPS, rounds, List.of(() -> Lmg.of(correlations)))
                    .getFirst();
            System.out.printf(
                    Locale.ROOT,
                    "%d drivers: median %.2f ms, %.2f to %.2f, all runs %s ns%n",
                    drivers,
                    times.median() / 1e6,
                    times.min() / 1e6,
                    times.max() / 1e6,
                    Arrays.toString(times.nanos()));
        }
    }

    /// Correlations of rows in which all columns share a common part.
    private static double[][] correlations(int drivers) {
        SplittableRandom random = new SplittableRandom(drivers);
        MomentMatrix moments = new MomentMatrix(drivers + 1);
        for (int i = 0; i < ROWS; i++) {
            double common = random.nextGaussian();
            double[] row = new double[drivers + 1];
            Arrays.setAll(row, column -> common + (1 + column % 3) * random.nextGaussian());
            moments.add(row);
        }
        return moments.centred().correlations();
    }

    private static double[] bruteForce(double[][] correlations) {
        int drivers = correlations.length - 1;
        double[] rSquared = new double[1 << drivers];
        for (int subset = 1; subset < rSquared.length; subset++) {
            rSquared[subset] = rSquared(correlations, subset);
        }
        double[] importance = new double[drivers];
        for (int subset = 0; subset < rSquared.length; subset++) {
            double weight = weight(drivers, Integer.bitCount(subset));
            for (int driver = 0; driver < drivers; driver++) {
                int with = subset | 1 << driver;
                if (with != subset) {
                    importance[driver] += weight * (rSquared[with] - rSquared[subset]);
                }
            }
        }
        return importance;
    }

    /// The share of orders in which a driver comes right after a given subset: s! (p - s - 1)! / p!
    private static double weight(int drivers, int size) {
        double weight = 1.0 / drivers;
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (drivers - i);
        }
        return weight;
    }

    private static double rSquared(double[][] correlations, int subset) {
        int outcome = correlations.length - 1;
        int size = Integer.bitCount(subset);
        int[] columns = new int[size];
        for (int at = 0, rest = subset; at < size; at++, rest &= rest - 1) {
            columns[at] = Integer.numberOfTrailingZeros(rest);
        }
        DMatrixRMaj among = new DMatrixRMaj(size, size);
        DMatrixRMaj with = new DMatrixRMaj(size, 1);
        for (int i = 0; i < size; i++) {
            with.set(i, 0, correlations[columns[i]][outcome]);
            for (int j = 0; j < size; j++) {
                among.set(i, j, correlations[columns[i]][columns[j]]);
            }
        }
        DMatrixRMaj coefficients = new DMatrixRMaj(size, 1);
        if (!CommonOps_DDRM.solve(among, with, coefficients)) {
            throw new IllegalStateException("singular subset " + subset);
        }
        return CommonOps_DDRM.dot(with, coefficients);
    }

    private static void compare(double[] actual, double[] expected) {
        double worst = 0;
        for (int driver = 0; driver < expected.length; driver++) {
            worst = Math.max(worst, Math.abs(actual[driver] - expected[driver]));
        }
        if (!(worst <= TOLERANCE)) {
            throw new IllegalStateException("the results differ by " + worst);
        }
        System.out.printf(
                Locale.ROOT,
                "%d drivers: equal to brute force over %,d regressions within %.1e%n",
                expected.length,
                (1 << expected.length) - 1,
                worst);
    }
}
