package dev.corridor.app.discovery;

import dev.corridor.engine.error.ErrorCode;

/// What can be wrong with a question.
public enum FigureError implements ErrorCode {
    BAD_TIME(4351, Kind.USER),
    UNKNOWN_MARK(4352, Kind.USER),
    LIST_CLOSED(4353, Kind.USER),
    BAD_CURSOR(4354, Kind.USER);

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
