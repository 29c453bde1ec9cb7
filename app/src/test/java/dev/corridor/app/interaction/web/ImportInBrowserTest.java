package dev.corridor.app.interaction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.ServerTest;
import dev.corridor.app.test.Window;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.testkit.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
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

    private Window window;
    private Chromium browser;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        window = Window.on(port);
        browser = window.chromium();
        window.open("/sign-in?language=en");
        window.signIn("ana", PASSWORD);
    }

    @AfterAll
    void end() throws IOException {
        if (window != null) {
            window.close();
        }
    }

    @BeforeEach
    void wide() {
        window.desk();
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
        window.open("/data");
        window.picture("data-empty");
        drop("calls.csv", calls(3000));
        window.await("location.pathname.match(/imports.[0-9]+$/)");
        window.picture("draft");
        assertThat(window.said("h1")).contains("1 file");
        assertThat(browser.text("document.querySelector('select[name=column-0-3]').value"))
                .isEqualTo("time");
        assertThat(window.said("#effect")).contains("1,000").contains("Call");
        assertThat(browser.text("document.querySelector('select[name=column-0-4]').value"))
                .isEqualTo("category");

        browser.text("(s => { s.value = 'unused'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        window.await("document.querySelector('#effect .total dd').innerText === '500'");
        browser.text("(s => { s.value = 'journey'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        window.await("document.querySelector('#effect .total dd').innerText === '1,000'");

        browser.text("document.querySelector('.start [name=name]').value = 'Calls'");
        browser.loads(() -> browser.click("#start button"));
        window.await("document.querySelector('.import-main') !== null");
        window.picture("result");
        assertThat(window.said("h1")).contains("3,000 interactions");

        window.open("/data");
        window.await("document.querySelector('main').innerText.includes('3,000') || (location.reload(), false)");
        window.picture("data");
        assertThat(window.said("h1")).contains("1 data set; the last import ended on");
        drop("calls.csv", calls(3000));
        window.await("document.querySelector('.start [name=set]') !== null");
        browser.text("document.querySelector('.start [name=set]').selectedIndex = 1");
        browser.loads(() -> browser.click("#start button"));
        window.await("document.querySelector('.import-main') !== null");
        assertThat(window.said("h1")).contains("Nothing new");

        window.open("/data");
        browser.loads(() -> browser.click(".imports tbody tr:last-child a"));
        browser.click(".undo summary");
        browser.loads(() -> browser.click(".undo button"));
        assertThat(window.said("h1")).contains("taken back");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void followsRowsRateAndTheTimeThatIsLeftWithoutLoadingThePageAgain() throws Exception {
        ImportId id = imports.draft("Long", "ana");
        imports.upload(id, "long.csv", new ByteArrayInputStream(calls(300_000).getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "Long", RecipeParser.parse(CALLS), CALLS, Optional.empty());
        imports.start(id, "ana");
        window.open("/data/imports/" + id);
        browser.run("sessionStorage.seen = ''; new MutationObserver(() => { const facts ="
                + " document.querySelector('.progress-facts'); if (facts) sessionStorage.seen += facts.innerText.replace("
                + "/\\s+/g, ' ') + '\\n'; }).observe(document.querySelector('[data-progress]'),"
                + " {childList: true, subtree: true})");
        window.picture("running");
        window.await("document.querySelector('.import-main') !== null");
        List<String> seen =
                browser.text("sessionStorage.seen").lines().distinct().toList();
        assertThat(seen).anyMatch(line -> line.matches("[0-9,]+ rows [0-9,]+ rows a second about .+ left.*long.csv"));
        assertThat(seen.stream()
                        .map(line -> line.replaceFirst(" .*", ""))
                        .distinct()
                        .count())
                .isGreaterThan(1);
        assertThat(window.said("h1")).contains("300,000 interactions");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithFilesThatAreNoTables() throws Exception {
        window.open("/data/imports/new");
        drop("\"><img src=x onerror=alert(1)>\u202e.xml", "<note><script>alert(1)</script></note>");
        window.await("location.pathname.match(/imports.[0-9]+$/)");
        window.picture("no-table");
        assertThat(window.said(".files")).contains("<img src=x onerror=alert(1)>");
        assertThat(browser.text("document.querySelectorAll('main script, main img').length"))
                .isEqualTo("0");
        assertThat(window.said("#effect")).contains("Nothing can be said");
        assertThat(browser.text("document.querySelector('#start button').disabled"))
                .isEqualTo("true");
    }

    @Test
    void letsOneDescribeTablesThatNobodyKnows() throws Exception {
        window.open("/data/imports/new");
        String rows = IntStream.range(0, 60)
                .mapToObj(row -> "p" + row / 2 + ",2026-03-%02d,2026-04-%02d".formatted(1 + row % 27, 1 + row % 27))
                .collect(Collectors.joining("\n"));
        drop("parcels.csv", "person,sent,arrived\n" + rows + "\n");
        window.await("document.querySelector('#effect') !== null && document.querySelector('select') !== null");
        assertThat(window.said("#effect")).contains("sent").contains("arrived");
        browser.text("(s => { s.value = 'customer'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-0]'))");
        window.await("document.querySelector('#effect .total dd').innerText === '30'");
        window.picture("wide");

        browser.text("(t => { t.closest('details').open = true; t.value = 'recipe: A\\ntables: [';"
                + " t.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('textarea'))");
        window.await("document.querySelector('#effect .problem') !== null");
        assertThat(window.said("#effect")).contains("line").contains("C2101");
        window.picture("recipe-broken");
    }

    @Test
    void fitsOnPhonesInEveryLanguage() throws Exception {
        window.open("/data/imports/new?language=en");
        drop("calls.csv", calls(60));
        window.await("location.pathname.match(/imports.[0-9]+$/)");
        String draft = browser.text("location.pathname");
        for (String language : new String[] {"pt", "ru", "en"}) {
            window.phone();
            for (String page : new String[] {"/data", draft, "/data/imports/new"}) {
                window.open(page + "?language=" + language);
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
            window.open(draft + "?language=" + language);
            window.picture("phone-" + language);
            window.desk();
            window.open(draft + "?language=" + language);
            window.picture("draft-" + language);
        }
        assertThatCode(() -> browser.dark(true)).doesNotThrowAnyException();
        window.picture("draft-dark");
        browser.dark(false);
    }
}
