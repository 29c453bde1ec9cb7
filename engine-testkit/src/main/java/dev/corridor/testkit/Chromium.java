package dev.corridor.testkit;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One page in a real browser, driven over its DevTools protocol.
public final class Chromium implements AutoCloseable {
    private static final Pattern VALUE = Pattern.compile("\"value\":(\"[^\"]*\"|[^,}]+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private int sent;

    /// @param program as [#find] finds it
    public Chromium(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("corridor-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(pageAddress()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", "{}");
        }
    }

    /// The program on the path; empty where there is none, and tests that need it skip themselves.
    public static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String pageAddress() throws IOException, InterruptedException {
        Path port = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            if (Files.exists(port) && Files.size(port) > 0) {
                String list = client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                                + Files.readAllLines(port).getFirst()
                                                + "/json/list"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                Matcher address =
                        Pattern.compile("ws://[^\"]*/devtools/page/[^\"]*").matcher(list);
                if (address.find()) {
                    return address.group();
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the browser did not start: " + profile.resolve("log.txt"));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String message = parts.toString();
                parts.setLength(0);
                (message.startsWith("{\"id\":") ? answers : events).add(message);
            }
            webSocket.request(1);
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }

    private String send(String method, String parameters) {
        int id = ++sent;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        try {
            String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (answer != null && !answer.startsWith("{\"id\":" + id + ",")) {
                answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            if (answer == null) {
                throw new IllegalStateException("no answer to " + method);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    public void dark(boolean dark) {
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
    }

    public void scripts(boolean enabled) {
        send("Emulation.setScriptExecutionDisabled", "{\"value\":" + !enabled + "}");
    }

    /// Opens a file and waits until it is loaded.
    public void open(Path file) throws InterruptedException {
        open(file.toAbsolutePath().toUri());
    }

    /// Opens an address and waits until it is loaded.
    public void open(URI address) throws InterruptedException {
        loads(() -> send("Page.navigate", "{\"url\":\"" + address + "\"}"));
    }

    /// Does something that leads to another page, and waits until that is loaded.
    public void loads(Runnable action) throws InterruptedException {
        events.clear();
        action.run();
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if (events.stream().anyMatch(event -> event.contains("Page.loadEventFired"))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the page did not load");
    }

    /// The value of an expression as text.
    public String text(String expression) {
        String wrapped = "encodeURIComponent(String(" + expression + "))";
        String answer = send(
                "Runtime.evaluate",
                "{\"expression\":\"" + wrapped.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        Matcher value = VALUE.matcher(answer);
        if (answer.contains("exceptionDetails") || !value.find()) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        return URLDecoder.decode(value.group(1).replace("\"", ""), StandardCharsets.UTF_8);
    }

    /// Runs a program in the page, whatever its policy says about scripts.
    public void run(String program) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < program.length(); i++) {
            char c = program.charAt(i);
            text.append(c < ' ' || c == '"' || c == '\\' || c > '~' ? "\\u%04x".formatted((int) c) : c);
        }
        String answer = send("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":\"" + text + "\"}");
        if (answer.contains("exceptionDetails")) {
            throw new IllegalStateException(answer);
        }
    }

    /// Lets what is downloaded go to a folder.
    public void downloads(Path folder) {
        send(
                "Page.setDownloadBehavior",
                "{\"behavior\":\"allow\",\"downloadPath\":\"" + folder.toAbsolutePath() + "\"}");
    }

    public double number(String expression) {
        return Double.parseDouble(text(expression));
    }

    /// Types into the field that has the focus.
    public void type(String text) {
        send("Input.insertText", "{\"text\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
    }

    /// Presses Tab, which moves the focus to the next control.
    public void tab() {
        press("Tab", 9, "");
    }

    /// Presses Enter, which sends a form or follows a link.
    public void enter() {
        press("Enter", 13, "\\r");
    }

    /// Presses an arrow key, which moves sliders and what listens to it.
    ///
    /// @param direction `Left`, `Up`, `Right` or `Down`
    public void arrow(String direction) {
        press("Arrow" + direction, 37 + List.of("Left", "Up", "Right", "Down").indexOf(direction), "");
    }

    private void press(String key, int code, String text) {
        String event = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":" + code;
        send("Input.dispatchKeyEvent", "{\"type\":\"keyDown\"," + event + ",\"text\":\"" + text + "\"}");
        send("Input.dispatchKeyEvent", "{\"type\":\"keyUp\"," + event + "}");
    }

    public void key(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", "{\"type\":\"" + type + "\",\"key\":\"" + key + "\"}");
        }
    }

    /// Presses the mouse on the middle of an element.
    public void click(String selector) {
        text("document.querySelector('" + selector + "').scrollIntoView({block:'center',inline:'center'})");
        String box = "document.querySelector('" + selector + "').getBoundingClientRect()";
        double x = number("(b => b.x + b.width / 2)(" + box + ")");
        double y = number("(b => b.y + b.height / 2)(" + box + ")");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y + ",\"button\":\"left\",\"clickCount\":1}");
        }
    }

    /// A picture of the window.
    public void picture(Path file) throws IOException {
        String answer = send("Page.captureScreenshot", "{\"format\":\"png\"}");
        Matcher data = Pattern.compile("\"data\":\"([^\"]*)\"").matcher(answer);
        if (!data.find()) {
            throw new IllegalStateException("no picture");
        }
        Files.write(file, Base64.getDecoder().decode(data.group(1)));
    }

    /// Errors and warnings of the page and its script since it was opened.
    public List<String> complaints() {
        return events.stream()
                .filter(event -> event.contains("\"Runtime.exceptionThrown\"")
                        || event.contains("\"Log.entryAdded\"")
                        || event.contains("\"Runtime.consoleAPICalled\""))
                .toList();
    }

    /// Addresses asked for since the page was opened, but the page itself.
    public List<String> requests() {
        List<String> addresses = new ArrayList<>();
        Pattern address = Pattern.compile("\"request\":\\{\"url\":\"([^\"]*)\"");
        for (String event : events) {
            Matcher match = address.matcher(event);
            if (event.contains("\"Network.requestWillBeSent\"")
                    && match.find()
                    && !match.group(1).startsWith("file:")
                    && !match.group(1).startsWith("data:")) {
                addresses.add(match.group(1));
            }
        }
        return addresses;
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        client.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
