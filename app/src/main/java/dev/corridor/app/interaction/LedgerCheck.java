package dev.corridor.app.interaction;

import dev.corridor.app.database.DataFolder;
import dev.corridor.engine.error.CorridorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Looks whether `erased.ledger` of a data folder can be read and is its database's; changes nothing.
public final class LedgerCheck {
    private LedgerCheck() {}

    /// @return whether there is one
    /// @throws CorridorException `LEDGER_NOT_READ`, `OTHER_LEDGER`
    public static boolean require(DataFolder folder, Connection connection) throws SQLException {
        Optional<ErasedLedger> kept = LedgerFile.read(folder.secret(LedgerFile.NAME));
        Optional<String> salt = kept.isPresent() ? salt(connection) : Optional.empty();
        salt.ifPresent(known -> LedgerFile.requireSalt(kept.orElseThrow(), known));
        return kept.isPresent();
    }

    /// Empty where nobody was erased yet, or the tables are not made.
    private static Optional<String> salt(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "SELECT to_regclass('erasure_salt') IS NOT NULL")) {
                return Optional.empty();
            }
            try (ResultSet row = statement.executeQuery("SELECT encode(salt, 'hex') FROM erasure_salt")) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
