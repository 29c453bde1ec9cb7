package dev.corridor.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.TestDatabase;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The new program on a data folder of each older format: the tables are migrated, the stores of the engine are read or
/// made anew, people sign in as before, and every figure is the same.
class UpgradeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERSION_AT = 8;
    private static final int NEWER = 99;

    @TempDir
    private Path temporary = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = "v3")
    void answersTheSameFiguresOnFolderOfOlderFormat(String format) throws Exception {
        OlderFolder older = OlderFolder.of(format);
        try (TestDatabase database = TestDatabase.empty()) {
            older.restore(database);
            older.restoreEngine(temporary);
            Path newer = temporary.resolve("engine/3/store.corridor");
            makeNewer(newer);
            assertThat(refusal(newer.resolveSibling("."))).isEqualTo(EngineError.STORE_VERSION);
            byte[] first = Files.readAllBytes(temporary.resolve("engine/1/store.corridor"));
            byte[] second = Files.readAllBytes(temporary.resolve("engine/2/store.corridor"));

            Map<String, Object> settings = new HashMap<>();
            settings.put("CORRIDOR_DB_URL", database.url());
            settings.put("CORRIDOR_DB_USER", database.user());
            settings.put("CORRIDOR_DB_PASSWORD", database.password());
            settings.put("server.port", 0);
            try (ConfigurableApplicationContext server = Parts.started(Parts.on(temporary, settings));
                    Browser browser = new Browser(port(server))) {
                assertThat(browser.signIn("ana", UpgradeFixture.PASSWORD).statusCode())
                        .isEqualTo(303);
                for (int set = 1; set <= 3; set++) {
                    assertThat(figures(browser, set)).as("data set %d", set).isEqualTo(untitled(older.figures(set)));
                }
                assertThat(temporary.resolve("engine/1/store.corridor")).hasBinaryContent(first);
                assertThat(temporary.resolve("engine/2/store.corridor")).hasBinaryContent(second);
                assertThat(Store.open(temporary.resolve("engine/3")).interactions())
                        .isEqualTo(Store.open(temporary.resolve("engine/1")).interactions());

                Imports imports = server.getBean(Imports.class);
                for (int set = 1; set <= 3; set++) {
                    bring(imports, new DataSetId(set), UpgradeFixture.visits(60, 200));
                }
                String after = figures(browser, 1);
                assertThat(after).isNotEqualTo(untitled(older.figures(1))).doesNotContain("\"c7\"");
                assertThat(figures(browser, 2)).isEqualTo(after);
                assertThat(figures(browser, 3)).isEqualTo(after);
                assertThat(browser.get("/sets/1/customers/c7").statusCode()).isEqualTo(404);
                assertThat(browser.get("/data/imports/1").statusCode()).isEqualTo(200);
            }
        }
    }

    private static int port(ConfigurableApplicationContext server) {
        return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
    }

    private static void makeNewer(Path file) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, NEWER), VERSION_AT);
        }
    }

    private static Object refusal(Path store) {
        try {
            Store.open(store);
            return "opened";
        } catch (CorridorException refused) {
            assertThat(refused.sentence()).contains("has format version " + NEWER + "; this program reads up to");
            return refused.code();
        }
    }

    private static void bring(Imports imports, DataSetId set, String content) throws InterruptedException {
        ImportId id = imports.draft("visits", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "visits", RecipeParser.parse(UpgradeFixture.RECIPE), UpgradeFixture.RECIPE, Optional.of(set));
        imports.start(id, "ana");
        while (imports.require(id).unfinished() || imports.isRunning(id)) {
            Thread.sleep(20);
        }
        Import done = imports.require(id);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(Import.State.DONE);
    }

    private static String figures(Browser browser, long set) throws Exception {
        HttpResponse<String> answer = browser.get("/api/v1/mine?set=" + set);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return untitled(answer.body());
    }

    /// Without what older versions did not tell.
    private static String untitled(String answer) {
        ObjectNode tree = (ObjectNode) JSON.readTree(answer);
        tree.remove("title");
        for (String scored : List.of("touchpointCounts", "topPaths")) {
            tree.path(scored).forEach(one -> ((ObjectNode) one).remove(List.of("meanScoreLow", "meanScoreHigh")));
        }
        if (tree.path("scores") instanceof ObjectNode scores) {
            scores.remove(List.of("low", "high"));
        }
        return tree.toPrettyString();
    }
}
