package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Comparing and hashing of byte slices.
final class Slices {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;

    private Slices() {}

    /// A 64-bit hash; two different slices share one with a chance of 2^-64.
    static long hash(byte[] buffer, int start, int length) {
        return hash(FIRST ^ length, buffer, start, length);
    }

    private static long hash(long seed, byte[] buffer, int start, int length) {
        long hash = seed;
        int at = start;
        int end = start + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(buffer, at));
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | buffer[at] & 0xFF;
        }
        return mix(hash ^ tail ^ FIRST);
    }

    private static long mix(long value) {
        long a = value ^ SECOND;
        return Math.unsignedMultiplyHigh(a, FIRST) ^ a * FIRST;
    }

    /// The hash of all cells of a row; where one cell ends and the next begins matters.
    static long hash(Row row) {
        long hash = FIRST;
        for (int column = 0; column < row.cells(); column++) {
            hash = hash(mix(hash + row.length(column)), row.buffer(), row.start(column), row.length(column));
        }
        return hash;
    }

    /// The hash of some cells of a row.
    static long hash(Row row, int[] columns) {
        long hash = FIRST;
        for (int column : columns) {
            hash = hash(mix(hash + row.length(column)), row.buffer(), row.start(column), row.length(column));
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
