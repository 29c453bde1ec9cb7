package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `corridor loyalty --recipe`: buying again, against fits made by other means (scipy, from the raw rows).
final class PurchaseLoyaltyTest {
    private static final LocalDate BEGIN = LocalDate.of(2023, 1, 1);
    private static final LocalDate END = LocalDate.of(2024, 6, 30);

    private static final String RECIPE = """
            recipe: Shop
            zone: none
            tables:
              sales: {columns: [sale, who, day, paid]}
            interactions:
              - from: sales
                journey: sale
                customer: who
                without-customer: own-journey
                touchpoint: {column: sale, otherwise: purchase.made}
                time: day
                attributes:
                  value: {column: paid, kind: number}
            """;

    @TempDir
    private Path folder;

    private Path recipe = Path.of("");

    @BeforeEach
    void writesTheRecipe() throws IOException {
        recipe = Files.writeString(folder.resolve("shop.yaml"), RECIPE);
    }

    private Path sales(String rows) throws IOException {
        return Files.writeString(folder.resolve("sales.csv"), "sale,who,day,paid\n" + rows);
    }

    private Call loyalty(Path table, Object... options) {
        Object[] words = new Object[options.length + 4];
        words[0] = "loyalty";
        words[1] = table;
        words[2] = "--recipe";
        words[3] = recipe;
        System.arraycopy(options, 0, words, 4, options.length);
        return Call.of(words);
    }

    private JsonNode json(Path table, Object... options) throws IOException {
        Object[] words = java.util.Arrays.copyOf(options, options.length + 1);
        words[options.length] = "--json";
        Call call = loyalty(table, words);
        assertThat(call.code()).as(call.err()).isZero();
        assertSchema(call.out());
        return call.json();
    }

