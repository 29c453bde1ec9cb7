package dev.corridor.engine.summary;

import java.util.OptionalDouble;

/// The Kaplan-Meier curve of times in buckets (Kaplan, Meier: Nonparametric Estimation from Incomplete
/// Observations, JASA 1958). Times of one bucket count as equal, and at equal times events come before
/// censorings.
final class KaplanMeier {
    private KaplanMeier() {}

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
