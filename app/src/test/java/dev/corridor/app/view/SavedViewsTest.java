package dev.corridor.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Views are saved from the page one is on, lead nowhere else, and belong to who saved them.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedViewsTest {
    private static final String PASSWORD = "three small boats";
    private static final Pattern ADDRESS = Pattern.compile("name=\"address\" value=\"([^\"]*)\"");

    private static final Pattern SEARCH = Pattern.compile("<form class=\"find\".*?</form>");

    @LocalServerPort
    private int port;

    @Autowired
    private DataSets sets;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient database;

    private String set = "";

    @BeforeAll
    void makePeople() {
        set = "/sets/" + sets.make("Views", "test").id();
        people.create("ana", Role.CX_MANAGER, PASSWORD).orThrow();
        people.create("ben", Role.MEMBER, PASSWORD).orThrow();
        people.create("chief", Role.ADMINISTRATOR, PASSWORD).orThrow();
    }

    private Browser signedIn(String name) throws IOException, InterruptedException {
        Browser browser = new Browser(port);
        browser.signIn(name, PASSWORD);
        return browser;
    }

    private long count() {
        return database.sql("SELECT count(*) FROM saved_view").query(Long.class).single();
    }

    @Test
    void searchesFromEveryPageTheDataSetThatWasLookedAtLast() throws IOException, InterruptedException {
        String latest = "/sets/" + sets.make("Latest", "test").id();
        try (Browser chief = signedIn("chief");
                Browser ben = signedIn("ben")) {
            assertThat(search(chief.get("/data?language=en"))).contains(latest + "/find", "journey in Latest");
            assertThat(search(chief.get(set + "/views/new")))
                    .contains(set + "/find")
                    .doesNotContain(" in Views");
            for (String page : List.of("/data", "/data/imports/new", "/admin/people", "/admin/audit", "/account")) {
                assertThat(search(chief.get(page))).as(page).contains(set + "/find", "journey in Views");
            }
            assertThat(search(ben.get("/account"))).isEmpty();
        }
        try (Browser nobody = new Browser(port)) {
            assertThat(search(nobody.get("/sign-in"))).isEmpty();
        }
    }

    /// The form by which a page is searched from; empty where it has none.
    private static String search(HttpResponse<String> page) {
        Matcher form = SEARCH.matcher(page.body());
        return form.find() ? form.group() : "";
    }

    @Test
    void savesThePageOneComesFromAndShowsItToEverybody() throws IOException, InterruptedException {
        try (Browser ana = signedIn("ana");
                Browser ben = signedIn("ben")) {
            String from = set + "/map?filter=passes+X&language=pt&metric=median";
            String form = ana.get(set + "/views/new", "Referer", "http://localhost:" + port + from)
                    .body();
            Matcher address = ADDRESS.matcher(form);
            assertThat(address.find()).isTrue();
            assertThat(address.group(1)).isEqualTo(set + "/map?filter=passes+X&amp;metric=median");
            assertThat(form).contains("<bdi>Map. Only journeys that passes X</bdi>");

            HttpResponse<String> saved = ana.post(
                    set + "/views",
                    Map.of(
                            "name", "Waits <of> X",
                            "description", "For Mondays",
                            "address", address.group(1).replace("&amp;", "&"),
                            "shared", "true"));

            assertThat(saved.statusCode()).isEqualTo(303);
            assertThat(database.sql("SELECT address FROM saved_view WHERE name = 'Waits <of> X'")
                            .query(String.class)
                            .single())
                    .isEqualTo(set + "/map?filter=passes+X&metric=median");
            long id = database.sql("SELECT id FROM saved_view WHERE name = 'Waits <of> X'")
                    .query(Long.class)
                    .single();
            assertThat(ben.get(set + "/views/" + id).statusCode()).isEqualTo(303);
            assertThat(ben.post(set + "/views/" + id, Map.of("name", "Mine")).statusCode())
                    .isEqualTo(403);
            assertThat(ben.post(set + "/views/" + id + "/removal", Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(ana.post(set + "/views/" + id, Map.of("name", "Renamed", "shared", "true"))
                            .statusCode())
                    .isEqualTo(303);
            try (Browser chief = signedIn("chief")) {
                assertThat(chief.get(set + "/views/" + id).body()).contains("Renamed");
                assertThat(chief.post(set + "/views/" + id + "/removal", Map.of())
                                .statusCode())
                        .isEqualTo(303);
            }
            assertThat(database.sql("SELECT action FROM audit_entry WHERE starts_with(action, 'view.') ORDER BY id")
                            .query(String.class)
                            .list())
                    .contains("view.saved", "view.changed", "view.deleted");
        }
    }

    @Test
    void keepsWhatIsOnesOwnFromOthers() throws IOException, InterruptedException {
        try (Browser ana = signedIn("ana");
                Browser chief = signedIn("chief")) {
            ana.get(set + "/views/new?address=" + set + "/map");
            assertThat(ana.post(set + "/views", Map.of("name", "Alone", "address", set + "/map"))
                            .statusCode())
                    .isEqualTo(303);
            long id = database.sql("SELECT id FROM saved_view WHERE name = 'Alone'")
                    .query(Long.class)
                    .single();

            assertThat(chief.get(set + "/views/" + id).statusCode()).isEqualTo(404);
            assertThat(ana.get(set + "/views/" + id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesAddressesThatLeadElsewhere() throws IOException, InterruptedException {
        try (Browser ana = signedIn("ana")) {
            ana.get(set + "/views/new?address=" + set + "/map");
            long before = count();
            for (String address : List.of(
                    "https://elsewhere.example/map",
                    "//elsewhere.example" + set + "/../map",
                    "javascript:alert(1)",
                    "/sets/99999/map",
                    set + "/nothing",
                    set + "/customers/K1",
                    set + "/journey?key=A1",
                    set + "/find?q=K1",
                    set + "/map/../../admin",
                    "/data",
                    set + "/map?filter=" + "x".repeat(5000))) {
                HttpResponse<String> answer = ana.post(set + "/views", Map.of("name", "Bad", "address", address));
                assertThat(answer.statusCode()).as(address).isEqualTo(422);
            }
            assertThat(ana.post(set + "/views", Map.of("name", " ", "address", set + "/map"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(count()).isEqualTo(before);
        }
    }
}
