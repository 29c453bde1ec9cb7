package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.test.Window;
import dev.corridor.testkit.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A page that is open while its server is killed and started again: the page says so, keeps what was chosen and
/// written in it, and goes on where it was, by the same session.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartInBrowserTest {
    private static final String AWAY = "!document.querySelector('#offline').hidden";
    private static final String BACK = "document.querySelector('#offline').hidden";
    private static final String CONDITION = "passes Visit";
    private static final String WRITTEN = "document.querySelector('#add-condition').value";
    private static final String TOUCHPOINTS = "document.querySelector('#touchpoints').value";

    @TempDir
    private static Path temporary = Path.of("");

    private ServerInUse server;
    private Window window;
    private Chromium chromium;
    private String map = "";

    @BeforeAll
    void openTheMap() throws Exception {
        server = ServerInUse.start(temporary);
        map = "/sets/" + server.bring("kept", ServerInUse.visits(0, 600)) + "/map";
        window = Window.on(server.browser().port());
        chromium = window.chromium();
        window.open("/sign-in?to=" + map + "&language=en");
        window.signIn("ana", ServerInUse.PASSWORD);
    }

    @AfterAll
    void end() throws Exception {
        if (window != null) {
            window.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void goesOnWhereItWasWhenItsServerWasKilledAndIsBack() throws Exception {
        String headline = window.said("h1");
        window.focus("#add-condition");
        chromium.type(CONDITION);

        server.kill();
        String before = chromium.text(TOUCHPOINTS);
        window.focus("#touchpoints");
        chromium.arrow("Left");
        saysThatTheServerIsAway();
        String chosen = chromium.text(TOUCHPOINTS);
        assertThat(chosen).isNotEqualTo(before);
        assertThat(window.said("h1")).isEqualTo(headline);
        assertThat(window.violations()).isEmpty();

        server.startAgain();
        window.await(BACK + " && location.search.includes('touchpoints=" + chosen + "')");
        assertThat(chromium.text(TOUCHPOINTS)).isEqualTo(chosen);
        assertThat(chromium.text(WRITTEN)).isEqualTo(CONDITION);

        server.kill();
        window.focus("#add-condition");
        chromium.enter();
        saysThatTheServerIsAway();
        assertThat(window.address()).startsWith(map);

        server.startAgain();
        window.await("location.search.includes('filter=')");
        assertThat(window.address()).startsWith(map).contains("touchpoints=" + chosen);
        assertThat(window.said(".filters .words")).contains("Visit");
        window.changes("#stage", () -> {
            window.focus("#touchpoints");
            chromium.arrow("Right");
        });
        assertThat(window.address()).startsWith(map);
    }

    private void saysThatTheServerIsAway() throws InterruptedException {
        window.await(AWAY);
        assertThat(window.said("#offline")).contains("The server does not answer");
        assertThat(chromium.text(WRITTEN)).isEqualTo(CONDITION);
    }
}
