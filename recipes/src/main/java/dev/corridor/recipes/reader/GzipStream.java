package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The unpacked bytes of a gzip file (RFC 1952) of one or more members. Checksums and lengths are checked at
/// the end of each member; zero bytes after the last member are padding.
///
/// Errors: [ReaderError#GZIP_DAMAGED] where the file is cut short, damaged or followed by other bytes;
/// [ReaderError#TOO_MUCH_EXPANSION] where it unpacks to more than [ReadOptions#maxExpansion] allows.
final class GzipStream extends InputStream {
    private static final String REMEDY =
            "Fetch or pack the file again; `gzip -t` tells whether it is whole. Nothing of it was used.";

    private final InputStream packed;
    private final String file;
    private final ReadOptions options;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int next;
    private int limit;
    private long packedBytes;
    private long unpackedBytes;
    private long memberBytes;
    private boolean ended;

    GzipStream(InputStream packed, String file, ReadOptions options) throws IOException {
        this.packed = packed;
        this.file = file;
        this.options = options;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count;
            try {
                count = inflater.inflate(target, start, length);
            } catch (DataFormatException e) {
                throw damaged("is damaged", e);
            }
            if (count > 0) {
                checksum.update(target, start, count);
                memberBytes += count;
                unpackedBytes += count;
                if (unpackedBytes > options.freeExpansion()
                        && unpackedBytes / options.maxExpansion() >= packedBytes - (limit - next)) {
                    throw tooMuch();
                }
                return count;
            }
            if (inflater.finished()) {
                next = limit - inflater.getRemaining();
                trailer();
            } else if (inflater.needsDictionary()) {
                throw damaged("needs a dictionary", null);
            } else {
                if (!fill()) {
                    throw damaged("is cut short", null);
                }
                feed();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private void header() throws IOException {
        int first = required();
        int second = required();
        if (first != 0x1f || second != 0x8b || required() != 8) {
            throw damaged("has a damaged header", null);
        }
        int flags = required();
        if ((flags & 0xe0) != 0) {
            throw damaged("has a damaged header", null);
        }
        for (int i = 0; i < 6; i++) {
            required();
        }
        if ((flags & 4) != 0) {
            int extra = required() | required() << 8;
            for (int i = 0; i < extra; i++) {
                required();
            }
        }
        if ((flags & 8) != 0) {
            skipText();
        }
        if ((flags & 16) != 0) {
            skipText();
        }
        if ((flags & 2) != 0) {
            required();
            required();
        }
        inflater.reset();
        checksum.reset();
        memberBytes = 0;
        feed();
    }

    private void trailer() throws IOException {
        long expected = number();
        long length = number();
        if (expected != checksum.getValue() || length != (memberBytes & 0xffffffffL)) {
            throw damaged("has a wrong checksum", null);
        }
        while (next < limit || fill()) {
            if (input[next] == 0x1f) {
                header();
                return;
            }
            if (input[next] != 0) {
                throw damaged("is followed by bytes that are not gzip", null);
            }
            next++;
        }
        ended = true;
    }

    private void feed() {
        inflater.setInput(input, next, limit - next);
        next = limit;
    }

    private long number() throws IOException {
        return required() | required() << 8 | required() << 16 | (long) required() << 24;
    }

    private void skipText() throws IOException {
        while (required() != 0) {
            // the member's name or comment
        }
    }

    private int required() throws IOException {
        if (next == limit && !fill()) {
            throw damaged("is cut short", null);
        }
        return input[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = packed.read(input, 0, input.length);
        next = 0;
        limit = Math.max(count, 0);
        packedBytes += limit;
        return count > 0;
    }

    private CorridorException damaged(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence = "The gzip file " + file + " " + what + " near packed byte " + packedBytes + ", after "
                + unpackedBytes + " unpacked bytes.";
        return cause == null
                ? new CorridorException(ReaderError.GZIP_DAMAGED, sentence, REMEDY)
                : new CorridorException(ReaderError.GZIP_DAMAGED, sentence, REMEDY, cause);
    }

    private CorridorException tooMuch() {
        return new CorridorException(
                ReaderError.TOO_MUCH_EXPANSION,
                "The gzip file " + file + " unpacks to more than " + options.maxExpansion() + " times its size ("
                        + unpackedBytes + " bytes so far): it is refused as a decompression bomb.",
                "Unpack the file yourself and give the unpacked one, if you trust it.");
    }
}
