package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Journeys;
import dev.corridor.recipes.recipe.Recipe;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/// Journeys in which a due touchpoint has not happened and is past due at the end of the data.
///
/// @param due name of the attribute of lateness
/// @param second the last of the data, as the store counts
public record Overdue(String due, long journeys, long second) {
    /// One per due date that is known while waiting; none where the data have no times.
    public static List<Overdue> of(JourneyLog log, Recipe recipe, ZoneId zone) {
        OptionalLong end = log.asOf();
        if (end.isEmpty()) {
            return List.of();
        }
        return DueDate.of(recipe, log.store()).stream()
                .filter(due -> due.due().isPresent())
                .map(due -> new Overdue(due.name(), count(log, due, zone, end.getAsLong()), end.getAsLong()))
                .toList();
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
