package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.score.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Which exposures of one run are moments of truth.
///
/// A candidate is one if its effect reaches the smallest that matters, its interval excludes zero, its
/// p-value holds
/// after Benjamini-Hochberg over all candidates of the run with enough customers, at least 30 exposed
/// and 30
/// unexposed customers can be compared, and its placebo did not fail. The first rule that it breaks
/// names the
/// verdict.
///
/// @param q adjusted p; 1 where there was nothing to test
/// @param reasons at least one
public record MomentOfTruth(Kind kind, double q, List<Note> reasons) {
    /// Customers in each arm below which nothing is tested.
    public static final int LEAST_CUSTOMERS = 30;

    /// The share of false findings among all that is promised.
    public static final double FALSE_DISCOVERIES = 0.05;

    public MomentOfTruth {
        reasons = List.copyOf(reasons);
    }

    public enum Kind {
        MOMENT_OF_TRUTH,
        TOO_FEW,
        NO_OVERLAP,
        NOT_SIGNIFICANT,
        /// The effect is below the smallest that matters, or the whole interval is.
        TOO_SMALL,
        PLACEBO_FAILED,
        /// Shown, never tested.
        DESCRIPTION
    }

    /// What the same analysis says of an outcome that was measured before the exposure.
    public enum Placebo {
        PASSED,
        FAILED,
        NOT_POSSIBLE;

        /// Passed where the whole interval lies within the smallest effect on both sides, failed where
        /// it does
        /// not. An interval wider than the smallest effect is too wide to pass even where nothing
        /// differs: then
        /// it is not possible, unless the whole interval lies beyond the smallest effect.
        public static Placebo of(Result<Estimate> before, SmallestEffect smallest) {
            return before.answer()
                    .map(estimate -> switch (smallest.read(estimate)) {
                        case TOO_SMALL -> PASSED;
                        case SURELY_LARGE_ENOUGH -> FAILED;
                        case UNDECIDED, SMALL_BUT_REAL, LARGE_ENOUGH ->
                            width(estimate) > smallest.size() ? NOT_POSSIBLE : FAILED;
                    })
                    .orElse(NOT_POSSIBLE);
        }

        private static double width(Estimate estimate) {
            return estimate.interval().high() - estimate.interval().low();
        }
    }

    /// @param effect with the larger of its errors, where there are several
    /// @param exposedCustomers customers who were compared; 0 where there is no effect
    /// @param tested whether it is more than a description
    public record Candidate(
            Result<Effect> effect, long exposedCustomers, long unexposedCustomers, Placebo placebo, boolean tested) {
        private boolean enough() {
            return Math.min(exposedCustomers, unexposedCustomers) >= LEAST_CUSTOMERS;
        }

        private boolean inFamily() {
            return tested && enough() && effect.answer().isPresent();
        }
    }

    /// @param candidates all of one run: what is left out here is not adjusted for
    /// @return in the order of the candidates
    public static List<MomentOfTruth> judge(List<Candidate> candidates, SmallestEffect smallest) {
        int[] family = IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).inFamily())
                .toArray();
        double[] adjusted = MultipleTesting.benjaminiHochberg(IntStream.of(family)
                .mapToDouble(i -> candidates.get(i).effect().orElseThrow().p())
                .toArray());
        double[] q = new double[candidates.size()];
        Arrays.fill(q, 1);
        for (int i = 0; i < family.length; i++) {
            q[family[i]] = adjusted[i];
        }
        return IntStream.range(0, q.length)
                .mapToObj(i -> judged(candidates.get(i), q[i], smallest))
                .toList();
    }

    private static MomentOfTruth judged(Candidate candidate, double q, SmallestEffect smallest) {
        if (!candidate.tested()) {
            return verdict(Kind.DESCRIPTION, q, "description", "What is shown here is described, not tested.");
        }
        return switch (candidate.effect()) {
            case Result.Suppressed<Effect>(long n, Note reason) -> new MomentOfTruth(Kind.TOO_FEW, q, List.of(reason));
            case Result.NotPossible<Effect>(long n, Note reason) ->
                new MomentOfTruth(kindOf(reason.code()), q, List.of(reason));
            case Result.Answer<Effect>(Effect effect) ->
                candidate.enough()
                        ? judged(effect.estimate(), candidate.placebo(), q, smallest)
                        : verdict(
                                Kind.TOO_FEW,
                                q,
                                "too-few-customers",
                                candidate.exposedCustomers() + " exposed and " + candidate.unexposedCustomers()
                                        + " unexposed customers; at least " + LEAST_CUSTOMERS + " of each are needed.");
        };
    }

    private static Kind kindOf(String code) {
        return switch (code) {
            case "no-overlap", "collinear-column", "constant-column" -> Kind.NO_OVERLAP;
            case "too-few", "too-few-rows", "too-few-clusters", "one-cluster" -> Kind.TOO_FEW;
            default -> Kind.NOT_SIGNIFICANT;
        };
    }

    private static MomentOfTruth judged(Estimate estimate, Placebo placebo, double q, SmallestEffect smallest) {
        SmallestEffect.Reading reading = smallest.read(estimate);
        boolean small = reading == SmallestEffect.Reading.TOO_SMALL || reading == SmallestEffect.Reading.SMALL_BUT_REAL;
        if (small) {
            return verdict(
                    Kind.TOO_SMALL,
                    q,
                    "below-smallest-effect",
                    String.format(
                            Locale.ROOT,
                            "The effect of %.4g is below the smallest that matters, %.4g.",
                            estimate.value(),
                            smallest.size()));
        }
        if (reading == SmallestEffect.Reading.UNDECIDED || !(q <= FALSE_DISCOVERIES)) {
            return verdict(
                    Kind.NOT_SIGNIFICANT,
                    q,
                    "may-be-chance",
                    reading == SmallestEffect.Reading.UNDECIDED
                            ? "The interval contains zero: there may be no effect."
                            : "Among so many candidates an effect like this may be chance.");
        }
        if (placebo == Placebo.FAILED) {
            return verdict(
                    Kind.PLACEBO_FAILED,
                    q,
                    "placebo-failed",
                    "The exposed differed before the exposure already, or it cannot be excluded that they did.");
        }
        List<Note> reasons = new ArrayList<>();
        reasons.add(
                reading == SmallestEffect.Reading.SURELY_LARGE_ENOUGH
                        ? new Note("above-smallest-effect", "The whole interval lies beyond the smallest effect.")
                        : new Note(
                                "above-zero",
                                "The interval excludes zero; it does not exclude an effect below the smallest."));
        if (placebo == Placebo.NOT_POSSIBLE) {
            reasons.add(new Note(
                    "no-placebo",
                    "Nothing comparable was measured before the exposure: the outcome goes with it, and whether the"
                            + " exposure is the cause cannot be checked that way."));
        }
        return new MomentOfTruth(Kind.MOMENT_OF_TRUTH, q, reasons);
    }

    private static MomentOfTruth verdict(Kind kind, double q, String code, String sentence) {
        return new MomentOfTruth(kind, q, List.of(new Note(code, sentence)));
    }
}
