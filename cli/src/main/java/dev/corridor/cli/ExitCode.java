package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.ErrorCode;
import dev.corridor.recipes.recipe.RecipeError;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// How a call ended, as the shell sees it. Numbers from 64 on are those of `sysexits.h`.
enum ExitCode {
    /// The answer was produced, also with rejects, findings or suppressed values.
    OK(0),
    /// Unknown command or option, or a filter, pattern or rule that cannot be read.
    USAGE(64),
    /// The data are at fault; or rows were rejected and `--strict` was given.
    DATA(65),
    /// An input is not there or cannot be opened.
    NO_INPUT(66),
    /// No JDK, or the product could not be built (the launcher's).
    UNAVAILABLE(69),
    /// An error inside Corridor.
    INTERNAL(70),
    /// The machine has not enough memory.
    NO_MEMORY(71),
    /// An output cannot be created, or exists and `--force` is not given.
    CANNOT_CREATE(73),
    /// Reading or writing failed on the way.
    INPUT_OUTPUT(74),
    /// Another build is still running (the launcher's).
    TRY_AGAIN(75),
    /// Ctrl-C; given by Java itself.
    INTERRUPTED(130),
    /// The reader of standard output went away.
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// The exit code of a refusal: by its code where that says more than its kind, else by its kind.
    static ExitCode of(CorridorException refusal) {
        ErrorCode code = refusal.code();
        if (code instanceof EngineError engine) {
            return of(engine);
        }
        if (code instanceof CommandError command) {
            return command.exitCode();
        }
        if (code == RecipeError.REJECTS_NOT_WRITTEN && refusal.getCause() instanceof FileSystemException) {
            return CANNOT_CREATE;
        }
        if (refusal.getCause() instanceof NoSuchFileException || refusal.getCause() instanceof AccessDeniedException) {
            return NO_INPUT;
        }
        return of(code.kind());
    }

    private static ExitCode of(EngineError code) {
        return switch (code) {
            case STORE_MISSING -> NO_INPUT;
            case STORE_NOT_WRITTEN -> CANNOT_CREATE;
            case STORE_VERSION -> DATA;
            default -> of(code.kind());
        };
    }

    private static ExitCode of(ErrorCode.Kind kind) {
        return switch (kind) {
            case USER -> USAGE;
            case DATA -> DATA;
            case RESOURCES -> INPUT_OUTPUT;
            case INTERNAL -> INTERNAL;
        };
    }
}
