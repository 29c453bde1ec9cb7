package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.ServerTest;
import dev.corridor.app.test.Window;
import dev.corridor.testkit.Chromium;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
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

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    private DataSetId set = new DataSetId(0);
    private Window window;
    private Chromium browser;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        set = PlantedSet.imported(imports, "planted", PlantedSet.journeys(3));
        people.create("max", Role.CX_MANAGER, PASSWORD).orThrow();
        window = Window.on(port);
        browser = window.chromium();
        window.open("/sign-in?language=en");
        window.signIn("max", PASSWORD);
    }

    @AfterAll
    void end() throws IOException {
        if (window != null) {
            window.close();
        }
    }

    private String first() {
        return browser.text("document.querySelector('.touchpoints tbody th').innerText");
    }

    @Test
    void sortsTouchpointsByKeyboardAndGoesBack() throws InterruptedException {
        window.open("/sets/" + set + "/touchpoints");
        window.await("document.querySelector('th[aria-sort=descending] #by-journeys')");
        assertThat(first()).isEqualTo("order.placed");
        browser.text("document.getElementById('by-journeys').focus()");

        browser.enter();
        window.await("document.querySelector('th[aria-sort=ascending] #by-journeys')");
        assertThat(first()).isEqualTo("complaint.made");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("by-journeys");

        browser.tab();
        assertThat(browser.text("document.activeElement.id")).isEqualTo("by-interactions");
        browser.enter();
        window.await("document.querySelector('th[aria-sort=descending] #by-interactions')");
        assertThat(browser.text("location.search")).isEqualTo("?sort=interactions");

        browser.text("history.back()");
        window.await("document.querySelector('th[aria-sort=ascending] #by-journeys')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void choosesAStretchAndShowsItsJourneys() throws InterruptedException {
        window.open("/sets/" + set + "/time");
        window.await("document.querySelector('h1').innerText.includes('From the first contact to the last')");
        choose("from", "order.confirmed");
        window.await("document.querySelector('h1').innerText.includes('From order.confirmed to the last contact')");
        choose("to", "help.asked");
        window.await("document.querySelector('h1').innerText.includes('From order.confirmed to help.asked')");
        browser.text("document.getElementById('how-directly').click()");
        window.await("document.querySelector('h1').innerText.includes('From order.confirmed straight to help.asked')");
        assertThat(browser.text("new URLSearchParams(location.search).get('how')"))
                .isEqualTo("directly");

        String count = browser.text("document.querySelector('.facts a').innerText");
        browser.loads(() -> browser.click(".facts a"));
        assertThat(browser.text("document.querySelector('h1').innerText")).contains(": " + count + " journeys");
        browser.loads(() -> browser.text("history.back()"));
        window.await("document.querySelector('h1').innerText.includes('From order.confirmed straight to help.asked')");
        assertThat(browser.complaints()).isEmpty();
    }

    private void choose(String select, String touchpoint) {
        browser.text("(s => { s.focus(); s.value = '" + touchpoint
                + "'; s.dispatchEvent(new Event('change', {bubbles: true})); return s.value; })(document.getElementById('"
                + select + "'))");
    }
}
