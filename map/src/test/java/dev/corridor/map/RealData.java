package dev.corridor.map;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Assumptions;

/// Public logs beside the repository, read naively; tests skip themselves where they are absent.
public final class RealData {
    private RealData() {}

    static Path folder() {
        String set = System.getProperty("CORRIDOR_DATA", System.getenv("CORRIDOR_DATA"));
        Path folder = set != null ? Path.of(set) : Path.of("../../shared/data");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no data at " + folder + ": skipped");
        return folder;
    }

    /// Orders of the Brazilian marketplace as journeys.
    public static FlowReport olist() throws IOException {
        Path base = folder().resolve("olist/base");
        Map<String, List<Map.Entry<Double, String>>> orders = new HashMap<>();
        Map<String, List<Double>> scores = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (Path file : csvFiles(base)) {
            List<List<String>> rows = csv(file);
            List<String> header = rows.getFirst();
            if (header.contains("order_purchase_timestamp")) {
                String[][] columns = {
                    {"order_purchase_timestamp", "order.placed"},
                    {"order_approved_at", "payment.approved"},
                    {"order_delivered_carrier_date", "parcel.handed_to_carrier"},
                    {"order_delivered_customer_date", "parcel.delivered"}
                };
                for (List<String> row : rows.subList(1, rows.size())) {
                    String key = row.get(header.indexOf("order_id"));
                    order.add(key);
                    for (String[] column : columns) {
                        visit(orders, key, row.get(header.indexOf(column[0])), column[1]);
                    }
                }
            }
        }
        for (Path file : csvFiles(base)) {
            List<List<String>> rows = csv(file);
            List<String> header = rows.getFirst();
            if (header.contains("review_score")) {
                for (List<String> row : rows.subList(1, rows.size())) {
                    String key = row.get(header.indexOf("order_id"));
                    visit(orders, key, row.get(header.indexOf("review_creation_date")), "survey.sent");
                    visit(orders, key, row.get(header.indexOf("review_answer_timestamp")), "survey.answered");
                    scores.computeIfAbsent(key, fresh -> new ArrayList<>())
                            .add(Double.parseDouble(row.get(header.indexOf("review_score"))));
                }
            }
        }
        Walked walked = new Walked();
        for (String key : order) {
            double score = scores.getOrDefault(key, List.of()).stream()
                    .mapToDouble(value -> value)
                    .average()
                    .orElse(Double.NaN);
            add(walked, orders.getOrDefault(key, List.of()), score);
        }
        Map<String, String> names = Map.of(
                "order.placed", "Order placed",
                "payment.approved", "Payment approved",
                "parcel.handed_to_carrier", "Parcel handed to carrier",
                "parcel.delivered", "Parcel delivered",
                "survey.sent", "Survey sent",
                "survey.answered", "Survey answered");
        return walked.report(
                "Olist marketplace",
                id -> names.getOrDefault(id, id),
                10_000,
                Optional.of(new ScoreScale(Text.of("review score", "nota da avaliação", "оценка отзыва"), 1, 5)));
    }

    private static List<Path> csvFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static void visit(
            Map<String, List<Map.Entry<Double, String>>> orders, String key, String time, String touchpoint) {
        if (!time.isEmpty()) {
            double seconds = LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
            orders.computeIfAbsent(key, fresh -> new ArrayList<>()).add(Map.entry(seconds, touchpoint));
        }
    }

    private static void add(Walked walked, List<Map.Entry<Double, String>> visits, double score) {
        if (visits.isEmpty()) {
            return;
        }
        List<Map.Entry<Double, String>> sorted = new ArrayList<>(visits);
        sorted.sort(Comparator.comparingDouble(Map.Entry::getKey));
        walked.add(
                sorted.stream()
                        .map(visit -> walked.touchpoint(visit.getValue()))
                        .toList(),
                sorted.stream().map(Map.Entry::getKey).toList(),
                score);
    }

    /// An XES log, optionally gzipped, by `concept:name`.
    public static FlowReport xes(String file) throws IOException, XMLStreamException {
        Path path = folder().resolve("xes").resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "no " + path + ": skipped");
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Walked walked = new Walked();
        try (InputStream raw = Files.newInputStream(path);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            List<Map.Entry<Double, String>> visits = new ArrayList<>();
            boolean event = false;
            String name = "";
            double time = 0;
            while (reader.hasNext()) {
                int kind = reader.next();
                if (kind == XMLStreamConstants.START_ELEMENT) {
                    if (reader.getLocalName().equals("trace")) {
                        visits = new ArrayList<>();
                    } else if (reader.getLocalName().equals("event")) {
                        event = true;
                    } else if (event && "concept:name".equals(reader.getAttributeValue(null, "key"))) {
                        name = reader.getAttributeValue(null, "value");
                    } else if (event && "time:timestamp".equals(reader.getAttributeValue(null, "key"))) {
                        time = OffsetDateTime.parse(reader.getAttributeValue(null, "value"))
                                        .toInstant()
                                        .toEpochMilli()
                                / 1000.0;
                    }
                } else if (kind == XMLStreamConstants.END_ELEMENT) {
                    if (reader.getLocalName().equals("event")) {
                        visits.add(Map.entry(time, name));
                        event = false;
                    } else if (reader.getLocalName().equals("trace")) {
                        add(walked, visits, Double.NaN);
                    }
                }
            }
        }
        return walked.report(file);
    }

    /// Rows of a comma separated file with quotes and line breaks inside them.
    static List<List<String>> csv(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            StringBuilder field = new StringBuilder();
            List<String> row = new ArrayList<>();
            boolean quoted = false;
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n')) {
                    row.add(field.toString().strip());
                    field.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (c != '\uFEFF') {
                    field.append((char) c);
                }
            }
            if (!row.isEmpty()) {
                row.add(field.toString().strip());
                rows.add(row);
            }
        }
        return rows;
    }
}
