package dev.corridor.statistics.effect;

import java.util.Arrays;

/// The outcome that what is known beforehand lets expect: a linear regression with a little ridge, so
/// that
/// constant, collinear and rare columns do no harm. Rows with equal expectations are comparable in all
/// that was
/// known (prognostic score: Hansen 2008).
///
/// Mergeable: sums of products, `(columns + 2)^2` numbers. Not for intervals or tests of the columns
/// themselves.
public final class Prognosis {
    private static final double RIDGE_ROWS = 1;
    private static final int ROWS_PER_COLUMN = 10;

    private final int columns;
    private final int width;
    private final double[] products;

    /// @param columns numbers of a row
    public Prognosis(int columns) {
        this.columns = columns;
        this.width = columns + 2;
        this.products = new double[width * width];
    }

    /// @param row the numbers known beforehand, finite
    public void add(double outcome, double... row) {
        if (row.length != columns) {
            throw new IllegalArgumentException(row.length + " numbers for " + columns + " columns");
        }
        double[] full = new double[width];
        full[0] = 1;
        System.arraycopy(row, 0, full, 1, columns);
        full[width - 1] = outcome;
        for (int i = 0; i < width; i++) {
            if (full[i] != 0) {
                for (int j = i; j < width; j++) {
                    products[i * width + j] += full[i] * full[j];
                }
            }
        }
    }

    /// Takes over the rows of another part.
    public Prognosis merge(Prognosis other) {
        if (other.columns != columns) {
            throw new IllegalArgumentException(other.columns + " columns and " + columns);
        }
        for (int i = 0; i < products.length; i++) {
            products[i] += other.products[i];
        }
        return this;
    }

    /// Rows so far.
    public double n() {
        return products[0];
    }

    /// The regression of the rows so far; their mean alone where there are fewer than 10 rows per column.
    public Expected expected() {
        double n = n();
        double mean = n > 0 ? products[width - 1] / n : 0;
        double[] slopes = new double[columns];
        double[] centres = new double[columns];
        if (columns > 0 && n >= (double) ROWS_PER_COLUMN * columns) {
            solve(n, slopes, centres);
        }
        double constant = mean;
        for (int i = 0; i < columns; i++) {
            constant -= slopes[i] * centres[i];
        }
        return new Expected(constant, slopes);
    }

    private void solve(double n, double[] slopes, double[] centres) {
        double[] deviations = new double[columns];
        for (int i = 0; i < columns; i++) {
            centres[i] = products[i + 1] / n;
            double variance = products[(i + 1) * width + i + 1] / n - centres[i] * centres[i];
            deviations[i] = variance > 1e-12 * (1 + centres[i] * centres[i]) ? Math.sqrt(variance) : 0;
        }
        double[][] lower = new double[columns][columns];
        double[] right = new double[columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] = deviations[i] == 0 || deviations[j] == 0
                        ? (i == j ? 1 : 0)
                        : (products[(j + 1) * width + i + 1] / n - centres[i] * centres[j])
                                / (deviations[i] * deviations[j]);
            }
            lower[i][i] += RIDGE_ROWS / n;
            right[i] = deviations[i] == 0
                    ? 0
                    : (products[(i + 1) * width + width - 1] / n - centres[i] * products[width - 1] / n)
                            / deviations[i];
        }
        cholesky(lower);
        substitute(lower, right);
        for (int i = 0; i < columns; i++) {
            slopes[i] = deviations[i] == 0 ? 0 : right[i] / deviations[i];
        }
    }

    private static void cholesky(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j][j];
            }
        }
    }

    private static void substitute(double[][] lower, double[] right) {
        for (int i = 0; i < right.length; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= lower[i][k] * right[k];
            }
            right[i] /= lower[i][i];
        }
        for (int i = right.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < right.length; k++) {
                right[i] -= lower[k][i] * right[k];
            }
            right[i] /= lower[i][i];
        }
    }

    /// What a row lets expect.
    public static final class Expected {
        private final double constant;
        private final double[] slopes;

        private Expected(double constant, double[] slopes) {
            this.constant = constant;
            this.slopes = Arrays.copyOf(slopes, slopes.length);
        }

        /// What is expected where all numbers are 0.
        public double constant() {
            return constant;
        }

        /// Change per unit of a number.
        public double slope(int column) {
            return slopes[column];
        }

        /// @param row as added
        public double of(double... row) {
            double sum = constant;
            for (int i = 0; i < slopes.length; i++) {
                sum += slopes[i] * row[i];
            }
            return sum;
        }
    }
}
