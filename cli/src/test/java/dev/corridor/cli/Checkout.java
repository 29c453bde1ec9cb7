package dev.corridor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A checkout in a temporary folder whose name holds a blank: the real launcher, a build and JDKs that only
/// write down how they were called, and an environment in which nothing else of the machine is found.
final class Checkout {
    private static final List<String> TOOLS = List.of(
            "sh",
            "awk",
            "cat",
            "chmod",
            "curl",
            "date",
            "dirname",
            "find",
            "gzip",
            "ln",
            "mkdir",
            "mv",
            "printf",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sha256sum",
            "shasum",
            "sleep",
            "sort",
            "tar",
            "touch",
            "tr",
            "uname",
            "wget");

    private final Path folder;
    private final List<String> shell;
    private final Map<String, String> environment = new HashMap<>();

    Checkout(Path folder, List<String> shell) throws IOException {
        this.folder = folder;
        this.shell = shell;
        Files.createDirectories(root().resolve(".mvn"));
        Files.createDirectories(home());
        Files.createDirectories(jdks());
        Files.createDirectories(tools());
        for (String module : List.of("engine", "cli", "app")) {
            write(root().resolve(module + "/pom.xml"), "<project/>");
            write(root().resolve(module + "/src/main/java/Some.java"), "class Some {}");
        }
        write(root().resolve("pom.xml"), "<project/>");
        Files.copy(repository().resolve("corridor"), launcher());
        executable(launcher());
        script(root().resolve("mvnw"), """
                printf 'called %s\\n' "$*" >>calls
                echo "noise of the build"
                [ -z "${BUILD_SECONDS:-}" ] || sleep "$BUILD_SECONDS"
                [ -z "${BUILD_REPORT:-}" ] || { mkdir -p cli/target/surefire-reports
                    printf '%s\\n' "$BUILD_REPORT" >cli/target/surefire-reports/TEST-Some.xml; }
                [ "${BUILD_STATUS:-0}" -ne 0 ] || { case "$*" in
                    *'-pl app'*) mkdir -p app/target/product && : >app/target/product/corridor-server.jar ;;
                    *) mkdir -p cli/target/product && : >cli/target/product/corridor-cli.jar ;;
                    esac; }
                exit "${BUILD_STATUS:-0}"
                """);
        for (String tool : TOOLS) {
            Optional<Path> real = onMachine(tool);
            if (real.isPresent()) {
                script(tools().resolve(tool), "exec " + real.get() + " \"$@\"\n");
            }
        }
        environment.put("HOME", home().toString());
        environment.put("PATH", tools().toString());
        environment.put("CORRIDOR_JDK_FOLDERS", jdks().toString());
    }

    /// The root of this repository.
    static Path repository() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("corridor")) && Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException("no launcher above " + start);
    }

    /// An executable of the machine that runs the tests.
    static Optional<Path> onMachine(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Path root() {
        return folder.resolve("a checkout");
    }

    Path launcher() {
        return root().resolve("corridor");
    }

    Path home() {
        return folder.resolve("home");
    }

    Path cache() {
        return home().resolve(".cache/corridor");
    }

    Path jdks() {
        return folder.resolve("the jdks");
    }

    Path tools() {
        return folder.resolve("tools");
    }

    Path stamp() {
        return root().resolve("cli/target/product/corridor.stamp");
    }

    Path lock() {
        return root().resolve("target/corridor.lock");
    }

    Checkout with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    Checkout without(String tool) throws IOException {
        Files.deleteIfExists(tools().resolve(tool));
        return this;
    }

    /// A folder with a release file, bin/javac and a bin/java that answers with how it was called.
    Path jdk(Path home, String version) throws IOException {
        write(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "exit 0\n");
        script(home.resolve("bin/java"), """
                [ "$1" != -version ] || exit "${JAVA_STARTS:-0}"
                if [ -n "${JAVA_WAITS:-}" ]; then echo waiting; exec sleep "$JAVA_WAITS"; fi
                printf 'answer of %s\\n' "$0"
                printf 'process %s\\n' "$$"
                printf 'folder %s\\n' "$(pwd)"
                printf 'locale %s\\n' "${LC_ALL:-${LC_CTYPE:-none}}"
                for argument in "$@"; do printf '[%s]\\n' "$argument"; done
                exit "${JAVA_STATUS:-0}"
                """);
        return home;
    }

    Path jdk(String version) throws IOException {
        return jdk(jdks().resolve("jdk-" + version), version);
    }

    /// Makes a file newer than the last build.
    void touch(String path) throws IOException {
        Files.setLastModifiedTime(
                root().resolve(path), FileTime.from(Instant.now().plusSeconds(2)));
    }

    /// How often the build was called.
    List<String> builds() throws IOException {
        Path calls = root().resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).outcome();
    }

    Running start(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(shell);
        words.add(launcher().toString());
        words.addAll(List.of(arguments));
        return start(folder, words);
    }

    Running start(Path where, List<String> words) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(where.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /// A call that may still be running.
    record Running(Process process, Path out, Path err) {
        Outcome outcome() throws IOException, InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("the launcher did not end: " + read(err));
            }
            return new Outcome(process.pid(), process.exitValue(), read(out), read(err));
        }

        String printed() {
            return read(out);
        }
    }

    /// How a call ended.
    record Outcome(long process, int exitCode, String out, String err) {}

    static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body);
        executable(file);
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
