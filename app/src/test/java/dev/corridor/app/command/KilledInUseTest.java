package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.test.Browser;
import dev.corridor.app.test.Visits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A server in use that is killed while it imports, or loses its database, or is read by many at once; and the
/// commands beside it.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInUseTest {
    private static final boolean LONG = "all".equals(System.getProperty("simulations"));
    private static final int KILLS = LONG ? 20 : 3;
    private static final int ROWS = 40_000;
    private static final int READERS = 50;
    private static final int TENTHS_BETWEEN = 2;
    private static final long MEGABYTE = 1 << 20;

    private static final Pattern INVITATION = Pattern.compile("/invitations/[^\"\\s]+(?=\")");
    private static final String MANY = ServerInUse.visits(0, ROWS);

    @TempDir
    private static Path temporary = Path.of("");

    private ServerInUse server;
    private String password = ServerInUse.PASSWORD;
    private String calm;
    private long calmSet;
    private long calmMillis;

    @BeforeAll
    void start() throws Exception {
        server = ServerInUse.start(temporary);
        long began = System.nanoTime();
        calmSet = server.bring("calm", MANY);
        calm = server.figures(calmSet);
        calmMillis = (System.nanoTime() - began) / 1_000_000;
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void countsOnceAtWhateverMomentItIsKilled() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            String which = "kill %d of seed %d".formatted(kill, seed);
            long id = server.begin("killed " + kill, MANY);
            Thread.sleep(random.nextLong(calmMillis));
            server.kill();
            if (kill % 3 == 1) {
                server.killDatabase();
            }
            server.startAgain();
            countsAsIfNothingHadHappened(which, id);
        }
        server.await("/data", _ -> filesIn(server.folder().uploads()).isEmpty());
        assertThat(filesIn(server.folder().engine()))
                .noneMatch(file -> file.toString().contains("corridor-"));
    }

    /// Each act is acknowledged before the next; by the seed another one is last, right before the kill.
    @Test
    void keepsWhatWasAcknowledgedJustBeforeItIsKilled() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        String which = "kill of seed " + seed;
        long shrunk = server.bring("to be taken back", ServerInUse.visits(0, 300));
        String before = server.figures(shrunk);
        long taken = server.begin(Long.toString(shrunk), ServerInUse.visits(300, 300));
        server.set(server.finished(taken));
        long held = server.bring("to be erased from", ServerInUse.visits(900_000, 60));

        try (Browser bia = new Browser(server.browser().port())) {
            String invited = invitation("Bia");
            bia.get(invited);
            acknowledged(bia.post(invited, Map.of("name", "bia", "password", "five small boats")), 303);
            bia.get("/account");
            List<Act> acts = new ArrayList<>(List.of(
                    () -> acknowledged(
                            server.browser()
                                    .post(
                                            "/sets/" + held + "/views",
                                            Map.of("name", "kept view", "address", "/sets/" + held + "/map")),
                            303),
                    () -> acknowledged(server.browser().post("/data/imports/" + taken + "/undoing", Map.of()), 303),
                    () -> acknowledged(
                            bia.post(
                                    "/account/password",
                                    Map.of("old", "five small boats", "password", "six small boats")),
                            303),
                    () -> acknowledged(
                            server.browser().post("/data/sets/" + held + "/erasures", Map.of("customer", "c150003")),
                            303),
                    () -> invitation("Caio")));
            Collections.shuffle(acts, new Random(seed));
            for (Act act : acts) {
                act.done();
            }
            server.kill();
            server.startAgain();

            server.await("/sets/" + held, body -> body.contains("kept view"));
            server.await(
                    "/api/v1/mine?set=" + shrunk,
                    body -> ServerInUse.untitled(body).equals(before));
            assertThat(server.finished(taken).get("state").asString()).as(which).isEqualTo("undone");
            assertThat(server.browser().get("/admin/people").body()).as(which).contains("Caio");
            assertThat(bia.signIn("bia", "five small boats").statusCode())
                    .as(which)
                    .isNotEqualTo(303);
            acknowledged(bia.signIn("bia", "six small boats"), 303);
            isErased(which, held);
        }
    }

    private interface Act {
        void done() throws Exception;
    }

    private static void acknowledged(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /// The path of an invitation that was made for somebody.
    private String invitation(String note) throws Exception {
        server.browser().get("/admin/people");
        HttpResponse<String> made =
                server.browser().post("/admin/people/invitations", Map.of("role", "cx-manager", "note", note));
        Matcher link = INVITATION.matcher(made.body());
        assertThat(link.find()).as(made.body()).isTrue();
        return link.group();
    }

    private void isErased(String which, long set) throws Exception {
        server.await("/api/v1/mine?set=" + set, body -> !body.isEmpty());
        assertThat(server.browser().get("/api/v1/customers/c150003?set=" + set).statusCode())
                .as(which)
                .isEqualTo(404);
        assertThat(server.browser().get("/api/v1/customers/c150004?set=" + set).statusCode())
                .as(which)
                .isEqualTo(200);
        assertThat(server.count("SELECT count(*) FROM erasure WHERE data_set = " + set))
                .as(which)
                .isEqualTo(1);
        assertThat(server.count("SELECT count(*) FROM interaction WHERE data_set = " + set))
                .as(which)
                .isEqualTo(54);
    }

    @Test
    void resumesAfterItWasStoppedInOrder() throws Exception {
        long id = server.begin("stopped", MANY);
        Thread.sleep(calmMillis / 3);
        server.stop();
        server.startAgain();
        countsAsIfNothingHadHappened("stopped", id);
    }

    @Test
    void goesOnWhenItsDatabaseIsKilledUnderAnImport() throws Exception {
        long id = server.begin("widowed", MANY);
        Thread.sleep(calmMillis / 3);
        server.killDatabase();
        countsAsIfNothingHadHappened("widowed", id);
    }

    private void countsAsIfNothingHadHappened(String which, long id) throws Exception {
        long set = server.set(server.finished(id));
        assertThat(server.browser().get("/account").statusCode()).as(which).isEqualTo(200);
        assertThat(server.figures(set)).as(which).isEqualTo(calm);
        assertThat(server.figures(calmSet)).as(which).isEqualTo(calm);
        assertThat(server.count(
                        "SELECT count(*) FROM interaction WHERE live AND touchpoint IS NOT NULL AND data_set = " + set))
                .as(which)
                .isEqualTo(ROWS);
    }

    @Test
    void showsFiftyReadersNoHalfOfAnImport() throws Exception {
        long set = server.bring("read by many", ServerInUse.visits(0, 300));
        String before = server.figures(set);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Set<String> refused = ConcurrentHashMap.newKeySet();
        List<Browser> browsers = signedIn();
        long id = server.begin(Long.toString(set), MANY);
        List<Thread> readers = IntStream.range(0, READERS)
                .mapToObj(reader ->
                        Thread.ofVirtual().start(() -> read(reader, browsers.get(reader), set, id, seen, refused)))
                .toList();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(refused).isEmpty();
        String after = server.figures(set);
        assertThat(after).isNotEqualTo(before);
        assertThat(seen).isSubsetOf(before, after);
        Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
        if (Files.exists(status)) {
            assertThat(peakOfMemory(status)).isLessThan(1_000 * MEGABYTE);
        }
        assertThat(server.process().err()).doesNotContain("OutOfMemoryError");
    }

    /// As many as read, each with a session of their own.
    private List<Browser> signedIn() throws Exception {
        List<Browser> browsers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Browser browser = new Browser(server.browser().port());
            acknowledged(browser.signIn("ana", password), 303);
            browsers.add(browser);
        }
        return browsers;
    }

    /// Reads until the import is over, and once more.
    private void read(int reader, Browser browser, long set, long id, Set<String> seen, Set<String> refused) {
        try (browser) {
            boolean over = false;
            boolean last = false;
            while (!last) {
                last = over;
                HttpResponse<String> answer = browser.get("/api/v1/mine?set=" + set);
                if (answer.statusCode() == 200) {
                    seen.add(ServerInUse.untitled(answer.body()));
                } else {
                    refused.add(answer.statusCode() + " " + answer.body());
                }
                String page = reader % 10 == 0 ? "/sets/" + set + "/map" : "/data/imports/" + id;
                HttpResponse<String> shown = browser.get(page);
                if (shown.statusCode() != 200) {
                    refused.add(page + " " + shown.statusCode() + " " + shown.body());
                }
                over = browser.get("/api/v1/imports/" + id).body().contains("\"done\"");
                Thread.sleep(TENTHS_BETWEEN * 100L);
            }
        } catch (IOException e) {
            refused.add(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long peakOfMemory(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Outcome(int exit, String out, String err) {}

    /// A command as a process of its own.
    private Outcome command(String... words) throws IOException {
        try (ServerProcess process = ServerProcess.run(temporary, words)) {
            return new Outcome(process.exit(), process.out(), process.err());
        }
    }

    private static Outcome here(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = ServerCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Outcome(exit, out.toString(), err.toString());
    }

    @Test
    void importsByCommandBesideTheServerAndWithoutIt() throws Exception {
        String data = server.folder().root().toString();
        Path recipe = Files.writeString(temporary.resolve("visits.yaml"), Visits.RECIPE);
        Path file = Files.writeString(temporary.resolve("visits.csv"), ServerInUse.visits(0, 60));
        String[] words = {"import", file.toString(), "--recipe", recipe.toString(), "--data", data, "--set", "by hand"};

        Outcome beside = command(words);
        assertThat(beside.err()).doesNotContain("error");
        assertThat(beside.exit()).isZero();
        assertThat(beside.out()).contains("60 interactions from 60 rows").contains("new rows   60");
        long set = server.count("SELECT id FROM data_set WHERE name = 'by hand'");
        String counts = server.counts(set);

        Outcome unknown = here("import", file.toString(), "--recipe", "no-such-recipe", "--data", data);
        assertThat(unknown.err())
                .contains("error C4207: There is no recipe no-such-recipe")
                .contains("olist");
        assertThat(unknown.exit()).isEqualTo(CommandExit.DATA.number());

        server.stop();
        try {
            Outcome again = command(words);
            assertThat(again.exit()).isZero();
            assertThat(again.out()).contains("new rows   0").contains("unchanged  60");

            Path wrong =
                    Files.writeString(temporary.resolve("wrong.yaml"), Visits.RECIPE.replace("time: at", "time: when"));
            Outcome refused = command("import", file.toString(), "--recipe", wrong.toString(), "--data", data);
            assertThat(refused.exit()).as(refused.err()).isNotZero();
            assertThat(refused.err()).contains("error C2").contains("when").contains("remedy: ");

            saysThatItsFiguresCouldNotBeMade();
        } finally {
            server.startAgain();
        }
        assertThat(server.counts(set)).isEqualTo(counts);
        assertThat(server.count("SELECT count(*) FROM interaction WHERE data_set = " + set))
                .isEqualTo(60);
        assertThat(file).exists();
        long late = server.count("SELECT id FROM data_set WHERE name = 'without figures'");
        server.await("/api/v1/mine?set=" + late, body -> body.contains("\"interactions\""));
    }

    /// A file stands where the engine puts records aside.
    private void saysThatItsFiguresCouldNotBeMade() throws IOException {
        Path spill = server.folder().engine().resolve("spill");
        Files.deleteIfExists(spill);
        Files.createFile(spill);
        Path file = Files.writeString(temporary.resolve("late.csv"), ServerInUse.visits(800_000, 60));
        Outcome halfway = command(
                "import",
                file.toString(),
                "--recipe",
                temporary.resolve("visits.yaml").toString(),
                "--data",
                server.folder().root().toString(),
                "--set",
                "without figures");
        Files.delete(spill);
        assertThat(halfway.out()).contains("60 interactions from 60 rows");
        assertThat(halfway.err())
                .contains("error C4218: The figures of 'without figures' cannot be written into")
                .contains("remedy: Make room")
                .contains("Nothing that was imported is lost");
        assertThat(halfway.exit()).isEqualTo(CommandExit.UNAVAILABLE.number());
    }

    @Test
    void findsALedgerThatIsCutOrMissingOrAnotherDatabases() throws Exception {
        long set = server.bring("examined", ServerInUse.visits(700_000, 12));
        acknowledged(server.browser().post("/data/sets/" + set + "/erasures", Map.of("customer", "c116667")), 303);
        Path ledger = server.folder().root().resolve("erased.ledger");
        String whole = Files.readString(ledger);
        try {
            assertThat(doctor().out()).containsPattern("ok +ledger +erased customers are known");
            Files.writeString(ledger, whole.substring(0, whole.length() / 2));
            assertThat(doctor().out())
                    .containsPattern("PROBLEM +ledger +C4220: The file erased.ledger .* cut")
                    .contains("-> Put its last whole copy in its place");
            Files.delete(ledger);
            assertThat(doctor().out())
                    .containsPattern("PROBLEM +ledger +erased.ledger is missing")
                    .contains("start the server anew: it writes what the database knows");
            String other = "corridor erased 1\nsalt 0123\n";
            CRC32 sum = new CRC32();
            sum.update(other.getBytes(StandardCharsets.UTF_8));
            Files.writeString(ledger, other + "end " + HexFormat.of().toHexDigits((int) sum.getValue()) + "\n");
            assertThat(doctor().out()).containsPattern("PROBLEM +ledger +C4221: .* not this database's");
        } finally {
            Files.writeString(ledger, whole);
        }
    }

    private Outcome doctor() {
        return here("doctor", "--data", server.folder().root().toString());
    }

    @Test
    void makesTokensByCommandThatTheApiTakesUntilTheyExpire() throws Exception {
        String data = server.folder().root().toString();
        Outcome made = command("token", "create", "--role", "viewer", "--scope", "read", "--data", data);
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out().strip()).doesNotContainAnyWhitespaces();
        assertThat(made.err()).contains("shown once");
        String token = made.out().strip();
        assertThat(server.count("SELECT count(*) FROM api_token WHERE CAST(api_token AS text) LIKE '%" + token + "%'"))
                .isZero();

        try (Browser program = new Browser(server.browser().port())) {
            String[] bearer = {"Authorization", "Bearer " + token};
            assertThat(program.get("/api/v1/mine?set=" + calmSet, bearer).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> closed = program.get("/api/v1/customers/c1?set=" + calmSet, bearer);
            assertThat(closed.statusCode()).isEqualTo(403);
            assertThat(closed.body()).contains("C4302");
            assertThat(program.get("/api/v1/sets", "Authorization", "Bearer " + token + "x")
                            .statusCode())
                    .isEqualTo(401);
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE api_token SET expires_at = now() - interval '1 second'");
            }
            HttpResponse<String> late = program.get("/api/v1/sets", bearer);
            assertThat(late.statusCode()).isEqualTo(401);
            assertThat(late.body()).contains("C4309");
        }
        Outcome refused = here("token", "create", "--role", "queen", "--scope", "read", "--data", data);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("There is no role 'queen'").contains("cx-manager");
    }

    @Test
    void givesTheOnlyAdministratorNewPasswordByCommand() throws Exception {
        String data = server.folder().root().toString();
        Outcome made = command("password", "ana", "--data", data);
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.err()).contains("shown once");
        String link = made.out().strip();
        String address = "http://127.0.0.1:" + server.browser().port();
        assertThat(link).startsWith(address + "/new-password/");

        try (Browser returning = new Browser(server.browser().port())) {
            String path = link.substring(address.length());
            assertThat(returning.get(path).statusCode()).isEqualTo(200);
            assertThat(returning
                            .post(path, Map.of("password", "four small boats"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(returning.get(path).statusCode()).isNotEqualTo(200);
        }
        assertThat(server.browser().get("/account").statusCode()).isEqualTo(303);
        assertThat(server.browser().signIn("ana", ServerInUse.PASSWORD).statusCode())
                .isNotEqualTo(303);
        password = "four small boats";
        assertThat(server.browser().signIn("ana", password).statusCode()).isEqualTo(303);

        Outcome unknown = here("password", "nobody", "--data", data);
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("nobody who may sign in is called 'nobody'");
    }

    @Test
    @EnabledIfSystemProperty(named = "simulations", matches = "all", disabledReason = "takes ten minutes")
    void holdsItsMemoryThroughTenMinutesOfMixedLoad() throws Exception {
        new MixedLoad(server, calmSet).run();
    }
}
