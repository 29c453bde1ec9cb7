package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.MarkFigures.Month;
import dev.corridor.app.shared.web.Page;
import dev.corridor.statistics.Interval;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A share by month: a line, the band of its 95 % interval, a gap where nobody began.
final class TrendPicture {
    private static final double WIDTH = 264;
    private static final double HEIGHT = 64;
    private static final double EDGE = 4;

    private TrendPicture() {}

    static String draw(Page page, List<Month> months) {
        if (months.size() < 2) {
            return "";
        }
        double top = months.stream()
                .map(Month::interval)
                .flatMap(Optional::stream)
                .mapToDouble(Interval::high)
                .max()
                .orElse(1);
        YearMonth first = months.getFirst().month();
        long span = first.until(months.getLast().month(), java.time.temporal.ChronoUnit.MONTHS);
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Month month : months) {
            double x =
                    EDGE + (WIDTH - 2 * EDGE) * first.until(month.month(), java.time.temporal.ChronoUnit.MONTHS) / span;
            Interval interval = month.interval().orElseThrow();
            point(upper, upper.isEmpty() ? 'M' : 'L', x, y(interval.high(), top));
            lower.insert(0, "L%s %s".formatted(number(x), number(y(interval.low(), top))));
            point(line, line.isEmpty() ? 'M' : 'L', x, y(month.share(), top));
            String says = page.words().say("month.alone." + month.month().getMonthValue()) + " "
                    + month.month().getYear() + ": "
                    + page.words().share(month.journeys(), month.all()) + ", "
                    + page.words().number(month.journeys()) + " / "
                    + page.words().number(month.all());
            dots.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\"><title>%s</title></circle>"
                    .formatted(number(x), number(y(month.share(), top)), escape(says)));
        }
        return "<svg class=\"trend\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\"><path class=\"band\" d=\"%s%sZ\"/><path class=\"line\" d=\"%s\"/>%s</svg>"
                .formatted(number(WIDTH), number(HEIGHT), escape(page.say("panel.trend")), upper, lower, line, dots);
    }

    private static double y(double share, double top) {
        return EDGE + (HEIGHT - 2 * EDGE) * (1 - share / (top == 0 ? 1 : top));
    }

    private static void point(StringBuilder path, char letter, double x, double y) {
        path.append(letter).append(number(x)).append(' ').append(number(y));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
