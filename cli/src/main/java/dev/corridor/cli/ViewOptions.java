package dev.corridor.cli;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.recipes.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which journeys are asked about, and when they are seen.
final class ViewOptions {
    @Mixin
    private RuleOption rule = new RuleOption();

    @Option(
            names = "--filter",
            paramLabel = "F",
            description =
                    "Keep only the journeys that meet it, for example 'state = SP and passes \"parcel.delivered\"'."
                            + " Several must all be met. See docs/reference/filters.md.")
    private List<String> filters = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "See the data as they were at this day or time; later interactions do not count.")
    private @Nullable String asOf;

    /// @throws dev.corridor.engine.error.CorridorException where one of the options cannot be read
    View view() {
        return new View(rule.rule(), filters.stream().map(FilterParser::parse).toList(), new AsOf(asOf));
    }

    /// The options, read.
    ///
    /// @param asked the rule of the command line
    record View(Optional<JourneyRule> asked, List<Filter> filters, AsOf asOf) {
        JourneyRule rule(Recipe recipe) {
            return asked.orElseGet(() -> JourneyRules.parse(recipe.journeys()));
        }
    }
}
