package dev.corridor.statistics.effect;

import java.util.Arrays;

/// The influences of rows, summed per cluster; mergeable by adding up.
///
/// Cost: 9 bytes per cluster.
public final class ClusterSums {
    private static final byte EXPOSED = 1;
    private static final byte UNEXPOSED = 2;

    private double[] sums;
    private byte[] arms;

    /// @param expected clusters; more may come
    public ClusterSums(int expected) {
        sums = new double[Math.max(1, expected)];
        arms = new byte[sums.length];
    }

    /// Adds the influence of one row that was compared.
    ///
    /// @param cluster 0 or more, densely numbered
    public void add(int cluster, boolean exposed, double influence) {
        ensure(cluster + 1);
        sums[cluster] += influence;
        arms[cluster] |= exposed ? EXPOSED : UNEXPOSED;
    }

    private void ensure(int count) {
        if (count > sums.length) {
            int capacity = Math.max(count, 2 * sums.length);
            sums = Arrays.copyOf(sums, capacity);
            arms = Arrays.copyOf(arms, capacity);
        }
    }

    public ClusterSums merge(ClusterSums other) {
        ensure(other.sums.length);
        for (int cluster = 0; cluster < other.sums.length; cluster++) {
            sums[cluster] += other.sums[cluster];
            arms[cluster] |= other.arms[cluster];
        }
        return this;
    }

    double squares() {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        return squares;
    }

    int clusters() {
        return count(EXPOSED | UNEXPOSED);
    }

    int exposedClusters() {
        return count(EXPOSED);
    }

    int unexposedClusters() {
        return count(UNEXPOSED);
    }

    private int count(int mask) {
        int count = 0;
        for (byte arm : arms) {
            count += (arm & mask) == 0 ? 0 : 1;
        }
        return count;
    }
}
