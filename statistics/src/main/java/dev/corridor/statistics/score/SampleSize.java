package dev.corridor.statistics.score;

import dev.corridor.statistics.distribution.Distributions;
import java.util.OptionalDouble;

/// How many answers a question needs, and what a given number can tell.
///
/// Units are those of the deviation: points for the Net Promoter Score, shares, or steps of a scale. A standard
/// deviation of one answer is at most 100 points for the Net Promoter Score, 0.5 for a share, and half of the
/// range for a mean.
///
/// Source: Cochran, "Sampling Techniques", 3rd edition (1977), chapter 4; Fleiss, "Statistical Methods for Rates
/// and Proportions" (1981), for two groups.
public final class SampleSize {
    /// Standard deviation of one answer, in points, where half promote and half detract.
    public static final double WORST_NPS = 100;

    /// Standard deviation of one hit or miss where half hit.
    public static final double WORST_SHARE = 0.5;

    /// The usual chance to find a difference that is there.
    public static final double USUAL_POWER = 0.8;

    private SampleSize() {}

    /// Answers for an interval of the value plus or minus a margin.
    ///
    /// @param margin half of the interval, above 0
    /// @param deviation standard deviation of one answer, above 0
    public static long forMargin(double margin, double deviation, Population population) {
        requirePositive(margin);
        requirePositive(deviation);
        double ratio = Distributions.Z * deviation / margin;
        double endless = ratio * ratio;
        return up(population.endless() ? endless : endless / (1 + (endless - 1) / population.size()));
    }

    /// Answers in each of two groups so that a difference is found with the given power at 5 %.
    ///
    /// @param power such as 0.8, above 0 and below 1
    public static long perGroup(double difference, double deviation, double power) {
        requirePositive(difference);
        requirePositive(deviation);
        double ratio = quantiles(power) * deviation / difference;
        return up(2 * ratio * ratio);
    }

    /// The smallest difference that two groups find with the given power at 5 %.
    ///
    /// @param n answers (effective ones, where there are weights or clusters) of the first group, above 0
    public static double detectableDifference(
            double n, double deviation, double nOther, double deviationOther, double power) {
        requirePositive(n);
        requirePositive(nOther);
        requirePositive(deviation);
        requirePositive(deviationOther);
        return quantiles(power) * Math.sqrt(deviation * deviation / n + deviationOther * deviationOther / nOther);
    }

    /// The smallest difference that two samples find with the given power at 5 %, in the unit of the measure:
    /// points, share or steps of the scale. Repeated and weighted answers count as they do for an interval.
    ///
    /// @return empty where a sample has no answer or its answers do not vary
    public static OptionalDouble detectableDifference(Measure measure, Sample first, Sample second, double power) {
        Spread a = first.spread(measure);
        Spread b = second.spread(measure);
        boolean known = a.variance() > 0 && b.variance() > 0 && a.intervalN() > 0 && b.intervalN() > 0;
        double unit = measure == Measure.NPS ? WORST_NPS : 1;
        return known
                ? OptionalDouble.of(detectableDifference(
                        a.intervalN(),
                        unit * Math.sqrt(a.variance()),
                        b.intervalN(),
                        unit * Math.sqrt(b.variance()),
                        power))
                : OptionalDouble.empty();
    }

    private static double quantiles(double power) {
        if (!(power > 0 && power < 1)) {
            throw new IllegalArgumentException("a power of " + power);
        }
        double sum = Distributions.Z + Distributions.normalQuantile(power);
        requirePositive(sum);
        return sum;
    }

    /// Up to the next whole number, unless only rounding lifts it above one.
    private static long up(double n) {
        return Math.max(1, (long) Math.ceil(n * (1 - 1e-12)));
    }

    private static void requirePositive(double number) {
        if (!(number > 0 && number <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("not above 0: " + number);
        }
    }
}
