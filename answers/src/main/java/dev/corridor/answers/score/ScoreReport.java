package dev.corridor.answers.score;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.statistics.Note;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `score` found: the object of `score --json` (`docs/reference/score.schema.json`), to which fields may be
/// added and never changed.
///
/// @param asOf ISO 8601; null where no interaction has a time
/// @param findings about the scores; all others are those of `mine`
/// @param otherFindings how many those are
public record ScoreReport(
        String title,
        List<String> files,
        String rule,
        List<String> filters,
        @Nullable String asOf,
        String measure,
        String unit,
        ScoreAnswer.AnswerRange scale,
        ScoreAnswer.Response response,
        ScoreAnswer.Overall overall,
        @Nullable String by,
        List<ScoreAnswer.Group> groups,
        ScoreAnswer.OtherGroups otherGroups,
        @Nullable String comparedBy,
        List<ScoreAnswer.Comparison> comparisons,
        List<Note> warnings,
        long rows,
        Answer.Rejected rejected,
        List<Answer.Finding> findings,
        int otherFindings) {

    /// @param rule the journey rule, as on the command line
    /// @param filters in canonical form
    /// @param asOf ISO 8601
    public static ScoreReport of(
            ScoreAnswer answer, Origin origin, String rule, List<String> filters, @Nullable String asOf) {
        List<Answer.Finding> all = origin.reading().findings();
        List<Answer.Finding> ofScores = all.stream()
                .filter(finding -> finding.subject().equals("score"))
                .toList();
        return new ScoreReport(
                origin.reading().title(),
                origin.reading().files(),
                rule,
                filters,
                asOf,
                answer.measure(),
                answer.unit(),
                answer.scale(),
                answer.response(),
                answer.overall(),
                answer.by(),
                answer.groups(),
                answer.otherGroups(),
                answer.comparedBy(),
                answer.comparisons(),
                answer.warnings(),
                origin.reading().rows(),
                origin.reading().rejected(),
                ofScores,
                all.size() - ofScores.size());
    }
}
