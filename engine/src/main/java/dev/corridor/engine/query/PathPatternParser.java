package dev.corridor.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads a path pattern.
///
/// ```
/// pattern  = sequence { "|" sequence }
/// sequence = element { joint element }
/// joint    = "->"                          directly next; may be left out before and after "..."
/// element  = "..." | "start" | "end" | atom [ times ]
/// atom     = name | "any" | "[" names "]" | "[" "^" names "]" | "(" pattern ")"
/// names    = name { "," name }
/// times    = "*" | "+" | "?" | "{" m "}" | "{" m "," "}" | "{" m "," n "}"
/// ```
///
/// `->` binds closer than `|`; `start` is the first and `end` the last element of its sequence. Words in quotes
/// are taken in any case and never stand for a touchpoint: one called `any` is written `"any"`. Names and limits
/// are those of [FilterParser].
public final class PathPatternParser {
    private static final String AFTER_ELEMENT = "\"->\", \"...\", \"|\" or a repetition";

    private final Tokens tokens;

    private PathPatternParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @throws CorridorException `FILTER_SYNTAX` with the column, or `TOO_COMPLEX` above 10,000 characters or
    ///     200 levels
    public static PathPattern parse(String text) {
        Tokens tokens = Tokens.of("path pattern", text);
        PathPattern pattern = read(tokens);
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected(AFTER_ELEMENT + " or the end", List.of());
        }
        return pattern;
    }

    /// Reads the pattern that begins at the next token, up to the first token that cannot belong to it.
    static PathPattern read(Tokens tokens) {
        return new PathPatternParser(tokens).either();
    }

    private PathPattern either() {
        List<PathPattern> alternatives = new ArrayList<>();
        alternatives.add(sequence());
        while (tokens.takeSymbol("|")) {
            alternatives.add(sequence());
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new PathPattern.Either(alternatives);
    }

    private PathPattern sequence() {
        List<PathPattern> parts = new ArrayList<>();
        boolean open;
        do {
            Token first = tokens.peek();
            open = first.isSymbol("...");
            PathPattern element = element();
            if (element instanceof PathPattern.Start && !parts.isEmpty()) {
                throw tokens.error(first, "\"start\" can only stand first; a touchpoint of that name is quoted");
            }
            if (element instanceof PathPattern.End
                    && (tokens.peek().isSymbol("->") || tokens.peek().isSymbol("..."))) {
                throw tokens.error(tokens.peek(), "nothing can follow \"end\"; a touchpoint of that name is quoted");
            }
            parts.add(element);
        } while (continues(open));
        return parts.size() == 1 ? parts.getFirst() : new PathPattern.Sequence(parts);
    }

    private boolean continues(boolean afterAnything) {
        if (tokens.takeSymbol("->") || tokens.peek().isSymbol("...")) {
            return true;
        }
        return afterAnything
                && (tokens.peek().isText()
                        || tokens.peek().isSymbol("(")
                        || tokens.peek().isSymbol("["));
    }

    private PathPattern element() {
        if (tokens.takeSymbol("...")) {
            return unrepeated(new PathPattern.Anything(), "\"...\" stands for any number already");
        }
        if (tokens.takeWord("start")) {
            return unrepeated(new PathPattern.Start(), "\"start\" cannot be repeated");
        }
        if (tokens.takeWord("end")) {
            return unrepeated(new PathPattern.End(), "\"end\" cannot be repeated");
        }
        PathPattern atom = atom();
        Token times = tokens.peek();
        if (!isTimes(times)) {
            return atom;
        }
        if (atom instanceof PathPattern.Start || atom instanceof PathPattern.End) {
            throw tokens.error(times, "\"start\" and \"end\" cannot be repeated");
        }
        return unrepeated(repeated(atom), "put brackets around what " + SourceText.shown(times.text()) + " repeats");
    }

    private PathPattern unrepeated(PathPattern element, String otherwise) {
        if (isTimes(tokens.peek())) {
            throw tokens.error(tokens.peek(), otherwise);
        }
        return element;
    }

    private static boolean isTimes(Token token) {
        return token.isSymbol("*") || token.isSymbol("+") || token.isSymbol("?") || token.isSymbol("{");
    }

    private PathPattern atom() {
        if (tokens.takeSymbol("(")) {
            tokens.enter();
            PathPattern inner = either();
            if (!tokens.takeSymbol(")")) {
                throw tokens.unexpected(AFTER_ELEMENT + " or \")\"", List.of());
            }
            tokens.leave();
            return inner;
        }
        if (tokens.takeSymbol("[")) {
            boolean without = tokens.takeSymbol("^");
            List<String> names = names();
            return without ? new PathPattern.NoneOf(names) : new PathPattern.OneOf(names);
        }
        if (tokens.takeWord("any")) {
            return new PathPattern.Any();
        }
        if (!tokens.peek().isText()) {
            throw tokens.unexpected(
                    "a touchpoint, \"any\", \"...\", \"start\", \"end\", \"[\" or \"(\"", Token.PATTERN_WORDS);
        }
        return new PathPattern.Touchpoint(tokens.take().text());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            Token name = tokens.peek();
            if (!name.isText()) {
                throw tokens.unexpected("a touchpoint", List.of());
            }
            if (name.isOneOf(Token.PATTERN_WORDS)) {
                throw tokens.error(name, SourceText.shown(name.text()) + " cannot stand here unless it is quoted");
            }
            names.add(tokens.take().text());
        } while (tokens.takeSymbol(","));
        if (!tokens.takeSymbol("]")) {
            throw tokens.unexpected("\",\" or \"]\"", List.of());
        }
        return names;
    }

    private PathPattern repeated(PathPattern atom) {
        if (tokens.takeSymbol("*")) {
            return new PathPattern.Repeat(atom, 0, OptionalInt.empty());
        }
        if (tokens.takeSymbol("+")) {
            return new PathPattern.Repeat(atom, 1, OptionalInt.empty());
        }
        if (tokens.takeSymbol("?")) {
            return new PathPattern.Repeat(atom, 0, OptionalInt.of(1));
        }
        tokens.expectSymbol("{");
        return bounded(atom);
    }

    private PathPattern bounded(PathPattern atom) {
        Token least = tokens.peek();
        int min = number();
        OptionalInt max = OptionalInt.of(min);
        if (tokens.takeSymbol(",")) {
            max = tokens.peek().isSymbol("}") ? OptionalInt.empty() : OptionalInt.of(number());
        }
        tokens.expectSymbol("}");
        if (max.isPresent() && max.getAsInt() < Math.max(1, min)) {
            throw tokens.error(least, "the largest number of repetitions is below 1 or below the smallest");
        }
        return new PathPattern.Repeat(atom, min, max);
    }

    private int number() {
        Token token = tokens.peek();
        String digits = token.text();
        boolean number = token.kind() == Token.Kind.WORD
                && !digits.isEmpty()
                && digits.length() <= 4
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(digits) <= PathPattern.MAX_REPETITIONS;
        if (!number) {
            throw tokens.unexpected("a number of repetitions from 0 to 1000", List.of());
        }
        tokens.take();
        return Integer.parseInt(digits);
    }
}
