package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server whose disks are small and get full: that of the database, of the engine, of the uploads. Each is a file
/// system in memory that the server alone sees, in namespaces which most machines let anybody make; where they do not,
/// root mounts it for all; elsewhere the tests are left out.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTest {
    private static final String MANY = ServerInUse.visits(0, 30_000);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private static Path temporary = Path.of("");

    private final List<Path> mounted = new ArrayList<>();
    private ServerInUse server;
    private long set;
    private String before;
    private String after;

    @BeforeAll
    void start() throws Exception {
        for (Disk disk : Disk.values()) {
            Files.createDirectories(disk.place());
        }
        List<String> apart = List.of("unshare", "-Urm", "sh", "-c", mounts() + " && exec \"$@\"", "server");
        if (system(with(apart, "true"))) {
            server = ServerInUse.start(temporary, apart);
        } else {
            mountForAll();
            server = ServerInUse.start(temporary);
        }
        set = server.bring("small", ServerInUse.visits(0, 300));
        before = server.figures(set);
        long undisturbed = server.bring("undisturbed", ServerInUse.visits(0, 300));
        server.bring(Long.toString(undisturbed), MANY);
        after = server.figures(undisturbed);
    }

    private static String mounts() {
        return Stream.of(Disk.values())
                .map(disk -> "'" + String.join("' '", disk.mount()) + "'")
                .collect(Collectors.joining(" && "));
    }

    private void mountForAll() throws Exception {
        for (Disk disk : Disk.values()) {
            Assumptions.assumeTrue(system(disk.mount()), "this machine lets nobody mount a small file system");
            mounted.add(disk.place());
        }
    }

    private static List<String> with(List<String> before, String word) {
        return Stream.concat(before.stream(), Stream.of(word)).toList();
    }

    @AfterAll
    void end() throws Exception {
        if (server != null) {
            server.close();
        }
        for (Path place : mounted) {
            system(List.of("umount", "-l", place.toString()));
        }
    }

    /// Small file systems for parts of the data folder.
    private enum Disk {
        DATABASE("postgresql", 280),
        ENGINE("engine", 24),
        UPLOADS("uploads", 8);

        private final String folder;
        private final int megabytes;

        Disk(String folder, int megabytes) {
            this.folder = folder;
            this.megabytes = megabytes;
        }

        private Path place() {
            return temporary.resolve("data").resolve(folder).toAbsolutePath();
        }

        private List<String> mount() {
            return List.of(
                    "mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "none", place().toString());
        }
    }

    private Path ballast(Disk disk) {
        return server.folder().root().resolve(disk.folder).resolve("ballast");
    }

    /// Fills it until so many bytes are left.
    private void fill(Disk disk, long left) throws IOException {
        byte[] chunk = new byte[4096];
        File ballast = ballast(disk).toFile();
        try (OutputStream out = new FileOutputStream(ballast)) {
            while (ballast.getUsableSpace() > left) {
                out.write(chunk);
            }
        }
    }

    private void makeRoom(Disk disk) throws IOException {
        Files.delete(ballast(disk));
    }

    private static boolean system(List<String> words) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /// Takes the import back, so that the next test begins with what was before.
    private void undo(long id) throws Exception {
        assertThat(server.browser()
                        .post("/data/imports/" + id + "/undoing", Map.of())
                        .statusCode())
                .isEqualTo(303);
        server.await(
                "/api/v1/mine?set=" + set, body -> ServerInUse.untitled(body).equals(before));
    }

    private void othersWork() throws Exception {
        for (String page : new String[] {"/data", "/account", "/sets/" + set + "/map"}) {
            assertThat(server.browser().get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void saysThatTheFiguresCannotBeWrittenAndMakesThemWhenThereIsRoom() throws Exception {
        fill(Disk.ENGINE, 8 << 10);
        long id = server.begin(Long.toString(set), MANY);
        server.set(server.finished(id));
        String page = server.await("/data/imports/" + id, body -> body.contains("C4218"));
        assertThat(page)
                .contains("the disk that holds the folder “engine” of the data folder is full")
                .contains("Make room there");
        assertThat(server.figures(set)).isEqualTo(before);
        othersWork();

        makeRoom(Disk.ENGINE);
        server.await(
                "/api/v1/mine?set=" + set, body -> ServerInUse.untitled(body).equals(after));
        assertThat(server.browser().get("/data/imports/" + id).body()).doesNotContain("C4218");
        undo(id);
    }

    @Test
    void saysThatTheDatabaseIsFullAndTakesTheImportWhenThereIsRoom() throws Exception {
        fill(Disk.DATABASE, MEGABYTE);
        long id = server.begin(Long.toString(set), MANY);
        assertThat(server.finished(id).get("failure").get("code").asString()).isEqualTo("C4214");
        assertThat(server.browser().get("/data/imports/" + id).body())
                .contains("The disk of the database is full")
                .contains("in the data folder/postgresql/data on 127.0.0.1")
                .contains("Make room on the server's disk");
        assertThat(server.figures(set)).isEqualTo(before);
        othersWork();

        makeRoom(Disk.DATABASE);
        HttpResponse<String> reopened = server.browser().post("/data/imports/" + id + "/reopening", Map.of());
        assertThat(reopened.statusCode()).isEqualTo(303);
        HttpResponse<String> started = server.browser()
                .post("/data/imports/" + id + "/start", Map.of("name", "visits", "set", Long.toString(set)));
        assertThat(started.statusCode()).isEqualTo(303);
        server.set(server.finished(id));
        server.await(
                "/api/v1/mine?set=" + set, body -> ServerInUse.untitled(body).equals(after));
        undo(id);
    }

    @Test
    void saysWhyWhereTheDatabaseStopsForWantOfRoomAndGoesOnByItself() throws Exception {
        fill(Disk.DATABASE, 0);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (int file = 0; file < 4; file++) {
                statement.execute("SELECT pg_switch_wal()");
                statement.execute("UPDATE data_set SET created_by = created_by");
            }
        } catch (SQLException stopped) {
            assertThat(stopped.getSQLState()).isNotNull();
        }
        HttpResponse<String> page = server.browser().get("/data");
        for (int tries = 0; tries < 600 && !page.body().contains("C4009"); tries++) {
            Thread.sleep(100);
            page = server.browser().get("/data");
        }
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("C4009")
                .contains("The disk that holds the database has no room left.")
                .contains("Make room on the server's disk");
        assertThat(server.browser().get("/health/ready").body()).contains("is full");

        makeRoom(Disk.DATABASE);
        server.await("/data", body -> body.contains("small"));
        assertThat(server.figures(set)).isEqualTo(before);
    }

    @Test
    void saysThatAFileCouldNotBeKept() throws Exception {
        fill(Disk.UPLOADS, MEGABYTE / 2);
        server.browser().get("/data/imports/new");
        HttpResponse<String> draft = server.browser()
                .send(server.browser()
                        .request(
                                "/data/imports/drafts",
                                "X-CSRF-TOKEN",
                                server.browser().formToken())
                        .POST(BodyPublishers.noBody()));
        String place = draft.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> refused = server.put(place, "visits.csv", MANY);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("C4208").contains("The file could not be kept");
        othersWork();

        makeRoom(Disk.UPLOADS);
        assertThat(server.put(place, "visits.csv", MANY).statusCode()).isEqualTo(204);
    }
}
