package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/// The score by month: a line, the band of its 95 % interval, a gap where a month has none, and the score of all.
final class ScoreLine {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 160;
    private static final double EDGE = 8;

    private final List<Group> months;
    private final ScoreAnswer answer;
    private final double low;
    private final double high;

    private ScoreLine(ScoreAnswer answer, List<Group> months) {
        this.answer = answer;
        this.months = months;
        this.low =
                months.stream().mapToDouble(month -> number(month.low())).min().orElse(0);
        this.high =
                months.stream().mapToDouble(month -> number(month.high())).max().orElse(1);
    }

    /// @param label what the picture shows, as HTML
    /// @param says of a month, as plain text
    /// @return empty where fewer than two months have a score
    static String draw(ScoreAnswer answer, String label, Function<Group, String> says) {
        List<Group> months = answer.groups().stream()
                .filter(group ->
                        group.group() != null && group.score() != null && group.low() != null && group.high() != null)
                .toList();
        return months.size() < 2 ? "" : new ScoreLine(answer, months).svg(label, says);
    }

    private String svg(String label, Function<Group, String> says) {
        StringBuilder svg = new StringBuilder("<svg class=\"score-line\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"" + label + "\">");
        Double whole = answer.overall().score();
        if (whole != null) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"all\" x1=\"0\" x2=\"%.0f\" y1=\"%2$.1f\" y2=\"%2$.1f\"/>",
                    WIDTH,
                    y(whole)));
        }
        for (List<Group> run : runs()) {
            StringBuilder line = new StringBuilder();
            StringBuilder upper = new StringBuilder();
            StringBuilder lower = new StringBuilder();
            for (Group month : run) {
                char letter = line.isEmpty() ? 'M' : 'L';
                line.append(letter).append(point(month, number(month.score())));
                upper.append(letter).append(point(month, number(month.high())));
                lower.insert(0, "L" + point(month, number(month.low())));
            }
            svg.append(
                    "<path class=\"band\" d=\"%s%sZ\"/><path class=\"line\" d=\"%s\"/>".formatted(upper, lower, line));
        }
        for (Group month : months) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>",
                    x(month),
                    y(number(month.score())),
                    escape(says.apply(month))));
        }
        return svg.append("</svg>").toString();
    }

    /// Months without a gap between them.
    private List<List<Group>> runs() {
        List<List<Group>> runs = new ArrayList<>();
        for (Group month : months) {
            if (runs.isEmpty() || !month(runs.getLast().getLast()).plusMonths(1).equals(month(month))) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(month);
        }
        return runs;
    }

    private String point(Group month, double value) {
        return String.format(Locale.ROOT, "%.1f %.1f", x(month), y(value));
    }

    private double x(Group group) {
        YearMonth first = month(months.getFirst());
        long span = Math.max(1, first.until(month(months.getLast()), ChronoUnit.MONTHS));
        return EDGE + (WIDTH - 2 * EDGE) * first.until(month(group), ChronoUnit.MONTHS) / span;
    }

    private double y(double value) {
        return EDGE + (HEIGHT - 2 * EDGE) * (1 - (value - low) / (high > low ? high - low : 1));
    }

    private static YearMonth month(Group group) {
        return YearMonth.parse(Objects.requireNonNull(group.group()));
    }

    private static double number(@org.jspecify.annotations.Nullable Double value) {
        return Objects.requireNonNull(value);
    }
}
