package dev.corridor.engine.query;

/// How many journeys of a block satisfy a filter, as far as it can be told without looking at them.
public enum Verdict {
    /// No journey can: the block is skipped.
    NONE,
    /// Some may: each journey is looked at.
    SOME,
    /// Every journey does: the block is taken whole.
    ALL;

    public static Verdict of(boolean all) {
        return all ? ALL : NONE;
    }

    /// The verdict on both conditions together. Two `SOME` stay `SOME`, though they may have no journey in common.
    public Verdict and(Verdict other) {
        return compareTo(other) < 0 ? this : other;
    }

    /// The verdict on either condition. Two `SOME` stay `SOME`, though they may cover every journey.
    public Verdict or(Verdict other) {
        return compareTo(other) > 0 ? this : other;
    }

    public Verdict not() {
        return switch (this) {
            case NONE -> ALL;
            case SOME -> SOME;
            case ALL -> NONE;
        };
    }
}
