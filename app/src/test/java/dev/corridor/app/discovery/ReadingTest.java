package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.account.People;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.discovery.CountsOnPage.Count;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.SampleData;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Endpoint;
import dev.corridor.app.shared.access.Endpoints;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import dev.corridor.map.living.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sample company on a whole server: every count is the size of its list, and programs read the same as people.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long JOURNEYS = 400;
    private static final String PASSWORD = "three small boats";
    private static final Pattern LIST = Pattern.compile("/sets/\\d+/journeys(\\?(.*))?");
    private static final Pattern PANEL = Pattern.compile("/sets/\\d+/map\\?.*\\bmark=.*");

    /// Lists of pages that ask more than conditions can say: each says in its first sentence how many there are.
    private static final Pattern OTHER_LIST = Pattern.compile("/sets/\\d+/(time|funnel)/journeys\\?.*");

    /// Numbers without a list, by the place they stand in, each with its reason.
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "table (touchpoints|fig), Interactions", "interactions, of which a journey may have several",
            "table tab, Times", "waits, of which a journey may have several",
            "table score-table, Answers", "answers, of which a journey may have several",
            "table score-table, Score", "a score",
            "table paths others, Journeys", "the condition may be longer than an address can be",
            "figure mapfig, p shows", "what is not drawn, in one sentence",
            "ul legend.*, li", "how thick so many journeys would be drawn",
            "section part how, p note", "from how many journeys on a time is shown");
    private static final Pattern MARK = Pattern.compile("href=\"(/sets/\\d+/map\\?[^\"]*mark=[^\"]*)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private SampleData samples;

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Stores stores;

    @Autowired
    private Figures figures;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Endpoints endpoints;

    @Autowired
    private JdbcClient database;

    private final HttpClient client = HttpClient.newHttpClient();
    private DataSet set = new DataSet(new DataSetId(0), "", Optional.empty(), 0);
    private String token = "";
    private String closed = "";
    private final Map<String, Long> totals = new HashMap<>();

    @BeforeAll
    void loadSample() {
        samples.load(JOURNEYS, "test");
        imports.runDue();
        set = sets.all().getFirst();
        people.create("lists", Role.ADMINISTRATOR, PASSWORD).orThrow();
        people.create("reads", Role.VIEWER, PASSWORD).orThrow();
        token = tokens.create("reading", Role.ADMINISTRATOR, Set.of(Scope.READ), Duration.ofDays(1))
                .orThrow();
        closed = tokens.create("viewing", Role.VIEWER, Set.of(Scope.READ), Duration.ofDays(1))
                .orThrow();
    }

    private HttpResponse<String> call(String path, String bearer) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + bearer)
                        .build(),
                BodyHandlers.ofString());
    }

    private byte[] file(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        return answer.body();
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(path, token);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Query query(String... filters) {
        return new Query(set.id(), List.of(filters), Optional.empty(), Optional.empty());
    }

    // Exact numbers

    @Test
    void countsAtEveryPlaceOfTheMapWhatItsListHoldsAndTheDatabaseSays() {
        for (List<String> filters : List.of(
                List.<String>of(),
                List.of("passes bill.queried"),
                List.of("not passes survey.answered", "score >= 0"))) {
            Query asked = query(filters.toArray(String[]::new));
            FlowReport report = figures.ask(asked, true).report();
            for (Mark mark : marks(report)) {
                long label = label(report, mark);
                long listed = figures.list(asked.and(Marks.filter(mark).text()), Optional.empty(), 1)
                        .total();
                assertThat(listed).as("%s under %s", mark, filters).isEqualTo(label);
                if (filters.isEmpty()) {
                    assertThat(counted(mark)).as("%s in SQL", mark).isEqualTo(label);
                }
            }
        }
    }

    private static List<Mark> marks(FlowReport report) {
        List<Mark> marks = new ArrayList<>();
        for (Touchpoint touchpoint : report.touchpoints()) {
            marks.add(new Mark.Touchpoint(touchpoint.id()));
            marks.add(new Mark.Start(touchpoint.id()));
            marks.add(new Mark.End(touchpoint.id()));
        }
        for (Edge edge : report.edges()) {
            marks.add(new Mark.Step(
                    report.touchpoints().get(edge.from()).id(),
                    report.touchpoints().get(edge.to()).id()));
        }
        return marks;
    }

    private static long label(FlowReport report, Mark mark) {
        return switch (mark) {
            case Mark.Touchpoint(String id) -> touchpoint(report, id).journeys();
            case Mark.Start(String id) -> touchpoint(report, id).starts();
            case Mark.End(String id) -> touchpoint(report, id).ends();
            case Mark.Step(String from, String to) ->
                report.edges().stream()
                        .filter(edge -> report.touchpoints()
                                        .get(edge.from())
                                        .id()
                                        .equals(from)
                                && report.touchpoints().get(edge.to()).id().equals(to))
                        .findFirst()
                        .orElseThrow()
                        .journeys();
        };
    }

    private static Touchpoint touchpoint(FlowReport report, String id) {
        return report.touchpoints().stream()
                .filter(touchpoint -> touchpoint.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Also where the rule, the time or the conditions are others: how long people are waited for is a matter of all
    /// journeys.
    @Test
    void countsDropOutsAsTheirListsDoUnderEveryRuleAndCondition() {
        for (String rule : List.of("", "customer", "gap=30d", "from=contract.signed,timeout=90d")) {
            for (List<String> filters :
                    List.of(List.<String>of(), List.of("passes bill.queried"), List.of("not passes survey.answered"))) {
                for (String asOf : List.of("", "2026-01-15")) {
                    Query asked = new Query(set.id(), filters, Optional.of(rule), Optional.of(asOf));
                    for (Touchpoint touchpoint :
                            figures.ask(asked, true).report().touchpoints()) {
                        String drops = Marks.counted(new Mark.Touchpoint(touchpoint.id()), Metric.DROP_OUTS)
                                .text();
                        assertThat(figures.list(asked.and(drops), Optional.empty(), 1)
                                        .total())
                                .as("%s under %s, %s as of %s", drops, rule, filters, asOf)
                                .isEqualTo(touchpoint.dropOuts().orElse(0));
                    }
                }
            }
        }
    }

    @Test
    void countsAsDropOutsWhatTheDatabaseSaysHasDroppedOut() {
        Map<String, Long> told = new HashMap<>();
        for (Touchpoint touchpoint : figures.ask(query(), true).report().touchpoints()) {
            if (touchpoint.dropOuts().orElseThrow() > 0) {
                told.put(touchpoint.id(), touchpoint.dropOuts().getAsLong());
            }
        }

        assertThat(told).hasSizeGreaterThan(3).isEqualTo(droppedOut());
    }

    /// Drop-outs by the touchpoint they were seen last at, counted by the database alone.
    private Map<String, Long> droppedOut() {
        Map<String, Long> counts = new HashMap<>();
        database.sql("""
                WITH ordered AS (
                    SELECT customer, key, touchpoint, second, lead(touchpoint) OVER source IS NULL AS last
                    FROM interaction WHERE data_set = :set AND live AND touchpoint IS NOT NULL
                    WINDOW source AS (PARTITION BY customer, key
                                      ORDER BY second, nano, coalesce(array_position(:ranks, touchpoint), 1000), place)
                ), journey AS (
                    SELECT customer, key, min(second) AS start, max(touchpoint) FILTER (WHERE last) AS seen,
                           min(second) FILTER (WHERE touchpoint = ANY (:ends)) AS reached
                    FROM ordered GROUP BY customer, key
                ), patience AS (
                    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY reached - start) AS seconds
                    FROM journey WHERE reached IS NOT NULL
                )
                SELECT seen, count(*) AS journeys FROM journey, patience
                WHERE reached IS NULL AND (SELECT max(second) FROM ordered) - start >= patience.seconds
                GROUP BY seen
                """)
                .param("set", set.id().value())
                .param("ranks", schema().touchpointOrder().toArray(String[]::new))
                .param("ends", schema().ends().toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getString("seen"), row.getLong("journeys"));
                });
        return counts;
    }

    private Schema schema() {
        return stores.current(set.id()).store().schema();
    }

    /// Medians against the database's, intervals against sorted times with ranks counted here.
    @Test
    void putsEveryWaitBetweenTheTimesThatBoundIt() {
        int checked = 0;
        for (Touchpoint touchpoint : figures.ask(query(), true).report().touchpoints()) {
            List<Long> waits = waits(touchpoint.id());
            Times told = touchpoint.toNext();
            assertThat(told.count()).as(touchpoint.id()).isEqualTo(waits.size());
            if (waits.isEmpty()) {
                continue;
            }
            assertThat(told.medianSeconds()).isCloseTo(quantile(touchpoint.id(), 0.5), within(1e-6));
            assertThat(told.p90Seconds()).isCloseTo(quantile(touchpoint.id(), 0.9), within(1e-6));
            checked += bounds(waits, 0.5, told.median()) + bounds(waits, 0.9, told.p90());
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static int bounds(List<Long> sorted, double p, Times.Range told) {
        int n = sorted.size();
        int low = -1;
        while (low + 1 < n && atMost(low + 1, n, p) <= 0.025) {
            low++;
        }
        int high = n;
        while (high > 0 && 1 - atMost(high - 1, n, p) <= 0.025) {
            high--;
        }
        assertThat(told.low().isPresent()).isEqualTo(low >= 0);
        assertThat(told.high().isPresent()).isEqualTo(high < n);
        if (low >= 0) {
            double exact = sorted.get(low);
            assertThat(told.low().getAsDouble()).isBetween(exact * 31 / 32, exact);
        }
        if (high < n) {
            double exact = sorted.get(high);
            assertThat(told.high().getAsDouble()).isBetween(exact, exact * 33 / 32);
        }
        return (low >= 0 ? 1 : 0) + (high < n ? 1 : 0);
    }

    /// The probability that at most k of n values lie below the quantile.
    private static double atMost(int k, int n, double p) {
        double sum = 0;
        double logarithm = n * Math.log(1 - p);
        for (int i = 0; i <= k; i++) {
            sum += Math.exp(logarithm);
            logarithm += Math.log((double) (n - i) / (i + 1)) + Math.log(p / (1 - p));
        }
        return sum;
    }

    private static final String WAITS = """
            FROM (
                SELECT touchpoint, lead(second) OVER source - second AS wait
                FROM interaction WHERE data_set = :set AND live AND touchpoint IS NOT NULL
                WINDOW source AS (PARTITION BY customer, key
                                  ORDER BY second, nano, coalesce(array_position(:ranks, touchpoint), 1000), place)
            ) AS ordered WHERE touchpoint = :touchpoint AND wait IS NOT NULL
            """;

    private List<Long> waits(String touchpoint) {
        return waiting("SELECT wait " + WAITS + " ORDER BY wait", touchpoint)
                .query(Long.class)
                .list();
    }

    private double quantile(String touchpoint, double p) {
        return waiting("SELECT percentile_cont(" + p + ") WITHIN GROUP (ORDER BY wait) " + WAITS, touchpoint)
                .query(Double.class)
                .single();
    }

    private JdbcClient.StatementSpec waiting(String sql, String touchpoint) {
        return database.sql(sql)
                .param("set", set.id().value())
                .param("ranks", schema().touchpointOrder().toArray(String[]::new))
                .param("touchpoint", touchpoint);
    }

    /// Journeys by key, counted by the database alone.
    private long counted(Mark mark) {
        String where = switch (mark) {
            case Mark.Touchpoint(String id) -> "touchpoint = :one AND :two::text IS NOT NULL";
            case Mark.Start(String id) -> "touchpoint = :one AND at = 1 AND :two::text IS NOT NULL";
            case Mark.End(String id) -> "touchpoint = :one AND following IS NULL AND :two::text IS NOT NULL";
            case Mark.Step(String from, String to) -> "touchpoint = :one AND following = :two";
        };
        String one = switch (mark) {
            case Mark.Touchpoint(String id) -> id;
            case Mark.Start(String id) -> id;
            case Mark.End(String id) -> id;
            case Mark.Step(String from, String to) -> from;
        };
        String two = mark instanceof Mark.Step(String from, String to) ? to : "";
        return database.sql("""
                SELECT count(DISTINCT (customer, key)) FROM (
                    SELECT customer, key, touchpoint, row_number() OVER source AS at, lead(touchpoint) OVER source AS following
                    FROM interaction WHERE data_set = :set AND live AND touchpoint IS NOT NULL
                    WINDOW source AS (PARTITION BY customer, key
                                      ORDER BY second, nano, coalesce(array_position(:ranks, touchpoint), 1000), place)
                ) AS ordered WHERE
                """ + where)
                .param("set", set.id().value())
                .param(
                        "ranks",
                        stores.current(set.id())
                                .store()
                                .schema()
                                .touchpointOrder()
                                .toArray(String[]::new))
                .param("one", one)
                .param("two", two)
                .query(Long.class)
                .single();
    }

    /// Every whole number on every page leads to a list of so many journeys, unless it is named as an exception. In
    /// the middle of a sentence a number may be said once more that leads to its list elsewhere on the page.
    @Test
    void leadsFromEveryCountOnEveryPageToAListOfThatManyJourneys() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Set<String> excepted = new HashSet<>();
        int checked = 0;
        try (Browser browser = new Browser(port)) {
            browser.signIn("lists", PASSWORD);
            for (String page : pagesOfFigures(browser)) {
                List<Count> counts = CountsOnPage.of(browser.get(page).body());
                Set<Long> listed = new HashSet<>();
                counts.stream().filter(count -> !count.link().isEmpty()).forEach(count -> listed.add(count.number()));
                for (Count count : counts) {
                    Optional<String> exception = EXCEPTIONS.keySet().stream()
                            .filter(count.place()::matches)
                            .findFirst();
                    OptionalLong total = count.place().endsWith(", Customers")
                            ? customers(count.link())
                            : total(count.link(), browser);
                    if (total.isPresent()) {
                        checked++;
                        if (total.getAsLong() != count.number()) {
                            wrong.add(page + ": " + count + " leads to " + total.getAsLong());
                        }
                    } else if (exception.isPresent()) {
                        excepted.add(exception.get());
                    } else if (count.number() > 0 && (count.alone() || !listed.contains(count.number()))) {
                        wrong.add(page + ": " + count + " leads to no list");
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(excepted).as("exceptions that nothing needs").isEqualTo(EXCEPTIONS.keySet());
        assertThat(checked).isGreaterThan(400);
    }

    /// How many customers walked the journeys to which a number leads; empty where that is no list.
    private OptionalLong customers(String link) throws IOException, InterruptedException {
        Matcher list = LIST.matcher(link);
        return list.matches()
                ? OptionalLong.of(json("/api/v1/journeys?limit=1&set=" + set.id() + "&" + list.group(2))
                        .path("customers")
                        .asLong())
                : OptionalLong.empty();
    }

    /// How many journeys there are where a number leads; empty where that is no list.
    private OptionalLong total(String link, Browser browser) throws IOException, InterruptedException {
        Long known = totals.get(link);
        if (known != null) {
            return OptionalLong.of(known);
        }
        Matcher list = LIST.matcher(link);
        OptionalLong total = OptionalLong.empty();
        if (list.matches()) {
            String asked = list.group(2) == null ? "" : "&" + list.group(2);
            total = OptionalLong.of(json("/api/v1/journeys?limit=1&set=" + set.id() + asked)
                    .path("total")
                    .asLong());
        } else if (OTHER_LIST.matcher(link).matches() || PANEL.matcher(link).matches()) {
            boolean panel = PANEL.matcher(link).matches();
            String body = browser.get(link).body();
            total = CountsOnPage.of(panel ? body.substring(body.indexOf("<aside")) : body).stream()
                    .filter(count -> panel == !count.link().isEmpty())
                    .mapToLong(Count::number)
                    .findFirst();
        }
        total.ifPresent(number -> totals.put(link, number));
        return total;
    }

    @Test
    void showsReadersWhoMayNotListCustomersNoLinkToAnyList() throws IOException, InterruptedException {
        try (Browser browser = new Browser(port)) {
            browser.signIn("reads", PASSWORD);
            for (String page : pagesOfFigures(browser)) {
                assertThat(browser.get(page).body())
                        .as(page)
                        .doesNotContainPattern("href=\"/sets/\\d+/([a-z]+/)?journeys");
            }
        }
    }

    /// Which scores others may see is settled for the places of the map of journeys; drop-outs are none of them.
    @Test
    void tellsReadersWhoMayNotListCustomersNoScoreOfDropOuts() throws IOException, InterruptedException {
        int counted = 0;
        try (Browser browser = new Browser(port)) {
            browser.signIn("reads", PASSWORD);
            for (Touchpoint touchpoint : figures.ask(query(), true).report().touchpoints()) {
                String at = encoded(touchpoint.id());
                for (String asked : List.of("metric=dropouts&mark=end&at=" + at, "filter=drops+" + at)) {
                    String page = browser.get("/sets/" + set.id() + "/map?language=en&" + asked)
                            .body();
                    assertThat(page).as(asked).doesNotContainPattern("Score of (these|the rest)</th><td>\\d");
                    counted += page.contains("<span>Drop-outs</span>") ? 1 : 0;
                }
                assertThat(browser.get("/sets/" + set.id() + "/scores?language=en&filter=drops+" + at)
                                .body())
                        .as(touchpoint.id())
                        .doesNotContainPattern("class=\"value [a-z]*\">-?\\d");
            }
        }
        assertThat(counted).isGreaterThan(10);
    }

    @Test
    void findsNumbersWithoutAListInCellsFiguresAndSentences() {
        List<Count> counts = CountsOnPage.of("""
                <main><p class="facts">Of <b>1,234 journeys</b> 12 % pass, in 3 days.</p>
                <table class="tab new"><thead><tr><th>Name</th><th>Dropped out</th></tr></thead>
                <tbody><tr><th scope="row">7</th><td data-name="a > b">45<small>12 / <a href="/x?a=1&amp;b=2">90</a></small></td></tr></tbody></table>
                <svg><text>8</text></svg><ul><li><span>9</span></li></ul></main>""");
        assertThat(counts)
                .containsExactly(
                        new Count(1234, "p facts", "", false),
                        new Count(45, "table new, Dropped out", "", true),
                        new Count(12, "table new, Dropped out", "", true),
                        new Count(90, "table new, Dropped out", "/x?a=1&b=2", true),
                        new Count(9, "span", "", true));
    }

    /// Every page of the data set that answers without further choice, and the map with each of its places chosen.
    private List<String> pagesOfFigures(Browser browser) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        for (Endpoint endpoint : endpoints.all()) {
            boolean ofSet = endpoint.path().matches("/sets/\\{set}(/[a-z-]+)?");
            if (endpoint.method().equals("GET") && ofSet && endpoint.permission() == Permission.READ_FIGURES) {
                String page = endpoint.path().replace("{set}", set.id().toString());
                pages.add(page);
                pages.add(page + "?filter=" + encoded("passes bill.queried"));
            }
        }
        String sets = "/sets/" + set.id();
        for (Metric metric : Metric.values()) {
            pages.add(sets + "/map?metric=" + metric.key());
            pages.add(sets + "/map?metric=" + metric.key() + "&mark=touchpoint&at=bill.queried");
            pages.add(sets + "/map?metric=" + metric.key() + "&mark=end&at=offer.made");
        }
        pages.add(sets + "/funnel?step=offer.made&step=contract.signed&step=bill.queried");
        pages.add(sets + "/funnel?step=offer.made&step=contract.signed&within=30d");
        pages.add(sets + "/paths?pattern=" + encoded("offer.made ... contract.signed"));
        pages.add(sets + "/time?from=offer.made&to=contract.signed");
        pages.add(sets + "/find?q=offer");
        Matcher mark = MARK.matcher(browser.get(sets + "/map?filter=" + encoded("passes bill.queried"))
                .body());
        Set<String> marks = new HashSet<>();
        while (mark.find()) {
            marks.add(mark.group(1).replace("&amp;", "&"));
        }
        pages.addAll(marks.stream().sorted().toList());
        return pages;
    }

    // The list and what lies behind it

    @Test
    void pagesThroughTheWholeListAndNothingTwice() throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        long total = 0;
        do {
            JsonNode page = json("/api/v1/journeys?limit=37&filter=" + encoded("passes offer.made") + cursor);
            total = page.path("total").asLong();
            page.path("journeys").forEach(journey -> {
                keys.add(journey.path("key").asString());
                assertThat(journey.path("path").toString()).contains("offer.made");
            });
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
            if (!cursor.isEmpty()) {
                assertThat(call("/api/v1/journeys?limit=37&filter=" + encoded("starts shop.visited") + cursor, token)
                                .body())
                        .contains("C4354");
            }
        } while (!cursor.isEmpty());

        assertThat(keys).hasSize((int) total).doesNotHaveDuplicates();
        String csv = new String(
                file("/sets/" + set.id() + "/journeys.csv?filter=" + encoded("passes offer.made")),
                StandardCharsets.UTF_8);
        assertThat(csv.lines().skip(1).map(line -> line.split(",")[0].replace("\"", "")))
                .containsExactlyElementsOf(keys);
    }

    @Test
    void tellsEveryInteractionOfAJourneyAndOfItsCustomer() throws IOException, InterruptedException {
        JsonNode journey = json("/api/v1/journeys?limit=1&filter=" + encoded("passes survey.answered"))
                .path("journeys")
                .get(0);
        String customer = journey.path("customer").asString();
        long inDatabase = database.sql(
                        "SELECT count(*) FROM interaction WHERE live AND touchpoint IS NOT NULL AND customer = :customer")
                .param("customer", customer)
                .query(Long.class)
                .single();

        JsonNode told = json("/api/v1/customers/" + customer);
        assertThat(told.path("interactions").size()).isEqualTo((int) inDatabase);
        assertThat(told.path("journeys").toString())
                .contains(journey.path("key").asString());
        try (Browser browser = new Browser(port)) {
            browser.signIn("lists", PASSWORD);
            HttpResponse<String> found = browser.get(
                    "/sets/" + set.id() + "/find?q=" + journey.path("key").asString());
            assertThat(found.statusCode()).isEqualTo(303);
            String page = browser.get(
                            URI.create(Browser.location(found)).toString().replaceFirst("^http://[^/]*", ""))
                    .body();
            assertThat(page.split("class=\"stop\"", -1))
                    .hasSize(journey.path("path").size() + 1);
            assertThat(Browser.location(browser.get("/sets/" + set.id() + "/find?q=" + customer)))
                    .endsWith("/sets/" + set.id() + "/customers/" + customer);
            assertThat(browser.get("/sets/" + set.id() + "/find?q=" + encoded("<b>nobody\""))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void findsTouchpointsByPartOfTheirName() throws IOException, InterruptedException {
        try (Browser browser = new Browser(port)) {
            browser.signIn("lists", PASSWORD);
            String find = "/sets/" + set.id() + "/find?language=en&q=";
            HttpResponse<String> byId = browser.get(find + "SURVEY.ANSW");
            assertThat(byId.statusCode()).isEqualTo(200);
            String link = "href=\"/sets/" + set.id() + "/map?mark=touchpoint&amp;at=survey.answered\"";
            assertThat(byId.body()).contains(link);
            assertThat(browser.get(find + "survey+ANSW").body()).contains(link);
            String name = figures
                    .ask(new Query(set.id(), List.of(), Optional.empty(), Optional.empty()), true)
                    .report()
                    .touchpoints()
                    .stream()
                    .filter(touchpoint -> touchpoint.id().equals("survey.answered"))
                    .map(touchpoint -> touchpoint.name().in(Language.RU))
                    .findFirst()
                    .orElseThrow();
            assertThat(browser.get("/sets/" + set.id() + "/find?language=ru&q="
                                    + encoded(name.toUpperCase(Locale.ROOT)))
                            .body())
                    .contains(link)
                    .contains(name);
        }
    }

    @Test
    void saysWhatIsWrongWithConditionInTheReadersLanguageAndWhereInEnglish() throws IOException, InterruptedException {
        Map<String, String> said = Map.of(
                "en", "This cannot be read.", "pt", "Isto não pode ser lido.", "ru", "Это не удалось прочитать.");
        try (Browser browser = new Browser(port)) {
            browser.signIn("lists", PASSWORD);
            for (String language : said.keySet()) {
                String bar = browser.get("/sets/" + set.id() + "/map?filter=no+condition&language=" + language)
                        .body();
                assertThat(bar).contains(said.get(language)).contains("C1002");
                assertThat(bar)
                        .containsPattern(
                                "<p class=\"facts exact\" lang=\"en\"><span class=\"at-mark\">The filter cannot be read at column");
                String page = browser.get("/sets/" + set.id() + "/map?journeys=nonsense&language=" + language)
                        .body();
                assertThat(page)
                        .contains(said.get(language).replaceFirst("[.]$", "</h1>"))
                        .contains("C1002");
                assertThat(page).contains("lang=\"en\"><span class=\"at-mark\">The journey rule cannot be read");
                assertThat(page.contains("Mend the journey rule")).isEqualTo(!language.equals("en"));
            }
        }
    }

    @Test
    void takesEveryChoiceOfTheMapAndOfScoresAlong() throws IOException, InterruptedException {
        String condition = "filter=" + encoded("passes offer.made");
        String sliders = "touchpoints=3&paths=4";
        String groups = "group=" + encoded("passes contract.signed");
        try (Browser browser = new Browser(port)) {
            browser.signIn("lists", PASSWORD);
            String at = "/sets/" + set.id() + "/map?";
            String map = browser.get(at + condition + "&" + sliders + "&metric=median&" + groups
                            + "&mark=touchpoint&at=offer.made")
                    .body()
                    .replace("&amp;", "&");

            assertThat(map)
                    .contains("href=\"" + at + sliders + "&metric=median&" + groups + "\" title=")
                    .contains("href=\"" + at + condition + "&" + sliders + "&metric=median\">")
                    .contains("href=\"" + at + condition + "&" + sliders + "&metric=median&" + groups
                            + "&mark=touchpoint&at=")
                    .contains("href=\"" + at + condition + "&" + sliders + "&metric=median&group="
                            + encoded("passes offer.made"));
            assertThat(hidden(map, "class=\"add\"")).contains("touchpoints", "paths", "metric", "group", "filter");
            assertThat(hidden(map, "class=\"pair\""))
                    .contains("touchpoints", "paths", "metric", "filter")
                    .doesNotContain("group");
            assertThat(hidden(map, "id=\"controls\""))
                    .contains("metric", "group", "filter")
                    .doesNotContain("touchpoints", "paths");

            String scores = browser.get("/sets/" + set.id() + "/scores?" + condition + "&by=month&measure=mean")
                    .body()
                    .replace("&amp;", "&");
            assertThat(scores).contains("href=\"/sets/" + set.id() + "/scores?by=month&measure=mean\"");
        }
    }

    private static List<String> hidden(String page, String form) {
        int from = page.indexOf(form);
        return Pattern.compile("type=\"hidden\" name=\"([^\"]+)\"")
                .matcher(page.substring(from, page.indexOf("</form>", from)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void saysThatAComparisonIsClosedToTheReader() throws IOException, InterruptedException {
        try (Browser browser = new Browser(port)) {
            browser.signIn("reads", PASSWORD);
            String page = browser.get("/sets/" + set.id() + "/map?language=en&group=" + encoded("score >= 4"))
                    .body();
            assertThat(page)
                    .contains("Nothing is compared, because a condition of it is for those who may list customers.")
                    .contains("C4371");
        }
    }

    @Test
    void tellsReadersWithoutListsOnlyWhatKindOfFailureAnImportHad() throws IOException, InterruptedException {
        long failed = database.sql("""
                INSERT INTO import (state, name, recipe, files, created_at, touched_at, created_by, failure)
                VALUES ('FAILED', 'f', '', '[]', now(), now(), 'test',
                    '{"code": "C2112", "sentence": "Is 03/04/2026 a day?", "remedy": "Say so."}') RETURNING id
                """).query(Long.class).single();

        assertThat(call("/api/v1/imports/" + failed, token).body()).contains("03/04/2026");
        assertThat(call("/api/v1/imports/" + failed, closed).body())
                .contains("C2112", "It cannot be told whether the day or the month comes first.")
                .doesNotContain("03/04/2026");
    }

    @Test
    void keepsListsFromReadersWhoMayNotListCustomers() throws IOException, InterruptedException {
        for (String path : List.of("/api/v1/journeys", "/api/v1/customers/K0000001")) {
            assertThat(call(path, closed).statusCode()).as(path).isEqualTo(403);
        }
        String mined = call("/api/v1/mine", closed).body();
        assertThat(JSON.readTree(mined).path("journeys").asLong()).isPositive();
        try (Browser browser = new Browser(port)) {
            browser.signIn("reads", PASSWORD);
            String start = browser.get("/sets/" + set.id()).body();
            assertThat(start).contains("class=\"news\"").doesNotContain("/journeys");
        }
    }

    // The read API

    @Test
    void minesAsTheCommandLineDoes() throws IOException, InterruptedException {
        Snapshot snapshot = stores.current(set.id());
        String filter = "passes offer.made";
        Question question = new Question(
                snapshot.rule(),
                List.of(FilterParser.parse(filter), FilterParser.parse("time in 2025-06-01..2026-06-30")),
                OptionalLong.empty(),
                RecipeZone.of(snapshot.origin().recipe()),
                false,
                false,
                20);
        String expected =
                AnswerJson.write(new Mining(snapshot.store(), snapshot.origin().titled(set.name()), question).answer());

        String answer = call("/api/v1/mine?from=2025-06-01&to=2026-06-30&filter=" + encoded(filter), token)
                .body();

        assertThat(JSON.readTree(answer)).isEqualTo(JSON.readTree(expected));
    }

    @Test
    void describesEveryCallAndRunsItsExamples() throws IOException, InterruptedException {
        JsonNode document = JSON.readTree(call("/api/v1/openapi.json", token).body());
        Set<String> described = new HashSet<>(document.path("paths").propertyNames());
        Set<String> answered = new HashSet<>();
        endpoints.all().stream()
                .filter(endpoint -> endpoint.path().startsWith("/api/"))
                .forEach(endpoint -> answered.add(endpoint.path()));
        assertThat(described).isEqualTo(answered);
        for (String path : described) {
            JsonNode operation = document.path("paths").path(path).path("get");
            String call = example(path, operation);
            HttpResponse<String> answer = call(call, token);
            assertThat(answer.statusCode()).as(call + " " + answer.body()).isEqualTo(200);
            JsonNode shown = operation
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("example");
            JsonNode told = JSON.readTree(answer.body());
            assertThat(told.propertyNames()).as(call).containsAll(shown.propertyNames());
            JsonNode schema = operation
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            if (schema.has("properties")) {
                assertThat(told.propertyNames())
                        .as(call)
                        .containsExactlyInAnyOrderElementsOf(
                                schema.path("properties").propertyNames());
            }
        }
    }

    private String example(String path, JsonNode operation) {
        String call = path;
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode example = parameter.path("example");
            if (example.isMissingNode()) {
                continue;
            }
            String name = parameter.path("name").asString();
            String value = name.equals("set")
                    ? set.id().toString()
                    : (example.isArray() ? example.get(0) : example).asString();
            if (parameter.path("in").asString().equals("path")) {
                call = call.replace("{" + name + "}", value);
            } else {
                parameters.add(name + "=" + encoded(value));
            }
        }
        return call + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    @Test
    void answersEveryMistakeWithProblemDetails() throws IOException, InterruptedException {
        record Mistake(String path, int status, String code) {}
        for (Mistake mistake : List.of(
                new Mistake("/api/v1/mine?filter=((", 400, "C1002"),
                new Mistake("/api/v1/mine?from=yesterday", 400, "C4401"),
                new Mistake("/api/v1/mine?from=2026-02-01&to=2026-01-01", 400, "C4401"),
                new Mistake("/api/v1/mine?set=99999", 404, "C4201"),
                new Mistake("/api/v1/journeys?edge=A", 400, "C4401"),
                new Mistake("/api/v1/journeys?limit=0", 400, "C4401"),
                new Mistake("/api/v1/journeys?cursor=x", 400, "C4354"),
                new Mistake("/api/v1/journeys?cursor=999-00000000-0-0", 409, "C4341"),
                new Mistake("/api/v1/scores?measure=love", 400, "C4401"),
                new Mistake("/api/v1/imports/99999", 404, "C4202"),
                new Mistake("/api/v1/customers/nobody", 404, "C4304"),
                new Mistake("/api/v1/nothing", 404, "C4304"))) {
            HttpResponse<String> answer = call(mistake.path(), token);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(answer.statusCode()).as(mistake.path() + answer.body()).isEqualTo(mistake.status());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(problem.path("code").asString()).as(mistake.path()).isEqualTo(mistake.code());
            assertThat(problem.path("remedy").asString()).as(mistake.path()).isNotBlank();
        }
    }

    // The map as a file

    @Test
    void takesTheMapAlongInEveryFormWithItsConditionsInWords() throws IOException, InterruptedException {
        String asked = "?language=ru&filter=" + encoded("passes offer.made");
        String svg = new String(file("/sets/" + set.id() + "/map.svg" + asked), StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg").contains(set.name() + ". Только пути, которые проходят через");
        try (InputStream png = new ByteArrayInputStream(file("/sets/" + set.id() + "/map.png" + asked))) {
            assertThat(ImageIO.read(png).getWidth()).isGreaterThan(1000);
        }
        try (PDDocument pdf = Loader.loadPDF(file("/sets/" + set.id() + "/map.pdf" + asked))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains(set.name() + ". Только пути, которые проходят через")
                    .contains("Не показано")
                    .doesNotContain("###");
        }
    }
}
