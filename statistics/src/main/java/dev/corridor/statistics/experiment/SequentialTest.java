package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.matrix.Moments;

/// A test that may be looked at after every answer and stopped at any time, without more false alarms than
/// promised.
///
/// Mixture sequential probability ratio test: the likelihood under a normal mixture of effects, of variance
/// `mixing` around the hypothesis, over the likelihood under the hypothesis (Robbins 1970; Johari, Koomen,
/// Pekelis and Walsh 2022, Operations Research 70:1806). The p-value is the least `1 / ratio` so far; the
/// intervals are a confidence sequence: at 95 %, all of them together hold the truth in 95 of 100
/// experiments.
///
/// With a known variance the promise is exact. With the variance of the two arms taken from the data it holds
/// for large samples, so that nothing is concluded before each arm has `LEAST_PER_ARM` answers.
public final class SequentialTest {
    /// Answers in each arm before the first look that may conclude.
    public static final int LEAST_PER_ARM = 50;

    private final double hypothesis;
    private final double mixing;
    private double p = 1;

    /// @param hypothesis the effect to be refuted, mostly 0
    /// @param mixing variance of the effects one expects, above 0; the square of the smallest effect that
    ///     matters is a good choice
    public SequentialTest(double hypothesis, double mixing) {
        if (!Double.isFinite(hypothesis) || !(mixing > 0) || Double.isInfinite(mixing)) {
            throw new IllegalArgumentException("hypothesis " + hypothesis + ", mixing variance " + mixing);
        }
        this.hypothesis = hypothesis;
        this.mixing = mixing;
    }

    /// What is known at one look.
    ///
    /// @param ratio likelihood ratio of the mixture against the hypothesis; 1 before the first look that may
    ///     conclude
    /// @param p always valid, never rises
    /// @param interval the confidence sequence at this look
    /// @param conclusive whether there were enough answers
    public record Look(long n, double estimate, double ratio, double p, Interval interval, boolean conclusive) {}

    /// Observations of one series with known variance.
    ///
    /// @param variance of one observation, above 0
    public Look look(long n, double mean, double variance) {
        if (n < 1 || !(variance > 0) || Double.isInfinite(variance) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(n + " observations, mean " + mean + ", variance " + variance);
        }
        return concluded(n, mean, variance / n);
    }

    /// The difference of two arms, variances from the data.
    ///
    /// Before both arms have 50 answers, or while nothing varies, the look concludes nothing: its interval
    /// holds every effect the p-value of earlier looks allows, that is, all.
    public Look look(Moments treated, Moments control) {
        long n = treated.n() + control.n();
        double estimate = treated.mean() - control.mean();
        double variance = treated.errorSquared() + control.errorSquared();
        if (Math.min(treated.n(), control.n()) < LEAST_PER_ARM || variance == 0) {
            Interval all = new Interval(-Double.MAX_VALUE, Double.MAX_VALUE, Interval.USUAL);
            return new Look(n, estimate, 1, p, all, false);
        }
        return concluded(n, estimate, variance);
    }

    private Look concluded(long n, double estimate, double variance) {
        double together = variance + mixing;
        double distance = estimate - hypothesis;
        double logRatio =
                0.5 * Math.log(variance / together) + distance * distance * mixing / (2 * variance * together);
        p = Math.min(p, Math.exp(-logRatio));
        double half = Math.sqrt(variance
                * together
                / mixing
                * (2 * Math.log(1 / (1 - Interval.USUAL)) + Math.log(together / variance)));
        Interval interval = new Interval(estimate - half, estimate + half, Interval.USUAL);
        return new Look(n, estimate, Math.exp(Math.min(700, logRatio)), p, interval, true);
    }
}
