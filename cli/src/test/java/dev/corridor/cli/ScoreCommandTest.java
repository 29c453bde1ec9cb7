package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `corridor score`, call by call, against figures counted by other means (numpy and scipy, from the raw rows).
final class ScoreCommandTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    @TempDir
    private Path folder;

    private Answers answers = new Answers(Path.of(""));

    @BeforeEach
    void takesAFolder() {
        answers = new Answers(folder);
    }

    private JsonNode json(Path table, Object... options) throws IOException {
        Object[] words = java.util.Arrays.copyOf(options, options.length + 1);
        words[options.length] = "--json";
        Call call = answers.score(table, words);
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(schema().validate(call.out(), InputFormat.JSON))
                .as(call.out())
                .isEmpty();
        return call.json();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(page("score.schema.json"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Checkout.repository().resolve("docs/reference").resolve(name));
    }

    private static void assertFigures(JsonNode of, double score, double low, double high) {
        assertThat(of.get("score").asDouble()).isCloseTo(score, CLOSE);
        assertThat(of.get("low").asDouble()).isCloseTo(low, CLOSE);
        assertThat(of.get("high").asDouble()).isCloseTo(high, CLOSE);
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        for (JsonNode one : list) {
            if (one.get(field).asString("").equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + list);
    }

    // Figures

    @Test
    void givesValueIntervalAndNumberWithTheErrorOfRepeatedCustomers() throws IOException {
        JsonNode all = json(answers.table()).get("overall");
        assertThat(all.get("n").asInt()).isEqualTo(105);
        assertThat(all.get("customers").asInt()).isEqualTo(49);
        assertThat(all.get("promoters").asInt()).isEqualTo(29);
        assertThat(all.get("passives").asInt()).isEqualTo(28);
        assertThat(all.get("detractors").asInt()).isEqualTo(48);
        assertFigures(all, -18.095238095238095, -33.73325560203283, -1.3950093628320364);
        JsonNode mean = all.get("mean");
        assertThat(mean.get("value").asDouble()).isCloseTo(5.980952380952381, CLOSE);
        assertThat(mean.get("low").asDouble()).isCloseTo(5.38023930002758, CLOSE);
        assertThat(mean.get("high").asDouble()).isCloseTo(6.581665461877182, CLOSE);
    }

    @Test
    void saysWhoAnsweredBeforeItCompares() throws IOException {
        JsonNode answer = json(answers.table(), "--by", "region");
        JsonNode response = answer.get("response");
        assertThat(response.get("basis").asString()).isEqualTo("journeys");
        assertThat(response.get("asked").asInt()).isEqualTo(120);
        assertThat(response.get("answered").asInt()).isEqualTo(105);
        assertThat(response.get("rate").asDouble()).isCloseTo(0.875, CLOSE);
        assertThat(response.get("low").asDouble()).isCloseTo(0.791675909799493, CLOSE);
        assertThat(response.get("high").asDouble()).isCloseTo(0.9280265597924773, CLOSE);
        assertThat(answer.propertyNames().toString().indexOf("response"))
                .isLessThan(answer.propertyNames().toString().indexOf("comparisons"));
        String page = answers.score(answers.table(), "--by", "region").out();
        assertThat(page.indexOf("Who answered"))
                .isPositive()
                .isLessThan(page.indexOf("By region"))
                .isLessThan(page.indexOf("Which groups differ"));
    }

    @Test
    void comparesGroupsAndAdjustsForBeingThePickOfMany() throws IOException {
        JsonNode answer = json(answers.table(), "--by", "region");
        assertFigures(
                named(answer.get("groups"), "group", "North"),
                48.275862068965516,
                24.996438764237077,
                62.50356123576293);
        assertFigures(
                named(answer.get("groups"), "group", "West"),
                -48.275862068965516,
                -71.72317895402591,
                -14.733406927299718);
        assertThat(answer.get("comparedBy").asString()).isEqualTo("pairs");
        JsonNode first = answer.get("comparisons").get(0);
        assertThat(List.of(first.get("a").asString(), first.get("b").asString()))
                .containsExactly("East", "North");
        assertThat(first.get("difference").asDouble()).isCloseTo(-96.55172413793103, CLOSE);
        assertThat(first.get("low").asDouble()).isCloseTo(-118.88390822504225, CLOSE);
        assertThat(first.get("high").asDouble()).isCloseTo(-56.11609177495775, CLOSE);
        assertThat(first.get("p").asDouble()).isCloseTo(4.6425656037321434e-08, within(1e-15));
        assertThat(first.get("q").asDouble()).isCloseTo(1.392769681119643e-07, within(1e-15));
        JsonNode last = named(answer.get("comparisons"), "a", "North");
        assertThat(last.get("q").asDouble()).isCloseTo(4.464546272881097e-06, within(1e-13));
    }

    @Test
    void hidesFewAnswersAndWhatWouldTellThem() throws IOException {
        JsonNode groups = json(answers.table(), "--by", "region").get("groups");
        for (String hidden : List.of("Rare", "South")) {
            JsonNode group = named(groups, "group", hidden);
            assertThat(group.get("n").isNull()).isTrue();
            assertThat(group.get("score").isNull()).isTrue();
            assertThat(group.get("promoters").isNull()).isTrue();
            assertThat(group.get("reason").get("code").asString()).isEqualTo("not-shown");
        }
        JsonNode all =
                json(answers.table(), "--by", "region", "--include-small").get("groups");
        assertFigures(named(all, "group", "Rare"), 33.333333333333336, -51.33317311325326, 84.66650644658658);
        assertThat(named(all, "group", "Rare")
                        .get("warnings")
                        .get(0)
                        .get("code")
                        .asString())
                .isNotBlank();
    }

    @Test
    void groupsByLocalMonthOfTheAnswer() throws IOException {
        JsonNode answer = json(answers.table(), "--by", "month");
        assertThat(answer.get("groups").findValuesAsString("group"))
                .containsExactly("2024-01", "2024-02", "2024-03", "2024-04");
        assertFigures(answer.get("groups").get(1), -23.076923076923077, -54.20381996882827, 14.112625837563264);
        assertThat(answer.get("response").get("groups").get(1).get("asked").asInt())
                .isEqualTo(29);
    }

    @Test
    void takesTheMonthOfTheRecipesZone() throws IOException {
        Path table = answers.rows(IntStream.range(0, 24)
                .mapToObj(i -> i + ",c" + i + ",x,2024-01-31T" + (i < 12 ? "20" : "23") + ":30:00Z,9\n")
                .collect(Collectors.joining()));
        Path recipe = answers.recipe(Answers.RECIPE.replace("zone: none", "zone: Europe/Lisbon"));
        Path moscow = Files.writeString(
                folder.resolve("moscow.yaml"), Answers.RECIPE.replace("zone: none", "zone: Europe/Moscow"));
        assertThat(Call.of("score", table, "--recipe", recipe, "--by", "month", "--json")
                        .json()
                        .get("groups")
                        .findValuesAsString("group"))
                .containsExactly("2024-01");
        JsonNode there = Call.of("score", table, "--recipe", moscow, "--by", "month", "--json")
                .json()
                .get("groups");
        assertThat(there.findValuesAsString("group")).containsExactly("2024-01", "2024-02");
        assertThat(there.get(1).get("n").asInt()).isEqualTo(12);
        Path unsaid = Files.writeString(
                folder.resolve("unsaid.yaml"), Answers.RECIPE.replace("zone: none", "zone: as-written"));
        assertThat(Call.of("score", table, "--recipe", unsaid, "--by", "month").out())
                .contains("months are those of UTC");
    }

    @ParameterizedTest
    @CsvSource({"1..5, csat, share, 0.5", "1..7, ces, share, 0.5", "0..10, nps, points, -50", "1..9, mean, scale, 4.5"})
    void choosesTheMeasureByTheScale(String scale, String measure, String unit, double score) throws IOException {
        int high = Integer.parseInt(scale.substring(3));
        int good = switch (measure) {
            case "mean" -> 6;
            case "nps" -> 8;
            default -> high;
        };
        Path table = answers.rows(IntStream.range(0, 40)
                .mapToObj(i -> i + ",c" + i + ",x,2024-01-01," + (i % 2 == 0 ? good : 3) + "\n")
                .collect(Collectors.joining()));
        Path recipe = answers.recipe(Answers.RECIPE.replace("0..10", scale));
        JsonNode answer = Call.of("score", table, "--recipe", recipe, "--json").json();
        assertThat(answer.get("measure").asString()).isEqualTo(measure);
        assertThat(answer.get("unit").asString()).isEqualTo(unit);
        assertThat(answer.get("overall").get("score").asDouble()).isCloseTo(score, CLOSE);
        assertThat(Call.of("score", table, "--recipe", recipe, "--measure", "mean", "--json")
                        .json()
                        .get("measure")
                        .asString())
                .isEqualTo("mean");
    }

    @Test
    void takesTheTouchpointBesideTheAnswersForTheQuestion() throws IOException {
        Path table = Files.writeString(
                folder.resolve("asked.csv"),
                "order,who,sent,answered,stars\n"
                        + IntStream.range(0, 40)
                                .mapToObj(i -> i + ",c" + i + "," + (i < 30 ? "2024-01-01" : "") + ","
                                        + (i < 20 || i == 35 ? "2024-02-01" : "") + "," + (i < 20 || i == 35 ? "9" : "")
                                        + "\n")
                                .collect(Collectors.joining()));
        Path recipe = answers.recipe("""
                recipe: Orders
                zone: none
                tables:
                  orders: {columns: [order, who, sent, answered, stars]}
                interactions:
                  - from: orders
                    journey: order
                    customer: who
                    touchpoints:
                      order.placed: {time: none}
                      survey.sent: sent
                      survey.answered:
                        time: answered
                        score: {column: stars, scale: 0..10}
                """);
        JsonNode response = Call.of("score", table, "--recipe", recipe, "--json", "--include-small")
                .json()
                .get("response");
        assertThat(response.get("basis").asString()).isEqualTo("touchpoint");
        assertThat(response.get("askedAt").get(0).asString()).isEqualTo("survey.sent");
        assertThat(response.get("asked").asInt()).isEqualTo(30);
        assertThat(response.get("answered").asInt()).isEqualTo(20);
        assertThat(response.get("answersOfUnasked").asInt()).isEqualTo(1);
        JsonNode placed = Call.of("score", table, "--recipe", recipe, "--json", "--asked", "order.placed")
                .json()
                .get("response");
        assertThat(placed.get("asked").asInt()).isEqualTo(40);
        assertThat(placed.get("answered").asInt()).isEqualTo(21);
        assertThat(Call.of("score", table, "--recipe", recipe, "--by", "touchpoint")
                        .out())
                .contains("20 of 30 journeys that were asked (survey.sent)");
    }

    // Real data

    private static Path data(String name) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data"));
        Path path = root.resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no data at " + path);
        return path;
    }

    @Test
    void countsTelecomAnswersLikeTheRawFile() throws IOException {
        Path file = data("nps/nps_verbatims.csv");
        JsonNode answer = Call.of("score", file, "--recipe", "nps-verbatims", "--by", "touchpoint", "--json")
                .json();
        assertThat(schema().validate(answer.toString(), InputFormat.JSON)).isEmpty();
        JsonNode all = answer.get("overall");
        assertThat(all.get("customers").isNull()).isTrue();
        assertThat(List.of(
                        all.get("n").asInt(),
                        all.get("promoters").asInt(),
                        all.get("detractors").asInt()))
                .containsExactly(2353, 690, 1271);
        assertFigures(all, -24.69188270293243, -28.208704031375376, -21.112178820916643);
        assertFigures(
                named(answer.get("groups"), "group", "Service in Use"),
                -76.66666666666667,
                -92.28944775500253,
                -47.10449163893687);
        assertThat(answer.get("response").get("asked").asInt()).isEqualTo(2385);
        JsonNode months = Call.of("score", file, "--recipe", "nps-verbatims", "--by", "month", "--json")
                .json()
                .get("groups");
        assertThat(months).hasSize(7);
        assertFigures(months.get(6), -10.919540229885058, -23.669814562397573, 2.2008880087252587);
    }

    @Test
    void countsOlistReviewsLikeTheRawTables() {
        JsonNode answer = Call.of("score", data("olist/base"), "--recipe", "olist", "--by", "state", "--json")
                .json();
        JsonNode all = answer.get("overall");
        assertThat(List.of(all.get("n").asInt(), all.get("customers").asInt())).containsExactly(8225, 8016);
        assertFigures(all, 0.5517325227963525, 0.5407365789026047, 0.5626781166660187);
        assertThat(all.get("mean").get("low").asDouble()).isCloseTo(3.233056034941014, CLOSE);
        JsonNode group = named(answer.get("groups"), "group", "MT");
        assertThat(group.get("customers").asInt()).isEqualTo(67);
        assertFigures(group, 0.6911764705882353, 0.5695656573450887, 0.7910342759255633);
        assertThat(answer.get("warnings").findValuesAsString("code")).contains("only-answers");
    }

    @Test
    void answersAboutTheSampleCompany() {
        Path company = folder.resolve("aurora");
        assertThat(Call.of("simulate", "--journeys", "2000", "--seed", "3", "--out", company)
                        .code())
                .isZero();
        Call call = Call.of(
                "score", company, "--recipe", company.resolve("corridor-recipe.yaml"), "--by", "region", "--json");
        assertThat(call.code()).as(call.err()).isZero();
        JsonNode response = call.json().get("response");
        assertThat(response.get("askedAt").get(0).asString()).isEqualTo("survey.sent");
        assertThat(response.get("rate").asDouble()).isBetween(0.2, 0.5);
        assertThat(call.json().get("groups")).hasSizeGreaterThan(4);
    }

    // Bad and hostile input

    @Test
    void leavesOutWhatIsNoAnswerAndSaysWhere() throws IOException {
        Path table = answers.rows("""
                1,a,x,2024-01-01,"7,5"
                2,a,x,2024-01-01,NaN
                3,b,x,2024-01-01,Infinity
                4,c,x,2999-01-01,abc
                5,d,x,2024-01-01,11
                6,e,x,2024-01-01,-1
                7,f,x,2024-01-01,"9,0"
                8,g,x,2024-01-01,1e400
                """);
        JsonNode answer = json(table, "--include-small");
        assertThat(answer.get("overall").get("n").asInt()).isEqualTo(1);
        assertThat(answer.get("findings").findValuesAsString("code")).contains("outside-scale", "not-a-number");
        assertThat(answer.get("warnings").findValuesAsString("code")).contains("not-whole");
        assertThat(answers.score(table, "--include-small").out().replaceAll("\\s+", " "))
                .contains("7.5 (journey 1)", "answers.csv, line 5: abc", "answers.csv, line 6: 11.0", "line 9: 1e400");
    }

    @Test
    void answersForAllMissingConstantAndNone() throws IOException {
        JsonNode none = json(answers.rows(""), "--by", "month");
        assertThat(none.get("overall").get("n").asInt()).isZero();
        assertThat(none.get("overall").get("reason").get("code").asString()).isEqualTo("no-answers");
        String missing = IntStream.range(0, 40)
                .mapToObj(i -> i + ",c" + i + ",x,2024-01-01,\n")
                .collect(Collectors.joining());
        JsonNode silent = json(answers.rows(missing), "--by", "region");
        assertThat(silent.get("response").get("rate").asDouble()).isZero();
        assertThat(silent.get("comparisons")).isEmpty();
        assertThat(answers.score(answers.rows(missing)).out())
                .contains("There is no score")
                .doesNotContain("The interval");
        JsonNode constant = json(answers.rows(missing.replace(",\n", ",9\n")), "--by", "region");
        assertThat(constant.get("overall").get("score").asDouble()).isEqualTo(100);
        assertThat(constant.get("overall").get("low").asDouble()).isBetween(80.0, 99.0);
        assertThat(constant.get("overall").get("mean").get("reason").get("code").asString())
                .isNotBlank();
        assertThat(constant.get("comparedBy").isNull()).isTrue();
        assertThat(answers.score(answers.rows(missing.replace(",\n", ",9\n"))).out())
                .contains("Every journey has an answer", "All answers are of one kind")
                .doesNotContain("Everybody who was asked", "\n  % ", "\n% ");
    }

    @Test
    void countsManyGroupsWithoutKeepingThem() throws IOException {
        Path table = answers.rows(IntStream.range(0, 30_000)
                .mapToObj(i -> i + ",c" + i % 5_000 + ",g" + (i < 60 ? 0 : i) + ",2024-01-01," + i % 11 + "\n")
                .collect(Collectors.joining()));
        JsonNode answer = json(table, "--by", "region");
        assertThat(answer.get("groups")).hasSize(1_000);
        assertThat(answer.get("otherGroups").get("groups").asInt()).isEqualTo(30_000 - 59 - 1_000);
        assertThat(answer.get("groups").get(0).get("n").asInt()).isEqualTo(60);
    }

    @Test
    void warnsWhereAnotherScaleWasPutIn() throws IOException {
        Path table = answers.rows(IntStream.range(0, 40)
                .mapToObj(i -> i + ",c" + i + ",x,2024-01-01," + (1 + i % 5) + "\n")
                .collect(Collectors.joining()));
        assertThat(json(table).get("warnings").findValuesAsString("code")).contains("other-scale-likely");
    }

    @Test
    void warnsOfAnswersFromTheFuture() throws IOException {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> i + ",c" + i + ",x," + (i < 38 ? "2024-01-01" : "2150-06-01") + ",9\n")
                .collect(Collectors.joining());
        assertThat(answers.score(answers.rows(rows)).out().replaceAll("\\s+", " "))
                .contains("2 answers are dated after today: 2150-06-01 (journey 38), 2150-06-01 (journey 39)");
        assertThat(json(answers.rows(rows), "--as-of", "2024-12-31")
                        .get("overall")
                        .get("n")
                        .asInt())
                .isEqualTo(38);
    }

    @Test
    void refusesScoresOnSeveralScales() throws IOException {
        Path table = Files.writeString(folder.resolve("two.csv"), "id,first,second\n1,3,9\n");
        Path recipe = answers.recipe("""
                recipe: Two surveys
                tables:
                  two: {columns: [id, first, second]}
                interactions:
                  - from: two
                    journey: id
                    touchpoints:
                      order.rated: {time: none, score: {column: first, scale: 1..5}}
                      shop.rated: {time: none, score: {column: second, scale: 0..10}}
                """);
        assertThat(Call.of("score", table, "--recipe", recipe).refusal(64, "C3223"))
                .contains("1..5, 0..10", "--at");
        assertThat(Call.of("score", table, "--recipe", recipe, "--at", "shop.rated", "--json")
                        .json()
                        .get("measure")
                        .asString())
                .isEqualTo("nps");
    }

    @Test
    void refusesWhatCannotBeAsked() throws IOException {
        Path table = answers.table();
        assertThat(answers.score(table, "--by", "regoin").refusal(64, "C3225"))
                .contains("\"regoin\"", "touchpoint, visited, month, begun, region");
        assertThat(answers.score(table, "--by", "score").refusal(64, "C3226")).contains("score itself");
        assertThat(answers.score(table, "--asked", "nowhere").refusal(64, "C3225"))
                .contains("nowhere", "survey.answered");
        assertThat(answers.score(table, "--scale", "5").refusal(64, "C3001")).contains("0..10");
        assertThat(answers.score(table, "--scale", "1..5").refusal(64, "C3223")).contains("contradicts");
        assertThat(answers.score(table, "--as-of", "yesterday").refusal(64, "C3001"))
                .contains("yesterday");
        Path half = answers.recipe(Answers.RECIPE.replace("0..10", "0.5..5"));
        assertThat(Call.of("score", table, "--recipe", half).refusal(64, "C3224"))
                .contains("0.5..5");
        Path unsaid = answers.recipe(Answers.RECIPE.replace(", scale: 0..10", ""));
        assertThat(Call.of("score", table, "--recipe", unsaid).refusal(64, "C3222"))
                .contains("--scale");
        assertThat(Call.of("score", table, "--recipe", unsaid, "--scale", "0..10")
                        .code())
                .isZero();
        Path none = answers.recipe(Answers.RECIPE.replace("    score: {column: stars, scale: 0..10}\n", ""));
        assertThat(Call.of("score", table, "--recipe", none).refusal(64, "C3221"))
                .contains("names no score");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lucky", "region"})
    void groupsByNumbersAndCategories(String by) throws IOException {
        assertThat(json(answers.table(), "--by", by).get("groups")).isNotEmpty();
    }

    @Test
    void showsNamesFromDataHarmless() throws IOException {
        Path table = answers.rows(IntStream.range(0, 40)
                .mapToObj(i -> i + ",c" + i + ",\u001B[31m" + (i % 2 == 0 ? "a" : "b") + ",2024-01-01," + i % 11 + "\n")
                .collect(Collectors.joining()));
        assertThat(answers.score(table, "--by", "region").out())
                .contains("<U+001B>")
                .doesNotContain("\u001B");
    }

    @Test
    void narrowsTheIntervalForAPopulationThatIsNamed() throws IOException {
        JsonNode endless = json(answers.table()).get("overall");
        JsonNode all = json(answers.table(), "--population", 60).get("overall");
        assertThat(endless.get("population").isNull()).isTrue();
        assertThat(all.get("population").asInt()).isEqualTo(60);
        assertThat(all.get("score").asDouble()).isEqualTo(endless.get("score").asDouble());
        // 49 of 60 customers answered: the variance is (60 - 49) / (60 - 1) of that without end
        double narrower = (all.get("high").asDouble() - all.get("low").asDouble())
                / (endless.get("high").asDouble() - endless.get("low").asDouble());
        assertThat(narrower).isCloseTo(Math.sqrt(11 / 59.0), within(0.02));
        assertThat(answers.score(answers.table(), "--population", 60).out())
                .contains("these 60 customers alone")
                .contains("Errors are those of customers");
        assertThat(answers.score(answers.table()).out()).contains("The interval speaks of customers to");
        assertThat(answers.score(answers.table(), "--population", 0).err())
                .contains("C3001")
                .contains("--population 0 is no number of customers.");
        assertThat(answers.score(answers.table(), "--population", 20).out())
                .contains("49 answered, of a population of 20")
                .contains("mend the size");
    }

    @Test
    void saysWhichDifferencesSoManyAnswersWouldShow() throws IOException {
        JsonNode answer = json(answers.table(), "--by", "region");
        JsonNode first = answer.get("comparisons").get(0);
        double half = (first.get("high").asDouble() - first.get("low").asDouble()) / 2;
        // 2.80 standard errors, of which the interval has 1.96 on either side after three answers were added
        assertThat(first.get("minimumDetectable").asDouble()).isCloseTo(half * 2.80159 / 1.95996, within(0.1 * half));
        assertThat(answer.get("overall").get("minimumDetectable").asDouble()).isBetween(20.0, 40.0);
        assertThat(answers.score(answers.table()).out()).contains("would mostly (8 of 10 times) show a change of ");
    }

    @Test
    void listsRejectedRowsAndFailsOnThemOnlyWhenStrict() throws IOException {
        Path table = answers.rows("1,a,North,2024-01-01,9\n2,b,North,someday,8\n3,c,North,2024-01-03,7\n");
        Path rejects = folder.resolve("rejects.csv");
        assertThat(answers.score(table).code()).isZero();
        Call strict = answers.score(table, "--strict", "--rejects", rejects);
        assertThat(strict.code()).isEqualTo(65);
        assertThat(strict.err()).contains("C3004").contains("1 row or cell was rejected");
        assertThat(strict.out()).contains("1 row or cell was rejected; 3 rows were read.");
        assertThat(rejects).content().contains("answers.csv").contains("someday");
        assertThat(answers.score(table, "--rejects", rejects).err()).contains("C3005");
        assertThat(answers.score(table, "--rejects", rejects, "--force").code()).isZero();
        assertThat(answers.score(table, "--rejects", table).err()).contains("is read and cannot be written too");
    }

    @Test
    void saysWhyNoAnswerCanBeUsed() throws IOException {
        String words = IntStream.range(0, 30)
                .mapToObj(i -> i + ",c" + i + ",North,2024-01-01,good\n")
                .collect(Collectors.joining());
        assertThat(answers.score(answers.rows(words)).out())
                .contains("none of the answers in these data can be used")
                .contains("are no numbers", "line 2: good");
        String halves = words.replace("good", "\"2,5\"");
        assertThat(answers.score(answers.rows(halves)).out())
                .contains("none of the answers in these data can be used")
                .contains("no whole numbers");
        assertThat(answers.score(answers.rows(words.replace("good", ""))).out()).contains("these data hold no answer");
    }

    @Test
    void listsNoGroupsOfWhichNothingIsShown() throws IOException {
        String rows = IntStream.range(0, 3_000)
                .mapToObj(i -> i + ",c" + i + ",g" + i + ",2024-01-01," + i % 11 + "\n")
                .collect(Collectors.joining());
        String page = answers.score(answers.rows(rows), "--by", "region").out();
        assertThat(page)
                .contains("None of the 3,000 groups has answers enough to be shown")
                .contains("Too few answered in each group")
                .doesNotContain("g10 ");
        assertThat(json(answers.rows(rows), "--by", "region").get("groups").size())
                .isEqualTo(1_000);
    }

    @Test
    void describesEveryFieldAndOption() throws IOException {
        Set<String> described = new TreeSet<>();
        collect(JsonMapper.shared().readTree(page("score.schema.json")), described);
        String reference = page("score.md");
        assertThat(described).allMatch(field -> reference.contains("`" + field + "`"));
        assertThat(Call.of("score", "--help")
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("--"))
                        .map(line -> line.split("[ =\\[]")[0]))
                .isNotEmpty()
                .allMatch(option -> reference.contains("`" + option));
    }

    private static void collect(JsonNode schema, Set<String> described) {
        if (schema.has("properties")) {
            described.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(child -> collect(child, described));
    }
}
