package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.summary.OpenJourneys.State;
import java.util.Arrays;
import java.util.OptionalDouble;

/// The exact quantiles of how long journeys take: type 7 where none is open, else Kaplan-Meier with open
/// journeys censored at their age ([JourneyDurations] estimates the same from times in buckets).
///
/// Cost: one pass over the journeys, 8 bytes per journey, and sorting them.
public final class ExactDurations {
    private static final double TOLERANCE = 1e-12;

    private final long[] finished;
    private final long[] open;

    public ExactDurations(JourneySelection selection, OpenJourneys openJourneys) {
        Longs durations = new Longs();
        Longs ages = new Longs();
        selection.fold(this, (self, visit) -> {
            long duration = visit.journeys().duration(visit.journey());
            if (duration >= 0) {
                if (openJourneys.state(visit.journeys(), visit.journey()) == State.OPEN) {
                    ages.add(openJourneys.age(visit.journeys(), visit.journey()));
                } else {
                    durations.add(duration);
                }
            }
            return self;
        });
        finished = sorted(durations);
        open = sorted(ages);
    }

    private static long[] sorted(Longs times) {
        long[] sorted = times.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /// The quantile in seconds; empty where there is none, or the curve does not fall so far.
    public OptionalDouble quantile(double p) {
        if (finished.length == 0) {
            return OptionalDouble.empty();
        }
        return open.length == 0 ? OptionalDouble.of(type7(p)) : KaplanMeier.quantile(finished, open, 1 - p + TOLERANCE);
    }

    private double type7(double p) {
        double place = (finished.length - 1) * p;
        int below = (int) place;
        double low = finished[below];
        return below + 1 < finished.length ? low + (place - below) * (finished[below + 1] - low) : low;
    }
}
