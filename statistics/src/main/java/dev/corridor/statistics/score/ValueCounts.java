package dev.corridor.statistics.score;

import java.util.Map;
import java.util.TreeMap;

/// How often each number occurs: what tests on ranks need. Mergeable.
public final class ValueCounts {
    private final TreeMap<Double, Long> counts = new TreeMap<>();
    private long n;

    public static ValueCounts of(double... numbers) {
        ValueCounts values = new ValueCounts();
        for (double number : numbers) {
            values.add(number, 1);
        }
        return values;
    }

    /// @param number finite
    /// @param times 0 or more
    public ValueCounts add(double number, long times) {
        if (!Double.isFinite(number) || times < 0) {
            throw new IllegalArgumentException(number + ", " + times + " times");
        }
        if (times > 0) {
            counts.merge(number == 0 ? 0.0 : number, times, Long::sum);
            n += times;
        }
        return this;
    }

    /// Adds the numbers of another part.
    public ValueCounts merge(ValueCounts other) {
        other.counts.forEach(this::add);
        return this;
    }

    public long n() {
        return n;
    }

    /// Distinct numbers, ascending, with their counts.
    Map<Double, Long> counts() {
        return counts;
    }
}
