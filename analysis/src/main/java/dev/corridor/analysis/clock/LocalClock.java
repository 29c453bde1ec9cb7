package dev.corridor.analysis.clock;

import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The calendar by which seconds of a store become days and months: that of the clock as written, or of the
/// recipe's zone where times are instants.
///
/// @param zone UTC where seconds are local clock readings already
/// @param assumed whether times are instants and the recipe names no zone, so that UTC is taken
public record LocalClock(ZoneId zone, boolean assumed) {
    private static final int MONTHS = 12;

    public static LocalClock of(Recipe recipe, Schema schema) {
        if (!schema.zoned()) {
            return new LocalClock(ZoneOffset.UTC, false);
        }
        return recipe.zone() instanceof Zone.Of(ZoneId id)
                ? new LocalClock(id, false)
                : new LocalClock(ZoneOffset.UTC, true);
    }

    /// @param second as in [dev.corridor.engine.store.Journeys#second], with a time
    public LocalDate day(long second) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    }

    /// Months since January of year 0.
    public int month(long second) {
        LocalDate day = day(second);
        return day.getYear() * MONTHS + day.getMonthValue() - 1;
    }

    /// A month as `2018-03`.
    public static String monthName(int month) {
        return String.format(
                java.util.Locale.ROOT, "%04d-%02d", Math.floorDiv(month, MONTHS), Math.floorMod(month, MONTHS) + 1);
    }
}
