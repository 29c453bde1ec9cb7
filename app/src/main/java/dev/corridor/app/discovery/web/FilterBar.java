package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Query;
import dev.corridor.engine.error.CorridorException;
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
public record FilterBar(
        Query query,
        String page,
        List<Condition> conditions,
        Optional<Problem> problem,
        @Nullable String typed) {
    /// One condition.
    ///
    /// @param without the address of the page without it
    public record Condition(String words, String text, String without) {}

    /// Why a condition cannot be read.
    public record Problem(String code, String sentence, String remedy) {
        static Problem of(CorridorException e) {
            return new Problem("C" + e.code().number(), e.sentence(), e.remedy());
        }
    }

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

    FilterBar with(CorridorException e, String condition) {
        return new FilterBar(query, page, conditions, Optional.of(Problem.of(e)), condition);
    }

    public String typedText() {
        return typed == null ? "" : typed;
    }
}
