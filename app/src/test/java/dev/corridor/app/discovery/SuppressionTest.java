package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.app.account.People;
import dev.corridor.app.discovery.Allowance.Group;
import dev.corridor.app.discovery.PlantedSet.Journey;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Somebody who may not list customers asks for every score there is, and tries what follows from all of them.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
class SuppressionTest {
    private static final long SEED = 20_261_123;
    private static final int ENOUGH = 10;
    private static final Recipe RECIPE = RecipeParser.parse(PlantedSet.RECIPE);
    private static final Pattern ROW = Pattern.compile(
            "<tr><th scope=\"row\" class=\"t\"><bdi>([^<]*)</bdi></th><td class=\"value[^\"]*\">([^<]*)</td>");
    private static final Pattern MEDIAN =
            Pattern.compile("data-name=\"Journeys\">([\\d,]+)</td><td data-name=\"Share of all\">[^<]*</td>"
                    + "<td data-name=\"Median duration\">([^<]*)<");
    private static final Pattern PATH = Pattern.compile(
            "data-name=\"Share of all\">([^<]*)</td><td data-name=\"Median duration\">([^<]*).*?data-name=\"Score\">([^<]*)<",
            Pattern.DOTALL);
    private static final Pattern TOUCHPOINT = Pattern.compile(
            "<bdi>([^<]*)</bdi></a></th>(?:(?!</tr>).)*data-name=\"Score\"><b>([^<]*)</b>", Pattern.DOTALL);
    private static final Pattern HOUR =
            Pattern.compile("<tr><th scope=\"row\" class=\"t\">(?:\\d+:00|All hours)</th>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("<td class=\"[^\"]*\">(?:<span[^>]*>([^<]*)</span><small>([^<]*)</small>)?</td>");
    private static final Pattern BAR =
            Pattern.compile("</svg></td><td>([^<]*)</td><td>[^<]*</td></tr>", Pattern.DOTALL);
    private static final Pattern ARRIVED = Pattern.compile("<span>journeys: ([^<]*)</span>");
    private static final Pattern PANEL = Pattern.compile("Score of (these|the rest)</th><td>([^<]*)<");

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    @Autowired
    private Stores stores;

    @Autowired
    private Figures figures;

