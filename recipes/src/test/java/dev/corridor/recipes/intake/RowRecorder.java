package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An engine that keeps the records of every row under the identity of the row.
final class RowRecorder extends RecordingEngine implements RowAppender {
    private final Map<Identity, List<Integer>> records = new LinkedHashMap<>();
    private Optional<Identity> row = Optional.empty();
    private int count;

    /// The 128 bits.
    record Identity(long high, long low) {}

    @Override
    public void row(long high, long low) {
        Identity identity = new Identity(high, low);
        row = Optional.of(identity);
        if (records.put(identity, new ArrayList<>()) != null) {
            throw new IllegalStateException("two rows are one");
        }
    }

    @Override
    public void begin(byte @Nullable [] customer, byte[] key) {
        super.begin(customer, key);
        records.getOrDefault(row.orElseThrow(), new ArrayList<>()).add(count++);
    }

    @Override
    public void text(int attribute, byte[] buffer, int start, int length) {
        requireKind(attribute, Attribute.Kind.TEXT);
        put(attribute, new String(buffer, start, length, StandardCharsets.UTF_8));
    }

    @Override
    public void text(int attribute, long reference) {
        throw new IllegalStateException("the text itself is wanted");
    }

    /// What each row gave; nothing, where it was rejected or left out.
    Map<Identity, List<String>> rows() {
        Map<Identity, List<String>> rows = new LinkedHashMap<>();
        List<String> lines = lines();
        records.forEach((identity, places) ->
                rows.put(identity, places.stream().map(lines::get).toList()));
        return rows;
    }
}
