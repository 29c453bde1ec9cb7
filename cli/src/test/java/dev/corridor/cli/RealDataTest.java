package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.cli.RawLog.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every figure of `mine --json` on real data, against counts made from the raw files in the simplest way.
final class RealDataTest {
    private static final int FEW = 10;

    private static Path data(String name) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data"));
        Path path = root.resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no data at " + path);
        return path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06_bpic2013_closed.xes.gz",
                "08_receipt.xes.gz",
                "bpic2020_RequestForPayment.xes.gz",
                "helpdesk.xes.gz",
                "roadtraffic100traces.xes",
                "running-example.xes"
            })
    void countsXesLogsLikeTheRawFile(String name) throws IOException {
        Path file = data("xes").resolve(name);
        compare(Call.json(file), RawLog.xes(file, RealDataTest::instant), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt.csv", "running-example.csv"})
    void countsTableLogsLikeTheRawFile(String name) throws IOException {
        Path file = data("xes").resolve(name);
        RawLog log = new RawLog();
        for (RawLog.Row row : RawLog.rows(file)) {
            log.add(
                    row.get("case:concept:name"),
                    new Contact(row.get("concept:name"), instant(row.get("time:timestamp")), 0, Double.NaN));
        }
        compare(Call.json(file), log, Optional.empty());
    }

    @Test
    void countsOlistLikeTheRawTables() throws IOException {
        Path folder = data("olist/base");
        Map<String, String> persons = new HashMap<>();
        for (RawLog.Row row : RawLog.rows(folder.resolve("olist_customers_dataset.csv"))) {
            persons.put(row.get("customer_id"), row.get("customer_unique_id"));
        }
        List<String> columns = List.of(
                "order_purchase_timestamp",
                "order_approved_at",
                "order_delivered_carrier_date",
                "order_delivered_customer_date");
        List<String> touchpoints =
                List.of("order.placed", "payment.approved", "parcel.handed_to_carrier", "parcel.delivered");
        RawLog log = new RawLog();
        Set<String> customers = new HashSet<>();
        for (RawLog.Row order : RawLog.rows(folder.resolve("olist_orders_dataset.csv"))) {
            customers.add(persons.getOrDefault(order.get("customer_id"), "nobody"));
            for (int i = 0; i < columns.size(); i++) {
                String time = order.get(columns.get(i));
                if (!time.isEmpty()) {
                    log.add(order.get("order_id"), new Contact(touchpoints.get(i), clock(time), i, Double.NaN));
                }
            }
        }
        for (RawLog.Row review : RawLog.rows(folder.resolve("olist_order_reviews_dataset.csv"))) {
            String order = review.get("order_id");
            log.add(order, new Contact("survey.sent", clock(review.get("review_creation_date")), 4, Double.NaN));
            double score = Double.parseDouble(review.get("review_score"));
            log.add(order, new Contact("survey.answered", clock(review.get("review_answer_timestamp")), 5, score));
        }
        JsonNode answer = Call.json(folder, "--recipe", "olist");
        compare(answer, log, Optional.of((long) customers.size()));
        assertThat(answer.get("rejected").get("rows").asLong()).isZero();
        Map<String, String> findings = findings(answer);
        assertThat(findings)
                .containsEntry("out-of-order survey.sent not before order.placed", "59 of 8135")
                .containsEntry("order-unknown survey.sent not before order.placed", "10 of 8135")
                .containsEntry("out-of-order parcel.handed_to_carrier not before payment.approved", "77 of 6353")
                .containsEntry("out-of-order parcel.delivered not before parcel.handed_to_carrier", "3 of 5170")
                .containsEntry("order-unknown survey.sent not before parcel.delivered", "201 of 5170")
                .containsEntry("missing status = delivered has parcel.delivered", "8 of 5172")
                .containsEntry("unexpected status = canceled has not parcel.delivered", "6 of 625")
                .containsEntry("without-match orders - items", "775 of 8135")
                .containsEntry("several-values seller", "71 of 7360")
                .containsEntry("several-values payment", "203 of 8135")
                .containsEntry("several-rows reviews", "87 of 8135")
                .containsEntry("clock-in-day review_creation_date", "5 of 8225")
                .containsEntry("leading-zeros zip", "1995 of 8135");
        assertThat(findings.keySet()).anyMatch(key -> key.startsWith("line-breaks "));
    }

    @Test
    void countsRetailLikeTheRawTable() throws IOException {
        Path folder = data("online_retail");
        Map<String, RawLog.Row> invoices = new LinkedHashMap<>();
        Map<String, Double> times = new HashMap<>();
        for (RawLog.Row line : RawLog.rows(folder.resolve("online_retail.csv.gz"))) {
            String invoice = line.get("InvoiceNo");
            invoices.putIfAbsent(invoice, line);
            times.merge(invoice, clock(line.get("InvoiceDate")), Math::min);
        }
        RawLog log = new RawLog();
        Set<String> customers = new HashSet<>();
        invoices.forEach((invoice, line) -> {
            if (!invoice.startsWith("A")) {
                String customer = line.get("CustomerID");
                if (!customer.isEmpty()) {
                    customers.add(customer);
                }
                log.add(
                        customer.isEmpty() ? "invoice " + invoice : customer,
                        new Contact(
                                invoice.startsWith("C") ? "goods.returned" : "purchase.made",
                                times.getOrDefault(invoice, Double.NaN),
                                0,
                                Double.NaN));
            }
        });
        JsonNode answer = Call.json(folder, "--recipe", "online-retail");
        compare(answer, log, Optional.of((long) customers.size()));
        assertThat(findings(answer))
                .containsEntry("left-out adjustment", "3 of 541909")
                .containsEntry("repeated-row lines", "5268 of 541909");
        assertThat(answer.get("touchpointCounts").get(0).get("interactions").asLong())
                .isEqualTo(22_061);
        assertThat(answer.get("touchpointCounts").get(1).get("interactions").asLong())
                .isEqualTo(3_836);
    }

    @Test
    void countsNpsLikeTheRawTable() throws IOException {
        Path file = data("nps/nps_verbatims.csv");
        RawLog log = new RawLog();
        DateTimeFormatter form = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
        int number = 0;
        for (RawLog.Row row : RawLog.rows(file)) {
            String score = row.get("NPS_SCORE");
            double time =
                    LocalDateTime.parse(row.get("CUSTOMER_RESPONSE_DATE"), form).toEpochSecond(ZoneOffset.UTC);
            log.add(
                    "row " + number++,
                    new Contact(
                            row.get("SURVEY_SUB_TYPE"),
                            time,
                            0,
                            score.equals("NA") ? Double.NaN : Double.parseDouble(score)));
        }
        compare(Call.json(file, "--recipe", "nps-verbatims"), log, Optional.empty());
    }

    @Test
    void countsTelcoLikeTheRawTable() throws IOException {
        Path file = data("telco/Telco-Customer-Churn.csv");
        RawLog log = new RawLog();
        Set<String> customers = new HashSet<>();
        for (RawLog.Row row : RawLog.rows(file)) {
            customers.add(row.get("customerID"));
            log.add(row.get("customerID"), new Contact("contract.started", Double.NaN, 0, Double.NaN));
            if (row.get("Churn").equals("Yes")) {
                log.add(row.get("customerID"), new Contact("contract.ended", Double.NaN, 0, Double.NaN));
            }
        }
        compare(Call.json(file, "--recipe", "telco-churn"), log, Optional.of((long) customers.size()));
    }

    private static double instant(String time) {
        OffsetDateTime instant = OffsetDateTime.parse(time.replace(' ', 'T'));
        return instant.toEpochSecond() + instant.getNano() / 1e9;
    }

    private static double clock(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }

    private static Map<String, String> findings(JsonNode answer) {
        Map<String, String> findings = new HashMap<>();
        for (JsonNode finding : answer.get("findings")) {
            findings.put(
                    finding.get("code").asString() + " "
                            + finding.get("subject").asString(),
                    finding.get("count").asLong() + " of "
                            + finding.get("denominator").asLong());
        }
        return findings;
    }

    /// What is counted of one thing, and where it first occurs by its place in the map.
    private static final class Tally {
        private final Set<Integer> journeys = new LinkedHashSet<>();
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> scores = new ArrayList<>();
        private long count;
    }

    private static <K> List<Map.Entry<K, Tally>> mostFirst(Map<K, Tally> tallies) {
        return tallies.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().count))
                .toList();
    }

    private static void compare(JsonNode answer, RawLog log, Optional<Long> customers) {
        Map<String, Tally> touchpoints = new LinkedHashMap<>();
        Map<List<String>, Tally> edges = new LinkedHashMap<>();
        Map<List<String>, Tally> paths = new LinkedHashMap<>();
        Map<String, Tally> starts = new LinkedHashMap<>();
        Map<String, Tally> ends = new LinkedHashMap<>();
        List<Double> scores = new ArrayList<>();
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        long interactions = 0;
        int number = 0;
        for (List<Contact> journey : log.journeys()) {
            number++;
            interactions += journey.size();
            double score = journey.stream()
                    .mapToDouble(Contact::score)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            Contact before = null;
            Set<String> passed = new LinkedHashSet<>();
            for (Contact contact : journey) {
                first = Math.min(first, contact.seconds());
                last = Math.max(last, contact.seconds());
                passed.add(contact.touchpoint());
                Tally touchpoint = touchpoints.computeIfAbsent(contact.touchpoint(), key -> new Tally());
                touchpoint.count++;
                touchpoint.journeys.add(number);
                if (before != null) {
                    Tally edge = edges.computeIfAbsent(
                            List.of(before.touchpoint(), contact.touchpoint()), key -> new Tally());
                    edge.count++;
                    edge.journeys.add(number);
                    edge.seconds.add(contact.seconds() - before.seconds());
                }
                before = contact;
            }
            Tally path = paths.computeIfAbsent(
                    journey.stream().map(Contact::touchpoint).toList(), key -> new Tally());
            path.count++;
            path.seconds.add(journey.getLast().seconds() - journey.getFirst().seconds());
            starts.computeIfAbsent(journey.getFirst().touchpoint(), key -> new Tally()).count++;
            ends.computeIfAbsent(journey.getLast().touchpoint(), key -> new Tally()).count++;
            if (!Double.isNaN(score)) {
                scores.add(score);
                path.scores.add(score);
                passed.forEach(name -> touchpoints
                        .computeIfAbsent(name, key -> new Tally())
                        .scores
                        .add(score));
            }
        }
        assertThat(answer.get("journeys").asLong()).isEqualTo(number);
        assertThat(answer.get("interactions").asLong()).isEqualTo(interactions);
        assertThat(answer.get("touchpoints").asLong()).isEqualTo(touchpoints.size());
        assertThat(answer.get("paths").asLong()).isEqualTo(paths.size());
        assertThat(answer.get("edges").asLong()).isEqualTo(edges.size());
        if (customers.isPresent()) {
            assertThat(answer.get("customers").asLong()).isEqualTo(customers.get());
        } else {
            assertThat(answer.get("customers").isNull()).isTrue();
        }
        if (Double.isFinite(first)) {
            assertThat(time(answer.get("from").asString())).isCloseTo(first, within(1.0));
            assertThat(time(answer.get("to").asString())).isCloseTo(last, within(1.0));
            assertThat(answer.get("asOf").asString()).isEqualTo(answer.get("to").asString());
        } else {
            assertThat(answer.get("from").isNull()).isTrue();
        }
        if (scores.isEmpty()) {
            assertThat(answer.get("scores").isNull()
                            || answer.get("scores").get("scored").asLong() == 0)
                    .isTrue();
        } else {
            assertThat(answer.get("scores").get("scored").asLong()).isEqualTo(scores.size());
            assertThat(answer.get("scores").get("mean").asDouble()).isCloseTo(mean(scores), within(1e-9));
        }
        compareTouchpoints(answer.get("touchpointCounts"), mostFirst(touchpoints));
        compareFlow(answer.get("flow"), mostFirst(edges));
        compareCounts(answer.get("starts"), mostFirst(starts));
        compareCounts(answer.get("ends"), mostFirst(ends));
        comparePaths(answer.get("topPaths"), mostFirst(paths), number);
    }

    private static double time(String text) {
        return text.endsWith("Z") ? instant(text) : clock(text);
    }

    private static void compareTouchpoints(JsonNode list, List<Map.Entry<String, Tally>> counted) {
        assertThat(list).hasSize(counted.size());
        for (int i = 0; i < counted.size(); i++) {
            Tally tally = counted.get(i).getValue();
            assertThat(list.get(i).get("touchpoint").asString())
                    .isEqualTo(counted.get(i).getKey());
            assertThat(list.get(i).get("interactions").asLong()).isEqualTo(tally.count);
            assertThat(list.get(i).get("journeys").asLong()).isEqualTo(tally.journeys.size());
            assertThat(list.get(i).get("repeats").asLong()).isEqualTo(tally.count - tally.journeys.size());
            compareScore(list.get(i), tally);
        }
    }

    private static void compareFlow(JsonNode list, List<Map.Entry<List<String>, Tally>> counted) {
        assertThat(list).hasSize(counted.size());
        for (int i = 0; i < counted.size(); i++) {
            JsonNode edge = list.get(i);
            Tally tally = counted.get(i).getValue();
            assertThat(List.of(edge.get("from").asString(), edge.get("to").asString()))
                    .isEqualTo(counted.get(i).getKey());
            assertThat(edge.get("count").asLong()).isEqualTo(tally.count);
            assertThat(edge.get("journeys").asLong()).isEqualTo(tally.journeys.size());
            if (tally.seconds.stream().anyMatch(seconds -> Double.isNaN(seconds))) {
                assertThat(edge.get("medianSeconds").isNull()).isTrue();
            } else {
                assertThat(edge.get("minSeconds").asDouble()).isCloseTo(quantile(tally.seconds, 0), within(1.0));
                assertThat(edge.get("medianSeconds").asDouble()).isCloseTo(quantile(tally.seconds, 0.5), within(1.0));
                assertThat(edge.get("p90Seconds").asDouble()).isCloseTo(quantile(tally.seconds, 0.9), within(1.0));
                assertThat(edge.get("meanSeconds").asDouble()).isCloseTo(mean(tally.seconds), within(1.0));
                assertThat(edge.get("maxSeconds").asDouble()).isCloseTo(quantile(tally.seconds, 1), within(1.0));
            }
        }
    }

    private static void compareCounts(JsonNode list, List<Map.Entry<String, Tally>> counted) {
        assertThat(list).hasSize(counted.size());
        Map<String, Long> given = new HashMap<>();
        long before = Long.MAX_VALUE;
        for (JsonNode count : list) {
            assertThat(count.get("journeys").asLong()).isLessThanOrEqualTo(before);
            before = count.get("journeys").asLong();
            given.put(count.get("touchpoint").asString(), before);
        }
        counted.forEach(entry -> assertThat(given).containsEntry(entry.getKey(), entry.getValue().count));
    }

    private static void comparePaths(JsonNode list, List<Map.Entry<List<String>, Tally>> counted, int journeys) {
        assertThat(list).hasSize(Math.min(20, counted.size()));
        for (int i = 0; i < list.size(); i++) {
            JsonNode path = list.get(i);
            Tally tally = counted.get(i).getValue();
            List<String> names = new ArrayList<>();
            path.get("path").forEach(name -> names.add(name.asString()));
            assertThat(names).as("path " + i).isEqualTo(counted.get(i).getKey());
            assertThat(path.get("count").asLong()).isEqualTo(tally.count);
            assertThat(path.get("share").asDouble()).isCloseTo((double) tally.count / journeys, within(1e-12));
            if (Double.isNaN(tally.seconds.getFirst())) {
                assertThat(path.get("medianSeconds").isNull()).isTrue();
            } else {
                assertThat(path.get("medianSeconds").asDouble()).isCloseTo(quantile(tally.seconds, 0.5), within(1.0));
            }
            compareScore(path, tally);
        }
    }

    private static void compareScore(JsonNode given, Tally tally) {
        assertThat(given.get("scored").asLong()).isEqualTo(tally.scores.size());
        if (tally.scores.size() < FEW) {
            assertThat(given.get("meanScore").isNull()).isTrue();
        } else {
            assertThat(given.get("meanScore").asDouble()).isCloseTo(mean(tally.scores), within(1e-9));
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// Type 7.
    private static double quantile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
