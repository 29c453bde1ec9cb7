package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Journeys;
import dev.corridor.recipes.recipe.Recipe;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/// Journeys in which a due touchpoint has not happened and is past due at the end of the data.
///
/// @param due name of the attribute of lateness
/// @param attribute name of the one that holds the due date
/// @param wholeDay whether the promise holds until its day is over
/// @param end the last second of the data, on the clock of the question
public record Overdue(String due, String attribute, boolean wholeDay, long journeys, LocalDateTime end) {
    /// One per due date that is known while waiting; none where the data have no times.
    public static List<Overdue> of(JourneyLog log, Recipe recipe, ZoneId zone) {
        OptionalLong end = log.asOf();
        if (end.isEmpty()) {
            return List.of();
        }
        long second = end.getAsLong();
        return DueDate.of(recipe, log.store()).stream()
                .filter(due -> due.due().isPresent())
                .map(due -> new Overdue(
                        due.name(),
                        log.store()
                                .schema()
                                .attributes()
                                .get(due.due().getAsInt())
                                .name(),
                        due.wholeDay(),
                        count(log, due, zone, second),
                        clock(second, zone, log.store().schema().zoned())))
                .toList();
    }

    private static LocalDateTime clock(long second, ZoneId zone, boolean zoned) {
        return zoned
                ? LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone)
                : LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    private static long count(JourneyLog log, DueDate due, ZoneId zone, long end) {
        boolean zoned = log.store().schema().zoned();
        long today = Clock.day(end, zone, zoned);
        long count = 0;
        for (Journeys journeys : log.parts()) {
            for (int journey = 0; journey < journeys.count(); journey++) {
                long second = journeys.integer(due.due().orElseThrow(), journey);
                boolean past = second != Column.NONE
                        && (due.wholeDay() ? today > Clock.day(second, zone, zoned) : end > second);
                count += past && !meets(journeys, journey, due.touchpoint()) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean meets(Journeys journeys, int journey, int touchpoint) {
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            if (journeys.touchpoint(i) == touchpoint) {
                return true;
            }
        }
        return false;
    }
}
