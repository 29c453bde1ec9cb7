package dev.corridor.app.interaction;

import dev.corridor.app.database.DataFolder;
import dev.corridor.engine.error.CorridorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks whether `erased.ledger` of a data folder can be read and knows whom its database knows; changes nothing.
public final class LedgerCheck {
    private LedgerCheck() {}

    /// How the file and the database stand to each other.
    public enum Finding {
        /// Neither knows that anybody was erased.
        NONE,
        /// Both know the same.
        SAME,
        /// The database knows that customers were erased, and there is no file.
        MISSING,
        /// The database knows more than the file.
        BEHIND,
        /// The file knows somebody whom the database does not, as after an older copy of it was put back.
        AHEAD
    }

    /// @throws CorridorException `LEDGER_NOT_READ`, `OTHER_LEDGER`
    public static Finding look(DataFolder folder, Connection connection) throws SQLException {
        Optional<ErasedLedger> kept = LedgerFile.read(folder.secret(LedgerFile.NAME));
        Optional<ErasedLedger> known = known(connection);
        if (kept.isEmpty()) {
            return known.isPresent() ? Finding.MISSING : Finding.NONE;
        }
        ErasedLedger file = kept.get();
        ErasedLedger database = known.orElse(new ErasedLedger(file.salt(), List.of()));
        LedgerFile.requireSalt(file, database.salt());
        if (!file.without(database).isEmpty()) {
            return Finding.AHEAD;
        }
        return database.without(file).isEmpty() ? Finding.SAME : Finding.BEHIND;
    }

    /// Empty where nobody was erased yet, or the tables are not made.
    private static Optional<ErasedLedger> known(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "SELECT to_regclass('erasure_salt') IS NOT NULL")) {
                return Optional.empty();
            }
            Optional<String> salt = salt(statement);
            return salt.isPresent() ? Optional.of(new ErasedLedger(salt.get(), marks(statement))) : Optional.empty();
        }
    }

    private static Optional<String> salt(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT encode(salt, 'hex') FROM erasure_salt")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static List<ErasedLedger.Mark> marks(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT data_set, encode(hash, 'hex') FROM erased")) {
            List<ErasedLedger.Mark> marks = new ArrayList<>();
            while (row.next()) {
                marks.add(new ErasedLedger.Mark(new DataSetId(row.getLong(1)), row.getString(2)));
            }
            return marks;
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
