package dev.corridor.statistics.driver;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Johnson's relative weights: R² shared out through the orthogonal columns that are nearest to the
/// drivers.
///
/// Near to [Lmg], with a cost that grows with the third power of the number of drivers only. Directions
/// with less than 10^-10 of a driver's variance are left out, so collinear drivers share.
///
/// Source: Johnson 2000, Multivariate Behavioral Research 35(1).
public final class RelativeWeights {
    private static final double NOTHING = 1e-10;

    private RelativeWeights() {}

    /// Importance of each driver; they sum to R².
    ///
    /// @param correlations symmetric, drivers first and the outcome last; a constant driver has zeros
    /// @throws IllegalStateException where the eigenvalues do not converge, which numbers from -1 to 1 do
    ///   not cause
    public static double[] of(double[][] correlations) {
        int drivers = correlations.length - 1;
        if (drivers < 1) {
            throw new IllegalArgumentException(drivers + " drivers");
        }
        DMatrixRMaj among = new DMatrixRMaj(drivers, drivers);
        for (int i = 0; i < drivers; i++) {
            for (int j = 0; j < drivers; j++) {
                among.set(i, j, correlations[i][j]);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(drivers, true, true);
        if (!eigen.decompose(among)) {
            throw new IllegalStateException("eigenvalues do not converge");
        }
        double[] importance = new double[drivers];
        double[][] root = new double[drivers][drivers];
        double[] direct = new double[drivers];
        for (int k = 0; k < drivers; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (value > NOTHING) {
                addDirection(value, eigen.getEigenVector(k), correlations[drivers], root, direct);
            }
        }
        for (int i = 0; i < drivers; i++) {
            for (int k = 0; k < drivers; k++) {
                importance[i] += root[i][k] * root[i][k] * direct[k] * direct[k];
            }
        }
        return importance;
    }

    /// Adds one eigenvector to the square root of the drivers' correlations, and to the coefficients of the
    /// outcome on the orthogonal columns.
    private static void addDirection(
            double value, DMatrixRMaj vector, double[] withOutcome, double[][] root, double[] direct) {
        double length = Math.sqrt(value);
        double along = 0;
        for (int i = 0; i < root.length; i++) {
            along += vector.get(i) * withOutcome[i];
        }
        for (int i = 0; i < root.length; i++) {
            direct[i] += vector.get(i) * along / length;
            for (int j = 0; j < root.length; j++) {
                root[i][j] += length * vector.get(i) * vector.get(j);
            }
        }
    }
}
