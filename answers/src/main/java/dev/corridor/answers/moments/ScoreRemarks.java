package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.engine.journey.Schema;
import dev.corridor.statistics.Note;
import java.util.List;

/// What was found about the scores when they were read, which those who read of moments should know.
public final class ScoreRemarks {
    private ScoreRemarks() {}

    /// None where the outcome is no score.
    public static List<Note> of(MomentQuestion.Outcome outcome, Origin.Reading reading) {
        return outcome != MomentQuestion.Outcome.SCORE
                ? List.of()
                : reading.findings().stream()
                        .filter(finding -> finding.subject().equals(Schema.SCORE))
                        .map(finding -> new Note(finding.code(), sentence(finding)))
                        .toList();
    }

    private static String sentence(Answer.Finding finding) {
        return finding.sentence()
                + (finding.examples().isEmpty() ? "" : " For example " + String.join("; ", finding.examples()) + ".")
                + (finding.advice().isEmpty() ? "" : " " + finding.advice());
    }
}
