package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An engine that keeps every record as it came and insists on the order of calls.
class RecordingEngine implements AppenderFactory, Appender {
    private static final int TOUCHPOINTS = 65_535;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> touchpoints = new LinkedHashMap<>();
    private final List<String> touchpointNames = new ArrayList<>();
    private final Map<Integer, Map<String, Integer>> categories = new HashMap<>();
    private final Map<Integer, List<String>> categoryNames = new HashMap<>();
    private Schema schema = new Schema(List.of(), List.of(), List.of(), false);
    private @Nullable Entry current;
    private long lastSequence = -1;
    private boolean closed;

    /// One record.
    static final class Entry {
        final Optional<String> customer;
        final String key;
        Optional<String> touchpoint = Optional.empty();
        Optional<LocalDateTime> time = Optional.empty();
        boolean placed;
        long sequence;
        final Map<String, Object> values = new LinkedHashMap<>();

        private Entry(Optional<String> customer, String key) {
            this.customer = customer;
            this.key = key;
        }

        @Override
        public String toString() {
            return customer.orElse("-") + " " + key + " " + touchpoint.orElse("(values)") + " "
                    + time.map(LocalDateTime::toString).orElse("-") + " " + values;
        }
    }

    @Override
    public Appender open(Schema given) {
        schema = given;
        return this;
    }

    Schema schema() {
        return schema;
    }

    List<Entry> entries() {
        if (!closed) {
            throw new IllegalStateException("not closed");
        }
        return entries;
    }

    List<String> lines() {
        return entries().stream().map(Entry::toString).toList();
    }

    List<Entry> interactions() {
        return entries().stream().filter(entry -> entry.touchpoint.isPresent()).toList();
    }

    Map<String, Long> countsByTouchpoint() {
        return interactions().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.touchpoint.orElseThrow(), LinkedHashMap::new, Collectors.counting()));
    }

    Set<String> keys() {
        return entries().stream()
                .map(entry -> entry.customer.orElse("") + "\0" + entry.key)
                .collect(Collectors.toSet());
    }

    Set<String> customers() {
        return entries().stream().flatMap(entry -> entry.customer.stream()).collect(Collectors.toSet());
    }

    /// Values of an attribute over all records that have one.
    List<Object> values(String attribute) {
        return entries().stream()
                .filter(entry -> entry.values.containsKey(attribute))
                .map(entry -> entry.values.getOrDefault(attribute, ""))
                .toList();
    }

    @Override
    public int touchpoint(String name) {
        return touchpoints.computeIfAbsent(name, added -> {
            if (touchpointNames.size() == TOUCHPOINTS) {
                throw new CorridorException(
                        EngineError.TOO_MANY_TOUCHPOINTS, "There are too many touchpoints.", "Use recognition rules.");
            }
            touchpointNames.add(added);
            return touchpointNames.size() - 1;
        });
    }

    @Override
    public int category(int attribute, String value) {
        requireKind(attribute, Attribute.Kind.CATEGORY, Attribute.Kind.SET);
        List<String> names = categoryNames.computeIfAbsent(attribute, _ -> new ArrayList<>());
        return categories.computeIfAbsent(attribute, _ -> new HashMap<>()).computeIfAbsent(value, added -> {
            names.add(added);
            return names.size() - 1;
        });
    }

    @Override
    public void begin(byte @Nullable [] customer, byte[] key) {
        if (current != null) {
            throw new IllegalStateException("begun twice");
        }
        current = new Entry(
                Optional.ofNullable(customer).map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                new String(key, StandardCharsets.UTF_8));
    }

    @Override
    public void interaction(int touchpoint, long second, int nano, long sequence) {
        place(sequence).touchpoint = Optional.of(touchpointNames.get(touchpoint));
        current().time = Optional.of(LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC));
    }

    @Override
    public void untimed(int touchpoint, long sequence) {
        place(sequence).touchpoint = Optional.of(touchpointNames.get(touchpoint));
    }

    @Override
    public void valuesOnly(long sequence) {
        place(sequence);
    }

    private Entry place(long sequence) {
        if (current().placed || sequence <= lastSequence) {
            throw new IllegalStateException("placed twice, or sequence " + sequence + " after " + lastSequence);
        }
        lastSequence = sequence;
        current().placed = true;
        current().sequence = sequence;
        return current();
    }

    private Entry current() {
        if (current == null) {
            throw new IllegalStateException("not begun");
        }
        return current;
    }

    @Override
    public void category(int attribute, int code) {
        requireKind(attribute, Attribute.Kind.CATEGORY);
        put(attribute, categoryNames.getOrDefault(attribute, List.of()).get(code));
    }

    @Override
    public void number(int attribute, double value) {
        requireKind(attribute, Attribute.Kind.NUMBER);
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("not finite: " + value);
        }
        put(attribute, value);
    }

    @Override
    public void time(int attribute, long second) {
        requireKind(attribute, Attribute.Kind.TIME);
        put(attribute, LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    @Override
    public void text(int attribute, long reference) {
        requireKind(attribute, Attribute.Kind.TEXT);
        put(attribute, reference);
    }

    final void put(int attribute, Object value) {
        if (current().values.put(schema.attributes().get(attribute).name(), value) != null) {
            throw new IllegalStateException(
                    "a second value of " + schema.attributes().get(attribute));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void member(int attribute, int code) {
        requireKind(attribute, Attribute.Kind.SET);
        ((Set<String>) current()
                        .values
                        .computeIfAbsent(schema.attributes().get(attribute).name(), _ -> new TreeSet<>()))
                .add(categoryNames.getOrDefault(attribute, List.of()).get(code));
    }

    final void requireKind(int attribute, Attribute.Kind... kinds) {
        if (!List.of(kinds).contains(schema.attributes().get(attribute).kind())) {
            throw new IllegalStateException(
                    "wrong kind for " + schema.attributes().get(attribute));
        }
    }

    @Override
    public void end() {
        if (!current().placed) {
            throw new IllegalStateException("neither interaction nor values");
        }
        entries.add(current());
        current = null;
    }

    @Override
    public void close() {
        if (current != null) {
            throw new IllegalStateException("closed within a record");
        }
        closed = true;
    }
}
