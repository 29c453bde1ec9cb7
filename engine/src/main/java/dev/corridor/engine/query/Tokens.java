package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.internal.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tokens of a filter, pattern or journey rule with a place in them, from which a parser reads.
///
/// A word is a run of letters and marks of any script, digits, `.`, `_` and `-`; it ends before `..` and before
/// `->`. Quoted text knows the escapes `\"` and `\\`. What cannot be read is an error when it is reached.
final class Tokens {
    /// The deepest nesting of brackets and `not`.
    static final int MAX_DEPTH = 200;

    private static final List<String> SYMBOLS = List.of(
            "...", "->", "..", "!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", "{", "}", "^", ",", "|", "*", "+",
            "?");
    private static final String OTHER_QUOTES = "'`´‘’‚“”„«»";

    private final SourceText source;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private Tokens(SourceText source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    static Tokens of(String what, String text) {
        SourceText source = new SourceText(what, text);
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                at += Character.charCount(codePoint);
            } else {
                at = readToken(text, at, tokens);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return new Tokens(source, tokens);
    }

    /// The next token, which stays.
    Token peek() {
        Token token = tokens.get(next);
        if (token.kind() == Token.Kind.BAD) {
            throw source.error(token.start(), token.text());
        }
        return token;
    }

    /// The token after the next one.
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /// Takes the next token.
    Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean takeSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        if (found) {
            take();
        }
        return found;
    }

    boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        if (found) {
            take();
        }
        return found;
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected("\"" + symbol + "\"", List.of());
        }
    }

    /// One level of nesting down.
    void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw source.tooDeep(MAX_DEPTH);
        }
    }

    void leave() {
        depth--;
    }

    CorridorException error(Token token, String problem) {
        return source.error(token.start(), problem);
    }

    /// The error that the next token is not what was expected.
    ///
    /// @param words the words that could stand here; the nearest to what was found is suggested
    CorridorException unexpected(String expected, List<String> words) {
        Token found = peek();
        return error(found, "expected " + expected + ", found " + found(found) + suggestion(found, words));
    }

    /// `; did you mean "passes"?` without the question mark, where a word comes near.
    static String suggestion(Token found, List<String> words) {
        return near(found, words).map(word -> "; did you mean \"" + word + "\"").orElse("");
    }

    static Optional<String> near(Token found, List<String> words) {
        return found.kind() == Token.Kind.WORD
                ? NearestNames.of(found.text(), words, 1).stream().findFirst()
                : Optional.empty();
    }

    private static String found(Token token) {
        return switch (token.kind()) {
            case END -> "the end";
            case WORD, QUOTED, SYMBOL, BAD -> SourceText.shown(token.text());
        };
    }

    /// The end of the word that begins at this offset; the offset itself where none does.
    static int wordEnd(String text, int start) {
        int at = start;
        while (at < text.length() && !text.startsWith("->", at) && !text.startsWith("..", at)) {
            int codePoint = text.codePointAt(at);
            if (!isWordPart(codePoint)) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static boolean isWordPart(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> codePoint == '.' || codePoint == '_' || codePoint == '-';
        };
    }

    private static int readToken(String text, int at, List<Token> tokens) {
        if (text.charAt(at) == '"') {
            return readQuoted(text, at, tokens);
        }
        if (text.startsWith("....", at)) {
            tokens.add(new Token(Token.Kind.BAD, "two dots join days, three stand for anything, more for nothing", at));
            return text.length();
        }
        int end = wordEnd(text, at);
        if (end > at) {
            tokens.add(new Token(Token.Kind.WORD, text.substring(at, end), at));
            return end;
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                tokens.add(new Token(Token.Kind.SYMBOL, symbol, at));
                return at + symbol.length();
            }
        }
        tokens.add(new Token(Token.Kind.BAD, strange(text.codePointAt(at)), at));
        return text.length();
    }

    private static String strange(int codePoint) {
        String shown = SourceText.shown(Character.toString(codePoint));
        return OTHER_QUOTES.indexOf(codePoint) >= 0
                ? "names stand in straight double quotes, not in " + shown
                : String.format(
                        Locale.ROOT,
                        "%s (U+%04X) has no meaning here; a name with other characters than letters, digits, \".\","
                                + " \"_\" and \"-\" stands in double quotes",
                        shown,
                        codePoint);
    }

    private static int readQuoted(String text, int start, List<Token> tokens) {
        StringBuilder content = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    tokens.add(new Token(
                            Token.Kind.BAD, "a backslash in quotes stands before a quote or a backslash only", at - 1));
                    return text.length();
                }
            }
            content.append(text.charAt(at));
            at++;
        }
        if (at == text.length()) {
            tokens.add(new Token(Token.Kind.BAD, "the double quote that begins here is not closed", start));
            return at;
        }
        tokens.add(new Token(Token.Kind.QUOTED, content.toString(), start));
        return at + 1;
    }
}
