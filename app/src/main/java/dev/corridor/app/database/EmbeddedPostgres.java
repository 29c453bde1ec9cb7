package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL as a child process, with its cluster in the data folder.
///
/// Several processes can use it at once, such as a server and a command: the first starts it, the last
/// stops it. One that a killed process left running is taken over. While it is open here it is started
/// again whenever it ends.
public final class EmbeddedPostgres implements Database {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final PostgresCluster cluster;
    private final Path starting;
    private final Path users;
    private final FolderLock use;
    private volatile DatabaseAddress address;
    private volatile @Nullable CorridorException trouble;
    private volatile boolean closed;

    private EmbeddedPostgres(PostgresCluster cluster, DataFolder folder, DatabaseAddress address, FolderLock use) {
        this.cluster = cluster;
        this.starting = startingLock(folder);
        this.users = usersLock(folder);
        this.address = address;
        this.use = use;
    }

    /// The database of a data folder, running afterwards.
    ///
    /// @throws CorridorException C4000, C4001, C4002, C4004, C4007, C4009 or C4010
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder, RunAs.here());
    }

    static EmbeddedPostgres start(DataFolder folder, RunAs runAs) {
        try (FolderLock _ = FolderLock.await(startingLock(folder))) {
            PostgresCluster cluster = new PostgresCluster(folder, runAs);
            Postmaster running = runningOrStarted(cluster);
            EmbeddedPostgres database = new EmbeddedPostgres(
                    cluster,
                    folder,
                    address(cluster, running, PostgresCluster.NAME),
                    FolderLock.share(usersLock(folder)));
            try {
                database.makeDatabase(running);
            } catch (CorridorException refused) {
                database.leave();
                throw refused;
            }
            database.watch(running.process());
            return database;
        }
    }

    /// Stops the database of a folder where it runs though nobody uses it, as after a kill.
    ///
    /// @return whether one was stopped
    public static boolean stopLeftOver(DataFolder folder) {
        if (!Files.exists(folder.postgresql().resolve("data"))) {
            return false;
        }
        try (FolderLock _ = FolderLock.await(startingLock(folder))) {
            Optional<FolderLock> unused = FolderLock.tryAlone(usersLock(folder));
            if (unused.isEmpty()) {
                return false;
            }
            try (FolderLock _ = unused.get()) {
                PostgresCluster cluster = new PostgresCluster(folder, RunAs.here());
                boolean runs = Postmaster.of(cluster.data()).isPresent();
                if (runs) {
                    cluster.stop();
                }
                return runs;
            }
        }
    }

    /// The port on 127.0.0.1 of a database that runs in a folder, whoever started it.
    public static Optional<Integer> port(DataFolder folder) {
        return Postmaster.of(folder.postgresql().resolve("data")).map(Postmaster::port);
    }

    @Override
    public Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public Optional<CorridorException> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public String description() {
        return "PostgreSQL " + PostgresSoftware.version() + " in " + cluster.data() + " on " + address.place();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        try (FolderLock _ = FolderLock.await(starting)) {
            leave();
        }
    }

    private void leave() {
        closed = true;
        use.close();
        Optional<FolderLock> last = FolderLock.tryAlone(users);
        if (last.isPresent()) {
            try (FolderLock _ = last.get()) {
                if (Postmaster.of(cluster.data()).isPresent()) {
                    cluster.stop();
                }
            }
        }
    }

    private static Postmaster runningOrStarted(PostgresCluster cluster) {
        boolean runs = Postmaster.of(cluster.data()).isPresent();
        if (runs && !Files.exists(cluster.passwordFile())) {
            cluster.stop();
        }
        cluster.make();
        return Postmaster.of(cluster.data()).filter(Postmaster::ready).orElseGet(cluster::start);
    }

    private static DatabaseAddress address(PostgresCluster cluster, Postmaster running, String name) {
        return new DatabaseAddress(
                "127.0.0.1:" + running.port() + "/" + name, PostgresCluster.NAME, cluster.password(), Map.of());
    }

    /// Makes the database in a new cluster; the first connection also proves the password.
    private void makeDatabase(Postmaster running) {
        try (Connection connection = address(cluster, running, "postgres").connect();
                Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet found = statement.executeQuery(
                    "select 1 from pg_database where datname = '" + PostgresCluster.NAME + "'")) {
                there = found.next();
            }
            if (!there) {
                statement.execute("create database " + PostgresCluster.NAME);
            }
        } catch (SQLException failure) {
            throw refusal(failure);
        }
    }

    private CorridorException refusal(SQLException failure) {
        if (String.valueOf(failure.getSQLState()).startsWith("28")) {
            return new CorridorException(
                    DatabaseError.WRONG_PASSWORD,
                    "the database in " + cluster.data() + " refuses the password in " + cluster.passwordFile() + ".",
                    "Put the right one back, or remove that file: the next start then sets a new password.",
                    failure);
        }
        return new CorridorException(
                DatabaseError.NOT_STARTED,
                "the database in " + cluster.data() + " does not answer: " + failure.getMessage(),
                "Read " + cluster.log() + ".",
                failure);
    }

    private void watch(ProcessHandle process) {
        Thread.ofVirtual().name("database").start(() -> {
            process.onExit().join();
            if (!closed) {
                startAgain();
            }
        });
    }

    /// Tries until it runs or is not wanted any more.
    private void startAgain() {
        Duration pause = Duration.ofMillis(250);
        while (!closed) {
            try (FolderLock _ = FolderLock.await(starting)) {
                if (closed) {
                    return;
                }
                Postmaster running = runningOrStarted(cluster);
                address = address(cluster, running, PostgresCluster.NAME);
                trouble = null;
                watch(running.process());
                log.warn("the database had ended and was started again");
                return;
            } catch (CorridorException refused) {
                trouble = refused;
                log.error("C{}: {} {}", refused.code().number(), refused.sentence(), refused.remedy());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException interrupted) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static Path startingLock(DataFolder folder) {
        return folder.postgresql().resolve("starting.lock");
    }

    private static Path usersLock(DataFolder folder) {
        return folder.postgresql().resolve("users.lock");
    }
}
