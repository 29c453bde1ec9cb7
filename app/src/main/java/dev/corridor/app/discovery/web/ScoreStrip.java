package dev.corridor.app.discovery.web;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws the scores of groups on one scale: a dot for the value, a bar for its interval, a line for the score of all.
/// Places are shares of the width. A bar that holds the score of all is grey.
final class ScoreStrip {
    private static final double LEFT = 3;
    private static final double RIGHT = 97;

    private final double low;
    private final double high;
    private final @Nullable Double whole;

    private ScoreStrip(double low, double high, @Nullable Double whole) {
        this.low = low;
        this.high = high;
        this.whole = whole;
    }

    static ScoreStrip of(ScoreAnswer answer) {
        DoubleStream ends = Stream.concat(
                        answer.groups().stream().flatMap(group -> Stream.of(group.low(), group.high())),
                        Stream.of(answer.overall().low(), answer.overall().high()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
        var range = ends.summaryStatistics();
        return range.getCount() == 0 || range.getMin() == range.getMax()
                ? new ScoreStrip(
                        range.getCount() == 0 ? 0 : range.getMin() - 1,
                        range.getMax() + 1,
                        answer.overall().score())
                : new ScoreStrip(
                        range.getMin(), range.getMax(), answer.overall().score());
    }

    /// @param group with a score and its interval
    String strip(Group group) {
        StringBuilder svg = new StringBuilder("<svg class=\"score-strip "
                + (group.side() == null ? "same" : group.side())
                + "\" width=\"100%\" height=\"16\" aria-hidden=\"true\">");
        if (whole != null) {
            svg.append(String.format(
                    Locale.ROOT, "<line class=\"all\" x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"0\" y2=\"16\"/>", x(whole)));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"bar\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"8\" y2=\"8\"/>"
                                + "<circle cx=\"%.2f%%\" cy=\"8\" r=\"4\"/></svg>",
                        x(Objects.requireNonNull(group.low())),
                        x(Objects.requireNonNull(group.high())),
                        x(Objects.requireNonNull(group.score()))))
                .toString();
    }

    private double x(double value) {
        return LEFT + (RIGHT - LEFT) * (value - low) / (high - low);
    }
}
