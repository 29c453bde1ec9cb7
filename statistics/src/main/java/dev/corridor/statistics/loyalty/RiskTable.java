package dev.corridor.statistics.loyalty;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Counts per distinct time: who came under observation, who had the event, who was last seen without it. All
/// that the curve, its comparison and its mean need, without the rows.
///
/// A customer is at risk on the half-open span `(start, end]`. Tables of disjoint customers merge: the merged
/// table is the table of all. Rows that cannot be (not finite, a negative start, an end not after its start)
/// are left out and counted; an end of 0 with a start of 0 is a customer seen at the start only and is kept.
public final class RiskTable {
    private final double[] times;
    private final long[] entries;
    private final long[] events;
    private final long[] censored;
    private final long leftOut;

    private RiskTable(double[] times, long[] entries, long[] events, long[] censored, long leftOut) {
        this.times = times;
        this.entries = entries;
        this.events = events;
        this.censored = censored;
        this.leftOut = leftOut;
    }

    /// Everybody observed from time 0.
    ///
    /// @param end last time seen, any unit, at least 0
    /// @param event whether the event happened at `end`
    public static RiskTable of(double[] end, boolean[] event) {
        return of(new double[end.length], end, event);
    }

    /// Observation from `start` on (left truncation: who had the event before is not in the data).
    ///
    /// @throws IllegalArgumentException if the columns differ in length
    public static RiskTable of(double[] start, double[] end, boolean[] event) {
        if (start.length != end.length || end.length != event.length) {
            throw new IllegalArgumentException(start.length + ", " + end.length + ", " + event.length + " rows");
        }
        int[] kept = IntStream.range(0, end.length)
                .filter(row -> possible(start[row], end[row]))
                .toArray();
        double[] both = new double[2 * kept.length];
        for (int i = 0; i < kept.length; i++) {
            both[2 * i] = start[kept[i]];
            both[2 * i + 1] = end[kept[i]];
        }
        double[] times = distinct(both);
        RiskTable table = empty(times, end.length - kept.length);
        for (int row : kept) {
            table.entries[table.index(start[row])]++;
            (event[row] ? table.events : table.censored)[table.index(end[row])]++;
        }
        return table;
    }

    /// The table of both sets of customers.
    public RiskTable merge(RiskTable other) {
        double[] both = Arrays.copyOf(times, times.length + other.times.length);
        System.arraycopy(other.times, 0, both, times.length, other.times.length);
        RiskTable merged = empty(distinct(both), leftOut + other.leftOut);
        for (RiskTable part : new RiskTable[] {this, other}) {
            for (int i = 0; i < part.times.length; i++) {
                int at = merged.index(part.times[i]);
                merged.entries[at] += part.entries[i];
                merged.events[at] += part.events[i];
                merged.censored[at] += part.censored[i];
            }
        }
        return merged;
    }

    /// Customers.
    public long n() {
        return Arrays.stream(entries).sum();
    }

    public long events() {
        return Arrays.stream(events).sum();
    }

    /// Rows that cannot be.
    public long leftOut() {
        return leftOut;
    }

    /// The latest time at which anybody was seen; 0 for nobody.
    public double lastTime() {
        return times.length == 0 ? 0 : times[times.length - 1];
    }

    /// Steps at the distinct times at which events happened, ascending.
    ///
    /// @return customers at risk just before, and events, one per time
    Step[] steps() {
        int[] eventful =
                IntStream.range(0, times.length).filter(i -> events[i] > 0).toArray();
        Step[] steps = new Step[eventful.length];
        for (int s = 0; s < steps.length; s++) {
            steps[s] = new Step(times[eventful[s]], 0, events[eventful[s]]);
        }
        long[] atRisk = atRisk(steps);
        for (int s = 0; s < steps.length; s++) {
            steps[s] = new Step(steps[s].time(), atRisk[s], steps[s].events());
        }
        return steps;
    }

    /// Customers of this table at risk at each of the steps, which may be those of a larger table.
    long[] atRisk(Step[] steps) {
        long[] atRisk = new long[steps.length];
        long entered = 0;
        long left = 0;
        int next = 0;
        for (int s = 0; s < steps.length; s++) {
            double time = steps[s].time();
            for (; next < times.length && times[next] < time; next++) {
                entered += entries[next];
                left += events[next] + censored[next];
            }
            // Who starts at 0 is at risk at 0; elsewhere a start counts only after its time.
            long arriving = time == 0 && next < times.length && times[next] == 0 ? entries[next] : 0;
            atRisk[s] = entered + arriving - left;
        }
        return atRisk;
    }

    /// @param time of the events
    /// @param atRisk under observation just before, the events included
    record Step(double time, long atRisk, long events) {}

    static boolean possible(double start, double end) {
        return Double.isFinite(start)
                && Double.isFinite(end)
                && start >= 0
                && (end > start || (end == 0 && start == 0));
    }

    private static RiskTable empty(double[] times, long leftOut) {
        int length = times.length;
        return new RiskTable(times, new long[length], new long[length], new long[length], leftOut);
    }

    private static double[] distinct(double[] values) {
        // Adding 0.0 makes of -0.0 the same time as of 0.0.
        return Arrays.stream(values)
                .map(value -> value + 0.0)
                .sorted()
                .distinct()
                .toArray();
    }

    private int index(double time) {
        return Arrays.binarySearch(times, time + 0.0);
    }
}
