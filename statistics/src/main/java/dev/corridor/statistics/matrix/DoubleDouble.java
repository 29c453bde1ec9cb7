package dev.corridor.statistics.matrix;

/// A number of 106 bits: the unevaluated sum of two doubles (Dekker 1971; Hida, Li and Bailey 2001).
record DoubleDouble(double high, double low) {
    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    DoubleDouble plus(DoubleDouble other) {
        double sum = high + other.high;
        double share = sum - high;
        double error = (high - (sum - share)) + (other.high - share);
        return normal(sum, error + (low + other.low));
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(new DoubleDouble(-other.high, -other.low));
    }

    DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        double error = Math.fma(high, other.high, -product);
        return normal(product, error + (high * other.low + low * other.high));
    }

    DoubleDouble over(DoubleDouble other) {
        double first = high / other.high;
        DoubleDouble rest = minus(other.times(of(first)));
        double second = rest.high / other.high;
        double third = rest.minus(other.times(of(second))).high / other.high;
        return normal(first, second).plus(of(third));
    }

    double rounded() {
        return high + low;
    }

    private static DoubleDouble normal(double large, double small) {
        double sum = large + small;
        return new DoubleDouble(sum, small - (sum - large));
    }
}
