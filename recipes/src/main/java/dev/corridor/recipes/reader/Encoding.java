package dev.corridor.recipes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The encoding of a text file and how many bytes of byte order mark stand before the text.
///
/// Detection, in this order: a byte order mark; zero bytes on every second place (UTF-16); valid UTF-8;
/// UTF-8 with more valid letters than broken bytes (the broken rows are rejected later); Windows-1252 or
/// Windows-1251, whichever makes the likelier text: Western accents stand among ASCII letters, Cyrillic
/// letters stand among their like. Where neither makes sense, UTF-8.
record Encoding(Charset charset, int mark) {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final String USUAL_WESTERN = "áàâãäåæçéèêëíìîïñóòôõöøœúùûüýß";
    private static final String USUAL_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё";
    private static final String USUAL_SIGNS = "\u00a0«»“”„‘’–—…°ºª§®©™€£№¿¡±•·²³½¼¾";
    private static final double LEAST_SENSE = 0.3;

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /// The text behind the mark as UTF-8; bytes that this encoding cannot mean become such that UTF-8 cannot.
    InputStream decode(InputStream content) throws IOException {
        content.skipNBytes(mark);
        return isUtf8() ? content : new Transcoder(content, charset);
    }

    /// @param head the first bytes of the file
    /// @param more further pieces of it, or nothing
    /// @param declared the user's word, which only a contradicting byte order mark is not stripped for
    static Encoding of(byte[] head, byte[] more, Optional<Charset> declared) {
        Encoding marked = marked(head);
        if (declared.isPresent()) {
            Charset charset = declared.get();
            boolean fits = marked.mark > 0
                    && (charset.equals(marked.charset) || marked.charset.name().startsWith(charset.name()));
            return new Encoding(fits ? marked.charset : charset, fits ? marked.mark : 0);
        }
        if (marked.mark > 0) {
            return marked;
        }
        Optional<Charset> wide = wide(head);
        if (wide.isPresent()) {
            return new Encoding(wide.get(), 0);
        }
        int headLength = Utf8.wholeLength(head, 0, head.length);
        Tally tally = new Tally();
        tally.count(head, headLength);
        tally.count(more, more.length);
        if (tally.broken == 0 || tally.whole >= tally.broken) {
            return new Encoding(StandardCharsets.UTF_8, 0);
        }
        double western = sense(head, WESTERN, false) + sense(more, WESTERN, false);
        double cyrillic = sense(head, CYRILLIC, true) + sense(more, CYRILLIC, true);
        double letters = highBytes(head) + (double) highBytes(more);
        if (Math.max(western, cyrillic) < LEAST_SENSE * letters) {
            return new Encoding(StandardCharsets.UTF_8, 0);
        }
        return new Encoding(cyrillic > western ? CYRILLIC : WESTERN, 0);
    }

    private static Encoding marked(byte[] head) {
        if (begins(head, 0xef, 0xbb, 0xbf)) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (begins(head, 0xff, 0xfe, 0, 0)) {
            return new Encoding(Charset.forName("UTF-32LE"), 4);
        }
        if (begins(head, 0, 0, 0xfe, 0xff)) {
            return new Encoding(Charset.forName("UTF-32BE"), 4);
        }
        if (begins(head, 0xff, 0xfe)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(head, 0xfe, 0xff)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        return new Encoding(StandardCharsets.UTF_8, 0);
    }

    private static boolean begins(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /// UTF-16 without a mark: line feeds and delimiters have a zero byte on one side only.
    private static Optional<Charset> wide(byte[] head) {
        int even = 0;
        int odd = 0;
        int length = Math.min(head.length, 1 << 16) & ~1;
        for (int i = 0; i < length; i += 2) {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (odd >= 2 && odd * 5 >= pairs && even * 20 <= odd) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (even >= 2 && even * 5 >= pairs && odd * 20 <= even) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static long highBytes(byte[] bytes) {
        long count = 0;
        for (byte value : bytes) {
            count += value < 0 ? 1 : 0;
        }
        return count;
    }

    /// The sum over all non-ASCII bytes of how well each fits its neighbours, were the text in this encoding:
    /// +2 a usual letter among letters of its script, about 0 what stands alone, below 0 what no text has.
    private static double sense(byte[] bytes, Charset charset, boolean cyrillic) {
        char[] letters = letters(charset);
        double sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 0) {
                continue;
            }
            char letter = letters[bytes[i] & 0xff];
            char before = i == 0 ? ' ' : letters[bytes[i - 1] & 0xff];
            char after = i + 1 == bytes.length ? ' ' : letters[bytes[i + 1] & 0xff];
            sum += sense(letter, before, after, cyrillic);
        }
        return sum;
    }

    private static double sense(char letter, char before, char after, boolean cyrillic) {
        if (letter == '\ufffd') {
            return -5;
        }
        if (!Character.isLetter(letter)) {
            return USUAL_SIGNS.indexOf(letter) >= 0 ? 0.5 : -1;
        }
        boolean oddCase = Character.isUpperCase(letter) && Character.isLowerCase(before);
        if (oddCase) {
            return -1;
        }
        String usualLetters = cyrillic ? USUAL_CYRILLIC : USUAL_WESTERN;
        boolean usual = usualLetters.indexOf(Character.toLowerCase(letter)) >= 0;
        boolean latinBeside = isAsciiLetter(before) || isAsciiLetter(after);
        boolean likeBeside = (before > 127 && Character.isLetter(before)) || (after > 127 && Character.isLetter(after));
        if (cyrillic) {
            return latinBeside ? -2 : !usual ? 0 : likeBeside ? 2 : 0.2;
        }
        if (!usual) {
            return -1;
        }
        return latinBeside ? 2 : likeBeside ? -0.5 : 0.4;
    }

    private static boolean isAsciiLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static char[] letters(Charset charset) {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        return new String(all, charset).toCharArray();
    }

    private static final class Tally {
        private long whole;
        private long broken;

        void count(byte[] bytes, int to) {
            int i = 0;
            while (i < to) {
                if (bytes[i] >= 0) {
                    i++;
                    continue;
                }
                int length = Utf8.letter(bytes, i, to);
                whole += length > 1 ? 1 : 0;
                broken += length == 0 ? 1 : 0;
                i += Math.max(length, 1);
            }
        }
    }
}
