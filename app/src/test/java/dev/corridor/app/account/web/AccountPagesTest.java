package dev.corridor.app.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.People;
import dev.corridor.app.account.Person;
import dev.corridor.app.account.SetUp;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The pages of accounts and of problems, over HTTP.
@ServerTest
@Import(AccountPagesTest.Failing.class)
@TestPropertySource(properties = {"corridor.passwords.cost=4", "corridor.upload-limit=64KB"})
class AccountPagesTest {
    private static final String GOOD = "three small boats";
    private static final String OTHER = "four green apples";

    /// Endpoints that fail in each way that an endpoint can.
    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    @Requires(Permission.ANYBODY)
    static class Failing {
        @GetMapping({"/failing/{how}", "/api/v1/failing/{how}"})
        String fail(@PathVariable String how) {
            throw switch (how) {
                case "database" -> new DataAccessResourceFailureException("gone");
                case "filter" ->
                    new CorridorException(
                            EngineError.FILTER_SYNTAX, "The filter <b>a</b> cannot be read.", "Close the bracket.");
                default -> new IllegalStateException("a bug <script>");
            };
        }

        @GetMapping("/failing/number/{number}")
        String number(@PathVariable int number) {
            return Integer.toString(number);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private People people;

    @Autowired
    private EntryLinks links;

    @Autowired
    private SetUp setUp;

    @BeforeEach
    void beginWithNobody() {
        for (String table : List.of("spring_session", "entry_link", "person", "sign_in_attempt")) {
            database.sql("delete from " + table).update();
        }
    }

    private Person make(String name, Role role) {
        return people.create(name, role, GOOD).orThrow();
    }

    private Browser signedIn(String name) throws Exception {
        Browser browser = new Browser(port);
        assertThat(browser.signIn(name, GOOD).statusCode()).isEqualTo(303);
        return browser;
    }

    @Test
    void setsUpTheFirstAdministratorAndSignsThemIn() throws Exception {
        String link = setUp.link("").orElseThrow();
        try (Browser browser = new Browser(port)) {
            assertThat(browser.get(link).body()).contains("You are the first one here.");
            HttpResponse<String> refused = browser.post(link, Map.of("name", "<b>Ana</b>", "password", "short"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("at least 12 characters")
                    .contains("value=\"&lt;b>Ana&lt;/b>\"")
                    .doesNotContain("<b>Ana</b>");
            assertThat(browser.post(link, Map.of("name", "<b>Ana</b>", "password", GOOD))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(browser.get("/admin/people").body())
                    .contains("One person may sign in.")
                    .contains("&lt;b")
                    .doesNotContain("<b>Ana</b>");
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void leadsToTheSignInPageAndBackToWhereOneWanted() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = new Browser(port)) {
            HttpResponse<String> led = browser.get("/admin/audit?who=ana&what=person");
            assertThat(led.statusCode()).isEqualTo(303);
            assertThat(Browser.location(led)).isEqualTo("/sign-in?to=%2Fadmin%2Faudit%3Fwho%3Dana%26what%3Dperson");
            assertThat(browser.get(Browser.location(led)).body())
                    .contains("name=\"to\" value=\"/admin/audit?who=ana&amp;what=person\"");
            HttpResponse<String> entered = browser.post(
                    "/sign-in", Map.of("name", "ana", "password", GOOD, "to", "/admin/audit?who=ana&what=person"));
            assertThat(Browser.location(entered)).isEqualTo("/admin/audit?who=ana&what=person");
            assertThat(browser.get("/admin/audit?who=ana").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/..//elsewhere.example",
                "/\\elsewhere.example",
                "/\t/elsewhere.example",
                "javascript:alert(1)",
                "/sign-in",
                ""
            })
    void leadsNowhereElseAfterSigningIn(String to) throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = new Browser(port)) {
            browser.get("/sign-in");
            HttpResponse<String> entered = browser.post("/sign-in", Map.of("name", "Ana", "password", GOOD, "to", to));
            assertThat(Browser.location(entered)).isEqualTo("/");
        }
    }

    @Test
    void answersAlikeForWrongPasswordsAndUnknownNames() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = new Browser(port)) {
            HttpResponse<String> wrong = browser.signIn("Ana", "wrong password");
            HttpResponse<String> unknown = browser.signIn("Bia", "wrong password");
            assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
            assertThat(neutral(wrong.body(), "Ana")).isEqualTo(neutral(unknown.body(), "Bia"));
            for (String name : List.of("Ana", "Bia")) {
                for (int i = 0; i < 7; i++) {
                    browser.signIn(name, "wrong password");
                }
            }
            HttpResponse<String> locked = browser.signIn("Ana", GOOD);
            HttpResponse<String> unknownLocked = browser.signIn("Bia", GOOD);
            assertThat(locked.statusCode()).isEqualTo(429).isEqualTo(unknownLocked.statusCode());
            assertThat(locked.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static String neutral(String page, String name) {
        return page.replaceAll("(value|content)=\"[A-Za-z0-9_-]{60,}\"", "")
                .replaceAll("X-CSRF-TOKEN\":\"[^\"]*", "")
                .replace(name, "NAME");
    }

    @Test
    void beginsANewSessionAtSignIn() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            String before = browser.cookie("corridor-session").orElseThrow();
            browser.get("/account");
            browser.post("/sign-out", Map.of());
            browser.signIn("Ana", GOOD);
            assertThat(browser.cookie("corridor-session").orElseThrow()).isNotEqualTo(before);
            HttpResponse<String> old = new Browser(port).get("/account", "Cookie", "corridor-session=" + before);
            assertThat(Browser.location(old)).startsWith("/sign-in?to=%2Faccount&ended");
        }
    }

    @Test
    void saysThatASessionHasEndedAndLeadsBack() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            database.sql("update spring_session set last_access_time = 0, expiry_time = 1")
                    .update();
            HttpResponse<String> led = browser.get("/admin/people");
            assertThat(Browser.location(led)).isEqualTo("/sign-in?to=%2Fadmin%2Fpeople&ended");
            assertThat(browser.get(Browser.location(led)).body()).contains("Your session has ended");
        }
    }

