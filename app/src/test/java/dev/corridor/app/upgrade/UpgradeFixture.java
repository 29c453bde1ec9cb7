package dev.corridor.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Erasures;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.TestDatabase;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Writes the data folder of the present format for the [UpgradeTest] of later ones: once before the first change of a
/// format, with `-Dtest=UpgradeFixture -Dgolden=write`. It is named after the newest migration, and what is there is
/// never written over.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIfSystemProperty(named = "golden", matches = "write")
class UpgradeFixture {
    static final String PASSWORD = "three small boats";
    static final String RECIPE = """
            recipe: Visits
            tables:
              visits:
                columns: [id, ticket, who, kind, at]
                key: id
            interactions:
              - from: visits
                journey: ticket
                customer: who
                time: at
                touchpoint: kind
                score: {column: stars, scale: 1..5}
                attributes:
                  shop: {column: shop, level: key}
            """;
    private static final int SETS = 3;
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final Path DATA =
            Path.of("target", "test-data", DATABASE.url().replaceFirst(".*/", ""));

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Erasures erasures;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient database;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void keepsToItself(DynamicPropertyRegistry settings) {
        settings.add("CORRIDOR_DB_URL", DATABASE::url);
        settings.add("CORRIDOR_DB_USER", DATABASE::user);
        settings.add("CORRIDOR_DB_PASSWORD", DATABASE::password);
        settings.add("corridor.data", DATA::toString);
        settings.add("corridor.passwords.cost", () -> "4");
    }

    /// @param from number of the first row; rows of two calls that overlap are partly changed
    static String visits(int from, int rows) {
        StringBuilder text = new StringBuilder("id,ticket,who,kind,at,stars,shop\n");
        for (int i = from; i < from + rows; i++) {
            text.append("v%d,t%d,c%d,%s,2026-05-%02d 1%d:%02d,%s,shop %d\n"
                    .formatted(
                            i,
                            i / 4,
                            i / 12,
                            new String[] {"Call", "Visit", "Bill", "Survey"}[(i + (i > 180 ? from : 0)) % 4],
                            1 + i / 4 % 28,
                            i % 4,
                            i % 60,
                            i % 4 == 3 ? 1 + i % 5 : "",
                            i / 4 % 3));
        }
        return text.toString();
    }

    @Test
    void writesTheFolderOfThisFormat() throws Exception {
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        for (int set = 1; set <= SETS; set++) {
            DataSetId id = sets.make("set " + set, "ana").id();
            bring(id, visits(0, 240));
            bring(id, visits(170, 120));
            imports.undo(bring(id, visits(400, 60)), "ana");
        }
        sets.all().forEach(set -> erasures.erase(set.id(), "c7", "ana"));
        String newest = database.sql("SELECT max(version::integer) FROM flyway_schema_history")
                .query(String.class)
                .single();
        OlderFolder folder = OlderFolder.of("v" + newest);
        assertThat(folder.root()).doesNotExist();
        Files.createDirectories(folder.root());
        try (Browser browser = new Browser(port)) {
            browser.signIn("ana", PASSWORD);
            for (int set = 1; set <= SETS; set++) {
                Files.writeString(
                        folder.root().resolve("figures-" + set + ".json"),
                        browser.get("/api/v1/mine?set=" + set).body());
            }
        }
        database.sql("DELETE FROM spring_session").update();
        folder.keep(DATABASE, DATA, Path.of("src", "main", "resources", "db", "migration"));
        OlderFolder.makeFirstFormat(folder.root().resolve("engine/2"));
    }

    private ImportId bring(DataSetId set, String content) {
        ImportId id = imports.draft("visits", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "visits", RecipeParser.parse(RECIPE), RECIPE, Optional.of(set));
        imports.start(id, "ana");
        while (imports.require(id).unfinished() || imports.isRunning(id)) {
            imports.runDue();
        }
        assertThat(imports.require(id).state()).isEqualTo(Import.State.DONE);
        return id;
    }
}
