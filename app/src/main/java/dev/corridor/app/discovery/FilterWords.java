package dev.corridor.app.discovery;

import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.Value;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Conditions in the reader's language: `passes survey.answered` as "pass Survey answered".
public final class FilterWords {
    private final Wording words;
    private final Recipe recipe;

    /// @param words of the discovery pages
    /// @param recipe whose names of touchpoints are used
    public FilterWords(Wording words, Recipe recipe) {
        this.words = words;
        this.recipe = recipe;
    }

    public String say(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> joined(parts, "filter.and");
            case Filter.Or(List<Filter> parts) -> joined(parts, "filter.or");
            case Filter.Not(Filter part) -> words.say("filter.not", say(part));
            case Filter.AttributeComparison(String attribute, Comparison comparison, Value value) ->
                words.say("filter.compare." + comparison.name(), attribute, value.text());
            case Filter.AttributeIn(String attribute, List<Value> values) ->
                words.say(
                        "filter.in", attribute, values.stream().map(Value::text).collect(Collectors.joining(", ")));
            case Filter.TimeIn(Optional<LocalDate> from, Optional<LocalDate> to) -> period(from, to);
            case Filter.Passes(String touchpoint) -> words.say("filter.passes", name(touchpoint));
            case Filter.Starts(String touchpoint) -> words.say("filter.starts", name(touchpoint));
            case Filter.Ends(String touchpoint) -> words.say("filter.ends", name(touchpoint));
            case Filter.Drops(String touchpoint) -> words.say("filter.drops", name(touchpoint));
            case Filter.Then(String first, String second) -> words.say("filter.then", name(first), name(second));
            case Filter.Later(String first, String second, Optional<Duration> within) ->
                within.map(time -> words.say(
                                "filter.later.within", name(first), name(second), words.duration(time.toSeconds())))
                        .orElseGet(() -> words.say("filter.later", name(first), name(second)));
            case Filter.Repeats(String touchpoint) -> words.say("filter.repeats", name(touchpoint));
            case Filter.DurationComparison(Comparison comparison, Duration duration) ->
                words.say("filter.duration." + comparison.name(), words.duration(duration.toSeconds()));
            case Filter.OutcomeOf(String touchpoint, Value outcome) ->
                words.say("filter.outcome", name(touchpoint), outcome.text());
            case Filter.Path path -> words.say("filter.path", path.text());
        };
    }

    private String joined(List<Filter> parts, String joint) {
        return parts.stream().map(this::say).collect(Collectors.joining(" " + words.say(joint) + " "));
    }

    private String period(Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() && to.isPresent()) {
            return from.equals(to)
                    ? words.say("filter.time.day", day(from.get()))
                    : words.say("filter.time", day(from.get()), day(to.get()));
        }
        return from.map(first -> words.say("filter.time.from", day(first)))
                .orElseGet(() -> words.say("filter.time.to", day(to.orElseThrow())));
    }

    private String day(LocalDate day) {
        return words.day(day.atStartOfDay());
    }

    /// What a touchpoint is called.
    public String name(String touchpoint) {
        return recipe.displayName(touchpoint, words.language().tag());
    }
}
