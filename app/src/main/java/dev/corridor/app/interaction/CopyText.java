package dev.corridor.app.interaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows in the text form of PostgreSQL's `COPY`, in a buffer that grows.
///
/// Bytes that are not UTF-8 are the reader's matter; a zero byte, which PostgreSQL cannot keep, becomes U+2400.
final class CopyText {
    private static final byte[] ZERO = "\u2400".getBytes(StandardCharsets.UTF_8);
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int CONTROLS = 0x20;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    CopyText number(long number) {
        if (number == Long.MIN_VALUE) {
            return ascii(Long.toString(number));
        }
        room(20);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int from = length;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int low = from, high = length - 1; low < high; low++, high--) {
            byte digit = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = digit;
        }
        return this;
    }

    CopyText next() {
        return raw('\t');
    }

    CopyText endRow() {
        return raw('\n');
    }

    CopyText missing() {
        return raw('\\').raw('N');
    }

    CopyText flag(boolean flag) {
        return raw(flag ? 't' : 'f');
    }

    /// A text in UTF-8; null where there is none.
    CopyText text(byte @Nullable [] text) {
        return text == null ? missing() : text(text, 0, text.length);
    }

    CopyText text(byte[] text, int start, int size) {
        room(3 * size);
        for (int i = start; i < start + size; i++) {
            byte b = text[i];
            switch (b) {
                case 0 -> append(ZERO);
                case '\\' -> escaped('\\');
                case '\t' -> escaped('t');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                default -> bytes[length++] = b;
            }
        }
        return this;
    }

    CopyText ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            raw(text.charAt(i));
        }
        return this;
    }

    /// A JSON string, in quotes; its own backslashes are doubled, as `COPY` wants.
    CopyText quoted(byte[] text, int start, int size) {
        room(8 * size + 2);
        bytes[length++] = '"';
        for (int i = start; i < start + size; i++) {
            byte b = text[i];
            if (b == 0) {
                append(ZERO);
            } else if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = '\\';
                if (b == '\\') {
                    bytes[length++] = '\\';
                }
                bytes[length++] = b;
            } else if (b >= 0 && b < CONTROLS) {
                bytes[length++] = '\\';
                ascii("\\u00").raw(HEX[b >> 4]).raw(HEX[b & 15]);
            } else {
                bytes[length++] = b;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    CopyText raw(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /// What another buffer holds, as it is.
    CopyText all(CopyText other) {
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    CopyText all(byte[] copied) {
        room(copied.length);
        append(copied);
        return this;
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    private void append(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
