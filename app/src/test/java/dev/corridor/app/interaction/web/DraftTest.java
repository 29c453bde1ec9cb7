package dev.corridor.app.interaction.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What a draft's page says of files and recipes that are not as they should be.
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftTest {
    private static final String PASSWORD = "three small boats";
    private static final String LOG = "case,act,time,cust\nk,aa,2020-01-01 10:00,c\n";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    private Browser browser;

    @BeforeAll
    void signIn() throws Exception {
        people.create("drafts", Role.ADMINISTRATOR, PASSWORD).orThrow();
        browser = new Browser(port);
        browser.signIn("drafts", PASSWORD);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    private ImportId draft(String file, byte[] content) {
        ImportId id = imports.draft("", "drafts");
        imports.upload(id, file, new ByteArrayInputStream(content));
        return id;
    }

    private ImportId draft(String file, String content) {
        return draft(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private String page(ImportId id, String language) throws Exception {
        return browser.get("/data/imports/" + id + "?language=" + language).body();
    }

    private String page(ImportId id) throws Exception {
        return page(id, "en");
    }

    private String say(ImportId id, String what, Map<String, String> form) throws Exception {
        page(id);
        return browser.post("/data/imports/" + id + "/" + what, form, "HX-Request", "true")
                .body();
    }

    @Test
    void refusesPatternsThatGrowWithoutLimitAndStaysUsable() throws Exception {
        ImportId id = draft("r.csv", LOG);
        String recipe = """
                recipe: R
                zone: none
                tables:
                  t:
                    columns: [case, act, time, cust]
                interactions:
                  - from: t
                    journey: case
                    customer: cust
                    time: time
                    touchpoint: {column: act, rules: [{match: "((a{1000}){1000}){10}", is: x}]}
                """;

        assertThat(say(id, "recipe", Map.of("recipe", recipe)))
                .contains("The recipe, line 11, column")
                .contains("repeats so often")
                .contains("C2104");
        assertThat(page(id)).contains("a{1000}").contains("C2104");

        assertThat(say(id, "recipe", Map.of("recipe", recipe.replace("((a{1000}){1000}){10}", "a{2}"))))
                .doesNotContain("C2104");
        assertThat(imports.require(id).state()).isEqualTo(Import.State.DRAFT);
    }

    private static String calls(String header, String spoilt) {
        StringBuilder rows = new StringBuilder(header + "\n");
        for (int row = 0; row < 140; row++) {
            String time = row == 77 ? spoilt : "2026-03-%02d 10:15".formatted(1 + row % 28);
            rows.append("c%d,%s,%s,%d%n".formatted(row / 3, row % 2 == 0 ? "Call" : "Visit", time, 1 + row % 5));
        }
        return rows.toString();
    }

    /// The lists of a draft's columns, by column, with what is chosen in them.
    private static String list(String page, int column) {
        int from = page.indexOf("name=\"column-0-" + column + "\"");
        return page.substring(from, page.indexOf("</select>", from));
    }

    @Test
    void takesTimesForTimesAlthoughOneIsNone() throws Exception {
        ImportId id = draft("calls.csv", calls("customer,what,logged,stars", "not a date"));

        String page = page(id);
        assertThat(list(page, 2)).containsPattern("value=\"time\" selected");
        assertThat(list(page, 3)).containsPattern("value=\"score\" selected");
        assertThat(page)
                .contains("1 of 140 rows has no readable time and will be rejected.")
                .doesNotContain("Maps without times");
        assertThat(imports.require(id).recipe()).contains("scale: 1..5");
        assertThat(page(id, "pt")).contains("1 de 140 linhas não tem uma hora legível");
        assertThat(page(id, "ru")).contains("1 строка из 140 не содержит читаемого времени");
    }

    @Test
    void warnsOfDraftsWithoutTimesAndAlwaysOffersThem() throws Exception {
        ImportId id = draft(
                "calls.csv", calls("customer,event,said,stars", "x").replaceAll("2026-03-(\\d\\d) 10:15", "soon $1"));

        String page = page(id);
        assertThat(list(page, 2)).contains("value=\"time\"").doesNotContain("value=\"time\" selected");
        assertThat(list(page, 2)).doesNotContain("time-day-first");
        String effect = say(
                id,
                "mapping",
                Map.of(
                        "column-0-0",
                        "journey",
                        "column-0-1",
                        "touchpoint",
                        "column-0-2",
                        "text",
                        "column-0-3",
                        "score"));
        assertThat(effect).contains("Maps without times show neither waits nor trends.");
        assertThat(page(id, "pt")).contains("Mapas sem tempo");
        assertThat(page(id, "ru")).contains("Карты без времени");
    }

    @Test
    void showsTheFirstOfVeryManyColumns() throws Exception {
        int columns = 10_000;
        String header = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        ImportId id = draft("wide.csv", header + ",activity\n" + "1,".repeat(columns) + "Call\n");

        String page = page(id);

        assertThat(page)
                .contains("name=\"column-0-199\"", "name=\"column-0-200\"", "<bdi>activity</bdi>")
                .contains("9,800 more columns are not shown and not used")
                .doesNotContain("name=\"column-0-201\"", "<bdi>c200</bdi>");
        assertThat(imports.require(id).recipe())
                .contains("touchpoint: activity")
                .doesNotContain("c200");
        assertThat(say(id, "mapping", Map.of("column-0-200", "touchpoint", "column-0-0", "journey")))
                .contains("id=\"effect\"")
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void saysThatNoTableCouldBeRead() throws Exception {
        byte[] picture = new byte[400];
        new Random(7).nextBytes(picture);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, picture, 0, 8);
        ImportId id = draft("calls.csv", picture);

        assertThat(page(id))
                .contains("No table could be read.", "Leave out what is no table")
                .contains("The file calls.csv is a picture, no table.")
                .doesNotContain("Is this what");
        assertThat(page(id, "pt")).contains("Nenhuma tabela pôde ser lida.").doesNotContain("É isto que");
        assertThat(page(id, "ru")).contains("Не удалось прочитать ни одной таблицы.");

        imports.upload(id, "log.csv", new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)));
        assertThat(page(id)).contains("2 files are here.").contains("is a picture, no table");
    }

    @Test
    void namesTheFilesThatWereNotUsed() throws Exception {
        ImportId id = draft("log.csv", LOG);
        for (int i = 1; i <= 7; i++) {
            imports.upload(
                    id, "notes" + i + ".csv", new ByteArrayInputStream("x,y\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        }
        String recipe = """
                recipe: Named files
                tables:
                  t:
                    columns: [case, act, time]
                interactions:
                  - from: t
                    journey: case
                    time: time
                    touchpoint: act
                """;
        say(id, "recipe", Map.of("recipe", recipe));
        imports.start(id, "drafts");
        imports.runDue();

        assertThat(imports.require(id).state()).isEqualTo(Import.State.DONE);
        assertThat(page(id)).contains("7 of 8 files", "notes1.csv, notes2.csv", "notes7.csv");
    }

    @Test
    void leadsToTheImportWhereItWasStartedMeanwhile() throws Exception {
        ImportId id = draft("calls.csv", calls("customer,what,logged,stars", "2026-03-01 10:15"));
        String at = "/data/imports/" + id;
        page(id);
        Map<String, String> form = Map.of("name", "Started twice");

        HttpResponse<String> first = browser.post(at + "/start", form);
        HttpResponse<String> second = browser.post(at + "/start", form);
        HttpResponse<String> late = browser.post(at + "/mapping", Map.of(), "HX-Request", "true");

        assertThat(Browser.location(first)).endsWith(at);
        assertThat(Browser.location(second)).endsWith(at);
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.headers().firstValue("HX-Redirect")).contains(at);
        assertThat(imports.require(id).state()).isEqualTo(Import.State.WAITING);
        assertThat(imports.require(id).recipe()).isNotBlank();

        imports.runDue();
        Import done = imports.require(id);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(Import.State.DONE);
        keepsARuleOfHoursAsItWasWritten(done.set().orElseThrow());
    }

    private void keepsARuleOfHoursAsItWasWritten(DataSetId set) throws Exception {
        sets.choose(set, Optional.of("gap=36h"));

        String page = browser.get("/data/sets/" + set + "?language=en").body();
        String text = sets.require(set).rule().orElseThrow();
        assertThat(page).contains("As it was written: " + text, "name=\"text\" value=\"" + text + "\"");
        assertThat(page).containsPattern("value=\"text\" checked").doesNotContainPattern("value=\"gap\"[^>]*checked");
        browser.post("/data/sets/" + set + "/rule", Map.of("kind", "text", "text", text, "gap", "1", "days", "14"));
        assertThat(sets.require(set).rule()).contains(text);

        browser.post("/data/sets/" + set + "/rule", Map.of("kind", "gap", "text", text, "gap", "2", "days", "14"));
        assertThat(browser.get("/data/sets/" + set).body()).doesNotContain("name=\"text\"");
    }

    @Test
    void refusesARecipeThatIsTooLong() throws Exception {
        ImportId id = draft("log.csv", LOG);
        page(id);

        HttpResponse<String> answer = browser.send(browser.request("/data/imports/" + id + "/files?name=long.yaml")
                .header("Content-Type", "application/octet-stream")
                .header("Accept", "application/problem+json")
                .header("X-CSRF-TOKEN", browser.formToken())
                .PUT(HttpRequest.BodyPublishers.ofString("#".repeat((1 << 20) + 1))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("C4222", "at most 1 MB");
    }
}
