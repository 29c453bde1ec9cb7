package dev.corridor.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server as a process of its own, for tests that kill it: from the classes under test, or from the jar that
/// `-Dserver.jar=FILE` names, as the launcher runs it.
final class ServerProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("runs at (http://\\S+)");
    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ServerProcess run(Path folder, String... words) throws IOException {
        return run(folder, List.of(), words);
    }

    /// @param before what stands before the program: another one, that ends as this one
    static ServerProcess run(Path folder, List<String> before, String... words) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        String jar = System.getProperty("server.jar");
        command.addAll(
                jar == null
                        ? List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.corridor.app.Application")
                        : List.of("-XX:+ExitOnOutOfMemoryError", "-jar", jar));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ServerProcess(process, out, err);
    }

    /// Waits until it has printed its block, and gives where it is.
    String url() throws IOException, InterruptedException {
        for (int tenth = 0; tenth < LONGEST_SECONDS * 10; tenth++) {
            Matcher found = URL.matcher(out());
            if (found.find() && out().contains("    end")) {
                return found.group(1);
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the server did not start: " + out() + err());
    }

    /// Waits for the status that a path answers with, through a time without answers.
    HttpResponse<String> await(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> last = ask(path);
        for (int tenth = 0; tenth < LONGEST_SECONDS * 10 && last.statusCode() != status; tenth++) {
            Thread.sleep(100);
            last = ask(path);
        }
        return last;
    }

    HttpResponse<String> ask(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exit() {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server ends", interrupted);
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroy();
        exit();
    }
}
