package dev.corridor.app.discovery;

import dev.corridor.answers.source.DayOrTime;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.error.CorridorException;
import java.util.Optional;
import java.util.OptionalLong;

/// The time at which journeys are seen.
final class AsOf {
    private AsOf() {}

    /// @param text a day, which means its last second, or a time
    /// @throws CorridorException `BAD_TIME`
    static OptionalLong second(Optional<String> text, Snapshot snapshot) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String time = text.get();
        if (DayOrTime.hasOffset(time) && !snapshot.store().schema().zoned()) {
            throw bad("The time " + time + " has an offset, and the times of the data have none.");
        }
        return OptionalLong.of(
                DayOrTime.second(time, RecipeZone.of(snapshot.origin().recipe()))
                        .orElseThrow(() -> bad("'" + time + "' is no day and no time.")));
    }

    private static CorridorException bad(String sentence) {
        return new CorridorException(
                FigureError.BAD_TIME, sentence, "Write 2018-08-31, 2018-08-31T12:00:00 or 2018-08-31T12:00:00+02:00.");
    }
}
