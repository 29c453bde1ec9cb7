package dev.corridor.statistics.matrix;

import java.util.OptionalDouble;

/// Ordinary (weighted) least squares with an intercept, from moments alone.
///
/// The sweep operator (Goodnight 1979) runs over the correlations. A column that the columns before it
/// explain but for 10^-10 of its variance, a constant among them, is *aliased*: it is left out, and its
/// coefficient is zero.
public final class MomentRegression {
    private static final double NOTHING = 1e-10;
    private static final double PART_OF_RELATION = 1e-6;

    private final CentredMoments moments;
    private final int drivers;
    private final double[][] swept;
    private final boolean[] aliased;
    private final double[] scale;

    private MomentRegression(CentredMoments moments) {
        this.moments = moments;
        drivers = moments.means().length - 1;
        swept = moments.correlations();
        aliased = new boolean[drivers];
        scale = new double[drivers + 1];
        for (int i = 0; i <= drivers; i++) {
            scale[i] = Math.sqrt(Math.max(moments.products()[i][i], 0));
        }
        for (int i = 0; i < drivers; i++) {
            aliased[i] = swept[i][i] <= NOTHING;
            if (!aliased[i]) {
                sweep(i);
            }
        }
    }

    /// @param moments columns that explain first, the explained column last
    public static MomentRegression of(CentredMoments moments) {
        return new MomentRegression(moments);
    }

    private void sweep(int k) {
        double pivot = swept[k][k];
        for (int i = 0; i <= drivers; i++) {
            double factor = swept[i][k] / pivot;
            for (int j = 0; i != k && j <= drivers; j++) {
                swept[i][j] -= factor * swept[k][j];
            }
            swept[i][k] = -factor;
        }
        for (int j = 0; j <= drivers; j++) {
            swept[k][j] /= pivot;
        }
        swept[k][k] = 1 / pivot;
    }

    /// Whether a column was left out.
    public boolean aliased(int column) {
        return aliased[column];
    }

    /// Whether a column is part of an exact linear relation among the columns; a constant is one by itself.
    public boolean collinear(int column) {
        if (aliased[column]) {
            return true;
        }
        for (int other = 0; other < drivers; other++) {
            if (aliased[other] && scale[other] > 0 && Math.abs(swept[column][other]) > PART_OF_RELATION) {
                return true;
            }
        }
        return false;
    }

    /// Columns that were not left out.
    public int rank() {
        int rank = 0;
        for (boolean out : aliased) {
            rank += out ? 0 : 1;
        }
        return rank;
    }

    /// What one unit more of a column goes with, the others held; 0 where it is aliased.
    public double coefficient(int column) {
        return aliased[column] ? 0 : swept[column][drivers] * scale[drivers] / scale[column];
    }

    public double intercept() {
        double intercept = moments.means()[drivers];
        for (int column = 0; column < drivers; column++) {
            intercept -= coefficient(column) * moments.means()[column];
        }
        return intercept;
    }

    /// The share of the outcome's variance that is explained, 0 to 1; 0 where the outcome is constant.
    public double r2() {
        return scale[drivers] > 0 ? Math.clamp(1 - swept[drivers][drivers], 0, 1) : 0;
    }

    /// R² that chance is taken out of (Ezekiel); may be negative.
    ///
    /// @param n rows, more than [#rank] + 1
    public double adjustedR2(long n) {
        return 1 - (1 - r2()) * (n - 1) / (n - 1 - rank());
    }

    /// The standard error of a coefficient under equal variances; empty where it is aliased.
    ///
    /// @param n rows, more than [#rank] + 1
    public OptionalDouble standardError(int column, long n) {
        if (aliased[column]) {
            return OptionalDouble.empty();
        }
        double residual = (1 - r2()) * moments.products()[drivers][drivers] / (n - 1 - rank());
        return OptionalDouble.of(Math.sqrt(residual * swept[column][column]) / scale[column]);
    }

    /// The variance inflation factor 1 / (1 - R² of the column on the others), at least 1; empty where the
    /// column is collinear (Marquardt 1970).
    public OptionalDouble inflation(int column) {
        return collinear(column) ? OptionalDouble.empty() : OptionalDouble.of(Math.max(swept[column][column], 1));
    }
}
