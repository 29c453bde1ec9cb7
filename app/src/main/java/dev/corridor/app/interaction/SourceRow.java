package dev.corridor.app.interaction;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A record as it was imported: an interaction, or values without one.
///
/// @param place its place in source order; texts are found by it
/// @param imported the import that brought it
/// @param touchpoint empty where it carries values alone
/// @param second since 1970-01-01T00:00; empty where the source has no time
/// @param nano nanoseconds within the second
/// @param values by the name of their attribute
public record SourceRow(
        long place,
        ImportId imported,
        String key,
        Optional<String> customer,
        Optional<String> touchpoint,
        OptionalLong second,
        int nano,
        Map<String, Value> values) {
    public SourceRow {
        values = Map.copyOf(values);
    }
}
