package dev.corridor.statistics.driver;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.List;

/// Penalty-reward contrasts of all drivers, from one regression.
///
/// @param intercept the outcome where every driver is at its reference
/// @param r2 the share of the outcome's variance that penalties and rewards explain
/// @param n rows that count
/// @param leftOut rows with a missing rating or outcome
/// @param contrasts in the order of the drivers
/// @param notes what was assumed
public record Contrasts(
        double intercept, double r2, long n, long leftOut, List<Result<Contrast>> contrasts, List<Note> notes) {
    public Contrasts {
        contrasts = List.copyOf(contrasts);
        notes = List.copyOf(notes);
    }

    /// What one driver takes and gives.
    ///
    /// @param penalty how much lower the outcome is at a penalty than at the reference, in units of the
    ///   outcome
    /// @param reward how much higher it is at a reward
    /// @param range `penalty` + `reward`
    /// @param asymmetry (`reward` - `penalty`) / `range`, from about -1 (only disappoints) to 1 (only
    ///   delights); not possible where the interval of `range` holds zero
    public record Contrast(
            Estimate penalty, Estimate reward, Estimate range, Result<Estimate> asymmetry, Factor factor) {}

    /// What kind of driver it is (Kano 1984; Brandt 1987).
    public enum Factor {
        /// Costs more when it is bad than it earns when it is good.
        BASIC,
        /// Counts both ways.
        PERFORMANCE,
        /// Earns more when it is good than it costs when it is bad.
        EXCITEMENT,
        /// The data do not say.
        UNDETERMINED
    }
}
