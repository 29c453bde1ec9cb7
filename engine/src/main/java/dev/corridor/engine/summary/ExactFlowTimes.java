package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The exact median and 90 % quantile (type 7) of every edge of a flow, and of all passages that leave a
/// touchpoint, by a second pass over the same journeys.
///
/// Cost: one pass over the interactions, and memory for the values in the buckets where the quantiles lie.
public final class ExactFlowTimes {
    private static final double MEDIAN = 0.5;
    private static final double P90 = 0.9;

    private final EdgeTable table;
    private final List<ExactTimes> times = new ArrayList<>();
    private final ExactTimes[] leaving;

    public ExactFlowTimes(Flow flow, JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        table = new EdgeTable(touchpoints);
        LogHistogram[] sums = new LogHistogram[touchpoints];
        Arrays.setAll(sums, i -> new LogHistogram());
        for (Flow.Edge edge : flow.edges()) {
            table.edge(edge.from(), edge.to());
            times.add(new ExactTimes(edge.times(), MEDIAN, P90));
            sums[edge.from()].add(edge.times());
        }
        leaving = new ExactTimes[touchpoints];
        Arrays.setAll(leaving, i -> new ExactTimes(sums[i], MEDIAN, P90));
        List<Longs> values = FlowValues.of(selection, table, this::wants);
        for (int edge = 0; edge < table.size(); edge++) {
            for (int i = 0; i < values.get(edge).size(); i++) {
                long seconds = values.get(edge).at(i);
                times.get(edge).add(seconds);
                leaving[table.from(edge)].add(seconds);
            }
        }
    }

    private boolean wants(int edge, int bucket) {
        return times.get(edge).wants(bucket) || leaving[table.from(edge)].wants(bucket);
    }

    /// The median in seconds; empty where no passage has a time.
    public OptionalDouble median(Flow.Edge edge) {
        return quantile(times.get(table.edge(edge.from(), edge.to())), MEDIAN);
    }

    /// The 90 % quantile in seconds; empty where no passage has a time.
    public OptionalDouble p90(Flow.Edge edge) {
        return quantile(times.get(table.edge(edge.from(), edge.to())), P90);
    }

    /// The median in seconds over all passages that leave a touchpoint; empty where none has a time.
    public OptionalDouble medianLeaving(int touchpoint) {
        return quantile(leaving[touchpoint], MEDIAN);
    }

    /// The 90 % quantile in seconds over all passages that leave a touchpoint; empty where none has a time.
    public OptionalDouble p90Leaving(int touchpoint) {
        return quantile(leaving[touchpoint], P90);
    }

    private static OptionalDouble quantile(ExactTimes exact, double p) {
        double value = exact.quantile(p);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
