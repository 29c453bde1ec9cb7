package dev.corridor.statistics.matrix;

import java.util.Arrays;

/// Counts, weighted sums and sums of products of the columns of a table, gathered row by row and merged.
///
/// Products are exact and sums carry 106 bits. Sums of numbers with few binary digits (ratings, counts,
/// halves) are therefore exact; of all others any two orders or partitions of the rows agree within `n` x
/// 2^-104 of the sum of magnitudes, which is gone when the sums are read as doubles. Far-off means cost no
/// digits either: centring happens on the 106 bits.
///
/// A row is left out and counted where a value is missing (NaN), infinite or beyond +-10^100, or where its
/// weight is not above zero and finite. Not safe for use by several threads.
public final class MomentMatrix {
    private static final double LARGEST = 1e100;
    private static final double SMALLEST = 1e-100;
    private static final double ROUNDING = 1e-13;

    private final int columns;
    private final double[] high;
    private final double[] low;
    private final double[] least;
    private final double[] greatest;
    private final double[] extended;
    private DoubleDouble squaredWeights = DoubleDouble.of(0);
    private long n;
    private long leftOut;

    /// @param columns at least 1
    public MomentMatrix(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException(columns + " columns");
        }
        this.columns = columns;
        high = new double[(columns + 1) * (columns + 2) / 2];
        low = new double[high.length];
        least = new double[columns];
        greatest = new double[columns];
        extended = new double[columns + 1];
        extended[0] = 1;
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    /// Whether a row can be added with its weight, or would be left out.
    static boolean complete(double[] row, double weight) {
        for (double value : row) {
            if (!(Math.abs(value) <= LARGEST)) {
                return false;
            }
        }
        return weight > 0 && weight <= LARGEST;
    }

    /// Adds a row of weight 1.
    ///
    /// @return whether it counts
    public boolean add(double[] row) {
        return add(row, 1);
    }

    /// @param row one value per column; is not kept
    /// @return whether it counts
    public boolean add(double[] row, double weight) {
        if (row.length != columns) {
            throw new IllegalArgumentException(row.length + " values for " + columns + " columns");
        }
        if (!complete(row, weight)) {
            leftOut++;
            return false;
        }
        n++;
        squaredWeights = squaredWeights.plus(DoubleDouble.of(weight).times(DoubleDouble.of(weight)));
        for (int column = 0; column < columns; column++) {
            least[column] = Math.min(least[column], row[column]);
            greatest[column] = Math.max(greatest[column], row[column]);
        }
        System.arraycopy(row, 0, extended, 1, columns);
        int start = 0;
        for (int i = 0; i <= columns; i++) {
            addProducts(start - i, i, weight);
            start += columns + 1 - i;
        }
        return true;
    }

    /// Adds the products of column `i` and all from `i` on; `offset + j` is the place of the product with
    /// `j`.
    private void addProducts(int offset, int i, double weight) {
        double left = extended[i];
        for (int j = i; j <= columns; j++) {
            double product = left * extended[j];
            double rest = Math.fma(left, extended[j], -product);
            double weighted = weight * product;
            double small = Math.fma(weight, product, -weighted) + weight * rest;
            int at = offset + j;
            double sum = high[at] + weighted;
            double share = sum - high[at];
            double error = (high[at] - (sum - share)) + (weighted - share) + (low[at] + small);
            high[at] = sum + error;
            low[at] = error - (high[at] - sum);
        }
    }

    /// Adds all rows of another matrix, which stays as it is.
    public MomentMatrix merge(MomentMatrix other) {
        if (other.columns != columns) {
            throw new IllegalArgumentException(other.columns + " columns into " + columns);
        }
        n += other.n;
        leftOut += other.leftOut;
        squaredWeights = squaredWeights.plus(other.squaredWeights);
        for (int column = 0; column < columns; column++) {
            least[column] = Math.min(least[column], other.least[column]);
            greatest[column] = Math.max(greatest[column], other.greatest[column]);
        }
        for (int at = 0; at < high.length; at++) {
            DoubleDouble sum =
                    new DoubleDouble(high[at], low[at]).plus(new DoubleDouble(other.high[at], other.low[at]));
            high[at] = sum.high();
            low[at] = sum.low();
        }
        return this;
    }

