package dev.corridor.statistics.score;

/// Count, mean and spread of numbers, mergeable without loss of digits.
///
/// Source: Chan, Golub and LeVeque, The American Statistician 37 (1983).
public final class MomentSums {
    /// Squared distances this small, as a share of the squared mean, are rounding.
    static final double ROUNDING = 1e-29;

    private long n;
    private double mean;
    private double squares;

    public static MomentSums of(double... numbers) {
        MomentSums sums = new MomentSums();
        for (double number : numbers) {
            sums.add(number);
        }
        return sums;
    }

    /// @param number at most 1e100 away from 0
    public MomentSums add(double number) {
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
    public MomentSums merge(MomentSums other) {
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

    /// Whether all numbers are equal, up to rounding.
    boolean constant() {
        return squares <= n * ROUNDING * mean * mean;
    }
}
