package dev.corridor.recipes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Text from bytes. Everything before bytes that are no text is handed over first, so that a parser knows the place
/// at which they fail.
final class StrictReader extends Reader {
    private static final int SIZE = 1 << 13;

    private final InputStream content;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer letters = CharBuffer.allocate(SIZE).flip();
    private boolean ended;

    StrictReader(InputStream content, Charset charset) {
        this.content = content;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /// @throws CharacterCodingException at bytes that are no text
    @Override
    public int read(char[] target, int start, int length) throws IOException {
        if (!letters.hasRemaining() && !decode()) {
            return -1;
        }
        int count = Math.min(length, letters.remaining());
        letters.get(target, start, count);
        return count;
    }

    private boolean decode() throws IOException {
        letters.clear();
        CoderResult result = decoder.decode(bytes, letters, ended);
        while (letters.position() == 0) {
            if (result.isError()) {
                letters.flip();
                result.throwException();
            }
            if (ended) {
                letters.flip();
                return false;
            }
            fill();
            result = decoder.decode(bytes, letters, ended);
        }
        letters.flip();
        return true;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = content.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
