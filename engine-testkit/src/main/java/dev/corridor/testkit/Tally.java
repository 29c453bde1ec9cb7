package dev.corridor.testkit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Rows by key in order of first occurrence.
final class Tally<K, R> {
    private final Map<K, R> rows = new LinkedHashMap<>();
    private final Supplier<R> empty;

    Tally(Supplier<R> empty) {
        this.empty = empty;
    }

    /// The row of a key, made at its first use.
    R row(K key) {
        return rows.computeIfAbsent(key, any -> empty.get());
    }

    /// The finished rows in order of first occurrence.
    <T> List<T> inOrder(Function<Map.Entry<K, R>, T> finish) {
        return rows.entrySet().stream().map(finish).toList();
    }

    /// The finished rows, largest count first, equal counts in order of first occurrence.
    <T> List<T> largestFirst(Function<Map.Entry<K, R>, T> finish, ToLongFunction<T> count) {
        return rows.entrySet().stream()
                .map(finish)
                .sorted(Comparator.comparingLong(count).reversed())
                .toList();
    }
}
