package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/// What a change at a known time did to a series that has nothing to be compared with but its own past.
///
/// Ordinary least squares of `y` on `1, t, after, after * (t - start)` and months or weekdays where wanted
/// (Wagner et al. 2002), `t` from 1. Errors by Newey and West (1987) with Bartlett weights, times `sqrt(n /
/// (n - k))`. These are known to be too small in short series that remember their past; the intervals
/// therefore rest on errors brought to the size they have on average under a process of the memory seen in
/// the residuals (AR(1), its bias removed), and on Student's t with Satterthwaite's degrees of freedom of the
/// same process (after Bell and McCaffrey 2002).
public final class InterruptedTimeSeries {
    private static final int LEAST_BEFORE = 8;
    private static final int LEAST_AFTER = 4;
    private static final int MOST = 2_000;
    private static final double MOST_MEMORY = 0.98;
    private static final double COMFORTABLE_MEMORY = 0.8;

    private InterruptedTimeSeries() {}

    /// @param name `intercept`, `trend`, `level-change`, `slope-change` or `season-2` ...
    /// @param ordinaryError of least squares without memory
    /// @param neweyWest plain
    /// @param neweyWestAdjusted times `sqrt(n / (n - k))`
    public record Coefficient(
            String name, double value, double ordinaryError, double neweyWest, double neweyWestAdjusted) {}

    /// @param effect mean over the time after the change of what is above the continued past
    /// @param levelChange at the change
    /// @param slopeChange per step of time
    /// @param lag of Newey and West
    /// @param memory correlation of neighbouring errors, its bias removed
    /// @param durbinWatson 2 where residuals have no memory
    public record Fit(
            Estimate effect,
            Estimate levelChange,
            Estimate slopeChange,
            List<Coefficient> coefficients,
            int lag,
            double memory,
            double durbinWatson,
            List<Check> checks) {
        public Fit {
            coefficients = List.copyOf(coefficients);
            checks = List.copyOf(checks);
        }
    }

    /// With the usual lag: `4 (n / 100)^(2/9)`, rounded down.
    ///
    /// @param values one per step of time, no gaps
    /// @param start index of the first value after the change
    /// @param season steps after which the season repeats, 1 for none
    public static Result<Fit> of(double[] values, int start, int season) {
        return of(values, start, season, (int) Math.floor(4 * Math.pow(values.length / 100.0, 2.0 / 9)));
    }

