package dev.corridor.app.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.People;
import dev.corridor.app.account.SetUp;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.test.ServerTest;
import dev.corridor.testkit.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// The pages of accounts in a real browser. Pictures of them are left in `target/pictures`.
@Tag("browser")
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
class AccountBrowserTest {
    private static final String GOOD = "three small boats";
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int PHONE = 390;
    private static final int DESK = 1440;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private People people;

    @Autowired
    private EntryLinks links;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SetUp setUp;

    @BeforeEach
    void beginWithNobody() throws IOException {
        Assumptions.assumeTrue(Chromium.find().isPresent(), "there is no chromium on the path");
        Files.createDirectories(PICTURES);
        for (String table : List.of("spring_session", "entry_link", "person", "sign_in_attempt", "api_token")) {
            database.sql("delete from " + table).update();
        }
    }

    private Chromium browser() throws IOException, InterruptedException {
        Chromium browser = new Chromium(Chromium.find().orElseThrow());
        browser.size(DESK, 1000);
        return browser;
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String path(Chromium browser) {
        return browser.text("location.pathname");
    }

    private static String said(Chromium browser) {
        return browser.text("document.querySelector('main').innerText");
    }

    private static void focus(Chromium browser, String selector) {
        browser.text("document.querySelector('" + selector + "').focus()");
    }

    private void signIn(Chromium browser, String name, String password) throws InterruptedException {
        browser.open(at("/sign-in?language=en"));
        focus(browser, "[name=name]");
        browser.type(name);
        focus(browser, "[name=password]");
        browser.type(password);
        browser.loads(browser::enter);
    }

    @Test
    void setsUpSignsOutAndSignsInByKeyboardAlone() throws Exception {
        String link = setUp.link("").orElseThrow();
        try (Chromium browser = browser()) {
            browser.open(at(link + "?language=en"));
            assertThat(browser.text("document.activeElement.name")).isEqualTo("name");
            browser.type("Ana");
            browser.tab();
            browser.type("short");
            browser.loads(browser::enter);
            assertThat(said(browser)).contains("at least 12 characters");
            assertThat(browser.text("document.querySelector('[name=name]').value"))
                    .isEqualTo("Ana");
            focus(browser, "[name=password]");
            browser.type(GOOD);
            browser.loads(browser::enter);
            browser.open(at("/account"));
            assertThat(said(browser)).contains("You are signed in as Ana, administrator.");
            focus(browser, "form[action=\"/sign-out\"] button");
            browser.loads(browser::enter);
            assertThat(said(browser)).contains("You are signed out.");
            browser.type("Ana");
            browser.tab();
            browser.type("not my password");
            browser.loads(browser::enter);
            assertThat(said(browser)).contains("Name or password are not right.");
            assertThat(browser.text("document.activeElement.name")).isEqualTo("password");
            browser.type(GOOD);
            browser.tab();
            assertThat(browser.text("document.activeElement.tagName")).isEqualTo("BUTTON");
            browser.loads(browser::enter);
            assertThat(path(browser)).isNotEqualTo("/sign-in");
            assertThat(browser.complaints())
                    .filteredOn(complaint -> !complaint.contains("status of 4"))
                    .isEmpty();
        }
    }

    @Test
    void saysThatTheSessionEndedAndComesBack() throws Exception {
        people.create("Ana", Role.ADMINISTRATOR, GOOD).orThrow();
        try (Chromium browser = browser()) {
            signIn(browser, "Ana", GOOD);
            browser.open(at("/admin/tokens"));
            database.sql("update spring_session set last_access_time = 0, expiry_time = 1")
                    .update();
            focus(browser, "[name=name]");
            browser.type("nightly");
            browser.loads(browser::enter);
            assertThat(path(browser)).isEqualTo("/sign-in");
            assertThat(said(browser)).contains("Your session has ended");
            picture(browser, "session-ended");
            browser.type("Ana");
            browser.tab();
            browser.type(GOOD);
            browser.loads(browser::enter);
            assertThat(path(browser)).isEqualTo("/admin/tokens");
        }
    }

    @Test
    void worksWithoutScript() throws Exception {
        people.create("Ana", Role.ADMINISTRATOR, GOOD).orThrow();
        try (Chromium browser = browser()) {
            signIn(browser, "Ana", GOOD);
            browser.scripts(false);
            browser.open(at("/admin/people"));
            browser.loads(() -> browser.click("#invite .button"));
            assertThat(said(browser)).contains("The invitation");
        }
    }

    @Test
    void copiesALinkThatIsShownOnce() throws Exception {
        people.create("Ana", Role.ADMINISTRATOR, GOOD).orThrow();
        try (Chromium browser = browser()) {
            signIn(browser, "Ana", GOOD);
            browser.open(at("/admin/people"));
            browser.loads(() -> browser.click("#invite .button"));
            assertThat(browser.text("document.querySelector('#once').value")).contains("/invitations/");
            assertThat(browser.text("document.querySelector('[data-copy]').hidden"))
                    .isEqualTo("false");
            picture(browser, "invitation");
        }
    }

    @Test
    void fitsEveryPageInEveryLanguageOnDeskAndPhone() throws Exception {
        String setUpLink = setUp.link("").orElseThrow();
        try (Chromium browser = browser()) {
            for (String language : List.of("en", "pt", "ru")) {
                look(browser, "/sign-in", language, "sign-in");
                look(browser, setUpLink, language, "set-up");
            }
            people.create("Ana Beatriz de Albuquerque", Role.ADMINISTRATOR, GOOD)
                    .orThrow();
            people.create("Константин Константинопольский", Role.DEPARTMENT_LEAD, GOOD)
                    .orThrow();
            people.shutOut(people.create("bia@example.com", Role.VIEWER, GOOD)
                    .orThrow()
                    .id());
            String invitation = EntryLinks.Purpose.INVITATION.path(
                    links.invite(Role.CX_MANAGER, "João, logistics").orThrow());
            tokens.create("Nightly export", Role.CX_MANAGER, Set.of(Scope.READ, Scope.WRITE), Duration.ofDays(90))
                    .orThrow();
            for (String language : List.of("en", "pt", "ru")) {
                look(browser, invitation, language, "invitation");
                look(browser, setUpLink, language, "link-ended");
            }
            signIn(browser, "Ana Beatriz de Albuquerque", GOOD);
            for (String language : List.of("en", "pt", "ru")) {
                for (String page : List.of("account", "admin/people", "admin/tokens", "admin/audit", "nowhere")) {
                    look(browser, "/" + page, language, page.replace('/', '-'));
                }
            }
        }
    }

    private void look(Chromium browser, String path, String language, String name)
            throws IOException, InterruptedException {
        for (int width : new int[] {DESK, PHONE}) {
            browser.size(width, width == PHONE ? 844 : 1000);
            browser.dark(width == DESK && language.equals("pt") || width == PHONE && language.equals("ru"));
            browser.open(at(path + "?language=" + language));
            assertThat(browser.text("document.documentElement.lang")).isEqualTo(language);
            assertThat(browser.number("document.documentElement.scrollWidth"))
                    .as(path + " in " + language + " at " + width)
                    .isLessThanOrEqualTo(width);
            assertThat(browser.number("document.querySelectorAll('main h1').length"))
                    .isEqualTo(1);
            assertThat(browser.text("[...document.querySelectorAll('input:not([type=hidden]),select')].filter(f =>"
                            + " !f.labels.length && !f.ariaLabel && f.tabIndex >= 0).map(f => f.name).join()"))
                    .as("fields without a label on " + path)
                    .isEmpty();
            picture(browser, name + "-" + language + "-" + width);
        }
        browser.size(DESK, 1000);
        browser.dark(false);
    }

    private static void picture(Chromium browser, String name) throws IOException {
        browser.picture(PICTURES.resolve(name + ".png"));
    }
}
