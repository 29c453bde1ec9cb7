package dev.corridor.analysis.score;

/// Numbers as people write them.
final class Plain {
    private static final double LARGEST = 1e15;

    private Plain() {}

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
