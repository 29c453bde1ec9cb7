package dev.corridor.engine.internal;

import java.util.Arrays;

/// A growing array of longs.
public final class Longs {
    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    public void addAll(Longs more) {
        for (int i = 0; i < more.size; i++) {
            add(more.values[i]);
        }
    }

    public long at(int index) {
        return values[index];
    }

    public void set(int index, long value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /// The array behind, longer than [#size]; valid until the next `add`.
    public long[] array() {
        return values;
    }

    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
