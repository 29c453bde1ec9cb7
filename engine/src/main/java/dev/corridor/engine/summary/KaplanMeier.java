package dev.corridor.engine.summary;

import java.util.OptionalDouble;

/// The Kaplan-Meier curve of times, exact or in buckets (Kaplan, Meier: Nonparametric Estimation from
/// Incomplete Observations, JASA 1958). At equal times events come before censorings; times of one bucket
/// count as equal.
final class KaplanMeier {
    private KaplanMeier() {}

    /// The smallest event time at which the share that still goes on is at most `share`, empty where the curve
    /// does not fall so far.
    ///
    /// @param events ascending
    /// @param censored ascending
    static OptionalDouble quantile(long[] events, long[] censored, double share) {
        double surviving = 1;
        int gone = 0;
        for (int at = 0; at < events.length; ) {
            long time = events[at];
            int next = at;
            while (next < events.length && events[next] == time) {
                next++;
            }
            while (gone < censored.length && censored[gone] < time) {
                gone++;
            }
            surviving *= 1 - (double) (next - at) / (events.length - at + censored.length - gone);
            if (surviving <= share) {
                return OptionalDouble.of(time);
            }
            at = next;
        }
        return OptionalDouble.empty();
    }

    /// The smallest event time at which the share that still goes on is at most `share`: the middle of
    /// its bucket, empty where the curve does not fall so far.
    static OptionalDouble quantile(LogHistogram events, LogHistogram censored, double share) {
        long atRisk = events.count() + censored.count();
        double surviving = 1;
        long eventsBefore = 0;
        while (eventsBefore < events.count()) {
            int bucket = events.bucketOfRank(eventsBefore);
            long here = events.before(bucket + 1) - eventsBefore;
            long left = atRisk - eventsBefore - censored.before(bucket);
            surviving *= 1 - (double) here / left;
            if (surviving <= share) {
                double middle = LogHistogram.lowest(bucket) + (LogHistogram.width(bucket) - 1) / 2.0;
                return OptionalDouble.of(Math.clamp(middle, (double) events.min(), (double) events.max()));
            }
            eventsBefore += here;
        }
        return OptionalDouble.empty();
    }
}
