package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.summary.OpenJourneys.State;
import java.util.OptionalDouble;

/// How long journeys take, from the first to the last timed interaction; open journeys count as not finished
/// yet.
///
/// Quantiles are type 7 where no journey is open, else Kaplan-Meier estimates with open journeys censored at
/// their age (Kaplan, Meier 1958). Guarantee: counts by state, smallest, largest and mean are exact; type 7
/// quantiles within 1/64 (see [LogHistogram]); Kaplan-Meier estimates are exact for times rounded to the
/// middle of their bucket, so that they may name a neighbouring time where the curve is flat. [ExactDurations]
/// gives both exactly.
///
/// Cost: two reads per journey, and one per touchpoint where ends are named. Bytes: version 1, journeys by
/// state (list of 8: completed, open, dropped out, unknown), durations of finished ones, ages of open ones
/// (histograms).
public final class JourneyDurations implements Summary<JourneyDurations> {
    private static final int VERSION = 1;
    private static final double TOLERANCE = 1e-12;

    private final long[] states;
    private final LogHistogram finished;
    private final LogHistogram open;

    private JourneyDurations(long[] states, LogHistogram finished, LogHistogram open) {
        this.states = states;
        this.finished = finished;
        this.open = open;
    }

    private static JourneyDurations empty() {
        return new JourneyDurations(new long[4], new LogHistogram(), new LogHistogram());
    }

    public static JourneyDurations of(JourneySelection selection, OpenJourneys openJourneys) {
        return selection.scan(empty(), range -> scan(range, openJourneys), JourneyDurations::merge);
    }

    private static JourneyDurations scan(Range range, OpenJourneys openJourneys) {
        Journeys part = range.part().journeys();
        JourneyDurations durations = empty();
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            State state = openJourneys.state(part, journey);
            durations.states[index(state)]++;
            long duration = part.duration(journey);
            if (duration < 0) {
                continue;
            }
            if (state == State.OPEN) {
                durations.open.add(openJourneys.age(part, journey));
            } else {
                durations.finished.add(duration);
            }
        }
        return durations;
    }

    private static int index(State state) {
        return switch (state) {
            case COMPLETED -> 0;
            case OPEN -> 1;
            case DROPPED_OUT -> 2;
            case UNKNOWN -> 3;
        };
    }

    /// Journeys in a state.
    public long journeys(State state) {
        return states[index(state)];
    }

    /// Durations of the journeys that are not open.
    public LogHistogram finished() {
        return finished;
    }

    /// Ages of the open journeys.
    public LogHistogram open() {
        return open;
    }

    /// The quantile in seconds; empty where there is none, or the curve does not fall so far.
    public OptionalDouble quantile(double p) {
        if (open.count() == 0) {
            return finished.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(finished.quantile(p));
        }
        return KaplanMeier.quantile(finished, open, 1 - p + TOLERANCE);
    }

    @Override
    public JourneyDurations merge(JourneyDurations other) {
        return new JourneyDurations(
                TouchpointCounts.sum(states, other.states),
                LogHistogram.sum(finished, other.finished),
                LogHistogram.sum(open, other.open));
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).numbers(states);
        finished.write(out);
        open.write(out);
        return out.toBytes();
    }

    public static JourneyDurations fromBytes(byte[] bytes) {
        return SummaryReader.read("journey durations", VERSION, bytes, in -> {
            long[] states = in.amounts();
            SummaryReader.require(states.length == 4);
            return new JourneyDurations(states, LogHistogram.read(in), LogHistogram.read(in));
        });
    }
}
