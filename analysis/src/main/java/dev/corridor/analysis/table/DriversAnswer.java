package dev.corridor.analysis.table;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Importance;
import java.util.List;
import java.util.Optional;

/// How much of an outcome each driver explains.
///
/// @param outcome as it was asked for
/// @param binary whether the outcome is 0 or 1
/// @param n rows that have the outcome and every driver
/// @param leftOut rows that lack one of them, or cannot be read
/// @param omissions why, with places
/// @param importance of all drivers, in the order in which they were named
/// @param drivers in the same order
/// @param warnings about the columns
public record DriversAnswer(
        String file,
        String outcome,
        boolean binary,
        long n,
        long leftOut,
        List<Omission> omissions,
        Result<Importance> importance,
        List<Driver> drivers,
        List<Note> warnings) {
    public DriversAnswer {
        omissions = List.copyOf(omissions);
        drivers = List.copyOf(drivers);
        warnings = List.copyOf(warnings);
    }

    /// @param name as it was asked for
    /// @param scale on which it is rated; empty for other numbers
    /// @param contrast of bad and good ratings; not possible for what is no rating
    public record Driver(String name, Optional<RatingScale> scale, Result<Contrast> contrast) {}
}
