package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Difference;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Scale;
import dev.corridor.statistics.score.ScoreDifference;
import dev.corridor.statistics.score.ScoreHistogram;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Two groups of journeys side by side: how the share of each that passes a place differs.
public final class Groups {
    private Groups() {}

    /// By mark; a difference is significant where its 95 % interval (Agresti and Caffo 2000) does not contain 0.
    public static Map<Mark, Difference> differences(Answered a, Answered b) {
        Map<Mark, Long> first = counts(a.report());
        Map<Mark, Long> second = counts(b.report());
        long ofFirst = a.report().journeys();
        long ofSecond = b.report().journeys();
        Map<Mark, Difference> differences = new HashMap<>();
        if (ofFirst == 0 || ofSecond == 0) {
            return differences;
        }
        Set<Mark> marks = new HashSet<>(first.keySet());
        marks.addAll(second.keySet());
        for (Mark mark : marks) {
            long x = first.getOrDefault(mark, 0L);
            long y = second.getOrDefault(mark, 0L);
            differences.put(
                    mark,
                    new Difference((double) x / ofFirst, (double) y / ofSecond, significant(x, ofFirst, y, ofSecond)));
        }
        return differences;
    }

    private static Map<Mark, Long> counts(FlowReport report) {
        Map<Mark, Long> counts = new LinkedHashMap<>();
        for (Touchpoint touchpoint : report.touchpoints()) {
            counts.put(new Mark.Touchpoint(touchpoint.id()), touchpoint.journeys());
            counts.put(new Mark.Start(touchpoint.id()), touchpoint.starts());
            counts.put(new Mark.End(touchpoint.id()), touchpoint.ends());
        }
        for (Edge edge : report.edges()) {
            counts.put(
                    new Mark.Step(
                            report.touchpoints().get(edge.from()).id(),
                            report.touchpoints().get(edge.to()).id()),
                    edge.journeys());
        }
        return counts;
    }

    private static boolean significant(long x, long ofFirst, long y, long ofSecond) {
        return shares(x, ofFirst, y, ofSecond)
                .answer()
                .filter(difference -> !difference.interval().contains(0))
                .isPresent();
    }

    /// The share of those who pass in one group, less that in another.
    public static Result<dev.corridor.statistics.score.Difference> shares(
            long passing, long all, long passingOther, long allOther) {
        return ScoreDifference.between(Measure.SATISFIED, share(passing, all), share(passingOther, allOther));
    }

    /// Those who pass as the best answer, the others as the worst.
    private static ScoreHistogram share(long passing, long all) {
        return ScoreHistogram.of(Scale.ONE_TO_FIVE, all - passing, 0, 0, 0, passing);
    }
}
