package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.internal.Ints;
import java.util.Arrays;

/// Numbers pairs of touchpoints in order of first use: a square of ints for up to 512 touchpoints, a hash
/// table above.
final class EdgeTable {
    private static final int DENSE = 512;

    private final int touchpoints;
    private final int[] dense;
    private int[] slots;
    private final Ints from = new Ints();
    private final Ints to = new Ints();

    EdgeTable(int touchpoints) {
        this.touchpoints = touchpoints;
        this.dense = touchpoints <= DENSE ? new int[touchpoints * touchpoints] : new int[0];
        this.slots = touchpoints <= DENSE ? new int[0] : new int[1 << 12];
    }

    int touchpoints() {
        return touchpoints;
    }

    /// The number of each pair plus one, 0 where it is new, in rows of [#touchpoints]; empty above 512 touchpoints.
    int[] dense() {
        return dense;
    }

    int size() {
        return from.size();
    }

    int from(int edge) {
        return from.at(edge);
    }

    int to(int edge) {
        return to.at(edge);
    }

    /// The number of the pair, new where it is not known yet.
    int edge(int fromTouchpoint, int toTouchpoint) {
        if (dense.length > 0) {
            int cell = fromTouchpoint * touchpoints + toTouchpoint;
            int known = dense[cell];
            if (known != 0) {
                return known - 1;
            }
            dense[cell] = from.size() + 1;
            return add(fromTouchpoint, toTouchpoint);
        }
        int slot = slot(slots, fromTouchpoint, toTouchpoint);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        slots[slot] = from.size() + 1;
        int edge = add(fromTouchpoint, toTouchpoint);
        if (from.size() * 2 > slots.length) {
            grow();
        }
        return edge;
    }

    private int add(int fromTouchpoint, int toTouchpoint) {
        from.add(fromTouchpoint);
        to.add(toTouchpoint);
        return from.size() - 1;
    }

    private int slot(int[] table, int fromTouchpoint, int toTouchpoint) {
        int mask = table.length - 1;
        int slot = (int) Hash.mix((long) fromTouchpoint << 32 | toTouchpoint) & mask;
        while (table[slot] != 0) {
            int edge = table[slot] - 1;
            if (from.at(edge) == fromTouchpoint && to.at(edge) == toTouchpoint) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        Arrays.fill(slots, 0);
        for (int edge = 0; edge < from.size(); edge++) {
            larger[slot(larger, from.at(edge), to.at(edge))] = edge + 1;
        }
        slots = larger;
    }
}
