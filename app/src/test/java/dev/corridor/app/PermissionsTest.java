package dev.corridor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.account.Person;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Endpoint;
import dev.corridor.app.shared.access.Endpoints;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.test.context.TestPropertySource;

/// Walks every endpoint as every role, as nobody and with tokens, and expects what `docs/reference/permissions.md`
/// says.
/// `-Dgolden=write` writes that page anew; read it before it is committed.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
class PermissionsTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "permissions.md");
    private static final String YES = "yes";
    private static final String NO = "–";
    private static final String HEAD = """
            # Who may call what

            Every address of the server, what it asks for, and who has that. The table is made of the code
            ([`Role`](../../app/src/main/java/dev/corridor/app/shared/access/Role.java),
            [`Scope`](../../app/src/main/java/dev/corridor/app/shared/access/Scope.java), and the `@Requires` of each
            endpoint); `PermissionsTest` compares it with the code, and calls every address as everybody. The tokens of the
            last columns have the role administrator: a token of another role may do what both columns allow.

            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Endpoints endpoints;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private FindByIndexNameSessionRepository<? extends Session> sessions;

    /// Everybody who calls, by the head of their column.
    private static Map<String, Caller> callers() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            callers.put(role.key(), new Caller.Person(0, "", role));
        }
        callers.put("nobody", new Caller.Nobody());
        for (Scope scope : Scope.values()) {
            callers.put(scope.key() + " token", new Caller.Token(0, "", Role.ADMINISTRATOR, Set.of(scope)));
        }
        return callers;
    }

    @Test
    void tellsInTheDocsWhoMayCallWhat() throws IOException {
        Map<String, Caller> callers = callers();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| address | method | asks for | ")
                .append(String.join(" | ", callers.keySet()))
                .append(" |\n|")
                .append("---|".repeat(3 + callers.size()))
                .append('\n');
        for (Endpoint endpoint : endpoints.all()) {
            page.append("| `%s` | %s | %s | ".formatted(endpoint.path(), endpoint.method(), asked(endpoint)))
                    .append(callers.values().stream()
                            .map(caller -> caller.may(endpoint.permission()) ? YES : NO)
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("run this test with -Dgolden=write, then read what changed")
                .isEqualTo(page.toString());
    }

    private static String asked(Endpoint endpoint) {
        return endpoint.permission().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    @Test
    void letsThroughExactlyWhomTheDocsName() throws IOException, InterruptedException {
        Map<String, Person> persons = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            persons.put(
                    role.key(),
                    people.create("walking " + role.key(), role, "three small boats")
                            .orThrow());
        }
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Scope scope : Scope.values()) {
            secrets.put(
                    scope.key() + " token",
                    tokens.create("walking", Role.ADMINISTRATOR, Set.of(scope), Duration.ofDays(1))
                            .orThrow());
        }
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        try (Browser page = new Browser(port);
                HttpClient client = HttpClient.newHttpClient()) {
            page.get("/sign-in");
            for (Row row : rows()) {
                for (Map.Entry<String, Boolean> expected : row.allowed().entrySet()) {
                    HttpRequest.Builder request = call(row, page);
                    String who = expected.getKey();
                    String cookies =
                            "corridor-form=" + page.cookie("corridor-form").orElseThrow();
                    if (persons.containsKey(who)) {
                        cookies += "; corridor-session=" + session(sessions, persons.get(who));
                    } else if (secrets.containsKey(who)) {
                        request.header("Authorization", "Bearer " + secrets.get(who));
                    }
                    HttpResponse<InputStream> answer = client.send(
                            request.header("Cookie", cookies).build(), HttpResponse.BodyHandlers.ofInputStream());
                    asked++;
                    String verdict = verdict(answer, row, who);
                    if (!verdict.equals(expected.getValue() ? YES : NO)) {
                        wrong.add(row.method() + " " + row.path() + " as " + who + ": expected "
                                + (expected.getValue() ? YES : NO) + ", got " + verdict);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    private record Row(String path, String method, Map<String, Boolean> allowed) {}

    /// The rows of the page as it is checked in.
    private static List<Row> rows() throws IOException {
        List<String> heads = List.copyOf(callers().keySet());
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> {
                    Map<String, Boolean> allowed = new LinkedHashMap<>();
                    for (int i = 0; i < heads.size(); i++) {
                        allowed.put(heads.get(i), cells.get(4 + i).equals(YES));
                    }
                    return new Row(cells.get(1).replace("`", ""), cells.get(2), allowed);
                })
                .toList();
    }

    private HttpRequest.Builder call(Row row, Browser page) {
        String path = row.path().replaceAll("\\{[^}]*}", "0").replace("**", "0");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "*/*");
        String method = row.method().equals("*") ? "GET" : row.method();
        return method.equals("GET")
                ? request.GET()
                : request.header("X-CSRF-TOKEN", page.formToken()).method(method, BodyPublishers.noBody());
    }

    /// Whether the caller got past the gate. What lies behind may still want other values, but must not fail.
    private static String verdict(HttpResponse<InputStream> answer, Row row, String who) throws IOException {
        String location = Browser.location(answer);
        int status = answer.statusCode();
        try (InputStream body = answer.body()) {
            if (status == 401 || (status == 303 && location.startsWith("/sign-in?to="))) {
                return who.equals("nobody") ? NO : "sent to sign in";
            }
            if (status == 403) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("C4302") ? NO : "another 403";
            }
            return status < 500 ? YES : "status " + status + " of " + row.path();
        }
    }

    private static <S extends Session> String session(FindByIndexNameSessionRepository<S> sessions, Person person) {
        S session = sessions.createSession();
        session.setAttribute("person", person.id().value());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                Long.toString(person.id().value()));
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
    }
}
