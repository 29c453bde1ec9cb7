package dev.corridor.sample;

/// What is asked for.
///
/// @param journeys how many orders, 1 to [#MOST_JOURNEYS]
/// @param seed every file is a function of it
public record Setup(long journeys, long seed, Effects effects) {
    /// The most journeys of one company.
    public static final long MOST_JOURNEYS = 100_000_000;

    public Setup {
        if (journeys < 1 || journeys > MOST_JOURNEYS) {
            throw new IllegalArgumentException("journeys are 1 to " + MOST_JOURNEYS + ", not " + journeys);
        }
    }

    boolean planted() {
        return effects == Effects.PLANTED;
    }
}
