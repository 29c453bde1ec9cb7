package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The exact median and 90 % quantile (type 7) of every edge of a flow, by a second pass over the same
/// journeys.
///
/// Cost: one pass over the interactions, and memory for the values in the buckets where the quantiles lie.
public final class ExactFlowTimes {
    private static final double MEDIAN = 0.5;
    private static final double P90 = 0.9;

    private final Map<Long, ExactTimes> times = new HashMap<>();

    public ExactFlowTimes(Flow flow, JourneySelection selection) {
        for (Flow.Edge edge : flow.edges()) {
            times.put(key(edge.from(), edge.to()), new ExactTimes(edge.times(), MEDIAN, P90));
        }
        if (times.values().stream().anyMatch(ExactTimes::wantsMore)) {
            selection.fold(this, (self, visit) -> {
                self.collect(visit.journeys(), visit.journey());
                return self;
            });
        }
    }

    private void collect(Journeys part, int journey) {
        int end = part.offset(journey + 1);
        for (int i = part.offset(journey) + 1; i < end; i++) {
            long left = part.second(i - 1);
            long arrived = part.second(i);
            if (left == Journeys.UNTIMED || arrived == Journeys.UNTIMED) {
                continue;
            }
            ExactTimes edge = times.get(key(part.touchpoint(i - 1), part.touchpoint(i)));
            if (edge != null) {
                edge.add(arrived - left);
            }
        }
    }

    private static long key(int from, int to) {
        return (long) from << 32 | to;
    }

    /// The median in seconds; empty where no passage has a time.
    public OptionalDouble median(Flow.Edge edge) {
        return quantile(edge, MEDIAN);
    }

    /// The 90 % quantile in seconds; empty where no passage has a time.
    public OptionalDouble p90(Flow.Edge edge) {
        return quantile(edge, P90);
    }

    private OptionalDouble quantile(Flow.Edge edge, double p) {
        ExactTimes exact = times.get(key(edge.from(), edge.to()));
        if (exact == null || edge.timed() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(exact.quantile(p));
    }
}
