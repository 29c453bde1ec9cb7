package dev.corridor.engine.summary;

import java.util.Arrays;

/// Histograms of times below 2^31 seconds, many in a few arrays: what loops over all interactions count into.
/// The buckets are those of [LogHistogram].
final class IntHistograms {
    /// Buckets of one histogram; those above what 2^31 reaches are for negative numbers, which nobody reads.
    static final int BUCKETS = 1 << 10;

    final int[] counts;
    final long[] sum;
    final int[] min;
    final int[] max;

    IntHistograms(int size) {
        counts = new int[Math.multiplyExact(size, BUCKETS)];
        sum = new long[size];
        min = new int[size];
        max = new int[size];
        Arrays.fill(min, Integer.MAX_VALUE);
        Arrays.fill(max, -1);
    }

    /// The place of a value in [#counts], from the start of its histogram.
    static int bucket(int value) {
        int shift = Math.max(0, 26 - Integer.numberOfLeadingZeros(value));
        return (shift << 5) + (value >>> shift);
    }

    /// @param value seconds, 0 to before 2^31
    void add(int histogram, int value) {
        counts[histogram * BUCKETS + bucket(value)]++;
        sum[histogram] += value;
        if (value < min[histogram]) {
            min[histogram] = value;
        }
        if (value > max[histogram]) {
            max[histogram] = value;
        }
    }

    LogHistogram histogram(int histogram) {
        return max[histogram] < 0
                ? new LogHistogram()
                : LogHistogram.of(min[histogram], max[histogram], sum[histogram], counts, histogram * BUCKETS);
    }
}
