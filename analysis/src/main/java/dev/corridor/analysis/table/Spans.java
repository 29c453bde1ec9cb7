package dev.corridor.analysis.table;

import dev.corridor.statistics.loyalty.RiskTable;
import java.util.Arrays;

/// Times of customers, growing.
final class Spans {
    private double[] starts = new double[8];
    private double[] ends = new double[8];
    private boolean[] events = new boolean[8];
    private int count;

    void add(double start, double end, boolean event) {
        if (count == ends.length) {
            int larger = Math.max(2 * count, count + 1);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
            events = Arrays.copyOf(events, larger);
        }
        starts[count] = start;
        ends[count] = end;
        events[count++] = event;
    }

    int count() {
        return count;
    }

    boolean overlaps(double start, double end) {
        for (int i = 0; i < count; i++) {
            if (start < ends[i] && starts[i] < end || start == starts[i]) {
                return true;
            }
        }
        return false;
    }

    /// Copies all into columns, from a row on.
    void copy(double[] start, double[] end, boolean[] event, int row) {
        System.arraycopy(starts, 0, start, row, count);
        System.arraycopy(ends, 0, end, row, count);
        System.arraycopy(events, 0, event, row, count);
    }

    RiskTable table() {
        return RiskTable.of(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), Arrays.copyOf(events, count));
    }
}
