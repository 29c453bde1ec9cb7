package dev.corridor.statistics.disclosure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Which groups of a list with its total are hidden, so that none of 1 to k - 1 answers can be worked out.
///
/// Small groups are hidden first (primary). What is hidden must hold at least k answers in at least two groups
/// together, else the total less the rest would tell: then the smallest other group is hidden too
/// (complementary). A total of 1 to k - 1 hides everything. Empty groups stay.
///
/// @param primary hidden because they are small
/// @param complementary hidden to protect those
/// @param totalHidden whether the total is hidden too
/// @param hiddenSum answers in hidden groups, which anybody can work out unless the total is hidden
public record OneWaySuppression(boolean[] primary, boolean[] complementary, boolean totalHidden, long hiddenSum) {

    /// @param counts answers per group, each 0 or more
    /// @param k fewest answers that are shown, such as 5; 0 hides nothing
    public static OneWaySuppression of(long[] counts, long k) {
        if (k < 0 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts " + Arrays.toString(counts) + " with k " + k);
        }
        boolean[] primary = new boolean[counts.length];
        boolean[] complementary = new boolean[counts.length];
        long total = Arrays.stream(counts).sum();
        long hidden = 0;
        int groups = 0;
        for (int i = 0; i < counts.length; i++) {
            primary[i] = 0 < counts[i] && counts[i] < k;
            if (primary[i]) {
                hidden += counts[i];
                groups++;
            }
        }
        if (0 < total && total < k) {
            for (int i = 0; i < counts.length; i++) {
                complementary[i] = !primary[i];
            }
            return new OneWaySuppression(primary, complementary, true, total);
        }
        if (groups > 0 && (groups < 2 || hidden < k)) {
            int smallest = IntStream.range(0, counts.length)
                    .filter(i -> counts[i] >= k)
                    .boxed()
                    .min(Comparator.comparingLong(i -> counts[i]))
                    .orElseThrow();
            complementary[smallest] = true;
            hidden += counts[smallest];
        }
        return new OneWaySuppression(primary, complementary, false, hidden);
    }

    /// Whether a group is hidden, for either reason; the two must look alike.
    public boolean hidden(int group) {
        return primary[group] || complementary[group];
    }
}
