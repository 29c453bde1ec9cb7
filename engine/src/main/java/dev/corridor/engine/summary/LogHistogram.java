package dev.corridor.engine.summary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts of whole seconds in buckets whose width grows with the value: exact below 64, then 32 buckets per
/// doubling.
///
/// Guarantee: a quantile differs from the exact one (type 7) by at most 1/64 of it (1.6 %); smallest,
/// largest, sum and count are exact. Memory: 8 bytes per bucket between the smallest and the largest value,
/// at most 1,888 buckets.
///
/// Bytes: min, max, sum (8 each), first bucket (4), counts (list of 8).
public final class LogHistogram {
    private static final int EXACT = 64;
    private static final int PER_DOUBLING_BITS = 5;
    private static final int MAX_BUCKETS = 1_888;

    /// From so many values on the array grows by more than what is needed.
    private static final int FEW = 32;

    private static final int ROOM = 32;

    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long sum;
    private long count;
    private int first;
    private long[] counts = new long[0];

    /// A histogram of counts made elsewhere.
    ///
    /// @param buckets counts by bucket, from index `start`
    static LogHistogram of(long min, long max, long sum, int[] buckets, int start) {
        LogHistogram histogram = new LogHistogram();
        histogram.min = min;
        histogram.max = max;
        histogram.sum = sum;
        histogram.first = bucket(min);
        histogram.counts = new long[bucket(max) - histogram.first + 1];
        for (int i = 0; i < histogram.counts.length; i++) {
            long count = buckets[start + histogram.first + i];
            histogram.counts[i] = count;
            histogram.count += count;
        }
        return histogram;
    }

    /// The bucket of a value.
    ///
    /// @param value not negative
    public static int bucket(long value) {
        int shift = Math.max(0, 63 - PER_DOUBLING_BITS - Long.numberOfLeadingZeros(value));
        return (shift << PER_DOUBLING_BITS) + (int) (value >>> shift);
    }

    /// The smallest value of a bucket.
    public static long lowest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = (bucket >>> PER_DOUBLING_BITS) - 1;
        return (long) ((bucket & 31) + 32) << shift;
    }

    /// The number of values a bucket holds.
    public static long width(int bucket) {
        return bucket < EXACT ? 1 : 1L << ((bucket >>> PER_DOUBLING_BITS) - 1);
    }

    /// Counts a value.
    ///
    /// @param value seconds, not negative
    public void add(long value) {
        int bucket = bucket(value);
        int index = bucket - first;
        if (Integer.compareUnsigned(index, counts.length) >= 0) {
            cover(bucket, bucket);
            index = bucket - first;
        }
        counts[index]++;
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /// Takes over the counts of another.
    public void add(LogHistogram other) {
        if (other.count == 0) {
            return;
        }
        cover(other.first, other.first + other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
            counts[other.first + i - first] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    private void cover(int low, int high) {
        if (counts.length == 0) {
            first = low;
            counts = new long[high - low + 1];
            return;
        }
        int newFirst = Math.min(first, low);
        int newEnd = Math.max(first + counts.length, high + 1);
        if (newFirst == first && newEnd == first + counts.length) {
            return;
        }
        if (count > FEW) {
            newFirst = Math.max(0, newFirst - ROOM);
            newEnd += ROOM;
        }
        long[] larger = new long[newEnd - newFirst];
        System.arraycopy(counts, 0, larger, first - newFirst, counts.length);
        first = newFirst;
        counts = larger;
    }

    public long count() {
        return count;
    }

    /// The smallest value; 0 where there is none.
    public long min() {
        return count == 0 ? 0 : min;
    }

    /// The largest value; 0 where there is none.
    public long max() {
        return count == 0 ? 0 : max;
    }

    /// The exact mean; NaN where there is no value.
    public double mean() {
        return count == 0 ? Double.NaN : (double) sum / count;
    }

    /// The quantile, type 7, within 1/64; NaN where there is no value.
    ///
    /// @param p 0 to 1
    public double quantile(double p) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = (count - 1) * p;
        long below = (long) Math.floor(place);
        double low = typical(bucketOfRank(below));
        double high = below + 1 < count ? typical(bucketOfRank(below + 1)) : low;
        return low + (place - below) * (high - low);
    }

    private double typical(int bucket) {
        double middle = lowest(bucket) + (width(bucket) - 1) / 2.0;
        return Math.clamp(middle, (double) min, (double) max);
    }

    /// The smallest number that the value of this rank can be: at most 1/32 below it.
    ///
    /// @param rank from 0, the smallest value, to before [#count]
    public long atLeast(long rank) {
        return Math.max(min, lowest(bucketOfRank(rank)));
    }

    /// The largest number that the value of this rank can be: at most 1/32 above it.
    ///
    /// @param rank as in [#atLeast]
    public long atMost(long rank) {
        int bucket = bucketOfRank(rank);
        return Math.min(max, lowest(bucket) + width(bucket) - 1);
    }

    /// The bucket that holds the value of this rank.
    ///
    /// @param rank 0 to before [#count]
    int bucketOfRank(long rank) {
        long left = rank;
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left < 0) {
                return first + i;
            }
        }
        throw new IllegalArgumentException("no rank " + rank + " among " + count);
    }

    /// How many values lie in buckets before this one.
    long before(int bucket) {
        long sumBefore = 0;
        for (int i = 0; i < Math.min(counts.length, bucket - first); i++) {
            sumBefore += counts[i];
        }
        return sumBefore;
    }

    void write(SummaryWriter out) {
        int low = 0;
        while (low < counts.length && counts[low] == 0) {
            low++;
        }
        int high = counts.length;
        while (high > low && counts[high - 1] == 0) {
            high--;
        }
        out.number(min()).number(max()).number(sum).number(low == high ? 0 : first + low);
        out.numbers(Arrays.copyOfRange(counts, low, high));
    }

    static LogHistogram read(SummaryReader in) {
        LogHistogram histogram = new LogHistogram();
        long min = in.wide();
        long max = in.wide();
        histogram.sum = in.wide();
        histogram.first = in.number();
        histogram.counts = in.amounts();
        SummaryReader.require(histogram.first >= 0 && histogram.first <= MAX_BUCKETS - histogram.counts.length);
        for (long bucket : histogram.counts) {
            histogram.count = Math.addExact(histogram.count, bucket);
        }
        if (histogram.counts.length > 0) {
            SummaryReader.require(min >= 0
                    && min <= max
                    && bucket(min) == histogram.first
                    && bucket(max) == histogram.first + histogram.counts.length - 1
                    && histogram.counts[0] > 0
                    && histogram.counts[histogram.counts.length - 1] > 0);
            histogram.min = min;
            histogram.max = max;
        } else {
            SummaryReader.require(min == 0 && max == 0 && histogram.sum == 0 && histogram.first == 0);
        }
        return histogram;
    }

    /// A histogram of both.
    static LogHistogram sum(@Nullable LogHistogram a, @Nullable LogHistogram b) {
        LogHistogram both = new LogHistogram();
        if (a != null) {
            both.add(a);
        }
        if (b != null) {
            both.add(b);
        }
        return both;
    }
}
