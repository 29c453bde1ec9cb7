package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Digits;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The mean time a customer stays within the first `horizon` units of time: the area under the Kaplan-Meier
/// curve.
///
/// Royston and Parmar (2013, BMC Medical Research Methodology 13:152); variance of Greenwood. It needs no
/// assumption of proportional hazards.
public final class RestrictedMean {
    private static final String METHOD = "restricted mean survival time, Greenwood variance";
    private static final int LEAST_EVENTS = 5;

    private RestrictedMean() {}

    /// @param horizon in the unit of the table, above 0 and not beyond the last time seen
    /// @return not possible without customers, with fewer than 5 events within the horizon or beyond the last
    ///     time
    public static Result<Estimate> of(RiskTable table, double horizon) {
        return area(table, horizon).map(area -> estimate(area.value, area.variance, area.n, warnings(table)));
    }

    /// How much longer customers of the first table stay than those of the second.
    public static Result<Estimate> difference(RiskTable first, RiskTable second, double horizon) {
        Result<Area> one = area(first, horizon);
        Result<Area> two = area(second, horizon);
        if (!(one instanceof Result.Answer<Area>(Area a))) {
            return one.map(area -> estimate(area.value, area.variance, area.n, List.of()));
        }
        List<Note> warnings = new ArrayList<>(warnings(first));
        warnings.addAll(warnings(second));
        return two.map(b -> estimate(a.value - b.value, a.variance + b.variance, a.n + b.n, warnings));
    }

    private record Area(double value, double variance, long n) {}

    private static Result<Area> area(RiskTable table, double horizon) {
        if (!(horizon > 0) || Double.isInfinite(horizon)) {
            throw new IllegalArgumentException("horizon " + horizon);
        }
        return KaplanMeier.of(table) instanceof Result.Answer<KaplanMeier.Curve>(KaplanMeier.Curve curve)
                ? area(table, curve, horizon)
                : Result.notPossible(0, "no-customers", "There is no customer to follow.");
    }

    private static Result<Area> area(RiskTable table, KaplanMeier.Curve curve, double horizon) {
        List<KaplanMeier.Point> points =
                curve.points().stream().filter(point -> point.time() <= horizon).toList();
        boolean allGone = !points.isEmpty() && points.getLast().survival() == 0;
        if (horizon > table.lastTime() && !allGone) {
            return Result.notPossible(
                    curve.n(),
                    "horizon-beyond-data",
                    String.format(
                            Locale.ROOT,
                            "Nobody was seen as late as %s; the last time is %s: choose a horizon up to it.",
                            Digits.text(horizon),
                            Digits.text(table.lastTime())));
        }
        long events = points.stream().mapToLong(KaplanMeier.Point::events).sum();
        if (events < LEAST_EVENTS) {
            return Result.notPossible(
                    curve.n(),
                    "too-few-events",
                    events + (events == 1 ? " event" : " events") + " up to " + Digits.text(horizon)
                            + "; the mean needs at least " + LEAST_EVENTS + ".");
        }
        double area = 0;
        double variance = 0;
        double until = horizon;
        for (KaplanMeier.Point point : points.reversed()) {
            area += point.survival() * (until - point.time());
            until = point.time();
            long left = point.atRisk() - point.events();
            if (left > 0) {
                variance += area * area * point.events() / ((double) point.atRisk() * left);
            }
        }
        return new Result.Answer<>(new Area(area + until, variance, curve.n()));
    }

    private static Estimate estimate(double value, double variance, long n, List<Note> warnings) {
        return new Estimate(
                value,
                Distributions.interval(value, Math.sqrt(variance), Double.POSITIVE_INFINITY),
                n,
                n,
                METHOD,
                List.of(LogRank.INDEPENDENT_CENSORING),
                warnings);
    }

    private static List<Note> warnings(RiskTable table) {
        return table.leftOut() == 0 ? List.of() : List.of(KaplanMeier.leftOut(table.leftOut()));
    }
}
