package dev.corridor.statistics.score;

/// The number of units the sample was drawn from without replacement: customers where a sample counts
/// customers, otherwise answers that could have been given.
///
/// @param size at least 1; `Long.MAX_VALUE` for a population without end
public record Population(long size) {
    public static final Population ENDLESS = new Population(Long.MAX_VALUE);

    public Population {
        if (size < 1) {
            throw new IllegalArgumentException("a population of " + size);
        }
    }

    public boolean endless() {
        return size == Long.MAX_VALUE;
    }

    /// Finite population correction of a variance, `(N - n) / (N - 1)`: 1 without end, 0 when all answered.
    double correction(long units) {
        if (endless()) {
            return 1;
        }
        return size == 1 ? 0 : (size - (double) units) / (size - 1.0);
    }
}
