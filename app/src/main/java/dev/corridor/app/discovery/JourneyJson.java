package dev.corridor.app.discovery;

import dev.corridor.answers.mine.IsoTime;
import dev.corridor.engine.journey.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A journey as the API lists it.
///
/// @param customer null where nobody is known
/// @param start ISO 8601; null where no interaction has a time
/// @param seconds from the first to the last timed interaction
/// @param path touchpoints in order
/// @param score null where there is none
/// @param state `completed`, `open`, `dropped-out`, or `unknown` where the data name no end
public record JourneyJson(
        String key,
        @Nullable String customer,
        @Nullable String start,
        @Nullable Long seconds,
        List<String> path,
        @Nullable Double score,
        String state) {
    public JourneyJson {
        path = List.copyOf(path);
    }

    public static JourneyJson of(JourneyList.Row row, Schema schema) {
        return new JourneyJson(
                row.key(),
                row.customer().orElse(null),
                row.start().isPresent() ? IsoTime.text(row.start().getAsLong(), schema) : null,
                row.seconds().isPresent() ? (Long) row.seconds().getAsLong() : null,
                row.touchpoints(),
                row.score().isPresent() ? (Double) row.score().getAsDouble() : null,
                row.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
