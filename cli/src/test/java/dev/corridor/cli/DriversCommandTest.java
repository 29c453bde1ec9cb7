package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `drivers` at the command line. Reference numbers come from numpy: every subset's least squares, averaged.
final class DriversCommandTest {
    private static final String HEADER = "score,price,service,speed\n";
    private static final String ROWS = """
            7,5,4,3 7,4,4,4 7,4,4,3 7,5,4,4 7,3,4,3 6,4,3,4 8,5,4,5 2,2,1,1 5,1,2,3 5,2,3,3 4,2,3,2 6,5,4,2
            6,5,5,1 4,1,1,3 8,3,3,5 6,5,4,1 4,1,1,3 9,4,5,5 5,1,1,5 5,3,2,2 7,5,5,1 5,2,1,4 5,2,3,1 5,2,3,2
            6,4,3,3 6,2,2,5 6,5,5,1 7,3,4,4 6,3,4,3 6,3,3,1 6,3,2,5 8,3,4,5 5,3,3,3 8,5,4,5 6,5,4,4 7,4,4,5
            9,4,5,5 5,4,4,3 5,2,2,2 6,5,5,1 7,3,4,3 4,2,2,1 9,5,5,4 5,1,1,5 5,5,4,2 7,4,3,3 4,1,1,1 3,1,1,1
            5,3,3,2 5,1,1,5 4,1,1,5 6,3,2,4 7,5,5,3 7,3,4,3 6,5,5,1 7,5,5,2 8,5,5,5 8,4,5,3 5,3,3,2 6,3,3,2
            """;
    private static final List<String> SURVEY = List.of(ROWS.strip().split("\\s+"));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path survey() throws IOException {
        return file("survey.csv", HEADER + String.join("\n", SURVEY) + "\n");
    }

    private static JsonNode json(Path file, Object... options) {
        Object[] words = new Object[options.length + 3];
        words[0] = "drivers";
        words[1] = file;
        words[2] = "--json";
        System.arraycopy(options, 0, words, 3, options.length);
        Call call = Call.of(words);
        assertThat(call.code()).as(call.err()).isZero();
        return call.json();
    }

    private static JsonNode driver(JsonNode answer, String name) {
        for (JsonNode driver : answer.get("drivers")) {
            if (driver.get("driver").asString().equals(name)) {
                return driver;
            }
        }
        throw new AssertionError("no driver " + name);
    }

    private static List<String> codes(JsonNode notes) {
        return notes.valueStream().map(note -> note.get("code").asString()).toList();
    }

