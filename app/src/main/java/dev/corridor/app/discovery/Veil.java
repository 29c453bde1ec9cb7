package dev.corridor.app.discovery;

import dev.corridor.answers.mine.Answer;
import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Paths;
import dev.corridor.map.Score;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes out of an answer what its reader may not see: scores that are not allowed, all scores of paths, times of few
/// journeys, and examples that name journeys or cells.
final class Veil {
    private static final long FEW = AnswerLimits.USUAL.values();

    private Veil() {}

    /// @param report the same answer for pictures, its steps in the same order
    static Answer over(Answer answer, FlowReport report, Allowance allowance) {
        return new Answer(
                answer.title(),
                answer.files(),
                answer.rule(),
                answer.filters(),
                answer.asOf(),
                answer.journeys(),
                answer.open(),
                answer.completed(),
                answer.droppedOut(),
                answer.customers(),
                answer.interactions(),
                answer.touchpoints(),
                answer.paths(),
                answer.edges(),
                answer.from(),
                answer.to(),
                answer.outside(),
                answer.exact(),
                answer.touchpointCounts().stream()
                        .map(count -> new Answer.TouchpointCount(
                                count.touchpoint(),
                                count.interactions(),
                                count.journeys(),
                                count.repeats(),
                                shown(allowance, count, count.meanScore()),
                                count.scored(),
                                shown(allowance, count, count.meanScoreLow()),
                                shown(allowance, count, count.meanScoreHigh())))
                        .toList(),
                IntStream.range(0, answer.flow().size())
                        .mapToObj(i ->
                                over(answer.flow().get(i), report.edges().get(i).times()))
                        .toList(),
                answer.starts(),
                answer.ends(),
                answer.topPaths().stream()
                        .map(path -> new Answer.Path(
                                path.path(),
                                path.count(),
                                path.share(),
                                path.count() < FEW ? null : path.medianSeconds(),
                                null,
                                path.scored(),
                                null,
                                null))
                        .toList(),
                answer.otherPaths(),
                over(answer.durations()),
                answer.loops(),
                answer.scores() == null || allowance.whole()
                        ? answer.scores()
                        : new Answer.Scores(
                                answer.scores().scored(),
                                null,
                                answer.scores().from(),
                                answer.scores().to(),
                                null,
                                null),
                answer.rows(),
                over(answer.rejected()),
                findings(answer.findings()));
    }

    private static @Nullable Double shown(Allowance allowance, Answer.TouchpointCount count, @Nullable Double figure) {
        return allowance.at(new Mark.Touchpoint(count.touchpoint())) ? figure : null;
    }

    private static Answer.Edge over(Answer.Edge edge, Times times) {
        return edge.journeys() < FEW || times.count() < FEW
                ? new Answer.Edge(edge.from(), edge.to(), edge.count(), edge.journeys(), null, null, null, null, null)
                : edge;
    }

    private static Answer.Durations over(Answer.Durations durations) {
        return durations.finished() < FEW
                ? new Answer.Durations(
                        durations.method(),
                        durations.finished(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        durations.singles(),
                        null)
                : durations;
    }

    static Answer.Rejected over(Answer.Rejected rejected) {
        return new Answer.Rejected(
                rejected.rows(), rejected.reasons().stream().map(Veil::over).toList());
    }

    private static Answer.Reason over(Answer.Reason reason) {
        return new Answer.Reason(
                reason.code(),
                reason.sentence(),
                reason.count(),
                reason.examples().stream()
                        .map(place -> new Answer.Place(place.file(), place.line(), place.column(), ""))
                        .toList());
    }

    static List<Answer.Finding> findings(List<Answer.Finding> findings) {
        return findings.stream()
                .map(finding -> new Answer.Finding(
                        finding.code(),
                        finding.subject(),
                        finding.count(),
                        finding.denominator(),
                        finding.sentence(),
                        finding.code().equals(Answer.Finding.UNUSED_FILE) ? finding.examples() : List.of()))
                .toList();
    }

    static FlowReport over(FlowReport report, Allowance allowance) {
        return new FlowReport(
                report.title(),
                report.source(),
                report.rule(),
                report.period(),
                report.journeys(),
                report.open(),
                over(report.completed()),
                report.completed().count() < FEW ? OptionalDouble.empty() : report.othersMedianSeconds(),
                report.customers(),
                report.interactions(),
                report.touchpoints().stream()
                        .map(touchpoint -> over(touchpoint, allowance))
                        .toList(),
                report.edges().stream()
                        .map(edge -> over(edge, report, allowance))
                        .toList(),
                new Paths(
                        report.paths().listed().stream()
                                .map(path -> new Path(
                                        path.touchpoints(),
                                        path.count(),
                                        path.count() < FEW ? Double.NaN : path.medianSeconds(),
                                        Score.NONE))
                                .toList(),
                        report.paths().otherPaths(),
                        report.paths().otherJourneys()),
                report.scale()
                        .map(scale -> allowance.whole()
                                ? scale
                                : new ScoreScale(scale.name(), scale.min(), scale.max(), Score.NONE)),
                report.findings(),
                report.rejects(),
                report.filters());
    }

    private static Times over(Times times) {
        return times.count() < FEW ? Times.NONE : times;
    }

    private static Touchpoint over(Touchpoint touchpoint, Allowance allowance) {
        return new Touchpoint(
                touchpoint.id(),
                touchpoint.name(),
                touchpoint.interactions(),
                touchpoint.journeys(),
                touchpoint.repeats(),
                touchpoint.starts(),
                touchpoint.ends(),
                allowance.at(new Mark.Touchpoint(touchpoint.id())) ? touchpoint.score() : Score.NONE,
                touchpoint.journeys() < FEW ? Times.NONE : over(touchpoint.toNext()),
                touchpoint.stage(),
                touchpoint.dropOuts());
    }

    private static Edge over(Edge edge, FlowReport report, Allowance allowance) {
        Mark step = new Mark.Step(
                report.touchpoints().get(edge.from()).id(),
                report.touchpoints().get(edge.to()).id());
        return new Edge(
                edge.from(),
                edge.to(),
                edge.count(),
                edge.journeys(),
                edge.journeys() < FEW ? Times.NONE : over(edge.times()),
                allowance.at(step) ? edge.score() : Score.NONE);
    }
}
