package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a filter.
///
/// ```
/// filter     = both { "or" both }
/// both       = single { "and" single }
/// single     = "not" single | "(" filter ")" | condition
/// condition  = attribute comparison value
///            | attribute "in" "(" value { "," value } ")"
///            | "time" "in" period
///            | ( "passes" | "starts" | "ends" | "drops" | "repeats" ) touchpoint
///            | touchpoint "then" touchpoint
///            | touchpoint "later" touchpoint [ "within" duration ]
///            | "duration" comparison duration
///            | "outcome" "of" touchpoint "=" value
///            | "path" "(" pattern ")"                     see PathPatternParser
/// comparison = "=" | "!=" | "<" | "<=" | ">" | ">="
/// period     = days | days ".." days | days ".." | ".." days
/// days       = 2017 | 2017-11 | 2017-11-01                all of it, both ends included
/// duration   = 7d | 36h | 90m | 30s | 2w | 1d12h           whole numbers, larger unit first
/// ```
///
/// Attributes, touchpoints and values are words of letters of any script, digits, `.`, `_` and `-`, or any text
/// in double quotes with the escapes `\"` and `\\`; quotes are no part of the text, so `2` and `"2"` are the
/// same value. Words in quotes above are taken in any case; an attribute or touchpoint of such a name is quoted
/// (`"passes" = yes`), except `outcome`, which is a name unless `of` follows, and `drops`, which is
/// one unless it leads a condition and a touchpoint follows. A value may be such a word unquoted (`state = OR`) where
/// `and`, `or`, a bracket, a comma or the end follows it.
public final class FilterParser {
    private static final List<String> LEADING =
            List.of("not", "time", "passes", "starts", "ends", "drops", "repeats", "duration", "path");
    private static final List<String> MIDDLE = List.of("then", "later", "in");
    private static final String QUOTES_HINT = " (a name or value of several words stands in double quotes)";

    private final Tokens tokens;

