package dev.corridor.app.discovery;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Collects durations in seconds for their exact median.
final class Median {
    private long[] seconds = new long[16];
    private int count;

    void add(long duration) {
        if (count == seconds.length) {
            seconds = Arrays.copyOf(seconds, Math.multiplyExact(count, 2));
        }
        seconds[count++] = duration;
    }

    long count() {
        return count;
    }

    /// The middle one, or the mean of the two middle ones; empty where there is none.
    OptionalDouble value() {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        long[] sorted = Arrays.copyOf(seconds, count);
        Arrays.sort(sorted);
        return OptionalDouble.of((sorted[(count - 1) / 2] + (double) sorted[count / 2]) / 2);
    }
}
