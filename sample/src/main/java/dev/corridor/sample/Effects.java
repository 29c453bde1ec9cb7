package dev.corridor.sample;

/// Whether what customers live through moves their scores, orders and departures.
public enum Effects {
    /// Moments of truth, decoys and an improvement are planted.
    PLANTED,
    /// Nothing moves anything: journeys look the same, outcomes are chance.
    NONE
}
