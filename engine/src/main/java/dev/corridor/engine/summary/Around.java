package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;

/// What comes up to k steps before and after the first occurrence of a touchpoint: per distance, journeys by
/// the touchpoint found there, or by start and end where the journey does not reach so far. Every distance
/// sums to the journeys that pass the touchpoint. Exact.
///
/// Cost: one pass over the touchpoints. Bytes: version 1, k (4), touchpoints (4), counts (list of 8):
/// distances -k..-1, 1..k, each touchpoints + 1 cells, the last for start or end.
public final class Around implements Summary<Around> {
    private static final int VERSION = 1;

    private final int steps;
    private final int touchpoints;
    private final long[] counts;

    private Around(int steps, int touchpoints, long[] counts) {
        this.steps = steps;
        this.touchpoints = touchpoints;
        this.counts = counts;
    }

    private static Around empty(int steps, int touchpoints) {
        return new Around(steps, touchpoints, new long[Math.multiplyExact(2 * steps, touchpoints + 1)]);
    }

    /// @param steps how far to look, 1 to 100
    public static Around of(JourneySelection selection, int touchpoint, int steps) {
        if (steps < 1 || steps > 100) {
            throw new IllegalArgumentException("steps out of range: " + steps);
        }
        int touchpoints = selection.log().store().touchpoints().size();
        return selection.scan(
                empty(steps, touchpoints), range -> scan(range, touchpoint, empty(steps, touchpoints)), Around::merge);
    }

    private static Around scan(Range range, int touchpoint, Around around) {
        Journeys part = range.part().journeys();
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int start = part.offset(journey);
            int end = part.offset(journey + 1);
            int at = start;
            while (at < end && part.touchpoint(at) != touchpoint) {
                at++;
            }
            if (at < end) {
                around.add(part, start, at, end);
            }
        }
        return around;
    }

    private void add(Journeys part, int start, int at, int end) {
        for (int distance = 1; distance <= steps; distance++) {
            int before = at - distance;
            int after = at + distance;
            counts[cell(-distance, before < start ? touchpoints : part.touchpoint(before))]++;
            counts[cell(distance, after >= end ? touchpoints : part.touchpoint(after))]++;
        }
    }

    private int cell(int distance, int touchpoint) {
        int row = distance < 0 ? steps + distance : steps + distance - 1;
        return row * (touchpoints + 1) + touchpoint;
    }

    /// Journeys that have the touchpoint at a distance.
    ///
    /// @param distance -k to -1 and 1 to k
    public long at(int distance, int touchpoint) {
        return counts[cell(distance, touchpoint)];
    }

    /// Journeys that do not reach so far: they start or end before.
    public long beyond(int distance) {
        return counts[cell(distance, touchpoints)];
    }

    @Override
    public Around merge(Around other) {
        return new Around(steps, touchpoints, TouchpointCounts.sum(counts, other.counts));
    }

    @Override
    public byte[] toBytes() {
        return new SummaryWriter(VERSION)
                .number(steps)
                .number(touchpoints)
                .numbers(counts)
                .toBytes();
    }

    public static Around fromBytes(byte[] bytes) {
        return SummaryReader.read("around", VERSION, bytes, in -> {
            Around around = new Around(in.number(), in.number(), in.amounts());
            SummaryReader.require(around.steps >= 1
                    && around.steps <= 100
                    && around.touchpoints >= 0
                    && around.counts.length == 2L * around.steps * (around.touchpoints + 1L));
            return around;
        });
    }
}
