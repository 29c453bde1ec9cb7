package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;

/// How many customers some journeys bring to each place: each counted once, however many journeys they have there.
/// Journeys without a customer count nowhere. Exact.
///
/// Cost: one pass over the interactions. Nothing can be sent or merged: for answers within one process.
public final class Reach {
    private final long[] visited;
    private final long[] starts;
    private final long[] ends;
    private final EdgeTable table;
    private long[] walked = new long[64];

    private Reach(int touchpoints) {
        visited = new long[touchpoints];
        starts = new long[touchpoints];
        ends = new long[touchpoints];
        table = new EdgeTable(touchpoints);
    }

    public static Reach of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        return selection.scanParts(new Reach(touchpoints), part -> new Walk(part, touchpoints).reach, Reach::with);
    }

    /// Parts of a store share no customer.
    private Reach with(Reach other) {
        for (int touchpoint = 0; touchpoint < visited.length; touchpoint++) {
            visited[touchpoint] += other.visited[touchpoint];
            starts[touchpoint] += other.starts[touchpoint];
            ends[touchpoint] += other.ends[touchpoint];
        }
        for (int edge = 0; edge < other.table.size(); edge++) {
            int own = edge(other.table.from(edge), other.table.to(edge));
            walked[own] += other.walked[edge];
        }
        return this;
    }

    private int edge(int from, int to) {
        int edge = table.edge(from, to);
        if (edge >= walked.length) {
            walked = Arrays.copyOf(walked, 2 * walked.length);
        }
        return edge;
    }

    /// Customers with a journey that passes the touchpoint.
    public long visited(int touchpoint) {
        return visited[touchpoint];
    }

    /// Customers with a journey that begins at the touchpoint.
    public long starts(int touchpoint) {
        return starts[touchpoint];
    }

    /// Customers with a journey whose last interaction is at the touchpoint.
    public long ends(int touchpoint) {
        return ends[touchpoint];
    }

    /// Pairs of touchpoints that a customer walked, in no order of meaning.
    public int steps() {
        return table.size();
    }

    public int from(int step) {
        return table.from(step);
    }

    public int to(int step) {
        return table.to(step);
    }

    /// Customers with a journey in which the one directly follows the other.
    public long walked(int step) {
        return walked[step];
    }

    /// One walk over a part, whose journeys come grouped by customer.
    private static final class Walk {
        private final Reach reach;
        private final int[] lastVisitor;
        private final int[] lastStarter;
        private final int[] lastEnder;
        private int[] lastWalker = new int[0];

        Walk(Part selected, int touchpoints) {
            reach = new Reach(touchpoints);
            lastVisitor = nobody(new int[touchpoints], 0);
            lastStarter = nobody(new int[touchpoints], 0);
            lastEnder = nobody(new int[touchpoints], 0);
            Journeys part = selected.journeys();
            for (int journey = 0; journey < part.count(); journey++) {
                int customer = selected.selects(journey) ? part.customer(journey) : -1;
                if (customer >= 0) {
                    walk(part, journey, customer);
                }
            }
        }

        private static int[] nobody(int[] last, int from) {
            Arrays.fill(last, from, last.length, -1);
            return last;
        }

        private void walk(Journeys part, int journey, int customer) {
            int from = part.offset(journey);
            int to = part.offset(journey + 1);
            int left = part.touchpoint(from);
            count(reach.starts, lastStarter, left, customer);
            count(reach.visited, lastVisitor, left, customer);
            for (int i = from + 1; i < to; i++) {
                int arrived = part.touchpoint(i);
                count(reach.visited, lastVisitor, arrived, customer);
                int edge = reach.edge(left, arrived);
                if (edge >= lastWalker.length) {
                    lastWalker = nobody(Arrays.copyOf(lastWalker, reach.walked.length), lastWalker.length);
                }
                count(reach.walked, lastWalker, edge, customer);
                left = arrived;
            }
            count(reach.ends, lastEnder, left, customer);
        }

        private static void count(long[] customers, int[] last, int place, int customer) {
            if (last[place] != customer) {
                last[place] = customer;
                customers[place]++;
            }
        }
    }
}
