package dev.corridor.engine.query;

import java.util.List;

/// A piece of a filter, pattern or journey rule.
///
/// @param text a symbol or word as written, a quoted text without its quotes and escapes, or for [Kind#BAD]
///     what is wrong
/// @param start offset of its first `char` in the source
record Token(Kind kind, String text, int start) {
    /// Words that stand for themselves in a filter; a name that is one of them is quoted.
    static final List<String> FILTER_WORDS = List.of(
            "and",
            "or",
            "not",
            "time",
            "in",
            "passes",
            "starts",
            "ends",
            "then",
            "later",
            "within",
            "repeats",
            "duration",
            "path");

    /// Words that stand for themselves in a path pattern; a touchpoint of that name is quoted.
    static final List<String> PATTERN_WORDS = List.of("any", "start", "end");

    /// What a token is.
    enum Kind {
        WORD,
        QUOTED,
        SYMBOL,
        BAD,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /// Whether it is this word, unquoted, in any case.
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isOneOf(List<String> words) {
        return kind == Kind.WORD && contains(words, text);
    }

    boolean isText() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /// The name as it is written in a filter or pattern: as it is where it is a word of its own, else in quotes.
    static String quoted(String name) {
        boolean bare = !name.isEmpty()
                && Tokens.wordEnd(name, 0) == name.length()
                && !contains(FILTER_WORDS, name)
                && !contains(PATTERN_WORDS, name);
        return bare ? name : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean contains(List<String> words, String text) {
        return words.stream().anyMatch(text::equalsIgnoreCase);
    }
}
