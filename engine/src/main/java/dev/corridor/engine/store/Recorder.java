package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Encodes records into the chunks of their partition.
///
/// ```
/// 0   length of the record             4 bytes
/// 4   flags: 1 customer, 2 interaction, 4 timed   1 byte
/// 5   length of the customer's name    4 bytes
/// 9   length of the key's name         4 bytes
/// 13  touchpoint                       4 bytes
/// 17  second                           8 bytes
/// 25  nanosecond                       4 bytes
/// 29  sequence                         8 bytes
/// 37  values                           2 bytes, number of
/// 39  customer, key                    bytes
///     attribute 2 bytes, value 8 bytes per value
/// ```
final class Recorder implements Appender {
    static final int HAS_CUSTOMER = 1;
    static final int IS_INTERACTION = 2;
    static final int IS_TIMED = 4;
    static final int FIXED = 39;
    static final int VALUE = 10;
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 1 << 14;
    private static final int MAX_VALUES = 0xffff;
    private static final int MAX_NAME = 1 << 20;

    private final StoreBuilder builder;
    private final byte[][] open;
    private final int[] used;
    private final int[] counts;
    private int partition;
    private int start;
    private int length;
    private int values;
    private int flags;

    Recorder(StoreBuilder builder) {
        this.builder = builder;
        this.open = new byte[StoreBuilder.PARTS][];
        this.used = new int[StoreBuilder.PARTS];
        this.counts = new int[StoreBuilder.PARTS];
    }

    @Override
    public int touchpoint(String name) {
        return builder.touchpoint(name);
    }

    @Override
    public int category(int attribute, String value) {
        return builder.category(attribute, value);
    }

    @Override
    public void begin(byte @Nullable [] customer, byte[] key) {
        int customerLength = customer == null ? 0 : customer.length;
        if (customerLength > MAX_NAME || key.length > MAX_NAME) {
            throw new CorridorException(
                    EngineError.OUT_OF_RANGE,
                    "A customer or key is named with more than " + MAX_NAME + " bytes.",
                    "Check which column holds the key.");
        }
        partition = builder.requirePart(StoreBuilder.part(customer, key));
        start = used[partition];
        length = 0;
        byte[] chunk = reserve(FIXED + customerLength + key.length);
        INT.set(chunk, start + 5, customerLength);
        INT.set(chunk, start + 9, key.length);
        if (customer != null) {
            System.arraycopy(customer, 0, chunk, start + FIXED, customerLength);
        }
        System.arraycopy(key, 0, chunk, start + FIXED + customerLength, key.length);
        length = FIXED + customerLength + key.length;
        flags = customer == null ? 0 : HAS_CUSTOMER;
        values = 0;
        place(0, 0, 0, 0, 0);
    }

    @Override
    public void interaction(int touchpoint, long second, int nano, long sequence) {
        requireTime(second);
        place(IS_INTERACTION | IS_TIMED, touchpoint, second, nano, sequence);
    }

    private static void requireTime(long second) {
        if (second < -MAX_SECOND || second > MAX_SECOND) {
            throw new CorridorException(
                    EngineError.OUT_OF_RANGE,
                    "A time is " + second + " seconds from 1970, more than " + MAX_SECOND + ".",
                    "Check which column holds the time, and its unit.");
        }
    }

    @Override
    public void untimed(int touchpoint, long sequence) {
        place(IS_INTERACTION, touchpoint, 0, 0, sequence);
    }

    @Override
    public void valuesOnly(long sequence) {
        place(0, 0, 0, 0, sequence);
    }

    private void place(int kind, int touchpoint, long second, int nano, long sequence) {
        flags = (flags & HAS_CUSTOMER) | kind;
        byte[] chunk = open[partition];
        INT.set(chunk, start + 13, touchpoint);
        LONG.set(chunk, start + 17, second);
        INT.set(chunk, start + 25, nano);
        LONG.set(chunk, start + 29, sequence);
    }

    @Override
    public void category(int attribute, int code) {
        value(attribute, code);
    }

    @Override
    public void number(int attribute, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        value(attribute, Double.doubleToRawLongBits(value + 0.0));
    }

    @Override
    public void time(int attribute, long second) {
        requireTime(second);
        value(attribute, second);
    }

    @Override
    public void text(int attribute, long reference) {
        value(attribute, reference);
    }

    @Override
    public void member(int attribute, int code) {
        value(attribute, code);
    }

    private void value(int attribute, long value) {
        if (values == MAX_VALUES) {
            throw new CorridorException(
                    EngineError.OUT_OF_RANGE,
                    "One row carries more than " + MAX_VALUES + " values.",
                    "Leave out columns that nobody needs.");
        }
        byte[] chunk = reserve(VALUE);
        SHORT.set(chunk, start + length, (short) attribute);
        LONG.set(chunk, start + length + 2, value);
        length += VALUE;
        values++;
    }

    /// The chunk of the record at hand with room for more bytes; where there is none, the record moves to a new
    /// one.
    private byte[] reserve(int more) {
        byte[] chunk = open[partition];
        if (chunk != null && start + length + more <= chunk.length) {
            return chunk;
        }
        byte[] larger = new byte[Math.max(CHUNK, 2 * length + more)];
        if (chunk != null) {
            System.arraycopy(chunk, start, larger, 0, length);
        }
        if (counts[partition] > 0) {
            flush(partition);
        }
        open[partition] = larger;
        used[partition] = 0;
        start = 0;
        return larger;
    }

    @Override
    public void end() {
        byte[] chunk = open[partition];
        INT.set(chunk, start, length);
        chunk[start + 4] = (byte) flags;
        SHORT.set(chunk, start + 37, (short) values);
        used[partition] = start + length;
        counts[partition]++;
    }

    private void flush(int index) {
        builder.take(index, new Partition.Chunk(open[index], used[index]), counts[index]);
        counts[index] = 0;
    }

    @Override
    public void close() {
        for (int index = 0; index < open.length; index++) {
            if (counts[index] > 0) {
                flush(index);
            }
            open[index] = null;
        }
    }
}
