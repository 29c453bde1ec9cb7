package dev.corridor.recipes.recipe;

import java.util.List;
import java.util.Optional;

/// Which touchpoint a row of a long table is: the first rule whose pattern matches the whole text, else what
/// `otherwise` says.
///
/// @param columns whose texts are looked at; several are joined with `+`
/// @param rules in the order they are tried
/// @param otherwise what becomes of a text that no rule matches
public record Recognition(List<String> columns, List<Rule> rules, Otherwise otherwise) {
    public Recognition {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /// The column's text is the touchpoint's name.
    public static Recognition of(List<String> columns) {
        return new Recognition(columns, List.of(), new Otherwise.Keep());
    }

    /// A pattern and what a text is that it matches.
    ///
    /// @param column the column it looks at instead of the recognition's own
    /// @param pattern in the syntax of RE2, of the whole text
    public record Rule(Optional<String> column, String pattern, Outcome outcome) {}

    /// What a row becomes.
    public sealed interface Outcome {
        /// An interaction at the touchpoint.
        record Is(String touchpoint) implements Outcome {}

        /// No interaction; the rows are counted in a finding under this name.
        record LeaveOut(String name) implements Outcome {}
    }

    /// What becomes of a text that no rule matches.
    public sealed interface Otherwise {
        /// The text itself is the touchpoint's name.
        record Keep() implements Otherwise {}

        /// The row is rejected.
        record Refuse() implements Otherwise {}

        /// All are one touchpoint.
        record Named(String touchpoint) implements Otherwise {}
    }
}
