package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads and writes journey rules.
///
/// ```
/// rule   = "key" | "customer" | "gap" "=" duration | window
/// window = part { "," part }
/// part   = "from" "=" touchpoint | "to" "=" touchpoint | "timeout" "=" duration | "reentry"
/// ```
///
/// A window has a `from` and a `timeout`; its parts come in any order, each once. Touchpoints and durations are
/// written as in filters ([FilterParser]); durations are longer than 0.
public final class JourneyRules {
    private static final List<String> PARTS = List.of("from", "to", "timeout", "reentry");
    private static final List<String> RULES = List.of("key", "customer", "gap", "from", "to", "timeout", "reentry");

    private final Tokens tokens;
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private boolean reentry;

    private JourneyRules(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @throws CorridorException `FILTER_SYNTAX` with the column
    public static JourneyRule parse(String text) {
        JourneyRules parser = new JourneyRules(Tokens.of("journey rule", text));
        JourneyRule rule = parser.rule();
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw parser.tokens.unexpected(
                    rule instanceof JourneyRule.FromTo ? "\",\" or the end" : "the end", List.of());
        }
        return rule;
    }

    /// The rule as text that [#parse] reads back as an equal rule.
    ///
    /// @throws IllegalArgumentException where a duration is above 10,000 years or not of whole seconds
    public static String text(JourneyRule rule) {
        return switch (rule) {
            case JourneyRule.ByKey() -> "key";
            case JourneyRule.ByCustomer() -> "customer";
            case JourneyRule.ByGap(Duration gap) -> "gap=" + Durations.print(gap);
            case JourneyRule.FromTo window ->
                "from="
                        + Token.quoted(window.from())
                        + window.to().map(to -> ",to=" + Token.quoted(to)).orElse("")
                        + ",timeout="
                        + Durations.print(window.timeout())
                        + (window.reentry() ? ",reentry" : "");
        };
    }

    private JourneyRule rule() {
        if (tokens.takeWord("key")) {
            return new JourneyRule.ByKey();
        }
        if (tokens.takeWord("customer")) {
            return new JourneyRule.ByCustomer();
        }
        if (tokens.takeWord("gap")) {
            tokens.expectSymbol("=");
            return new JourneyRule.ByGap(duration());
        }
        if (!tokens.peek().isOneOf(RULES)) {
            throw tokens.unexpected("\"key\", \"customer\", \"gap=30d\" or \"from=A,to=B,timeout=14d\"", RULES);
        }
        return window();
    }

    private JourneyRule window() {
        do {
            part();
        } while (tokens.takeSymbol(","));
        String first = from.orElseThrow(() -> tokens.unexpected("\",from=\" and a touchpoint", List.of()));
        Duration longest = timeout.orElseThrow(() -> tokens.unexpected("\",timeout=\" and a duration", List.of()));
        return new JourneyRule.FromTo(first, to, longest, reentry);
    }

    private void part() {
        Token part = tokens.peek();
        if (part.isWord("from") && from.isEmpty()) {
            tokens.take();
            from = Optional.of(touchpoint());
        } else if (part.isWord("to") && to.isEmpty()) {
            tokens.take();
            to = Optional.of(touchpoint());
        } else if (part.isWord("timeout") && timeout.isEmpty()) {
            tokens.take();
            tokens.expectSymbol("=");
            timeout = Optional.of(duration());
        } else if (part.isWord("reentry") && !reentry) {
            tokens.take();
            reentry = true;
        } else if (part.isOneOf(PARTS)) {
            throw tokens.error(part, SourceText.shown(part.text()) + " is given twice");
        } else {
            throw tokens.unexpected("\"from=\", \"to=\", \"timeout=\" or \"reentry\"", PARTS);
        }
    }

    private String touchpoint() {
        tokens.expectSymbol("=");
        if (!tokens.peek().isText()) {
            throw tokens.unexpected("a touchpoint", List.of());
        }
        return tokens.take().text();
    }

    private Duration duration() {
        Token token = tokens.peek();
        Optional<Duration> duration = token.kind() == Token.Kind.WORD
                ? Durations.parse(token.text()).filter(Duration::isPositive)
                : Optional.empty();
        if (duration.isEmpty()) {
            throw tokens.unexpected("a duration above 0 such as 30d, 36h or 1d12h", List.of());
        }
        tokens.take();
        return duration.get();
    }
}
