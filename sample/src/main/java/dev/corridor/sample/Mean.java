package dev.corridor.sample;

/// A mean as it grows.
final class Mean {
    private double sum;
    private long count;

    void add(double value) {
        sum += value;
        count++;
    }

    void add(boolean holds) {
        add(holds ? 1 : 0);
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /// The mean, or what stands for it where nothing was added.
    double or(double otherwise) {
        return count == 0 ? otherwise : sum / count;
    }
}