    @Test
    void tellsNowhereHowFewRatingsAreBad() throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> i * 7 % 11 + "," + (i < 2 ? 1 : i < 6 ? 5 : 4) + "," + (1 + i * 3 % 5))
                .collect(Collectors.joining("\n"));
        Path table = Files.writeString(folder.resolve("rare.csv"), "y,a,b\n" + rows + "\n");
        Call call = Call.of("drivers", table, "--outcome", "y", "--drivers", "a,b", "--json");
        JsonNode rare = call.json()
                .get("drivers")
                .valueStream()
                .filter(driver -> driver.get("driver").asString().equals("a"))
                .findFirst()
                .orElseThrow();
        JsonNode reason = rare.get("reasons").get(0);
        assertThat(reason.get("code").asString()).isEqualTo("too-few-ratings");
        assertThat(reason.get("sentence").asString())
                .startsWith("Fewer than 10 bad, middling or good ratings")
                .doesNotContain(" 2 ", " 4 ", "194");
    }

    @Test
    void sharesOutWhatIsExplainedLikeNumpy() throws IOException {
        JsonNode answer = json(survey(), "--outcome", "score", "--drivers", "price,service,speed");
        assertThat(answer.get("r2").asDouble()).isCloseTo(0.8176987093969388, within(1e-12));
        assertThat(answer.get("n").asInt()).isEqualTo(60);
        assertThat(answer.get("left_out").asInt()).isZero();
        assertThat(answer.get("drivers")
                        .valueStream()
                        .map(one -> one.get("driver").asString()))
                .containsExactly("service", "speed", "price");
        double[] importance = {0.3547522289844639, 0.24554836424369939, 0.21739811616877544};
        double[] coefficient = {0.83089977, 0.52742105, 0.01194792};
        double[] inflation = {4.09107072, 1.00425341, 4.0860226};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            JsonNode driver = answer.get("drivers").get(i);
            assertThat(driver.get("importance").asDouble()).isCloseTo(importance[i], within(1e-12));
            assertThat(driver.get("share").asDouble()).isCloseTo(importance[i] / 0.8176987093969388, within(1e-12));
            assertThat(driver.get("coefficient").asDouble()).isCloseTo(coefficient[i], within(1e-8));
            assertThat(driver.get("vif").asDouble()).isCloseTo(inflation[i], within(1e-7));
            assertThat(driver.get("low").asDouble()).isLessThan(importance[i]);
            assertThat(driver.get("high").asDouble()).isGreaterThan(importance[i]);
            assertThat(driver.get("scale").asString()).isEqualTo("1..5");
            sum += driver.get("importance").asDouble();
        }
        assertThat(sum).isCloseTo(answer.get("r2").asDouble(), within(1e-12));
        JsonNode price = driver(answer, "price");
        assertThat(price.get("coefficientLow").asDouble()).isNegative();
        assertThat(price.get("coefficientHigh").asDouble()).isPositive();
    }

    @Test
    void saysOnOnePageWhatComesFirstAndHowSureThatIs() throws IOException {
        Call call = Call.of("drivers", survey(), "--outcome", "score", "--drivers", "price,service,speed");
        assertThat(call.code()).isZero();
        assertThat(call.out().lines().findFirst().orElseThrow())
                .startsWith("3 drivers together explain 81.8 % of the variance of score (");
        assertThat(call.out().replace('\n', ' '))
                .contains("service comes first (35.5 %", "which is first is open", "need not cause it");
        assertThat(call.out().lines()).hasSizeLessThan(30).allMatch(line -> line.length() <= 100);
        assertThat(call.err()).isEmpty();
    }

    @Test
    void countsAValueAsOneAndSaysThatTheModelIsLinear() throws IOException {
        String rows = SURVEY.stream()
                .map(row -> row + "," + (row.charAt(0) >= '6' ? "stays" : "goes"))
                .collect(Collectors.joining("\n"));
        Path table = file("stay.csv", HEADER.strip() + ",will it be\n" + rows);
        JsonNode answer =
                json(table, "--outcome", "will it be=stays", "--drivers", "price,speed", "--drivers", "service");
        assertThat(answer.get("drivers").size()).isEqualTo(3);
        assertThat(codes(answer.get("assumptions"))).contains("linear-probability-model");
        JsonNode turned = json(table, "--outcome", "will it be=goes", "--drivers", "price,speed,service");
        assertThat(turned.get("r2").asDouble()).isCloseTo(answer.get("r2").asDouble(), within(1e-12));
        assertThat(driver(turned, "speed").get("coefficient").asDouble())
                .isCloseTo(-driver(answer, "speed").get("coefficient").asDouble(), within(1e-12));
    }

    @Test
    void readsSemicolonsDecimalCommasAndAnotherEncoding() throws IOException {
        String rows = SURVEY.stream()
                .map(row -> row.replace(',', ';').replace(";", ",5;") + ",5")
                .collect(Collectors.joining("\n"));
        Path table = Files.writeString(
                folder.resolve("komma.csv"), "Wert;Preis, früh;Dienst;Tempo\n" + rows, Charset.forName("windows-1252"));
        JsonNode answer = json(table, "--outcome", "Wert", "--drivers", "Preis, früh,Dienst,Tempo");
        assertThat(answer.get("r2").asDouble()).isCloseTo(0.8176987093969388, within(1e-12));
        assertThat(answer.get("drivers")
                        .valueStream()
                        .map(one -> one.get("driver").asString()))
                .containsExactly("Dienst", "Tempo", "Preis, früh");
    }

    @Test
    void warnsWhereACommaMayMeanThousandsOrThousandths() throws IOException {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> i % 7 + "|" + (i % 5 + 1) + "," + (100 + i))
                .collect(Collectors.joining("\n"));
        JsonNode thousands = json(file("t.psv", "y|x\n" + rows), "--outcome", "y", "--drivers", "x");
        JsonNode parts = json(file("t.csv", "y;x\n" + rows.replace('|', ';')), "--outcome", "y", "--drivers", "x");
        assertThat(thousands.get("warnings").toString()).contains("ambiguous-decimals", "read as 1234");
        assertThat(parts.get("warnings").toString()).contains("ambiguous-decimals", "read as 1.234");
        assertThat(parts.get("drivers").get(0).get("coefficient").asDouble())
                .isCloseTo(
                        1000
                                * thousands
                                        .get("drivers")
                                        .get(0)
                                        .get("coefficient")
                                        .asDouble(),
                        within(1e-9));
    }

    @Test
    void leavesOutWhatIsNoNumberWithReasonAndPlace() throws IOException {
        String odd = """
                7,,4,3
                7,NA,4,4
                7,good,4,3
                NaN,3,4,3
                -Infinity,1,2,3
                1e120,1,2,3
                5,3
                """;
        Path table = file("odd.csv", HEADER + String.join("\n", SURVEY) + "\n" + odd);
        JsonNode answer = json(table, "--outcome", "score", "--drivers", "price,service,speed");
        assertThat(answer.get("n").asInt()).isEqualTo(60);
        assertThat(answer.get("left_out").asInt()).isEqualTo(7);
        assertThat(answer.get("r2").asDouble()).isCloseTo(0.8176987093969388, within(1e-12));
        assertThat(answer.get("omissions")
                        .valueStream()
                        .map(one -> one.get("code").asString() + " "
                                + one.get("column").asString() + " "
                                + one.get("count").asInt() + " line "
                                + one.get("examples").get(0).get("line").asInt()))
                .containsExactlyInAnyOrder(
                        "missing price 2 line 62",
                        "not-a-number price 1 line 64",
                        "not-finite score 2 line 65",
                        "too-large score 1 line 67",
                        "too-few-cells  1 line 68");
        assertThat(Call.of("drivers", table, "--outcome", "score", "--drivers", "price")
                        .out())
                .contains("1 value of 'price' is no number. First: odd.csv line 64, price: \"good\".");
    }

    @Test
    void leavesOutRatingsOutsideTheScale() throws IOException {
        Path table = file("survey.csv", HEADER + String.join("\n", SURVEY) + "\n7,99,4,4\n7,0,4,4\n");
        JsonNode answer = json(table, "--outcome", "score", "--drivers", "price,service", "--scale", "1..5");
        assertThat(answer.get("n").asInt()).isEqualTo(60);
        JsonNode omission = answer.get("omissions").get(0);
        assertThat(omission.get("code").asString()).isEqualTo("outside-scale");
        assertThat(omission.get("count").asInt()).isEqualTo(2);
        assertThat(omission.get("sentence").asString()).isEqualTo("2 values of 'price' are outside the scale 1..5.");
        JsonNode undeclared = json(table, "--outcome", "score", "--drivers", "price,service");
        assertThat(undeclared.get("n").asInt()).isEqualTo(62);
        assertThat(driver(undeclared, "price").get("scale").isNull()).isTrue();
        assertThat(codes(driver(undeclared, "price").get("reasons"))).contains("no-ratings");
    }

    @Test
    void warnsOfMixedScales() throws IOException {
        Path table = survey();
        JsonNode answer = json(table, "--outcome", "price", "--drivers", "score,service,speed");
        assertThat(driver(answer, "score").get("scale").asString()).isEqualTo("0..10");
        assertThat(codes(answer.get("warnings"))).contains("mixed-scales");
    }

    @Test
    void makesRepeatedCustomersNoSurer() throws IOException {
        String rows = IntStream.range(0, 60 * 4)
                .mapToObj(i -> SURVEY.get(i % 60) + ",c" + i % 60)
                .collect(Collectors.joining("\n"));
        Path table = file("again.csv", HEADER.strip() + ",customer\n" + rows);
        double once = width(json(survey(), "--outcome", "score", "--drivers", "price,service,speed"));
        double known =
                width(json(table, "--outcome", "score", "--drivers", "price,service,speed", "--customer", "customer"));
        double unknown = width(json(table, "--outcome", "score", "--drivers", "price,service,speed"));
        assertThat(known).isBetween(0.7 * once, 1.4 * once);
        assertThat(unknown).isLessThan(0.65 * once);
    }

    private static double width(JsonNode answer) {
        JsonNode speed = driver(answer, "speed");
        return speed.get("coefficientHigh").asDouble()
                - speed.get("coefficientLow").asDouble();
    }

    @Test
    void answersWithReasonsInsteadOfNumbers() throws IOException {
        String header = "y,x,same\n";
        String constant =
                IntStream.range(0, 40).mapToObj(i -> "3," + i % 5 + ",1").collect(Collectors.joining("\n"));
        JsonNode answer = json(file("constant.csv", header + constant), "--outcome", "y", "--drivers", "x");
        assertThat(answer.get("r2").isNull()).isTrue();
        assertThat(codes(answer.get("reasons"))).containsExactly("constant-outcome");
        assertThat(answer.get("drivers").get(0).get("importance").isNull()).isTrue();
        JsonNode still = json(file("constant.csv", header + constant), "--outcome", "x", "--drivers", "same,y");
        assertThat(codes(still.get("reasons"))).containsExactly("constant-driver");
        JsonNode few = json(file("few.csv", header + "1,2,3\n2,3,4\n4,5,6\n"), "--outcome", "y", "--drivers", "x");
        assertThat(few.get("n").isNull()).isTrue();
        assertThat(codes(few.get("reasons"))).containsExactly("too-few-rows");
        JsonNode none = json(file("none.csv", header), "--outcome", "y", "--drivers", "x");
        assertThat(none.get("n").asInt()).isZero();
        assertThat(Call.of("drivers", file("none.csv", header), "--outcome", "y", "--drivers", "x")
                        .out())
                .startsWith("What drives y cannot be said: 0 complete rows");
    }

    @Test
    void tellsNowhereHowManyOfFewRowsThereAre() throws IOException {
        Path table = file("few.csv", "y,x\n3,5\n2,1\n5,4\n4,2\n");
        for (String format : List.of("--json", "--delimiter=,")) {
            Call call = Call.of("drivers", table, "--outcome", "y", "--drivers", "x", format);
            assertThat(call.out()).contains("Fewer than 5 complete rows").doesNotContain("4 complete rows");
        }
    }

    /// The interval of the third reaches from chance to beyond the first's lower end: it may be the first.
    @Test
    void namesEveryDriverThatMayComeFirst() throws IOException {
        Path table = file(
                "small.csv",
                ("y,a,b,c 6,1,4,9 7,3,4,2 9,5,4,7 5,1,3,8 8,4,3,3 4,2,1,9 "
                                + "3,1,1,4 7,2,5,1 8,3,4,6 6,4,2,5 9,5,5,2 4,1,2,7")
                        .replace(' ', '\n'));
        Object[] asked = {"--outcome", "y", "--drivers", "a,b,c"};
        JsonNode drivers = json(table, asked).get("drivers");
        JsonNode last = drivers.get(2);
        assertThat(last.get("low").asDouble()).isZero();
        assertThat(last.get("high").asDouble())
                .isGreaterThan(drivers.get(0).get("low").asDouble());
        assertThat(Call.of("drivers", table, "--outcome", "y", "--drivers", "a,b,c")
                        .out()
                        .replace('\n', ' '))
                .contains("overlaps that of " + drivers.get(1).get("driver").asString() + " and "
                        + last.get("driver").asString() + ": which is first is open.");
    }

    @Test
    void keepsConstantAndCollinearDriversApart() throws IOException {
        String rows = SURVEY.stream()
                .map(row -> row + ",1," + 2 * (row.charAt(2) - '0'))
                .collect(Collectors.joining("\n"));
        Path table = file("twins.csv", HEADER.strip() + ",same,twice\n" + rows);
        JsonNode answer = json(table, "--outcome", "score", "--drivers", "price,twice,same,speed");
        assertThat(codes(driver(answer, "same").get("reasons"))).contains("constant-driver");
        assertThat(driver(answer, "same").get("importance").isNull()).isTrue();
        assertThat(driver(answer, "twice").get("importance").asDouble())
                .isCloseTo(driver(answer, "price").get("importance").asDouble(), within(1e-9));
        assertThat(driver(answer, "twice").get("vif").isNull()).isTrue();
        assertThat(driver(answer, "twice").get("coefficient").isNull()).isTrue();
        assertThat(codes(driver(answer, "twice").get("reasons"))).contains("collinear-driver");
    }

    @Test
    void refusesColumnsThatAreNotThereWithTheNearest() throws IOException {
        Path table = survey();
        assertThat(Call.of("drivers", table, "--outcome", "scor", "--drivers", "price")
                        .refusal(64, "C3201"))
                .contains("survey.csv", "'scor'", "Did you mean 'score'?");
        assertThat(Call.of("drivers", table, "--outcome", "score", "--drivers", "price,wheather")
                        .refusal(64, "C3201"))
                .contains("'wheather'", "score, price, service, speed");
        assertThat(Call.of("drivers", table, "--outcome", "score=99", "--drivers", "price")
                        .refusal(64, "C3202"))
                .contains("'99'", "'score'", "It has: 2, 3,");
        assertThat(Call.of("drivers", file("short.csv", "a,b\n1,2\n"), "--outcome", "o", "--drivers", "a")
                        .refusal(64, "C3201"))
                .contains("It has: a, b.")
                .doesNotContain("Did you mean");
    }

    @Test
    void refusesTextAndEmptyColumns() throws IOException {
        Path table = file("text.csv", "y,x,none\nYes,1,\nNo,2, \nYes,3,NA\n");
        assertThat(Call.of("drivers", table, "--outcome", "y", "--drivers", "x").refusal(65, "C3203"))
                .contains("'y' of text.csv", "line 2: \"Yes\"", "'y=No' or 'y=Yes'");
        assertThat(Call.of("drivers", table, "--outcome", "x", "--drivers", "none")
                        .refusal(65, "C3204"))
                .contains("'none' of text.csv", "3 rows");
    }

    @Test
    void refusesQuestionsThatContradictThemselves() throws IOException {
        Path table = survey();
        assertThat(Call.of("drivers", table, "--outcome", "score", "--drivers", "price,score")
                        .refusal(64, "C3206"))
                .contains("'score' is the outcome");
        assertThat(Call.of("drivers", table, "--outcome", "score", "--drivers", "price,price")
                        .refusal(64, "C3206"))
                .contains("'price' is named twice");
        Call.of("drivers", table, "--outcome", "score", "--drivers", "").refusal(64, "C3206");
        Call.of("drivers", table, "--outcome", "score", "--drivers", "price", "--scale", "2..9")
                .refusal(64, "C3001");
        Call.of("drivers", table, "--outcome", "score").refusal(64, "C3001");
        Call.of("drivers", folder, "--outcome", "score", "--drivers", "price").refusal(66, "C3003");
        Call.of("drivers", folder.resolve("nowhere"), "--outcome", "score", "--drivers", "price")
                .refusal(66, "C3003");
    }

    @Test
    void showsNamesFromDataHarmlessly() throws IOException {
        String evil = "\u001B[31mx\u202E";
        String rows = IntStream.range(0, 40).mapToObj(i -> i % 7 + ";" + i % 3).collect(Collectors.joining("\n"));
        Path table = file("evil.csv", "y;" + evil + "\n" + rows);
        Call call = Call.of("drivers", table, "--outcome", "y", "--drivers", evil);
        assertThat(call.out()).contains("<U+001B>[31mx<U+202E>").doesNotContain("\u001B", "\u202E");
        Call printed = Call.of("drivers", table, "--outcome", "y", "--drivers", evil, "--json");
        assertThat(printed.out()).doesNotContain("\u001B", "\u202E");
        assertThat(printed.json().get("drivers").get(0).get("driver").asString())
                .isEqualTo(evil);
    }
}
