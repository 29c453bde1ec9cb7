package dev.corridor.statistics.matrix;

/// Count, mean and spread of numbers, mergeable without loss of digits.
///
/// Source: Chan, Golub and LeVeque, The American Statistician 37 (1983).
public final class Moments {
    /// Squared distances this small, as a share of the squared mean, are rounding.
    private static final double ROUNDING = 1e-29;

    private long n;
    private double mean;
    private double squares;

    public static Moments of(double... numbers) {
        Moments moments = new Moments();
        for (double number : numbers) {
            moments.add(number);
        }
        return moments;
    }

    /// Moments that are already known, such as published ones.
    ///
    /// @param n 0 or more
    /// @param squares sum of squared distances from the mean, 0 or more
    public static Moments known(long n, double mean, double squares) {
        if (n < 0 || !Double.isFinite(mean) || !(squares >= 0) || Double.isInfinite(squares)) {
            throw new IllegalArgumentException(n + " numbers, mean " + mean + ", squares " + squares);
        }
        Moments moments = new Moments();
        moments.n = n;
        moments.mean = mean;
        moments.squares = squares;
        return moments;
    }

    /// @param number at most 1e100 away from 0
    public Moments add(double number) {
        if (!(Math.abs(number) <= 1e100)) {
            throw new IllegalArgumentException("a number of " + number);
        }
        n++;
        double before = number - mean;
        mean += before / n;
        squares += before * (number - mean);
        return this;
    }

    /// Adds the numbers of another part.
    public Moments merge(Moments other) {
        if (other.n > 0) {
            long all = n + other.n;
            double difference = other.mean - mean;
            double addedSquares = other.squares + difference * difference * ((double) n * other.n / all);
            mean += difference * ((double) other.n / all);
            squares += addedSquares;
            n = all;
        }
        return this;
    }

    public long n() {
        return n;
    }

    /// 0 without numbers.
    public double mean() {
        return mean;
    }

    /// Sum of squared distances from the mean.
    public double squares() {
        return squares;
    }

    /// Variance with the divisor n - 1; 0 with fewer than 2 numbers.
    public double variance() {
        return n < 2 ? 0 : squares / (n - 1);
    }

    /// Squared standard error of the mean; 0 with fewer than 2 numbers.
    public double errorSquared() {
        return n < 2 ? 0 : variance() / n;
    }

    /// Whether all numbers are equal, up to rounding.
    public boolean constant() {
        return squares <= n * ROUNDING * mean * mean;
    }
}
