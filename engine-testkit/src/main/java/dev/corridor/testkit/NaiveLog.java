package dev.corridor.testkit;

import dev.corridor.engine.journey.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything a source told: interactions and values-only records.
///
/// @param records sorted by sequence
public record NaiveLog(Schema schema, List<NaiveInteraction> records) {
    public NaiveLog {
        records = records.stream()
                .sorted(Comparator.comparingLong(NaiveInteraction::sequence))
                .toList();
        if (records.stream().map(NaiveInteraction::sequence).distinct().count() != records.size()) {
            throw new IllegalArgumentException("a sequence is used twice");
        }
    }

    /// The records that are interactions, sorted by sequence.
    public List<NaiveInteraction> interactions() {
        return records.stream().filter(record -> !record.valuesOnly()).toList();
    }

    /// The largest second of any interaction: the as-of where none is given.
    public OptionalLong lastSecond() {
        return records.stream()
                .flatMapToLong(record -> record.second().stream())
                .max();
    }

    /// A log written down record by record; the sequence counts up from 0.
    public static final class Writer {
        private final Schema schema;
        private final List<NaiveInteraction> records = new ArrayList<>();

        public Writer(Schema schema) {
            this.schema = schema;
        }

        public Writer add(NaiveKey key, String touchpoint, Optional<Instant> time, Map<String, NaiveValue> values) {
            records.add(new NaiveInteraction(key, touchpoint, time, records.size(), values));
            return this;
        }

        /// An interaction of a known customer at a whole second.
        public Writer at(long second, String customer, String key, String touchpoint) {
            return add(key(customer, key), touchpoint, Optional.of(Instant.ofEpochSecond(second)), Map.of());
        }

        /// An interaction of a known customer without a time.
        public Writer untimed(String customer, String key, String touchpoint) {
            return add(key(customer, key), touchpoint, Optional.empty(), Map.of());
        }

        public NaiveLog log() {
            return new NaiveLog(schema, records);
        }

        private static NaiveKey key(String customer, String key) {
            return new NaiveKey(Optional.of(customer), key);
        }
    }
}
