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
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `moments` at the command line: its figures on a small table with known answers, its form, its
/// refusals.
final class MomentsCommandTest {
    private static final String RECIPE = """
            recipe: Parcels
            zone: none
            tables:
              orders:
                columns: [order, customer, placed, due, delivered, answered, stars]
                times: {due: {precision: day}, sent_by: {precision: day}}
            interactions:
              - from: orders
                journey: order
                customer: customer
                touchpoints:
                  placed: placed
                  sent: sent
                  delivered: delivered
                  answered: {time: answered, score: {column: stars, scale: 1..5}}
                attributes:
                  due: {column: due, kind: time, known: start}
                  days_late: {late: delivered, due: due, at: end-of-day, known: at delivered}
                  sent_by: {column: sent_by, kind: time, known: start}
                  hand-over: {late: sent, due: sent_by, at: end-of-day, known: at sent}
                  region: {column: region, known: start}
            order: [placed, sent, delivered, answered]
            ends: [delivered]
            """;

    /// 400 orders: every fifth waits past the due day when asked (score 1 or 2) and comes 3 days late,
    /// every fifth
    /// is delivered 2 days late before the answer (3 or 4), the others in time (4 or 5).
    private static Path folder(Path folder) throws IOException {
        StringBuilder rows =
                new StringBuilder("order,customer,placed,due,delivered,answered,stars,region,sent,sent_by\n");
        LocalDateTime day = LocalDateTime.of(2024, 1, 1, 9, 0);
        Random random = new Random(4);
        for (int i = 0; i < 400; i++) {
            LocalDateTime placed = day.plusHours(5L * i);
            LocalDateTime due = placed.plusDays(10);
            int kind = i % 5;
            LocalDateTime delivered = kind == 0 ? due.plusDays(3) : kind == 1 ? due.plusDays(2) : due.minusDays(2);
            LocalDateTime answered = kind == 0 ? due.plusDays(1).plusHours(2) : delivered.plusDays(1);
            int stars = (kind == 0 ? 1 : kind == 1 ? 3 : 4) + random.nextInt(2);
            rows.append(i).append(",c").append(i).append(',').append(placed).append(',');
            rows.append(due.toLocalDate())
                    .append(',')
                    .append(delivered)
                    .append(',')
                    .append(answered);
            rows.append(',')
                    .append(stars)
                    .append(',')
                    .append("nsew".charAt(random.nextInt(4)))
                    .append(',')
                    .append(placed.plusDays(i % 3 == 0 ? 4 : 1))
                    .append(',')
                    .append(placed.plusDays(2).toLocalDate())
                    .append('\n');
        }
        Files.writeString(folder.resolve("orders.csv"), rows);
        Files.writeString(folder.resolve("parcels.yaml"), RECIPE);
        return folder.resolve("orders.csv");
    }

    private static Call call(Path table, Object... options) {
        Object[] words = new Object[options.length + 4];
        words[0] = "moments";
        words[1] = table;
        words[2] = "--recipe";
        words[3] = table.resolveSibling("parcels.yaml");
        System.arraycopy(options, 0, words, 4, options.length);
        return Call.of(words);
    }

    private static JsonNode answer(Path table, Object... options) {
        Object[] words = new Object[options.length + 1];
        words[0] = "--json";
        System.arraycopy(options, 0, words, 1, options.length);
        Call call = call(table, words);
        assertThat(call.code()).as(call.err()).isZero();
        return call.json();
    }

    private static JsonNode moment(JsonNode answer, String candidate) {
        for (JsonNode moment : answer.get("moments")) {
            if (moment.get("candidate").asString().equals(candidate)) {
                return moment;
            }
        }
        throw new AssertionError("no candidate " + candidate);
    }

