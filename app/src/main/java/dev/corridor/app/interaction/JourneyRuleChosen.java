package dev.corridor.app.interaction;

/// A data set is cut into journeys by another rule from now on.
public record JourneyRuleChosen(DataSetId set) {}
