package dev.corridor.statistics.score;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.List;
import java.util.Optional;

/// The share of good answers, 0 to 1, with Wilson's interval: satisfaction (the two best answers), effort
/// (answers better than the middle), and plain shares such as the response rate.
///
/// Source: Wilson, Journal of the American Statistical Association 22 (1927); for weights and repeated customers
/// Korn and Graubard, Survey Methodology 24 (1998).
public final class TopBox {
    private static final String METHOD = "Wilson score interval";

    private TopBox() {}

    public static Result<Estimate> of(Measure measure, Sample sample) {
        return of(measure, sample, Population.ENDLESS);
    }

    /// @param measure `SATISFIED` or `EASY`
    /// @return not possible without answers, with fewer than 5 repeated customers, or with more answers than
    ///     the population has
    public static Result<Estimate> of(Measure measure, Sample sample, Population population) {
        if (measure != Measure.SATISFIED && measure != Measure.EASY) {
            throw new IllegalArgumentException(measure + " is not a share");
        }
        Spread spread = sample.spread(measure);
        Optional<Note> refusal = Guards.refusal(spread, population);
        if (refusal.isPresent()) {
            return new Result.NotPossible<>(spread.n(), refusal.get());
        }
        double correction = population.correction(spread.units());
        double n = spread.intervalN() / correction;
        double share = Math.clamp(spread.mean(), 0, 1);
        return new Result.Answer<>(new Estimate(
                share,
                correction == 0
                        ? new Interval(share, share, Interval.USUAL)
                        : BinomialInterval.WILSON.of(Math.min(n, share * n), n, Interval.USUAL),
                spread.n(),
                spread.effectiveN(),
                METHOD,
                Guards.assumptions(sample, spread, population),
                Guards.warnings(sample, measure, spread)));
    }

    /// A share of things counted one by one, such as invitations that were answered.
    ///
    /// @param hits 0 to n
    public static Result<Estimate> share(long hits, long n) {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException(hits + " of " + n);
        }
        if (n == 0) {
            return Result.notPossible(0, "nothing-counted", "There is nothing to take a share of.");
        }
        return new Result.Answer<>(new Estimate(
                (double) hits / n,
                BinomialInterval.WILSON.of(hits, n, Interval.USUAL),
                n,
                n,
                METHOD,
                List.of(new Note("independent", "One case says nothing about the next.")),
                List.of()));
    }
}