    @Test
    void tellsStatesOfAPromiseAtTheAnswer(@TempDir Path folder) throws IOException {
        JsonNode answer = answer(folder(folder), "--outcome", "score");
        assertThat(answer.get("outcomes").asInt()).isEqualTo(400);
        JsonNode waiting = moment(answer, "waiting-past-due@answered");
        assertThat(waiting.get("verdict").asString()).isEqualTo("moment-of-truth");
        assertThat(waiting.get("exposed").asInt()).isEqualTo(80);
        assertThat(waiting.get("unexposed").asInt()).isEqualTo(240);
        assertThat(waiting.get("effect").asDouble()).isCloseTo(-3, within(0.25));
        assertThat(waiting.get("placebo").asString()).isEqualTo("not-possible");
        JsonNode late = moment(answer, "delivered-late@answered");
        assertThat(late.get("exposed").asInt()).isEqualTo(80);
        assertThat(late.get("outcomeBefore").asInt()).isEqualTo(80);
        assertThat(late.get("effect").asDouble()).isCloseTo(-1, within(0.25));
        JsonNode all = moment(answer, "days-late-all@answered");
        assertThat(all.get("verdict").asString()).isEqualTo("description");
        assertThat(all.get("effect").isNull()).isTrue();
        assertThat(all.get("warnings").findValuesAsString("code")).contains("order-changes");
        assertThat(all.get("curve").size()).isEqualTo(3);
        assertThat(all.get("curve").get(2).get("before").asInt()).isEqualTo(80);
        assertThat(waiting.get("group").asString()).isEqualTo(late.get("group").asString());
    }

    @Test
    void namesTheSecondDueDate(@TempDir Path folder) throws IOException {
        JsonNode answer = answer(folder(folder), "--outcome", "score");
        JsonNode late = moment(answer, "delivered-late:hand-over@answered");
        assertThat(late.get("exposed").asInt()).isEqualTo(134);
        assertThat(late.get("unexposed").asInt()).isEqualTo(266);
        assertThat(late.get("verdict").asString()).isNotEqualTo("moment-of-truth");
        assertThat(moment(answer, "days-late-all:hand-over@answered")
                        .get("verdict")
                        .asString())
                .isEqualTo("description");
        assertThat(moment(answer, "waiting-past-due:hand-over@answered")
                        .get("verdict")
                        .asString())
                .isEqualTo("too-few");
    }

