package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A file with one JSON object per line as a table.
///
/// Columns, in order of first appearance over the whole file: each key; the key of an object within an
/// object as `outer.inner`. An array is its JSON text in one cell; numbers are kept as written; null and an
/// absent key are empty cells. Blank lines are skipped. A line that is no strict JSON object (also one that
/// has a key twice) is rejected. The file is read once on opening, to find the columns, and once more on
/// every reading.
final class JsonLinesTable implements Table {
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_NESTED = 100;
    private static final int EXCERPT = 200;

    /// U+0001 never stands in JSON, so that a record of one cell is a line.
    private static final Dialect LINES = new Dialect('\u0001', ReadOptions.NO_QUOTE, 0);

    private final Source source;
    private final Encoding encoding;
    private final Map<String, Integer> places;
    private final List<String> columns;
    private final JsonFactory json;

    private JsonLinesTable(Source source, Encoding encoding, JsonFactory json, Map<String, Integer> places) {
        this.source = source;
        this.encoding = encoding;
        this.json = json;
        this.places = places;
        this.columns = Columns.named(List.copyOf(places.keySet()));
    }

    static JsonLinesTable open(Source source, Encoding encoding) throws IOException {
        JsonFactory json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTED)
                        .maxStringLength(source.options().maxRowBytes())
                        .build())
                .build();
        Map<String, Integer> places = new LinkedHashMap<>();
        try (Source.Content content = source.open();
                InputStream text = encoding.decode(content)) {
            RecordScanner lines =
                    new RecordScanner(text, LINES, source.options().maxRowBytes(), 1);
            Map<String, String> found = new LinkedHashMap<>();
            while (lines.next()) {
                found.clear();
                if (fault(lines).isEmpty()
                        && !lines.isBlank()
                        && parse(json, lines, found).isEmpty()) {
                    found.keySet().forEach(path -> places.putIfAbsent(path, places.size()));
                }
                if (places.size() > MOST_COLUMNS) {
                    throw new CorridorException(
                            ReaderError.NOT_A_TABLE,
                            "The file " + source.name() + " has more than " + MOST_COLUMNS + " different keys.",
                            "Put what differs from line to line into values, not into keys.");
                }
            }
        }
        if (places.isEmpty()) {
            throw new CorridorException(
                    ReaderError.NOT_A_TABLE,
                    "The file " + source.name() + " begins like JSON, but no line of it is an object with a key.",
                    "Write one JSON object per line.");
        }
        return new JsonLinesTable(source, encoding, json, places);
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
        return "JSON Lines, " + encoding.charset().name() + (source.gzip() ? ", gzip" : "");
    }

    @Override
    public long bytes() {
        return source.bytes();
    }

    @Override
    public void read(Consumer<Row> rows, Consumer<Reject> rejects) {
        try (Source.Content content = source.open();
                InputStream text = encoding.decode(content)) {
            RecordScanner lines =
                    new RecordScanner(text, LINES, source.options().maxRowBytes(), 1);
            TextRow row = new TextRow(columns.size());
            Map<String, String> found = new LinkedHashMap<>();
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                found.clear();
                Optional<Flaw> flaw = fault(lines).or(() -> parse(json, lines, found));
                if (flaw.isPresent()) {
                    rejects.accept(reject(flaw.get(), lines));
                    continue;
                }
                row.begin(lines.line(), content.stored());
                found.forEach((path, value) -> row.set(place(path), value));
                rows.accept(row);
            }
        } catch (IOException e) {
            throw Source.unreadable(source.name(), e);
        }
    }

    private int place(String path) {
        Integer place = places.get(path);
        if (place == null) {
            throw source.changed();
        }
        return place;
    }

    private Reject reject(Flaw flaw, RecordScanner line) {
        String excerpt = Utf8.excerpt(line.buffer(), line.recordStart(), line.recordLength(), EXCERPT);
        return new Reject(flaw.code, flaw.sentence, source.name(), line.line(), flaw.column, excerpt);
    }

    /// Why a line is no row.
    private record Flaw(String code, String sentence, String column) {}

    private static Optional<Flaw> fault(RecordScanner line) {
        RecordScanner.Fault fault = line.fault();
        return fault == RecordScanner.Fault.NONE && line.cells() == 1
                ? Optional.empty()
                : Optional.of(
                        fault == RecordScanner.Fault.NONE ? broken() : new Flaw(fault.code(), fault.sentence(), ""));
    }

    private static Flaw broken() {
        return new Flaw("broken-json", "The line is no JSON object.", "");
    }

    private static Optional<Flaw> parse(JsonFactory json, RecordScanner line, Map<String, String> found) {
        try (JsonParser parser =
                json.createParser(ObjectReadContext.empty(), line.buffer(), line.recordStart(), line.recordLength())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of(broken());
            }
            Optional<Flaw> flaw = members(parser, found);
            return flaw.isEmpty() && parser.nextToken() != null ? Optional.of(broken()) : flaw;
        } catch (JacksonException e) {
            return Optional.of(broken());
        }
    }

    private static Optional<Flaw> members(JsonParser parser, Map<String, String> found) {
        List<String> outer = new ArrayList<>();
        String path = "";
        Optional<Flaw> flaw = Optional.empty();
        for (; ; ) {
            switch (parser.nextToken()) {
                case END_OBJECT -> {
                    if (outer.isEmpty()) {
                        return flaw;
                    }
                    outer.removeLast();
                }
                case PROPERTY_NAME -> {
                    String name = parser.currentName();
                    path = outer.isEmpty() ? name : outer.getLast() + "." + name;
                }
                case START_OBJECT -> outer.add(path);
                case START_ARRAY -> found.put(path, copied(parser));
                case VALUE_NULL -> found.put(path, "");
                default -> {
                    String text = parser.getString();
                    Optional<Flaw> inText = flaw(path, text);
                    flaw = inText.isPresent() ? inText : flaw;
                    found.put(path, text);
                }
            }
        }
    }

    /// What JSON can escape and no text has.
    private static Optional<Flaw> flaw(String path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == 0) {
                RecordScanner.Fault fault = RecordScanner.Fault.NUL_BYTE;
                return Optional.of(new Flaw(fault.code(), fault.sentence(), path));
            }
            if (Character.isSurrogate(letter)) {
                boolean pair = Character.isHighSurrogate(letter)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    RecordScanner.Fault fault = RecordScanner.Fault.BROKEN_ENCODING;
                    return Optional.of(new Flaw(fault.code(), fault.sentence(), path));
                }
                i++;
            }
        }
        return Optional.empty();
    }

    private static String copied(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
