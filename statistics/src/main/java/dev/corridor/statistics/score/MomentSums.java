package dev.corridor.statistics.score;

/// Count, mean and spread of numbers, mergeable without loss of digits.
///
/// Source: Chan, Golub and LeVeque, The American Statistician 37 (1983).
public final class MomentSums {
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

    /// @param number finite
    public MomentSums add(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not finite: " + number);
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
        return squares <= n * 1e-24 * mean * mean;
    }
}
