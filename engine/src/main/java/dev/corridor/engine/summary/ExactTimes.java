package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The exact quantiles (type 7) of a histogram's values, from a second pass that collects only the values of
/// the buckets in which the quantiles lie.
final class ExactTimes {
    private final LogHistogram histogram;
    /// At most two per quantile.
    private final Ints buckets = new Ints();

    private final List<Longs> values = new ArrayList<>();

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
        if (LogHistogram.width(bucket) > 1 && !wants(bucket)) {
            buckets.add(bucket);
            values.add(new Longs());
        }
    }

    /// Whether a second pass is needed at all.
    boolean wantsMore() {
        return !values.isEmpty();
    }

    /// Whether a second pass needs the values of this bucket.
    boolean wants(int bucket) {
        return place(bucket) >= 0;
    }

    private int place(int bucket) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.at(i) == bucket) {
                return i;
            }
        }
        return -1;
    }

    /// Offers a value of the second pass.
    void add(long value) {
        int place = place(LogHistogram.bucket(value));
        if (place >= 0) {
            values.get(place).add(value);
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
        int place = place(bucket);
        if (place < 0) {
            return LogHistogram.lowest(bucket);
        }
        long[] sorted = values.get(place).toArray();
        Arrays.sort(sorted);
        return sorted[(int) (rank - histogram.before(bucket))];
    }
}