    private FilterParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @throws CorridorException `FILTER_SYNTAX` with the column, or `TOO_COMPLEX` above 10,000 characters or
    ///     200 levels of brackets and `not`
    public static Filter parse(String text) {
        FilterParser parser = new FilterParser(Tokens.of("filter", text));
        Filter filter = parser.filter();
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw parser.unexpectedAfterCondition("the end");
        }
        return filter;
    }

    private Filter filter() {
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(both());
        } while (tokens.takeWord("or"));
        return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
    }

    private Filter both() {
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(single());
        } while (tokens.takeWord("and"));
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private Filter single() {
        if (tokens.takeWord("not")) {
            tokens.enter();
            Filter part = single();
            tokens.leave();
            return new Filter.Not(part);
        }
        if (tokens.takeSymbol("(")) {
            tokens.enter();
            Filter inner = filter();
            if (!tokens.takeSymbol(")")) {
                throw unexpectedAfterCondition("\")\"");
            }
            tokens.leave();
            return inner;
        }
        return condition();
    }

    private Filter condition() {
        if (tokens.takeWord("passes")) {
            return new Filter.Passes(touchpoint());
        }
        if (tokens.takeWord("starts")) {
            return new Filter.Starts(touchpoint());
        }
        if (tokens.takeWord("ends")) {
            return new Filter.Ends(touchpoint());
        }
        if (tokens.peek().isWord("drops") && !goesOnFromName(tokens.peekSecond())) {
            tokens.take();
            return new Filter.Drops(touchpoint());
        }
        if (tokens.takeWord("repeats")) {
            return new Filter.Repeats(touchpoint());
        }
        if (tokens.takeWord("time")) {
            return time();
        }
        if (tokens.takeWord("duration")) {
            return new Filter.DurationComparison(comparison(), duration());
        }
        if (tokens.takeWord("path")) {
            return path();
        }
        if (tokens.peek().isWord("outcome") && tokens.peekSecond().isWord("of")) {
            return outcome();
        }
        return named();
    }

    private Filter path() {
        tokens.expectSymbol("(");
        tokens.enter();
        PathPattern pattern = PathPatternParser.read(tokens);
        if (!tokens.takeSymbol(")")) {
            throw tokens.unexpected("\"->\", \"...\", \"|\", a repetition or \")\"", List.of());
        }
        tokens.leave();
        return new Filter.Path(pattern);
    }

    private Filter outcome() {
        tokens.take();
        tokens.take();
        String touchpoint = touchpoint();
        tokens.expectSymbol("=");
        return new Filter.OutcomeOf(touchpoint, value());
    }

    private Filter named() {
        Token name = tokens.peek();
        String text =
                name("a condition such as state = SP, passes X, X then Y, duration > 20d or path (X -> Y)", LEADING);
        if (tokens.takeWord("then")) {
            return new Filter.Then(text, touchpoint());
        }
        if (tokens.takeWord("later")) {
            return later(text);
        }
        if (tokens.takeWord("in")) {
            return choice(text);
        }
        Token next = tokens.peek();
        if (isComparison(next)) {
            return new Filter.AttributeComparison(text, comparison(), value());
        }
        Optional<String> meant = Tokens.near(name, LEADING);
        if (meant.isPresent() && Tokens.near(next, MIDDLE).isEmpty()) {
            throw tokens.error(
                    name,
                    SourceText.shown(text) + " is followed by no comparison, \"then\" or \"later\"; did you mean \""
                            + meant.get() + "\"");
        }
        throw tokens.unexpected("a comparison (=, !=, <, <=, >, >=), \"in\", \"then\" or \"later\"", MIDDLE);
    }

    private static boolean goesOnFromName(Token next) {
        return isComparison(next) || next.isOneOf(MIDDLE);
    }

    private static boolean isComparison(Token token) {
        return token.kind() == Token.Kind.SYMBOL && Comparison.of(token.text()).isPresent();
    }

    private Filter later(String first) {
        String second = touchpoint();
        Optional<Duration> within = tokens.takeWord("within") ? Optional.of(duration()) : Optional.empty();
        return new Filter.Later(first, second, within);
    }

    private Filter choice(String attribute) {
        List<Value> values = new ArrayList<>();
        tokens.expectSymbol("(");
        do {
            values.add(value());
        } while (tokens.takeSymbol(","));
        if (!tokens.takeSymbol(")")) {
            throw tokens.unexpected("\",\" or \")\"" + QUOTES_HINT, List.of());
        }
        return new Filter.AttributeIn(attribute, values);
    }

    private Filter time() {
        if (!tokens.takeWord("in")) {
            throw tokens.unexpected("\"in\" after \"time\" (an attribute called time is quoted)", List.of("in"));
        }
        Token first = tokens.peek();
        Optional<Days> from = startsPeriod(first) ? Optional.of(days()) : Optional.empty();
        if (!tokens.takeSymbol("..")) {
            Days all = from.orElseThrow(() -> tokens.unexpected(
                    "a period such as 2017-11-01..2017-11-30, 2017-11-01.., ..2017-11-30 or 2017-11", List.of()));
            return new Filter.TimeIn(Optional.of(all.first()), Optional.of(all.last()));
        }
        if (from.isEmpty() && !startsPeriod(tokens.peek())) {
            throw tokens.unexpected("a day such as 2017-11-30 or a month such as 2017-11", List.of());
        }
        Optional<LocalDate> to = startsPeriod(tokens.peek()) ? Optional.of(days().last()) : Optional.empty();
        if (from.isPresent() && to.isPresent() && from.get().first().isAfter(to.get())) {
            throw tokens.error(first, "the period ends before it begins");
        }
        return new Filter.TimeIn(from.map(Days::first), to);
    }

    private static boolean startsPeriod(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.text().charAt(0) >= '0'
                && token.text().charAt(0) <= '9';
    }

    private Days days() {
        Token token = tokens.take();
        return Days.parse(token.text())
                .orElseThrow(() -> tokens.error(
                        token,
                        Days.hasShape(token.text())
                                ? "there is no day or month " + SourceText.shown(token.text())
                                : "expected a day such as 2017-11-30, a month such as 2017-11 or a year, found "
                                        + SourceText.shown(token.text())));
    }

    private Comparison comparison() {
        Optional<Comparison> comparison = tokens.peek().kind() == Token.Kind.SYMBOL
                ? Comparison.of(tokens.peek().text())
                : Optional.empty();
        if (comparison.isEmpty()) {
            throw tokens.unexpected("a comparison (=, !=, <, <=, >, >=)", List.of());
        }
        tokens.take();
        return comparison.get();
    }

    private Duration duration() {
        Token token = tokens.peek();
        Optional<Duration> duration =
                token.kind() == Token.Kind.WORD ? Durations.parse(token.text()) : Optional.empty();
        if (duration.isEmpty()) {
            throw tokens.unexpected("a duration such as 7d, 36h, 90m, 30s, 2w or 1d12h", List.of());
        }
        tokens.take();
        return duration.get();
    }

    private String touchpoint() {
        return name("a touchpoint", List.of());
    }

    private String name(String expected, List<String> words) {
        Token token = tokens.peek();
        if (!token.isText()) {
            throw tokens.unexpected(expected, words);
        }
        if (token.isOneOf(Token.FILTER_WORDS)) {
            throw tokens.error(
                    token,
                    "expected " + expected + ", found " + SourceText.shown(token.text())
                            + ", which belongs to the filter language; a name like that stands in double quotes");
        }
        return tokens.take().text();
    }

    private Value value() {
        Token token = tokens.peek();
        if (!token.isText()) {
            throw tokens.unexpected("a value", List.of());
        }
        if (token.isOneOf(Token.FILTER_WORDS) && !closesValue(tokens.peekSecond())) {
            throw tokens.error(
                    token,
                    "expected a value, found " + SourceText.shown(token.text())
                            + ", which belongs to the filter language; a value like that stands in double quotes");
        }
        return new Value(tokens.take().text());
    }

    private static boolean closesValue(Token next) {
        return next.kind() == Token.Kind.END
                || next.isSymbol(")")
                || next.isSymbol(",")
                || next.isWord("and")
                || next.isWord("or");
    }

    private CorridorException unexpectedAfterCondition(String ending) {
        return tokens.unexpected(
                "\"and\", \"or\" or " + ending + (tokens.peek().isText() ? QUOTES_HINT : ""),
                List.of("and", "or", "within"));
    }
}
