package dev.corridor.app.interaction;

import dev.corridor.app.shared.web.HttpError;

/// What can be wrong with data sets and imports.
public enum DataError implements HttpError {
    NO_SUCH_DATA_SET(4201, Kind.USER),
    NO_SUCH_IMPORT(4202, Kind.USER),
    NAME_TAKEN(4203, Kind.USER),
    BAD_NAME(4204, Kind.USER),
    WRONG_STATE(4205, Kind.USER),
    CLOCKS_DISAGREE(4206, Kind.DATA),
    FILE_GONE(4207, Kind.DATA),
    UPLOAD_FAILED(4208, Kind.RESOURCES),
    UNKNOWN_CUSTOMER(4209, Kind.USER),
    NOTHING_IMPORTED(4210, Kind.DATA),
    CANCELLED(4212, Kind.USER),
    IMPORT_BROKEN(4213, Kind.INTERNAL),
    DISK_FULL(4214, Kind.RESOURCES),
    UPLOAD_TOO_LARGE(4215, Kind.USER),
    DATA_SET_BUSY(4216, Kind.RESOURCES),
    NO_TABLES(4217, Kind.DATA),
    FIGURES_NOT_WRITTEN(4218, Kind.RESOURCES),
    FILE_ERASED(4219, Kind.DATA),
    LEDGER_NOT_READ(4220, Kind.DATA),
    OTHER_LEDGER(4221, Kind.DATA),
    RECIPE_TOO_LARGE(4222, Kind.USER);

    private final int number;
    private final Kind kind;

    DataError(int number, Kind kind) {
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

    @Override
    public int status() {
        return switch (this) {
            case NO_SUCH_DATA_SET, NO_SUCH_IMPORT -> 404;
            case UPLOAD_TOO_LARGE, RECIPE_TOO_LARGE -> 413;
            default ->
                switch (kind) {
                    case USER -> 400;
                    case DATA -> 422;
                    case RESOURCES -> 503;
                    case INTERNAL -> 500;
                };
        };
    }
}
