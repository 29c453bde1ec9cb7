package dev.corridor.engine.summary;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.engine.internal.ExactSum;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/// Reads a summary's bytes; anything but what [SummaryWriter] wrote is `SUMMARY_DAMAGED`.
final class SummaryReader {
    private final ByteBuffer in;

    private SummaryReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /// Reads a whole summary.
    static <S> S read(String name, int version, byte[] bytes, Function<SummaryReader, S> read) {
        SummaryReader reader = new SummaryReader(bytes);
        try {
            if (reader.number() != version) {
                throw damaged(name, "its version is not " + version);
            }
            S summary = read.apply(reader);
            if (reader.in.hasRemaining()) {
                throw damaged(name, reader.in.remaining() + " bytes are left over");
            }
            return summary;
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw damaged(name, "its bytes end early or make no sense");
        }
    }

    private static CorridorException damaged(String name, String what) {
        return new CorridorException(
                EngineError.SUMMARY_DAMAGED,
                "The summary " + name + " cannot be read: " + what + ".",
                "Compute it again.");
    }

    int number() {
        return in.getInt();
    }

    long wide() {
        return in.getLong();
    }

    /// A count of elements that take at least `least` bytes each.
    int count(int least) {
        int count = in.getInt();
        if (count < 0 || (long) count * least > in.remaining()) {
            throw new IllegalArgumentException("count " + count);
        }
        return count;
    }

    long[] numbers() {
        long[] values = new long[count(8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getLong();
        }
        return values;
    }

    /// A number of something, not negative.
    long amount() {
        long amount = in.getLong();
        require(amount >= 0);
        return amount;
    }

    /// A list of numbers of something, none of them negative.
    long[] amounts() {
        long[] values = numbers();
        for (long value : values) {
            require(value >= 0);
        }
        return values;
    }

    /// Refuses the bytes unless what was read makes sense.
    static void require(boolean makesSense) {
        if (!makesSense) {
            throw new IllegalArgumentException("it makes no sense");
        }
    }

    ExactMoments moments() {
        return ExactMoments.known(amount(), ExactSum.fromBytes(bytes()), ExactSum.fromBytes(bytes()));
    }

    byte[] bytes() {
        byte[] block = new byte[count(1)];
        in.get(block);
        return block;
    }
}
