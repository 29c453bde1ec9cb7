package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
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
    private static final int CHUNK = 1 << 16;
    private static final int MAX_VALUES = 0xffff;
    private static final int MAX_NAME = 1 << 20;

    private final StoreBuilder builder;
    private final byte[][] open;
    private final int[] used;
    private final int[] counts;
    private byte[] record = new byte[1 << 10];
    private int length;
    private int values;
    private int partition;
    private int flags;

    Recorder(StoreBuilder builder, int partitions) {
        this.builder = builder;
        this.open = new byte[partitions][];
        this.used = new int[partitions];
        this.counts = new int[partitions];
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
        length = FIXED + customerLength + key.length;
        reserve(0);
        INT.set(record, 5, customerLength);
        INT.set(record, 9, key.length);
        byte[] home = customer == null ? key : customer;
        if (customer != null) {
            System.arraycopy(customer, 0, record, FIXED, customerLength);
        }
        System.arraycopy(key, 0, record, FIXED + customerLength, key.length);
        flags = customer == null ? 0 : HAS_CUSTOMER;
        partition = (int) (Hash.of(home, 0, home.length) >>> 40) & (open.length - 1);
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
        INT.set(record, 13, touchpoint);
        LONG.set(record, 17, second);
        INT.set(record, 25, nano);
        LONG.set(record, 29, sequence);
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
        reserve(VALUE);
        SHORT.set(record, length, (short) attribute);
        LONG.set(record, length + 2, value);
        length += VALUE;
        values++;
    }

    private void reserve(int more) {
        if (length + more > record.length) {
            record = Arrays.copyOf(record, Math.max(record.length * 2, length + more));
        }
    }

    @Override
    public void end() {
        INT.set(record, 0, length);
        record[4] = (byte) flags;
        SHORT.set(record, 37, (short) values);
        byte[] chunk = open[partition];
        if (chunk == null || used[partition] + length > chunk.length) {
            if (chunk != null) {
                flush(partition);
            }
            chunk = new byte[Math.max(CHUNK, length)];
            open[partition] = chunk;
            used[partition] = 0;
        }
        System.arraycopy(record, 0, chunk, used[partition], length);
        used[partition] += length;
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
