package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every option of `mine` and `verify`, as people give them.
final class MineOptionsTest {
    private static final String HEADER = "case id,activity,timestamp,customer,state,score\n";

    /// 20 orders of 10 customers; odd ones come back to `ask`; 12 are scored 5, of them 3 from SP, and one is not
    /// delivered.
    private static final String RECIPE = """
            recipe: Orders
            zone: none
            tables:
              log:
                columns: [case id, activity, timestamp, customer, state, score]
            interactions:
              - from: log
                journey: case id
                customer: customer
                touchpoint: activity
                time: timestamp
                attributes:
                  state: {column: state, level: key}
                  score: {column: score, kind: number, scale: 1..5}
            ends: [deliver]
            """;

    @TempDir
    private Path folder;

    private Path log;
    private Path recipe;

    @BeforeEach
    void writeLog() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int order = 0; order < 20; order++) {
            String person = ",c" + order % 10 + "," + (order % 4 == 0 ? "SP" : "RJ") + ",";
            String day = "2020-01-%02d ".formatted(1 + order);
            rows.append(order)
                    .append(",place,")
                    .append(day)
                    .append("08:00:00")
                    .append(person)
                    .append('\n');
            if (order % 2 == 1) {
                rows.append(order)
                        .append(",ask,")
                        .append(day)
                        .append("09:00:00")
                        .append(person)
                        .append('\n');
                rows.append(order)
                        .append(",ask,")
                        .append(day)
                        .append("09:30:00")
                        .append(person)
                        .append('\n');
            }
            if (order != 19) {
                rows.append(order)
                        .append(",deliver,")
                        .append(day)
                        .append("18:00:00")
                        .append(person);
                rows.append(order < 12 ? order % 4 + 1 : "").append('\n');
            }
        }
        log = Files.writeString(folder.resolve("log.csv"), rows);
        recipe = Files.writeString(folder.resolve("orders.yaml"), RECIPE);
    }

    @Test
    void guessesColumnsAndPrintsTheGuessOnStandardErrorOnly() {
        Call call = Call.mine(log);
        assertThat(call.err()).contains("touchpoint: activity", "journey: case id", "--save-recipe");
        assertThat(call.out())
                .startsWith("log.csv\n20 journeys of 10 customers, 59 interactions at 3 touchpoints,")
                .doesNotContain("recipe:");
    }

    @Test
    void readsByRecipeFile() {
        JsonNode answer = Call.json(log, "--recipe", recipe);
        assertThat(answer.get("title").asString()).isEqualTo("Orders");
        assertThat(answer.get("customers").asInt()).isEqualTo(10);
        assertThat(answer.get("completed").asInt()).isEqualTo(19);
        assertThat(answer.get("open").asInt()).isEqualTo(1);
        assertThat(answer.get("scores").get("scored").asInt()).isEqualTo(12);
        assertThat(answer.get("scores").get("mean").asDouble()).isEqualTo(2.5);
        assertThat(answer.get("from").asString()).isEqualTo("2020-01-01T08:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"olist", "online-retail", "nps-verbatims", "telco-churn"})
    void knowsShippedRecipesByName(String name) {
        assertThat(Call.of("mine", log, "--recipe", name).refusal(64, "C2110")).contains("No file is the table");
    }

    @Test
    void refusesUnknownRecipe() {
        assertThat(Call.of("mine", log, "--recipe", "olits").refusal(66, "C3003"))
                .contains("olits", "Shipped are olist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "olist; order_id,customer_id,order_status,order_purchase_timestamp;"
                        + " review_id,order_id,review_score,review_creation_date,review_answer_timestamp;"
                        + " customer_id,customer_unique_id,customer_state",
                "online-retail; InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country;;",
                "nps-verbatims; CUSTOMER_RESPONSE_DATE,SURVEY_SUB_TYPE,NPS_SCORE,text;;",
                "telco-churn; customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn,PaymentMethod;;"
            })
    void namesTheShippedRecipeThatFitsWhereGuessingFails(String name, String one, String two, String three)
            throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        List<String> headers =
                Stream.of(one, two, three).filter(Objects::nonNull).toList();
        for (int i = 0; i < headers.size(); i++) {
            Files.writeString(
                    tables.resolve("table " + i + ".csv"),
                    headers.get(i) + "\n" + headers.get(i).replaceAll("[^,]+", "1") + "\n");
        }
        assertThat(Call.of("mine", tables).refusal(64, "C2113"))
                .contains("remedy: These files look like those of a shipped recipe: use --recipe " + name + ".");
        if (headers.size() > 1) {
            Files.delete(tables.resolve("table 0.csv"));
            assertThat(Call.of("mine", tables).refusal(64, "C2113")).doesNotContain("shipped recipe");
        }
    }

    @Test
    void proposesTheShippedRecipeThatFitsAndStillGuesses() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines.csv"), """
                case id,activity,timestamp,InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID
                1,buy,2020-01-01,1,a,1,2020-01-01,2.5,c
                """);
        Call call = Call.mine(lines, "--json");
        assertThat(call.err()).contains("shipped recipe: use --recipe online-retail.");
        assertThat(call.json().get("touchpointCounts").get(0).get("touchpoint").asString())
                .isEqualTo("buy");
        JsonNode finding = call.json().get("findings").get(0);
        assertThat(finding.get("code").asString()).isEqualTo("recipe-fits");
        assertThat(finding.get("subject").asString()).isEqualTo("online-retail");
        assertThat(Call.mine(lines).out()).contains("use --recipe online-retail.");
        assertThat(Call.mine(lines, "--recipe", "online-retail").err()).doesNotContain("shipped recipe");
        assertThat(Call.mine(log).err()).doesNotContain("shipped recipe");
    }

    @Test
    void proposesTheRecipeBesideTheTables() throws IOException {
        Call guessed = Call.mine(folder, "--json");
        assertThat(guessed.err()).contains("The folder holds a recipe that was not used: use --recipe " + recipe + ".");
        JsonNode finding = guessed.json().get("findings").get(0);
        assertThat(finding.get("code").asString()).isEqualTo("recipe-in-folder");
        assertThat(finding.get("advice").asString()).contains("Run it again with that recipe.");
        assertThat(Call.mine(folder, "--recipe", recipe).err()).doesNotContain("holds a recipe");
        Path odd = Files.createDirectory(folder.resolve("odd one"));
        Files.writeString(odd.resolve("odd.csv"), "a,b\n1,2\n");
        Files.copy(recipe, odd.resolve("broken.yaml"));
        Files.writeString(odd.resolve("broken.yaml"), Files.readString(recipe).replace("zone: none", "zome: none"));
        Files.writeString(odd.resolve("other.yaml"), "recipe: no\n");
        assertThat(Call.of("mine", odd).refusal(64, "C2113"))
                .contains(
                        "remedy: The folder holds a recipe that was not used: use --recipe '" + odd + "/broken.yaml'.");
    }

    @Test
    void doesNotCallFilesOfItsOwnUnused() throws IOException {
        Files.writeString(
                folder.resolve("truth.json"),
                "{\"touchpoints\": [], \"detours\": [], \"moments\": [], \"decoys\": [], \"promises\": []}");
        JsonNode answer = Call.json(folder, "--recipe", recipe);
        assertThat(codes(answer)).doesNotContain("unused-file");
        Files.writeString(folder.resolve("notes.yaml"), "recipe: pancakes\n");
        Files.writeString(folder.resolve("other.json"), "{\"touchpoints\": []}");
        assertThat(Call.of("mine", folder, "--recipe", recipe).out())
                .contains("The file notes.yaml was not used.", "The file other.json was not used.")
                .doesNotContain("truth.json");
    }

    @Test
    void writesPlainDecimalsThatReadBackTheSame() throws IOException {
        Path slow = Files.writeString(folder.resolve("slow.csv"), """
                case id,activity,timestamp
                1,a,2000-01-01 00:00:00.000
                1,b,2020-03-04 05:06:07.000
                2,a,2000-01-01 00:00:00.000
                2,b,2019-03-04 05:06:08.000
                3,a,2000-01-01 00:00:00.000
                """);
        JsonNode edge = Call.json(slow).get("flow").get(0);
        Call.mine(slow, "--csv", folder.resolve("csv"));
        List<String> rows = Files.readAllLines(folder.resolve("csv/flow.csv"));
        String[] cells = rows.get(1).split(",");
        List<String> fields = List.of("minSeconds", "medianSeconds", "p90Seconds", "meanSeconds", "maxSeconds");
        for (int i = 0; i < fields.size(); i++) {
            assertThat(cells[4 + i]).matches("[0-9]+([.][0-9]*[1-9])?");
            assertThat(Double.parseDouble(cells[4 + i]))
                    .isEqualTo(edge.get(fields.get(i)).asDouble())
                    .isGreaterThan(1e7);
        }
    }

    @Test
    void saysWhyTheMedianIsNothing() throws IOException {
        StringBuilder rows = new StringBuilder("case id,activity,timestamp\n");
        for (int order = 0; order < 9; order++) {
            rows.append(order).append(",bought,2020-01-01\n");
            if (order < 3) {
                rows.append(order)
                        .append(",bought,2020-01-")
                        .append(11 + 10 * order / 2)
                        .append('\n');
            }
        }
        Path shop = Files.writeString(folder.resolve("shop.csv"), rows);
        assertThat(Call.mine(shop).out().replaceAll("\\s+", " "))
                .contains("median 0 s, 90 % within", "(9 finished journeys)")
                .contains("6 journeys are a single interaction (66.7 %), which takes no time;"
                        + " half of the others take longer than 15 d.")
                .doesNotContain("quantile");
        JsonNode durations = Call.json(shop).get("durations");
        assertThat(durations.get("singles").asInt()).isEqualTo(6);
        assertThat(durations.get("othersMedianSeconds").asDouble()).isEqualTo(15 * 86_400);
        Path same = Files.writeString(folder.resolve("same.csv"), """
                case id,activity,timestamp
                1,a,2020-01-01
                1,b,2020-01-01
                2,a,2020-01-01
                2,b,2020-01-01
                3,a,2020-01-01
                3,b,2020-01-05
                """);
        assertThat(Call.mine(same).out()).contains("all their interactions carry the same time");
    }

    @Test
    void saysThatThereAreNoDates() throws IOException {
        Path undated = Files.writeString(folder.resolve("undated.csv"), "case id,activity,timestamp\n1,a,\n1,b,\n");
        assertThat(Call.mine(undated).out()).contains("touchpoints, no dates", "The data have no dates");
    }

    @Test
    void takesNamedColumns() throws IOException {
        Path odd = Files.writeString(
                folder.resolve("odd.csv"), "a,b,c,d\n1,x,2020-01-01,u\n1,y,2020-01-02,u\n2,x,2020-01-03,u\n");
        JsonNode answer = Call.json(odd, "--case", "a", "--activity", "b", "--time", "c", "--customer", "d");
        assertThat(answer.get("journeys").asInt()).isEqualTo(2);
        assertThat(answer.get("customers").asInt()).isEqualTo(1);
        assertThat(Call.of("mine", odd, "--case", "nope", "--activity", "b", "--time", "c")
                        .refusal(64, "C2113"))
                .contains("odd.csv", "'nope'", "a, b, c, d", "--case");
        assertThat(Call.of("mine", odd).refusal(64, "C2113")).contains("a, b, c, d", "--case");
    }

    @ParameterizedTest
    @CsvSource({"key, 20", "customer, 10", "gap=2h, 39", "'from=place,to=deliver,timeout=14d', 20"})
    void cutsJourneysByEveryRule(String rule, int journeys) {
        JsonNode answer = Call.json(log, "--recipe", recipe, "--journeys", rule);
        assertThat(answer.get("journeys").asInt()).isEqualTo(journeys);
        assertThat(answer.get("rule").asString()).isEqualTo(rule);
        assertThat(answer.get("interactions").asInt() + answer.get("outside").asInt())
                .isEqualTo(59);
    }

    @Test
    void takesTheRecipesJourneyRule() throws IOException {
        Files.writeString(recipe, RECIPE.replace("zone: none", "zone: none\njourneys: customer"));
        assertThat(Call.json(log, "--recipe", recipe).get("rule").asString()).isEqualTo("customer");
        assertThat(Call.json(log, "--recipe", recipe, "--journeys", "key")
                        .get("rule")
                        .asString())
                .isEqualTo("key");
    }

    @Test
    void refusesRulesThatCannotBeRead() {
        assertThat(Call.of("mine", log, "--journeys", "gap=x").refusal(64, "C1002"))
                .contains("column");
        assertThat(Call.of("mine", log, "--journeys", "from=place,to=nope,timeout=1d")
                        .refusal(64, "C1003"))
                .contains("\"nope\"");
    }

    @Test
    void keepsJourneysThatMeetAllFilters() {
        JsonNode answer = Call.json(log, "--recipe", recipe, "--filter", "state = SP", "--filter", "not passes ask");
        assertThat(answer.get("journeys").asInt()).isEqualTo(5);
        assertThat(answer.get("filters")).hasSize(2);
    }

    @Test
    void saysWhenNoJourneyMeetsTheFilters() {
        Call call = Call.mine(log, "--filter", "duration > 900d");
        assertThat(call.out()).contains("0 journeys", "No journey meets these conditions.");
        JsonNode answer = Call.json(log, "--filter", "duration > 900d");
        assertThat(answer.get("flow")).isEmpty();
        assertThat(answer.get("from").isNull()).isTrue();
    }

    @Test
    void pointsAtTheColumnOfAFilterThatCannotBeRead() {
        assertThat(Call.of("mine", log, "--filter", "passes ask then").refusal(64, "C1002"))
                .contains("column 12", "\n  passes ask then\n             ^\n");
    }

    @Test
    void namesTheNearestWhereAFilterNamesWhatIsNotThere() {
        assertThat(Call.of("mine", log, "--filter", "passes delivr").refusal(64, "C1003"))
                .contains("delivr", "deliver");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-05, 5, 2020-01-05T23:59:59",
        "2020-01-05T07:59:59, 4, 2020-01-05T07:59:59",
        "2020-01-05T08:00, 5, 2020-01-05T08:00:00",
        "2020-01-05 08:00:00, 5, 2020-01-05T08:00:00"
    })
    void seesTheDataAsOfATime(String asOf, int journeys, String shown) {
        JsonNode answer = Call.json(log, "--recipe", recipe, "--as-of", asOf);
        assertThat(answer.get("journeys").asInt()).isEqualTo(journeys);
        assertThat(answer.get("asOf").asString()).isEqualTo(shown);
    }

    @Test
    void readsInstantsWithTheirOffset() throws IOException {
        Path zoned = Files.writeString(
                folder.resolve("zoned.csv"),
                "case id,activity,timestamp\n1,a,2020-01-01T10:00:00+02:00\n1,b,2020-01-01T10:00:00+00:00\n");
        assertThat(Call.json(zoned, "--as-of", "2020-01-01T08:30:00Z")
                        .get("interactions")
                        .asInt())
                .isEqualTo(1);
        assertThat(Call.json(zoned, "--as-of", "2020-01-01T12:00:00+02:00")
                        .get("interactions")
                        .asInt())
                .isEqualTo(2);
        assertThat(Call.json(zoned).get("from").asString()).isEqualTo("2020-01-01T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2020-1-5", "2020-02-30", "05/01/2020", "2020-01-05T25:00", "99999999999999"})
    void refusesTimesThatCannotBeRead(String asOf) {
        assertThat(Call.of("mine", log, "--as-of", asOf).refusal(64, "C3001")).contains("Write 2018-08-31");
    }

    @Test
    void refusesOffsetWhereTheDataHaveNone() {
        assertThat(Call.of("mine", log, "--as-of", "2020-01-05T08:00:00Z").refusal(64, "C3001"))
                .contains("has an offset");
    }

    @Test
    void saysWhenNothingHadHappenedYet() {
        Call call = Call.mine(log, "--as-of", "1990-01-01");
        assertThat(call.out()).contains("0 journeys", "as of 1990-01-01 23:59:59");
        assertThat(Call.json(log, "--as-of", "1990-01-01").get("journeys").asInt())
                .isZero();
    }

    @Test
    void givesTheSameFiguresExactlyOnRequest() {
        assertThat(Call.mine(log, "--json", "--exact").out())
                .isEqualTo(Call.mine(log, "--json").out());
    }

    @Test
    void hidesScoresOfFewJourneysEverywhere() throws IOException {
        Object[] few = {"--recipe", recipe, "--filter", "state = SP"};
        Path html = folder.resolve("few.html");
        Path svg = folder.resolve("few.svg");
        Path csv = folder.resolve("few");
        JsonNode hidden = Call.json(log, add(few, "--html", html, "--svg", svg, "--csv", csv));
        assertThat(hidden.get("scores").get("scored").asInt()).isEqualTo(3);
        assertThat(hidden.get("scores").get("mean").isNull()).isTrue();
        assertThat(hidden.get("touchpointCounts"))
                .allMatch(count -> count.get("meanScore").isNull());
        assertThat(hidden.get("topPaths"))
                .allMatch(path -> path.get("meanScore").isNull());
        assertThat(Call.mine(log, few).out()).contains("--include-small").doesNotContain("ean score 1.00");
        assertThat(Files.readString(html)).doesNotContain("\"score\":");
        assertThat(Files.readString(csv.resolve("paths.csv")).lines().skip(1))
                .allMatch(row -> row.matches(".*,,\\d+,,"));

        JsonNode shown = Call.json(log, add(few, "--include-small", "--html", html, "--force"));
        assertThat(shown.get("scores").get("mean").asDouble()).isEqualTo(1);
        assertThat(Call.mine(log, add(few, "--include-small")).out()).contains("ean score of all journeys 1.00");
        assertThat(Files.readString(html)).contains("\"score\":1");
    }

    @Test
    void hidesMeansFromWhichThatOfFewWouldFollow() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int order = 0; order < 60; order++) {
            String channel = order < 5 ? "shop" : order < 30 ? "web" : "call";
            String tail = ",c" + order + ",SP,";
            rows.append(order + ",ask,2020-01-01 08:00:00" + tail + "\n");
            rows.append(order + "," + channel + ",2020-01-01 09:00:00" + tail + (order < 5 ? 1 : 4) + "\n");
        }
        Path few = Files.writeString(folder.resolve("few.csv"), rows);
        Files.writeString(recipe, RECIPE.replace("[deliver]", "[call]"));
        JsonNode listed = Call.json(few, "--recipe", recipe);
        assertThat(means(listed.get("topPaths"))).as("call, web, shop").containsExactly("4.0", "4.0", "null");
        assertThat(listed.get("scores").get("mean").isNull()).isTrue();
        assertThat(listed.get("scores").get("scored").asInt()).isEqualTo(60);
        assertThat(means(listed.get("touchpointCounts")))
                .as("ask is all; call and web are their paths; shop is few")
                .containsExactly("null", "4.0", "4.0", "null");
        assertThat(Call.mine(few, "--recipe", recipe).out())
                .contains("Mean score not shown: with those of paths it would tell that of fewer than 10");
        JsonNode unlisted = Call.json(few, "--recipe", recipe, "--paths", "0");
        assertThat(unlisted.get("scores").get("mean").asDouble()).isEqualTo(3.75);
        double half = 2.000995 * Math.sqrt((5 * 2.75 * 2.75 + 55 * 0.25 * 0.25) / 59 / 60);
        assertThat(unlisted.get("scores").get("low").asDouble()).isCloseTo(3.75 - half, within(1e-6));
        assertThat(unlisted.get("scores").get("high").asDouble()).isCloseTo(3.75 + half, within(1e-6));
        assertThat(means(unlisted.get("touchpointCounts")))
                .as("of two that leave few the larger is shown")
                .containsExactly("3.75", "4.0", "null", "null");
        JsonNode shown = Call.json(few, "--recipe", recipe, "--include-small");
        assertThat(means(shown.get("touchpointCounts"))).containsExactly("3.75", "4.0", "4.0", "1.0");
    }

    private static List<String> means(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.get("meanScore").toString())
                .toList();
    }

    @Test
    void completesJourneysAtTheEndThatTheRuleNames() {
        JsonNode answer = Call.json(log, "--recipe", recipe, "--journeys", "from=place,to=ask,timeout=2d");
        assertThat(answer.get("completed").asInt()).isEqualTo(10);
        assertThat(answer.get("open").asInt())
                .as("of the 18th 18:00 and of the 19th")
                .isEqualTo(1);
        assertThat(answer.get("droppedOut").asInt()).isEqualTo(9);
        JsonNode guessed = Call.json(log, "--journeys", "from=place,to=ask,timeout=2d");
        assertThat(guessed.get("completed").asInt())
                .as("a rule with an end needs no recipe's ends")
                .isEqualTo(10);
    }

    @Test
    void listsAsManyPathsAsAskedFor() {
        assertThat(Call.json(log, "--paths", 1).get("topPaths")).hasSize(1);
        JsonNode none = Call.json(log, "--paths", 0);
        assertThat(none.get("topPaths")).isEmpty();
        assertThat(none.get("otherPaths").get("journeys").asInt()).isEqualTo(20);
        Call.of("mine", log, "--paths", -1).refusal(64, "C3001");
        Call.of("mine", log, "--paths", "many").refusal(64, "C3001");
    }

    @Test
    void failsOnRejectsOnlyWhenStrict() throws IOException {
        Files.writeString(log, HEADER + "1,a,2020-01-01,c,SP,1\n2,b,nonsense,c,SP,1\n");
        Call lenient = Call.mine(log, "--recipe", recipe);
        assertThat(lenient.out()).contains("2 read, 1 rejected", "log.csv line 3", "\"nonsense\"");
        Call strict = Call.of("mine", log, "--recipe", recipe, "--strict");
        strict.refusal(65, "C3004");
        assertThat(strict.out()).isEqualTo(lenient.out());
        Path rejects = folder.resolve("rejects.csv");
        Call.mine(log, "--recipe", recipe, "--rejects", rejects);
        assertThat(Files.readAllLines(rejects)).hasSize(2).last().asString().contains("\"log.csv\",3,", "nonsense");
    }

    @Test
    void readsTheSavedGuessToTheSameAnswer() {
        Path guess = folder.resolve("guess.yaml");
        String guessed = Call.mine(log, "--json", "--save-recipe", guess).out();
        assertThat(Call.mine(log, "--json", "--recipe", guess).out()).isEqualTo(guessed);
        Path again = folder.resolve("again.yaml");
        Call.mine(log, "--recipe", guess, "--save-recipe", again);
        assertThat(again).hasSameTextualContentAs(guess);
    }

    @Test
    void answersTheSameFromASavedStore() {
        Path store = folder.resolve("store");
        Object[] question = {"--json", "--filter", "state = RJ", "--journeys", "gap=3h", "--as-of", "2020-01-15"};
        String fresh = Call.mine(log, add(question, "--recipe", recipe, "--save", store))
                .out();
        assertThat(Call.mine(store, question).out()).isEqualTo(fresh);
        assertThat(Call.mine(store, "--json").out())
                .isEqualTo(Call.mine(log, "--json", "--recipe", recipe).out());
        assertThat(Call.json(store, "--title", "Mine").get("title").asString()).isEqualTo("Mine");
        Path saved = folder.resolve("saved.yaml");
        Call.mine(store, "--save-recipe", saved);
        assertThat(Call.mine(log, "--json", "--recipe", saved).out())
                .isEqualTo(Call.mine(store, "--json").out());
    }

    @Test
    void refusesOptionsThatHaveNoPartInASavedStore() {
        Path store = folder.resolve("store");
        Call.mine(log, "--save", store);
        for (List<Object> options : List.<List<Object>>of(
                List.of("--recipe", recipe),
                List.of("--case", "x"),
                List.of("--lifecycle", "complete"),
                List.of("--encoding", "UTF-8"),
                List.of("--rejects", folder.resolve("r.csv")),
                List.of("--save", folder.resolve("copy")))) {
            List<Object> words = new ArrayList<>(List.of("mine", store));
            words.addAll(options);
            assertThat(Call.of(words.toArray()).refusal(64, "C3001")).contains((String) options.getFirst());
        }
        assertThat(Call.of("mine", store, log).refusal(64, "C3001")).contains("asked alone");
        assertThat(Call.of("mine", log, "--recipe", recipe, "--case", "x").refusal(64, "C3001"))
                .contains("--case");
    }

    @Test
    void overwritesNothingWithoutForce() throws IOException {
        for (String option : List.of("--html", "--svg", "--rejects", "--save-recipe", "--save")) {
            Path file = Files.writeString(folder.resolve("precious"), "precious");
            assertThat(Call.of("mine", log, option, file).refusal(73, "C3005")).contains("precious");
            assertThat(file).hasContent("precious");
        }
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Path table = Files.writeString(tables.resolve("flow.csv"), "precious");
        Call.of("mine", log, "--csv", tables).refusal(73, "C3005");
        Call.mine(log, "--csv", tables, "--force");
        assertThat(table).content().startsWith("from,to,count");
    }

    @Test
    void replacesAStoreOnlyByForceAndNothingElseEver() throws IOException {
        Path store = folder.resolve("store");
        Call.mine(log, "--save", store);
        Call.of("mine", log, "--save", store).refusal(73, "C3005");
        Call.mine(log, "--save", store, "--force", "--title", "Second");
        assertThat(Call.json(store).get("title").asString()).isEqualTo("Second");
        Path other = Files.createDirectory(folder.resolve("photographs"));
        Files.writeString(other.resolve("wedding"), "precious");
        Path page = folder.resolve("page.html");
        Call.of("mine", log, "--html", page, "--save", other, "--force").refusal(73, "C1006");
        assertThat(other.resolve("wedding")).hasContent("precious");
        assertThat(page).as("refused before any work").doesNotExist();
    }

    @Test
    void refusesToWriteWhatItReadsOrTwice() {
        assertThat(Call.of("mine", log, "--html", log, "--force").refusal(64, "C3001"))
                .contains("is read");
        Path both = folder.resolve("both");
        assertThat(Call.of("mine", log, "--html", both, "--svg", both).refusal(64, "C3001"))
                .contains("twice");
        assertThat(both).doesNotExist();
    }

    @Test
    void refusesToWriteOverATableOfAFolderOrTheRecipeOrTheStoreItReads() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Path table = Files.copy(log, tables.resolve("log.csv"));
        Path link = Files.createSymbolicLink(tables.resolve("linked.csv"), log);
        Path store = folder.resolve("store");
        Call.mine(log, "--recipe", recipe, "--save", store);

        assertThat(Call.of("mine", tables, "--html", table, "--force").refusal(64, "C3001"))
                .contains("is read");
        assertThat(Call.of("mine", link, "--svg", log, "--force").refusal(64, "C3001"))
                .contains("is read");
        assertThat(Call.of("mine", log, "--recipe", recipe, "--save-recipe", recipe, "--force")
                        .refusal(64, "C3001"))
                .contains("is read");
        assertThat(Call.of("mine", store, "--html", store.resolve("store.corridor"), "--force")
                        .refusal(64, "C3001"))
                .contains("is read");
        assertThat(Call.of("verify", store).code()).isZero();
        Call.mine(tables, "--recipe", recipe, "--html", tables.resolve("report.html"));
        Call.mine(tables, "--recipe", recipe, "--html", tables.resolve("report.html"), "--force");
    }

    @Test
    void refusesOutputsInsideOneAnother() {
        Path store = folder.resolve("store");
        assertThat(Call.of("mine", log, "--recipe", recipe, "--save", store, "--html", store.resolve("report.html"))
                        .refusal(64, "C3001"))
                .contains("would lie in");
        assertThat(Call.of("mine", log, "--recipe", recipe, "--save", store, "--csv", store)
                        .refusal(64, "C3001"))
                .contains("would lie in");
        assertThat(store).doesNotExist();
    }

    @Test
    void neverReplacesDevicesPipesOrUnaskedLinks() throws Exception {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        Path device = Files.createSymbolicLink(folder.resolve("device"), pipe);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));

        for (Path taken : List.of(pipe, device)) {
            assertThat(Call.of("mine", log, "--recipe", recipe, "--html", taken, "--force")
                            .refusal(73, "C3005"))
                    .contains("no ordinary file");
        }
        Call.of("mine", log, "--recipe", recipe, "--html", dangling).refusal(73, "C3005");
        assertThat(device).isSymbolicLink();
        assertThat(dangling).isSymbolicLink();
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void refusesEmptyNames() {
        assertThat(Call.of("mine", "").refusal(64, "C3001")).contains("empty");
        for (String option : List.of("--html", "--svg", "--csv", "--save", "--rejects", "--save-recipe")) {
            assertThat(Call.of("mine", log, "--recipe", recipe, option, "").refusal(64, "C3001"))
                    .as(option)
                    .contains("empty");
        }
    }

    @Test
    void makesTheFolderOfTheRejects() throws IOException {
        Path rejects = folder.resolve("new/folder/rejects.csv");
        Call.mine(log, "--recipe", recipe, "--rejects", rejects);
        assertThat(rejects).content().startsWith("file,line,column,value,code,reason");
    }

    @ParameterizedTest
    @CsvSource({"en, journeys", "pt, jornadas", "ru, путей"})
    void writesTheReportInEveryLanguage(String language, String word) throws IOException {
        Path html = folder.resolve("report.html");
        Call.mine(log, "--html", html, "--lang", language);
        assertThat(html).content().contains("lang=\"" + language + "\"", word);
        Call.of("mine", log, "--lang", "de").refusal(64, "C3001");
    }

    @Test
    void showsKeysInTheReportOnlyOnRequest() throws IOException {
        Files.writeString(recipe, RECIPE + "expect: [deliver not before ask]\n");
        Files.writeString(
                log,
                HEADER + "secret-17,deliver,2020-01-01,c,SP,1\nsecret-17,ask,2020-01-02,c,SP,\n"
                        + "secret-18,ask,secret-19,c,SP,\n");
        Path html = folder.resolve("report.html");
        Call.mine(log, "--recipe", recipe, "--html", html);
        assertThat(html).content().doesNotContain("secret-1");
        Call.mine(log, "--recipe", recipe, "--html", html, "--with-ids", "--force");
        assertThat(html).content().contains("secret-17", "secret-19");
    }

    @Test
    void takesDelimiterEncodingAndTitle() throws IOException {
        Path odd = folder.resolve("odd.txt");
        Files.write(
                odd,
                "case id|activity|timestamp\n1|оплата|2020-01-01\n1|доставка|2020-01-02\n"
                        .getBytes(Charset.forName("windows-1251")));
        JsonNode answer = Call.json(odd, "--delimiter", "|", "--encoding", "windows-1251", "--title", "Проба");
        assertThat(answer.get("starts").get(0).get("touchpoint").asString()).isEqualTo("оплата");
        assertThat(answer.get("title").asString()).isEqualTo("Проба");
        Files.write(odd, "case id\tactivity\ttimestamp\n1\ta\t2020-01-01\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Call.json(odd, "--delimiter", "tab").get("journeys").asInt()).isEqualTo(1);
        Call.of("mine", odd, "--delimiter", "ab").refusal(64, "C3001");
        Call.of("mine", odd, "--encoding", "klingon").refusal(64, "C2010");
    }

    @Test
    void choosesClassifierAndLifecycleOfXes() throws IOException {
        Path xes = Files.writeString(folder.resolve("log.xes"), """
                <?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>
                <event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="start"/>
                <date key="time:timestamp" value="2020-01-01T00:00:00Z"/></event>
                <event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="complete"/>
                <date key="time:timestamp" value="2020-01-01T01:00:00Z"/></event></trace></log>
                """);
        assertThat(Call.json(xes).get("interactions").asInt()).isEqualTo(2);
        assertThat(Call.json(xes, "--lifecycle", "complete").get("interactions").asInt())
                .isEqualTo(1);
        assertThat(Call.json(xes, "--classifier", "concept:name lifecycle:transition")
                        .get("touchpoints")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void readsTheSameFileTwiceAsOnce() {
        Call call = Call.of("mine", log, log, "--json");
        assertThat(call.code()).isZero();
        assertThat(call.json().get("interactions").asInt()).isEqualTo(59);
        assertThat(codes(call.json())).contains("row-in-several-files");
    }

    @Test
    void listsFilesOfAnotherShapeAsUnused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "x,y\n1,2\n");
        JsonNode answer = Call.of("mine", log, other, "--json").json();
        assertThat(answer.get("interactions").asInt()).isEqualTo(59);
        assertThat(codes(answer)).contains("unused-file");
        assertThat(Call.of("mine", log, other).out().replaceAll("\\s+", " "))
                .contains("were not used. Namely: other.csv.");
    }

    @Test
    void readsAFolderOfTables() throws IOException {
        Files.delete(recipe);
        assertThat(Call.json(folder).get("journeys").asInt()).isEqualTo(20);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Call.of("mine", empty).refusal(66, "C3003")).contains("empty");
        assertThat(Call.of("mine", folder.resolve("nothing")).refusal(66, "C3003"))
                .contains("nothing");
    }

    @Test
    void refusesACallWithoutInput() {
        Call.of("mine").refusal(64, "C3001");
        Call.of("verify").refusal(64, "C3001");
        Call.of("mine", log, "--jsno").refusal(64, "C3001");
    }

    @Test
    void verifiesAWholeStoreAndFindsEveryDamage() throws IOException {
        Path store = folder.resolve("store");
        Call.mine(log, "--recipe", recipe, "--save", store);
        assertThat(Call.of("verify", store).out()).contains("is whole: 59 interactions");
        Call.of("verify", folder.resolve("nothing")).refusal(66, "C3003");
        Call.of("verify", folder).refusal(66, "C1007");
        String answer = Call.mine(store, "--json").out();
        List<Path> files;
        try (var found = Files.list(store)) {
            files = found.toList();
        }
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at : IntStream.of(0, 9, whole.length / 2, whole.length - 1).toArray()) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x55;
                Files.write(file, damaged);
                Call call = Call.of("verify", store);
                if (call.code() == 0) { // between two blocks, where nothing is
                    assertThat(Call.mine(store, "--json").out()).isEqualTo(answer);
                } else {
                    assertThat(call.code())
                            .as(file + " byte " + at + call.err())
                            .isEqualTo(65);
                    assertThat(call.err()).contains("remedy: ").doesNotContain("C3999");
                }
            }
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
            assertThat(Call.of("verify", store).code()).isEqualTo(65);
            assertThat(Call.of("mine", store).code()).isEqualTo(65);
            Files.write(file, whole);
        }
        Call.mine(store);
    }

    private static List<String> codes(JsonNode answer) {
        return StreamSupport.stream(answer.get("findings").spliterator(), false)
                .map(finding -> finding.get("code").asString())
                .toList();
    }

    private static Object[] add(Object[] options, Object... more) {
        List<Object> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void suggestsTouchpointsForAJourneyRule() {
        assertThat(Call.of("mine", log, "--recipe", recipe, "--journeys", "from=plase,timeout=3d")
                        .err())
                .contains("near to it: \"place\".");
        assertThat(Call.of("mine", log, "--recipe", recipe, "--journeys", "from=zzz,timeout=3d")
                        .err())
                .contains("there are: \"ask\", \"deliver\", \"place\".");
    }

    @Test
    void refusesAWrongTimeBeforeAnythingIsRead() {
        assertThat(Call.of("mine", folder.resolve("missing.csv"), "--as-of", "soon")
                        .err())
                .contains("--as-of soon is no day and no time.");
    }

    @Test
    void usesTheUsualTitleWhereNoneIsGiven() {
        assertThat(Call.mine(log, "--recipe", recipe, "--title", "").out())
                .isEqualTo(Call.mine(log, "--recipe", recipe).out());
        assertThat(Call.mine(log, "--recipe", recipe, "--title", "Other").out()).contains("Other");
    }

    @Test
    void reportsTouchpointsThatDifferOnlyInWriting() throws IOException {
        Path similar = Files.writeString(folder.resolve("similar.csv"), """
                case id,activity,timestamp
                1,Pay now,2020-01-01
                1,pay  Now,2020-01-02
                1,caf\u00e9,2020-01-03
                1,cafe\u0301,2020-01-04
                1,cafe,2020-01-05
                """);
        JsonNode answer = Call.json(similar);
        JsonNode finding = answer.get("findings")
                .valueStream()
                .filter(each -> each.get("code").asString().equals("similar-names"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.get("touchpoints").asInt()).isEqualTo(5);
        assertThat(finding.get("count").asInt()).isEqualTo(4);
        assertThat(finding.get("denominator").asInt()).isEqualTo(5);
        assertThat(finding.get("examples").valueStream().map(JsonNode::asString))
                .containsExactly("\"cafe\u0301\", \"caf\u00e9\"", "\"Pay now\", \"pay  Now\"");
        assertThat(Call.json(log, "--recipe", recipe).get("findings").toString())
                .doesNotContain("similar-names");
    }
}
