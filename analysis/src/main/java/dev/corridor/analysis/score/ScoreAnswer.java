package dev.corridor.analysis.score;

import dev.corridor.statistics.Note;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The score of a company and of its groups. What may not be shown, or cannot be said, is null with a reason.
///
/// @param measure `nps`, `csat`, `ces` or `mean`
/// @param unit of `score` and of differences: `points`, `share` (0 to 1) or `scale`
/// @param asOf second at which journeys are seen; null where none has a time
/// @param by null where no groups were asked for
/// @param comparedBy `pairs`, or `rest` where each group is compared with all other answers; null without
///     comparisons
/// @param warnings what in these data speaks against the figures
public record ScoreAnswer(
        String measure,
        String unit,
        AnswerRange scale,
        @Nullable Long asOf,
        Response response,
        Overall overall,
        @Nullable String by,
        List<Group> groups,
        OtherGroups otherGroups,
        @Nullable String comparedBy,
        List<Comparison> comparisons,
        List<Note> warnings) {
    public ScoreAnswer {
        groups = List.copyOf(groups);
        comparisons = List.copyOf(comparisons);
        warnings = List.copyOf(warnings);
    }

    /// The lowest and the highest answer.
    public record AnswerRange(int from, int to) {}

    /// A value with its interval, or the reason why there is none.
    public record Figure(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Note reason) {}

    /// Who answered.
    ///
    /// @param basis `touchpoint`: journeys that passed one of `askedAt`; `journeys`: all journeys, because nothing
    ///     says who was asked
    /// @param asked journeys that were asked
    /// @param answered those of them with at least one answer
    /// @param answersOfUnasked answers of journeys that were not asked: they count in the score, not in the rate
    public record Response(
            String basis,
            List<String> askedAt,
            long asked,
            @Nullable Long answered,
            @Nullable Double rate,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Note reason,
            @Nullable Long answersOfUnasked,
            List<GroupResponse> groups) {
        public Response {
            askedAt = List.copyOf(askedAt);
            groups = List.copyOf(groups);
        }
    }

    /// Who answered in a group, and how that differs from all other groups together.
    ///
    /// @param group null: those without a value
    /// @param difference of the rate, less that of all others
    public record GroupResponse(
            @Nullable String group,
            long asked,
            @Nullable Long answered,
            @Nullable Double rate,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double difference,
            @Nullable Double differenceLow,
            @Nullable Double differenceHigh,
            @Nullable Double p,
            @Nullable Double q,
            @Nullable Note reason) {}

    /// All answers.
    ///
    /// @param customers known ones who answered; null where none is known
    /// @param effectiveN independent answers that would say as much
    /// @param population of whom alone the interval speaks; null: of customers to come too
    /// @param minimumDetectable the change that another survey with as many answers would find in 8 of 10 cases
    public record Overall(
            @Nullable Long n,
            @Nullable Long customers,
            @Nullable Double score,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Long promoters,
            @Nullable Long passives,
            @Nullable Long detractors,
            Figure mean,
            @Nullable Double effectiveN,
            @Nullable Long population,
            @Nullable Double minimumDetectable,
            @Nullable String method,
            @Nullable Note reason,
            List<Note> assumptions,
            List<Note> warnings) {}

    /// The answers of one group.
    ///
    /// @param group null: answers without a value
    /// @param side `above` or `below` where the whole interval lies on one side of the score of all
    /// @param rank among the groups with a side, the highest score first
    public record Group(
            @Nullable String group,
            @Nullable Long n,
            @Nullable Long customers,
            @Nullable Double score,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Long promoters,
            @Nullable Long passives,
            @Nullable Long detractors,
            Figure mean,
            @Nullable String side,
            @Nullable Integer rank,
            @Nullable Note reason,
            List<Note> warnings) {}

    /// Groups beyond those listed, which are those with the most answers.
    public record OtherGroups(long groups, @Nullable Long n) {}

    /// How much the answers of one group lie above those of another.
    ///
    /// @param b null: all other answers
    /// @param minimumDetectable the difference that as many answers find in 8 of 10 cases
    /// @param q p adjusted after Benjamini and Hochberg over all comparisons
    public record Comparison(
            @Nullable String a,
            @Nullable String b,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double p,
            @Nullable Double q,
            @Nullable Double minimumDetectable,
            long n,
            long nOther,
            @Nullable Note reason,
            List<Note> warnings) {}
}