    @Test
    void printsWhatTheSchemaSays(@TempDir Path folder) throws IOException {
        Path table = folder(folder);
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Checkout.repository().resolve("docs/reference/moments.schema.json")));
        for (String outcome : new String[] {"score", "repurchase", "churn"}) {
            Call call = call(table, "--outcome", outcome, "--within", "30d", "--json");
            assertThat(call.code()).as(call.err()).isZero();
            assertThat(schema.validate(call.out(), InputFormat.JSON)).isEmpty();
            assertThat(call.out()).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void saysTheAnswerInASentenceThatClaimsNoMoreThanItKnows(@TempDir Path folder) throws IOException {
        Call call = call(folder(folder), "--outcome", "score");
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out().replaceAll("\\s+", " "))
                .contains("delivered: still waiting past the due day goes with a change of -")
                .contains("It is no effect, and nothing was tested")
                .contains("On Monday: ", "n 80 against 240")
                .doesNotContain("moves the score");
        assertThat(call.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void listsThoseWhoWaitByTheFilterThatItNames(@TempDir Path folder) throws IOException {
        Path table = folder(folder);
        StringBuilder rows = new StringBuilder();
        int row = 0;
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split(",", -1);
            if (row > 0 && row % 5 == 1 && row < 300) {
                cells[4] = "";
            }
            rows.append(String.join(",", cells)).append('\n');
            row++;
        }
        Files.writeString(table, rows);
        String said = call(table, "--outcome", "score").out().replaceAll("\\s+", " ");
        Matcher waiting = Pattern.compile("\\(([^)]*)\\) (\\d+) journeys were past the due day")
                .matcher(said);
        Matcher filter = Pattern.compile("--filter '(not passes delivered and due < [^']*)'")
                .matcher(said);
        assertThat(waiting.find()).as(said).isTrue();
        assertThat(filter.find()).as(said).isTrue();
        Call mined = Call.of(
                "mine", table, "--recipe", table.resolveSibling("parcels.yaml"), "--filter", filter.group(1), "--json");
        assertThat(mined.code()).as(mined.err()).isZero();
        assertThat(mined.json().get("journeys").asInt())
                .isEqualTo(Integer.parseInt(waiting.group(2)))
                .isEqualTo(60);
    }

    @Test
    void countsJourneysWhoseWindowIsNotOver(@TempDir Path folder) throws IOException {
        JsonNode answer = answer(folder(folder), "--outcome", "repurchase", "--within", "30d");
        JsonNode left = answer.get("leftOut").get(0);
        assertThat(left.get("code").asString()).isEqualTo("window-not-observed");
        assertThat(left.get("n").asInt() + answer.get("outcomes").asInt()).isEqualTo(400);
        assertThat(left.get("n").asInt()).isPositive();
        assertThat(answer.get("mean").asDouble()).isZero();
    }

    @Test
    void hidesFiguresOfFew(@TempDir Path folder) throws IOException {
        Path table = folder(folder);
        String text = Files.readString(table);
        Files.writeString(table, text.lines().limit(31).reduce("", (a, b) -> a + b + "\n"));
        JsonNode late = moment(answer(table, "--outcome", "score"), "delivered-late@answered");
        assertThat(late.get("exposed").asInt()).isEqualTo(6);
        assertThat(late.get("exposedMean").isNull()).isTrue();
        assertThat(late.get("raw").isNull()).isTrue();
        JsonNode shown = moment(answer(table, "--outcome", "score", "--include-small"), "delivered-late@answered");
        assertThat(shown.get("exposedMean").asDouble()).isBetween(3.0, 4.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt", "ru"})
    void writesAPageThatNeedsNothingElse(String language, @TempDir Path folder) throws IOException {
        Path table = folder(folder);
        Path page = folder.resolve("page.html");
        Call call = call(table, "--outcome", "score", "--html", page, "--lang", language);
        assertThat(call.code()).as(call.err()).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .startsWith("<!doctype html>\n<html lang=\"" + language + "\">")
                .contains("default-src 'none'; style-src 'sha256-", "<svg ", "prefers-color-scheme:dark")
                .doesNotContain("<script", "http://", "https://");
        assertThat(html.substring(html.indexOf("</style>"))).doesNotContain("c17");
        assertThat(call(table, "--outcome", "score", "--html", page).code()).isEqualTo(73);
        assertThat(call(table, "--outcome", "score", "--html", page, "--force").code())
                .isZero();
        assertThat(call(table, "--outcome", "score", "--html", table, "--force").refusal(64, "C3001"))
                .contains("is read and cannot be written too");
    }

    @Test
    void namesTheCommandThatSavesAGuessedRecipe(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("log.csv");
        Files.writeString(
                log, "case,activity,time,score\n1,asked,2026-01-05T10:00:00,7\n2,asked,2026-01-06T10:00:00,8\n");
        Call call = Call.of("moments", log, "--outcome", "score");
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.err()).contains("mine --save-recipe FILE saves it");
        assertThat(Call.of("mine", log, "--save-recipe", folder.resolve("log.yaml"))
                        .code())
                .isZero();
    }

    @Test
    void refusesWhatCannotBeAsked(@TempDir Path folder) throws IOException {
        Path table = folder(folder);
        assertThat(call(table).refusal(64, "C3001")).contains("--outcome");
        assertThat(call(table, "--outcome", "mood").refusal(64, "C3001")).contains("--outcome");
        assertThat(call(table, "--outcome", "score", "--smallest", "-1").refusal(64, "C3001"))
                .contains("is no effect");
        assertThat(call(table, "--outcome", "score", "--smallest", "NaN").refusal(64, "C3001"))
                .contains("is no effect");
        assertThat(call(table, "--outcome", "score", "--cluster", "regoin").refusal(64, "C3001"))
                .contains("Did you mean \"region\"?");
        assertThat(call(table, "--outcome", "score", "--leaves", "placed").refusal(64, "C3001"))
                .contains("is for --outcome churn");
        assertThat(call(table, "--outcome", "churn", "--leaves", "gone").refusal(64, "C3001"))
                .contains("no touchpoint \"gone\"");
        assertThat(call(table, "--outcome", "churn", "--within", "soon").refusal(64, "C3001"))
                .contains("--within");
        assertThat(call(table, "--outcome", "churn", "--journeys", "customer").refusal(64, "C3001"))
                .contains("needs journeys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant",
                "one-customer",
                "no-scores",
                "outside",
                "no-due",
                "future",
                "empty",
                "text",
                "everybody-late"
            })
    void answersOddTablesWithoutAFailure(String kind, @TempDir Path folder) throws IOException {
        Path table = folder(folder);
        StringBuilder rows = new StringBuilder();
        Files.readAllLines(table).forEach(line -> {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("order")) {
                switch (kind) {
                    case "constant" -> cells[6] = "4";
                    case "one-customer" -> cells[1] = "c";
                    case "no-scores" -> cells[6] = "";
                    case "outside" -> cells[6] = "11";
                    case "no-due" -> cells[3] = "";
                    case "future" -> cells[5] = "2999-01-01T00:00:00";
                    case "text" -> cells[6] = "good";
                    case "everybody-late" -> cells[3] = "2000-01-01";
                    default -> {}
                }
            }
            if (!kind.equals("empty") || cells[0].equals("order")) {
                rows.append(String.join(",", cells)).append('\n');
            }
        });
        Files.writeString(table, rows);
        for (String outcome : new String[] {"score", "repurchase", "churn"}) {
            Call call = call(table, "--outcome", outcome, "--within", "30d", "--cluster", "day");
            assertThat(call.code()).as(call.err()).isZero();
            assertThat(call.out()).as(kind).doesNotContain("NaN", "Infinity").isNotBlank();
            assertThat(answer(table, "--outcome", outcome).get("moments").size())
                    .isGreaterThanOrEqualTo(0);
        }
    }

    /// Expected figures counted from the tables themselves.
    @Test
    void findsWaitingPastTheDueDayInOlist() {
        Path root = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data"));
        Path data = root.resolve("olist/base");
        assumeTrue(Files.exists(data), () -> "skipped: no data at " + data);
        Call call =
                Call.of("moments", data, "--recipe", "olist", "--outcome", "score", "--cluster", "seller", "--json");
        assertThat(call.code()).as(call.err()).isZero();
        JsonNode answer = call.json();
        assertThat(answer.get("outcomes").asInt()).isEqualTo(8_225);
        JsonNode waiting = moment(answer, "waiting-past-due@survey.answered");
        assertThat(waiting.get("verdict").asString()).isEqualTo("moment-of-truth");
        assertThat(waiting.get("exposedMean").asDouble()).isCloseTo(1.65, within(0.005));
        assertThat(waiting.get("unexposedMean").asDouble()).isCloseTo(4.27, within(0.005));
        assertThat(waiting.get("effect").asDouble()).isCloseTo(-2.6, within(0.15));
        assertThat(waiting).isEqualTo(answer.get("moments").get(0));
        JsonNode late = moment(answer, "delivered-late@survey.answered");
        assertThat(late.get("exposed").asInt()).isEqualTo(97);
        assertThat(late.get("exposedMean").asDouble()).isCloseTo(3.70, within(0.005));
        assertThat(late.get("low").asDouble()).isLessThan(late.get("effect").asDouble());
        JsonNode all = moment(answer, "days-late-all@survey.answered");
        assertThat(all.get("verdict").asString()).isEqualTo("description");
        assertThat(all.get("warnings").findValuesAsString("code")).contains("order-changes", "mostly-before");
    }
}
