package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Longs;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The exact quantiles (type 7) of a histogram's values, from a second pass that collects only the values of
/// the buckets in which the quantiles lie.
final class ExactTimes {
    private final LogHistogram histogram;
    private final Map<Integer, Longs> wanted = new TreeMap<>();

    ExactTimes(LogHistogram histogram, double... quantiles) {
        this.histogram = histogram;
        if (histogram.count() > 0) {
            for (double p : quantiles) {
                long below = (long) Math.floor((histogram.count() - 1) * p);
                want(below);
                want(Math.min(below + 1, histogram.count() - 1));
            }
        }
    }

    private void want(long rank) {
        int bucket = histogram.bucketOfRank(rank);
        if (LogHistogram.width(bucket) > 1) {
            wanted.putIfAbsent(bucket, new Longs());
        }
    }

    /// Whether a second pass is needed at all.
    boolean wantsMore() {
        return !wanted.isEmpty();
    }

    /// Offers a value of the second pass.
    void add(long value) {
        if (wanted.isEmpty()) {
            return;
        }
        int bucket = LogHistogram.bucket(value);
        Longs values = wanted.get(bucket);
        if (values != null) {
            values.add(value);
        }
    }

    /// The quantile; NaN where there is no value.
    double quantile(double p) {
        if (histogram.count() == 0) {
            return Double.NaN;
        }
        double place = (histogram.count() - 1) * p;
        long below = (long) Math.floor(place);
        double low = value(below);
        double high = below + 1 < histogram.count() ? value(below + 1) : low;
        return low + (place - below) * (high - low);
    }

    private double value(long rank) {
        int bucket = histogram.bucketOfRank(rank);
        Longs values = wanted.get(bucket);
        if (values == null) {
            return LogHistogram.lowest(bucket);
        }
        long[] sorted = values.toArray();
        Arrays.sort(sorted);
        return sorted[(int) (rank - histogram.before(bucket))];
    }
}
