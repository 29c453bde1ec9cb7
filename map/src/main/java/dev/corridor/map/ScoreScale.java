package dev.corridor.map;

/// What scores are called and between which ends they lie.
///
/// @param name for instance `score` or `NPS answer`
public record ScoreScale(Text name, double min, double max) {
    public ScoreScale {
        if (!(min < max)) {
            throw new IllegalStateException("score scale from " + min + " to " + max);
        }
    }
}
