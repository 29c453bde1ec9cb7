package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// An XES event log as a table: one row per event, in document order.
///
/// Columns: `case:index`, the number of the trace from 1, so that traces of equal names stay apart;
/// `case:concept:name`; each other attribute of a trace as `case:KEY`; each attribute of an event as `KEY`.
/// Nested attributes are `KEY/CHILD`; where an event has a nested one several times, as in a list, the
/// values are joined by `; `; where it has any other one several times, the last one counts. An attribute
/// that an event does not have is an empty cell, also where the log declares a global value for it. A log
/// without any event has the columns `concept:name` and `time:timestamp`. Events outside of any trace are
/// rejected. All lifecycle transitions are rows.
///
/// The file is read once on opening, to find the columns, and once more on every reading; memory does not
/// grow with the log, but for a trace whose attributes stand behind its events, which is held as a whole.
public final class XesTable implements Table {
    private static final int MOST_COLUMNS = 10_000;
    private static final int EXAMPLES = 10;
    private static final String INDEX = "case:index";
    private static final String NAME = "case:concept:name";
    private static final List<String> USUAL = List.of("concept:name", "time:timestamp");

    private final Source source;
    private final Outline outline;
    private final List<String> columns;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    /// A named list of attributes that together tell which activity an event is.
    public record Classifier(String name, List<String> keys) {
        public Classifier {
            keys = List.copyOf(keys);
        }
    }

    /// Traces without events: they make no row.
    ///
    /// @param examples names of the first ones, or their numbers where they have none
    public record EmptyTraces(long count, List<String> examples) {
        public EmptyTraces {
            examples = List.copyOf(examples);
        }
    }

    private XesTable(Source source, Outline outline) {
        this.source = source;
        this.outline = outline;
        places.put(INDEX, 0);
        places.put(NAME, 1);
        outline.traceKeys.keySet().forEach(key -> places.putIfAbsent(traceColumn(key), places.size()));
        outline.eventKeys.keySet().forEach(key -> places.putIfAbsent(key, places.size()));
        if (outline.events == 0) {
            USUAL.forEach(key -> places.putIfAbsent(key, places.size()));
        }
        columns = List.copyOf(places.keySet());
    }

    static XesTable open(Source source) throws IOException {
        try (Source.Content content = source.open()) {
            Outline outline = new Outline(source.name());
            new XesScanner(source, content, outline).scan();
            return new XesTable(source, outline);
        }
    }

