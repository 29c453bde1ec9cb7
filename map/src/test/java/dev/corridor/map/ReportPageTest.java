package dev.corridor.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.map.report.HtmlReport;
import dev.corridor.map.svg.Opening;
import dev.corridor.map.words.Wording;
import dev.corridor.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("browser")
class ReportPageTest {
    private static final String GEOMETRY =
            "[...document.querySelectorAll('svg.map *')].map(e => ['d','x','y','cx','cy','width','height','viewBox']"
                    + ".map(a => e.getAttribute(a)).join()).join('|')";
    private static final String INK = "document.querySelectorAll('#map-wide .off').length";

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "no chromium on the path: skipped");
        browser = new Chromium(program.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void desk() {
        browser.size(1440, 1000);
        browser.dark(false);
        browser.scripts(true);
    }

    private static Path page(FlowReport report, Language language) throws IOException {
        Path file = Files.createTempFile(folder, "report", ".html");
        return Files.writeString(file, HtmlReport.render(report, HtmlReport.Options.in(language)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void opensWithoutComplaintOrNetwork(Language language) throws Exception {
        browser.open(page(Samples.company(12, 1), language));
        browser.click("#slide-paths");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.text("document.documentElement.lang")).isEqualTo(language.tag());
        assertThat(browser.text("document.body.innerText")).doesNotContain("undefined", "{0}", "null", "NaN");
    }

    @Test
    void slidersChangeInkAndNeverPositions() throws Exception {
        FlowReport report = Samples.company(30, 2);
        browser.open(page(report, Language.EN));
        String before = browser.text(GEOMETRY);
        String drawn = browser.text(positions());
        List<Double> ink = new ArrayList<>();
        for (int[] setting : new int[][] {{30, 1}, {5, 40}, {30, report.edges().size()}, {1, 1}}) {
            slide("touchpoints", setting[0]);
            slide("paths", setting[1]);
            ink.add(browser.number(INK));
            assertThat(browser.text(GEOMETRY)).isEqualTo(before);
            assertThat(browser.text(positions())).isEqualTo(drawn);
        }
        assertThat(ink).doesNotHaveDuplicates();
        assertThat(ink.get(2)).isZero();
    }

    /// Where the stations are on the screen.
    private static String positions() {
        return "[...document.querySelectorAll('#map-wide .station')].map(e => e.getBoundingClientRect())"
                + ".map(b => b.x.toFixed(2) + ' ' + (b.y + scrollY).toFixed(2)).join()";
    }

    private static void slide(String name, int value) {
        browser.text("(s => { s.value = " + value + "; s.dispatchEvent(new Event('input')) })"
                + "(document.getElementById('slide-" + name + "'))");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void footerAndSlidersTellWhatTheEmbeddedDataAddUpTo(Language language) throws Exception {
        FlowReport report = Samples.company(30, 3);
        Wording wording = Wording.in(language);
        Opening opening = Opening.of(report);
        Opening.Visible opened = opening.visible(report, opening.touchpoints(), opening.revealed());
        browser.open(page(report, language));
        String distinct = wording.number(report.paths().distinct());
        assertThat(browser.text("document.getElementById('out-paths').innerText"))
                .isEqualTo(wording.say("slider.of", wording.number(opened.paths()), distinct));
        assertThat(inked("s")).isEqualTo(opened.steps());
        for (int[] setting : new int[][] {{30, 17}, {9, 60}, {30, 200}, {1, 0}}) {
            slide("touchpoints", setting[0]);
            slide("paths", setting[1]);
            Set<Integer> touchpoints = inked("n");
            Set<Integer> steps = inked("s");
            List<dev.corridor.map.Path> seen = report.paths().listed().stream()
                    .filter(path -> touchpoints.containsAll(path.touchpoints()))
                    .filter(path -> steps(report, path).stream().allMatch(steps::contains))
                    .toList();
            long journeys =
                    seen.stream().mapToLong(dev.corridor.map.Path::count).sum();
            String paths = wording.number(seen.size());
            assertThat(browser.text("document.getElementById('shows').innerText"))
                    .contains(wording.say(
                            "shows.journeys",
                            wording.share(journeys, report.journeys()),
                            wording.number(journeys),
                            wording.number(report.journeys())))
                    .contains(wording.say("shows.touchpoints", wording.number(touchpoints.size()), wording.number(30)))
                    .contains(wording.say("shows.paths", paths, distinct));
            assertThat(browser.text("document.getElementById('out-paths').innerText"))
                    .isEqualTo(wording.say("slider.of", paths, distinct))
                    .isEqualTo(browser.text("document.getElementById('slide-paths').getAttribute('aria-valuetext')"));
            assertThat((long) browser.number(visibleJourneys())).isEqualTo(journeys);
        }
    }

    @Test
    void everyPositionOfThePathSliderBringsAPath() throws Exception {
        FlowReport report = Samples.company(12, 3);
        browser.open(page(report, Language.EN));
        slide("touchpoints", 12);
        int most = (int) browser.number("document.getElementById('slide-paths').max");
        int before = -1;
        for (int position = 0; position <= most; position++) {
            slide("paths", position);
            int seen = Integer.parseInt(browser.text("document.getElementById('out-paths').innerText")
                    .split(" ")[0]);
            assertThat(seen).as("position %d of %d", position, most).isGreaterThan(before);
            before = seen;
        }
        assertThat(before).isEqualTo((int) report.paths().distinct());
    }

    /// Indices of the marks of a kind that have ink.
    private static Set<Integer> inked(String kind) throws IOException {
        String indices = browser.text("[...document.querySelectorAll('#map-wide [data-" + kind
                + "]:not(.off)')].map(e => e.dataset." + kind + ").join()");
        return indices.isEmpty()
                ? Set.of()
                : Stream.of(indices.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    private static List<Integer> steps(FlowReport report, dev.corridor.map.Path path) {
        return IntStream.range(1, path.touchpoints().size())
                .mapToObj(at -> IntStream.range(0, report.edges().size())
                        .filter(step -> report.edges().get(step).from()
                                        == path.touchpoints().get(at - 1)
                                && report.edges().get(step).to()
                                        == path.touchpoints().get(at))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /// Journeys on paths whose stations and tracks all have ink, added up from the page alone.
    private static String visibleJourneys() {
        return "(() => { const d = JSON.parse(document.getElementById('data').textContent);"
                + "const ink = s => { const e = document.querySelector('#map-wide ' + s);"
                + " return e && !e.classList.contains('off'); };"
                + "const step = (a, b) => d.edges.findIndex(e => e.from === a && e.to === b);"
                + "return d.paths.filter(p => p.touchpoints.every((t, i) => ink(`[data-n='${t}']`)"
                + " && (i === 0 || ink(`[data-s='${step(p.touchpoints[i - 1], t)}']`))))"
                + ".reduce((sum, p) => sum + p.count, 0); })()";
    }

    @Test
    void staticPageSaysTheSameAsTheScript() throws Exception {
        Path page = page(Samples.company(12, 4), Language.RU);
        browser.open(page);
        String scripted = browser.text("document.querySelector('.foot').innerText");
        String inked = browser.text(INK);
        browser.scripts(false);
        browser.open(page);
        assertThat(browser.text("document.querySelector('.foot').innerText")).isEqualTo(scripted);
        assertThat(browser.text(INK)).isEqualTo(inked);
        assertThat(browser.number("document.querySelectorAll('#touchpoints tbody tr').length"))
                .isEqualTo(12);
    }

    @Test
    void clickOpensFiguresAndEscapeClosesThem() throws Exception {
        FlowReport report = Samples.company(12, 1);
        browser.open(page(report, Language.EN));
        browser.click("#map-wide .node:not(.off) .station");
        assertThat(browser.text("document.getElementById('figures').innerText"))
                .contains("Interactions", "Median", "Come from", "Go to");
        assertThat(browser.number("document.querySelectorAll('#map-wide .node.sel').length"))
                .isEqualTo(1);
        browser.click("#map-wide .numbers.base[data-s]:not(.off) .num");
        assertThat(browser.text("document.getElementById('figures').innerText")).contains("Passages", "Longest");
        browser.key("Escape");
        assertThat(browser.text("document.getElementById('figures').hidden")).isEqualTo("true");
    }

    @Test
    void keyboardWalksTheMap() throws Exception {
        browser.open(page(Samples.company(12, 1), Language.EN));
        assertThat(browser.number("document.querySelectorAll('#map-wide [tabindex=\"0\"]').length"))
                .isEqualTo(1);
        browser.text("document.querySelector('#map-wide [tabindex=\"0\"]').focus()");
        String first = browser.text("document.activeElement.dataset.n");
        browser.key("ArrowRight");
        String second = browser.text("document.activeElement.dataset.n");
        assertThat(second).isNotEqualTo(first);
        browser.key("ArrowDown");
        assertThat(browser.text("document.activeElement.dataset.s")).isNotEqualTo("undefined");
        browser.key("Enter");
        assertThat(browser.text("document.getElementById('figures').innerText")).contains("Passages");
        browser.key("ArrowLeft");
        assertThat(browser.text("document.activeElement.dataset.n")).isEqualTo(second);
        browser.key("Escape");
        assertThat(browser.text("document.getElementById('figures').hidden")).isEqualTo("true");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void fitsPhoneAndDeskWithReadableLettering(Language language) throws Exception {
        for (int touchpoints : new int[] {2, 12, 30, 60}) {
            browser.open(page(Samples.company(touchpoints, 1), language));
            for (int width : new int[] {390, 768, 1440}) {
                browser.size(width, 900);
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .as("%d touchpoints at %d px", touchpoints, width)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.number(smallestLettering()))
                        .as("%d touchpoints at %d px", touchpoints, width)
                        .isGreaterThanOrEqualTo(11);
            }
            browser.size(390, 900);
            assertThat(browser.text("getComputedStyle(document.querySelector('.wide')).display"))
                    .isEqualTo("none");
            browser.size(1440, 900);
        }
    }

    private static String smallestLettering() {
        return "Math.min(...[...document.querySelectorAll('svg.map')].filter(m => m.getBoundingClientRect().width > 0)"
                + ".flatMap(m => { const scale = m.getBoundingClientRect().width / m.viewBox.baseVal.width;"
                + " return [...m.querySelectorAll('text')]"
                + ".map(t => parseFloat(getComputedStyle(t).fontSize) * scale); }))";
    }

    @Test
    void letteringStaysInsideTheRoomTheLayoutKeeps() throws Exception {
        FlowReport report = Samples.company(30, 5);
        browser.open(page(report, Language.EN));
        slide("touchpoints", 30);
        slide("paths", report.paths().listed().size());
        for (String map : List.of("map-wide", "map-tall")) {
            browser.size(map.equals("map-tall") ? 390 : 1440, 900);
            assertThat(browser.text(overlaps(map))).as(map).isEmpty();
        }
    }

    private static String overlaps(String map) {
        return "(() => { const all = [...document.querySelectorAll('#" + map + " text')]"
                + ".filter(t => getComputedStyle(t).display !== 'none').map(t => [t.textContent, t.getBBox()]);"
                + "const found = []; for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {"
                + "const [a, p] = all[i], [b, q] = all[j];"
                + "if (p.x < q.x + q.width - 1 && q.x < p.x + p.width - 1"
                + " && p.y + 4 < q.y + q.height - 4 && q.y + 4 < p.y + p.height - 4) found.push(a + ' over ' + b); }"
                + "return found.join('; '); })()";
    }

    @Test
    void saysThatWhatIsWiderThanTheWindowScrolls() throws Exception {
        for (Language language : Language.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.dark(dark);
                browser.size(390, 900);
                browser.open(page(Samples.company(12, 1), language));
                String frame = "document.querySelector('#touchpoints .scroll')";
                awaitTrue("!" + frame + ".previousElementSibling.hidden");
                assertThat(browser.text(frame + ".previousElementSibling.innerText"))
                        .isEqualTo(Wording.in(language).say("scroll"));
                assertThat(browser.text(frame + ".getAttribute('tabindex')")).isEqualTo("0");
                assertThat(browser.text(frame + ".getAttribute('aria-label')"))
                        .isEqualTo(Wording.in(language).say("table.touchpoints"));
                assertThat(browser.text("getComputedStyle(" + frame + ").backgroundImage"))
                        .contains(dark ? "rgba(240, 233, 219, 0.16)" : "rgba(31, 27, 21, 0.28)");
                browser.size(1440, 900);
                awaitTrue(frame + ".previousElementSibling.hidden");
                assertThat(browser.text("String(" + frame + ".hasAttribute('tabindex'))"))
                        .isEqualTo("false");
            }
        }
    }

    /// The browser says how wide things are once it has drawn them.
    private static void awaitTrue(String condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + 5_000_000_000L;
        while (!browser.text("String(" + condition + ")").equals("true")) {
            assertThat(System.nanoTime()).as(condition).isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void explainsTheMarksThatHaveInk() throws Exception {
        browser.open(page(Samples.company(30, 2), Language.EN));
        String shown = "document.querySelector('.legend').innerText";
        List<String> marks = Stream.of("legend.back", "legend.loop", "legend.end")
                .map(Wording.in(Language.EN)::say)
                .toList();
        slide("touchpoints", 30);
        slide("paths", 10_000);
        assertThat(browser.text(shown)).contains(marks);
        browser.size(390, 900);
        assertThat(browser.text(shown)).contains(marks);
        for (int width : new int[] {390, 1440}) {
            browser.size(width, 900);
            slide("paths", 0);
            assertThat(browser.text(shown)).doesNotContain(marks.get(0), marks.get(1));
        }
    }

    @Test
    void aSelectedTrackHasTheInkOfText() throws Exception {
        browser.open(page(Samples.company(12, 1), Language.EN));
        for (boolean base : new boolean[] {true, false}) {
            String track =
                    base ? "#map-wide .track.base[data-s]:not(.off)" : "#map-wide .track[data-s]:not(.base):not(.off)";
            String step = browser.text("document.querySelector('" + track + "').dataset.s");
            String line = "document.querySelector('#map-wide .track[data-s=\"" + step + "\"] :is(.bank,.thin)')";
            double width = browser.number("parseFloat(getComputedStyle(" + line + ").strokeWidth)");
            browser.text(
                    "document.querySelector('" + track + "').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
            assertThat(browser.text("getComputedStyle(" + line + ").stroke")).isEqualTo("rgb(31, 27, 21)");
            assertThat(browser.number("parseFloat(getComputedStyle(" + line + ").strokeWidth)"))
                    .isGreaterThanOrEqualTo(width);
        }
    }

    @Test
    void isDarkWhereTheReaderWantsIt() throws Exception {
        browser.dark(true);
        browser.open(page(Samples.company(12, 1), Language.PT));
        String background = "getComputedStyle(document.documentElement).backgroundColor";
        assertThat(browser.text(background)).isEqualTo("rgb(23, 22, 19)");
        browser.click("#theme");
        assertThat(browser.text(background)).isEqualTo("rgb(246, 241, 230)");
        browser.dark(false);
        browser.click("#theme");
        assertThat(browser.text(background)).isEqualTo("rgb(23, 22, 19)");
    }

    @Test
    void nextPathBringsWhatItNeeds() throws Exception {
        FlowReport report = Samples.company(12, 2);
        browser.open(page(report, Language.EN));
        slide("touchpoints", 1);
        slide("paths", 1);
        List<dev.corridor.map.Path> paths = report.paths().listed();
        for (int rank = 0; rank < 3; rank++) {
            while (followable(paths.get(rank)) == 0) {
                browser.click("#next");
            }
        }
        assertThat(browser.number(visibleJourneys())).isGreaterThanOrEqualTo((double)
                paths.stream().limit(3).mapToLong(dev.corridor.map.Path::count).sum());
        browser.text("Array.from({length: 300}, () => document.getElementById('next').click()).length");
        assertThat(browser.text("String(document.getElementById('next').disabled)"))
                .isEqualTo("true");
        assertThat(browser.number(visibleJourneys())).isEqualTo((double) report.journeys());
    }

    /// Whether every station of the path has ink: 1 or 0.
    private static double followable(dev.corridor.map.Path path) throws IOException {
        return browser.number(path.touchpoints() + ".every(t => !document.querySelector(`#map-wide [data-n='${t}']`)"
                + ".classList.contains('off')) ? 1 : 0");
    }

    @Test
    void othersWidenTheSlidersUntilNothingIsLeft() throws Exception {
        FlowReport report = Samples.company(30, 2);
        Opening opening = Opening.of(report);
        browser.open(page(report, Language.EN));
        double most = browser.number("document.getElementById('slide-paths').max");
        double shown = browser.number("document.getElementById('slide-paths').value");
        assertThat(browser.text("document.getElementById('others').innerText"))
                .contains((report.edges().size() - opening.revealed()) + " steps");
        browser.click("#others");
        assertThat(browser.number("document.getElementById('slide-paths').value"))
                .isEqualTo(shown + Math.ceil((most - shown) / 2));
        browser.text("Array.from({length: 12}, () => document.getElementById('others').click()).length");
        assertThat(browser.number(INK)).isZero();
        assertThat(browser.text("String(document.getElementById('others').hidden)"))
                .isEqualTo("true");
    }

    @Test
    void sortsTablesAndUnfoldsPaths() throws Exception {
        FlowReport report = Samples.company(30, 1);
        browser.open(page(report, Language.EN));
        String shown = "[...document.querySelectorAll('#path-rows tr[data-p]')].filter(r => !r.hidden).length";
        assertThat(browser.number(shown)).isEqualTo(20);
        browser.click("#more-paths");
        assertThat(browser.number(shown)).isEqualTo(40);
        browser.click("#touchpoints th:nth-child(4) button");
        long most = report.touchpoints().stream()
                .mapToLong(Touchpoint::interactions)
                .max()
                .orElseThrow();
        assertThat(browser.number("document.querySelector('#touchpoints tbody tr td:nth-child(4)').dataset.v"))
                .isEqualTo((double) most);
    }

    @Test
    void choosingAPathLightsItOnTheMap() throws Exception {
        FlowReport report = Samples.company(12, 1);
        browser.open(page(report, Language.EN));
        browser.click("#path-rows tr:nth-child(2) button");
        assertThat(browser.number("document.querySelectorAll('#map-wide .node.lit').length"))
                .isEqualTo((double) report.paths().listed().get(1).touchpoints().stream()
                        .distinct()
                        .count());
        browser.key("Escape");
        assertThat(browser.number("document.querySelectorAll('#map-wide .lit').length"))
                .isZero();
    }

    @Test
    void opensAnEmptyReport() throws Exception {
        browser.open(page(Samples.empty(), Language.EN));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.text("document.body.innerText")).contains("no journeys to show");
    }

    @Test
    void hostileNamesAreOnlyNames() throws Exception {
        FlowReport report = hostile();
        for (Language language : Language.values()) {
            browser.open(page(report, language));
            browser.click("#map-wide .node:not(.off) .station");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).isEmpty();
            assertThat(browser.text("String(window.hacked)")).isEqualTo("undefined");
            assertThat(browser.number("document.querySelectorAll('img,iframe,b.evil').length"))
                    .isZero();
            assertThat(browser.text("document.body.textContent")).doesNotContain("\u202e", "\u2067", "\u0007");
            assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(1440);
            browser.size(390, 900);
            assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            browser.size(1440, 1000);
        }
    }

    static FlowReport hostile() {
        String attack = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2><b class=evil>";
        List<String> names = List.of(
                attack,
                "\"' onload=\"window.hacked=3\" & <style>*{display:none}</style>",
                "\u202egnp.exe \u2067\u0007\u0000bell",
                "\u2028\u2029]]><![CDATA[",
                "x".repeat(200),
                "Очень длинное название точки контакта, в котором больше ста двадцати букв и несколько слов подряд",
                "客户服务中心电话回访客户服务中心电话回访客户服务中心电话回访",
                "שירות לקוחות",
                "   ",
                "{{constructor.constructor('window.hacked=4')()}}${window.hacked=5}");
        Walked walked = new Walked();
        for (int j = 0; j < 50; j++) {
            List<Integer> path = new ArrayList<>();
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((j + i) % 7 != 0) {
                    path.add(walked.touchpoint(names.get(i)));
                    seconds.add(1e9 + i * 3600.0);
                }
            }
            walked.add(path, seconds, j % 6);
        }
        FlowReport plain = walked.report(attack, name -> name, 100, Optional.of(new ScoreScale(Text.of(attack), 0, 5)));
        return new FlowReport(
                plain.title(),
                attack,
                Optional.of(Text.of(attack)),
                plain.period(),
                plain.journeys(),
                3,
                plain.completed(),
                plain.othersMedianSeconds(),
                OptionalLong.of(40),
                plain.interactions(),
                plain.touchpoints(),
                plain.edges(),
                plain.paths(),
                plain.scale(),
                List.of(new Finding(
                        "x", attack, 3, 50, Text.of(attack), Optional.of(Text.of(attack)), List.of(attack))),
                new Rejects(
                        2,
                        List.of(new Rejects.Reason(
                                "r",
                                Text.of(attack),
                                Optional.of(Text.of(attack)),
                                2,
                                List.of(new Rejects.Place(attack, 7, attack, attack))))),
                List.of(attack));
    }
}
