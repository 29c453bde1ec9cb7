package dev.corridor.cli;

import dev.corridor.answers.mine.Origin;
import dev.corridor.engine.error.CorridorException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is done about rows that cannot be used.
final class RejectOptions {
    @Option(names = "--strict", description = "End with exit code 65 where rows were rejected.")
    private boolean strict;

    @Option(names = "--rejects", paramLabel = "FILE", description = "Write every rejected row to this CSV file.")
    private @Nullable Path rejects;

    @Option(names = "--force", description = "Replace files and stores that exist already.")
    private boolean force;

    Optional<Path> file() {
        return Optional.ofNullable(rejects);
    }

    /// Whether what exists may be replaced.
    boolean replaces() {
        return force;
    }

    /// How a call ends whose answer was printed.
    ///
    /// @throws CorridorException [CommandError#REJECTED_ROWS] where none may be rejected
    int exitCode(Origin origin) {
        long rejected = origin.reading().rejected().rows();
        if (!strict || rejected == 0) {
            return ExitCode.OK.number();
        }
        throw new CorridorException(
                CommandError.REJECTED_ROWS,
                "The answer was printed, but " + rejected
                        + (rejected == 1 ? " row or cell was" : " rows or cells were")
                        + " rejected and --strict was given.",
                "Mend the rows, or leave out --strict; --rejects FILE lists them all.");
    }
}