    @Override
    public String file() {
        return source.name();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String description() {
        return "XES event log" + (source.gzip() ? ", gzip" : "");
    }

    @Override
    public long bytes() {
        return source.bytes();
    }

    /// All traces, also the empty ones.
    public long traces() {
        return outline.traces;
    }

    /// All events, also those outside of traces.
    public long events() {
        return outline.events;
    }

    public EmptyTraces emptyTraces() {
        return new EmptyTraces(outline.empty, outline.emptyExamples);
    }

    /// The event classifiers that the file declares, in its order. None of them is used unasked.
    public List<Classifier> classifiers() {
        return outline.declared.stream()
                .map(declared -> new Classifier(declared.get(0), keys(declared.get(1))))
                .toList();
    }

    /// The columns that a classifier joins: that of a declared name, else the keys themselves, written as
    /// XES does, divided by blanks, those with blanks in single quotes.
    ///
    /// @throws CorridorException with [ReaderError#OPTION_INVALID] where a key is no column
    public List<String> classifierKeys(String nameOrKeys) {
        List<String> keys = classifiers().stream()
                .filter(classifier -> classifier.name().equals(nameOrKeys))
                .findFirst()
                .map(Classifier::keys)
                .orElseGet(() -> keys(nameOrKeys));
        if (keys.isEmpty() || !places.keySet().containsAll(keys)) {
            throw new CorridorException(
                    ReaderError.OPTION_INVALID,
                    "The log " + source.name() + " has no classifier and no attributes \"" + nameOrKeys + "\".",
                    "Its classifiers are " + classifiers() + ", its columns " + columns + ".");
        }
        return keys;
    }

    @Override
    public void read(Consumer<Row> rows, Consumer<Reject> rejects) {
        try (Source.Content content = source.open()) {
            new XesScanner(source, content, new Rows(content, rows, rejects)).scan();
        } catch (IOException e) {
            throw Source.unreadable(source.name(), e);
        }
    }

    /// A trace's own attribute `index` gives way to the number of the trace.
    private static String traceColumn(String key) {
        return key.equals("index") ? INDEX + " (2)" : "case:" + key;
    }

    /// Words divided by blanks, quoted ones kept whole; words that are no column are tried together with
    /// those behind them, because old logs don't quote.
    private List<String> keys(String written) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < written.length()) {
            char letter = written.charAt(at);
            boolean quoted = letter == '\'' && written.indexOf('\'', at + 1) > 0;
            int end = quoted ? written.indexOf('\'', at + 1) : written.indexOf(' ', at);
            end = end < 0 ? written.length() : end;
            String word = written.substring(quoted ? at + 1 : at, end);
            if (!word.isBlank()) {
                words.add(word);
            }
            at = end + 1;
        }
        List<String> keys = new ArrayList<>();
        int first = 0;
        while (first < words.size()) {
            int last = words.size();
            while (last > first + 1 && !places.containsKey(String.join(" ", words.subList(first, last)))) {
                last--;
            }
            keys.add(String.join(" ", words.subList(first, last)));
            first = last;
        }
        return keys;
    }

    /// What the first reading finds: columns, classifiers, counts.
    private static final class Outline implements XesScanner.Visitor {
        private final String file;
        private final Map<String, Boolean> traceKeys = new LinkedHashMap<>();
        private final Map<String, Boolean> eventKeys = new LinkedHashMap<>();
        private final List<List<String>> declared = new ArrayList<>();
        private final List<String> emptyExamples = new ArrayList<>();
        private long traces;
        private long events;
        private long empty;
        private long eventsOfTrace;
        private String traceName = "";
        private boolean attributesBehindEvents;

        Outline(String file) {
            this.file = file;
        }

        @Override
        public void classifier(String name, String keys) {
            declared.add(List.of(name, keys));
        }

        @Override
        public void traceStarts() {
            traces++;
            eventsOfTrace = 0;
            traceName = "trace " + traces;
        }

        @Override
        public void traceAttribute(String key, String value) {
            take(traceKeys, key);
            attributesBehindEvents |= eventsOfTrace > 0;
            traceName = key.equals("concept:name") ? value : traceName;
        }

        @Override
        public void eventStarts(long line, boolean insideTrace) {
            events++;
            eventsOfTrace++;
        }

        @Override
        public void eventAttribute(String key, String value) {
            take(eventKeys, key);
        }

        @Override
        public void eventEnds() {}

        @Override
        public void traceEnds() {
            if (eventsOfTrace == 0) {
                empty++;
                if (emptyExamples.size() < EXAMPLES) {
                    emptyExamples.add(traceName);
                }
            }
        }

        private void take(Map<String, Boolean> keys, String key) {
            if (keys.putIfAbsent(key, true) == null && traceKeys.size() + eventKeys.size() > MOST_COLUMNS) {
                throw new CorridorException(
                        ReaderError.NOT_A_TABLE,
                        "The log " + file + " has more than " + MOST_COLUMNS + " different attributes.",
                        "Put what differs from event to event into values, not into keys.");
            }
        }
    }

    /// Makes rows of the second reading.
    private final class Rows implements XesScanner.Visitor {
        private final Source.Content content;
        private final Consumer<Row> rows;
        private final Consumer<Reject> rejects;
        private final TextRow row = new TextRow(columns.size());
        private final String[] trace = new String[columns.size()];
        private final String[] event = new String[columns.size()];
        private final List<String[]> held = new ArrayList<>();
        private final List<Long> heldLines = new ArrayList<>();
        private long traces;
        private long line;
        private boolean inTrace;

        Rows(Source.Content content, Consumer<Row> rows, Consumer<Reject> rejects) {
            this.content = content;
            this.rows = rows;
            this.rejects = rejects;
        }

        @Override
        public void classifier(String name, String keys) {}

        @Override
        public void traceStarts() {
            traces++;
            Arrays.fill(trace, "");
            trace[0] = Long.toString(traces);
        }

        @Override
        public void traceAttribute(String key, String value) {
            put(trace, traceColumn(key), value);
        }

        @Override
        public void eventStarts(long atLine, boolean insideTrace) {
            line = atLine;
            inTrace = insideTrace;
            Arrays.fill(event, "");
        }

        @Override
        public void eventAttribute(String key, String value) {
            put(event, key, value);
        }

        @Override
        public void eventEnds() {
            if (!inTrace) {
                rejects.accept(new Reject(
                        "event-without-trace",
                        "The event stands outside of any trace.",
                        source.name(),
                        line,
                        "",
                        Utf8.cut(
                                String.join(
                                        ", ",
                                        Arrays.stream(event)
                                                .filter(value -> !value.isEmpty())
                                                .toList()),
                                200)));
            } else if (outline.attributesBehindEvents) {
                held.add(event.clone());
                heldLines.add(line);
            } else {
                emit(event, line);
            }
        }

        @Override
        public void traceEnds() {
            for (int i = 0; i < held.size(); i++) {
                emit(held.get(i), heldLines.get(i));
            }
            held.clear();
            heldLines.clear();
        }

        private void emit(String[] cells, long atLine) {
            row.begin(atLine, content.stored());
            for (int i = 0; i < cells.length; i++) {
                String value = trace[i].isEmpty() ? cells[i] : trace[i];
                if (!value.isEmpty()) {
                    row.set(i, value);
                }
            }
            rows.accept(row);
        }

        private void put(String[] cells, String key, String value) {
            Integer place = places.get(key);
            if (place == null) {
                throw source.changed();
            }
            boolean joins = key.indexOf('/') >= 0 && !cells[place].isEmpty();
            cells[place] = joins ? cells[place] + "; " + value : value;
        }
    }
}
