package dev.corridor.statistics.experiment;

/// Count, mean and spread of one group; moments of disjoint groups merge exactly.
///
/// @param n observations
/// @param squares sum of squared deviations from the mean
public record Moments(long n, double mean, double squares) {
    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments {
        if (n < 0 || !Double.isFinite(mean) || !(squares >= 0) || Double.isInfinite(squares)) {
            throw new IllegalArgumentException(n + " observations, mean " + mean + ", squares " + squares);
        }
    }

    /// @throws IllegalArgumentException if a value is not finite
    public static Moments of(double... values) {
        Moments moments = NONE;
        for (double value : values) {
            moments = moments.with(value);
        }
        return moments;
    }

    /// With one more observation.
    public Moments with(double value) {
        double step = value - mean;
        double next = mean + step / (n + 1);
        return new Moments(n + 1, next, squares + step * (value - next));
    }

    /// Of both groups together (Chan, Golub and LeVeque 1983).
    public Moments merge(Moments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        double apart = other.mean - mean;
        double share = (double) other.n / (n + other.n);
        return new Moments(n + other.n, mean + apart * share, squares + other.squares + apart * apart * n * share);
    }

    /// Unbiased; 0 for fewer than two observations.
    public double variance() {
        return n < 2 ? 0 : squares / (n - 1);
    }

    /// Squared standard error of the mean.
    double errorSquared() {
        return n == 0 ? 0 : variance() / n;
    }
}
