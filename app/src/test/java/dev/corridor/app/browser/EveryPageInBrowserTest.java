package dev.corridor.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.People;
import dev.corridor.app.account.SetUp;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.discovery.PlantedSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Endpoint;
import dev.corridor.app.shared.access.Endpoints;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.app.test.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Every page as readers see it: nothing against WCAG 2.2 AA, nothing wider than the window, no key in place of words,
/// no complaint of the browser, in three languages, light and dark, on desks and phones. New pages without arguments
/// of their own join by themselves. Pictures of them are left in `target/pictures`.
@Tag("browser")
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageInBrowserTest {
    private static final String PASSWORD = "three small boats";
    private static final long SEED = 7;

    /// A word as keys of wordings are.
    private static final Pattern KEY = Pattern.compile("(?<![\\w./@-])[a-z]+([.-][a-z]+)*\\.[a-z-]+(?![\\w./-])");

    /// Touchpoints, files and addresses of this test, which look like keys.
    private static final Set<String> NO_KEYS = Stream.concat(
                    Stream.of("visits.csv", "example.com", ".yaml"),
                    PlantedSet.journeys(SEED).stream().flatMap(journey -> journey.path().stream()))
            .collect(Collectors.toUnmodifiableSet());

    @LocalServerPort
    private int port;

    @Autowired
    private Endpoints endpoints;

    @Autowired
    private People people;

    @Autowired
    private EntryLinks links;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SetUp setUp;

    @Autowired
    private Imports imports;

    private Window window;
    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    void open() throws IOException, InterruptedException {
        window = Window.on(port);
    }

    @AfterAll
    void close() throws IOException {
        if (window != null) {
            window.close();
        }
    }

    @Test
    @Order(1)
    void welcomesInAFreshFolder() throws Exception {
        String first = setUp.link("").orElseThrow();
        look(first);
        look("/sign-in");
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        look(first);
        window.open("/sign-in?to=/data&language=en");
        window.signIn("ana", "wrong password");
        check("/sign-in with a wrong password");
        window.signIn("ana", PASSWORD);
        for (String page : List.of("/sets", "/data", "/data/imports/new", "/account", "/admin/tokens")) {
            look(page);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(2)
    void showsEveryPageWell() throws Exception {
        DataSetId set = PlantedSet.imported(imports, "Planted", PlantedSet.journeys(SEED));
        Set<String> pages = new LinkedHashSet<>(pages(set));
        assertThat(pages).contains("/sets/" + set.value() + "/map", "/admin/people", "/data");
        pages.addAll(withArguments(set));
        for (String page : pages) {
            look(page);
        }
        assertThat(wrong).isEmpty();
    }

    /// Every address that answers with a page and takes nothing but the data set.
    private List<String> pages(DataSetId set) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        try (Browser reader = new Browser(port)) {
            reader.signIn("ana", PASSWORD);
            for (Endpoint endpoint : endpoints.all()) {
                String path = endpoint.path().replace("{set}", Long.toString(set.value()));
                if (!endpoint.method().equals("GET") || path.contains("{") || path.startsWith("/api")) {
                    continue;
                }
                HttpResponse<String> answer = reader.get(path);
                boolean page =
                        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
                if (page && answer.body().startsWith("<!doctype html>")) {
                    assertThat(answer.statusCode()).as(path).isLessThan(500);
                    pages.add(path);
                }
            }
        }
        return pages;
    }

    private List<String> withArguments(DataSetId set) throws IOException, InterruptedException {
        people.create("bia@example.com", Role.VIEWER, PASSWORD).orThrow();
        tokens.create("Nightly export", Role.CX_MANAGER, Set.of(Scope.READ), Duration.ofDays(90))
                .orThrow();
        ImportId draft = imports.draft("", "ana");
        imports.upload(
                draft,
                "visits.csv",
                new ByteArrayInputStream(
                        PlantedSet.csv(PlantedSet.journeys(SEED)).getBytes(StandardCharsets.UTF_8)));
        ImportId empty = imports.draft("Not begun", "ana");
        String at = "/sets/" + set.value();
        window.open(at + "/journeys?language=en");
        String journey = window.chromium().text("document.querySelector('.journeys th a').getAttribute('href')");
        String customer = window.chromium().text("document.querySelector('.journeys td a').getAttribute('href')");
        window.open(at + "/views/new?address=" + at + "/map");
        window.chromium().text("document.querySelector('[name=name]').value = 'The main way'");
        window.chromium().loads(() -> window.chromium().click(".keeping .button"));
        window.open(at);
        String view = window.chromium().text("document.querySelector('.views .plain').getAttribute('href')");
        window.open(at + "/moments");
        window.await("!document.querySelector('#progress')");
        return List.of(
                EntryLinks.Purpose.INVITATION.path(
                        links.invite(Role.CX_MANAGER, "João, logistics").orThrow()),
                "/data/imports/" + imports.all().getLast().id().value(),
                "/data/imports/" + imports.all().getFirst().id().value(),
                "/data/imports/" + draft.value(),
                "/data/imports/" + empty.value(),
                "/data/sets/" + set.value(),
                at + "/map?mark=touchpoint&at=order.confirmed",
                at + "/map?mark=step&at=order.placed&to=order.confirmed&metric=median",
                at + "/map?group=passes+help.asked",
                at + "/map?filter=passes+complaint.made&filter=passes+help.given",
                at + "/map?filter=no+condition",
                at + "/map?metric=score&touchpoints=99&paths=99",
                at + "/scores?by=month",
                at + "/scores?by=region&measure=mean",
                at + "/moments",
                at + "/moments?outcome=repurchase",
                at + "/journeys?filter=passes+help.asked",
                journey,
                customer,
                at + "/find?q=nobody",
                at + "/views/new?address=" + at + "/map",
                view,
                "/admin/audit?who=nobody",
                "/sets/999/map",
                "/nowhere");
    }

    private static String in(String language, String page) {
        return page + (page.contains("?") ? "&" : "?") + "language=" + language;
    }

    private void look(String page) throws IOException, InterruptedException {
        window.chromium().dark(false);
        window.desk().open(in("en", page));
        check(page);
        String name = "page" + page.replaceAll("[?].*|/[A-Za-z0-9_-]{30,}", "").replaceAll("[^a-z0-9]+", "-");
        window.picture(name);
        window.phone();
        fits(page + " in en");
        window.open(in("pt", page));
        words(page + " in pt", "pt");
        fits(page + " in pt");
        window.chromium().dark(true);
        window.open(in("ru", page));
        words(page + " in ru", "ru");
        fits(page + " in ru");
        window.picture(name + "-phone");
        window.violations().forEach(problem -> wrong.add(page + ", phone, dark: " + problem));
        window.desk();
        fits(page + " in ru at the desk");
        window.chromium().dark(false);
    }

    /// The page as it is.
    private void check(String page) throws IOException, InterruptedException {
        words(page, "en");
        fits(page);
        window.violations().forEach(problem -> wrong.add(page + ": " + problem));
    }

    private void words(String page, String language) {
        if (!window.chromium().text("document.documentElement.lang").equals(language)) {
            wrong.add(page + ": not in this language");
        }
        if (!window.chromium().text("document.querySelectorAll('h1').length").equals("1")) {
            wrong.add(page + ": not one first heading");
        }
        List<String> keys = KEY.matcher(window.chromium().text("document.body.innerText"))
                .results()
                .map(MatchResult::group)
                .filter(word -> !NO_KEYS.contains(word))
                .toList();
        if (!keys.isEmpty()) {
            wrong.add(page + ": keys in place of words: " + keys);
        }
        window.complaints().forEach(complaint -> wrong.add(page + ": " + complaint));
    }

    private void fits(String page) {
        String overflow = window.overflow();
        if (!overflow.isBlank()) {
            wrong.add(page + ": " + overflow);
        }
    }
}
