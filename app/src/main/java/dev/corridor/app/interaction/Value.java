package dev.corridor.app.interaction;

import java.util.List;

/// What an attribute holds somewhere.
public sealed interface Value {
    /// A category or a text of the source.
    record Text(String text) implements Value {}

    record Amount(double number) implements Value {}

    /// Seconds since 1970-01-01T00:00, local where the data have no zone.
    record Time(long second) implements Value {}

    /// Several categories at once.
    record Names(List<String> names) implements Value {
        public Names {
            names = List.copyOf(names);
        }
    }
}
