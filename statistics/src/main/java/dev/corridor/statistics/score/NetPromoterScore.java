package dev.corridor.statistics.score;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.Optional;

/// The Net Promoter Score, in points from -100 to 100: percent promoters less percent detractors.
///
/// The value is the plain one. The interval is the adjusted Wald interval: three answers are added (3/4 of a
/// promoter, 3/2 of a passive, 3/4 of a detractor), so that it neither vanishes when all agree nor covers too
/// rarely with few answers. Weights, repeated customers and finite populations enter through the number of
/// answers that the interval counts on.
///
/// Source: Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70 (2016);
/// Korn and Graubard, Survey Methodology 24 (1998) for the counted number of answers.
public final class NetPromoterScore {
    private static final String METHOD = "Net Promoter Score, adjusted Wald interval";

    private NetPromoterScore() {}

    public static Result<Estimate> of(Sample sample) {
        return of(sample, Population.ENDLESS);
    }

    /// @return not possible without answers, with fewer than 5 repeated customers, or with more answers than
    ///     the population has
    public static Result<Estimate> of(Sample sample, Population population) {
        Spread spread = sample.spread(Measure.NPS);
        Optional<Note> refusal = Guards.refusal(spread, population);
        if (refusal.isPresent()) {
            return new Result.NotPossible<>(spread.n(), refusal.get());
        }
        return new Result.Answer<>(new Estimate(
                100 * spread.mean(),
                interval(spread, population.correction(spread.units())),
                spread.n(),
                spread.effectiveN(),
                METHOD,
                Guards.assumptions(sample, spread, population),
                Guards.warnings(sample, Measure.NPS, spread)));
    }

    private static Interval interval(Spread spread, double correction) {
        double value = 100 * spread.mean();
        if (correction == 0) {
            return new Interval(value, value, Interval.USUAL);
        }
        Adjusted adjusted = Adjusted.of(Measure.NPS, spread, correction);
        double half = Distributions.Z * adjusted.error();
        double low = Math.max(-100, 100 * (adjusted.mean() - half));
        double high = Math.min(100, 100 * (adjusted.mean() + half));
        return spread.simple()
                ? new Interval(low, high, Interval.USUAL)
                : new Interval(Math.min(low, value), Math.max(high, value), Interval.USUAL);
    }
}
