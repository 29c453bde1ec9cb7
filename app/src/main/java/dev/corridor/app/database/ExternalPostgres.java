package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// A PostgreSQL that somebody else runs; 15 or newer, in UTF-8.
public final class ExternalPostgres implements Database {
    private final DatabaseAddress address;
    private final String version;

    private ExternalPostgres(DatabaseAddress address, String version) {
        this.address = address;
        this.version = version;
    }

    /// Connects once to see that it is there and fit.
    ///
    /// @throws CorridorException C4003, C4004, C4005 or C4011
    static ExternalPostgres connect(DatabaseAddress address) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version_num')::int / 10000,
                               current_setting('server_version'),
                               current_setting('server_encoding')""")) {
            row.next();
            require(address, row.getInt(1), row.getString(3));
            return new ExternalPostgres(address, row.getString(2));
        } catch (SQLException failure) {
            throw refusal(address, failure);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public Optional<CorridorException> trouble() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return "PostgreSQL " + version + " at " + address;
    }

    @Override
    public void close() {
        // It runs on for others.
    }

    private static void require(DatabaseAddress address, int major, String encoding) {
        if (major < LEAST_VERSION) {
            throw new CorridorException(
                    DatabaseError.TOO_OLD,
                    "the database at " + address + " is PostgreSQL " + major + "; Corridor needs " + LEAST_VERSION
                            + " or newer.",
                    "Upgrade it, or leave " + URL + " out: Corridor then runs its own.");
        }
        if (!encoding.equals("UTF8")) {
            throw new CorridorException(
                    DatabaseError.WRONG_ENCODING,
                    "the database at " + address + " keeps its texts in " + encoding + ", not in UTF-8.",
                    "Make one with: create database corridor encoding 'UTF8' template template0");
        }
    }

    private static CorridorException refusal(DatabaseAddress address, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (state.startsWith("28")) {
            return new CorridorException(
                    DatabaseError.WRONG_PASSWORD,
                    "the database at " + address + " refuses the user or the password: " + said + ".",
                    "Correct " + URL + ", " + USER + " and " + PASSWORD + ".",
                    failure);
        }
        if (state.equals("3D000")) {
            return new CorridorException(
                    DatabaseError.UNREACHABLE,
                    "there is no database of that name at " + address + ".",
                    "Make it (create database NAME encoding 'UTF8'), or correct " + URL + ".",
                    failure);
        }
        return new CorridorException(
                DatabaseError.UNREACHABLE,
                "the database at " + address + " does not answer: " + said,
                "Start it, or correct " + URL + "; without that, Corridor runs its own.",
                failure);
    }
}
