package dev.corridor.cli;

import dev.corridor.engine.error.ErrorCode;

/// The command line's error codes. The launcher's own are 3100-3199 and stand in the reference page.
enum CommandError implements ErrorCode {
    /// An unknown option, a missing value or a value that cannot be read.
    USAGE(3001, Kind.USER, ExitCode.USAGE),
    /// A command that does not exist.
    UNKNOWN_COMMAND(3002, Kind.USER, ExitCode.USAGE),
    /// A file or folder named on the command line that is not there.
    INPUT_MISSING(3003, Kind.USER, ExitCode.NO_INPUT),
    /// Rows were rejected and `--strict` was given.
    REJECTED_ROWS(3004, Kind.DATA, ExitCode.DATA),
    /// An output that exists already, without `--force`.
    OUTPUT_EXISTS(3005, Kind.USER, ExitCode.CANNOT_CREATE),
    /// An output file or folder that cannot be created.
    OUTPUT_NOT_CREATED(3006, Kind.RESOURCES, ExitCode.CANNOT_CREATE),
    /// Reading or writing failed on the way: disk full, medium gone.
    INPUT_OUTPUT(3007, Kind.RESOURCES, ExitCode.INPUT_OUTPUT),
    /// The heap is too small for the question.
    NO_MEMORY(3008, Kind.RESOURCES, ExitCode.NO_MEMORY),
    /// A bug.
    INTERNAL(3999, Kind.INTERNAL, ExitCode.INTERNAL);

    private final int number;
    private final Kind kind;
    private final ExitCode exitCode;

    CommandError(int number, Kind kind, ExitCode exitCode) {
        this.number = number;
        this.kind = kind;
        this.exitCode = exitCode;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
