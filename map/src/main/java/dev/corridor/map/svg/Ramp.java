package dev.corridor.map.svg;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Score;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Times;
import dev.corridor.map.words.Wording;
import java.util.List;
import java.util.Optional;

/// Five classes of colour for one measure; class 1 is the longest wait or the worst score, 0 is without colour.
///
/// Waiting times are cut at the quintiles of the drawn steps' medians, scores into equal fifths of their scale.
///
/// @param timeBreaks rising, four of them; empty where fewer than two steps are drawn
public record Ramp(List<Double> timeBreaks, Optional<ScoreScale> scale, boolean small) {
    private static final int CLASSES = 5;

    public static Ramp of(FlowMap map) {
        FlowReport report = map.report();
        List<Double> medians = map.opening().steps().stream()
                .map(step -> report.edges().get(step).times())
                .filter(Times::known)
                .map(Times::medianSeconds)
                .sorted()
                .toList();
        List<Double> breaks = medians.size() < 2
                ? List.of()
                : List.of(1, 2, 3, 4).stream()
                        .map(part -> medians.get(Math.min(medians.size() - 1, medians.size() * part / CLASSES)))
                        .toList();
        return new Ramp(breaks, report.scale(), map.small());
    }

    int ofTime(Times times) {
        if (!times.known() || timeBreaks.isEmpty()) {
            return 0;
        }
        long above = timeBreaks.stream()
                .filter(limit -> times.medianSeconds() >= limit)
                .count();
        return CLASSES - (int) above;
    }

    int ofScore(Score score) {
        if (scale.isEmpty() || !FlowMap.isShown(score, small)) {
            return 0;
        }
        ScoreScale range = scale.get();
        double part = (score.mean() - range.min()) / (range.max() - range.min());
        return (int) Math.clamp(Math.floor(part * CLASSES) + 1, 1, CLASSES);
    }

    /// Limits between the classes, from the slowest on; empty where there are none.
    public List<String> timeLimits(Wording wording) {
        return timeBreaks.reversed().stream().map(wording::duration).toList();
    }

    /// Limits between the classes, from the worst on.
    public List<String> scoreLimits(Wording wording) {
        return scale.map(range -> List.of(1, 2, 3, 4).stream()
                        .map(part -> wording.decimal(range.min() + part * (range.max() - range.min()) / CLASSES))
                        .toList())
                .orElse(List.of());
    }
}
