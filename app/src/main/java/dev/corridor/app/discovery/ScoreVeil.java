package dev.corridor.app.discovery;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.answers.score.ScoreReport;
import dev.corridor.statistics.Note;
import java.util.List;
import java.util.function.Predicate;

/// Takes out of an answer about scores what its reader may not see: groups that are not allowed, all that follows from
/// them, and sentences that quote single answers. Counts of journeys stay.
final class ScoreVeil {
    private static final Note NOT_SHOWN = new Note(
            "not-shown", "Too few answers or customers, here or in a group whose answers would follow from these.");
    private static final ScoreAnswer.Figure NONE = new ScoreAnswer.Figure(null, null, null, NOT_SHOWN);

    private ScoreVeil() {}

    /// @param groups which are allowed, by name
    /// @param whole whether the score of all is
    static ScoreAnswer over(ScoreAnswer answer, Predicate<String> groups, boolean whole) {
        return new ScoreAnswer(
                answer.measure(),
                answer.unit(),
                answer.scale(),
                answer.asOf(),
                answer.response(),
                whole ? answer.overall() : over(answer.overall()),
                answer.by(),
                answer.groups().stream()
                        .map(group -> allowed(group.group(), groups) ? group : over(group))
                        .toList(),
                answer.otherGroups(),
                answer.comparedBy(),
                answer.comparisons().stream()
                        .filter(comparison -> allowed(comparison.a(), groups)
                                && (comparison.b() == null ? whole : groups.test(comparison.b())))
                        .toList(),
                notes(answer.warnings()));
    }

    private static boolean allowed(@org.jspecify.annotations.Nullable String group, Predicate<String> groups) {
        return group != null && groups.test(group);
    }

    private static ScoreAnswer.Overall over(ScoreAnswer.Overall all) {
        return new ScoreAnswer.Overall(
                all.n(),
                all.customers(),
                null,
                null,
                null,
                null,
                null,
                null,
                NONE,
                null,
                all.population(),
                null,
                null,
                NOT_SHOWN,
                List.of(),
                List.of());
    }

    private static ScoreAnswer.Group over(ScoreAnswer.Group group) {
        return new ScoreAnswer.Group(
                group.group(),
                group.n(),
                group.customers(),
                null,
                null,
                null,
                null,
                null,
                null,
                NONE,
                null,
                null,
                group.reason() == null ? NOT_SHOWN : group.reason(),
                List.of());
    }

    static ScoreReport over(ScoreReport report) {
        return new ScoreReport(
                report.title(),
                report.files(),
                report.rule(),
                report.filters(),
                report.asOf(),
                report.measure(),
                report.unit(),
                report.scale(),
                report.response(),
                report.overall(),
                report.by(),
                report.groups(),
                report.otherGroups(),
                report.comparedBy(),
                report.comparisons(),
                report.warnings(),
                report.rows(),
                Veil.over(report.rejected()),
                Veil.findings(report.findings()),
                report.otherFindings());
    }

    /// Warnings quote journeys and answers after a colon.
    private static List<Note> notes(List<Note> warnings) {
        return warnings.stream()
                .map(note -> switch (note.code()) {
                    case "future-answers", "not-whole", "outside-scale" ->
                        new Note(note.code(), note.sentence().replaceFirst(":.*", "."));
                    default -> note;
                })
                .toList();
    }
}
