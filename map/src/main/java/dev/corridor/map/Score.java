package dev.corridor.map;

/// The mean score of a group of journeys and how many of them carry one.
///
/// @param mean meaningless where `scored` is 0
/// @param scored journeys with a score
public record Score(double mean, long scored) {
    /// Nobody scored.
    public static final Score NONE = new Score(0, 0);
}
