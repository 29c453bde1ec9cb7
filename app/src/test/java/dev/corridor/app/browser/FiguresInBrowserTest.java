package dev.corridor.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.discovery.PlantedSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Gate;
import dev.corridor.app.test.ServerTest;
import dev.corridor.app.test.Window;
import dev.corridor.testkit.Chromium;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// The pages with figures as people use them: by keyboard, with sliders, conditions and marks, in several tabs, over
/// the end of a session and while the server is away.
@Tag("browser")
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresInBrowserTest {
    private static final String PASSWORD = "three small boats";
    private static final List<PlantedSet.Journey> JOURNEYS = PlantedSet.journeys(7);
    private static final String PLACES = "[...document.querySelectorAll('#map .station,#map .way')].map(e =>"
            + " ['x','y','cx','cy','d'].map(name => e.getAttribute(name)).join()).join(';')";
    private static final String INK = "[...document.querySelectorAll('#map .off')].length";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    @Autowired
    private JdbcClient database;

    private Window window;
    private Chromium chromium;
    private String map = "";

    @BeforeAll
    void open() throws IOException, InterruptedException {
        people.create("ana", Role.ADMINISTRATOR, PASSWORD).orThrow();
        DataSetId set = PlantedSet.imported(imports, "Planted", JOURNEYS);
        map = "/sets/" + set.value() + "/map";
        window = Window.on(port);
        chromium = window.chromium();
    }

    @AfterAll
    void close() throws IOException {
        if (window != null) {
            window.close();
        }
    }

    @BeforeEach
    void atTheMap() throws InterruptedException {
        chromium.scripts(true);
        window.desk().open(map + "?language=en");
        if (window.address().startsWith("/sign-in")) {
            window.signIn("ana", PASSWORD);
        }
    }

    private static long passing(String touchpoint) {
        return JOURNEYS.stream()
                .filter(journey -> journey.path().contains(touchpoint))
                .count();
    }

    /// The other touchpoint whose shares of those that pass the one and of the rest are farthest apart.
    private static String mostDifferent(String touchpoint) {
        return JOURNEYS.stream()
                .flatMap(journey -> journey.path().stream())
                .distinct()
                .filter(other -> !other.equals(touchpoint))
                .max(Comparator.comparingDouble(
                        other -> Math.abs(share(other, touchpoint, true) - share(other, touchpoint, false))))
                .orElseThrow();
    }

    private static double share(String passed, String touchpoint, boolean with) {
        return JOURNEYS.stream()
                .filter(journey -> journey.path().contains(touchpoint) == with)
                .mapToInt(journey -> journey.path().contains(passed) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private long journeys() {
        return Long.parseLong(window.said(".facts b").replaceAll("[^0-9]", ""));
    }

    private void clickMark(String touchpoint) throws InterruptedException {
        window.changes("#stage", () -> chromium.click("#map a.node[href*=\"" + touchpoint + "\"]"));
    }

    @Test
    void walksTheMapByKeyboardAlone() throws Exception {
        assertThat(chromium.text("document.querySelectorAll('#map a[tabindex=\"0\"]').length"))
                .isEqualTo("1");
        window.focus("#map a[tabindex=\"0\"]");
        String first = chromium.text("document.activeElement.dataset.n");
        chromium.arrow("Right");
        String second = chromium.text("document.activeElement.dataset.n");
        assertThat(second).isNotEqualTo(first);
        chromium.arrow("Left");
        assertThat(chromium.text("document.activeElement.dataset.n")).isEqualTo(first);
        chromium.arrow("Down");
        assertThat(chromium.text("document.activeElement.matches('#map a:not(.node)')"))
                .isEqualTo("true");
        chromium.arrow("Right");
        String chosen = chromium.text("document.activeElement.dataset.n");
        window.changes("#stage", chromium::enter);
        assertThat(window.address()).contains("mark=touchpoint");
        assertThat(chromium.text("document.activeElement.matches('#panel h2')")).isEqualTo("true");
        assertThat(window.said("#panel")).contains("Journeys").contains("Only these");
        window.changes("#stage", () -> chromium.key("Escape"));
        assertThat(window.address()).doesNotContain("mark=");
        assertThat(chromium.text("document.activeElement.dataset.n")).isEqualTo(chosen);
        chromium.tab();
        assertThat(chromium.text("document.activeElement.closest('#map')")).isEqualTo("null");
        window.focus("#map a[tabindex=\"0\"]");
        chromium.key("/");
        assertThat(chromium.text("document.activeElement.id")).isEqualTo("add-condition");
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void changesInkAndNeverPlaces() throws Exception {
        String places = chromium.text(PLACES);
        double hidden = chromium.number(INK);
        assertThat(places).contains(";");
        window.focus("#touchpoints");
        window.changes("#stage", () -> chromium.arrow("Left"));
        assertThat(chromium.number(INK)).isGreaterThan(hidden);
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        assertThat(chromium.text("document.activeElement.id")).isEqualTo("touchpoints");
        assertThat(window.address()).contains("touchpoints=");
        window.focus("#paths");
        window.changes("#stage", () -> chromium.arrow("Left"));
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        window.focus("[name=metric]:checked");
        window.changes("#stage", () -> chromium.arrow("Right"));
        assertThat(window.address()).contains("metric=customers");
        assertThat(chromium.text("document.activeElement.value")).isEqualTo("customers");
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        window.changes("#stage", () -> chromium.text("history.back()"));
        assertThat(window.address()).doesNotContain("metric=customers");
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void showsTheWholeMapAtOnceInEveryView() throws Exception {
        String cut =
                "document.querySelector('.mapfig>.wide').scrollWidth > document.querySelector('.mapfig>.wide').clientWidth";
        chromium.size(1000, 800);
        assertThat(chromium.text(cut)).isEqualTo("true");
        String places = chromium.text(PLACES);
        chromium.click("#whole");
        assertThat(chromium.text(cut)).isEqualTo("false");
        clickMark("help.asked");
        assertThat(window.said("#panel h2")).isEqualTo("help.asked");
        assertThat(chromium.text(cut)).isEqualTo("false");
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        chromium.click("#whole");
        assertThat(chromium.text(cut)).isEqualTo("true");
    }

    @Test
    void addsTakesAwayUndoesAndRedoesConditions() throws Exception {
        assertThat(journeys()).isEqualTo(JOURNEYS.size());
        window.focus("#add-condition");
        chromium.type("passes help.asked");
        chromium.loads(chromium::enter);
        assertThat(window.said(".filters .words")).contains("pass help.asked");
        assertThat(journeys()).isEqualTo(passing("help.asked"));
        String address = window.address();
        window.changes("#stage", () -> chromium.click("#undo"));
        assertThat(journeys()).isEqualTo(JOURNEYS.size());
        window.changes("#stage", () -> chromium.click("#redo"));
        assertThat(journeys()).isEqualTo(passing("help.asked"));
        chromium.loads(() -> chromium.click(".condition a"));
        assertThat(journeys()).isEqualTo(JOURNEYS.size());
        window.changes("#stage", () -> chromium.click("#undo"));
        assertThat(journeys()).isEqualTo(passing("help.asked"));
        chromium.loads(() -> chromium.click(".places a[href*=\"/paths\"]"));
        assertThat(window.said(".filters .words")).contains("pass help.asked");
        window.open(map);
        window.focus("#add-condition");
        chromium.type("Help.Asked");
        chromium.loads(chromium::enter);
        assertThat(journeys()).isEqualTo(passing("help.asked"));
        assertThat(window.said(".filters .words")).contains("pass help.asked");
        window.open(map + "?filter=passes+help.asked");
        window.focus("#add-condition");
        chromium.type("nonsense");
        chromium.loads(chromium::enter);
        assertThat(window.said(".filters"))
                .contains("left out")
                .contains("C1002")
                .contains("pass help.asked");
        assertThat(window.said(".filters .words")).doesNotContain("nonsense");
        try (Window other = Window.on(port)) {
            other.open(address);
            other.signIn("ana", PASSWORD);
            assertThat(other.address()).isEqualTo(address);
            assertThat(other.said(".filters .words")).contains("pass help.asked");
            window.open(map);
            other.open(map);
            other.focus("#touchpoints");
            other.changes("#stage", () -> other.chromium().arrow("Left"));
            assertThat(window.said(".facts b")).isEqualTo(other.said(".facts b"));
            assertThat(window.address()).isEqualTo(map);
        }
    }

    private void writeGroups(String group, String against) {
        chromium.run("document.querySelectorAll('.pair input:not([type=hidden])').forEach(field => field.value = '')");
        window.focus(".pair input[name=group]");
        chromium.type(group);
        window.focus(".pair input[name=against]");
        chromium.type(against);
    }

    @Test
    void comparesTwoPeriodsAndTwoGroupsThatAreTyped() throws Exception {
        String places = chromium.text(PLACES);
        chromium.click(".compare summary");
        chromium.loads(() -> chromium.click(".periods a"));
        assertThat(window.address()).contains("group=time+in+").contains("against=time+in+");
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        assertThat(chromium.text("document.querySelectorAll('#map-shows .shows').length"))
                .isEqualTo("2");
        chromium.click(".compare summary");
        writeGroups("passes help.asked", "not passes help.asked");
        chromium.loads(() -> chromium.click(".pair button"));
        assertThat(window.said(".compared")).contains("those that pass help.asked");
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        chromium.click(".compare summary");
        writeGroups("passes nothing", "");
        chromium.loads(() -> chromium.click(".pair button"));
        assertThat(window.said("#compare-problem"))
                .contains("Nothing is compared")
                .contains("C1003");
        assertThat(chromium.text("document.querySelectorAll('.compared').length"))
                .isEqualTo("0");
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void filtersToAMarkAndComparesItWithTheRest() throws Exception {
        String places = chromium.text(PLACES);
        clickMark("help.asked");
        assertThat(window.said("#panel h2")).isEqualTo("help.asked");
        assertThat(window.said("#panel .fig td a")).isEqualTo(Long.toString(passing("help.asked")));
        window.changes("#stage", () -> chromium.click("#panel .button.second"));
        assertThat(window.said(".compared"))
                .contains("those that pass help.asked")
                .contains("the rest");
        assertThat(window.said("h1")).startsWith(mostDifferent("help.asked") + " differs most. Those that pass");
        assertThat(chromium.text("document.querySelectorAll('#map-shows .shows').length"))
                .isEqualTo("2");
        assertThat(window.said("#map-shows")).contains("Those that pass help.asked: ", "The rest: ");
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        chromium.loads(() -> chromium.click(".compared a"));
        clickMark("help.asked");
        window.changes("#stage", () -> chromium.click("#panel .button:not(.second)"));
        assertThat(journeys()).isEqualTo(passing("help.asked"));
        assertThat(chromium.text(PLACES)).isEqualTo(places);
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void opensASliceOnWhatItHolds() throws Exception {
        window.open(map + "?filter=passes+complaint.made&language=en");
        assertThat(journeys()).isEqualTo(passing("complaint.made"));
        String shown = window.said("#map-shows b").replaceAll("^Shows ([0-9.]+).*", "$1");
        assertThat(Double.parseDouble(shown)).isGreaterThanOrEqualTo(80);
    }

    @Test
    void findsACustomerFromAnywhere() throws Exception {
        window.focus("#find");
        chromium.type("c20");
        chromium.loads(chromium::enter);
        assertThat(window.said("main")).contains("c20").contains("complaint.made");
        chromium.loads(() -> chromium.click(".behind a"));
        assertThat(window.said("main")).contains("o20");
    }

    @Test
    void takesTheViewAlongAsFiles(@TempDir Path folder) throws Exception {
        chromium.downloads(folder);
        for (String kind : List.of("svg", "png", "pdf")) {
            chromium.click(".exports a[href*=\"map." + kind + "\"]");
            Path file = folder.resolve("map." + kind);
            for (int tenth = 0; tenth < 300 && !(Files.exists(file) && Files.size(file) > 0); tenth++) {
                Thread.sleep(100);
            }
            switch (kind) {
                case "svg" -> {
                    String svg = DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement()
                            .getTextContent();
                    assertThat(svg).contains("Shows ", "placed");
                }
                case "png" -> {
                    BufferedImage picture = ImageIO.read(file.toFile());
                    assertThat(picture.getWidth()).isGreaterThan(500);
                }
                default -> {
                    try (PDDocument document = Loader.loadPDF(file.toFile())) {
                        assertThat(new PDFTextStripper().getText(document)).contains("Shows ", "placed");
                    }
                }
            }
        }
    }

    @Test
    void leadsThroughSignInBackToTheViewWhenTheSessionHasEnded() throws Exception {
        database.sql("delete from spring_session").update();
        window.focus("#touchpoints");
        chromium.loads(() -> chromium.arrow("Left"));
        window.await("location.pathname === '/sign-in'");
        window.signIn("ana", PASSWORD);
        assertThat(window.address()).startsWith(map).contains("touchpoints=");

        ImportId draft = imports.draft("", "ana");
        imports.upload(
                draft,
                "visits.csv",
                new ByteArrayInputStream(PlantedSet.csv(JOURNEYS).getBytes(StandardCharsets.UTF_8)));
        String page = "/data/imports/" + draft.value();
        window.open(page);
        String chosen = "(s => { s.value = 'unused'; s.dispatchEvent(new Event('change', {bubbles: true})); })"
                + "(document.querySelector('select[name=column-0-5]'))";
        window.changes("#effect", () -> chromium.text(chosen));
        database.sql("delete from spring_session").update();
        chromium.loads(() -> chromium.text(chosen.replace("column-0-5", "column-0-6")));
        window.await("location.pathname === '/sign-in'");
        assertThat(window.said("main")).contains("Your session has ended");
        window.signIn("ana", PASSWORD);
        assertThat(window.address()).isEqualTo(page);
        assertThat(chromium.text("document.querySelector('select[name=column-0-5]').value"))
                .isEqualTo("unused");
    }

    @Test
    void saysThatTheServerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        try (Gate gate = new Gate(port);
                Window behind = Window.on(gate.port())) {
            behind.open("/sign-in?to=" + map + "&language=en");
            behind.signIn("ana", PASSWORD);
            assertThat(behind.holds("document.querySelector('#offline').hidden"))
                    .isTrue();
            gate.shut();
            behind.focus("#touchpoints");
            behind.chromium().arrow("Left");
            behind.await("!document.querySelector('#offline').hidden");
            assertThat(behind.said("#offline")).contains("does not answer");
            assertThat(behind.said("h1")).isNotBlank();
            assertThat(behind.violations()).isEmpty();
            gate.open();
            behind.await("document.querySelector('#offline').hidden && location.search.includes('touchpoints=')");
        }
    }

    @Test
    void showsFiguresWithoutScript() throws Exception {
        chromium.scripts(false);
        window.open(map + "?language=en");
        assertThat(window.said("h1")).isNotBlank();
        assertThat(chromium.number("document.querySelectorAll('#map a.node').length"))
                .isGreaterThan(3);
        assertThat(chromium.text("document.querySelectorAll('#map a[tabindex=\"-1\"]:not([aria-hidden])').length"))
                .isEqualTo("0");
        chromium.loads(() -> chromium.click("#map a.node"));
        assertThat(window.said("#panel")).contains("Only these");
        chromium.loads(() -> chromium.click("#panel .button"));
        assertThat(window.said(".filters .words")).contains("pass");
        window.open(map.replace("/map", "/scores?language=en"));
        assertThat(window.said("h1")).contains("Net Promoter Score");
        window.open(map.replace("/map", "/moments?language=en"));
        assertThat(window.said("h1")).isNotBlank();
    }
}
