package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.MarkFigures.Month;
import dev.corridor.app.shared.web.Page;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A share by month as a small line from nothing to the row's own highest share; months of fewer than 10 journeys are
/// left out, and those of which too many are still open.
final class Sparkline {
    private static final double WIDTH = 120;
    private static final double HEIGHT = 24;
    private static final double EDGE = 3;
    private static final int ENOUGH = 10;

    private Sparkline() {}

    /// The months that a curve has a point for.
    static List<Month> drawn(List<Month> all) {
        return all.stream()
                .filter(month -> month.all() >= ENOUGH && month.ripe())
                .toList();
    }

    /// SVG; empty where fewer than two months have enough journeys.
    static String draw(Page page, List<Month> all) {
        List<Month> months = drawn(all);
        if (months.size() < 2) {
            return "";
        }
        double top = months.stream().mapToDouble(Month::share).max().orElse(1);
        YearMonth first = months.getFirst().month();
        long span = ChronoUnit.MONTHS.between(first, months.getLast().month());
        StringBuilder line = new StringBuilder();
        double x = 0;
        double y = 0;
        for (Month month : months) {
            x = EDGE + (WIDTH - 2 * EDGE) * ChronoUnit.MONTHS.between(first, month.month()) / span;
            y = EDGE + (HEIGHT - 2 * EDGE) * (1 - (top == 0 ? 0 : month.share() / top));
            line.append(line.isEmpty() ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        }
        return String.format(
                Locale.ROOT,
                "<svg class=\"spark\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\" aria-label=\"%s\">"
                        + "<title>%s</title><path d=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/></svg>",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                escape(says(page, months)),
                escape(says(page, months)),
                line,
                x,
                y);
    }

    private static String says(Page page, List<Month> months) {
        Month first = months.getFirst();
        Month last = months.getLast();
        return page.say(
                "touchpoints.spark",
                share(page, first),
                month(page, first.month()),
                share(page, last),
                month(page, last.month()));
    }

    private static String share(Page page, Month month) {
        return page.words().share(month.journeys(), month.all());
    }

    static String month(Page page, YearMonth month) {
        return page.say("month.alone." + month.getMonthValue()) + " " + month.getYear();
    }
}
