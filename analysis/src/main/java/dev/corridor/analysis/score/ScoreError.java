package dev.corridor.analysis.score;

import dev.corridor.engine.error.ErrorCode;

/// What is wrong with a question about scores.
public enum ScoreError implements ErrorCode {
    /// The data hold no score.
    NO_SCORE(3221, Kind.USER),
    /// Nobody says on which scale was answered.
    NO_SCALE(3222, Kind.USER),
    /// Answers on several scales would be put into one figure.
    SEVERAL_SCALES(3223, Kind.USER),
    /// A scale that is not of whole numbers, or one point, or too long.
    UNUSABLE_SCALE(3224, Kind.USER),
    /// A touchpoint or attribute that the data do not have.
    UNKNOWN_NAME(3225, Kind.USER),
    /// An attribute by which nobody can be grouped.
    UNUSABLE_GROUP(3226, Kind.USER);

    private final int number;
    private final Kind kind;

    ScoreError(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
