package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.testkit.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Paths, funnels, and what comes before and after: every label is the size of its list and what planted journeys say,
/// also where touchpoints have hostile names.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathsAndFunnelsTest {
    private static final long SEED = 20_261_124;
    private static final String PASSWORD = "three small boats";
    private static final List<String> NAMES = List.of(
            "asked",
            "<script>alert(1)</script>",
            "say \"hi\" \\ & go",
            "-> start | end",
            "path",
            "{0} жалоба",
            "bought",
            "g1",
            "g2",
            "g3",
            "g4",
            "g5");
    private static final String SCRIPT = NAMES.get(1);
    private static final Pattern COUNT =
            Pattern.compile("<a href=\"(/sets/\\d+/(?:funnel/)?journeys[^\"]*)\"[^>]*>([\\d,]+)</a>");
    private static final Pattern TOTAL = Pattern.compile("<h1 class=\"answer\">([\\d,]+) journey|No journey meets");

    @LocalServerPort
    private int port;

    @Autowired
    private Imports imports;

    @Autowired
    private People people;

    @Autowired
    private Figures figures;

    private DataSetId set = new DataSetId(0);
    private final List<Planted> journeys = planted();
    private Browser manager = new Browser(0);
    private int asked;

    /// @param minutes of each stop, since the first one of all
    private record Planted(List<String> path, List<Integer> minutes) {
        /// The positions that match some steps, the first ones there are.
        List<Integer> matches(List<String> steps, int window) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < path.size() && found.size() < steps.size(); i++) {
                if (path.get(i).equals(steps.get(found.size()))
                        && (found.isEmpty() || minutes.get(i) - minutes.get(found.getFirst()) <= window)) {
                    found.add(i);
                }
            }
            return found;
        }
    }

    private static List<Planted> planted() {
        Random random = new Random(SEED);
        List<Planted> journeys = new ArrayList<>();
        for (int i = 0; i < 260; i++) {
            List<String> path = new ArrayList<>();
            List<Integer> minutes = new ArrayList<>();
            int minute = 1440 * (i % 20);
            int length = 1 + random.nextInt(6);
            for (int stop = 0; stop < length; stop++) {
                boolean rare = random.nextInt(12) == 0;
                path.add(NAMES.get(rare ? 7 + random.nextInt(5) : random.nextInt(random.nextBoolean() ? 3 : 7)));
                minutes.add(minute);
                minute += 1 + random.nextInt(90);
            }
            journeys.add(new Planted(path, minutes));
        }
        return journeys;
    }

    private static String csv(List<Planted> journeys) {
        StringBuilder csv = new StringBuilder("order,who,kind,at,stars,region,city\n");
        for (int number = 0; number < journeys.size(); number++) {
            Planted journey = journeys.get(number);
            for (int i = 0; i < journey.path().size(); i++) {
                csv.append("o%d,c%d,\"%s\",%s,,north,hill%n"
                        .formatted(
                                number,
                                number / 2,
                                journey.path().get(i).replace("\"", "\"\""),
                                LocalDateTime.of(2026, 3, 1, 8, 0, 0)
                                        .plusMinutes(journey.minutes().get(i))
                                        .plusSeconds(1)));
            }
        }
        return csv.toString();
    }

    @BeforeAll
    void load() throws IOException, InterruptedException {
        ImportId id = imports.draft("hostile", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(csv(journeys).getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "hostile", RecipeParser.parse(PlantedSet.RECIPE), PlantedSet.RECIPE, Optional.empty());
        imports.start(id, "ana");
        imports.runDue();
        set = imports.require(id).set().orElseThrow();
        people.create("max", Role.CX_MANAGER, PASSWORD).orThrow();
        manager = new Browser(port);
        manager.signIn("max", PASSWORD);
    }

    @AfterAll
    void leave() {
        manager.close();
    }

    // What pages show and what is true

    private String page(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = manager.get("/sets/" + set + address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(answer.body()).as(address).doesNotContain("<script>alert");
        return answer.body();
    }

    /// The labels of a page by the list they lead to, each compared with that list.
    private Map<String, Long> labels(String page) throws IOException, InterruptedException {
        Map<String, Long> labels = new HashMap<>();
        Matcher count = COUNT.matcher(page);
        while (count.find()) {
            String list = count.group(1).replace("&amp;", "&");
            long label = number(count.group(2));
            assertThat(total(list)).as("seed %d: %s", SEED, list).isEqualTo(label);
            labels.put(list, label);
        }
        return labels;
    }

    private long total(String list) throws IOException, InterruptedException {
        if (!list.contains("/funnel/")) {
            List<String> filters = new ArrayList<>();
            for (String part : list.substring(list.indexOf('?') + 1).split("&")) {
                filters.add(URLDecoder.decode(part.substring("filter=".length()), StandardCharsets.UTF_8));
            }
            return listed(filters);
        }
        Matcher total = TOTAL.matcher(page(list.substring(list.indexOf("/funnel/"))));
        assertThat(total.find()).as(list).isTrue();
        return number(total.group(1));
    }

    /// How many journeys some conditions keep, and for one in ten how long the list is.
    private long listed(List<String> filters) {
        Figures.Answered all = all();
        JourneySelection kept = all.selection();
        for (String filter : filters) {
            kept = ResolvedFilter.of(FilterParser.parse(filter), all.snapshot().store(), ZoneOffset.UTC)
                    .select(kept);
        }
        if (asked++ % 10 == 0) {
            Query query = new Query(set, filters, Optional.empty(), Optional.empty());
            assertThat(figures.list(query, Optional.empty(), 1).total()).isEqualTo(kept.count());
        }
        return kept.count();
    }

    private Figures.Answered all() {
        return figures.ask(new Query(set, List.of(), Optional.empty(), Optional.empty()), true);
    }

    private static long number(String label) {
        return Long.parseLong(label.replace(",", ""));
    }

    private long count(Predicate<Planted> holds) {
        return journeys.stream().filter(holds).count();
    }

    private static String steps(List<String> steps) {
        StringBuilder address = new StringBuilder("/funnel?");
        steps.forEach(
                step -> address.append("step=").append(Query.encoded(step)).append('&'));
        return address.toString();
    }

    @Test
    void showsEveryPathWithTheJourneysThatTakeIt() throws IOException, InterruptedException {
        Map<List<String>, Long> paths = new HashMap<>();
        journeys.forEach(journey -> paths.merge(journey.path(), 1L, Long::sum));

        Map<String, Long> labels = labels(page("/paths?show=1000"));

        assertThat(labels).hasSize(paths.size());
        paths.forEach((path, count) -> {
            Query only = new Query(set, List.of(PathFilters.exactly(path).text()), Optional.empty(), Optional.empty());
            assertThat(labels).as("seed %d", SEED).containsEntry(only.address("journeys"), count);
        });
        List<Long> most =
                paths.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
        long others = most.stream().skip(3).mapToLong(Long::longValue).sum();
        assertThat(labels(page("/paths?show=3"))).hasSize(4).containsValue(others);
        assertThat(labels(page("/paths?show=3&filter=" + Query.encoded("passes bought"))))
                .hasSize(4);
    }

    @Test
    void countsAPatternWhileItIsTyped() throws IOException, InterruptedException {
        String pattern = "asked -> ... -> bought";
        long expected = count(journey ->
                journey.matches(List.of("asked", "bought"), Integer.MAX_VALUE).size() == 2);

        String fragment = page("/paths/count?pattern=" + Query.encoded(pattern));

        assertThat(fragment).doesNotContain("<html");
        assertThat(labels(fragment).values()).containsExactly(expected);
        assertThat(labels(page("/paths?show=2&pattern=" + Query.encoded(pattern))))
                .containsValue(expected);
        assertThat(page("/paths/count?pattern=" + Query.encoded("asked -> -> bought")))
                .contains("column 10")
                .contains("^")
                .contains("C1002");
        assertThat(page("/paths/count?pattern=" + Query.encoded("askd")))
                .contains("C1003")
                .contains("asked");
        assertThat(page("/paths/count?pattern=" + Query.encoded("asked) and passes bought and path(bought")))
                .contains("C1002");
        assertThat(page("/paths/count?pattern=" + Query.encoded("((((any{1000}){1000}){1000}){1000})")))
                .contains("C1010");
    }

    @Test
    void countsTwoStepsAsTheConditionOfOneLaterThanTheOther() throws IOException, InterruptedException {
        Figures.Answered answered = all();
        for (String from : NAMES) {
            for (String to : NAMES) {
                List<Funnel.Reached> reached = new Funnel(List.of(from, to), Optional.empty()).count(answered);
                assertThat(reached.getLast().journeys())
                        .as("seed %d: %s to %s", SEED, from, to)
                        .isEqualTo(listed(List.of(new Filter.Later(from, to, Optional.empty()).text())))
                        .isEqualTo(count(journey -> journey.matches(List.of(from, to), Integer.MAX_VALUE)
                                        .size()
                                == 2));
            }
        }
    }

    @Test
    void countsEveryStepOfAFunnelAsItsListDoes() throws IOException, InterruptedException {
        for (List<String> steps : List.of(
                List.of("asked"),
                List.of("asked", SCRIPT),
                List.of("asked", SCRIPT, "asked", NAMES.get(2)),
                List.of(NAMES.get(5), NAMES.get(3), "path"))) {
            for (int window : new int[] {Integer.MAX_VALUE, 60}) {
                String within = window == 60 ? "within=1h" : "";
                String page = page(steps(steps) + within);
                Map<String, Long> labels = labels(page.substring(page.indexOf("<table"), page.indexOf("</table>")));
                assertThat(labels(page)).hasSizeGreaterThan(labels.size());
                List<Long> expected = new ArrayList<>();
                for (int step = 1; step <= steps.size(); step++) {
                    int reached = step;
                    expected.add(count(journey -> journey.matches(steps, window).size() >= reached));
                    if (step < steps.size()) {
                        expected.add(
                                count(journey -> journey.matches(steps, window).size() == reached));
                    }
                }
                assertThat(labels.values())
                        .as("seed %d: %s %s", SEED, steps, within)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void saysTheMedianOfEachStretch() {
        List<String> steps = List.of("asked", SCRIPT);
        List<Integer> stretches = journeys.stream()
                .map(journey -> Map.entry(journey, journey.matches(steps, 60)))
                .filter(found -> found.getValue().size() == 2)
                .map(found -> found.getKey().minutes().get(found.getValue().get(1))
                        - found.getKey().minutes().get(found.getValue().get(0)))
                .sorted()
                .toList();
        int n = stretches.size();
        double median = (stretches.get((n - 1) / 2) + stretches.get(n / 2)) / 2.0 * 60;

        Funnel.Reached reached =
                new Funnel(steps, Optional.of(Duration.ofHours(1))).count(all()).getLast();

        assertThat(reached.timed()).isEqualTo(n).isGreaterThan(5);
        assertThat(reached.medianSeconds()).hasValue(median);
    }

    @Test
    void countsWhatComesBeforeAndAfterAsTheListsDo() throws IOException, InterruptedException {
        for (String touchpoint : NAMES) {
            Map<String, Long> labels = labels(page("/around?touchpoint=" + Query.encoded(touchpoint)));
            Surroundings found = Surroundings.of(all(), touchpoint);
            assertThat(found.journeys())
                    .isEqualTo(count(journey -> journey.path().contains(touchpoint)));
            assertThat(labels).containsValue(found.journeys());
            for (Surroundings.Column column : found.columns()) {
                Map<String, Long> expected = new TreeMap<>();
                for (Planted journey : journeys) {
                    int first = journey.path().indexOf(touchpoint);
                    int at = first + column.distance();
                    if (first >= 0) {
                        boolean inside = at >= 0 && at < journey.path().size();
                        expected.merge(inside ? journey.path().get(at) : "", 1L, Long::sum);
                    }
                }
                Map<String, Long> counted = new TreeMap<>();
                column.cells().forEach(cell -> counted.put(cell.touchpoint(), cell.journeys()));
                assertThat(column.beyond()).isEqualTo(expected.getOrDefault("", 0L));
                expected.remove("");
                column.others().ifPresent(others -> {
                    long rest = expected.entrySet().stream()
                            .filter(entry -> !counted.containsKey(entry.getKey()))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
                    assertThat(others.journeys()).isEqualTo(rest);
                    expected.keySet().retainAll(counted.keySet());
                });
                assertThat(counted)
                        .as("seed %d: %s %d", SEED, touchpoint, column.distance())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void answersHostileAddressesWithAReason() throws IOException, InterruptedException {
        String evil = Query.encoded("<script>alert(1)</script>\"'\u202e" + "x".repeat(300));
        for (String address : List.of(
                "/paths?pattern=" + evil,
                "/paths/count?pattern=" + evil,
                "/paths?show=-1",
                "/paths?show=99999999999",
                "/paths?filter=" + evil,
                "/funnel?step=" + evil,
                "/funnel?step=asked&within=" + evil,
                "/funnel?step=asked&within=999999999w",
                "/funnel?step=asked&within=0d",
                "/around?touchpoint=" + evil,
                "/around?touchpoint=")) {
            page(address);
        }
        assertThat(page("/funnel?step=nobody&step=asked")).contains("no touchpoint “nobody”");
        assertThat(page("/funnel?step=asked&within=soon")).contains("“soon” is no duration");
        assertThat(page(steps(java.util.Collections.nCopies(40, "asked")))).contains("at most 12 steps");
        assertThat(page("/around?touchpoint=nobody")).contains("no touchpoint “nobody”");
        HttpResponse<String> step = manager.get("/sets/" + set + "/funnel/journeys?step=asked&reached=7");
        assertThat(step.statusCode()).isEqualTo(400);
        assertThat(step.body()).contains("C4377");
    }

    // In a real browser

    @Test
    @Tag("browser")
    void countsWhileTypingAndBuildsAFunnelByMouseAndByKeyboard() throws Exception {
        Assumptions.assumeTrue(Chromium.find().isPresent(), "there is no chromium on the path");
        try (Chromium browser = new Chromium(Chromium.find().orElseThrow())) {
            browser.size(1440, 1000);
            open(browser, "/sign-in?language=en");
            focus(browser, "[name=name]");
            browser.type("max");
            focus(browser, "[name=password]");
            browser.type(PASSWORD);
            browser.loads(browser::enter);

            open(browser, "/sets/" + set + "/paths");
            focus(browser, "#pattern");
            browser.type("asked -> ... -> bought");
            long expected = listed(List.of("asked later bought"));
            await(browser, "#path-count b", Long.toString(expected));
            browser.type(" ->");
            await(browser, "#path-count", "column 26");
            assertThat(browser.text("document.activeElement.id")).isEqualTo("pattern");

            open(browser, "/sets/" + set + "/funnel");
            String asked = choice(browser, "asked");
            String bought = choice(browser, "bought");
            browser.click("#" + asked);
            await(browser, "h1", "pass asked");
            browser.click("#" + bought);
            await(browser, "h1", expected + " of");
            assertThat(browser.text("location.search")).isEqualTo("?step=asked&step=bought");

            long other = listed(List.of("bought later asked"));
            String code = bought.substring("add-".length());
            focus(browser, "#earlier-" + code + "-0");
            browser.enter();
            await(browser, "h1", other + " of");
            assertThat(browser.text("document.activeElement.id")).isEqualTo("later-" + code + "-0");
            browser.tab();
            browser.enter();
            await(browser, "h1", "pass asked");
            browser.text("history.back()");
            await(browser, "h1", other + " of");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void open(Chromium browser, String path) throws InterruptedException {
        browser.open(URI.create("http://localhost:" + port + path));
    }

    private static void focus(Chromium browser, String selector) {
        browser.text("document.querySelector('" + selector + "').focus()");
    }

    private static String choice(Chromium browser, String name) {
        return browser.text(
                "[...document.querySelectorAll('.choices li > a')].find(a => a.innerText === '" + name + "').id");
    }

    private static void await(Chromium browser, String selector, String text) throws InterruptedException {
        String said = "";
        for (int i = 0; i < 100; i++) {
            said = browser.text("(e => e ? e.innerText : '')(document.querySelector('" + selector + "'))");
            if (said.contains(text)) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(said).contains(text);
    }
}
