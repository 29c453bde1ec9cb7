package dev.corridor.engine.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/// Number, mean and spread of doubles from their exact sum and the exact sum of their squares, so that they do not
/// depend on the order of addition and parts can be merged or taken away again.
///
/// Small multiples of 2^-10, as almost all scores are, can be added up outside in two `long`s.
public final class ExactMoments {
    /// What [#steps] returns for a number that is no small multiple of 2^-10.
    public static final long NO_STEPS = Long.MIN_VALUE;

    private static final double STEPS_OF_ONE = 0x1p10;
    private static final int UNITS_OF_A_STEP = 10;
    private static final double LARGEST = 0x1p17;

    private long n;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();

    public static ExactMoments of(double... values) {
        ExactMoments moments = new ExactMoments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /// Moments from the sums of [#sum] and [#squares].
    ///
    /// @param n 0 or more
    public static ExactMoments known(long n, ExactSum sum, ExactSum squares) {
        ExactMoments moments = new ExactMoments();
        moments.n = n;
        moments.sum.add(sum);
        moments.squares.add(squares);
        return moments;
    }

    /// The number in steps of 2^-10 where it is a multiple of that and at most 128 in size, so that 2^28 numbers and
    /// their squares add up without overflow; else [#NO_STEPS].
    public static long steps(double value) {
        double scaled = value * STEPS_OF_ONE;
        long whole = (long) scaled;
        return whole == scaled && Math.abs(scaled) <= LARGEST ? whole : NO_STEPS;
    }

    /// @param value finite; beyond 1e154 in size its square counts as the largest number
    public void add(double value) {
        long steps = steps(value);
        if (steps == NO_STEPS) {
            n++;
            sum.add(value);
            double square = Math.min(value * value, Double.MAX_VALUE);
            squares.add(square);
            squares.add(square == Double.MAX_VALUE ? 0 : Math.fma(value, value, -square));
        } else {
            add(1, steps, steps * steps);
        }
    }

    /// Adds numbers of which sums are known.
    ///
    /// @param count how many
    /// @param steps sum of their [#steps]
    /// @param squaredSteps sum of the squares of their steps
    public void add(long count, long steps, long squaredSteps) {
        n += count;
        sum.addUnits(steps << UNITS_OF_A_STEP);
        squares.addUnits(squaredSteps);
    }

    public void add(ExactMoments other) {
        n += other.n;
        sum.add(other.sum);
        squares.add(other.squares);
    }

    /// Takes numbers away that were added.
    public void subtract(ExactMoments other) {
        n -= other.n;
        sum.subtract(other.sum);
        squares.subtract(other.squares);
    }

    public long n() {
        return n;
    }

    /// Empty where there is no number.
    public OptionalDouble mean() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.mean(n));
    }

    /// The sum of the squared distances from the mean, rounded once; 0 where all numbers are equal, and where there is
    /// none; meaningless, negative too, with numbers beyond 1e150 in size.
    public double squaredDistances() {
        if (n < 2) {
            return 0;
        }
        BigDecimal total = sum.exact();
        BigDecimal count = BigDecimal.valueOf(n);
        return squares.exact()
                .multiply(count)
                .subtract(total.multiply(total))
                .divide(count, MathContext.DECIMAL64)
                .doubleValue();
    }

    /// The exact sum.
    public ExactSum sum() {
        return sum;
    }

    /// The exact sum of the squares.
    public ExactSum squares() {
        return squares;
    }
}
