package dev.corridor.engine.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/// Units (keys, customers) whose records hold different values of an attribute that should have one, per
/// attribute.
final class ConflictCounts {
    private final AtomicLongArray counts;

    ConflictCounts(int attributes) {
        counts = new AtomicLongArray(attributes);
    }

    void add(int attribute, long units) {
        counts.addAndGet(attribute, units);
    }

    List<Long> all() {
        return IntStream.range(0, counts.length()).mapToObj(counts::get).toList();
    }
}
