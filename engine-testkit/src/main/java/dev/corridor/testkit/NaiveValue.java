package dev.corridor.testkit;

import java.util.Set;

/// One value of an attribute.
public sealed interface NaiveValue {
    record Category(String name) implements NaiveValue {}

    record Decimal(double value) implements NaiveValue {}

    /// A time as an attribute, in seconds since 1970-01-01T00:00.
    record Time(long second) implements NaiveValue {}

    /// The place of a text in the source.
    record Text(long reference) implements NaiveValue {}

    /// The members of a set attribute.
    record Members(Set<String> names) implements NaiveValue {
        public Members {
            names = Set.copyOf(names);
        }
    }
}
