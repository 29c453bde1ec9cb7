package dev.corridor.cli;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.JourneyRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What makes a journey.
final class RuleOption {
    @Option(
            names = "--journeys",
            paramLabel = "RULE",
            description = "What makes a journey: key, customer, gap=30d, or from=A,to=B,timeout=14d[,reentry]."
                    + " Without it, what the recipe says.")
    private @Nullable String journeys;

    /// @throws dev.corridor.engine.error.CorridorException where the rule cannot be read
    Optional<JourneyRule> rule() {
        return Optional.ofNullable(journeys).map(JourneyRules::parse);
    }
}
