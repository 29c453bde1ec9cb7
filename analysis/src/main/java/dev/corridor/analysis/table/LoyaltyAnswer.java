package dev.corridor.analysis.table;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.loyalty.Cox;
import dev.corridor.statistics.loyalty.KaplanMeier.Curve;
import dev.corridor.statistics.loyalty.LogRank;
import java.util.List;
import java.util.Optional;
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
/// @param reference the group with which hazards are compared
/// @param hazards the regression of hazards on the groups, with the check that their ratio lasts
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
        Optional<String> reference,
        Result<Cox.Fit> hazards,
        List<Note> warnings) {
    public LoyaltyAnswer {
        omissions = List.copyOf(omissions);
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }

    /// @param hidden whether its counts must not be shown, because it is small or would tell of one that is
    /// @param curve suppressed for few
    /// @param hazard not possible for the group that the others are compared with
    public record Group(
            String name,
            boolean hidden,
            long n,
            long events,
            Result<Curve> curve,
            Result<Estimate> mean,
            Result<Hazard> hazard) {}

    /// How many times as likely to leave at any moment as customers of the reference group.
    ///
    /// @param ratio above 0
    /// @param p of a ratio of 1
    public record Hazard(double ratio, double low, double high, double p) {
        static Hazard of(Cox.Coefficient coefficient) {
            Interval interval = coefficient.logHazardRatio().interval();
            return new Hazard(
                    Math.exp(coefficient.logHazardRatio().value()),
                    Math.exp(interval.low()),
                    Math.exp(interval.high()),
                    coefficient.p());
        }
    }
}