    @Test
    void sendsTheWholePageToSignInWhereAFragmentWasAsked() throws Exception {
        try (Browser browser = new Browser(port)) {
            HttpResponse<String> answer = browser.get(
                    "/admin/people", "HX-Request", "true", "HX-Current-URL", "http://localhost/admin/tokens?a=1");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in?to=%2Fadmin%2Ftokens%3Fa%3D1");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void tellsOnesRoleWhatItMayNotDoInTheReadersLanguage() throws Exception {
        make("Vera", Role.VIEWER);
        try (Browser browser = signedIn("Vera")) {
            HttpResponse<String> page = browser.get("/admin/people", "Accept-Language", "ru");
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body())
                    .contains("lang=\"ru\"")
                    .contains("Ваша роль этого не позволяет")
                    .contains("C4302");
            HttpResponse<String> fragment = browser.get("/admin/people", "HX-Request", "true");
            assertThat(fragment.statusCode()).isEqualTo(403);
            assertThat(fragment.body()).startsWith("<div class=\"problem\"").doesNotContain("<html");
        }
    }

    @Test
    void takesANewRoleAndAShutDoorAtOnce() throws Exception {
        Person ana = make("Ana", Role.ADMINISTRATOR);
        Person bia = make("Bia", Role.ADMINISTRATOR);
        try (Browser admin = signedIn("Ana");
                Browser other = signedIn("Bia")) {
            assertThat(other.get("/admin/people").statusCode()).isEqualTo(200);
            admin.get("/admin/people");
            admin.post("/admin/people/" + bia.id().value() + "/role", Map.of("role", "member"));
            assertThat(other.get("/admin/people").statusCode()).isEqualTo(403);
            admin.post("/admin/people/" + bia.id().value() + "/shut-out", Map.of());
            assertThat(Browser.location(other.get("/account"))).startsWith("/sign-in");
            HttpResponse<String> last = admin.post("/admin/people/" + ana.id().value() + "/shut-out", Map.of());
            assertThat(last.statusCode()).isEqualTo(422);
            assertThat(last.body()).contains("This is the last administrator");
            assertThat(admin.post("/admin/people/" + ana.id().value() + "/role", Map.of("role", "emperor"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(admin.post("/admin/people/987654/role", Map.of("role", "member"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void invitesByALinkThatIsShownOnce() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser admin = signedIn("Ana");
                Browser invited = new Browser(port)) {
            admin.get("/admin/people");
            String page = admin.post("/admin/people/invitations", Map.of("role", "cx-manager", "note", "Bia"))
                    .body();
            Matcher link = Pattern.compile("value=\"http://127.0.0.1:" + port + "(/invitations/[^\"]+)\"")
                    .matcher(page);
            assertThat(link.find()).isTrue();
            assertThat(admin.get("/admin/people").body()).contains("Bia").doesNotContain(link.group(1));
            assertThat(invited.get(link.group(1)).body()).contains("Your role is CX manager.");
            assertThat(invited.post(link.group(1), Map.of("name", "Bia", "password", OTHER))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(invited.get("/account").body()).contains("Bia");
            assertThat(invited.get("/admin/people").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void endsOtherSessionsWhenThePasswordChanges() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser here = signedIn("Ana");
                Browser there = signedIn("Ana")) {
            here.get("/account");
            HttpResponse<String> wrong = here.post("/account/password", Map.of("old", "wrong one", "password", OTHER));
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("This is not your password.");
            assertThat(Browser.location(here.post("/account/password", Map.of("old", GOOD, "password", OTHER))))
                    .isEqualTo("/account?changed");
            assertThat(here.get("/account").statusCode()).isEqualTo(200);
            assertThat(Browser.location(there.get("/account"))).startsWith("/sign-in");
            assertThat(there.signIn("Ana", GOOD).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void listsSessionsAndEndsTheChosenOne() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser here = signedIn("Ana");
                Browser there = signedIn("Ana")) {
            String page = here.get("/account").body();
            assertThat(page).contains("Signed in on 2 devices").contains("this device");
            Matcher end = Pattern.compile("action=\"(/account/sessions/[0-9a-f]+/end)\"")
                    .matcher(page);
            assertThat(end.find()).isTrue();
            here.post(end.group(1), Map.of());
            assertThat(Browser.location(there.get("/account"))).startsWith("/sign-in");
            assertThat(here.get("/account").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesFormsThatDoNotComeFromItsPages() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            HttpResponse<String> refused =
                    browser.send(browser.request("/sign-out").POST(BodyPublishers.noBody()));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("This form is out of date").contains("C4303");
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
            HttpResponse<String> atSignIn =
                    browser.send(browser.request("/sign-in").POST(BodyPublishers.noBody()));
            assertThat(Browser.location(atSignIn)).isEqualTo("/sign-in?again");
        }
    }

    @Test
    void sendsTheHeadersThatGuardAPage() throws Exception {
        try (Browser browser = new Browser(port)) {
            HttpResponse<String> page = browser.get("/sign-in");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(page.headers().allValues("Set-Cookie"))
                    .allSatisfy(
                            cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
            assertThat(page.body())
                    .doesNotContain("style=")
                    .doesNotContain("onclick")
                    .doesNotContain("<style");
            HttpResponse<String> forged = browser.get("/sign-in", "X-Forwarded-Proto", "https");
            assertThat(forged.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void showsAPageForEachProblem() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            assertProblem(browser.get("/nowhere"), 404, "C4304", "There is nothing here");
            assertProblem(browser.get("/sign-out"), 405, "C4305", "This address works another way");
            assertProblem(browser.get("/failing/number/x"), 400, "C4301", "This cannot be understood");
            assertProblem(browser.get("/failing/database"), 503, "C4308", "The database does not answer");
            assertProblem(browser.get("/failing/bug"), 500, "C4307", "Something went wrong on our side");
            assertProblem(browser.get("/failing/filter"), 400, "C1002", "This cannot be read");
            assertThat(browser.get("/failing/bug").body())
                    .doesNotContain("a bug")
                    .contains("reference");
            assertThat(browser.get("/failing/filter").body()).contains("&lt;b&gt;a&lt;/b&gt;");
            assertProblem(browser.get("/a;b"), 400, "C4301", "This cannot be understood");
            assertProblem(browser.get("/error"), 404, "C4304", "There is nothing here");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code, String words) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains(code).contains(words).contains("<h1 class=\"answer\">");
    }

    @Test
    void givesProgramsProblemDetails() throws Exception {
        try (Browser browser = new Browser(port)) {
            HttpResponse<String> answer = browser.get("/api/v1/failing/filter", "Accept-Language", "ru");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.body())
                    .contains("\"code\":\"C1002\"")
                    .contains("\"status\":400")
                    .contains("\"detail\":\"The filter <b>a</b> cannot be read.\"")
                    .contains("\"remedy\":\"Close the bracket.\"");
            assertThat(browser.get("/api/v1/nowhere").body()).contains("\"code\":\"C4304\"");
            HttpResponse<String> forged = browser.get("/admin/audit", "Authorization", "Bearer corridor_forged");
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(forged.body()).contains("\"code\":\"C4309\"");
            HttpResponse<String> form =
                    browser.send(browser.request("/api/v1/openapi.json").setHeader("Accept", "text/csv"));
            assertThat(form.statusCode()).isEqualTo(406);
            assertThat(form.body()).contains("\"code\":\"C4310\"").contains("application/json");
            HttpResponse<String> method =
                    browser.send(browser.request("/sign-out").setHeader("Accept", "application/json"));
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.headers().firstValue("Allow")).contains("POST");
        }
    }

    @Test
    void refusesUploadsOfNobodyAndThoseBeyondTheLimit() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                + "y".repeat(100_000) + "\r\n--x--\r\n";
        try (Browser nobody = new Browser(port);
                Browser browser = signedIn("Ana")) {
            HttpResponse<String> unknown = nobody.send(nobody.request("/account/password")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(Browser.location(unknown)).startsWith("/sign-in");
            HttpResponse<String> large = browser.send(browser.request("/account/password")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString(body)));
            assertProblem(large, 413, "C4306", "This upload is too large");
            HttpResponse<String> unannounced = browser.send(browser.request("/account/password")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
            assertProblem(unannounced, 413, "C4306", "This upload is too large");
        }
    }

    @Test
    void refusesUploadsOfThoseWhoMayNotImportBeforeItReadsThem() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        make("Vic", Role.VIEWER);
        try (Browser browser = signedIn("Vic")) {
            HttpResponse<String> refused = browser.send(browser.request("/account/password")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString("--x\r\nthis is no upload")));
            assertProblem(refused, 403, "C4302", "Your role does not allow this");
        }
    }

    @Test
    void refusesParametersThatNobodyCanType() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser nobody = new Browser(port);
                Browser browser = signedIn("Ana")) {
            nobody.get("/sign-in");
            assertProblem(
                    nobody.post("/sign-in", Map.of("name", "a\0b", "password", GOOD)),
                    400,
                    "C4301",
                    "This cannot be understood");
            assertProblem(browser.get("/admin/audit?who=%00"), 400, "C4301", "This cannot be understood");
            assertProblem(browser.get("/admin/audit?a%00b=c"), 400, "C4301", "This cannot be understood");
        }
    }

    @Test
    void showsWhoChangedWhat() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        Person bia = make("Bia <i>", Role.MEMBER);
        try (Browser browser = signedIn("Ana")) {
            browser.get("/admin/people");
            browser.post("/admin/people/" + bia.id().value() + "/role", Map.of("role", "viewer"));
            String page = browser.get("/admin/audit?what=person&who=ana").body();
            assertThat(page)
                    .contains("role changed")
                    .contains("Bia &lt;i&gt;")
                    .contains("role: viewer")
                    .contains("127.0.0.1");
            assertThat(browser.get("/admin/audit?who=nobody+like+this").body()).contains("No entry fits.");
            assertThat(browser.get("/admin/audit?from=&until=&before=").statusCode())
                    .isEqualTo(200);
            assertThat(browser.get("/admin/audit?from=yesterday").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void renewsAPasswordByALink() throws Exception {
        Person ana = make("Ana", Role.ADMINISTRATOR);
        String secret = links.newPassword(ana.id()).orThrow();
        try (Browser before = signedIn("Ana");
                Browser browser = new Browser(port)) {
            String path = EntryLinks.Purpose.NEW_PASSWORD.path(secret);
            assertThat(browser.get(path).body())
                    .contains("Choose a new password.")
                    .contains("Ana");
            assertThat(browser.post(path, Map.of("password", OTHER)).statusCode())
                    .isEqualTo(303);
            assertThat(Browser.location(before.get("/account"))).startsWith("/sign-in");
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void speaksEachLanguageWhole() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            for (Map.Entry<String, String> language :
                    Map.of("en", "Sign out", "pt", "Sair", "ru", "Выйти").entrySet()) {
                for (String path : List.of("/account", "/admin/people", "/admin/tokens", "/admin/audit")) {
                    HttpResponse<String> page = browser.get(path + "?language=" + language.getKey());
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body()).contains("<html lang=\"" + language.getKey() + "\"");
                }
                assertThat(browser.get("/account").body()).contains(language.getValue());
            }
        }
    }

    @Test
    void keepsSessionsFreeOfAnythingButTheNumberOfThePersonAndWhereTheyAre() throws Exception {
        make("Ana", Role.ADMINISTRATOR);
        try (Browser browser = signedIn("Ana")) {
            browser.get("/account");
            List<String> names = database.sql("select attribute_name from spring_session_attributes")
                    .query(String.class)
                    .list();
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "person",
                            "address",
                            "browser",
                            "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME");
            assertThat(Optional.of(browser).flatMap(any -> any.cookie("corridor-session")))
                    .isPresent();
        }
    }
}