    private static void assertSchema(String answer) throws IOException {
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(page("loyalty-purchases.schema.json"))
                        .validate(answer, InputFormat.JSON))
                .as(answer)
                .isEmpty();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Checkout.repository().resolve("docs/reference").resolve(name));
    }

    /// A shop whose customers buy at one of several rates and leave, some sooner, some later.
    private static String shop(int customers) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double rate = -Math.log(1 - random.nextDouble()) / 40;
            double leaving = Math.pow(random.nextDouble(), 3);
            LocalDate first = BEGIN.plusDays(random.nextInt(180));
            double paid = 10 + 40 * random.nextDouble();
            double day = 0;
            while (!first.plusDays((long) day).isAfter(END)) {
                rows.add(rows.size() + ",c" + customer + "," + first.plusDays((long) day) + ","
                        + Math.round(paid * (0.5 + random.nextDouble())) + "\n");
                if (random.nextDouble() < leaving) {
                    break;
                }
                day += -Math.log(1 - random.nextDouble()) / rate;
            }
        }
        return String.join("", rows);
    }

    @Test
    void fitsBuyingAgainAndForetellsTheRestFromTheFirstPart() throws IOException {
        Path table = sales(shop(800));
        JsonNode answer = json(table, "--as-of", END);
        assertThat(answer.get("unit").asString()).isEqualTo("week");
        for (String parameter : List.of("r", "alpha", "a", "b")) {
            assertThat(answer.get(parameter).asDouble()).as(parameter).isPositive();
        }
        assertThat(answer.get("customers").asInt()).isEqualTo(800);
        JsonNode rows = answer.get("calibration").get("rows");
        long customers = 0;
        double expected = 0;
        double actual = 0;
        for (JsonNode row : rows) {
            customers += row.get("customers").asLong();
            expected += row.get("customers").asLong() * row.get("expected").asDouble();
            actual += row.get("customers").asLong() * row.get("actual").asDouble();
        }
        assertThat(customers)
                .isEqualTo(answer.get("calibration").get("customers").asLong());
        assertThat(expected).isCloseTo(answer.get("calibration").get("expected").asDouble(), within(1e-6));
        assertThat(actual).isCloseTo(answer.get("calibration").get("actual").asDouble(), within(1e-6));
        assertThat(expected / actual).isBetween(0.75, 1.3);
        assertThat(answer.get("spending").get("mean").asDouble()).isBetween(25.0, 35.0);
        assertThat(loyalty(table, "--as-of", END).out())
                .contains("Would the model have known?", "purchases are to be expected", "foretold");
    }

    @Test
    void measuresTimeInTheUnitAskedFor() throws IOException {
        Path table = sales(shop(400));
        JsonNode weeks = json(table, "--as-of", END);
        JsonNode days = json(table, "--as-of", END, "--unit", "day");
        assertThat(days.get("alpha").asDouble() / weeks.get("alpha").asDouble()).isCloseTo(7, within(1e-3));
        assertThat(days.get("r").asDouble()).isCloseTo(weeks.get("r").asDouble(), within(1e-4));
        assertThat(days.get("expectedPurchases").asDouble())
                .isCloseTo(weeks.get("expectedPurchases").asDouble(), within(0.1));
    }

    @Test
    void countsOutLoudWhatIsLeftOut() throws IOException {
        String rows = shop(200) + """
                x1,,2023-02-01,5
                x2,c1,,5
                x3,c1,2031-01-01,5
                x4,new,2024-06-30,5
                x5,twice,2023-02-01,5
                x6,twice,2023-02-01,5
                """;
        JsonNode left = json(sales(rows), "--as-of", END).get("leftOut");
        assertThat(left.get("withoutCustomer").asInt()).isEqualTo(1);
        assertThat(left.get("withoutTime").asInt()).isEqualTo(1);
        assertThat(left.get("afterAsOf").asInt()).isEqualTo(1);
        assertThat(left.get("customersOfLastDay").asInt()).isPositive();
        assertThat(left.get("sameDay").asInt()).isPositive();
    }

    @Test
    void saysWhyThereIsNoFit() throws IOException {
        JsonNode few = json(sales("1,a,2023-01-01,5\n2,a,2023-03-01,5\n3,b,2023-02-01,7\n"));
        assertThat(few.get("r").isNull()).isTrue();
        assertThat(few.get("reason").get("code").asString()).isEqualTo("too-few-customers");
        assertThat(few.get("calibration").get("reason").isNull()).isFalse();
        assertThat(few.get("spending").get("reason").isNull()).isFalse();
        assertThat(loyalty(sales("1,a,2023-01-01,5\n2,b,2023-02-01,7\n")).out()).contains("cannot be said");
    }

    @Test
    void refusesWhatCannotBeAsked() throws IOException {
        Path table = sales("1,a,2023-01-01,abc\n2,a,2023-03-01,NaN\n");
        assertThat(loyalty(table, "--purchase", "nowhere").refusal(64, "C3242")).contains("nowhere", "purchase.made");
        assertThat(loyalty(table, "--value", "nothing").refusal(64, "C3242")).contains("value");
        assertThat(loyalty(table, "--as-of", "2022-01-01").refusal(64, "C3244")).contains("2022-01-01");
        assertThat(loyalty(table, "--as-of", "soon").refusal(64, "C3001")).contains("soon");
        assertThat(loyalty(table, "--horizon", "0d").refusal(64, "C3001")).contains("180d");
        assertThat(loyalty(table, "--calibrate-until", "2030-01-01").refusal(64, "C3244"))
                .contains("2023-03-01");
        assertThat(loyalty(table, "--duration", "paid").refusal(64, "C3001")).contains("--duration");
        assertThat(Call.of("loyalty", table, "--as-of", "2023-01-01").refusal(64, "C3001"))
                .contains("--recipe");
        assertThat(loyalty(sales("1,,2023-01-01,5\n")).refusal(65, "C3243")).contains("customer");
        assertThat(loyalty(sales("1,a,,5\n")).refusal(64, "C3244")).contains("time");
    }

    @Test
    void warnsWhereTheDataEndBeforeTheDay() throws IOException {
        JsonNode answer = json(sales(shop(200)), "--as-of", "2030-01-01");
        assertThat(answer.get("warnings").findValuesAsString("code")).contains("as-of-after-data");
    }

    @Test
    void takesNoWrongDateForTheLastDay() throws IOException {
        JsonNode answer = json(sales(shop(200) + "x,c1,2150-01-01,5\n"));
        assertThat(answer.get("leftOut").get("afterAsOf").asInt()).isEqualTo(1);
        assertThat(LocalDate.parse(answer.get("asOf").asString())).isBefore("2150-01-01");
        assertThat(answer.get("warnings").findValuesAsString("code")).contains("future-dates");
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

    /// In this shop nobody is seen to leave within the year: the maximum lies at a = 0, where the model is the NBD.
    @Test
    void fitsTheRetailersInvoicesLikeAnotherProgram() throws IOException {
        Call call = Call.of(
                "loyalty",
                data("online_retail/online_retail.csv.gz"),
                "--recipe",
                "online-retail",
                "--as-of",
                "2011-12-09",
                "--json");
        assertThat(call.code()).as(call.err()).isZero();
        assertSchema(call.out());
        JsonNode answer = call.json();
        assertThat(answer.get("customers").asInt()).isEqualTo(4338);
        assertThat(answer.get("repeaters").asInt()).isEqualTo(2790);
        assertThat(answer.get("r").asDouble()).isCloseTo(0.82745043, within(1e-5));
        assertThat(answer.get("alpha").asDouble()).isCloseTo(9.86832145, within(1e-4));
        assertThat(answer.get("a").asDouble()).isZero();
        assertThat(answer.get("b").isNull()).isTrue();
        assertThat(answer.get("logLikelihood").asDouble()).isCloseTo(-37647.87939741, within(1e-5));
        JsonNode calibration = answer.get("calibration");
        assertThat(calibration.get("until").asString()).isEqualTo("2011-06-05");
        assertThat(calibration.get("customers").asInt()).isEqualTo(2744);
        assertThat(calibration.get("actual").asInt()).isEqualTo(6958);
        assertThat(calibration.get("expected").asDouble()).isCloseTo(6086.629933, within(0.1));
        assertThat(calibration.get("rows").get(7).get("customers").asInt()).isEqualTo(130);
        assertThat(calibration.get("rows").get(7).get("actual").asDouble()).isCloseTo(13.538461538, within(1e-6));
        assertThat(answer.get("spending").get("mean").asDouble()).isCloseTo(409.5957, within(1e-2));
    }

    @Test
    void describesEveryFieldAndOption() throws IOException {
        Set<String> described = new TreeSet<>();
        collect(JsonMapper.shared().readTree(page("loyalty-purchases.schema.json")), described);
        String reference = page("loyalty-purchases.md");
        assertThat(described).allMatch(field -> reference.contains("`" + field + "`"));
        for (String option : List.of(
                "--recipe",
                "--as-of",
                "--purchase",
                "--value",
                "--unit",
                "--calibrate-until",
                "--horizon",
                "--filter")) {
            assertThat(Call.of("loyalty", "--help").out()).contains(option);
            assertThat(reference).contains("`" + option);
        }
    }

    private static void collect(JsonNode schema, Set<String> described) {
        if (schema.has("properties")) {
            described.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(child -> collect(child, described));
    }
}
