package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `drivers`, `loyalty` and `effect` on real tables, against counts of the raw rows and figures of numpy.
final class TableRealDataTest {
    private static Path data(String name) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data"));
        Path path = root.resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no data at " + path);
        return path;
    }

    private static JsonNode json(Object... words) {
        Call call = Call.of(words);
        assertThat(call.code()).as(call.err()).isZero();
        return call.json();
    }

    @Test
    void explainsChurnLikeNumpy() {
        Path table = data("telco/Telco-Customer-Churn.csv");
        JsonNode answer = json(
                "drivers",
                table,
                "--outcome",
                "Churn=Yes",
                "--drivers",
                "tenure,MonthlyCharges,TotalCharges,Contract=Two year,SeniorCitizen",
                "--json");
        assertThat(answer.get("n").asInt()).isEqualTo(7032);
        assertThat(answer.get("left_out").asInt()).isEqualTo(11);
        assertThat(answer.get("r2").asDouble()).isCloseTo(0.234376583724629, within(1e-10));
        double[] importance = {
            0.07233416049417686, 0.06772013491124013, 0.04362134652697698, 0.03631043719374086, 0.014390504598495727
        };
        double[] coefficient = {-2.20462432e-03, 6.55592081e-03, -7.37645881e-05, -5.60859435e-02, 1.03914731e-01};
        double[] inflation = {6.55641103, 3.36241828, 9.55207276, 1.59381805, 1.06496279};
        for (int i = 0; i < importance.length; i++) {
            JsonNode driver = answer.get("drivers").get(i);
            assertThat(driver.get("importance").asDouble()).isCloseTo(importance[i], within(1e-10));
            assertThat(driver.get("coefficient").asDouble()).isCloseTo(coefficient[i], within(1e-9));
            assertThat(driver.get("vif").asDouble()).isCloseTo(inflation[i], within(1e-7));
        }
        assertThat(answer.get("omissions")
                        .get(0)
                        .get("examples")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(490);
    }

    @Test
    void followsChurnLikeTheRawTable() throws IOException {
        Path table = data("telco/Telco-Customer-Churn.csv");
        List<RawLog.Row> rows = RawLog.rows(table);
        JsonNode answer =
                json("loyalty", table, "--duration", "tenure", "--event", "Churn=Yes", "--by", "Contract", "--json");
        assertThat(answer.get("n").asInt()).isEqualTo(rows.size());
        double survival = 1;
        int step = 0;
        for (int month = 0; month <= 72; month++) {
            int at = month;
            long risk = rows.stream().filter(row -> tenure(row) >= at).count();
            long left = rows.stream()
                    .filter(row -> tenure(row) == at && row.get("Churn").equals("Yes"))
                    .count();
            if (left == 0) {
                continue;
            }
            survival *= 1 - (double) left / risk;
            JsonNode point = answer.get("curve").get(step++);
            assertThat(point.get("t").asInt()).isEqualTo(month);
            assertThat(point.get("atRisk").asLong()).isEqualTo(risk);
            assertThat(point.get("events").asLong()).isEqualTo(left);
            assertThat(point.get("survival").asDouble()).isCloseTo(survival, within(1e-12));
        }
        assertThat(answer.get("curve").size()).isEqualTo(step);
        JsonNode last = answer.get("curve").get(step - 1);
        assertThat(last.get("low").asDouble()).isCloseTo(0.5730628910042945, within(1e-10));
        assertThat(last.get("high").asDouble()).isCloseTo(0.6119362091926649, within(1e-10));
        assertThat(answer.get("test").get("chi2").asDouble()).isCloseTo(2352.872538259339, within(1e-6));
        assertThat(answer.get("test").get("df").asInt()).isEqualTo(2);
        assertThat(answer.get("hazards").get("chi2").asDouble()).isCloseTo(110.96682214678532, within(1e-7));
        assertThat(answer.get("hazards").get("proportional").asBoolean()).isFalse();
        JsonNode yearly = answer.get("groups").get(1);
        assertThat(yearly.get("hazardRatio").asDouble()).isCloseTo(0.11179407032734165, within(1e-10));
        assertThat(yearly.get("hazardLow").asDouble()).isCloseTo(0.0949270431427573, within(1e-10));
        assertThat(yearly.get("hazardHigh").asDouble()).isCloseTo(0.131658100227134, within(1e-10));
        JsonNode monthly = answer.get("groups").get(0);
        assertThat(monthly.get("group").asString()).isEqualTo("Month-to-month");
        assertThat(monthly.get("median").asInt()).isEqualTo(35);
        assertThat(monthly.get("low").asInt()).isEqualTo(32);
        assertThat(monthly.get("high").asInt()).isEqualTo(38);
        for (JsonNode group : answer.get("groups")) {
            List<RawLog.Row> own = rows.stream()
                    .filter(row -> row.get("Contract").equals(group.get("group").asString()))
                    .toList();
            assertThat(group.get("n").asInt()).isEqualTo(own.size());
            assertThat(group.get("events").asLong())
                    .isEqualTo(own.stream()
                            .filter(row -> row.get("Churn").equals("Yes"))
                            .count());
        }
    }

    private static int tenure(RawLog.Row row) {
        return Integer.parseInt(row.get("tenure"));
    }

    @Test
    void explainsSatisfactionByTwentyAttributes() throws IOException {
        Path table = data("nps/shapka_example_01.csv");
        String attributes = IntStream.range(0, 20)
                .mapToObj(i -> String.format(Locale.ROOT, "Attribute %02d", i))
                .collect(Collectors.joining(","));
        JsonNode answer =
                json("drivers", table, "--outcome", "Overall Satisfaction", "--drivers", attributes, "--json");
        long complete = Files.readAllLines(table).stream()
                .skip(1)
                .filter(row -> List.of(row.split(",", -1)).stream().noneMatch(String::isBlank))
                .count();
        assertThat(answer.get("n").asLong()).isEqualTo(complete);
        double sum = 0;
        for (JsonNode driver : answer.get("drivers")) {
            sum += driver.get("importance").asDouble();
            assertThat(driver.get("scale").asString()).isEqualTo("0..10");
        }
        assertThat(sum).isCloseTo(answer.get("r2").asDouble(), within(1e-9));
        assertThat(answer.get("drivers").get(0).get("driver").asString()).isEqualTo("Attribute 00");
    }

    /// Least squares on countries and months, weighted by lines; errors clustered by country.
    @Test
    void comparesCountriesOverMonthsLikeNumpy(@TempDir Path folder) throws IOException {
        Path table = data("online_retail/online_retail.csv.gz");
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                design: did
                unit: Country
                time: InvoiceDate
                outcome: Quantity
                treated: [Germany, France, EIRE, Spain, Belgium, Portugal]
                start: 2011-06-01
                period: month
                smallest-effect: 2
                """);
        JsonNode answer = json("effect", table, "--plan", plan, "--json");
        assertThat(answer.get("effect").asDouble()).isCloseTo(-0.46972760830875904, within(1e-9));
        double half = answer.get("high").asDouble() - answer.get("effect").asDouble();
        double errors = half / 0.4831230599700363;
        // Student's t of at least as many degrees of freedom as the six treated countries give.
        assertThat(errors).isBetween(1.96, 2.571);
        assertThat(answer.get("n").asInt()).isEqualTo(541_909);
        assertThat(answer.get("clusters").asInt()).isEqualTo(38);
        assertThat(answer.get("verdict").asString()).isEqualTo("no-evidence");
    }
}
