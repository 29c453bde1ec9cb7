package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as a process that is killed, doubled and deprived.
@Tag("slow")
class ServerFaultsTest {
    private static final String SOME_SESSION = Base64.getEncoder()
            .encodeToString("6f1c2b1e-3c1f-4d0e-9a51-0d7f6f1a2b3c".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path temporary = Path.of("");

    @AfterEach
    void leavesNoDatabaseRunning() {
        EmbeddedPostgres.stopLeftOver(folder());
    }

    @Test
    void goesOnAfterItWasKilledAndRefusesSecondOneMeanwhile() throws Exception {
        try (ServerProcess first = start()) {
            assertThat(first.ask("/health/ready").statusCode()).isEqualTo(200);
            assertThat(first.out()).contains("    set up   " + first.url() + "/set-up/");
            try (ServerProcess second = start()) {
                assertThat(second.exit()).isEqualTo(CommandExit.TRY_AGAIN.number());
                assertThat(second.err())
                        .contains("error C4008: a server runs on " + folder().root())
                        .contains("process ")
                        .contains(first.url());
            }
            first.kill();
        }
        assertThat(EmbeddedPostgres.port(folder())).isPresent();
        try (ServerProcess again = start()) {
            assertThat(again.ask("/health/ready").statusCode()).isEqualTo(200);
        }
        assertThat(EmbeddedPostgres.port(folder())).isEmpty();
        assertThat(RunningServer.on(folder())).isEmpty();
    }

    @Test
    void answersWithSentenceWhileTheDatabaseIsGoneAndRecovers() throws Exception {
        try (ServerProcess server = start()) {
            assertThat(server.ask("/sign-in").statusCode()).isEqualTo(200);
            Path cluster = folder().postgresql().resolve("data");
            long postmaster = Long.parseLong(
                    Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst());
            ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
            Files.writeString(cluster.resolve("own.conf"), "no_such_setting = 1\n");
            handle.destroyForcibly();
            handle.onExit().join();
            assertThat(server.await("/health/ready", 503).body()).contains("the database does not answer");
            assertThat(server.ask("/health").statusCode()).isEqualTo(200);
            HttpResponse<String> page =
                    server.ask("/account", "Accept", "text/html", "Cookie", "corridor-session=" + SOME_SESSION);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("C4308").doesNotContain("Exception");
            Files.delete(cluster.resolve("own.conf"));
            assertThat(server.await("/health/ready", 200).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesTablesOfNewerCorridorAndWrongPassword() throws Exception {
        try (ServerProcess server = start()) {
            server.url();
        }
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder());
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success)"
                    + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'test', 1, true)");
        }
        try (ServerProcess older = start()) {
            assertThat(older.exit()).isEqualTo(CommandExit.DATA.number());
            assertThat(older.err()).contains("error C4012: ").contains("999");
        }
        Path password = folder().postgresql().resolve("password");
        DataFolder.writeSecret(password, "wrong");
        try (ServerProcess locked = start()) {
            assertThat(locked.exit()).isEqualTo(CommandExit.USAGE.number());
            assertThat(locked.err())
                    .contains("error C4004: the database in ")
                    .contains("refuses the password in " + password)
                    .contains("remedy: Put the right one back, or remove that file");
        }
        assertThat(EmbeddedPostgres.port(folder())).isEmpty();
    }

    private DataFolder folder() {
        return new DataFolder(temporary.resolve("data"));
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.run(temporary, "start", "--data", folder().root().toString(), "--port", "0");
    }
}
