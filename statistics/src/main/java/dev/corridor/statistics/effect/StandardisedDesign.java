package dev.corridor.statistics.effect;

import dev.corridor.statistics.Result;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The design of a regression with a leading constant and every other column at mean 0 and standard
/// deviation 1.
///
/// Solving on this scale keeps ill-conditioned columns apart (Longley's data to 12 digits); [#contrast]
/// leads back.
final class StandardisedDesign {
    /// A column of which less than this share of variance is its own is a combination of the others.
    static final double COLLINEAR = 1e-10;

    private final Observations rows;
    private final double[] centres;
    private final double[] scales;
    private final double[] z;

    private StandardisedDesign(Observations rows, double[] centres, double[] scales) {
        this.rows = rows;
        this.centres = centres;
        this.scales = scales;
        this.z = new double[Math.multiplyExact(rows.cells(), width())];
        for (int cell = 0; cell < rows.cells(); cell++) {
            z[cell * width()] = 1;
            for (int column = 1; column < width(); column++) {
                z[cell * width() + column] = (rows.value(cell, column - 1) - centres[column - 1]) / scales[column - 1];
            }
        }
    }

    /// Not possible with no rows, rows that are not finite, or a constant column.
    static Result<StandardisedDesign> of(Observations rows) {
        if (rows.notFinite() > 0) {
            return none(
                    rows,
                    "not-finite",
                    String.format(Locale.ROOT, "%d rows hold a number that is not finite.", rows.notFinite()));
        }
        int width = rows.columns().size();
        if (rows.n() < width + 2) {
            return none(
                    rows,
                    "too-few-rows",
                    String.format(
                            Locale.ROOT,
                            "%d rows cannot carry %d coefficients and their errors.",
                            rows.n(),
                            width + 1));
        }
        double[] centres = new double[width];
        double[] scales = new double[width];
        for (int column = 0; column < width; column++) {
            double largest = 0;
            for (int cell = 0; cell < rows.cells(); cell++) {
                centres[column] += rows.count(cell) * (rows.value(cell, column) / rows.n());
                largest = Math.max(largest, Math.abs(rows.value(cell, column)));
            }
            for (int cell = 0; cell < rows.cells(); cell++) {
                double difference = rows.value(cell, column) - centres[column];
                scales[column] += rows.count(cell) * difference * difference / rows.n();
            }
            scales[column] = Math.sqrt(scales[column]);
            String name = rows.columns().get(column);
            if (!(scales[column] > 1e-12 * largest)) {
                return none(
                        rows,
                        "constant-column",
                        String.format(Locale.ROOT, "Column %s has the same value in every row.", name));
            }
            if (Double.isInfinite(scales[column])) {
                return none(
                        rows,
                        "too-large",
                        String.format(Locale.ROOT, "Column %s holds numbers too large to square.", name));
            }
        }
        return new Result.Answer<>(new StandardisedDesign(rows, centres, scales));
    }

    static <T> Result<T> none(Observations rows, String code, String sentence) {
        return Result.notPossible(rows.n(), code, sentence);
    }

    Observations rows() {
        return rows;
    }

    /// Coefficients, the constant included.
    int width() {
        return centres.length + 1;
    }

    double z(int cell, int column) {
        return z[cell * width() + column];
    }

    double dot(int cell, double[] coefficients) {
        double sum = 0;
        for (int column = 0; column < coefficients.length; column++) {
            sum += z[cell * coefficients.length + column] * coefficients[column];
        }
        return sum;
    }

    /// `z' matrix z` of one cell.
    double form(int cell, DMatrixRMaj matrix) {
        int width = width();
        double sum = 0;
        for (int row = 0; row < width; row++) {
            double inner = 0;
            for (int column = 0; column < width; column++) {
                inner += matrix.data[row * width + column] * z[cell * width + column];
            }
            sum += z[cell * width + row] * inner;
        }
        return sum;
    }

    /// Adds `weight * z z'` of one cell to both halves of a matrix.
    void addOuter(DMatrixRMaj matrix, int cell, double weight) {
        int width = width();
        for (int row = 0; row < width; row++) {
            double factor = weight * z[cell * width + row];
            for (int column = 0; column < width; column++) {
                matrix.data[row * width + column] += factor * z[cell * width + column];
            }
        }
    }

    void addRow(double[] sums, int offset, int cell, double weight) {
        int width = width();
        for (int column = 0; column < width; column++) {
            sums[offset + column] += weight * z[cell * width + column];
        }
    }

    String name(int column) {
        return column == 0 ? Coefficient.CONSTANT : rows.columns().get(column - 1);
    }

    /// The combination of standardised coefficients that is the coefficient of a column in its own unit.
    double[] contrast(int column) {
        double[] contrast = new double[width()];
        if (column > 0) {
            contrast[column] = 1 / scales[column - 1];
            return contrast;
        }
        contrast[0] = 1;
        for (int other = 1; other < contrast.length; other++) {
            contrast[other] = -centres[other - 1] / scales[other - 1];
        }
        return contrast;
    }

    /// The first column that those before it determine, or -1; the matrix is positive semi-definite.
    static int dependent(DMatrixRMaj matrix, double tolerance) {
        int size = matrix.numRows;
        double[] lower = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix.get(row, column);
                for (int inner = 0; inner < column; inner++) {
                    sum -= lower[row * size + inner] * lower[column * size + inner];
                }
                if (row == column) {
                    if (!(sum > tolerance * matrix.get(row, row))) {
                        return row;
                    }
                    lower[row * size + row] = Math.sqrt(sum);
                } else {
                    lower[row * size + column] = sum / lower[column * size + column];
                }
            }
        }
        return -1;
    }

    /// The inverse of a positive definite matrix.
    static DMatrixRMaj inverse(DMatrixRMaj matrix) {
        DMatrixRMaj inverse = new DMatrixRMaj(matrix.numRows, matrix.numRows);
        if (!CommonOps_DDRM.invertSPD(matrix, inverse)) {
            throw new IllegalStateException("not positive definite after it was checked");
        }
        return inverse;
    }

    static double[] times(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[matrix.numRows];
        for (int row = 0; row < matrix.numRows; row++) {
            for (int column = 0; column < matrix.numCols; column++) {
                product[row] += matrix.data[row * matrix.numCols + column] * vector[column];
            }
        }
        return product;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
