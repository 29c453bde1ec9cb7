package dev.corridor.engine.query;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A pattern over the touchpoints of a path, found anywhere in it unless it is tied to the path's start or end.
///
/// It is read by [PathPatternParser], printed back by [#text] and run by [PathAutomaton].
public sealed interface PathPattern {
    /// The largest number of repetitions that may be asked for.
    int MAX_REPETITIONS = 1_000;

    /// One occurrence of this touchpoint.
    record Touchpoint(String name) implements PathPattern {}

    /// One touchpoint, whichever it is: `any`.
    record Any() implements PathPattern {}

    /// One of these touchpoints: `[a, b]`.
    ///
    /// @param names one or more
    record OneOf(List<String> names) implements PathPattern {
        public OneOf {
            names = List.copyOf(names);
            requireParts(names, 1);
        }
    }

    /// One touchpoint that is none of these: `[^a, b]`.
    ///
    /// @param names one or more
    record NoneOf(List<String> names) implements PathPattern {
        public NoneOf {
            names = List.copyOf(names);
            requireParts(names, 1);
        }
    }

    /// Any number of touchpoints, none included: `...`.
    record Anything() implements PathPattern {}

    /// The place before the path's first touchpoint.
    record Start() implements PathPattern {}

    /// The place after the path's last touchpoint.
    record End() implements PathPattern {}

    /// The parts one directly after the other: `a -> b`.
    ///
    /// @param parts two or more; [Start] only as the first, [End] only as the last
    record Sequence(List<PathPattern> parts) implements PathPattern {
        public Sequence {
            parts = List.copyOf(parts);
            requireParts(parts, 2);
            if (parts.lastIndexOf(new Start()) > 0
                    || parts.subList(0, parts.size() - 1).contains(new End())) {
                throw new IllegalArgumentException("start stands first and end stands last in a sequence");
            }
        }
    }

    /// One of the alternatives: `a | b`.
    ///
    /// @param alternatives two or more
    record Either(List<PathPattern> alternatives) implements PathPattern {
        public Either {
            alternatives = List.copyOf(alternatives);
            requireParts(alternatives, 2);
        }
    }

    /// The part several times in a row, one directly after the other: `a*`, `a+`, `a?`, `a{2}`, `a{2,}`, `a{2,5}`.
    ///
    /// @param part neither [Start] nor [End]
    /// @param min 0 to [#MAX_REPETITIONS]
    /// @param max at least 1, at least `min`, at most [#MAX_REPETITIONS]; absent: any number
    record Repeat(PathPattern part, int min, OptionalInt max) implements PathPattern {
        public Repeat {
            if (part instanceof Start || part instanceof End) {
                throw new IllegalArgumentException("start and end cannot be repeated");
            }
            if (min < 0 || min > MAX_REPETITIONS) {
                throw new IllegalArgumentException("repetitions out of range: " + min);
            }
            if (max.isPresent() && (max.getAsInt() < Math.max(1, min) || max.getAsInt() > MAX_REPETITIONS)) {
                throw new IllegalArgumentException("repetitions out of range: " + min + "," + max.getAsInt());
            }
        }
    }

    /// The pattern as canonical text, which [PathPatternParser] reads back as an equal pattern as long as it
    /// keeps the parser's limits of length and depth.
    default String text() {
        return switch (this) {
            case Touchpoint(String name) -> Token.quoted(name);
            case Any() -> "any";
            case OneOf(List<String> names) -> names(names, "[");
            case NoneOf(List<String> names) -> names(names, "[^");
            case Anything() -> "...";
            case Start() -> "start";
            case End() -> "end";
            case Sequence(List<PathPattern> parts) ->
                parts.stream()
                        .map(part -> part instanceof Sequence || part instanceof Either ? bracketed(part) : part.text())
                        .collect(Collectors.joining(" -> "));
            case Either(List<PathPattern> alternatives) ->
                alternatives.stream()
                        .map(part -> part instanceof Either ? bracketed(part) : part.text())
                        .collect(Collectors.joining(" | "));
            case Repeat(PathPattern part, int min, OptionalInt max) ->
                switch (part) {
                            case Touchpoint _, Any _, OneOf _, NoneOf _ -> part.text();
                            case Anything _, Start _, End _, Sequence _, Either _, Repeat _ -> bracketed(part);
                        }
                        + times(min, max);
        };
    }

    private static String bracketed(PathPattern part) {
        return "(" + part.text() + ")";
    }

    private static String names(List<String> names, String opening) {
        return names.stream().map(Token::quoted).collect(Collectors.joining(", ", opening, "]"));
    }

    private static String times(int min, OptionalInt max) {
        if (max.isEmpty()) {
            return min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}";
        }
        if (min == 0 && max.getAsInt() == 1) {
            return "?";
        }
        return min == max.getAsInt() ? "{" + min + "}" : "{" + min + "," + max.getAsInt() + "}";
    }

    private static void requireParts(List<?> parts, int least) {
        if (parts.size() < least) {
            throw new IllegalArgumentException("at least " + least + " expected: " + parts);
        }
    }
}
