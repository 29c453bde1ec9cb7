package dev.corridor.app.discovery;

import dev.corridor.engine.error.ErrorCode;

/// What can be wrong with a question.
public enum FigureError implements ErrorCode {
    BAD_TIME(4351, Kind.USER),
    LIST_CLOSED(4353, Kind.USER),
    BAD_CURSOR(4354, Kind.USER),
    /// A condition whose counts would tell what single customers answered.
    CLOSED_CONDITION(4371, Kind.USER),
    /// A way of grouping scores that there is not.
    UNKNOWN_GROUPING(4372, Kind.USER),
    NO_SCORE_IN_DATA(4373, Kind.DATA),
    /// Coming back and leaving are asked of journeys of which a customer has only one.
    ONE_JOURNEY_EACH(4374, Kind.USER),
    /// A search, or an answer about scores, would take more memory than there is.
    TOO_LARGE(4375, Kind.RESOURCES),
    SEARCH_FAILED(4376, Kind.INTERNAL),
    /// Others are in front for too long.
    BUSY(4378, Kind.RESOURCES),
    /// A step of a funnel that there is not.
    NO_SUCH_STEP(4377, Kind.USER),
    /// A touchpoint of a stretch that the data do not have.
    UNKNOWN_TOUCHPOINT(4381, Kind.USER),
    /// An order of a table that there is not.
    UNKNOWN_ORDER(4382, Kind.USER);

    private final int number;
    private final Kind kind;

    FigureError(int number, Kind kind) {
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
