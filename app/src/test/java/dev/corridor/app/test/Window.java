package dev.corridor.app.test;

import dev.corridor.testkit.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The server's pages in a real browser, looked at as people do; tests skip themselves where there is none.
public final class Window implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final int PATIENCE_TENTHS = 600;

    private final int port;
    private final Chromium chromium;

    private Window(int port, Chromium chromium) {
        this.port = port;
        this.chromium = chromium;
    }

    public static Window on(int port) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Chromium.find().isPresent(), "there is no chromium on the path");
        Window window = new Window(port, new Chromium(Chromium.find().orElseThrow()));
        window.desk();
        return window;
    }

    public Chromium chromium() {
        return chromium;
    }

    public Window desk() {
        chromium.size(1440, 1000);
        return this;
    }

    public Window phone() {
        chromium.size(390, 844);
        return this;
    }

    public void open(String path) throws InterruptedException {
        chromium.open(URI.create("http://127.0.0.1:" + port + path));
    }

    /// From the sign-in page, wherever it leads.
    public void signIn(String name, String password) throws InterruptedException {
        focus("[name=name]");
        chromium.text("document.querySelector('[name=name]').value = ''");
        chromium.type(name);
        focus("[name=password]");
        chromium.type(password);
        chromium.loads(chromium::enter);
    }

    /// The path and query of the page.
    public String address() {
        return chromium.text("location.pathname + location.search");
    }

    public String said(String selector) {
        return chromium.text("(e => e ? e.innerText : '')(document.querySelector(" + quoted(selector) + "))");
    }

    public boolean holds(String condition) {
        return chromium.text("document.readyState === 'complete' && !!(" + condition + ")")
                .equals("true");
    }

    public void focus(String selector) {
        chromium.text("document.querySelector(" + quoted(selector) + ").focus()");
    }

    /// Waits until something is true of the page.
    public void await(String condition) throws InterruptedException {
        for (int tenth = 0; tenth < PATIENCE_TENTHS; tenth++) {
            if (holds(condition)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(condition + " at " + address() + ": " + said("main"));
    }

    /// Does something that changes a part of the page, and waits until the part is another one.
    public void changes(String selector, Runnable action) throws InterruptedException {
        chromium.text("document.querySelector(" + quoted(selector) + ").dataset.before = 'yes'");
        action.run();
        await("(e => e && !e.dataset.before)(document.querySelector(" + quoted(selector) + "))");
    }

    /// What axe finds against WCAG 2.2 AA, each with the first elements.
    public List<String> violations() throws IOException, InterruptedException {
        if (!chromium.text("typeof axe").equals("object")) {
            try (InputStream axe = Window.class.getResourceAsStream(AXE)) {
                if (axe == null) {
                    throw new IllegalStateException("there is no " + AXE);
                }
                chromium.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        chromium.run("""
                window.found = '';
                axe.run(document, {resultTypes: ['violations'],
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(
                  answer => window.found = 'done\\n' + answer.violations.map(v => v.id + ': ' + v.nodes.length + ' x '
                    + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' '
                      + [...n.any, ...n.all, ...n.none].map(c => c.message).join(', ')).join(' | ')).join('\\n'),
                  failure => window.found = 'done\\n' + failure)
                """);
        await("window.found");
        return Arrays.stream(chromium.text("window.found").split("\n"))
                .skip(1)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /// How far the page is wider than the window, and by what.
    public String overflow() {
        return chromium.text("document.documentElement.scrollWidth <= innerWidth ? '' : 'wider by '"
                + " + (document.documentElement.scrollWidth - innerWidth) + ': '"
                + " + [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                + ".slice(0, 4).map(e => e.tagName + '.' + e.getAttribute('class')).join(' ')");
    }

    /// Errors of scripts, of the content policy and of what could not be loaded, but for the page itself.
    public List<String> complaints() {
        return chromium.complaints().stream()
                .filter(complaint -> !complaint.contains("status of 4"))
                .toList();
    }

    public void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        chromium.picture(PICTURES.resolve(name + ".png"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    @Override
    public void close() throws IOException {
        chromium.close();
    }
}
