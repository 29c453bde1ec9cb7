package dev.corridor.cli.mine;

import dev.corridor.answers.mine.Answer;
import dev.corridor.recipes.intake.CsvCell;
import dev.corridor.statistics.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes the tables of an answer as CSV (RFC 4180, UTF-8): no cell is taken for a formula by a spreadsheet,
/// control characters but line breaks and tabs are replaced, and numbers are written without exponent.
public final class AnswerCsv {
    private static final List<String> FILES =
            List.of("touchpoints.csv", "flow.csv", "paths.csv", "loops.csv", "findings.csv");

    private AnswerCsv() {}

    /// The names of the files.
    public static List<String> files() {
        return FILES;
    }

    /// The text of each file, by its name.
    public static SequencedMap<String, String> tables(Answer answer) {
        Map<String, Answer.Count> starts = byTouchpoint(answer.starts());
        Map<String, Answer.Count> ends = byTouchpoint(answer.ends());
        SequencedMap<String, String> tables = new LinkedHashMap<>();
        Table touchpoints = new Table(
                "touchpoint",
                "interactions",
                "journeys",
                "repeats",
                "starts",
                "ends",
                "mean_score",
                "scored",
                "mean_score_low",
                "mean_score_high");
        for (Answer.TouchpointCount count : answer.touchpointCounts()) {
            touchpoints.row(
                    count.touchpoint(),
                    count.interactions(),
                    count.journeys(),
                    count.repeats(),
                    journeys(starts.get(count.touchpoint())),
                    journeys(ends.get(count.touchpoint())),
                    count.meanScore(),
                    count.scored(),
                    count.meanScoreLow(),
                    count.meanScoreHigh());
        }
        tables.put(FILES.get(0), touchpoints.text());
        Table flow = new Table(
                "from",
                "to",
                "count",
                "journeys",
                "min_seconds",
                "median_seconds",
                "p90_seconds",
                "mean_seconds",
                "max_seconds");
        for (Answer.Edge edge : answer.flow()) {
            flow.row(
                    edge.from(),
                    edge.to(),
                    edge.count(),
                    edge.journeys(),
                    edge.minSeconds(),
                    edge.medianSeconds(),
                    edge.p90Seconds(),
                    edge.meanSeconds(),
                    edge.maxSeconds());
        }
        tables.put(FILES.get(1), flow.text());
        Table paths = new Table(
                "path",
                "count",
                "share",
                "median_seconds",
                "mean_score",
                "scored",
                "mean_score_low",
                "mean_score_high");
        for (Answer.Path path : answer.topPaths()) {
            paths.row(
                    String.join(" -> ", path.path()),
                    path.count(),
                    path.share(),
                    path.medianSeconds(),
                    path.meanScore(),
                    path.scored(),
                    path.meanScoreLow(),
                    path.meanScoreHigh());
        }
        tables.put(FILES.get(2), paths.text());
        Table loops = new Table("touchpoint", "self_loops", "returns", "journeys");
        answer.loops().forEach(loop -> loops.row(loop.touchpoint(), loop.selfLoops(), loop.returns(), loop.journeys()));
        tables.put(FILES.get(3), loops.text());
        Table findings = new Table("code", "subject", "count", "denominator", "sentence", "advice");
        answer.findings()
                .forEach(finding -> findings.row(
                        finding.code(),
                        finding.subject(),
                        finding.count(),
                        finding.denominator(),
                        finding.sentence(),
                        finding.advice()));
        tables.put(FILES.get(4), findings.text());
        return tables;
    }

    private static Map<String, Answer.Count> byTouchpoint(List<Answer.Count> counts) {
        Map<String, Answer.Count> map = new LinkedHashMap<>();
        counts.forEach(count -> map.put(count.touchpoint(), count));
        return map;
    }

    private static long journeys(Answer.@Nullable Count count) {
        return count == null ? 0 : count.journeys();
    }

    /// A table under way.
    private static final class Table {
        private final StringBuilder text = new StringBuilder();

        Table(String... columns) {
            text.append(String.join(",", columns)).append("\r\n");
        }

        void row(@Nullable Object... cells) {
            List<String> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(
                        switch (cell) {
                            case null -> "";
                            case String words -> CsvCell.of(words);
                            case Double value -> Digits.exact(value);
                            default -> cell.toString();
                        });
            }
            text.append(String.join(",", row)).append("\r\n");
        }

        String text() {
            return text.toString();
        }
    }
}
