package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Comparing and hashing of byte slices.
final class Slices {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;

    private Slices() {}

    /// A 64-bit hash; two different slices share one with a chance of 2^-64.
    static long hash(byte[] buffer, int start, int length) {
        return hash(FIRST ^ length, buffer, start, length);
    }

    private static long hash(long seed, byte[] buffer, int start, int length) {
        if (length < Long.BYTES) {
            return mix(seed ^ shortWord(buffer, start, length));
        }
        long hash = seed;
        int last = start + length - Long.BYTES;
        for (int at = start; at < last; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(buffer, at));
        }
        return mix(hash ^ (long) LONGS.get(buffer, last));
    }

    /// Up to seven bytes in one word; tells two slices of the same length apart.
    private static long shortWord(byte[] buffer, int start, int length) {
        if (length >= Integer.BYTES) {
            long low = (int) INTS.get(buffer, start) & 0xFFFF_FFFFL;
            long high = (int) INTS.get(buffer, start + length - Integer.BYTES) & 0xFFFF_FFFFL;
            return low | high << Integer.SIZE;
        }
        if (length == 0) {
            return 0;
        }
        long first = buffer[start] & 0xFF;
        long middle = buffer[start + (length >> 1)] & 0xFF;
        long end = buffer[start + length - 1] & 0xFF;
        return first | middle << 8 | end << 16;
    }

    private static long mix(long value) {
        long a = value ^ SECOND;
        return Math.unsignedMultiplyHigh(a, FIRST) ^ a * FIRST;
    }

    /// The hash of all cells of a row; where one cell ends and the next begins matters.
    static long hash(Row row) {
        long hash = FIRST;
        for (int column = 0; column < row.cells(); column++) {
            hash = hash(hash ^ row.length(column) * SECOND, row.buffer(), row.start(column), row.length(column));
        }
        return hash;
    }

    /// The hash of some cells of a row.
    static long hash(Row row, int[] columns) {
        long hash = FIRST;
        for (int column : columns) {
            hash = hash(hash ^ row.length(column) * SECOND, row.buffer(), row.start(column), row.length(column));
        }
        return hash;
    }

    static boolean equal(byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
        return aLength == bLength && Arrays.equals(a, aStart, aStart + aLength, b, bStart, bStart + bLength);
    }

    /// Whether there is nothing but blanks.
    static boolean isBlank(byte[] buffer, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (buffer[i] < 0 || buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }
}
