package dev.corridor.recipes.intake;

/// A file and a line in one non-negative number: the index of the file in the upper 23 bits, the line in the lower
/// 40.
final class Places {
    private static final int LINE_BITS = 40;
    private static final long LINES = (1L << LINE_BITS) - 1;

    private Places() {}

    static long of(int file, long line) {
        return (long) file << LINE_BITS | Math.min(line, LINES);
    }

    static int file(long place) {
        return (int) (place >>> LINE_BITS);
    }

    static long line(long place) {
        return place & LINES;
    }
}
