package dev.corridor.app.interaction;

import dev.corridor.app.database.DatabaseFailure;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;

/// What it means that an import broke off without a reason of its own.
final class Breakdown {
    private Breakdown() {}

    /// The failure in words; one that cannot be explained is `IMPORT_BROKEN`.
    ///
    /// @param database which it is and where
    static CorridorException of(RuntimeException failure, String database) {
        if (DatabaseFailure.isFull(failure)) {
            return full("The disk of the database is full (" + database + ")", failure);
        }
        return causes(failure, SQLException.class).findAny().isPresent()
                ? broken(failure)
                : causes(failure, IOException.class)
                        .findFirst()
                        .map(cause -> full("A file could not be written or read: " + Reason.of(cause), failure))
                        .orElseGet(() -> broken(failure));
    }

    private static CorridorException full(String what, RuntimeException failure) {
        return new CorridorException(
                DataError.DISK_FULL,
                what + "; nothing of the import was kept.",
                "Make room on the server's disk, then start the import again: its files are still there.",
                failure);
    }

    private static CorridorException broken(RuntimeException failure) {
        return new CorridorException(
                DataError.IMPORT_BROKEN,
                "Something inside Corridor failed; nothing of the import was kept.",
                "Look into the server's log, and report it.",
                failure);
    }

    private static <T extends Throwable> Stream<T> causes(Throwable failure, Class<T> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
