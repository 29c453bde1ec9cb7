package dev.corridor.statistics.disclosure;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.List;

/// How many answers a figure needs before it is shown.
///
/// @param counts from here on counts are shown; below nothing at all
/// @param values from here on values with intervals are shown
/// @param plenty from here on without the mark "few answers"
public record AnswerLimits(long counts, long values, long plenty) {
    /// Below 5 nothing, 5 to 9 counts only, 10 to 29 marked.
    public static final AnswerLimits USUAL = new AnswerLimits(5, 10, 30);

    /// Everything is shown, and fewer than 30 answers are marked.
    public static final AnswerLimits NONE = new AnswerLimits(0, 0, 30);

    public AnswerLimits {
        if (!(0 <= counts && counts <= values && values <= plenty)) {
            throw new IllegalArgumentException(counts + ", " + values + ", " + plenty);
        }
    }

    /// What may be shown of a figure.
    public enum Shown {
        NOTHING,
        COUNTS,
        FEW_ANSWERS,
        ALL
    }

    /// @param customers who gave the answers: the smaller number decides whether anything is shown
    public Shown shown(long answers, long customers) {
        if (Math.min(answers, customers) < counts) {
            return Shown.NOTHING;
        }
        return answers < values ? Shown.COUNTS : answers < plenty ? Shown.FEW_ANSWERS : Shown.ALL;
    }

    /// The result as far as it may be shown, where every answer is another customer's.
    public Result<Estimate> apply(Result<Estimate> result) {
        return apply(result, Long.MAX_VALUE);
    }

    /// The result as far as it may be shown. Sentences never name n below the first limit; programs must not
    /// show it either.
    ///
    /// @param customers who gave the answers
    public Result<Estimate> apply(Result<Estimate> result, long customers) {
        return switch (result) {
            case Result.Suppressed<Estimate> suppressed -> suppressed;
            case Result.NotPossible<Estimate>(long n, Note reason) ->
                shown(n, customers) == Shown.NOTHING && n > 0 ? nothing(n) : result;
            case Result.Answer<Estimate>(Estimate estimate) ->
                switch (shown(estimate.n(), customers)) {
                    case NOTHING -> nothing(estimate.n());
                    case COUNTS ->
                        new Result.Suppressed<>(
                                estimate.n(),
                                new Note("counts-only", "Fewer than " + values + " answers: only counts are shown."));
                    case FEW_ANSWERS -> new Result.Answer<>(marked(estimate));
                    case ALL -> result;
                };
        };
    }

    private Result<Estimate> nothing(long n) {
        return new Result.Suppressed<>(
                n,
                new Note(
                        "too-few-answers",
                        "Fewer than " + counts + " answers or customers: nothing is shown, to protect them."));
    }

    private Estimate marked(Estimate estimate) {
        List<Note> warnings = new ArrayList<>(estimate.warnings());
        warnings.add(new Note("few-answers", "Few answers: fewer than " + plenty + "."));
        return new Estimate(
                estimate.value(),
                estimate.interval(),
                estimate.n(),
                estimate.effectiveN(),
                estimate.method(),
                estimate.assumptions(),
                warnings);
    }
}
