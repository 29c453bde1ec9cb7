package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.query.FilterParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conditions in force, in words, each with the way to take it away.
///
/// @param page that the bar belongs to, such as `map`
/// @param problem what is wrong with a condition
/// @param typed the condition that could not be read
/// @param suggestions conditions to choose from
/// @param forms one condition of each form there is, for those who ask how to write them
public record FilterBar(
        Query query,
        String page,
        List<Condition> conditions,
        Optional<Problem> problem,
        @Nullable String typed,
        List<Suggestion> suggestions,
        List<Suggestion> forms) {
    FilterBar(Query query, String page, List<Condition> conditions, Optional<Problem> problem, @Nullable String typed) {
        this(query, page, conditions, problem, typed, List.of(), List.of());
    }

    /// A condition to choose while one types.
    ///
    /// @param text as it is typed
    /// @param words the same in the reader's language
    public record Suggestion(String text, String words) {}

    /// One condition.
    ///
    /// @param without the address of the page without it
    public record Condition(String words, String text, String without) {}

    static FilterBar of(Query query, String page, FilterWords words) {
        List<Condition> conditions = new ArrayList<>();
        for (String filter : query.filters()) {
            conditions.add(new Condition(
                    words.say(FilterParser.parse(filter)),
                    filter,
                    query.without(filter).address(page)));
        }
        return new FilterBar(query, page, conditions, Optional.empty(), null);
    }

    /// The same for a page that asks more than its conditions.
    ///
    /// @param more parameters of its address that stay when a condition goes, each `name=value` encoded
    FilterBar keeping(String... more) {
        List<Condition> kept = conditions.stream()
                .map(condition -> new Condition(
                        condition.words(),
                        condition.text(),
                        query.without(condition.text()).address(page, more)))
                .toList();
        return new FilterBar(query, page, kept, problem, typed, suggestions, forms);
    }

    /// @param more fields that stay when a condition goes, in pairs of name and value
    FilterBar keeping(List<String[]> more) {
        return keeping(more.stream().map(Query::parameter).toArray(String[]::new));
    }

    /// The conditions as hidden fields of a form, in pairs of name and value.
    public List<String[]> fields() {
        return query.fields();
    }

    FilterBar with(Problem wrong, String condition) {
        return new FilterBar(query, page, conditions, Optional.of(wrong), condition, suggestions, forms);
    }

    FilterBar suggesting(List<Suggestion> suggested, List<Suggestion> written) {
        return new FilterBar(query, page, conditions, problem, typed, suggested, written);
    }

    /// A condition that these data can meet.
    public Optional<String> example() {
        return suggestions.stream().findFirst().map(Suggestion::text);
    }

    public String typedText() {
        return typed == null ? "" : typed;
    }
}
