package dev.corridor.engine.store;

import dev.corridor.engine.journey.JourneyRule;

/// The journeys of the sample store, for tests in other packages.
public final class SampleLog {
    private SampleLog() {}

    public static JourneyLog journeys(JourneyRule rule) {
        return SampleStore.build().journeys(rule);
    }
}
