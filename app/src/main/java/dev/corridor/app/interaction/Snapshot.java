package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Origin;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.Store;

/// A data set at one version, ready to be asked. Stays whole while a newer one is made.
///
/// @param version of the data set that the store holds
/// @param origin recipes and readings of its imports together
public record Snapshot(DataSet set, long version, Store store, Origin origin) {
    /// The rule chosen for the data set, else the recipe's.
    public JourneyRule rule() {
        return JourneyRules.parse(set.rule().orElse(origin.recipe().journeys()));
    }
}
