package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.corridor.cli.Checkout.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Fetching a JDK from a local server, with curl and with wget.
@Tag("launcher")
@ParameterizedClass
@MethodSource("clients")
final class LauncherFetchTest {
    @Parameter
    String client = "";

    @TempDir
    Path folder = Path.of("");

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, Integer> announced = new ConcurrentHashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private HttpServer server;
    private Checkout checkout;
    private byte[] archive = {};

    static Stream<String> clients() {
        return Stream.of("curl", "wget").filter(name -> Checkout.onMachine(name).isPresent());
    }

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            downloads.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            byte[] answer = served.get(path);
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, announced.getOrDefault(path, answer.length));
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
        checkout = new Checkout(folder.toRealPath(), List.of("sh"));
        checkout.without(client.equals("curl") ? "wget" : "curl");
        archive = archiveOf("jdk-25.0.1+8", "25.0.1");
        checkout.with("CORRIDOR_JDK_URL", address("/jdk.tar.gz"));
        serve("/jdk.tar.gz", archive);
        serve("/jdk.tar.gz.sha256.txt", sha256(archive) + "  jdk.tar.gz\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesVerifiesAndRunsJdk() throws Exception {
        Outcome outcome = checkout.run("mine", "--yes");
        assertThat(outcome.err()).contains("fetching " + address("/jdk.tar.gz"));
        assertThat(outcome.out())
                .startsWith("answer of " + checkout.cache().resolve("jdk-25/bin/java"))
                .endsWith("[mine]\n");
        assertThat(cached()).containsExactly("jdk-25");
        int before = downloads.get();
        assertThat(checkout.run("mine").exitCode()).isZero();
        assertThat(downloads).hasValue(before);
    }

    @Test
    void asksBeforeItFetchesAndDoesNotWithoutTerminal() throws Exception {
        assertThat(checkout.run("mine").exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(downloads).hasValue(0);
    }

    @Test
    void fetchesOnTerminalAfterYes() throws Exception {
        assertThat(onTerminal("y")).contains("Fetch Eclipse Temurin 25", "answer of ");
        assertThat(cached()).containsExactly("jdk-25");
    }

    @Test
    void fetchesNothingOnTerminalAfterNo() throws Exception {
        assertThat(onTerminal("n")).contains("Fetch Eclipse Temurin 25", "error C3101");
        assertThat(downloads).hasValue(0);
    }

    @Test
    void unpacksMacLayout() throws Exception {
        offer(archiveOf("jdk-25.0.1+8/Contents/Home", "25.0.1"));
        assertThat(checkout.run("mine", "--yes").exitCode()).isZero();
        assertThat(checkout.cache().resolve("jdk-25/bin/javac")).exists();
    }

    @Test
    void takesChecksumFromEnvironment() throws Exception {
        served.remove("/jdk.tar.gz.sha256.txt");
        checkout.with("CORRIDOR_JDK_SHA256", sha256(archive).toUpperCase(Locale.ROOT));
        assertThat(checkout.run("mine", "--yes").exitCode()).isZero();
    }

    @Test
    void asksCatalogueWhereNoAddressIsGiven() throws Exception {
        String answer = """
                [ { "binary": { "architecture": "x64",
                    "installer": { "checksum": "00", "link": "%s" },
                    "package": { "checksum": "%s", "download_count": 7, "link": "%s", "name": "jdk.tar.gz" } },
                    "release_name": "jdk-25.0.1+8", "version": { "major": 25 } } ]
                """.formatted(address("/wrong"), sha256(archive), address("/jdk.tar.gz"));
        serve("/v3/assets/latest/25/hotspot", answer);
        checkout.with("CORRIDOR_JDK_URL", "").with("CORRIDOR_JDK_CATALOGUE", address(""));
        assertThat(checkout.run("mine", "--yes").exitCode()).isZero();
    }

    @Test
    void refusesCatalogueWithoutArchive() throws Exception {
        serve("/v3/assets/latest/25/hotspot", "[]");
        checkout.with("CORRIDOR_JDK_URL", "").with("CORRIDOR_JDK_CATALOGUE", address(""));
        assertThat(refusal()).contains("names no archive");
    }

    @Test
    void refusesWrongChecksum() throws Exception {
        serve("/jdk.tar.gz.sha256.txt", "0".repeat(64));
        assertThat(refusal()).contains("checksum of " + address("/jdk.tar.gz"), "0".repeat(64));
    }

    @Test
    void refusesMissingOrMalformedChecksum() throws Exception {
        served.remove("/jdk.tar.gz.sha256.txt");
        assertThat(refusal()).contains("sha256.txt cannot be read");
        serve("/jdk.tar.gz.sha256.txt", "<html>Not found</html>");
        assertThat(refusal()).contains("no valid SHA-256");
    }

    @Test
    void refusesMissingArchive() throws Exception {
        served.remove("/jdk.tar.gz");
        assertThat(refusal()).contains("cannot be read completely");
    }

    @Test
    void refusesArchiveCutOnTheWay() throws Exception {
        serve("/jdk.tar.gz", Arrays.copyOf(archive, archive.length / 2));
        announced.put("/jdk.tar.gz", archive.length);
        refusal();
    }

    @Test
    void refusesDamagedArchiveWithFittingChecksum() throws Exception {
        offer(Arrays.copyOf(archive, archive.length / 2));
        assertThat(refusal()).contains("is damaged");
    }

    @Test
    void refusesArchiveWithoutNewEnoughJdk() throws Exception {
        offer(archiveOf("jdk-17", "17.0.1"));
        assertThat(refusal()).contains("holds no JDK 25");
        offer(archiveOf("nothing", ""));
        assertThat(refusal()).contains("holds no JDK 25");
    }

    @Test
    void refusesJdkThatDoesNotStart() throws Exception {
        checkout.with("JAVA_STARTS", "1");
        assertThat(refusal()).contains("does not start on this machine");
    }

    @Test
    void refusesWithoutNetwork() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        checkout.with("CORRIDOR_JDK_URL", "http://127.0.0.1:" + free + "/jdk.tar.gz");
        refusal();
        checkout.with("CORRIDOR_JDK_SHA256", "0".repeat(64));
        assertThat(refusal()).contains("cannot be read completely");
    }

    @Test
    void refusesWithoutCurlAndWget() throws Exception {
        checkout.without(client);
        assertThat(refusal()).contains("neither curl nor wget");
    }

    @Test
    void replacesUnusableFolderInCache() throws Exception {
        Checkout.write(checkout.cache().resolve("jdk-25/release"), "half of a JDK");
        assertThat(checkout.run("mine", "--yes").exitCode()).isZero();
        assertThat(cached()).containsExactly("jdk-25");
    }

    @Test
    void removesWhatKilledCallLeftBehind() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Checkout.write(checkout.cache().resolve(".jdk-25." + gone.pid() + "/jdk.tar.gz"), "half");
        assertThat(checkout.run("mine", "--yes").exitCode()).isZero();
        assertThat(cached()).containsExactly("jdk-25");
    }

    private String refusal() throws Exception {
        Outcome outcome = checkout.run("mine", "--yes");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("error C3102: ", "remedy: ", "apt-get install");
        assertThat(cached()).isEmpty();
        assertThat(checkout.builds()).isEmpty();
        return outcome.err();
    }

    /// What a person sees who answers the question on a terminal.
    private String onTerminal(String reply) throws Exception {
        assumeTrue(Checkout.onMachine("script").isPresent(), "no script(1) to imitate a terminal");
        assumeTrue(System.getProperty("os.name").equals("Linux"), "script(1) of Linux");
        Path script = Checkout.onMachine("script").orElseThrow();
        String command = "printf '%s\\n' " + reply + " | script -qec \"'" + checkout.launcher() + "' mine\" /dev/null";
        Checkout.script(checkout.tools().resolve("script"), "exec " + script + " \"$@\"\n");
        checkout.with("SHELL", "/bin/sh");
        return checkout.start(folder, List.of("/bin/sh", "-c", command))
                .outcome()
                .out();
    }

    private List<String> cached() throws IOException {
        if (!Files.exists(checkout.cache())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(checkout.cache())) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private void offer(byte[] bytes) throws Exception {
        serve("/jdk.tar.gz", bytes);
        serve("/jdk.tar.gz.sha256.txt", sha256(bytes) + "  jdk.tar.gz\n");
    }

    private void serve(String path, byte[] bytes) {
        served.put(path, bytes);
    }

    private void serve(String path, String text) {
        serve(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// A .tar.gz with a JDK of a version in an inner folder, or without any where the version is empty.
    private byte[] archiveOf(String inner, String version) throws Exception {
        Path made = Files.createTempDirectory(folder, "archive");
        if (version.isEmpty()) {
            Checkout.write(made.resolve(inner).resolve("README"), "nothing here");
        } else {
            checkout.jdk(made.resolve(inner), version);
        }
        Path file = Files.createTempFile(folder, "jdk", ".tar.gz");
        Process tar = new ProcessBuilder("tar", "-czf", file.toString(), "-C", made.toString(), ".").start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(file);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
