package dev.corridor.app.interaction;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The tokens of a text: what stands between its ends, delimiters, quotes and brackets. A cell that was read well is
/// one as a whole; those of a row that could not be read are found one by one. A part of a word is none.
final class Tokens {
    /// What stands between tokens, for Java and for PostgreSQL.
    static final String BETWEEN = "[,;|\\t\\r\\n\"'\\[\\]{}]+";

    /// What may stand around a token besides.
    static final String AROUND = " :";

    private static final Pattern BETWEEN_TOKENS = Pattern.compile(BETWEEN);

    private Tokens() {}

    /// Whether the text, or one of its tokens, is a wanted one.
    static boolean any(String text, Predicate<String> wanted) {
        return wanted.test(text) || BETWEEN_TOKENS.splitAsStream(text).anyMatch(token -> wanted.test(bare(token)));
    }

    /// Whether a text is more than one token.
    static boolean several(String text) {
        return BETWEEN_TOKENS.matcher(text).find();
    }

    private static String bare(String token) {
        int from = 0;
        int to = token.length();
        while (from < to && AROUND.indexOf(token.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && AROUND.indexOf(token.charAt(to - 1)) >= 0) {
            to--;
        }
        return token.substring(from, to);
    }
}
