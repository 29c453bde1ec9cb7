package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of the customers that share some bits of their hash: chunks in memory, and chunks spilled to a
/// file.
final class Partition {
    private final List<Chunk> chunks = new ArrayList<>();
    private @Nullable Path spilled;
    private long records;

    /// Whole records, one after the other.
    record Chunk(byte[] bytes, int length) {}

    /// Takes a chunk's records.
    synchronized void add(Chunk chunk, int count) {
        chunks.add(chunk);
        records += count;
    }

    synchronized long records() {
        return records;
    }

    /// Writes all chunks in memory behind those in the file.
    ///
    /// @return bytes freed
    synchronized long spill(Path file) {
        if (chunks.isEmpty()) {
            return 0;
        }
        long freed = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Chunk chunk : chunks) {
                ByteBuffer length = ByteBuffer.allocate(4).putInt(0, chunk.length);
                ByteBuffer[] parts = {length, ByteBuffer.wrap(chunk.bytes, 0, chunk.length)};
                while (parts[1].hasRemaining()) {
                    if (channel.write(parts) < 0) {
                        throw new IOException("nothing more can be written");
                    }
                }
                freed += chunk.bytes.length;
            }
        } catch (IOException e) {
            throw new CorridorException(
                    EngineError.STORE_NOT_WRITTEN,
                    "The data do not fit into memory and could not be put aside in " + file.getParent() + ": "
                            + Reason.of(e) + ".",
                    "Free space there, or choose another folder with -Djava.io.tmpdir=FOLDER, or give more memory.",
                    e);
        }
        spilled = file;
        chunks.clear();
        return freed;
    }

    /// Hands every chunk to the consumer, those in the file first, and forgets them.
    synchronized void drain(java.util.function.Consumer<Chunk> consumer) {
        if (spilled != null) {
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(spilled), 1 << 16))) {
                long left = Files.size(spilled);
                while (left > 0) {
                    byte[] bytes = new byte[in.readInt()];
                    in.readFully(bytes);
                    left -= 4L + bytes.length;
                    consumer.accept(new Chunk(bytes, bytes.length));
                }
                Files.delete(spilled);
            } catch (IOException e) {
                throw new CorridorException(
                        EngineError.STORE_NOT_WRITTEN,
                        "What was put aside in " + spilled + " cannot be read again: " + e.getMessage() + ".",
                        "Check that nobody cleans up that folder meanwhile, and start again.",
                        e);
            }
            spilled = null;
        }
        for (int i = 0; i < chunks.size(); i++) {
            consumer.accept(chunks.get(i));
            chunks.set(i, new Chunk(new byte[0], 0));
        }
        chunks.clear();
    }
}
