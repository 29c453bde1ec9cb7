package dev.corridor.recipes.intake;

/// How often each 64-bit hash was seen.
final class LongCounts {
    private long[] keys = new long[1 << 10];
    private int[] counts = new int[1 << 10];
    private int size;

    /// Counts once more.
    ///
    /// @return how often it was seen by now, from 1
    int add(long key) {
        if (size * 3L >= keys.length * 2L) {
            grow();
        }
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        return ++counts[slot];
    }

    int count(long key) {
        return counts[slot(key)];
    }

    int distinct() {
        return size;
    }

    /// Raises every count to that of the other, where that is greater.
    void raiseTo(LongCounts other) {
        for (int slot = 0; slot < other.keys.length; slot++) {
            if (other.counts[slot] > 0) {
                if (size * 3L >= keys.length * 2L) {
                    grow();
                }
                int here = slot(other.keys[slot]);
                if (counts[here] == 0) {
                    keys[here] = other.keys[slot];
                    size++;
                }
                counts[here] = Math.max(counts[here], other.counts[slot]);
            }
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] != 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
            }
        }
    }
}