    private static DataSetId set = new DataSetId(0);
    private static final List<Journey> JOURNEYS = PlantedSet.journeys(SEED);
    private Browser viewer = new Browser(0);
    private Browser manager = new Browser(0);

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        if (set.value() == 0) {
            set = PlantedSet.imported(imports, "planted", JOURNEYS);
            people.create("vera", Role.VIEWER, "three small boats").orThrow();
            people.create("max", Role.CX_MANAGER, "three small boats").orThrow();
        }
        viewer = new Browser(port);
        viewer.signIn("vera", "three small boats");
        manager = new Browser(port);
        manager.signIn("max", "three small boats");
    }

    @AfterEach
    void leave() {
        viewer.close();
        manager.close();
    }

    /// A mean that was shown, and of whom it is.
    private record Shown(String where, BitSet answers, double mean) {}

    private record Condition(String filter, Predicate<Journey> holds) {}

    @Test
    void tellsNobodyWithoutListsOfFewWhateverIsAddedAndSubtracted() throws IOException, InterruptedException {
        List<Shown> shown = everythingShown(viewer);

        assertThat(shown).hasSizeGreaterThan(25);
        shown.forEach(SuppressionTest::isExact);
        for (Shown one : shown) {
            assertThat(customers(one.answers())).as(one.where()).isGreaterThanOrEqualTo(ENOUGH);
            for (Shown other : shown) {
                BitSet rest = (BitSet) one.answers().clone();
                rest.andNot(other.answers());
                if (contains(one.answers(), other.answers()) && !rest.isEmpty()) {
                    assertThat(customers(rest))
                            .as("%s less %s", one.where(), other.where())
                            .isGreaterThanOrEqualTo(ENOUGH);
                }
            }
        }
        Map<String, BitSet> small = smallCells();
        assertThat(small).hasSizeGreaterThan(20);
        Span span = new Span(shown);
        small.forEach((name, cell) -> assertThat(span.holds(cell))
                .as("seed %d: %s follows", SEED, name)
                .isFalse());
        assertThat(span.holds(shown.getLast().answers())).isTrue();
    }

    @Test
    void showsEverythingToThoseWhoMayListCustomers() throws IOException, InterruptedException {
        List<Shown> shown = everythingShown(manager);

        shown.forEach(SuppressionTest::isExact);
        BitSet islands = answers(journey -> journey.region().equals("islands"));
        assertThat(shown).anyMatch(figure -> figure.answers().equals(islands));
    }

    @Test
    void showsNoScoreUnderConditionsThatAreNotSimple() throws IOException, InterruptedException {
        for (String conditions : List.of(
                "filter=region+%3D+north&filter=city+%3D+north",
                "filter=region+%3D+north+and+passes+help.asked",
                "filter=region+!%3D+islands",
                "filter=passes+order.confirmed",
                "filter=time+in+2026-02-01..2026-02-27",
                "as-of=2026-03-10",
                "journeys=customer")) {
            for (String by : List.of("visited", "begun", "region")) {
                String page = page(viewer, "/scores?measure=mean&by=" + by + "&" + conditions);
                assertThat(rows(page).values()).as(conditions + by).allMatch(value -> value.equals("–"));
                assertThat(page).as(conditions + by).contains("Scores are shown of all journeys");
            }
            String map = page(viewer, "/map?mark=touchpoint&at=order.placed&" + conditions);
            assertThat(PANEL.matcher(map).results().map(found -> found.group(2)))
                    .as(conditions)
                    .allMatch(value -> value.equals("–"));
        }
    }

    @Test
    void countsNothingByAnswersForThoseWithoutLists() throws IOException, InterruptedException {
        for (String condition :
                List.of("score+%3D+10", "not+score+%3C+10", "region+%3D+islands+and+score+%3E+5", "score+in+(1,+2)")) {
            assertThat(page(viewer, "/map?filter=" + condition)).contains("C4371");
            assertThat(page(viewer, "/scores?filter=" + condition)).contains("C4371");
            assertThat(page(viewer, "/touchpoints?filter=" + condition)).contains("C4371");
            assertThat(page(viewer, "/time?filter=" + condition)).contains("C4371");
        }
        assertThat(page(manager, "/scores?filter=score+%3D+10")).doesNotContain("C4371");
    }

    @Test
    void tellsNoFewJourneysOfTimesByAddingAndSubtracting() throws IOException, InterruptedException {
        int hidden = 0;
        for (Condition condition : conditions()) {
            for (String stretch :
                    List.of("", "&from=order.placed&to=survey.answered", "&to=help.given", "&from=help.asked")) {
                String address = "/time?steps=" + (stretch.isEmpty() ? "even" : "doubling") + stretch
                        + (condition.filter().isEmpty() ? "" : "&filter=" + Query.encoded(condition.filter()));
                hidden += hidden(address, page(viewer, address));
            }
        }
        assertThat(hidden).isGreaterThan(100);
    }

    /// Journeys in hidden groups of one table; each table is looked at with its totals.
    private static int hidden(String address, String page) {
        Matcher arrived = ARRIVED.matcher(page);
        assertThat(arrived.find()).as(address).isTrue();
        OptionalLong all = counted(arrived.group(1));
        List<OptionalLong> bars =
                BAR.matcher(page).results().map(bar -> counted(bar.group(1))).toList();
        List<List<OptionalLong>> hours = HOUR.matcher(page)
                .results()
                .map(row -> FIELD.matcher(row.group(1))
                        .results()
                        .map(field -> {
                            OptionalLong count = field.group(2) == null ? OptionalLong.of(0) : counted(field.group(2));
                            assertThat(field.group(1) == null
                                            || field.group(1).equals("–")
                                            || count.orElse(0) >= ENOUGH)
                                    .as("time of few at %s", address)
                                    .isTrue();
                            return count;
                        })
                        .toList())
                .toList();
        if (all.isEmpty()) {
            bars.forEach(bar -> assertThat(bar.orElse(0)).as(address).isZero());
            hours.forEach(row ->
                    row.forEach(field -> assertThat(field.orElse(0)).as(address).isZero()));
            return 1;
        }
        if (all.getAsLong() == 0) {
            return 0;
        }
        assertThat(hours).as(address).hasSize(25).allMatch(row -> row.size() == 8);
        int hidden = tells(address, bars, all);
        assertThat(hours.getLast().getLast()).as(address).isEqualTo(all);
        for (List<OptionalLong> row : hours) {
            hidden += tells(address, row.subList(0, 7), row.getLast());
        }
        for (int day = 0; day < 8; day++) {
            int column = day;
            List<OptionalLong> cells =
                    hours.stream().map(row -> row.get(column)).toList();
            hidden += tells(address, cells.subList(0, 24), cells.getLast());
        }
        return hidden;
    }

    /// Checks that neither a group nor what a total leaves for the hidden ones is of 1 to 4.
    private static int tells(String address, List<OptionalLong> parts, OptionalLong total) {
        parts.forEach(part -> assertThat(part.orElse(0)).as(address).isNotIn(1L, 2L, 3L, 4L));
        int hidden = (int) parts.stream().filter(OptionalLong::isEmpty).count();
        if (total.isPresent()) {
            long rest = total.getAsLong()
                    - parts.stream().mapToLong(part -> part.orElse(0)).sum();
            assertThat(rest).as("%s: %s of %s", address, parts, total).isNotIn(1L, 2L, 3L, 4L);
            assertThat(hidden).as("%s: %s of %s", address, parts, total).isNotEqualTo(1);
        }
        return hidden;
    }

    /// Empty where it is not shown.
    private static OptionalLong counted(String text) {
        return text.matches("[\\d,]+") ? OptionalLong.of(Long.parseLong(text.replace(",", ""))) : OptionalLong.empty();
    }

    @Test
    void quotesNoSingleAnswerOrKey() throws IOException, InterruptedException {
        for (String address : List.of(
                "/scores",
                "/map",
                "/map?mark=touchpoint&at=complaint.made",
                "/scores?by=begun",
                "/touchpoints",
                "/time",
                "/time?from=order.placed&to=complaint.made")) {
            assertThat(page(viewer, address)).doesNotContain("/journeys?").doesNotContain("key=");
        }
        assertThat(viewer.get("/sets/" + set + "/time/journeys").statusCode()).isEqualTo(403);
    }

    @Test
    void showsNoScoreNoListAndNoDurationOfFewOnPathsFunnelsAndSurroundings() throws IOException, InterruptedException {
        List<String> conditions = new ArrayList<>(List.of(""));
        conditions().stream()
                .filter(condition -> !condition.filter().isEmpty())
                .forEach(condition -> conditions.add("&filter=" + Query.encoded(condition.filter())));
        Matcher manages = PATH.matcher(page(manager, "/paths?show=100"));
        assertThat(manages.results().filter(row -> !row.group(3).startsWith("–")))
                .isNotEmpty();
        int hidden = 0;
        for (String condition : conditions) {
            String paths = page(viewer, "/paths?show=100" + condition);
            assertThat(paths).doesNotContain("/journeys").doesNotContain("data-name=\"Score\"");
            Matcher row = MEDIAN.matcher(paths);
            while (row.find()) {
                boolean few = Integer.parseInt(row.group(1).replace(",", "")) < ENOUGH;
                assertThat(row.group(2).equals("–")).as(condition + row.group()).isEqualTo(few);
                hidden += few ? 1 : 0;
            }
            for (String address : List.of(
                    "/funnel?step=order.placed&step=complaint.made&step=survey.answered",
                    "/funnel?step=order.placed&step=help.given&within=3h",
                    "/around?touchpoint=complaint.made",
                    "/paths/count?pattern=complaint.made")) {
                assertThat(page(viewer, address + condition))
                        .as(address + condition)
                        .doesNotContain("/journeys")
                        .doesNotContain("key=");
            }
        }
        assertThat(hidden).isGreaterThan(10);
        String few = page(viewer, "/funnel?step=complaint.made&step=survey.answered");
        assertThat(few).contains("of too few journeys").doesNotContain(" min");
    }

    @Test
    void asksNothingOfAnswersByPatternOrOnTheNewPages() throws IOException, InterruptedException {
        for (String address :
                List.of("/paths?", "/paths/count?pattern=any&", "/funnel?step=order.placed&", "/around?")) {
            String closed = page(viewer, address + "filter=score+%3D+10");
            assertThat(closed).as(address).doesNotContain("score = 10</b>");
            assertThat(address.contains("count") || closed.contains("C4371"))
                    .as(address)
                    .isTrue();
        }
        String all = page(viewer, "/paths/count?pattern=any");
        assertThat(page(viewer, "/paths/count?pattern=any&filter=score+%3D+10")).isEqualTo(all);
        assertThat(page(viewer, "/paths/count?pattern=" + Query.encoded("any) and score = 10 and path (any")))
                .contains("C1002");
        assertThat(viewer.get("/sets/" + set + "/funnel/journeys?step=order.placed&reached=1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tellsNothingByTheDifferenceBetweenMeansOfJourneysAndOfAnswers() {
        String recipe =
                PlantedSet.RECIPE.replace("city: {column: city, level: key}", "paid: {column: paid, kind: number}");
        Group all = new Group(Optional.empty(), Optional.empty());
        for (int twice : new int[] {0, 1, 9, 10, 40}) {
            StringBuilder csv = new StringBuilder("order,who,kind,at,stars,region,paid\n");
            for (int i = 0; i < 60; i++) {
                csv.append("o%d,c%d,order.placed,2026-03-01T08:00:00,,north,%d%n".formatted(i, i, 10 * i));
                csv.append("o%d,c%d,survey.answered,2026-03-02T08:00:00,%d,north,%n".formatted(i, i, i % 11));
                if (i < twice) {
                    csv.append("o%d,c%d,survey.answered,2026-03-03T08:00:00,%d,north,%n".formatted(i, i, i % 7));
                }
            }
            DataSetId answered =
                    PlantedSet.imported(imports, "twice " + twice, csv.toString(), recipe, Optional.empty());
            Snapshot snapshot = stores.current(answered);
            ScoreGroups.Shown shown = ScoreGroups.shown(
                    snapshot.store(),
                    snapshot.rule(),
                    ZoneOffset.UTC,
                    snapshot.origin().recipe().scale());
            assertThat(shown.ofJourneys()).as("%d answer twice", twice).contains(all);
            assertThat(shown.ofAnswers().contains(all))
                    .as("%d answer twice", twice)
                    .isEqualTo(twice == 0 || twice >= 10);
        }
    }

    @Test
    void countsNothingByNumbersForThoseWithoutLists() {
        String recipe =
                PlantedSet.RECIPE.replace("city: {column: city, level: key}", "paid: {column: paid, kind: number}");
        DataSetId paying = PlantedSet.imported(
                imports,
                "paying",
                "order,who,kind,at,stars,region,paid\no1,c1,order.placed,2026-03-01T08:00:00,,north,9.5\n",
                recipe,
                Optional.empty());
        Query query = new Query(paying, List.of("paid > 9"), Optional.empty(), Optional.empty());
        assertThat(figures.ask(query, true).report().journeys()).isOne();
        assertThatThrownBy(() -> figures.ask(query, false)).hasMessageContaining("Conditions on \"paid\"");
    }

    @Test
    void tellsNoTimesOfFewToThoseWithoutLists() {
        Query few = new Query(set, List.of("region = islands"), Optional.empty(), Optional.empty());
        assertThat(figures.ask(few, true).report().edges())
                .anyMatch(edge -> edge.times().known());
        Figures.Answered shown = figures.ask(few, false);
        assertThat(shown.report().edges())
                .isNotEmpty()
                .noneMatch(edge -> edge.times().known());
        assertThat(shown.report().touchpoints())
                .noneMatch(touchpoint -> touchpoint.toNext().known());
        assertThat(shown.report().paths().listed()).allMatch(path -> Double.isNaN(path.medianSeconds()));
        assertThat(shown.answer().flow()).allMatch(edge -> edge.medianSeconds() == null);
        assertThat(shown.answer().durations().medianSeconds()).isNull();
    }

    @Test
    void searchesMomentsUnderNoOtherRuleForThoseWithoutLists() throws IOException, InterruptedException {
        String other = "/moments?journeys=" + Query.encoded("from=order.placed,timeout=30d");
        assertThat(page(viewer, other)).contains("C4371");
        assertThat(page(manager, other)).doesNotContain("C4371");
        assertThat(page(viewer, "/moments")).doesNotContain("C4371");
    }

    private String page(Browser reader, String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = reader.get("/sets/" + set + address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    // What is shown, and of whom it is

    private List<Shown> everythingShown(Browser reader) throws IOException, InterruptedException {
        List<Shown> shown = new ArrayList<>();
        for (Condition condition : conditions()) {
            String asked = condition.filter().isEmpty() ? "" : "&filter=" + Query.encoded(condition.filter());
            for (String by : List.of("visited", "begun", "region", "city")) {
                String page = page(reader, "/scores?measure=mean&by=" + by + asked);
                for (Map.Entry<String, String> row : rows(page).entrySet()) {
                    add(
                            shown,
                            by + " " + row.getKey() + asked,
                            row.getValue(),
                            answers(condition.holds().and(journey -> isIn(journey, by, row.getKey()))));
                }
                Matcher whole =
                        Pattern.compile("The mean answer is ([^ <]*) on").matcher(page);
                if (whole.find()) {
                    add(shown, "all" + asked, whole.group(1), answers(condition.holds()));
                }
            }
            TOUCHPOINT
                    .matcher(page(reader, "/touchpoints" + (asked.isEmpty() ? "" : "?" + asked.substring(1))))
                    .results()
                    .forEach(row -> add(
                            shown,
                            "touchpoints " + row.group(1) + asked,
                            row.group(2),
                            answers(condition.holds().and(journey -> isIn(journey, "visited", row.group(1))))));
            for (String touchpoint : touchpoints()) {
                for (String kind : asked.isEmpty() ? List.of("touchpoint", "start", "end") : List.of("touchpoint")) {
                    String page = page(reader, "/map?mark=" + kind + "&at=" + touchpoint + asked);
                    panel(shown, page, kind + " " + touchpoint + asked, condition.holds(), journey -> switch (kind) {
                        case "start" -> journey.path().getFirst().equals(touchpoint);
                        case "end" -> journey.path().getLast().equals(touchpoint);
                        default -> journey.visited().contains(touchpoint);
                    });
                }
            }
        }
        for (String from : touchpoints()) {
            for (String to : touchpoints()) {
                panel(
                        shown,
                        page(reader, "/map?mark=step&at=" + from + "&to=" + to),
                        "step " + from + " " + to,
                        _ -> true,
                        journey -> journey.path().indexOf(to) == journey.path().indexOf(from) + 1
                                && journey.path().contains(from));
            }
        }
        return shown;
    }

    private static void panel(
            List<Shown> shown, String page, String where, Predicate<Journey> asked, Predicate<Journey> at) {
        PANEL.matcher(page).results().forEach(found -> {
            boolean these = found.group(1).equals("these");
            add(shown, where + " " + found.group(1), found.group(2), answers(asked.and(these ? at : at.negate())));
        });
    }

    private static void add(List<Shown> shown, String where, String value, BitSet answers) {
        if (!value.equals("–")) {
            shown.add(new Shown(where, answers, Double.parseDouble(value)));
        }
    }

    private static Map<String, String> rows(String page) {
        Map<String, String> rows = new LinkedHashMap<>();
        ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static boolean isIn(Journey journey, String by, String group) {
        return switch (by) {
            case "visited" ->
                journey.visited().stream()
                        .anyMatch(at -> RECIPE.displayName(at, "en").equals(group));
            case "begun" -> group.equals(monthName(journey.month()));
            case "region" -> journey.region().equals(group);
            default -> journey.city().equals(group);
        };
    }

    private static String monthName(int month) {
        return List.of("January", "February", "March", "April").get(month - 1) + " 2026";
    }

    private static List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>(List.of(new Condition("", _ -> true)));
        for (String region : values(Journey::region)) {
            conditions.add(new Condition(
                    "region = " + region, journey -> journey.region().equals(region)));
        }
        for (String city : values(Journey::city)) {
            conditions.add(
                    new Condition("city = " + city, journey -> journey.city().equals(city)));
        }
        for (int month = 1; month <= 4; month++) {
            YearMonth of = YearMonth.of(2026, month);
            int number = month;
            conditions.add(new Condition(
                    "time in " + of.atDay(1) + ".." + of.atEndOfMonth(), journey -> journey.month() == number));
        }
        return conditions;
    }

    private static Set<String> values(java.util.function.Function<Journey, String> of) {
        return JOURNEYS.stream().map(of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> touchpoints() {
        return JOURNEYS.stream()
                .flatMap(journey -> journey.path().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Cells of 1 to 9 customers: parts and touchpoints, alone, together, and what they leave of each other.
    private static Map<String, BitSet> smallCells() {
        Map<String, Predicate<Journey>> parts = new LinkedHashMap<>();
        conditions().forEach(condition -> parts.put(condition.filter(), condition.holds()));
        for (String touchpoint : touchpoints()) {
            parts.put(touchpoint, journey -> journey.visited().contains(touchpoint));
        }
        Map<String, BitSet> small = new LinkedHashMap<>();
        parts.forEach((name, part) -> parts.forEach((otherName, other) -> {
            small.put(name + " and " + otherName, answers(part.and(other)));
            small.put(name + " without " + otherName, answers(part.and(other.negate())));
        }));
        small.values().removeIf(cell -> cell.isEmpty() || customers(cell) >= ENOUGH);
        return small;
    }

    private static BitSet answers(Predicate<Journey> of) {
        BitSet answers = new BitSet();
        JOURNEYS.stream()
                .filter(journey -> journey.score() >= 0)
                .filter(of)
                .forEach(journey -> answers.set(journey.number()));
        return answers;
    }

    private static long customers(BitSet answers) {
        return answers.stream()
                .mapToObj(number -> JOURNEYS.get(number).customer())
                .distinct()
                .count();
    }

    private static boolean contains(BitSet all, BitSet part) {
        BitSet outside = (BitSet) part.clone();
        outside.andNot(all);
        return outside.isEmpty();
    }

    private static void isExact(Shown shown) {
        double mean = shown.answers().stream()
                .map(number -> JOURNEYS.get(number).score())
                .average()
                .orElseThrow();
        assertThat(shown.mean()).as(shown.where()).isCloseTo(mean, org.assertj.core.data.Offset.offset(0.0051));
    }

    /// Everything that can be worked out from what was shown by adding and subtracting.
    private static final class Span {
        private static final double ZERO = 1e-7;
        private final List<double[]> rows = new ArrayList<>();

        Span(List<Shown> shown) {
            shown.forEach(figure -> {
                double[] left = reduced(figure.answers());
                if (Arrays.stream(left).anyMatch(value -> Math.abs(value) > ZERO)) {
                    rows.add(left);
                }
            });
        }

        boolean holds(BitSet cell) {
            return Arrays.stream(reduced(cell)).allMatch(value -> Math.abs(value) <= ZERO);
        }

        private double[] reduced(BitSet answers) {
            double[] vector = new double[JOURNEYS.size()];
            answers.stream().forEach(number -> vector[number] = 1);
            for (double[] row : rows) {
                int pivot = pivot(row);
                double factor = vector[pivot] / row[pivot];
                for (int i = 0; factor != 0 && i < vector.length; i++) {
                    vector[i] -= factor * row[i];
                }
                vector[pivot] = 0;
            }
            return vector;
        }

        private static int pivot(double[] row) {
            int best = 0;
            for (int i = 1; i < row.length; i++) {
                best = Math.abs(row[i]) > Math.abs(row[best]) ? i : best;
            }
            return best;
        }
    }
}
