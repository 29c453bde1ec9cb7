package dev.corridor.answers.mine;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.OpenJourneys;
import java.util.OptionalLong;

/// The journeys of a store under a rule, seen at a time, and which of them are open: where every question about them
/// begins. Worth keeping for the next question.
public record SeenJourneys(JourneyLog log, OpenJourneys open) {
    /// @param asOf second at which the journeys are seen; empty: that of the last interaction
    public static SeenJourneys of(Store store, JourneyRule rule, OptionalLong asOf) {
        JourneyLog log = asOf.isPresent() ? store.journeys(rule, asOf.getAsLong()) : store.journeys(rule);
        return new SeenJourneys(log, new OpenJourneys(log));
    }
}
