package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import dev.corridor.app.test.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What newcomers see first: `corridor demo` on a new folder, with the name and the password that it prints.
@Tag("slow")
class DemoTest {
    private static final Pattern NAME = Pattern.compile("    name      (\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("    password  (\\S+)");
    private static final Pattern BAR = Pattern.compile("<progress class=\"bar\" max=\"(\\d+)\" value=\"(\\d+)\"");
    private static final int PAUSE_MILLIS = 20;
    private static final int MOST_TRIES = 3_000;

    @TempDir
    private Path temporary = Path.of("");

    @AfterEach
    void leavesNoDatabaseRunning() {
        EmbeddedPostgres.stopLeftOver(new DataFolder(folder()));
    }

    private Path folder() {
        return temporary.resolve("data");
    }

    @Test
    void showsTheMapAndTheMomentsOfTruthOfTheSampleCompany() throws Exception {
        try (ServerProcess demo = ServerProcess.run(temporary, "demo", "--data", folder().toString(), "--port", "0")) {
            try (Browser browser = new Browser(URI.create(demo.url()).getPort())) {
                HttpResponse<String> entered = browser.signIn(printed(demo.out(), NAME), printed(demo.out(), PASSWORD));
                assertThat(entered.statusCode()).isEqualTo(303);
                HttpResponse<String> map = browser.get("/sets/1/map?language=en");
                assertThat(map.statusCode()).isEqualTo(200);
                assertThat(map.body()).contains("<svg").contains("mark=touchpoint");
                assertThat(searched(browser))
                        .contains("<h1")
                        .doesNotContain("cannot be searched here", "id=\"progress\"");
            }
        }
    }

    private static String printed(String block, Pattern line) {
        Matcher found = line.matcher(block);
        assertThat(found.find()).as(block).isTrue();
        return found.group(1);
    }

    /// The page of moments once its search is done, which told meanwhile how far it was.
    private static String searched(Browser browser) throws Exception {
        List<Integer> steps = new ArrayList<>();
        String page = "";
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            HttpResponse<String> answer = browser.get("/sets/1/moments?language=en");
            assertThat(answer.statusCode()).isEqualTo(200);
            page = answer.body();
            if (!page.contains("are being searched")) {
                assertThat(steps).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(1);
                return page;
            }
            Matcher bar = BAR.matcher(page);
            if (bar.find()) {
                int done = Integer.parseInt(bar.group(2));
                assertThat(done).isLessThanOrEqualTo(Integer.parseInt(bar.group(1)));
                assertThat(page).contains(": " + done + " of " + bar.group(1) + " steps are done.");
                if (steps.isEmpty() || steps.getLast() != done) {
                    steps.add(done);
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("the search does not end: " + page);
    }
}
