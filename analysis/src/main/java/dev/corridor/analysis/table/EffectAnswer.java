package dev.corridor.analysis.table;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.experiment.Check;
import dev.corridor.statistics.experiment.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a plan's change did.
///
/// @param effect in the unit of the outcome, also where a decrease was wished
/// @param p where the design has one
/// @param n rows that count
/// @param clusters units whose errors are independent of each other; empty for one series
/// @param period rows were put together by; empty for numbers, and where there are none
/// @param periods how many there are before the change and from it on; empty where rows are not put together
/// @param leftOut rows that cannot be used
public record EffectAnswer(
        String file,
        EffectPlan plan,
        Result<Estimate> effect,
        Verdict verdict,
        OptionalDouble p,
        long n,
        OptionalLong clusters,
        Optional<EffectPlan.Period> period,
        Optional<Periods> periods,
        List<Check> checks,
        long leftOut,
        List<Omission> omissions,
        List<Note> warnings) {
    public EffectAnswer {
        checks = List.copyOf(checks);
        omissions = List.copyOf(omissions);
        warnings = List.copyOf(warnings);
    }

    /// @param first in words
    /// @param start the first after the change, in words; empty where nothing was treated
    public record Periods(String first, Optional<String> start, String last, int before, int after) {}
}
