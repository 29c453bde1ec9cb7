package dev.corridor.recipes.reader;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A Parquet file that is read, not mapped: a file cut or replaced meanwhile gives an error, never a fault
/// of the machine.
final class StoredParquet implements InputFile {
    private final String name;
    private final FileChannel channel;

    StoredParquet(Source source) throws IOException {

        this.name = source.name();
        this.channel = FileChannel.open(source.path());
    }

    @Override
    public void open() {}

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > channel.size() - length) {
            throw new EOFException("bytes " + offset + " to " + (offset + length) + " are not in the file");
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the file was cut while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
