package dev.corridor.engine.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes a filter as canonical text: one space around words, brackets only where the tree needs them.
final class FilterPrinter {
    private FilterPrinter() {}

    static String print(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) ->
                parts.stream().map(FilterPrinter::insideAnd).collect(Collectors.joining(" and "));
            case Filter.Or(List<Filter> parts) ->
                parts.stream().map(FilterPrinter::insideOr).collect(Collectors.joining(" or "));
            case Filter.Not(Filter part) -> "not " + insideAnd(part);
            case Filter.AttributeComparison(String attribute, Comparison comparison, Value value) ->
                Token.quoted(attribute) + " " + comparison.symbol() + " " + Token.quoted(value.text());
            case Filter.AttributeIn(String attribute, List<Value> values) ->
                values.stream()
                        .map(value -> Token.quoted(value.text()))
                        .collect(Collectors.joining(", ", Token.quoted(attribute) + " in (", ")"));
            case Filter.TimeIn(Optional<LocalDate> from, Optional<LocalDate> to) -> "time in " + period(from, to);
            case Filter.Passes(String touchpoint) -> "passes " + Token.quoted(touchpoint);
            case Filter.Starts(String touchpoint) -> "starts " + Token.quoted(touchpoint);
            case Filter.Ends(String touchpoint) -> "ends " + Token.quoted(touchpoint);
            case Filter.Drops(String touchpoint) -> "drops " + Token.quoted(touchpoint);
            case Filter.Then(String first, String second) -> Token.quoted(first) + " then " + Token.quoted(second);
            case Filter.Later later ->
                Token.quoted(later.first())
                        + " later "
                        + Token.quoted(later.second())
                        + later.within()
                                .map(within -> " within " + Durations.print(within))
                                .orElse("");
            case Filter.Repeats(String touchpoint) -> "repeats " + Token.quoted(touchpoint);
            case Filter.DurationComparison duration ->
                "duration " + duration.comparison().symbol() + " " + Durations.print(duration.duration());
            case Filter.OutcomeOf(String touchpoint, Value outcome) ->
                "outcome of " + Token.quoted(touchpoint) + " = " + Token.quoted(outcome.text());
            case Filter.Path(PathPattern pattern) -> "path (" + pattern.text() + ")";
        };
    }

    private static String insideAnd(Filter part) {
        return part instanceof Filter.And || part instanceof Filter.Or ? "(" + print(part) + ")" : print(part);
    }

    private static String insideOr(Filter part) {
        return part instanceof Filter.Or ? "(" + print(part) + ")" : print(part);
    }

    private static String period(Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() && from.equals(to)) {
            return from.get().toString();
        }
        return from.map(LocalDate::toString).orElse("")
                + ".."
                + to.map(LocalDate::toString).orElse("");
    }
}
