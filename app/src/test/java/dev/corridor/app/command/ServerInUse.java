package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.Visits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server as a process on its own data folder, always at the same address, with somebody signed in who imports
/// files and reads figures as a browser does; it may be killed and started again.
final class ServerInUse implements AutoCloseable {
    /// Of `ana`, the only administrator.
    static final String PASSWORD = "three small boats";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("/set-up/\\S+");
    private static final int LINE_OF_PORT = 3;
    private static final int PATIENCE_TENTHS = 1_800;

    private final Path temporary;
    private final List<String> before;
    private final DataFolder folder;
    private final int port;
    private final Browser browser;
    private ServerProcess process;

    private ServerInUse(Path temporary, List<String> before, int port) throws Exception {
        this.temporary = temporary;
        this.before = before;
        this.folder = new DataFolder(temporary.resolve("data"));
        this.port = port;
        this.browser = new Browser(port);
        this.process = run();
    }

    /// Starts it on a new folder, or on what is in the folder, and signs its administrator in.
    static ServerInUse start(Path temporary) throws Exception {
        return start(temporary, List.of());
    }

    /// @param before as [ServerProcess#run] takes it
    static ServerInUse start(Path temporary, List<String> before) throws Exception {
        ServerInUse server = new ServerInUse(temporary, before, freePort());
        Matcher link = LINK.matcher(server.process.out());
        assertThat(link.find()).isTrue();
        server.browser.get(link.group());
        HttpResponse<String> entered = server.browser.post(link.group(), Map.of("name", "ana", "password", PASSWORD));
        assertThat(entered.statusCode()).isEqualTo(303);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ServerProcess run() throws Exception {
        ServerProcess started = ServerProcess.run(
                temporary, before, "start", "--data", folder.root().toString(), "--port", Integer.toString(port));
        started.url();
        return started;
    }

    /// As the server sees it, also where it has file systems that others do not see.
    DataFolder folder() {
        return before.isEmpty()
                ? folder
                : new DataFolder(Path.of("/proc", Long.toString(process.pid()), "root")
                        .resolve(Path.of("/").relativize(folder.root().toAbsolutePath())));
    }

    Browser browser() {
        return browser;
    }

    ServerProcess process() {
        return process;
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    /// Ends it as a supervisor does.
    void stop() {
        process.close();
    }

    void startAgain() throws Exception {
        process = run();
    }

    /// Kills the first process of the database; the others end by themselves.
    void killDatabase() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(folder.postgresql().resolve("data/postmaster.pid"))
                .getFirst());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /// Hands files in and starts their import.
    ///
    /// @param set the name of a data set to be made, or the number of one that is there
    /// @return the import's number
    long begin(String set, String content) throws Exception {
        String place = draft();
        assertThat(put(place, "visits.csv", content).statusCode()).isEqualTo(204);
        assertThat(put(place, "recipe.yaml", Visits.RECIPE).statusCode()).isEqualTo(204);
        boolean there = set.matches("[0-9]+");
        HttpResponse<String> started =
                browser.post(place + "/start", there ? Map.of("name", "visits", "set", set) : Map.of("name", set));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        return Long.parseLong(place.substring(place.lastIndexOf('/') + 1));
    }

    private String draft() throws Exception {
        browser.get("/data/imports/new");
        return Browser.location(
                browser.send(browser.request("/data/imports/drafts", token()).POST(BodyPublishers.noBody())));
    }

    /// Drops files and starts their import as the draft's page proposes it.
    ///
    /// @return the import's number
    long drop(String set, List<Path> files) throws Exception {
        String place = draft();
        for (Path file : files) {
            HttpResponse<String> taken =
                    browser.send(browser.request(place + "/files?name=" + file.getFileName(), token())
                            .PUT(BodyPublishers.ofFile(file)));
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
        }
        assertThat(browser.get(place).statusCode()).isEqualTo(200);
        HttpResponse<String> started = browser.post(place + "/start", Map.of("name", set));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        return Long.parseLong(place.substring(place.lastIndexOf('/') + 1));
    }

    HttpResponse<String> put(String draft, String name, String content) throws Exception {
        return browser.send(
                browser.request(draft + "/files?name=" + name, token()).PUT(BodyPublishers.ofString(content)));
    }

    private String[] token() {
        return new String[] {"X-CSRF-TOKEN", browser.formToken()};
    }

    /// Imports and waits until its figures can be read.
    ///
    /// @return the number of the data set
    long bring(String set, String content) throws Exception {
        long id = begin(set, content);
        long number = set(finished(id));
        await(
                "/api/v1/imports/" + id,
                body -> JSON.readTree(body).get("counted").asBoolean());
        return number;
    }

    long set(JsonNode done) {
        assertThat(done.get("state").asString()).as(done.toPrettyString()).isEqualTo("done");
        return done.get("set").asLong();
    }

    /// What the API tells of an import when it is over.
    JsonNode finished(long id) throws Exception {
        String told = await(
                "/api/v1/imports/" + id,
                body -> !Set.of("waiting", "running")
                        .contains(JSON.readTree(body).get("state").asString()));
        return JSON.readTree(told);
    }

    /// Asks until the answer is 200 and as wanted, through a time without answers.
    String await(String path, Predicate<String> wanted) throws Exception {
        String last = "";
        for (int tenth = 0; tenth < PATIENCE_TENTHS; tenth++) {
            try {
                HttpResponse<String> answer = browser.get(path);
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 200 && wanted.test(answer.body())) {
                    return answer.body();
                }
            } catch (IOException away) {
                last = String.valueOf(away);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(path + " stays at " + last);
    }

    /// What `mine --json` says of a data set, whatever that is called.
    String figures(long set) throws Exception {
        HttpResponse<String> answer = browser.get("/api/v1/mine?set=" + set);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return untitled(answer.body());
    }

    /// The figures without what was read for them: reading a file again is reading.
    String counts(long set) throws Exception {
        ObjectNode tree = (ObjectNode) JSON.readTree(figures(set));
        tree.remove(List.of("files", "rows", "rejected", "findings"));
        return tree.toPrettyString();
    }

    static String untitled(String answer) {
        ObjectNode tree = (ObjectNode) JSON.readTree(answer);
        tree.remove("title");
        return tree.toPrettyString();
    }

    /// Asks the database past the server.
    long count(String question) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    Connection connect() throws SQLException, IOException {
        Path cluster = folder().postgresql();
        String port = Files.readAllLines(cluster.resolve("data/postmaster.pid")).get(LINE_OF_PORT);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/corridor",
                "corridor",
                Files.readString(cluster.resolve("password")));
    }

    /// Rows of visits.
    ///
    /// @param first number of the first
    static String visits(int first, int rows) {
        StringBuilder text = new StringBuilder("id,ticket,who,kind,at\n");
        for (int i = first; i < first + rows; i++) {
            text.append("v%d,t%d,c%d,%s,2026-05-%02d 10:%02d\n"
                    .formatted(i, i / 3, i / 6, new String[] {"Call", "Visit", "Bill"}[i % 3], 1 + i % 28, i % 60));
        }
        return text.toString();
    }

    @Override
    public void close() {
        browser.close();
        process.close();
        EmbeddedPostgres.stopLeftOver(folder);
    }
}
