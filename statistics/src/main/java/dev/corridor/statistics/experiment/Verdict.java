package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Digits;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What may be said about a change, with the reasons and the smallest effect the data could have shown.
///
/// @param minimumDetectable effect that would have been found in 8 of 10 such studies, same unit as the
///     effect; infinite where nothing was estimated
/// @param reasons at least one
public record Verdict(Kind kind, double minimumDetectable, List<Note> reasons) {
    private static final double POWER = 0.8;

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    public enum Kind {
        /// The interval excludes zero on the wished side and the effect is at least the smallest that
        /// matters.
        WORKED,
        /// There was enough to see the smallest effect that matters, or the design is in doubt, and it is not
        /// shown.
        NO_EVIDENCE,
        /// The interval excludes zero on the wrong side.
        HARMFUL,
        /// The smallest effect that matters could not have been seen yet.
        TOO_EARLY
    }

    /// @param effect wished above 0; where a decrease is wished, of the outcome with its sign turned
    /// @param smallest effect that matters, above 0
    /// @param checks of the design
    public static Verdict of(Result<Estimate> effect, double smallest, List<Check> checks) {
        if (!(smallest > 0) || Double.isInfinite(smallest)) {
            throw new IllegalArgumentException("smallest effect " + smallest);
        }
        return switch (effect) {
            case Result.Answer<Estimate>(Estimate estimate) -> judged(estimate, smallest, checks);
            case Result.Suppressed<Estimate>(long n, Note reason) ->
                new Verdict(Kind.TOO_EARLY, Double.POSITIVE_INFINITY, List.of(reason));
            case Result.NotPossible<Estimate>(long n, Note reason) ->
                new Verdict(
                        reason.code().startsWith("too-few") ? Kind.TOO_EARLY : Kind.NO_EVIDENCE,
                        Double.POSITIVE_INFINITY,
                        List.of(reason));
        };
    }

    private static Verdict judged(Estimate estimate, double smallest, List<Check> checks) {
        Interval interval = estimate.interval();
        double detectable = detectable(interval);
        List<Note> reasons = new ArrayList<>();
        for (Check check : checks) {
            if (!check.passed()) {
                reasons.add(new Note(
                        "check-failed",
                        "The check `" + check.name() + "` failed (" + Digits.text(check.value())
                                + "): no cause can be named."));
            }
        }
        if (!reasons.isEmpty()) {
            return new Verdict(Kind.NO_EVIDENCE, detectable, reasons);
        }
        if (interval.level() < Interval.USUAL - 1e-12) {
            Note note = new Note(
                    "level-below-95",
                    String.format(
                            Locale.ROOT,
                            "The interval holds at %.0f %% only: too little to conclude.",
                            100 * interval.level()));
            return new Verdict(Kind.TOO_EARLY, detectable, List.of(note));
        }
        if (interval.high() < 0) {
            return new Verdict(
                    Kind.HARMFUL,
                    detectable,
                    List.of(new Note("below-zero", "The whole interval is on the side of zero that was not wished.")));
        }
        if (interval.low() > 0) {
            return above(estimate, smallest, detectable);
        }
        if (interval.high() < smallest) {
            Note note = new Note(
                    "smallest-effect-excluded",
                    "The interval excludes a wished effect of " + Digits.text(smallest)
                            + ", the smallest that matters.");
            return new Verdict(Kind.NO_EVIDENCE, detectable, List.of(note));
        }
        return detectable > smallest
                ? new Verdict(
                        Kind.TOO_EARLY,
                        detectable,
                        List.of(new Note(
                                "not-yet-detectable",
                                "An effect below " + Digits.text(detectable) + " could hardly have been seen; "
                                        + Digits.text(smallest) + " matters.")))
                : new Verdict(
                        Kind.NO_EVIDENCE,
                        detectable,
                        List.of(new Note(
                                "zero-not-excluded",
                                "An effect of " + Digits.text(smallest)
                                        + " would mostly have been seen; zero is not excluded.")));
    }

    private static Verdict above(Estimate estimate, double smallest, double detectable) {
        if (estimate.value() < smallest) {
            Note note = new Note(
                    "below-smallest-effect",
                    "There is an effect on the wished side, but its size of " + Digits.text(estimate.value())
                            + " is below the smallest that matters, " + Digits.text(smallest) + ".");
            return new Verdict(Kind.NO_EVIDENCE, detectable, List.of(note));
        }
        Note note = estimate.interval().low() >= smallest
                ? new Note(
                        "above-smallest-effect", "The whole interval is at or beyond the smallest effect that matters.")
                : new Note(
                        "above-zero",
                        "The interval excludes zero; it does not exclude an effect smaller than the one that matters.");
        return new Verdict(Kind.WORKED, detectable, List.of(note));
    }

    /// The sum of the quantiles of the level and of the power, in standard errors.
    private static double detectable(Interval interval) {
        double z = Distributions.normalQuantile(0.5 + interval.level() / 2);
        double half = (interval.high() / 2 - interval.low() / 2);
        return half * (1 + Distributions.normalQuantile(POWER) / z);
    }
}
