package dev.corridor.app.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.account.People;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.interaction.Progress.Stage;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.TestDatabase;
import dev.corridor.app.test.Visits;
import dev.corridor.app.test.Wire;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Imports that are cancelled at each stage, whose database goes and comes back, that break off often, that nobody
/// comes back for: on a whole server, whose way to the database can be cut.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenOffTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final Wire WIRE = Wire.to(URI.create(DATABASE.url()).getPort());
    private static final Path DATA =
            Path.of("target", "test-data", DATABASE.url().replaceFirst(".*/", ""));
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "three small boats";
    private static final int ROWS = 30_000;

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Stores stores;

    @Autowired
    private JdbcClient database;

    @Autowired
    private People people;

    @LocalServerPort
    private int port;

    private Browser browser;

    @DynamicPropertySource
    static void leadsThroughTheWire(DynamicPropertyRegistry settings) {
        settings.add("CORRIDOR_DB_URL", () -> DATABASE.url().replaceFirst(":[0-9]+/", ":" + WIRE.port() + "/"));
        settings.add("CORRIDOR_DB_USER", DATABASE::user);
        settings.add("CORRIDOR_DB_PASSWORD", DATABASE::password);
        settings.add("corridor.data", DATA::toString);
        settings.add("corridor.passwords.cost", () -> "4");
    }

    @BeforeAll
    void signIn() throws Exception {
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        browser = new Browser(port);
        assertThat(browser.signIn("ana", PASSWORD).statusCode()).isEqualTo(303);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    /// Few rows, some of which [#many] has with other content.
    private static String few() {
        StringBuilder rows = new StringBuilder("id,ticket,who,kind,at\n");
        for (int i = 0; i < 60; i++) {
            rows.append("v%d,t%d,c%d,Visit,2026-05-01 10:%02d\n".formatted(i, i / 3, i / 6, i));
        }
        return rows.toString();
    }

    private static String many() {
        StringBuilder rows = new StringBuilder("id,ticket,who,kind,at\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append("v%d,t%d,c%d,%s,%s\n"
                    .formatted(
                            i,
                            i / 3,
                            i / 6,
                            new String[] {"Call", "Visit", "Bill"}[i % 3],
                            i % 1000 == 7 ? "sometime" : "2026-05-%02d 10:%02d".formatted(1 + i % 28, i % 60)));
        }
        return rows.toString();
    }

    private DataSetId set() {
        return sets.make("set " + NUMBER.incrementAndGet(), "ana").id();
    }

    private ImportId started(DataSetId set, String content) {
        ImportId id = imports.draft("visits", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "visits", RecipeParser.parse(Visits.RECIPE), Visits.RECIPE, Optional.of(set));
        imports.start(id, "ana");
        return id;
    }

    private Import finished(ImportId id) throws InterruptedException {
        until(() -> !imports.require(id).unfinished() && !imports.isRunning(id));
        return imports.require(id);
    }

    private ImportId bring(DataSetId set, String content) throws InterruptedException {
        ImportId id = started(set, content);
        Import done = finished(id);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(State.DONE);
        return id;
    }

    /// Nothing is reached while the database is away, nor by a connection of the pool that was cut just now.
    private static void until(BooleanSupplier reached) throws InterruptedException {
        for (int tries = 0; tries < 12_000; tries++) {
            try {
                if (reached.getAsBoolean()) {
                    return;
                }
            } catch (DataAccessResourceFailureException away) {
                // Asked again below.
            }
            Thread.sleep(5);
        }
        throw new AssertionError("it was not reached in a minute");
    }

    /// What `mine --json` says of the data set, whatever it is called and however it was read.
    private String figures(DataSetId set) {
        Snapshot snapshot = stores.current(set);
        ObjectNode tree = (ObjectNode) JSON.valueToTree(new Mining(
                        snapshot.store(),
                        snapshot.origin(),
                        new Question(
                                snapshot.rule(),
                                List.of(),
                                OptionalLong.empty(),
                                RecipeZone.of(snapshot.origin().recipe()),
                                true,
                                false,
                                10))
                .answer());
        tree.remove("title");
        return tree.toPrettyString();
    }

    private long left(ImportId id) {
        return database.sql("""
                SELECT (SELECT count(*) FROM interaction WHERE import = :id)
                     + (SELECT count(*) FROM seen_again WHERE import = :id)
                     + (SELECT count(*) FROM reject WHERE import = :id AND EXISTS
                         (SELECT FROM import WHERE id = :id AND state <> 'UNDONE'))
                """).param("id", id.value()).query(Long.class).single();
    }

    /// Holds what a stage needs, so that an import stays in it.
    private Connection held(Stage stage, DataSetId set) throws SQLException {
        Connection holder = DATABASE.connect();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            switch (stage) {
                case SAVING -> statement.execute("SELECT id FROM data_set WHERE id = " + set + " FOR NO KEY UPDATE");
                case PREPARING ->
                    statement.execute("SELECT pg_advisory_xact_lock(hashtext('corridor.store'), " + set + ")");
                case WAITING, READING -> {}
            }
        }
        return holder;
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfWhatIsCancelledAtAnyStage(Stage stage) throws Exception {
        DataSetId set = set();
        bring(set, few());
        String before = figures(set);
        ImportId cancelled;
        try (Connection holder = held(stage, set)) {
            cancelled = started(set, many());
            until(() -> imports.progress(cancelled).stage() == stage
                    && (stage != Stage.READING || imports.progress(cancelled).rows() > 0));
            Thread request = Thread.startVirtualThread(() -> imports.cancel(cancelled, "ana"));
            request.join(stage == Stage.PREPARING ? 200 : 0);
            holder.rollback();
            request.join();
        }
        finished(cancelled);

        assertThat(imports.require(cancelled).state()).isIn(State.CANCELLED, State.UNDONE);
        assertThat(left(cancelled)).isZero();
        assertThat(imports.files(imports.require(cancelled))).noneMatch(Files::exists);
        assertThat(figures(set)).isEqualTo(before);

        bring(set, many());
        DataSetId undisturbed = set();
        bring(undisturbed, few());
        bring(undisturbed, many());
        assertThat(figures(set)).isEqualTo(figures(undisturbed));
    }

    @ParameterizedTest
    @EnumSource(names = {"READING", "SAVING"})
    void resumesAnImportWhenTheDatabaseIsBackAndNobodySignsInAgain(Stage stage) throws Exception {
        DataSetId set = set();
        bring(set, few());
        ImportId id;
        try (Connection holder = held(stage, set)) {
            id = started(set, many());
            until(() -> imports.progress(id).stage() == stage
                    && (stage != Stage.READING || imports.progress(id).rows() > 0));
            WIRE.cut();
            try {
                HttpResponse<String> page = browser.get("/data/imports/" + id);
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.body()).contains("C4308").contains("The database does not answer");
                until(() -> !imports.isRunning(id));
            } finally {
                WIRE.mend();
                holder.rollback();
            }
        }
        until(() -> imports.require(id).attempts() == 2);
        HttpResponse<String> page = browser.get("/data/imports/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsAnyOf("It began again by itself", "interactions");
        assertThat(finished(id).state()).isEqualTo(State.DONE);

        DataSetId undisturbed = set();
        bring(undisturbed, few());
        bring(undisturbed, many());
        assertThat(figures(set)).isEqualTo(figures(undisturbed));
        assertThat(database.sql(
                                "SELECT count(*) FROM interaction WHERE data_set = :set AND live AND touchpoint IS NOT NULL")
                        .param("set", set.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(stores.current(set).store().interactions());
    }

    @Test
    void waitsAMinuteWithAnImportThatBrokeOffOftenAndSaysSo() throws Exception {
        DataSetId set = set();
        ImportId id;
        try (Connection holder = held(Stage.SAVING, set)) {
            ImportId first = started(set, few());
            until(() -> imports.progress(first).stage() == Stage.SAVING);
            id = started(set, few());
            database.sql("UPDATE import SET state = 'RUNNING', attempts = 3, started_at = now() WHERE id = :id")
                    .param("id", id.value())
                    .update();
            holder.rollback();
            finished(first);
        }
        Thread.sleep(1_000);
        assertThat(imports.require(id).attempts()).isEqualTo(3);
        assertThat(browser.get("/data/imports/" + id).body())
                .contains("stopped 3 times while it ran this import")
                .contains("./corridor doctor");

        database.sql("UPDATE import SET started_at = now() - interval '2 minutes' WHERE id = :id")
                .param("id", id.value())
                .update();
        assertThat(finished(id).state()).isEqualTo(State.DONE);
    }

    @Test
    void forgetsDraftsAndFilesOfFailedImportsOfLongAgo() throws Exception {
        ImportId draft = imports.draft("draft", "ana");
        imports.upload(draft, "a.csv", new ByteArrayInputStream(new byte[] {'a'}));
        ImportId fresh = imports.draft("fresh", "ana");
        imports.upload(fresh, "a.csv", new ByteArrayInputStream(new byte[] {'a'}));
        ImportId failed = started(set(), "id,ticket\nv1,t1\n");
        assertThat(finished(failed).state()).isEqualTo(State.FAILED);
        Path file = imports.files(imports.require(failed)).getFirst();
        assertThat(file).exists();
        for (ImportId id : List.of(draft, failed)) {
            database.sql("UPDATE import SET touched_at = now() - interval '31 days',"
                            + " finished_at = finished_at - interval '31 days' WHERE id = :id")
                    .param("id", id.value())
                    .update();
        }

        imports.tidy();

        assertThat(imports.find(draft)).isEmpty();
        assertThat(DATA.resolve("uploads").resolve(draft.toString())).doesNotExist();
        assertThat(file).doesNotExist();
        assertThat(browser.get("/data/imports/" + failed).body()).contains("C2110");
        imports.reopen(failed);
        assertThat(browser.get("/data/imports/" + failed).statusCode()).isEqualTo(200);
        assertThat(imports.files(imports.require(fresh))).allMatch(Files::exists);
        imports.cancel(fresh, "ana");
    }

    @Test
    void removesWhatKilledProcessesLeftInTheDataFolder() throws Exception {
        DataSetId set = set();
        ImportId done = bring(set, few());
        Path gone = Path.of("999999999");
        List<Path> leftovers = List.of(
                DATA.resolve("uploads").resolve(done.toString()).resolve("1/file.csv"),
                DATA.resolve("uploads").resolve(gone).resolve("1/file.csv"),
                DATA.resolve("engine").resolve(gone).resolve("store.corridor"),
                DATA.resolve("engine").resolve(set.toString()).resolve("segment-007-dead.corridor"),
                DATA.resolve("engine/spill/corridor-999999999-12345678901234/part-1"),
                DATA.resolve("engine/.corridor-999999999-01234567-89ab-cdef-0123-456789abcdef.unfinished/segment-1"));
        for (Path leftover : leftovers) {
            Files.createDirectories(leftover.resolveSibling("."));
            Files.writeString(leftover, "c1");
        }
        String before = figures(set);

        stores.tidy();
        imports.tidy();

        assertThat(leftovers).noneMatch(Files::exists);
        assertThat(figures(set)).isEqualTo(before);
        assertThat(scratches()).isEmpty();
    }

    private static List<Path> scratches() throws IOException {
        try (var files = Files.list(DATA.resolve("uploads"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