    /// @return not possible with fewer than 8 values before, 4 after or two seasons on the whole, with more
    ///     than 2,000, with gaps, or where the model fits without error
    public static Result<Fit> of(double[] values, int start, int season, int lag) {
        if (season < 1 || lag < 0) {
            throw new IllegalArgumentException("season " + season + ", lag " + lag);
        }
        int n = values.length;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i])) {
                return Result.notPossible(
                        n, "gap", "Value " + (i + 1) + " of the series is missing; the series must have no gaps.");
            }
        }
        int needed = LEAST_BEFORE + (season > 1 ? 2 * season - LEAST_BEFORE : 0);
        if (start < Math.max(LEAST_BEFORE, needed) || n - start < LEAST_AFTER) {
            return Result.notPossible(
                    n,
                    "too-few-periods",
                    Math.max(0, start) + " values before and " + Math.max(0, n - start) + " after the change; at least "
                            + Math.max(LEAST_BEFORE, needed) + " and " + LEAST_AFTER + " are needed.");
        }
        if (n > MOST) {
            return Result.notPossible(
                    n, "too-many-periods", n + " values; add them up to fewer than " + MOST + " longer periods.");
        }
        if (lag >= n / 2) {
            return Result.notPossible(n, "too-few-periods", n + " values carry no lag of " + lag + ".");
        }
        return new Regression(values, start, season, lag).fit();
    }

    private static final class Regression {
        private final double[] values;
        private final int start;
        private final int lag;
        private final int n;
        private final int k;
        private final SimpleMatrix design;
        private final SimpleMatrix inverse;
        private final double[] beta;
        private final double[] residual;

        Regression(double[] values, int start, int season, int lag) {
            this.values = values;
            this.start = start;
            this.lag = lag;
            this.n = values.length;
            this.k = 4 + season - 1;
            this.design = new SimpleMatrix(n, k);
            for (int i = 0; i < n; i++) {
                design.set(i, 0, 1);
                design.set(i, 1, i + 1);
                design.set(i, 2, i >= start ? 1 : 0);
                design.set(i, 3, i >= start ? i - start : 0);
                if (i % season > 0) {
                    design.set(i, 3 + i % season, 1);
                }
            }
            this.inverse = design.transpose().mult(design).invert();
            SimpleMatrix y = new SimpleMatrix(n, 1, true, values);
            SimpleMatrix solution = design.solve(y);
            this.beta = solution.getDDRM().getData();
            this.residual = y.minus(design.mult(solution)).getDDRM().getData();
        }

        Result<Fit> fit() {
            double squares = Arrays.stream(residual).map(e -> e * e).sum();
            double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
            if (!(squares > n * Math.pow(1e-10 * size, 2))) {
                return Result.notPossible(
                        n, "constant-outcome", "The series follows the model without error: no error can be told.");
            }
            Memory memory = new Memory(orthonormal(), residual);
            double mean = 0;
            for (int i = start; i < n; i++) {
                mean += (double) (i - start) / (n - start);
            }
            List<Coefficient> coefficients = new ArrayList<>();
            for (int j = 0; j < k; j++) {
                double[] weights = weights(unit(j, 0, 0));
                double plain = Math.sqrt(neweyWest(weights));
                coefficients.add(new Coefficient(
                        name(j),
                        beta[j],
                        Math.sqrt(squares / (n - k) * inverse.get(j, j)),
                        plain,
                        plain * Math.sqrt((double) n / (n - k))));
            }
            double moved = 0;
            for (int i = 1; i < n; i++) {
                moved += (residual[i] - residual[i - 1]) * (residual[i] - residual[i - 1]);
            }
            List<Check> checks = List.of(new Check("memory-of-errors", memory.rho, memory.rho <= COMFORTABLE_MEMORY));
            return new Result.Answer<>(new Fit(
                    estimate(unit(2, 3, mean), memory),
                    estimate(unit(2, 0, 0), memory),
                    estimate(unit(3, 0, 0), memory),
                    coefficients,
                    lag,
                    memory.rho,
                    moved / squares,
                    checks));
        }

        private String name(int column) {
            return switch (column) {
                case 0 -> "intercept";
                case 1 -> "trend";
                case 2 -> "level-change";
                case 3 -> "slope-change";
                default -> "season-" + (column - 2);
            };
        }

        private double[] unit(int first, int second, double weight) {
            double[] contrast = new double[k];
            contrast[first] = 1;
            contrast[second] += weight;
            return contrast;
        }

        /// What each error adds to the contrast.
        private double[] weights(double[] contrast) {
            return design.mult(inverse.mult(new SimpleMatrix(k, 1, true, contrast)))
                    .getDDRM()
                    .getData();
        }

        private double neweyWest(double[] weights) {
            double sum = 0;
            for (int apart = 0; apart <= lag; apart++) {
                double share = (apart == 0 ? 1 : 2) * bartlett(apart);
                for (int i = apart; i < n; i++) {
                    sum += share * weights[i] * residual[i] * weights[i - apart] * residual[i - apart];
                }
            }
            return Math.max(sum, 0);
        }

        private double bartlett(int apart) {
            return 1 - apart / (lag + 1.0);
        }

        private Estimate estimate(double[] contrast, Memory memory) {
            double value = 0;
            for (int j = 0; j < k; j++) {
                value += contrast[j] * beta[j];
            }
            double[] weights = weights(contrast);
            double[][] spread = memory.covariance;
            // The variance is a quadratic form of the residuals; these are its mean and spread under the process.
            double[][] form = new double[n][n];
            double average = 0;
            for (int i = 0; i < n; i++) {
                for (int j = Math.max(0, i - lag); j <= Math.min(n - 1, i + lag); j++) {
                    double factor = bartlett(Math.abs(i - j)) * weights[i] * weights[j];
                    for (int c = 0; factor != 0 && c < n; c++) {
                        form[i][c] += factor * spread[j][c];
                    }
                }
                average += form[i][i];
            }
            double squared = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    squared += form[i][j] * form[j][i];
                }
            }
            double truth = memory.varianceOf(weights);
            double error = Math.sqrt(neweyWest(weights) * truth / average);
            return new Estimate(
                    value,
                    Distributions.interval(value, error, Math.max(1, average * average / squared)),
                    n,
                    n * (1 - memory.rho) / (1 + memory.rho),
                    "interrupted time series, Newey-West errors calibrated on AR(1)",
                    List.of(
                            new Note("trend-goes-on", "Without the change the trend before it would have gone on."),
                            new Note("nothing-else", "Nothing else of weight changed at the same time.")),
                    memory.rho <= COMFORTABLE_MEMORY
                            ? List.of()
                            : List.of(new Note(
                                    "long-memory", "Errors last long: the series says little beyond its own drift.")));
        }

        private SimpleMatrix orthonormal() {
            return design.svd(true).getU().extractMatrix(0, n, 0, k);
        }
    }

    /// Errors of an autoregressive process and what least squares makes of them.
    private static final class Memory {
        private final SimpleMatrix basis;
        private final double rho;
        private final double[][] covariance;

        Memory(SimpleMatrix basis, double[] residual) {
            this.basis = basis;
            double squares = 0;
            double products = 0;
            for (int i = 0; i < residual.length; i++) {
                squares += residual[i] * residual[i];
                products += i == 0 ? 0 : residual[i] * residual[i - 1];
            }
            // Residuals show less memory than the errors have: the process whose residuals show as much on average.
            double low = 0;
            double high = MOST_MEMORY;
            for (int i = 0; i < 40; i++) {
                double middle = (low + high) / 2;
                if (shown(middle) < products / squares) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            this.rho = low < 1e-9 ? 0 : low;
            this.covariance = covarianceOfResiduals();
        }

        private double shown(double candidate) {
            Projected projected = new Projected(candidate);
            double squares = 0;
            double products = 0;
            for (int i = 0; i < basis.getNumRows(); i++) {
                squares += projected.covariance(i, i);
                products += i == 0 ? 0 : projected.covariance(i, i - 1);
            }
            return products / squares;
        }

        private double[][] covarianceOfResiduals() {
            Projected projected = new Projected(rho);
            int n = basis.getNumRows();
            double[][] covariance = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] = projected.covariance(i, j);
                    covariance[j][i] = covariance[i][j];
                }
            }
            return covariance;
        }

        double varianceOf(double[] weights) {
            double[] smoothed = smoothed(weights, rho);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * smoothed[i];
            }
            return sum;
        }

        /// A column times the correlations `rho^|i - j|`.
        private static double[] smoothed(double[] column, double rho) {
            int n = column.length;
            double[] sum = column.clone();
            double carried = 0;
            for (int i = 1; i < n; i++) {
                carried = rho * (carried + column[i - 1]);
                sum[i] += carried;
            }
            carried = 0;
            for (int i = n - 2; i >= 0; i--) {
                carried = rho * (carried + column[i + 1]);
                sum[i] += carried;
            }
            return sum;
        }

        /// Covariances of residuals, one at a time, through the projection on the columns of the design.
        private final class Projected {
            private final double rho;
            private final double[][] q;
            private final double[][] p;
            private final double[][] middle;

            Projected(double rho) {
                this.rho = rho;
                int k = basis.getNumCols();
                q = basis.toArray2();
                SimpleMatrix smoothed = new SimpleMatrix(basis.getNumRows(), k);
                for (int j = 0; j < k; j++) {
                    smoothed.setColumn(
                            j, 0, smoothed(basis.getColumn(j).getDDRM().getData(), rho));
                }
                p = smoothed.toArray2();
                middle = basis.transpose().mult(smoothed).toArray2();
            }

            double covariance(int i, int j) {
                double sum = Math.pow(rho, Math.abs(i - j));
                for (int a = 0; a < middle.length; a++) {
                    sum -= q[i][a] * p[j][a] + p[i][a] * q[j][a];
                    for (int b = 0; b < middle.length; b++) {
                        sum += q[i][a] * middle[a][b] * q[j][b];
                    }
                }
                return sum;
            }
        }
    }
}
