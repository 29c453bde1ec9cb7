package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import java.util.Arrays;

/// Names as bytes under an owner number, each with a dense code in order of first use; open addressing, no
/// object per name.
final class ByteNames {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private int[] slots = new int[1 << 10];
    private byte[] bytes = new byte[1 << 14];
    private long used;
    private final Longs ends = new Longs();
    private final Longs hashes = new Longs();
    private final Ints owners = new Ints();

    int size() {
        return ends.size();
    }

    /// The code of a name, new where it is not known yet.
    int code(int owner, byte[] source, int start, int length) {
        long hash = Hash.of(source, start, length) ^ Hash.mix(owner);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes.at(code) == hash && owners.at(code) == owner && equal(code, source, start, length)) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        int code = ends.size();
        slots[slot] = code + 1;
        append(source, start, length);
        hashes.add(hash);
        owners.add(owner);
        if (code * 2 > slots.length) {
            grow();
        }
        return code;
    }

    int owner(int code) {
        return owners.at(code);
    }

    int start(int code) {
        return code == 0 ? 0 : (int) ends.at(code - 1);
    }

    int length(int code) {
        return (int) ends.at(code) - start(code);
    }

    byte[] bytes() {
        return bytes;
    }

    private boolean equal(int code, byte[] source, int start, int length) {
        int from = start(code);
        return Arrays.equals(bytes, from, from + length(code), source, start, start + length);
    }

    private void append(byte[] source, int start, int length) {
        if (used + length > MOST_BYTES) {
            throw new CorridorException(
                    EngineError.OUT_OF_RANGE,
                    "The names of the customers or keys of one segment take more than " + MOST_BYTES + " bytes.",
                    "Check which columns hold the customer and the key; they should hold short ids.");
        }
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(bytes.length * 2L, used + length)));
        }
        System.arraycopy(source, start, bytes, (int) used, length);
        used += length;
        ends.add(used);
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int code = 0; code < ends.size(); code++) {
            int slot = (int) hashes.at(code) & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = code + 1;
        }
        slots = larger;
    }
}
