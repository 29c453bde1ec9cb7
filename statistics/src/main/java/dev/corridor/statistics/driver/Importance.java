package dev.corridor.statistics.driver;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.List;

/// What the drivers together and each of them explain of an outcome.
///
/// @param r2 the share of the outcome's variance that all drivers explain, with its interval
/// @param adjustedR2 the same with chance taken out; may be negative
/// @param leftOut rows with a missing driver or outcome
/// @param drivers in the order of the columns; their importance sums to `r2`
/// @param notes what was assumed and what speaks against the figures; also in every estimate
public record Importance(Estimate r2, double adjustedR2, long leftOut, List<Driver> drivers, List<Note> notes) {
    public Importance {
        drivers = List.copyOf(drivers);
        notes = List.copyOf(notes);
    }

    /// @param importance its part of R²; not possible for a driver with one value only
    /// @param share its part of what is explained, 0 to 1; not possible where nothing is explained
    /// @param inflation variance inflation factor, at least 1; not possible for a driver that the others
    ///   determine
    /// @param coefficient what one unit more of it goes with in the outcome, the other drivers held; not possible
    ///   for a driver that the others determine
    public record Driver(
            Result<Estimate> importance,
            Result<Estimate> share,
            Result<Double> inflation,
            Result<Estimate> coefficient) {}
}