    public int columns() {
        return columns;
    }

    /// Rows that count.
    public long n() {
        return n;
    }

    /// Rows with a missing value or weight.
    public long leftOut() {
        return leftOut;
    }

    /// The sum of weights; `n` without weights.
    public double weight() {
        return moment(0, 0).rounded();
    }

    /// Rows of equal weight that would say as much: (sum of weights)^2 / sum of squared weights (Kish
    /// 1965); 0 without rows.
    public double effectiveN() {
        return n == 0
                ? 0
                : moment(0, 0).times(moment(0, 0)).over(squaredWeights).rounded();
    }

    /// Whether a column has one value only, or differs by less than 10^-100 or 10^-13 of its values, which is
    /// rounding; it is constant without rows.
    public boolean constant(int column) {
        double size = Math.max(Math.abs(least[column]), Math.abs(greatest[column]));
        return !(greatest[column] - least[column] >= Math.max(SMALLEST, ROUNDING * size));
    }

    /// Whether a column holds 0 and 1, both of them, and nothing else.
    public boolean binary(int column) {
        return least[column] == 0
                && greatest[column] == 1
                && moment(0, column + 1).minus(moment(column + 1, column + 1)).rounded() == 0;
    }

    /// The weighted sum of a column.
    public double sum(int column) {
        return moment(0, column + 1).rounded();
    }

    /// The smallest value of a column; infinite without rows.
    public double least(int column) {
        return least[column];
    }

    /// The largest value of a column; infinite without rows.
    public double greatest(int column) {
        return greatest[column];
    }

    /// Means and sums of products about the means.
    ///
    /// @throws IllegalStateException without rows
    public CentredMoments centred() {
        if (n == 0) {
            throw new IllegalStateException("no rows");
        }
        DoubleDouble weight = moment(0, 0);
        double[] means = new double[columns];
        double[][] products = new double[columns][columns];
        for (int i = 0; i < columns; i++) {
            means[i] = moment(0, i + 1).over(weight).rounded();
            for (int j = i; j < columns; j++) {
                DoubleDouble expected = moment(0, i + 1).times(moment(0, j + 1)).over(weight);
                double product = constant(i) || constant(j)
                        ? 0
                        : moment(i + 1, j + 1).minus(expected).rounded();
                products[i][j] = product;
                products[j][i] = product;
            }
        }
        return new CentredMoments(weight.rounded(), means, products);
    }

    /// The sums about other centres, packed by rows of the upper triangle with the weight as column 0.
    double[] about(double[] centres) {
        double[] packed = new double[high.length];
        int at = 0;
        for (int i = 0; i <= columns; i++) {
            for (int j = i; j <= columns; j++) {
                packed[at++] = about(i, j, centres);
            }
        }
        return packed;
    }

    private double about(int i, int j, double[] centres) {
        if (j == 0) {
            return moment(0, 0).rounded();
        }
        DoubleDouble right = DoubleDouble.of(centres[j - 1]);
        DoubleDouble first = moment(i, j).minus(right.times(moment(0, i)));
        if (i == 0) {
            return first.rounded();
        }
        DoubleDouble second = moment(0, j).minus(right.times(moment(0, 0)));
        return first.minus(DoubleDouble.of(centres[i - 1]).times(second)).rounded();
    }

    /// The sum of products of two columns, `i <= j`, where column 0 is 1 everywhere.
    private DoubleDouble moment(int i, int j) {
        int at = i * (columns + 1) - i * (i - 1) / 2 + (j - i);
        return new DoubleDouble(high[at], low[at]);
    }
}
