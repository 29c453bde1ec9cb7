package dev.corridor.map;

/// What scores are called, between which ends they lie, and what they come to.
///
/// @param name for instance `score` or `NPS answer`
/// @param all the mean over all scored journeys; [Score#NONE] where it is not to be shown
public record ScoreScale(Text name, double min, double max, Score all) {
    public ScoreScale {
        if (!(min < max)) {
            throw new IllegalStateException("score scale from " + min + " to " + max);
        }
    }

    /// A scale without a mean over all journeys.
    public ScoreScale(Text name, double min, double max) {
        this(name, min, max, Score.NONE);
    }
}
