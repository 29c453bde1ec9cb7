package dev.corridor.map;

/// One step: `to` directly follows `from` in a journey.
///
/// @param from index into [FlowReport#touchpoints]
/// @param to index into [FlowReport#touchpoints]; equal to `from` for a self-loop
/// @param count passages
/// @param journeys journeys that passed at least once
/// @param times of all passages
/// @param score over the journeys that passed; [Score#NONE] where not computed
public record Edge(int from, int to, long count, long journeys, Times times, Score score) {
    public boolean loop() {
        return from == to;
    }
}
