package dev.corridor.app.test;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/// A migrated database of its own, on the one PostgreSQL that all tests of a build share.
///
/// The server lives in `target/test-postgresql`, is started by the first test that needs it and stopped
/// with the JVM. Every database is a copy of one that was migrated once.
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long PROCESS = ProcessHandle.current().pid();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /// A new database with all tables and no rows.
    public static TestDatabase migrated() {
        TestDatabase copy = new TestDatabase("test_" + PROCESS + "_" + NUMBERS.incrementAndGet());
        Server.execute("create database " + copy.name + " template " + Server.TEMPLATE.name);
        return copy;
    }

    /// A new database without tables.
    public static TestDatabase empty() {
        TestDatabase database = new TestDatabase("test_" + PROCESS + "_" + NUMBERS.incrementAndGet());
        Server.execute("create database " + database.name);
        return database;
    }

    /// As it stands in `CORRIDOR_DB_URL`, without the password.
    public String url() {
        return "postgresql://127.0.0.1:" + Server.PORT + "/" + name;
    }

    public String user() {
        return "corridor";
    }

    public String password() {
        return Server.PASSWORD;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(), user(), password());
    }

    @Override
    public void close() {
        Server.execute("drop database if exists " + name + " with (force)");
    }

    /// The server, once per JVM.
    private static final class Server {
        private static final DataFolder FOLDER = DataFolder.prepare(Path.of("target", "test-postgresql"));
        private static final EmbeddedPostgres DATABASE = started();
        private static final int PORT = EmbeddedPostgres.port(FOLDER).orElseThrow();
        private static final String PASSWORD = password();
        private static final TestDatabase TEMPLATE = template();

        private static EmbeddedPostgres started() {
            EmbeddedPostgres database = EmbeddedPostgres.start(FOLDER);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database;
        }

        private static String password() {
            try {
                return Files.readString(FOLDER.postgresql().resolve("password"));
            } catch (IOException unreadable) {
                throw new IllegalStateException("the test server's password cannot be read", unreadable);
            }
        }

        private static TestDatabase template() {
            removeThoseOfEndedBuilds();
            TestDatabase template = new TestDatabase("template_" + PROCESS);
            execute("create database " + template.name);
            Flyway.configure()
                    .dataSource("jdbc:" + template.url(), template.user(), PASSWORD)
                    .load()
                    .migrate();
            return template;
        }

        private static void removeThoseOfEndedBuilds() {
            for (String name : names()) {
                long process = Long.parseLong(name.split("_")[1]);
                if (ProcessHandle.of(process).isEmpty() || process == PROCESS) {
                    execute("drop database if exists " + name + " with (force)");
                }
            }
        }

        private static List<String> names() {
            List<String> names = new ArrayList<>();
            try (Connection connection = DATABASE.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select datname from pg_database where datname ~ '^(test|template)_[0-9]+(_[0-9]+)?$'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            } catch (SQLException failure) {
                throw new IllegalStateException("the test server does not answer", failure);
            }
        }

        private static void execute(String statement) {
            try (Connection connection = DATABASE.connect();
                    Statement call = connection.createStatement()) {
                call.execute(statement);
            } catch (SQLException failure) {
                throw new IllegalStateException(statement, failure);
            }
        }
    }
}
