package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.account.People;
import dev.corridor.app.discovery.TouchpointFigures.Row;
import dev.corridor.app.discovery.TouchpointOrder.Column;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// The pages of touchpoints and of times, on a small data set with hostile names that is counted a second time here.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimesTest {
    private static final long SEED = 20_261_124;
    private static final String PASSWORD = "three small boats";
    private static final String BEGIN = "order.placed";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String QUOTED = "\"quoted\" 'name' & <b>more</b>";
    private static final String NOTE = "note";
    private static final String DONE = "done";
    private static final Set<String> TOUCHPOINTS = new TreeSet<>(List.of(BEGIN, SCRIPT, QUOTED, NOTE, DONE));
    private static final String RECIPE = """
            recipe: Hostile
            tables:
              visits:
                columns: [order, who, kind, at]
            interactions:
              - from: visits
                journey: order
                customer: who
                time: at
                touchpoint: kind
                score: {column: stars, scale: 0..10}
            ends: [done]
            """;
    private static final long FIRST = LocalDateTime.of(2026, 3, 2, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final List<Trip> TRIPS = trips(new Random(SEED));
    private static final Pattern LIST =
            Pattern.compile("<a href=\"(/sets/\\d+/time/journeys\\?[^\"]*)\">([\\d,]+)</a>");
    private static final Pattern TOTAL = Pattern.compile(": ([\\d,]+) journeys?[ ,.]");
    private static final Pattern LINE = Pattern.compile(
            "<tr><th scope=\"row\" class=\"t\"><a href=\"[^\"]*\"><bdi>([^<]*)</bdi></a></th>(.*?)</tr>",
            Pattern.DOTALL);

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    @Autowired
    private Stretches stretches;

    @Autowired
    private Touchpoints touchpoints;

    @Autowired
    private Figures figures;

    @Autowired
    private JdbcClient database;

    private DataSetId set = new DataSetId(0);
    private Browser reader = new Browser(0);

    /// One contact.
    ///
    /// @param second empty where nobody wrote down when
    private record Stop(String touchpoint, @Nullable Long second) {}

    /// One journey.
    private record Trip(int number, List<Stop> stops, String score) {
        long start() {
            return Objects.requireNonNull(stops.getFirst().second());
        }
    }

    private static List<Trip> trips(Random random) {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            long at = FIRST + random.nextInt(i < 130 ? 20 * 86_400 : 2 * 86_400) + (i < 130 ? 0 : 22 * 86_400);
            List<Stop> stops = new ArrayList<>(List.of(new Stop(BEGIN, at)));
            for (int step = random.nextInt(4); step > 0; step--) {
                at += 60 + random.nextInt(90_000);
                stops.add(new Stop(random.nextBoolean() ? SCRIPT : QUOTED, at));
            }
            if (i % 10 == 3) {
                stops.add(new Stop(NOTE, null));
            }
            if (random.nextInt(5) > 0 && i < 150) {
                at += 3_600 + random.nextInt(300_000);
                stops.add(new Stop(DONE, at));
            }
            trips.add(new Trip(i, stops, random.nextInt(3) > 0 ? "" + random.nextInt(11) : ""));
        }
        return trips;
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("order,who,kind,at,stars\n");
        for (Trip trip : TRIPS) {
            for (Stop stop : trip.stops()) {
                Long second = stop.second();
                csv.append("o%d,c%d,\"%s\",%s,%s%n"
                        .formatted(
                                trip.number(),
                                trip.number(),
                                stop.touchpoint().replace("\"", "\"\""),
                                second == null ? "" : LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC),
                                stop.touchpoint().equals(BEGIN) ? trip.score() : ""));
            }
        }
        return csv.toString();
    }

    @BeforeAll
    void importAndSignIn() throws IOException, InterruptedException {
        ImportId id = imports.draft("hostile", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(csv().getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "hostile", RecipeParser.parse(RECIPE), RECIPE, Optional.empty());
        imports.start(id, "ana");
        imports.runDue();
        set = imports.require(id).set().orElseThrow();
        people.create("max", Role.CX_MANAGER, PASSWORD).orThrow();
        reader = new Browser(port);
        reader.signIn("max", PASSWORD);
    }

    @AfterAll
    void leave() {
        reader.close();
    }

    private String page(String address) throws IOException, InterruptedException {
        String path = address.startsWith("/sets/") ? address : "/sets/" + set + address;
        HttpResponse<String> answer =
                reader.get(path.contains("language=") ? path : path + (path.contains("?") ? "&" : "?") + "language=en");
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private Query all() {
        return new Query(set, List.of(), Optional.empty(), Optional.empty());
    }

    // What a stretch comes to, counted here

    private enum Ending {
        ARRIVED,
        OPEN,
        NEVER,
        UNTIMED,
        APART
    }

    /// @param there whether the journey meets the condition of the stretch
    private record Measured(Trip trip, Ending ending, long start, long seconds, boolean there) {}

    private static List<Measured> measured(Stretch stretch) {
        return TRIPS.stream().map(trip -> measured(trip, stretch)).toList();
    }

    private static Measured measured(Trip trip, Stretch stretch) {
        List<String> path = trip.stops().stream().map(Stop::touchpoint).toList();
        int begin = stretch.from().map(path::indexOf).orElse(0);
        if (stretch.directly()) {
            begin = IntStream.range(0, path.size() - 1)
                    .filter(i -> path.get(i).equals(stretch.from().orElseThrow())
                            && path.get(i + 1).equals(stretch.to().orElseThrow()))
                    .findFirst()
                    .orElse(-1);
        }
        if (begin < 0) {
            return new Measured(trip, Ending.APART, 0, 0, false);
        }
        int behind = begin + (stretch.from().isPresent() ? 1 : 0);
        int end = stretch.to()
                .map(to -> path.subList(behind, path.size()).indexOf(to))
                .orElse(isOpen(trip) ? -1 : 0);
        boolean there = end >= 0 || stretch.to().isEmpty();
        Long from = trip.stops().get(begin).second();
        Long to = end < 0
                ? null
                : stretch.to().isPresent() ? trip.stops().get(behind + end).second() : lastTime(trip);
        if (end < 0 && !isOpen(trip)) {
            return new Measured(trip, Ending.NEVER, 0, 0, there);
        }
        if (from == null || (end >= 0 && to == null)) {
            return new Measured(trip, Ending.UNTIMED, 0, 0, there);
        }
        return to == null
                ? new Measured(trip, Ending.OPEN, from, asOf() - from, there)
                : new Measured(trip, Ending.ARRIVED, from, to - from, there);
    }

    private static @Nullable Long lastTime(Trip trip) {
        return trip.stops().reversed().stream()
                .map(Stop::second)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static long asOf() {
        return TRIPS.stream()
                .flatMap(trip -> trip.stops().stream())
                .mapToLong(stop -> stop.second() == null ? 0 : stop.second())
                .max()
                .orElseThrow();
    }

    private static boolean isOpen(Trip trip) {
        List<Long> completions = TRIPS.stream()
                .filter(TimesTest::isDone)
                .map(done -> Objects.requireNonNull(done.stops().getLast().second()) - done.start())
                .sorted()
                .toList();
        double place = 0.95 * (completions.size() - 1);
        long below = completions.get((int) place);
        double patience = below + (place - (int) place) * (completions.get((int) place + 1) - below);
        return !isDone(trip) && asOf() - trip.start() < patience;
    }

    private static boolean isDone(Trip trip) {
        return trip.stops().getLast().touchpoint().equals(DONE);
    }

    /// The smallest time at which the product-limit curve has fallen to `1 - p`.
    private static OptionalDouble kaplanMeier(List<Measured> measured, double p) {
        List<Measured> here = measured.stream()
                .filter(one -> one.ending() == Ending.ARRIVED || one.ending() == Ending.OPEN)
                .toList();
        double curve = 1;
        for (long time : here.stream()
                .filter(one -> one.ending() == Ending.ARRIVED)
                .map(Measured::seconds)
                .collect(Collectors.toCollection(TreeSet::new))) {
            double events = here.stream()
                    .filter(one -> one.ending() == Ending.ARRIVED && one.seconds() == time)
                    .count();
            double atRisk = here.stream().filter(one -> one.seconds() >= time).count();
            curve *= 1 - events / atRisk;
            if (curve <= 1 - p + 1e-9) {
                return OptionalDouble.of(time);
            }
        }
        return OptionalDouble.empty();
    }

    private static List<Stretch> everyStretch() {
        List<Stretch> every = new ArrayList<>(List.of(Stretch.WHOLE));
        for (String one : TOUCHPOINTS) {
            every.add(new Stretch(Optional.of(one), Optional.empty(), false));
            every.add(new Stretch(Optional.empty(), Optional.of(one), false));
            for (String other : TOUCHPOINTS) {
                every.add(new Stretch(Optional.of(one), Optional.of(other), false));
                every.add(new Stretch(Optional.of(one), Optional.of(other), true));
            }
        }
        return every;
    }

    // Exact numbers

    @Test
    void measuresEveryStretchAsItIsCountedByHand() {
        int censored = 0;
        for (Stretch stretch : everyStretch()) {
            List<Measured> measured = measured(stretch);
            StretchTimes times = stretches.ask(all(), stretch, true, Optional.empty());
            assertThat(times.arrived().orElseThrow()).as("%s", stretch).isEqualTo(count(measured, Ending.ARRIVED));
            assertThat(times.open().orElseThrow()).as("%s", stretch).isEqualTo(count(measured, Ending.OPEN));
            assertThat(times.never().orElseThrow()).as("%s", stretch).isEqualTo(count(measured, Ending.NEVER));
            assertThat(times.untimed().orElseThrow()).as("%s", stretch).isEqualTo(count(measured, Ending.UNTIMED));
            if (times.censored() && count(measured, Ending.ARRIVED) > 0) {
                censored++;
                assertThat(times.median().orElseThrow().seconds())
                        .as("seed %d: half of %s", SEED, stretch)
                        .isEqualTo(kaplanMeier(measured, 0.5));
                assertThat(times.ninth().orElseThrow().seconds())
                        .as("seed %d: nine in ten of %s", SEED, stretch)
                        .isEqualTo(kaplanMeier(measured, 0.9));
            }
            stretch.condition()
                    .ifPresent(condition -> assertThat(figures.ask(all().and(condition.text()), true)
                                    .selection()
                                    .count())
                            .as("journeys that %s", condition.text())
                            .isEqualTo(measured.stream().filter(Measured::there).count()));
        }
        assertThat(censored).isGreaterThan(5);
    }

    private static long count(List<Measured> measured, Ending ending) {
        return measured.stream().filter(one -> one.ending() == ending).count();
    }

    @Test
    void leadsFromEveryNumberOfTimesToAListOfThatManyJourneys() throws IOException, InterruptedException {
        Stretch quoted = new Stretch(Optional.of(BEGIN), Optional.of(QUOTED), false);
        Stretch untimed = new Stretch(Optional.of(BEGIN), Optional.of(NOTE), false);
        for (Stretch stretch :
                List.of(Stretch.WHOLE, quoted, untimed, new Stretch(Optional.of(SCRIPT), Optional.of(DONE), true))) {
            List<Measured> measured = measured(stretch);
            List<MatchResult> links = LIST.matcher(page("/time?" + String.join("&", stretch.text())))
                    .results()
                    .toList();
            assertThat(links).as("%s", stretch).isNotEmpty();
            Map<String, Long> totals = new HashMap<>();
            for (MatchResult link : links) {
                String address = link.group(1).replace("&amp;", "&");
                long label = Long.parseLong(link.group(2).replace(",", ""));
                assertThat(measured.stream().filter(one -> holds(one, address)).count())
                        .as("%s by hand", address)
                        .isEqualTo(label);
                totals.put(address, label);
            }
            for (Map.Entry<String, Long> total :
                    totals.entrySet().stream().limit(40).toList()) {
                assertThat(listed(total.getKey())).as(total.getKey()).isEqualTo(total.getValue());
            }
        }
    }

    private long listed(String address) throws IOException, InterruptedException {
        String list = page(address);
        Matcher total = TOTAL.matcher(list.substring(list.indexOf("<h1"), list.indexOf("</h1>")));
        assertThat(total.find()).as(address).isTrue();
        long said = Long.parseLong(total.group(1).replace(",", ""));
        long rows = list.split("<tr><th scope=\"row\"", -1).length - 1L;
        String next = list.contains("rel=\"next\"")
                ? list.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1")
                        .replace("&amp;", "&")
                : "";
        while (!next.isEmpty()) {
            String more = page(next);
            rows += more.split("<tr><th scope=\"row\"", -1).length - 1L;
            next = more.contains("rel=\"next\"")
                    ? more.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1")
                            .replace("&amp;", "&")
                    : "";
        }
        assertThat(rows).as(address).isEqualTo(said);
        return said;
    }

    private static boolean holds(Measured one, String address) {
        Map<String, String> asked = new HashMap<>();
        for (String part : address.substring(address.indexOf('?') + 1).split("&", -1)) {
            String[] pair = part.split("=", 2);
            asked.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        LocalDateTime began = LocalDateTime.ofEpochSecond(one.start(), 0, ZoneOffset.UTC);
        return one.ending().name().equalsIgnoreCase(asked.get("which"))
                && one.seconds() >= Long.parseLong(asked.getOrDefault("at-least", "0"))
                && one.seconds() < Long.parseLong(asked.getOrDefault("below", "" + Long.MAX_VALUE))
                && (!asked.containsKey("weekday")
                        || began.getDayOfWeek().getValue() == Integer.parseInt(asked.get("weekday")))
                && (!asked.containsKey("hour") || began.getHour() == Integer.parseInt(asked.get("hour")));
    }

    @Test
    void countsAtEveryTouchpointWhatTheDatabaseCounts() throws IOException, InterruptedException {
        String page = page("/touchpoints");
        assertThat(lines(page)).hasSameSizeAs(TOUCHPOINTS);
        for (Row row : touchpoints.ask(all(), true).rows()) {
            String id = row.touchpoint().id();
            assertThat(row.touchpoint().journeys())
                    .isEqualTo(database.sql("SELECT count(DISTINCT key) FROM interaction WHERE data_set = :set AND live"
                                    + " AND touchpoint = :touchpoint")
                            .param("set", set.value())
                            .param("touchpoint", id)
                            .query(Long.class)
                            .single());
            assertThat(row.touchpoint().interactions())
                    .isEqualTo(TRIPS.stream()
                            .flatMap(trip -> trip.stops().stream())
                            .filter(stop -> stop.touchpoint().equals(id))
                            .count());
            assertThat(row.months().stream()
                            .mapToLong(MarkFigures.Month::journeys)
                            .sum())
                    .isEqualTo(row.touchpoint().journeys());
            assertThat(cell(page, id, "Journeys"))
                    .isEqualTo("" + row.touchpoint().journeys());
            assertThat(cell(page, id, "Dropped out"))
                    .isEqualTo(""
                            + TRIPS.stream()
                                    .filter(trip -> !isDone(trip) && !isOpen(trip))
                                    .filter(trip ->
                                            trip.stops().getLast().touchpoint().equals(id))
                                    .count());
        }
    }

    private static List<MatchResult> lines(String page) {
        return LINE.matcher(page).results().toList();
    }

    private static String cell(String page, String touchpoint, String column) {
        MatchResult line = lines(page).stream()
                .filter(found -> unescaped(found.group(1)).equals(touchpoint))
                .findFirst()
                .orElseThrow();
        Matcher cell =
                Pattern.compile("data-name=\"" + column + "\"><[^>]*>([^<]*)<").matcher(line.group(2));
        assertThat(cell.find()).as(column).isTrue();
        return cell.group(1);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    // Orders

    @Test
    void sortsByEveryColumnBothWaysAndRefusesOthers() throws IOException, InterruptedException {
        Map<String, Row> rows = touchpoints.ask(all(), true).rows().stream()
                .collect(Collectors.toMap(row -> row.touchpoint().id(), row -> row));
        for (Column column : Column.values()) {
            for (String sign : List.of("", "-")) {
                List<Row> shown = lines(page("/touchpoints?sort=" + sign + column.text())).stream()
                        .map(line -> rows.get(unescaped(line.group(1))))
                        .toList();
                assertThat(shown).as(sign + column).hasSameSizeAs(rows.entrySet());
                if (column == Column.NAME) {
                    List<String> names =
                            shown.stream().map(row -> row.touchpoint().id()).toList();
                    java.text.Collator collator = java.text.Collator.getInstance(java.util.Locale.ENGLISH);
                    assertThat(names).isSortedAccordingTo(sign.isEmpty() ? collator : collator.reversed());
                    continue;
                }
                List<Double> values = shown.stream()
                        .map(row -> value(row, column))
                        .filter(value -> !value.isNaN())
                        .toList();
                assertThat(values)
                        .as(sign + column)
                        .isSortedAccordingTo(
                                sign.isEmpty() ? Comparator.<Double>reverseOrder() : Comparator.<Double>naturalOrder());
                assertThat(shown.stream().limit(values.size()).map(row -> value(row, column)))
                        .as("those without a value come last")
                        .doesNotContain(Double.NaN);
            }
        }
        for (String unknown : List.of("love", "--journeys", "JOURNEYS", "<script>", "-")) {
            HttpResponse<String> refused =
                    reader.get("/sets/" + set + "/touchpoints?language=en&sort=" + Query.encoded(unknown));
            assertThat(refused.statusCode()).as(unknown).isEqualTo(400);
            assertThat(refused.body())
                    .contains("The table cannot be sorted that way.")
                    .contains("C4382")
                    .contains("journeys, interactions, repeats")
                    .doesNotContain("sort=<script>");
        }
    }

    private static Double value(Row row, Column column) {
        return switch (column) {
            case NAME -> Double.NaN;
            case JOURNEYS -> (double) row.touchpoint().journeys();
            case INTERACTIONS -> (double) row.touchpoint().interactions();
            case REPEATS -> (double) row.touchpoint().repeats();
            case STARTS -> (double) row.touchpoint().starts();
            case ENDS -> (double) row.touchpoint().ends();
            case DROPOUTS -> (double) row.touchpoint().dropOuts().orElseThrow();
            case WAIT -> row.waiting().known() ? row.waiting().medianSeconds() : Double.NaN;
            case SCORE -> row.score().map(score -> score.value()).orElse(Double.NaN);
        };
    }

    // Hostile names and addresses

    @Test
    void writesHostileNamesAsTextInEveryLanguage() throws IOException, InterruptedException {
        for (Language language : Language.values()) {
            for (String address : List.of(
                    "/touchpoints?sort=name",
                    "/touchpoints?filter=" + Query.encoded("passes \"<script>alert(1)</script>\""),
                    "/time?from=" + Query.encoded(SCRIPT) + "&to=" + Query.encoded(QUOTED),
                    "/time?from=" + Query.encoded(QUOTED) + "&to=" + Query.encoded(DONE) + "&how=directly",
                    "/time/journeys?from=" + Query.encoded(SCRIPT),
                    "/time/journeys?to=" + Query.encoded(QUOTED) + "&which=open")) {
                assertThat(page(address + "&language=" + language.tag()))
                        .as(address)
                        .contains("alert(1)")
                        .doesNotContain("<script>alert")
                        .doesNotContain("<b>more")
                        .doesNotContain("=\"\"quoted");
            }
        }
    }

    @Test
    void refusesWhatItCannotAnswerWithASentence() throws IOException, InterruptedException {
        for (String address : List.of(
                "/time?from=" + Query.encoded("<script>alert(2)</script>"),
                "/time?to=nowhere",
                "/time?how=sideways",
                "/time?steps=" + Query.encoded("\"><script>alert(2)</script>"),
                "/time/journeys?which=lost",
                "/time/journeys?hour=24",
                "/time/journeys?weekday=0",
                "/time/journeys?at-least=99999999999999999999",
                "/time/journeys?below=-1",
                "/time/journeys?cursor=x",
                "/time/journeys?cursor=999-00000000-0",
                "/time/journeys?cursor=1-999999999999")) {
            HttpResponse<String> answer = reader.get("/sets/" + set + address);
            assertThat(answer.statusCode()).as(address).isBetween(400, 409);
            assertThat(answer.body()).as(address).containsPattern("C4\\d{3}").doesNotContain("<script>alert");
        }
        for (String address : List.of("/time?from=%00&to=%F0%9F%9A%80", "/touchpoints?filter=((", "/time?filter=((")) {
            assertThat(reader.get("/sets/" + set + address).statusCode())
                    .as(address)
                    .isLessThan(500);
        }
    }

    @Test
    void saysTheTimesOfTheWholeJourneyAsTheMapDoes() throws IOException, InterruptedException {
        Wording words = dev.corridor.app.shared.web.Words.in(Language.EN);
        var completed = figures.ask(all(), true).report().completed();

        assertThat(page("/time"))
                .contains("half within " + words.duration(completed.medianSeconds()))
                .contains("nine in ten within " + words.duration(completed.p90Seconds()));
        assertThat(page("/time?filter=" + Query.encoded("passes done and not passes done")))
                .contains("No journey meets these conditions");
        assertThat(page("/touchpoints?filter=" + Query.encoded("passes done and not passes done")))
                .contains("No journey meets these conditions");
    }
}
