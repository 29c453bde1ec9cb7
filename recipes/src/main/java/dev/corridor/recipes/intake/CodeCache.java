package dev.corridor.recipes.intake;

import java.util.Arrays;

/// Codes by text, the text given as bytes: open addressing, no object per look-up. Forgets nothing, but takes
/// no more than [#LIMIT] texts; what does not fit is looked up elsewhere each time.
final class CodeCache {
    /// Nothing is known of the text.
    static final int UNKNOWN = Integer.MIN_VALUE;

    /// Texts that are remembered at most.
    static final int LIMIT = 1 << 20;

    private static final int LONGEST = 1 << 10;

    private long[] hashes = new long[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private int[] codes = new int[64];
    private byte[] pool = new byte[1 << 10];
    private int poolSize;
    private int size;

    CodeCache() {
        Arrays.fill(codes, UNKNOWN);
    }

    int find(byte[] buffer, int start, int length) {
        long hash = Slices.hash(buffer, start, length);
        int mask = codes.length - 1;
        for (int slot = (int) hash & mask; codes[slot] != UNKNOWN; slot = slot + 1 & mask) {
            if (hashes[slot] == hash && Slices.equal(pool, starts[slot], lengths[slot], buffer, start, length)) {
                return codes[slot];
            }
        }
        return UNKNOWN;
    }

    /// Remembers a text that [#find] did not know.
    void put(byte[] buffer, int start, int length, int code) {
        if (size >= LIMIT || length > LONGEST || poolSize > Integer.MAX_VALUE - LONGEST - 8) {
            return;
        }
        if (size * 2 >= codes.length) {
            grow();
        }
        if (poolSize + length > pool.length) {
            pool = Arrays.copyOf(
                    pool, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(pool.length * 2L, poolSize + length)));
        }
        System.arraycopy(buffer, start, pool, poolSize, length);
        place(Slices.hash(buffer, start, length), poolSize, length, code);
        poolSize += length;
        size++;
    }

    private void place(long hash, int start, int length, int code) {
        int mask = codes.length - 1;
        int slot = (int) hash & mask;
        while (codes[slot] != UNKNOWN) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        starts[slot] = start;
        lengths[slot] = length;
        codes[slot] = code;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldStarts = starts;
        int[] oldLengths = lengths;
        int[] oldCodes = codes;
        int capacity = oldCodes.length * 2;
        hashes = new long[capacity];
        starts = new int[capacity];
        lengths = new int[capacity];
        codes = new int[capacity];
        Arrays.fill(codes, UNKNOWN);
        for (int slot = 0; slot < oldCodes.length; slot++) {
            if (oldCodes[slot] != UNKNOWN) {
                place(oldHashes[slot], oldStarts[slot], oldLengths[slot], oldCodes[slot]);
            }
        }
    }
}
