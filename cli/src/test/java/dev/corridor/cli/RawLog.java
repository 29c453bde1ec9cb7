package dev.corridor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Journeys counted in the simplest way: lists in memory, read from the raw files without a line of the product.
/// Journeys stand in the order in which the source first names them.
final class RawLog {
    /// One contact; `seconds` is NaN where no time is known, `score` where none was given.
    record Contact(String touchpoint, double seconds, int rank, double score) {}

    /// One row of a table.
    record Row(Map<String, String> cells) {
        /// The text of a column; empty where there is none.
        String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    private static final Pattern TRACE = Pattern.compile("<trace>(.*?)</trace>", Pattern.DOTALL);
    private static final Pattern EVENT = Pattern.compile("<event>(.*?)</event>", Pattern.DOTALL);

    private final Map<String, List<Contact>> journeys = new LinkedHashMap<>();

    void add(String journey, Contact contact) {
        journeys.computeIfAbsent(journey, key -> new ArrayList<>()).add(contact);
    }

    /// Each journey's contacts by time, then rank, then as they were added.
    List<List<Contact>> journeys() {
        List<List<Contact>> sorted = new ArrayList<>();
        for (List<Contact> journey : journeys.values()) {
            List<Contact> contacts = new ArrayList<>(journey);
            if (contacts.stream().noneMatch(contact -> Double.isNaN(contact.seconds))) {
                contacts.sort(Comparator.comparingDouble(Contact::seconds).thenComparingInt(Contact::rank));
            }
            sorted.add(contacts);
        }
        return sorted;
    }

    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    /// The rows of a comma-separated file by column.
    static List<Row> rows(Path file) throws IOException {
        List<List<String>> records = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        try (StringReader in = new StringReader(text(file))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '"') {
                    in.mark(1);
                    boolean twice = quoted && in.read() == '"';
                    if (twice) {
                        cell.append('"');
                    } else {
                        if (quoted) {
                            in.reset();
                        }
                        quoted = !quoted;
                    }
                } else if (!quoted && (c == ',' || c == '\n')) {
                    row.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        records.add(row);
                        row = new ArrayList<>();
                    }
                } else if (quoted || c != '\r') {
                    cell.append((char) c);
                }
            }
        }
        if (cell.length() > 0 || !row.isEmpty()) {
            row.add(cell.toString());
            records.add(row);
        }
        List<Row> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> byColumn = new HashMap<>();
            for (int i = 0; i < record.size(); i++) {
                byColumn.put(records.getFirst().get(i), record.get(i));
            }
            rows.add(new Row(byColumn));
        }
        return rows;
    }

    /// The events of an XES log: name and time, trace by trace.
    static RawLog xes(Path file, java.util.function.ToDoubleFunction<String> seconds) throws IOException {
        RawLog log = new RawLog();
        Matcher trace = TRACE.matcher(text(file));
        for (int number = 0; trace.find(); number++) {
            Matcher event = EVENT.matcher(trace.group(1));
            while (event.find()) {
                double time = seconds.applyAsDouble(value(event.group(1), "time:timestamp"));
                log.add("trace " + number, new Contact(value(event.group(1), "concept:name"), time, 0, Double.NaN));
            }
        }
        return log;
    }

    private static String value(String event, String key) {
        Matcher value = Pattern.compile("key=\"" + Pattern.quote(key) + "\"\\s+value=\"([^\"]*)\"")
                .matcher(event);
        if (!value.find()) {
            throw new IllegalStateException("no " + key + " in " + event);
        }
        return value.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
