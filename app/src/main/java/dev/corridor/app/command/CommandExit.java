package dev.corridor.app.command;

import dev.corridor.app.database.DatabaseError;
import dev.corridor.engine.error.ErrorCode;

/// How a command ended, as the shell sees it. Numbers from 64 on are those of `sysexits.h`.
enum CommandExit {
    OK(0),
    /// `doctor` found something to mend.
    PROBLEMS(1),
    /// `status`: no server runs.
    NOT_RUNNING(3),
    USAGE(64),
    DATA(65),
    UNAVAILABLE(69),
    INTERNAL(70),
    CANNOT_CREATE(73),
    TRY_AGAIN(75);

    private final int number;

    CommandExit(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static CommandExit of(ErrorCode code) {
        return switch (code) {
            case DatabaseError.FOLDER_NOT_WRITABLE, DatabaseError.DISK_FULL -> CANNOT_CREATE;
            case DatabaseError.FOLDER_IN_USE -> TRY_AGAIN;
            case ServerError.PORT_TAKEN, ServerError.ADDRESS_NOT_HERE, ServerError.DOES_NOT_STOP -> UNAVAILABLE;
            default ->
                switch (code.kind()) {
                    case USER -> USAGE;
                    case DATA -> DATA;
                    case RESOURCES -> UNAVAILABLE;
                    case INTERNAL -> INTERNAL;
                };
        };
    }
}
