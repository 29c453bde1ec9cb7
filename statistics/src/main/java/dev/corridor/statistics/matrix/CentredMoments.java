package dev.corridor.statistics.matrix;

/// Means of the columns of a table and their sums of products about the means.
///
/// @param weight the sum of weights, above zero
/// @param means one per column
/// @param products symmetric, columns x columns; zero in the row and column of a constant
public record CentredMoments(double weight, double[] means, double[][] products) {
    /// Pearson correlations; a constant column has zeros, its diagonal included.
    public double[][] correlations() {
        int columns = means.length;
        double[] scale = new double[columns];
        for (int i = 0; i < columns; i++) {
            scale[i] = Math.sqrt(Math.max(products[i][i], 0));
        }
        double[][] correlations = new double[columns][columns];
        for (int i = 0; i < columns; i++) {
            if (scale[i] > 0) {
                correlations[i][i] = 1;
            }
            for (int j = 0; j < i; j++) {
                if (scale[i] > 0 && scale[j] > 0) {
                    double correlation = Math.clamp(products[i][j] / scale[i] / scale[j], -1, 1);
                    correlations[i][j] = correlation;
                    correlations[j][i] = correlation;
                }
            }
        }
        return correlations;
    }

    /// The same moments of some of the columns, in the order given.
    public CentredMoments of(int... columns) {
        double[] chosenMeans = new double[columns.length];
        double[][] chosen = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            chosenMeans[i] = means[columns[i]];
            for (int j = 0; j < columns.length; j++) {
                chosen[i][j] = products[columns[i]][columns[j]];
            }
        }
        return new CentredMoments(weight, chosenMeans, chosen);
    }
}
