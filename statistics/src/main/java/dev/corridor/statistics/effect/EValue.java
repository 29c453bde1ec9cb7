package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.Locale;

/// How strong a hidden common cause would have to be to explain an effect away (VanderWeele and Ding
/// 2017): both its tie with the exposure and its tie with the outcome, as risk ratios beyond what was
/// adjusted for.
///
/// @param point to move the effect to none, at least 1
/// @param limit to move the end of the interval that is nearer to none, 1 where the interval contains none
public record EValue(double point, double limit) {
    /// `RR + sqrt(RR (RR - 1))`, a ratio below 1 being turned round.
    ///
    /// @param ratio above 0
    public static double of(double ratio) {
        if (!(ratio > 0)) {
            throw new IllegalArgumentException("a risk ratio of " + ratio);
        }
        double above = ratio < 1 ? 1 / ratio : ratio;
        return above + Math.sqrt(above) * Math.sqrt(above - 1);
    }

    /// For a risk ratio with its interval, all above 0.
    public static EValue ofRiskRatio(double ratio, Interval interval) {
        double limit = interval.contains(1) ? 1 : of(ratio >= 1 ? interval.low() : interval.high());
        return new EValue(of(ratio), limit);
    }

    /// For an odds ratio: taken as a risk ratio where the outcome is rare (15 % or less), else by its
    /// square root.
    ///
    /// @param share of rows with the outcome, 0 to 1
    public static EValue ofOddsRatio(Estimate oddsRatio, double share) {
        double power = share <= 0.15 ? 1 : 0.5;
        return ofRiskRatio(
                Math.pow(oddsRatio.value(), power),
                new Interval(
                        Math.pow(oddsRatio.interval().low(), power),
                        Math.pow(oddsRatio.interval().high(), power),
                        oddsRatio.interval().level()));
    }

    /// For a difference of means: `RR = exp(0.91 d)` with d in standard deviations of the outcome.
    ///
    /// @param deviation standard deviation of the outcome
    public static Result<EValue> ofMeanDifference(Estimate difference, double deviation) {
        if (!(deviation > 0) || !Double.isFinite(deviation)) {
            return Result.notPossible(difference.n(), "constant-outcome", "Every row has the same outcome.");
        }
        double factor = 0.91 / deviation;
        Interval interval = difference.interval();
        double ratio = Math.exp(factor * difference.value());
        double low = Math.exp(factor * interval.low());
        double high = Math.exp(factor * interval.high());
        if (!(ratio > 0 && low > 0) || Double.isInfinite(ratio)) {
            return Result.notPossible(difference.n(), "too-large", "The effect is too many standard deviations wide.");
        }
        return new Result.Answer<>(ofRiskRatio(ratio, new Interval(low, high, interval.level())));
    }

    /// For a difference of rates, the rate of the unexposed taken as known.
    ///
    /// @param difference in shares, -1 to 1
    /// @param unexposed share of the unexposed with the outcome, 0 to 1
    public static Result<EValue> ofRateDifference(Estimate difference, double unexposed) {
        if (!(unexposed > 0 && unexposed + difference.value() > 0)) {
            return Result.notPossible(difference.n(), "no-events", "One arm has no events: there is no risk ratio.");
        }
        Interval interval = difference.interval();
        double smallest = Math.min(1e-9, unexposed + difference.value());
        return new Result.Answer<>(ofRiskRatio(
                1 + difference.value() / unexposed,
                new Interval(
                        Math.max(smallest, unexposed + interval.low()) / unexposed,
                        Math.max(smallest, unexposed + interval.high()) / unexposed,
                        interval.level())));
    }

    /// What it means, in English, for people.
    public Note note() {
        if (limit == 1) {
            return new Note(
                    "hidden-cause-not-needed",
                    "The interval contains no effect: not even a hidden cause is needed to explain it.");
        }
        return new Note(
                "hidden-cause",
                String.format(
                        Locale.ROOT,
                        "A hidden cause could explain this away only if it made both the exposure and the outcome"
                                + " %.1f times as likely; %.1f times would make the interval reach no effect.",
                        point,
                        limit));
    }
}
