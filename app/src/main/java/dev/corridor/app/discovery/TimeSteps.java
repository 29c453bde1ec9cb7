package dev.corridor.app.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The edges, in seconds, by which times are put into groups: even steps, or each about twice the one before.
final class TimeSteps {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int MOST = 16;
    private static final double FIRST = 0.02;
    private static final double LAST = 0.98;
    private static final int SKEWED = 8;
    private static final long[] DOUBLING = LongStream.concat(
                    LongStream.of(1, 2, 4, 8, 15, 30, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 15 * MINUTE),
                    LongStream.concat(
                            LongStream.of(30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR),
                            LongStream.iterate(DAY, days -> days < 1_000_000 * DAY, days -> 2 * days)))
            .toArray();
    private static final long[] EVEN = LongStream.concat(
                    LongStream.of(1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE),
                    LongStream.concat(
                            LongStream.of(30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY),
                            LongStream.of(5, 7, 10, 14, 30, 60, 100, 200, 500, 1_000, 5_000, 20_000, 100_000)
                                    .map(days -> days * DAY)))
            .toArray();

    private TimeSteps() {}

    /// Whether times spread so far that steps which double show more.
    private static boolean skewed(long[] sorted) {
        return at(sorted, LAST) > SKEWED * Math.max(1, at(sorted, 0.5));
    }

    /// Ascending edges: groups are below the first, between neighbours, and from the last on.
    ///
    /// @param sorted ascending, not empty
    /// @param doubling empty: whichever shows more
    static List<Long> edges(long[] sorted, Optional<Boolean> doubling) {
        return doubling.orElseGet(() -> skewed(sorted)) ? doubling(sorted) : even(sorted);
    }

    private static List<Long> doubling(long[] sorted) {
        long low = at(sorted, FIRST);
        long high = at(sorted, LAST);
        int first = 0;
        while (first + 1 < DOUBLING.length && DOUBLING[first + 1] <= low) {
            first++;
        }
        int last = first;
        while (last + 1 < DOUBLING.length && DOUBLING[last] <= high) {
            last++;
        }
        first = Math.max(first, last - MOST + 1);
        return LongStream.of(DOUBLING)
                .skip(first)
                .limit(last - first + 1L)
                .boxed()
                .toList();
    }

    private static List<Long> even(long[] sorted) {
        long high = at(sorted, LAST);
        long step = LongStream.of(EVEN)
                .filter(size -> high / size < MOST)
                .findFirst()
                .orElse(EVEN[EVEN.length - 1]);
        List<Long> edges = new ArrayList<>();
        for (long edge = step; edges.isEmpty() || (edge <= high && edges.size() < MOST); edge += step) {
            edges.add(edge);
        }
        if (edges.getLast() <= high) {
            edges.add(edges.getLast() + step);
        }
        return edges;
    }

    private static long at(long[] sorted, double p) {
        return sorted[(int) ((sorted.length - 1) * p)];
    }
}
