package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactMoments;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes a summary's bytes, big-endian.
final class SummaryWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    SummaryWriter(int version) {
        number(version);
    }

    SummaryWriter number(int value) {
        try {
            out.writeInt(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    SummaryWriter number(long value) {
        try {
            out.writeLong(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    SummaryWriter numbers(long[] values) {
        number(values.length);
        for (long value : values) {
            number(value);
        }
        return this;
    }

    SummaryWriter moments(ExactMoments moments) {
        return number(moments.n())
                .bytes(moments.sum().toBytes())
                .bytes(moments.squares().toBytes());
    }

    SummaryWriter bytes(byte[] block) {
        number(block.length);
        bytes.writeBytes(block);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
