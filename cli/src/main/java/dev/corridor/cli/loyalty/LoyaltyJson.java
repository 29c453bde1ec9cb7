package dev.corridor.cli.loyalty;

import dev.corridor.analysis.table.LoyaltyAnswer;
import dev.corridor.analysis.table.Omission;
import dev.corridor.cli.page.Notes;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.loyalty.Cox;
import dev.corridor.statistics.loyalty.KaplanMeier.Curve;
import dev.corridor.statistics.loyalty.KaplanMeier.Reached;
import dev.corridor.statistics.loyalty.LogRank;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The object of `loyalty --json` for a table of durations (`docs/reference/loyalty.schema.json`), to which fields
/// may be added and never changed. Intervals are at 95 %; null stands where `reasons` say why there is no figure.
///
/// @param n customers that count; null for 1 to 4
/// @param median when half of them are gone
/// @param restrictedMean mean time within `horizon`
/// @param curve one step per time of an event; before the first, everybody is there
public record LoyaltyJson(
        String file,
        String duration,
        String event,
        @Nullable String method,
        @Nullable Long n,
        @Nullable Long events,
        long leftOut,
        @Nullable Double median,
        @Nullable Double medianLow,
        @Nullable Double medianHigh,
        @Nullable Double horizon,
        @Nullable Double restrictedMean,
        @Nullable Double restrictedMeanLow,
        @Nullable Double restrictedMeanHigh,
        List<Point> curve,
        List<Group> groups,
        @Nullable Test test,
        @Nullable Hazards hazards,
        List<Note> assumptions,
        List<Note> warnings,
        List<Note> reasons,
        List<Omission> omissions) {
    private static final long FEWEST = 5;
    private static final long PLENTY = 30;
    private static final double DRIFTING = 0.05;
    private static final Note NOT_REACHED =
            new Note("median-not-reached", "More than half were still there when they were last seen.");

    /// From `t` on, until the next.
    ///
    /// @param survival the share still there
    /// @param atRisk customers under observation just before
    public record Point(double t, double survival, double low, double high, long atRisk, long events) {}

    /// @param n null where the group is hidden
    /// @param median when half of its customers are gone
    /// @param hazardRatio how many times as likely to leave at any moment as customers of the reference group
    public record Group(
            String group,
            @Nullable Long n,
            @Nullable Long events,
            @Nullable Double median,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double restrictedMean,
            @Nullable Double restrictedMeanLow,
            @Nullable Double restrictedMeanHigh,
            @Nullable Double hazardRatio,
            @Nullable Double hazardLow,
            @Nullable Double hazardHigh,
            @Nullable Double hazardP,
            List<Note> warnings,
            List<Note> reasons) {}

    /// Whether hazard ratios stay the same over time.
    ///
    /// @param reference the group with which all others are compared
    /// @param chi2 of a drift of any ratio
    /// @param proportional whether none was found (p at least 0.05)
    public record Hazards(
            String method,
            String reference,
            double chi2,
            int df,
            double p,
            boolean proportional,
            List<Note> assumptions,
            List<Note> warnings) {}

    /// Whether the groups differ.
    public record Test(String method, double chi2, int df, double p, List<Note> warnings) {}

    public static LoyaltyJson of(LoyaltyAnswer answer, boolean includeSmall) {
        Optional<Curve> curve = answer.curve().answer();
        Optional<Reached> median = curve.map(Curve::median);
        Optional<Estimate> mean = answer.mean().answer();
        boolean hidden = !includeSmall && answer.n() > 0 && answer.n() < FEWEST;
        List<Note> warnings = new ArrayList<>(answer.warnings());
        curve.ifPresent(found -> warnings.addAll(found.warnings()));
        few(answer.n(), curve.isPresent()).ifPresent(warnings::add);
        List<Note> reasons =
                new ArrayList<>(Notes.reasons(answer.curve(), answer.mean(), answer.test(), answer.hazards()));
        if (curve.isPresent() && curve.get().median().time().isEmpty()) {
            reasons.add(NOT_REACHED);
        }
        return new LoyaltyJson(
                answer.file(),
                answer.duration(),
                answer.event(),
                curve.map(Curve::method).orElse(null),
                hidden ? null : answer.n(),
                hidden ? null : answer.events(),
                answer.leftOut(),
                value(median.map(Reached::time)),
                value(median.map(Reached::low)),
                value(median.map(Reached::high)),
                value(Optional.of(answer.horizon())),
                mean.map(Estimate::value).orElse(null),
                mean.map(estimate -> estimate.interval().low()).orElse(null),
                mean.map(estimate -> estimate.interval().high()).orElse(null),
                curve.map(LoyaltyJson::points).orElse(List.of()),
                answer.groups().stream().map(LoyaltyJson::group).toList(),
                answer.test() instanceof Result.Answer<LogRank.Test>(LogRank.Test test)
                        ? new Test("log-rank", test.chiSquared(), test.degreesOfFreedom(), test.p(), test.warnings())
                        : null,
                answer.hazards().answer().map(fit -> hazards(fit, answer)).orElse(null),
                List.of(new Note(
                        "independent-censoring",
                        "Customers last seen without the event would have gone on like those still observed.")),
                warnings,
                reasons.stream().distinct().toList(),
                answer.omissions());
    }

    private static List<Point> points(Curve curve) {
        return curve.points().stream()
                .map(point -> new Point(
                        point.time(),
                        point.survival(),
                        point.interval().low(),
                        point.interval().high(),
                        point.atRisk(),
                        point.events()))
                .toList();
    }

    private static Group group(LoyaltyAnswer.Group group) {
        Optional<Curve> curve = group.curve().answer();
        Optional<Reached> median = curve.map(Curve::median);
        Optional<Estimate> mean = group.mean().answer();
        Optional<LoyaltyAnswer.Hazard> hazard = group.hazard().answer();
        List<Note> warnings = new ArrayList<>(curve.map(Curve::warnings).orElse(List.of()));
        few(group.n(), curve.isPresent()).ifPresent(warnings::add);
        List<Note> reasons = new ArrayList<>(Notes.reasons(group.curve(), group.mean(), group.hazard()));
        if (curve.isPresent() && curve.get().median().time().isEmpty()) {
            reasons.add(NOT_REACHED);
        }
        return new Group(
                group.name(),
                group.hidden() ? null : group.n(),
                group.hidden() ? null : group.events(),
                value(median.map(Reached::time)),
                value(median.map(Reached::low)),
                value(median.map(Reached::high)),
                mean.map(Estimate::value).orElse(null),
                mean.map(estimate -> estimate.interval().low()).orElse(null),
                mean.map(estimate -> estimate.interval().high()).orElse(null),
                hazard.map(LoyaltyAnswer.Hazard::ratio).orElse(null),
                hazard.map(LoyaltyAnswer.Hazard::low).orElse(null),
                hazard.map(LoyaltyAnswer.Hazard::high).orElse(null),
                hazard.map(LoyaltyAnswer.Hazard::p).orElse(null),
                warnings,
                reasons.stream().distinct().toList());
    }

    private static Hazards hazards(Cox.Fit fit, LoyaltyAnswer answer) {
        Cox.Drift drift = fit.drifts().getLast();
        Estimate first = fit.coefficients().getFirst().logHazardRatio();
        return new Hazards(
                first.method(),
                answer.reference().orElseThrow(),
                drift.chiSquared(),
                drift.degreesOfFreedom(),
                drift.p(),
                drift.p() >= DRIFTING,
                first.assumptions(),
                fit.warnings());
    }

    private static Optional<Note> few(long n, boolean shown) {
        return shown && n < PLENTY
                ? Optional.of(new Note("few-customers", "Few customers: fewer than " + PLENTY + "."))
                : Optional.empty();
    }

    private static @Nullable Double value(Optional<OptionalDouble> number) {
        return number.isPresent() && number.get().isPresent()
                ? (Double) number.get().getAsDouble()
                : null;
    }
}
