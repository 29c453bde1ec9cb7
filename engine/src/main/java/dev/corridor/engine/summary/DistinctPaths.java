package dev.corridor.engine.summary;

import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;

/// The distinct paths of the selected journeys of a part that keeps no dictionary of them, in order of first
/// occurrence: a hash table whose entries are one journey each.
final class DistinctPaths implements PathCounts.Source {
    private final Journeys journeys;
    private final Ints samples = new Ints();
    private final Ints counts = new Ints();
    private final Longs hashes = new Longs();
    private int[] slots = new int[1 << 10];

    DistinctPaths(Part part) {
        journeys = part.journeys();
        for (int journey = 0; journey < journeys.count(); journey++) {
            if (part.selects(journey)) {
                add(journey);
            }
        }
    }

    private void add(int journey) {
        int from = journeys.offset(journey);
        int to = journeys.offset(journey + 1);
        long hash = journeys.pathHash(from, to);
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int path = slots[slot] - 1;
            if (hashes.at(path) == hash && isSame(samples.at(path), from, to)) {
                counts.set(path, counts.at(path) + 1);
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        samples.add(journey);
        counts.add(1);
        hashes.add(hash);
        slots[slot] = samples.size();
        if (samples.size() * 2 > slots.length) {
            grow();
        }
    }

    private boolean isSame(int journey, int from, int to) {
        int start = journeys.offset(journey);
        if (journeys.offset(journey + 1) - start != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (journeys.touchpoint(i) != journeys.touchpoint(start + i - from)) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int path = 0; path < samples.size(); path++) {
            int slot = (int) hashes.at(path) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = path + 1;
        }
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public long count(int path) {
        return counts.at(path);
    }

    @Override
    public long hash(int path) {
        return hashes.at(path);
    }

    @Override
    public int[] touchpoints(int path) {
        return journeys.path(samples.at(path));
    }
}
