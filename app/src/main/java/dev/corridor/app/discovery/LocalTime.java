package dev.corridor.app.discovery;

import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Seconds of a data set as its clocks show them, and as addresses name them.
public record LocalTime(ZoneId zone, boolean zoned) {
    public static LocalTime of(Snapshot snapshot) {
        boolean zoned = snapshot.store().schema().zoned();
        return new LocalTime(zoned ? RecipeZone.of(snapshot.origin().recipe()) : ZoneOffset.UTC, zoned);
    }

    public LocalDateTime at(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }

    /// As `as-of` of an address reads it.
    public String text(long second) {
        return zoned ? Instant.ofEpochSecond(second).toString() : at(second).toString();
    }
}
