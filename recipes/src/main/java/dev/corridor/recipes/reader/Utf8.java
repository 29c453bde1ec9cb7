package dev.corridor.recipes.reader;

import java.nio.charset.StandardCharsets;

/// Strict UTF-8 (RFC 3629) over byte slices: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
    private Utf8() {}

    /// The offset of the first byte that begins no valid letter, or -1.
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = letter(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /// The length of the letter at `i`: 1 to 4, or 0 where the bytes are no letter or end within it.
    static int letter(byte[] bytes, int i, int to) {
        int first = bytes[i];
        if (first >= 0) {
            return 1;
        }
        int left = to - i;
        if (first < (byte) 0xe0) {
            return first >= (byte) 0xc2 && left > 1 && follows(bytes[i + 1]) ? 2 : 0;
        }
        if (first < (byte) 0xf0) {
            if (left < 3 || !follows(bytes[i + 1]) || !follows(bytes[i + 2])) {
                return 0;
            }
            int code = ((first & 15) << 12) | ((bytes[i + 1] & 63) << 6) | (bytes[i + 2] & 63);
            return code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 3 : 0;
        }
        if (first > (byte) 0xf4 || left < 4) {
            return 0;
        }
        if (!follows(bytes[i + 1]) || !follows(bytes[i + 2]) || !follows(bytes[i + 3])) {
            return 0;
        }
        int code = ((first & 7) << 18) | ((bytes[i + 1] & 63) << 12) | ((bytes[i + 2] & 63) << 6) | (bytes[i + 3] & 63);
        return code >= 0x10000 && code <= 0x10ffff ? 4 : 0;
    }

    /// `to` without a letter that is cut in two at the end.
    static int wholeLength(byte[] bytes, int from, int to) {
        for (int back = 1; back <= 3 && to - back >= from; back++) {
            int value = bytes[to - back] & 0xff;
            if (value >= 0xc2 && value <= 0xf4) {
                int needed = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2;
                return needed > back ? to - back : to;
            }
            if ((value & 0xc0) != 0x80) {
                return to;
            }
        }
        return to;
    }

    /// The slice as text of at most `letters` characters; what is no UTF-8 becomes U+FFFD.
    static String excerpt(byte[] bytes, int start, int length, int letters) {
        int cut = Math.min(length, letters * 4);
        String text = new String(bytes, start, cut, StandardCharsets.UTF_8);
        return cut(text, letters);
    }

    /// The text's first characters, never half a surrogate pair.
    static String cut(String text, int letters) {
        if (text.length() <= letters) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(letters - 1)) ? letters - 1 : letters);
    }

    private static boolean follows(byte value) {
        return (value & 0xc0) == 0x80;
    }
}
