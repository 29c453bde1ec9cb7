package dev.corridor.analysis.moments;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A number of each outcome in bins of about equal size: what a straight line cannot tell (a step, a season) is told
/// by the mean outcome of the bin.
final class Bins {
    private static final int ROWS_PER_BIN = 100;
    private static final int MOST = 32;
    private static final int LEAST_IN_MEAN = 50;
    /// Rows of no deviation that every mean begins with.
    private static final int RIDGE_ROWS = 20;

    private final byte[] bins;
    private final int count;

    private Bins(byte[] bins, int count) {
        this.bins = bins;
        this.count = count;
    }

    /// @param numbers per outcome, not finite where there is none
    static Bins of(double[] numbers) {
        double[] sorted =
                Arrays.stream(numbers).filter(Double::isFinite).sorted().toArray();
        int most = Math.clamp(sorted.length / ROWS_PER_BIN, 1, MOST);
        double[] cuts = new double[most];
        int count = 0;
        for (int i = 1; i < most; i++) {
            double cut = sorted[(int) ((long) sorted.length * i / most)];
            if (cut > sorted[0] && (count == 0 || cut > cuts[count - 1])) {
                cuts[count++] = cut;
            }
        }
        byte[] bins = new byte[numbers.length];
        for (int i = 0; i < bins.length; i++) {
            int found = Arrays.binarySearch(cuts, 0, count, numbers[i]);
            bins[i] = (byte) (Double.isFinite(numbers[i]) ? found >= 0 ? found + 1 : -found - 1 : -1);
        }
        return new Bins(bins, count + 1);
    }

    /// Bins, as many as rows allow.
    ///
    /// @param rows from which means are learnt
    private int shift(int rows) {
        int shift = 0;
        while ((count >> shift) > 1 && rows / (count >> shift) < LEAST_IN_MEAN) {
            shift++;
        }
        return shift;
    }

    /// Learns the mean outcome of each bin.
    ///
    /// @param learning rows that are learnt from, at most
    /// @param from the numbers of their outcomes
    Means learn(int learning, IntStream from, Outcomes outcomes) {
        Means means = new Means(learning);
        from.forEach(outcome -> means.add(outcome, outcomes.value(outcome)));
        means.learn();
        return means;
    }

    /// The mean outcome of each bin.
    final class Means {
        private final double[] sums = new double[count];
        private final int[] rows = new int[count];
        private final double[] means = new double[count];
        private final int shift;

        private Means(int learning) {
            this.shift = shift(learning);
        }

        private void add(int outcome, double value) {
            if (bins[outcome] >= 0) {
                sums[bins[outcome] >> shift] += value;
                rows[bins[outcome] >> shift]++;
            }
        }

        private void learn() {
            double mean =
                    Arrays.stream(sums).sum() / Math.max(1, Arrays.stream(rows).sum());
            for (int i = 0; i < count; i++) {
                means[i] = (sums[i] - rows[i] * mean) / (rows[i] + RIDGE_ROWS);
            }
        }

        /// Above or below the mean of all; 0 without a number.
        double of(int outcome) {
            return bins[outcome] < 0 ? 0 : means[bins[outcome] >> shift];
        }
    }
}
