package dev.corridor.statistics.driver;

/// The decomposition of R² by Lindeman, Merenda and Gold (1980), which is the Shapley value of R²: what a
/// driver adds, averaged over all orders in which drivers can enter.
///
/// Exact: all 2^p subsets are visited depth first. A subset extends the one above it by one step of a
/// Cholesky factorisation on what is left of the correlation matrix, so that it costs about six
/// multiplications on average and no memory. A driver whose remaining variance is below 10^-10 of its own
/// adds nothing.
///
/// Source: Lindeman, Merenda and Gold 1980; Groemping 2006, Journal of Statistical Software 17(1).
public final class Lmg {
    /// The most drivers whose subsets are all visited.
    public static final int MOST_DRIVERS = 20;

    private static final double NOTHING = 1e-10;

    private final int drivers;
    private final double[][][] left;
    private final double[] coefficients;
    private final double[] including;

    private Lmg(int drivers) {
        this.drivers = drivers;
        left = new double[drivers][drivers + 1][drivers + 1];
        coefficients = coefficients(drivers);
        including = new double[drivers];
    }

    /// Importance of each driver; they sum to R².
    ///
    /// @param correlations symmetric, drivers first and the outcome last; a constant driver has zeros
    public static double[] of(double[][] correlations) {
        int drivers = correlations.length - 1;
        if (drivers < 1 || drivers > MOST_DRIVERS) {
            throw new IllegalArgumentException(drivers + " drivers");
        }
        return new Lmg(drivers).decompose(correlations);
    }

    /// What R² of a subset of `s` drivers weighs, by `s`, in the sum over the subsets that hold a driver:
    /// the chance that the driver came last into it plus the chance that the next one is about to come.
    private static double[] coefficients(int drivers) {
        double[] weights = new double[drivers + 1];
        double combinations = 1;
        for (int s = 0; s < drivers; s++) {
            weights[s] = 1 / (drivers * combinations);
            combinations = combinations * (drivers - 1 - s) / (s + 1);
        }
        double[] coefficients = new double[drivers + 1];
        for (int s = 1; s <= drivers; s++) {
            coefficients[s] = weights[s - 1] + weights[s];
        }
        return coefficients;
    }

    private double[] decompose(double[][] correlations) {
        subsets(0, 1, correlations);
        double all = rSquared(correlations);
        double sum = 0;
        for (double total : including) {
            sum += total;
        }
        double before = (sum - all) / drivers;
        double[] importance = new double[drivers];
        for (int driver = 0; driver < drivers; driver++) {
            importance[driver] = Math.max(including[driver] - before, 0);
        }
        return importance;
    }

    /// Sums over all subsets that extend the present one by drivers from `next` on.
    ///
    /// @param size drivers of the present subset, plus one
    /// @param rest what the present subset leaves of the correlations among `next` and those after it
    private double subsets(int next, int size, double[][] rest) {
        double coefficient = coefficients[size];
        double sum = 0;
        for (int driver = next; driver < drivers; driver++) {
            double[] row = rest[driver];
            double pivot = row[driver];
            double with;
            if (driver == drivers - 1) {
                double explained = pivot > NOTHING ? row[drivers] * row[drivers] / pivot : 0;
                with = coefficient * (1 - rest[drivers][drivers] + explained);
            } else {
                double[][] after = pivot > NOTHING ? sweep(rest, driver) : rest;
                with = coefficient * (1 - after[drivers][drivers]) + subsets(driver + 1, size + 1, after);
            }
            including[driver] += with;
            sum += with;
        }
        return sum;
    }

    private double[][] sweep(double[][] rest, int driver) {
        double[][] after = left[driver];
        double[] row = rest[driver];
        double inverse = 1 / row[driver];
        for (int i = driver + 1; i <= drivers; i++) {
            double factor = row[i] * inverse;
            double[] from = rest[i];
            double[] into = after[i];
            for (int j = i; j <= drivers; j++) {
                into[j] = from[j] - factor * row[j];
            }
        }
        return after;
    }

    private double rSquared(double[][] correlations) {
        double[][] rest = correlations;
        for (int driver = 0; driver < drivers; driver++) {
            if (rest[driver][driver] > NOTHING) {
                rest = sweep(rest, driver);
            }
        }
        return 1 - rest[drivers][drivers];
    }
}
