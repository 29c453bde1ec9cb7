package dev.corridor.recipes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// A text stream turned into UTF-8. What the encoding cannot mean becomes the byte 0xFF, which is no UTF-8,
/// so that the row is rejected further on.
final class Transcoder extends InputStream {
    private static final byte UNREADABLE = (byte) 0xff;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer raw = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer letters = CharBuffer.allocate(1 << 16);
    private final byte[] coded = new byte[3 * (1 << 16) + 16];
    private int next;
    private int limit;
    private boolean ended;
    private boolean flushed;
    private char high;

    Transcoder(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return next < limit || refill() ? coded[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == limit && !refill()) {
            return -1;
        }
        int count = Math.min(length, limit - next);
        System.arraycopy(coded, next, target, start, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean refill() throws IOException {
        next = 0;
        limit = 0;
        while (limit == 0 && !flushed) {
            if (!ended) {
                raw.compact();
                int count = in.read(raw.array(), raw.position(), raw.remaining());
                ended = count < 0;
                raw.position(raw.position() + Math.max(count, 0));
                raw.flip();
            }
            CoderResult result = decoder.decode(raw, letters, ended);
            if (result.isUnderflow() && ended) {
                result = decoder.flush(letters);
                flushed = result.isUnderflow();
            }
            encode();
            if (result.isError()) {
                raw.position(raw.position() + result.length());
                dropHalf();
                coded[limit++] = UNREADABLE;
            }
        }
        if (flushed) {
            dropHalf();
        }
        return limit > 0;
    }

    private void encode() {
        letters.flip();
        while (letters.hasRemaining()) {
            char letter = letters.get();
            if (high != 0) {
                if (Character.isLowSurrogate(letter)) {
                    int code = Character.toCodePoint(high, letter);
                    coded[limit++] = (byte) (0xf0 | code >> 18);
                    coded[limit++] = (byte) (0x80 | ((code >> 12) & 63));
                    coded[limit++] = (byte) (0x80 | ((code >> 6) & 63));
                    coded[limit++] = (byte) (0x80 | (code & 63));
                    high = 0;
                    continue;
                }
                dropHalf();
            }
            if (letter < 0x80) {
                coded[limit++] = (byte) letter;
            } else if (letter < 0x800) {
                coded[limit++] = (byte) (0xc0 | letter >> 6);
                coded[limit++] = (byte) (0x80 | (letter & 63));
            } else if (Character.isHighSurrogate(letter)) {
                high = letter;
            } else if (Character.isLowSurrogate(letter)) {
                coded[limit++] = UNREADABLE;
            } else {
                coded[limit++] = (byte) (0xe0 | letter >> 12);
                coded[limit++] = (byte) (0x80 | ((letter >> 6) & 63));
                coded[limit++] = (byte) (0x80 | (letter & 63));
            }
        }
        letters.clear();
    }

    private void dropHalf() {
        if (high != 0) {
            coded[limit++] = UNREADABLE;
            high = 0;
        }
    }
}
