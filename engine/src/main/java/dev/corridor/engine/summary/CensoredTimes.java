package dev.corridor.engine.summary;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How long something took where it has ended, and for how long it has been going on where it has not, in seconds.
///
/// Quantiles are exact: type 7 where nothing goes on, else Kaplan-Meier with what goes on censored at its age; at
/// equal times ends come before censorings. Cost: sorting, once.
public final class CensoredTimes {
    private static final double TOLERANCE = 1e-12;

    private final long[] ended;
    private final long[] open;

    /// @param ended seconds that it took, each 0 or more, in any order
    /// @param open seconds for which it has been going on
    public CensoredTimes(long[] ended, long[] open) {
        this.ended = sorted(ended);
        this.open = sorted(open);
    }

    private static long[] sorted(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /// The quantile in seconds; empty where there is none, or the curve does not fall so far.
    public OptionalDouble quantile(double p) {
        if (ended.length == 0) {
            return OptionalDouble.empty();
        }
        return open.length == 0 ? OptionalDouble.of(type7(p)) : KaplanMeier.quantile(ended, open, 1 - p + TOLERANCE);
    }

    private double type7(double p) {
        double place = (ended.length - 1) * p;
        int below = (int) place;
        double low = ended[below];
        return below + 1 < ended.length ? low + (place - below) * (ended[below + 1] - low) : low;
    }

    /// Seconds of what has ended, ascending; the array is shared and must not be changed.
    public long[] ended() {
        return ended;
    }

    /// Seconds of what goes on, ascending; the array is shared and must not be changed.
    public long[] open() {
        return open;
    }
}
