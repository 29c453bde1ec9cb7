package dev.corridor.analysis.table;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.loyalty.KaplanMeier.Curve;
import dev.corridor.statistics.loyalty.LogRank;
import java.util.List;
import java.util.OptionalDouble;

/// How long customers stay.
///
/// @param event as it was asked for
/// @param n customers that count
/// @param events those who left
/// @param leftOut rows that cannot be used
/// @param curve of all; suppressed for few
/// @param horizon until when means are taken: the latest time to which every shown group was followed
/// @param mean time within the horizon
/// @param groups by name
/// @param test whether they differ; not possible for one group
public record LoyaltyAnswer(
        String file,
        String duration,
        String event,
        long n,
        long events,
        long leftOut,
        List<Omission> omissions,
        Result<Curve> curve,
        OptionalDouble horizon,
        Result<Estimate> mean,
        List<Group> groups,
        Result<LogRank.Test> test,
        List<Note> warnings) {
    public LoyaltyAnswer {
        omissions = List.copyOf(omissions);
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }

    /// @param hidden whether its counts must not be shown, because it is small or would tell of one that is
    /// @param curve suppressed for few
    public record Group(String name, boolean hidden, long n, long events, Result<Curve> curve, Result<Estimate> mean) {}
}
