package dev.corridor.cli;

import dev.corridor.answers.source.DayOrTime;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.Recipe;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The day or time of `--as-of`.
///
/// @param text as given; null where the option is not
record AsOf(@Nullable String text) {
    AsOf {
        if (text != null && DayOrTime.second(text, ZoneOffset.UTC).isEmpty()) {
            throw none(text);
        }
    }

    /// The second from which on, in whatever zone, nothing can have happened yet.
    static long tomorrow() {
        return Instant.now().plus(1, ChronoUnit.DAYS).getEpochSecond();
    }

    /// The second that is meant, as the store counts; a day means its last second.
    OptionalLong second(Recipe recipe, Store store) {
        if (text == null) {
            return OptionalLong.empty();
        }
        if (DayOrTime.hasOffset(text) && !store.schema().zoned()) {
            throw MineCommand.usage(
                    "--as-of " + text + " has an offset, and the times of the data have none.",
                    "Write the time as a clock of the company showed it, such as 2018-08-31T12:00:00.");
        }
        return OptionalLong.of(DayOrTime.second(text, RecipeZone.of(recipe)).orElseThrow(() -> none(text)));
    }

    private static CorridorException none(String text) {
        return MineCommand.usage(
                "--as-of " + text + " is no day and no time.",
                "Write 2018-08-31, 2018-08-31T12:00:00 or 2018-08-31T12:00:00+02:00.");
    }
}
