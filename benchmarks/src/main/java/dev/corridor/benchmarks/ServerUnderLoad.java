package dev.corridor.benchmarks;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server's jar as processes on one data folder: its commands, and a run that is asked over HTTP.
final class ServerUnderLoad {
    private static final Pattern URL = Pattern.compile("runs at (http://\\S+)[^*]*\\n +end ");
    private static final Pattern SET_UP = Pattern.compile("http://[^/\\s]+(/set-up/\\S+)");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final String TOO_LITTLE_MEMORY = "C4375";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path jar;
    private final String heap;
    private final Path data;
    private final Path folder;
    private long mostMegabytes;

    ServerUnderLoad(Path jar, String heap, Path data, Path folder) {
        this.jar = jar;
        this.heap = heap;
        this.data = data;
        this.folder = folder;
    }

    /// Of the last command, as the operating system counts it; 0 where it does not.
    long mostMegabytes() {
        return mostMegabytes;
    }

    /// Runs a command to its end.
    ///
    /// @return seconds by the clock
    double command(String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        output(words);
        return (System.nanoTime() - start) / 1e9;
    }

    /// Runs a command to its end.
    ///
    /// @return the lines of its standard output
    List<String> output(String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = process(out, words);
        while (process.isAlive()) {
            memory(process);
            Thread.sleep(100);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + process.exitValue());
        }
        return Files.readAllLines(out);
    }

    private void memory(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.exists(status)) {
            try {
                Matcher most = MEMORY.matcher(Files.readString(status));
                mostMegabytes = most.find() ? Long.parseLong(most.group(1)) >> 10 : mostMegabytes;
            } catch (IOException ended) {
                if (process.isAlive()) {
                    throw ended;
                }
            }
        }
    }

    private Process process(Path out, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /// Starts the server, sets up its administrator or signs in, and asks for the first map.
    Running start() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path out = folder.resolve("server.txt");
        Process process = process(out, "start", "--port", "0");
        Matcher place = URL.matcher("");
        while (!place.reset(Files.readString(out)).find()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server did not start: " + Files.readString(out)
                        + Files.readString(folder.resolve("err.txt")));
            }
            Thread.sleep(20);
        }
        Running running = new Running(process, place.group(1), (System.nanoTime() - start) / 1e6);
        Matcher setUp = SET_UP.matcher(Files.readString(out));
        running.enter(setUp.find() ? setUp.group(1) : "/sign-in");
        running.page("/sets/1/map");
        running.firstMap = (System.nanoTime() - start) / 1e6;
        return running;
    }

    /// The steps of an answer with how often each was walked.
    static Map<String, Long> steps(String json) {
        Map<String, Long> steps = new TreeMap<>();
        for (JsonNode step : JSON.readTree(json).get("flow")) {
            steps.put(
                    step.get("from").asString() + " > " + step.get("to").asString(),
                    step.get("count").asLong());
        }
        return steps;
    }

    /// A server that runs.
    static final class Running implements AutoCloseable {
        private final Process process;
        private final String url;
        private final double started;
        private double firstMap;
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        private Running(Process process, String url, double started) {
            this.process = process;
            this.url = url;
            this.started = started;
        }

        /// Milliseconds until it said where it is.
        double started() {
            return started;
        }

        /// Milliseconds until somebody saw the first map.
        double firstMap() {
            return firstMap;
        }

        private void enter(String path) throws IOException, InterruptedException {
            Matcher token = FORM_TOKEN.matcher(page(path));
            if (!token.find()) {
                throw new IllegalStateException(path + " has no form");
            }
            String form = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)
                    + "&name=benchmark&password=" + URLEncoder.encode("correct horse battery", StandardCharsets.UTF_8);
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 303 && answer.statusCode() != 302) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
        }

        /// Reads a page of those who are signed in.
        String page(String path) throws IOException, InterruptedException {
            return text(path, client, HttpRequest.newBuilder(URI.create(url + path)));
        }

        /// Reads a page of those who are signed in.
        ///
        /// @return false where it was refused because the server has too little memory for it
        boolean answers(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 && !answer.body().contains(TOO_LITTLE_MEMORY)) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.statusCode() == 200;
        }

        /// Asks the API.
        String api(String path, String token) throws IOException, InterruptedException {
            return text(
                    path,
                    client,
                    HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token));
        }

        private static String text(String path, HttpClient client, HttpRequest.Builder request)
                throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }

        @Override
        public void close() {
            client.close();
            process.destroy();
            process.onExit().join();
        }
    }
}
