package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.ServerTest;
import dev.corridor.testkit.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The tables of touchpoints and of times as people use them: sorted by keyboard, a stretch chosen, back again.
@Tag("browser")
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimesInBrowserTest {
    private static final String PASSWORD = "three small boats";
    private static final int PATIENCE = 300;

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    private DataSetId set = new DataSetId(0);
    private Chromium browser;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        Assumptions.assumeTrue(program.isPresent(), "no chromium on the path");
        set = PlantedSet.imported(imports, "planted", PlantedSet.journeys(3));
        people.create("max", Role.CX_MANAGER, PASSWORD).orThrow();
        browser = new Chromium(program.get());
        browser.size(1440, 1000);
        open("/sign-in?language=en");
        browser.text("document.querySelector('[name=name]').value='max'");
        browser.text("document.querySelector('[name=password]').value='" + PASSWORD + "'");
        browser.loads(() -> browser.text("document.querySelector('main form').submit()"));
    }

    @AfterAll
    void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(String path) throws InterruptedException {
        browser.open(URI.create("http://localhost:" + port + path));
    }

    private void await(String condition) throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            if (browser.text("document.readyState === 'complete' && !!(" + condition + ")")
                    .equals("true")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(condition + " at " + browser.text("location.href") + ": "
                + browser.text("document.querySelector('main').innerText"));
    }

    private String first() {
        return browser.text("document.querySelector('.touchpoints tbody th').innerText");
    }

    @Test
    void sortsTouchpointsByKeyboardAndGoesBack() throws InterruptedException {
        open("/sets/" + set + "/touchpoints");
        await("document.querySelector('th[aria-sort=descending] #by-journeys')");
        assertThat(first()).isEqualTo("order.placed");
        browser.text("document.getElementById('by-journeys').focus()");

        browser.enter();
        await("document.querySelector('th[aria-sort=ascending] #by-journeys')");
        assertThat(first()).isEqualTo("complaint.made");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("by-journeys");

        browser.tab();
        assertThat(browser.text("document.activeElement.id")).isEqualTo("by-interactions");
        browser.enter();
        await("document.querySelector('th[aria-sort=descending] #by-interactions')");
        assertThat(browser.text("location.search")).isEqualTo("?sort=interactions");

        browser.text("history.back()");
        await("document.querySelector('th[aria-sort=ascending] #by-journeys')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void choosesAStretchAndShowsItsJourneys() throws InterruptedException {
        open("/sets/" + set + "/time");
        await("document.querySelector('h1').innerText.includes('From the first contact to the last')");
        choose("from", "order.confirmed");
        await("document.querySelector('h1').innerText.includes('From order.confirmed to the last contact')");
        choose("to", "help.asked");
        await("document.querySelector('h1').innerText.includes('From order.confirmed to help.asked')");
        browser.text("document.getElementById('how-directly').click()");
        await("document.querySelector('h1').innerText.includes('From order.confirmed straight to help.asked')");
        assertThat(browser.text("new URLSearchParams(location.search).get('how')"))
                .isEqualTo("directly");

        String count = browser.text("document.querySelector('.facts a').innerText");
        browser.loads(() -> browser.click(".facts a"));
        assertThat(browser.text("document.querySelector('h1').innerText")).contains(": " + count + " journeys");
        browser.loads(() -> browser.text("history.back()"));
        await("document.querySelector('h1').innerText.includes('From order.confirmed straight to help.asked')");
        assertThat(browser.complaints()).isEmpty();
    }

    private void choose(String select, String touchpoint) {
        browser.text("(s => { s.focus(); s.value = '" + touchpoint
                + "'; s.dispatchEvent(new Event('change', {bubbles: true})); return s.value; })(document.getElementById('"
                + select + "'))");
    }
}
