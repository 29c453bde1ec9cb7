package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.summary.OpenJourneys.State;
import java.util.OptionalDouble;

/// The exact quantiles of how long journeys take: type 7 where none is open, else Kaplan-Meier with open
/// journeys censored at their age ([JourneyDurations] estimates the same from times in buckets).
///
/// Cost: one pass over the journeys, 8 bytes per journey, and sorting them.
public final class ExactDurations {
    private final CensoredTimes times;

    public ExactDurations(JourneySelection selection, OpenJourneys openJourneys) {
        Collected all = selection.scan(
                new Collected(new Longs(), new Longs()), range -> collected(range, openJourneys), Collected::with);
        times = new CensoredTimes(all.durations.toArray(), all.ages.toArray());
    }

    /// @param durations of journeys that are over
    /// @param ages of open ones
    private record Collected(Longs durations, Longs ages) {
        Collected with(Collected more) {
            durations.addAll(more.durations);
            ages.addAll(more.ages);
            return this;
        }
    }

    private static Collected collected(Range range, OpenJourneys openJourneys) {
        Journeys part = range.part().journeys();
        Collected collected = new Collected(new Longs(), new Longs());
        for (int journey = range.from(); journey < range.to(); journey++) {
            long duration = range.part().selects(journey) ? part.duration(journey) : -1;
            if (duration >= 0) {
                if (openJourneys.state(part, journey) == State.OPEN) {
                    collected.ages.add(openJourneys.age(part, journey));
                } else {
                    collected.durations.add(duration);
                }
            }
        }
        return collected;
    }

    /// The quantile in seconds; empty where there is none, or the curve does not fall so far.
    public OptionalDouble quantile(double p) {
        return times.quantile(p);
    }
}
