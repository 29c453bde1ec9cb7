package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/// The PostgreSQL that holds what Corridor knows: a child process in the data folder, or a server elsewhere.
public sealed interface Database extends AutoCloseable permits EmbeddedPostgres, ExternalPostgres {
    /// The least major version of an external PostgreSQL.
    int LEAST_VERSION = 15;

    /// The environment variable that names an external PostgreSQL.
    String URL = "CORRIDOR_DB_URL";

    String USER = "CORRIDOR_DB_USER";

    String PASSWORD = "CORRIDOR_DB_PASSWORD";

    /// The database that the environment names, else the one in the folder, which is started unless it runs
    /// already.
    ///
    /// @throws CorridorException C4000-C4011
    static Database open(DataFolder folder, Map<String, String> environment) {
        String url = environment.getOrDefault(URL, "").strip();
        return url.isEmpty()
                ? EmbeddedPostgres.start(folder)
                : ExternalPostgres.connect(
                        DatabaseAddress.of(url, environment.getOrDefault(USER, ""), environment.get(PASSWORD)));
    }

    /// A new connection. Its port may be another than that of the last one, after a restart.
    Connection connect() throws SQLException;

    /// Why it cannot be started again at the moment; empty where it runs, or somebody else runs it.
    Optional<CorridorException> trouble();

    /// What it is and where, for people; without secrets.
    String description();

    /// Leaves the database; one in the folder is stopped when nobody else uses it.
    @Override
    void close();
}
