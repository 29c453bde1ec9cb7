package dev.corridor.answers.mine;

import dev.corridor.engine.journey.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times of the data in answers.
public final class IsoTime {
    private IsoTime() {}

    /// A second as ISO 8601; with an offset where times are instants.
    public static String text(long second, Schema schema) {
        return schema.zoned()
                ? Instant.ofEpochSecond(second).toString()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
}
