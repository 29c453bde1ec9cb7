package dev.corridor.app.database;

import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// What a failure says of the database, whatever it was wrapped into on its way.
public final class DatabaseFailure {
    private DatabaseFailure() {}

    /// Whether the database has gone away or is shutting down: what was asked can be asked again when it is back.
    public static boolean isGone(Throwable failure) {
        return chain(failure).anyMatch(CannotCreateTransactionException.class::isInstance)
                || hasState(failure, state -> state.startsWith("08") || state.startsWith("57P"));
    }

    /// Whether its disk has no room left.
    public static boolean isFull(Throwable failure) {
        return hasState(failure, "53100"::equals);
    }

    /// Whether the user of the database may not do that.
    public static boolean isForbidden(Throwable failure) {
        return hasState(failure, "42501"::equals);
    }

    private static boolean hasState(Throwable failure, Predicate<String> wanted) {
        return chain(failure)
                .filter(SQLException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((SQLException) cause).getSQLState()))
                .anyMatch(wanted);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, DatabaseFailure::before);
    }

    /// A connection that is lost cannot be rolled back either; Spring then tells of that, and keeps what came first.
    private static @Nullable Throwable before(Throwable failure) {
        return failure instanceof TransactionSystemException rolledBack && rolledBack.getApplicationException() != null
                ? rolledBack.getApplicationException()
                : failure.getCause();
    }
}
