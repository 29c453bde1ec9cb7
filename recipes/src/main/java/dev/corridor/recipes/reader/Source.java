package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that can be read from its beginning as often as wanted, unpacked where it is gzip.
///
/// @param name as people know it, for messages
/// @param bytes the file's size as stored
record Source(Path path, String name, long bytes, boolean gzip, ReadOptions options) {
    private static final int HEAD = 4 << 20;
    private static final int GZIP_HEAD = 16 << 20;
    private static final int BLOCKS = 64;
    private static final int BLOCK = 64 << 10;

    static Source of(Path path, String name, ReadOptions options) {
        if (!Files.exists(path)) {
            throw new CorridorException(
                    ReaderError.FILE_MISSING, "There is no file " + path + ".", "Check the path's spelling.");
        }
        if (!Files.isRegularFile(path)) {
            throw new CorridorException(
                    ReaderError.FILE_UNREADABLE,
                    path + " is not an ordinary file.",
                    "Give a file: it is read more than once, so pipes and devices cannot be used.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(2);
            boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            return new Source(path, name, Files.size(path), gzip, options);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static CorridorException unreadable(String name, IOException cause) {
        return new CorridorException(
                ReaderError.FILE_UNREADABLE,
                "The file " + name + " cannot be read: " + Reason.of(cause) + ".",
                "Check the file's permissions and the disk.",
                cause);
    }

    CorridorException changed() {
        return new CorridorException(
                ReaderError.FILE_UNREADABLE,
                "The file " + name + " was changed while it was read.",
                "Wait until nobody writes to it, then start again.");
    }

    /// The content from its first byte. [Content#stored] tells how far the stored file has been read.
    Content open() throws IOException {
        Counted counted = new Counted(Files.newInputStream(path));
        try {
            return new Content(gzip ? new GzipStream(counted, name, options) : counted, counted);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    /// The first bytes of the content, at most 4 MiB (16 MiB of a packed file).
    byte[] head() throws IOException {
        try (Content in = open()) {
            return in.readNBytes(gzip ? GZIP_HEAD : HEAD);
        }
    }

    /// Pieces of the content behind the head, spread over the file and joined by line feeds. Nothing where
    /// the file is packed or short. Letters cut in two at the edges are left out.
    byte[] spread() throws IOException {
        if (gzip || bytes <= HEAD) {
            return new byte[0];
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(BLOCKS * BLOCK);
        try (SeekableByteChannel channel = FileChannel.open(path)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int i = 0; i < BLOCKS; i++) {
                channel.position(HEAD + (bytes - HEAD) / BLOCKS * i);
                block.clear();
                while (block.hasRemaining() && channel.read(block) > 0) {
                    // fills the block
                }
                int from = 0;
                int to = block.position();
                while (from < to && from < 4 && (block.get(from) & 0xc0) == 0x80) {
                    from++;
                }
                to = Utf8.wholeLength(block.array(), from, to);
                joined.write(block.array(), from, to - from);
                joined.write('\n');
            }
        }
        return joined.toByteArray();
    }

    /// Unpacked bytes, with a count of the stored bytes they came from.
    static final class Content extends FilterInputStream {
        private final Counted counted;

        Content(InputStream in, Counted counted) {
            super(in);
            this.counted = counted;
        }

        long stored() {
            return counted.count;
        }
    }

    static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int start, int length) throws IOException {
            int read = super.read(target, start, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
