package dev.corridor.app.interaction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.ServerTest;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.testkit.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The import as people do it: files are dropped, columns corrected, the run is followed, the result read and undone.
@Tag("browser")
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportInBrowserTest {
    private static final String PASSWORD = "three small boats";
    private static final int PATIENCE = 300;
    private static final String CALLS = """
            recipe: Calls
            tables:
              calls:
                columns: [ticket, client, event, at, shop]
            interactions:
              - from: calls
                journey: ticket
                customer: client
                time: at
                touchpoint: event
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    private Chromium browser;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        Assumptions.assumeTrue(program.isPresent(), "no chromium on the path");
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        browser = new Chromium(program.get());
        browser.size(1440, 1000);
        open("/sign-in?language=en");
        browser.text("document.querySelector('[name=name]').value='ana'");
        browser.text("document.querySelector('[name=password]').value='" + PASSWORD + "'");
        browser.loads(() -> browser.text("document.querySelector('main form').submit()"));
    }

    @AfterAll
    void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void wide() {
        browser.size(1440, 1000);
    }

    private void open(String path) throws InterruptedException {
        browser.open(URI.create("http://localhost:" + port + path));
    }

    private String text(String selector) {
        return browser.text("(e => e ? e.innerText : '')(document.querySelector('" + selector + "'))");
    }

    private void await(String condition) throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            if (browser.text("document.readyState === 'complete' && !!(" + condition + ")")
                    .equals("true")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(condition + " at " + browser.text("location.href") + ": " + text("main"));
    }

    /// Drops a file as the system's file manager does.
    private void drop(String name, String content) throws InterruptedException {
        browser.text("(() => { const d = new DataTransfer(); d.items.add(new File([" + quoted(content) + "], "
                + quoted(name) + ")); for (const kind of ['dragenter', 'dragover', 'drop'])"
                + " document.querySelector('main').dispatchEvent(new DragEvent(kind,"
                + " {dataTransfer: d, bubbles: true, cancelable: true})); return 'dropped'; })()");
    }

    private static String quoted(String text) {
        return "decodeURIComponent('"
                + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20")
                + "')";
    }

    private void picture(String name) throws IOException {
        Path folder = Path.of("target", "pictures");
        Files.createDirectories(folder);
        browser.picture(folder.resolve(name + ".png"));
    }

    private static String calls(int rows) {
        return "ticket,client,event,at,shop\n"
                + IntStream.range(0, rows)
                        .mapToObj(row -> "t" + row / 3 + ",c" + row / 6 + ","
                                + new String[] {"Call", "Visit", "Done"}[row % 3]
                                + ",2026-03-%02d %02d:15".formatted(1 + row / 3 % 27, 8 + row % 9) + "," + "North")
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    @Test
    void leadsFromDroppedFileToResultAndBack() throws Exception {
        open("/data");
        picture("data-empty");
        drop("calls.csv", calls(3000));
        await("location.pathname.match(/imports.[0-9]+$/)");
        picture("draft");
        assertThat(text("h1")).contains("1 file");
        assertThat(browser.text("document.querySelector('select[name=column-0-3]').value"))
                .isEqualTo("time");
        assertThat(text("#effect")).contains("1,000").contains("Call");
        assertThat(browser.text("document.querySelector('select[name=column-0-4]').value"))
                .isEqualTo("category");

        browser.text("(s => { s.value = 'unused'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        await("document.querySelector('#effect .total dd').innerText === '500'");
        browser.text("(s => { s.value = 'journey'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        await("document.querySelector('#effect .total dd').innerText === '1,000'");

        browser.text("document.querySelector('.start [name=name]').value = 'Calls'");
        browser.loads(() -> browser.click("#start button"));
        await("document.querySelector('.import-main') !== null");
        picture("result");
        assertThat(text("h1")).contains("3,000 interactions");

        open("/data");
        await("document.querySelector('main').innerText.includes('3,000') || (location.reload(), false)");
        picture("data");
        assertThat(text("h1")).contains("1 data set; the last import ended on");
        drop("calls.csv", calls(3000));
        await("document.querySelector('.start [name=set]') !== null");
        browser.text("document.querySelector('.start [name=set]').selectedIndex = 1");
        browser.loads(() -> browser.click("#start button"));
        await("document.querySelector('.import-main') !== null");
        assertThat(text("h1")).contains("Nothing new");

        open("/data");
        browser.loads(() -> browser.click(".imports tbody tr:last-child a"));
        browser.click(".undo summary");
        browser.loads(() -> browser.click(".undo button"));
        assertThat(text("h1")).contains("taken back");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void followsRowsRateAndTheTimeThatIsLeftWithoutLoadingThePageAgain() throws Exception {
        ImportId id = imports.draft("Long", "ana");
        imports.upload(id, "long.csv", new ByteArrayInputStream(calls(300_000).getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "Long", RecipeParser.parse(CALLS), CALLS, Optional.empty());
        imports.start(id, "ana");
        open("/data/imports/" + id);
        browser.run("sessionStorage.seen = ''; new MutationObserver(() => { const facts ="
                + " document.querySelector('.progress-facts'); if (facts) sessionStorage.seen += facts.innerText.replace("
                + "/\\s+/g, ' ') + '\\n'; }).observe(document.querySelector('[data-progress]'),"
                + " {childList: true, subtree: true})");
        picture("running");
        await("document.querySelector('.import-main') !== null");
        List<String> seen =
                browser.text("sessionStorage.seen").lines().distinct().toList();
        assertThat(seen).anyMatch(line -> line.matches("[0-9,]+ rows [0-9,]+ rows a second about .+ left.*long.csv"));
        assertThat(seen.stream()
                        .map(line -> line.replaceFirst(" .*", ""))
                        .distinct()
                        .count())
                .isGreaterThan(1);
        assertThat(text("h1")).contains("300,000 interactions");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithFilesThatAreNoTables() throws Exception {
        open("/data/imports/new");
        drop("\"><img src=x onerror=alert(1)>\u202e.xml", "<note><script>alert(1)</script></note>");
        await("location.pathname.match(/imports.[0-9]+$/)");
        picture("no-table");
        assertThat(text(".files")).contains("<img src=x onerror=alert(1)>");
        assertThat(browser.text("document.querySelectorAll('main script, main img').length"))
                .isEqualTo("0");
        assertThat(text("#effect")).contains("Nothing can be said");
        assertThat(browser.text("document.querySelector('#start button').disabled"))
                .isEqualTo("true");
    }

    @Test
    void letsOneDescribeTablesThatNobodyKnows() throws Exception {
        open("/data/imports/new");
        String rows = IntStream.range(0, 60)
                .mapToObj(row -> "p" + row / 2 + ",2026-03-%02d,2026-04-%02d".formatted(1 + row % 27, 1 + row % 27))
                .collect(Collectors.joining("\n"));
        drop("parcels.csv", "person,sent,arrived\n" + rows + "\n");
        await("document.querySelector('#effect') !== null && document.querySelector('select') !== null");
        assertThat(text("#effect")).contains("sent").contains("arrived");
        browser.text("(s => { s.value = 'customer'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        await("document.querySelector('#effect .total dd').innerText === '30'");
        picture("wide");

        browser.text("(t => { t.closest('details').open = true; t.value = 'recipe: A\\ntables: [';"
                + " t.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('textarea'))");
        await("document.querySelector('#effect .problem') !== null");
        assertThat(text("#effect")).contains("line").contains("C2101");
        picture("recipe-broken");
    }

    @Test
    void fitsOnPhonesInEveryLanguage() throws Exception {
        open("/data/imports/new?language=en");
        drop("calls.csv", calls(60));
        await("location.pathname.match(/imports.[0-9]+$/)");
        String draft = browser.text("location.pathname");
        for (String language : new String[] {"pt", "ru", "en"}) {
            browser.size(390, 844);
            for (String page : new String[] {"/data", draft, "/data/imports/new"}) {
                open(page + "?language=" + language);
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .as(
                                "%s in %s: %s",
                                page,
                                language,
                                browser.text("[...document.querySelectorAll('body *')].filter(e =>"
                                        + " e.getBoundingClientRect().right > 391)"
                                        + ".map(e => e.tagName + '.' + e.className).slice(0, 9).join(' ')"))
                        .isLessThanOrEqualTo(390);
            }
            open(draft + "?language=" + language);
            picture("phone-" + language);
            browser.size(1440, 1000);
            open(draft + "?language=" + language);
            picture("draft-" + language);
        }
        assertThatCode(() -> browser.dark(true)).doesNotThrowAnyException();
        picture("draft-dark");
        browser.dark(false);
    }
}
