package dev.corridor.recipes.recipe;

import java.time.ZoneId;

/// Where the clocks stand that the times were read from.
public sealed interface Zone {
    /// As the source has it: instants where it writes offsets, else a local clock; the default.
    record AsWritten() implements Zone {}

    /// A local clock that is never converted; offsets in the source are passed over and reported.
    record None() implements Zone {}

    /// The time zone of every time written without an offset.
    record Of(ZoneId id) implements Zone {}
}
