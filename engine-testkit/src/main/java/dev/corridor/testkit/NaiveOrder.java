package dev.corridor.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The order of a customer's interactions: by anchor, and around each anchor the untimed ones that lead and
/// follow it.
final class NaiveOrder {
    /// Where an interaction stands beside its anchor.
    enum Side {
        LEADS,
        IS_ANCHOR,
        FOLLOWS
    }

    /// @param anchor empty where the key has no timed interaction
    record Placed(NaiveInteraction interaction, Optional<NaiveInteraction> anchor, Side side) {
        /// The second of the anchor.
        OptionalLong effectiveSecond() {
            return anchor.map(NaiveInteraction::second).orElseGet(OptionalLong::empty);
        }
    }

    private final List<String> touchpointOrder;

    NaiveOrder(List<String> touchpointOrder) {
        this.touchpointOrder = touchpointOrder;
    }

    /// The records in order; those of different customers are ordered as if they were one customer's.
    List<Placed> arrange(List<NaiveInteraction> records) {
        Map<NaiveKey, TreeMap<Long, NaiveInteraction>> timed = new HashMap<>();
        for (NaiveInteraction record : records) {
            TreeMap<Long, NaiveInteraction> ofKey = timed.computeIfAbsent(record.key(), key -> new TreeMap<>());
            if (record.time().isPresent()) {
                ofKey.put(record.sequence(), record);
            }
        }
        Map<NaiveKey, Optional<NaiveInteraction>> earliest = new HashMap<>();
        timed.forEach((key, ofKey) -> earliest.put(key, ofKey.values().stream().min(byTime())));
        return records.stream()
                .map(record -> place(
                        record,
                        Optional.ofNullable(timed.get(record.key())).orElseThrow(),
                        Optional.ofNullable(earliest.get(record.key())).orElseThrow()))
                .sorted(byAnchor())
                .toList();
    }

    private static Placed place(
            NaiveInteraction record,
            NavigableMap<Long, NaiveInteraction> timedOfKey,
            Optional<NaiveInteraction> earliest) {
        if (record.time().isPresent()) {
            return new Placed(record, Optional.of(record), Side.IS_ANCHOR);
        }
        var before = timedOfKey.lowerEntry(record.sequence());
        return before == null
                ? new Placed(record, earliest, Side.LEADS)
                : new Placed(record, Optional.of(before.getValue()), Side.FOLLOWS);
    }

    private Comparator<Placed> byAnchor() {
        Comparator<Placed> withoutAnchorFirst =
                Comparator.comparing(placed -> placed.anchor().isPresent());
        return withoutAnchorFirst
                .thenComparing((left, right) -> left.anchor().isEmpty()
                        ? 0
                        : byTime().compare(
                                        left.anchor().orElseThrow(),
                                        right.anchor().orElseThrow()))
                .thenComparing(Placed::side)
                .thenComparingLong(placed -> placed.interaction().sequence());
    }

    private Comparator<NaiveInteraction> byTime() {
        return Comparator.comparing((NaiveInteraction timed) -> timed.time().orElse(Instant.MIN))
                .thenComparingInt(timed -> rank(timed.touchpoint()))
                .thenComparingLong(NaiveInteraction::sequence);
    }

    private int rank(String touchpoint) {
        int index = touchpointOrder.indexOf(touchpoint);
        return index < 0 ? touchpointOrder.size() : index;
    }
}
