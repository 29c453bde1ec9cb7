package dev.corridor.engine.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A 64-bit hash of bytes, well mixed in all bits; the same on every machine.
public final class Hash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private Hash() {}

    public static long of(byte[] bytes, int start, int length) {
        long hash = PRIME ^ length;
        int at = start;
        int end = start + length;
        for (; at + 8 <= end; at += 8) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        if (at < end) {
            long tail = 0;
            for (int i = end - 1; i >= at; i--) {
                tail = tail << 8 | (bytes[i] & 0xff);
            }
            hash = mix(hash ^ tail);
        }
        return mix(hash);
    }

    /// Mixes all bits (splitmix64's finisher).
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
