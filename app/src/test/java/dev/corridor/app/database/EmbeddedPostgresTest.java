package dev.corridor.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.engine.error.CorridorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void keepsWhatWasSavedOverStopAndStart() throws SQLException {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            execute(database, "create table kept (n int)");
            execute(database, "insert into kept values (42)");
        }
        assertThat(EmbeddedPostgres.port(folder)).isEmpty();
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void waitsForTheDiskSumsPagesAndListensOnThisMachineOnly() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show data_checksums")).isEqualTo("on");
            assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "show server_version")).startsWith("18.");
            assertThat(ask(database, "select datlocale from pg_database where datname = 'corridor'"))
                    .isEqualTo("C.UTF-8");
            assertThat(ask(database, "select upper('жизнь')")).isEqualTo("ЖИЗНЬ");
            assertThat(ask(database, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            Path password = folder.postgresql().resolve("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesWrongPasswordAndSetsNewOneWhereTheFileIsGone() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        EmbeddedPostgres.start(folder).close();
        Path password = folder.postgresql().resolve("password");
        DataFolder.writeSecret(password, "wrong");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(DatabaseError.WRONG_PASSWORD);
                    assertThat(refused.sentence()).contains(password.toString());
                    assertThat(refused.remedy()).contains("remove that file");
                });
        assertThat(EmbeddedPostgres.port(folder)).isEmpty();
        Files.delete(password);
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void comesBackAfterItsProcessWasKilled() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            execute(database, "create table kept (n int)");
            execute(database, "insert into kept values (42)");
            Postmaster killed =
                    Postmaster.of(folder.postgresql().resolve("data")).orElseThrow();
            assertThat(killed.process().destroyForcibly()).isTrue();
            killed.process().onExit().join();
            assertThat(answerInTime(database, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void isStoppedByTheLastOfSeveralUsers() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        EmbeddedPostgres command = EmbeddedPostgres.start(folder);
        server.close();
        assertThat(ask(command, "select 1")).isEqualTo("1");
        command.close();
        assertThat(EmbeddedPostgres.port(folder)).isEmpty();
    }

    @Test
    void startsOverFileLeftByProcessWhoseNumberIsTakenByAnother() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        EmbeddedPostgres.start(folder).close();
        Path cluster = folder.postgresql().resolve("data");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + cluster + "\n1700000000\n5432\n\n127.0.0.1\n  1  1\nready\n");
        assertThat(EmbeddedPostgres.port(folder)).isEmpty();
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsWhereFirstStartWasCutShort() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        Files.createDirectories(folder.postgresql().resolve("data.new/base"));
        Files.writeString(folder.postgresql().resolve("data.new/PG_VERSION"), "18");
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
        assertThat(folder.postgresql().resolve("data.new")).doesNotExist();
    }

    @Test
    void writesNothingOfStatementsIntoItsLog() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder)) {
            execute(database, "create table once (name text primary key)");
            execute(database, "insert into once values ('maria.silva')");
            assertThatThrownBy(() -> execute(database, "insert into once values ('maria.silva')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(database, "select 'maria.silva'::int"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(folder.logs().resolve("postgresql.log")).content().doesNotContain("maria");
    }

    @Test
    void runsAsSomebodyWithoutRightsWhereRootHasNoNamespace() throws Exception {
        Optional<RunAs> nobody = RunAs.unprivileged();
        assumeTrue(nobody.isPresent(), "only root can become somebody else");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        for (int start = 0; start < 2; start++) {
            try (EmbeddedPostgres database = EmbeddedPostgres.start(folder, nobody.get())) {
                assertThat(ask(database, "select 1")).isEqualTo("1");
                assertThat(Files.getOwner(folder.postgresql().resolve("data")).getName())
                        .isEqualTo(nobody.get().owner().orElseThrow());
                assertThat(Files.getOwner(folder.postgresql().resolve("password"))
                                .getName())
                        .isEqualTo("root");
            }
        }
    }

    @Test
    void saysThatTheDiskIsFull() {
        CorridorException refused = DataFolder.notWritten(
                temporary, new FileSystemException(temporary.toString(), null, "No space left on device"));
        assertThat(refused.code()).isEqualTo(DatabaseError.DISK_FULL);
        assertThat(refused.sentence()).contains(temporary.toString());
        assertThat(refused.remedy()).contains("Make room");
    }

    @Test
    void refusesFolderThatAnotherMajorVersionWrote() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        Files.createDirectories(folder.postgresql().resolve("data"));
        Files.writeString(folder.postgresql().resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(DatabaseError.OTHER_MAJOR_VERSION);
                    assertThat(refused.sentence()).contains("PostgreSQL 17");
                });
    }

    @Test
    void saysWhatPostgresSaidWhereItDoesNotStart() throws Exception {
        DataFolder folder = DataFolder.prepare(temporary.resolve("data"));
        EmbeddedPostgres.start(folder).close();
        Files.writeString(folder.postgresql().resolve("data/own.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(DatabaseError.NOT_STARTED);
                    assertThat(refused.sentence()).contains("no_such_setting");
                });
    }

    @Test
    void saysWhatElseToUseWhereThereIsNoSoftware() {
        assertThat(PostgresSoftware.archive("Linux", "aarch64")).isEqualTo("/postgres-linux-arm_64.txz");
        assertThat(EmbeddedPostgresTest.class.getResource("/postgres-linux-arm_64.txz"))
                .isNotNull();
        assertThatThrownBy(() -> PostgresSoftware.archive("SunOS", "sparcv9"))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(DatabaseError.NO_SOFTWARE);
                    assertThat(refused.remedy()).contains("CORRIDOR_DB_URL");
                });
    }

    private static String answerInTime(EmbeddedPostgres database, String question) throws Exception {
        SQLException last = new SQLException("never asked");
        for (int attempt = 0; attempt < 300; attempt++) {
            try {
                return ask(database, question);
            } catch (SQLException away) {
                last = away;
                Thread.sleep(100);
            }
        }
        throw last;
    }

    private static String ask(Database database, String question) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Database database, String statement) throws SQLException {
        try (Connection connection = database.connect();
                Statement call = connection.createStatement()) {
            call.execute(statement);
        }
    }
}
