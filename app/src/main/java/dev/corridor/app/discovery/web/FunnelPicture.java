package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.Funnel.Reached;
import dev.corridor.app.shared.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A funnel as a river that narrows where journeys are left behind.
final class FunnelPicture {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 214;
    private static final double MIDDLE = 118;
    private static final double WIDEST = 76;
    private static final double EDGE = 70;
    private static final double LETTER = 7.4;
    private static final int LINES = 3;
    private static final double LINE = 15;
    private static final Pattern PIECES = Pattern.compile("(?<=[\\s_./-])");

    private FunnelPicture() {}

    /// @return SVG; empty with fewer than two steps, or where nobody reached the first
    static String draw(Page page, List<Reached> steps, UnaryOperator<String> names) {
        if (steps.size() < 2 || steps.getFirst().journeys() == 0) {
            return "";
        }
        double gap = (WIDTH - 2 * EDGE) / (steps.size() - 1);
        StringBuilder river = new StringBuilder();
        StringBuilder spurs = new StringBuilder();
        StringBuilder stations = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            double x = EDGE + i * gap;
            double half = half(steps, i);
            if (i + 1 < steps.size()) {
                stretch(river, x, gap, half, half(steps, i + 1));
                long left = steps.get(i).journeys() - steps.get(i + 1).journeys();
                if (left > 0) {
                    spur(spurs, x + gap * 0.3, half, page.words().number(left));
                }
            }
            station(stations, page, steps.get(i), names.apply(steps.get(i).touchpoint()), x, half, gap);
        }
        return "<svg class=\"funnel-river\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">%s%s%s</svg>"
                .formatted(number(WIDTH), number(HEIGHT), escape(page.say("funnel.picture")), river, spurs, stations);
    }

    private static double half(List<Reached> steps, int at) {
        return WIDEST / 2 * steps.get(at).journeys() / steps.getFirst().journeys();
    }

    private static void stretch(StringBuilder river, double x, double gap, double from, double to) {
        double hold = x + gap * 0.2;
        double bend = x + gap * 0.4;
        double there = x + gap * 0.6;
        double end = x + gap;
        river.append(
                "<path class=\"water\" d=\"M%s %sL%s %sC%s %s %s %s %s %sL%s %sL%s %sL%s %sC%s %s %s %s %s %sL%s %sZ\"/>"
                        .formatted(
                                number(x),
                                number(MIDDLE - from),
                                number(hold),
                                number(MIDDLE - from),
                                number(bend),
                                number(MIDDLE - from),
                                number(bend),
                                number(MIDDLE - to),
                                number(there),
                                number(MIDDLE - to),
                                number(end),
                                number(MIDDLE - to),
                                number(end),
                                number(MIDDLE + to),
                                number(there),
                                number(MIDDLE + to),
                                number(bend),
                                number(MIDDLE + to),
                                number(bend),
                                number(MIDDLE + from),
                                number(hold),
                                number(MIDDLE + from),
                                number(x),
                                number(MIDDLE + from)));
    }

    /// Those who are left behind: a line that ends.
    private static void spur(StringBuilder spurs, double x, double half, String left) {
        double end = MIDDLE + Math.max(half, 8) + 16;
        spurs.append("<path class=\"left\" d=\"M%s %sV%sM%s %sh12\"/><text class=\"gone\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(
                        number(x),
                        number(MIDDLE + half * 0.6),
                        number(end),
                        number(x - 6),
                        number(end),
                        number(x),
                        number(end + 15),
                        escape(left)));
    }

    private static void station(
            StringBuilder stations, Page page, Reached step, String name, double x, double half, double gap) {
        List<String> lines = new ArrayList<>(wrapped(name, (int) Math.max(9, Math.min(gap, 2 * EDGE) / LETTER)));
        double top = MIDDLE - WIDEST / 2 - 14;
        stations.append("<rect class=\"pill\" x=\"%s\" y=\"%s\" width=\"10\" height=\"%s\" rx=\"5\"/>"
                .formatted(number(x - 5), number(MIDDLE - half - 4), number(2 * half + 8)));
        double y = top - lines.size() * LINE;
        for (String line : lines) {
            stations.append(
                    "<text class=\"name\" x=\"%s\" y=\"%s\">%s</text>".formatted(number(x), number(y), escape(line)));
            y += LINE;
        }
        stations.append("<text class=\"many\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(number(x), number(y), escape(page.words().number(step.journeys()))));
    }

    /// A name in lines of about so many letters; what does not fit is cut.
    static List<String> wrapped(String name, int letters) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : PIECES.split(name, -1)) {
            String last = lines.getLast();
            if (last.length() + word.strip().length() <= letters || last.isEmpty()) {
                lines.set(lines.size() - 1, last + word);
            } else {
                lines.add(word);
            }
        }
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            String text = line.strip();
            boolean cut = text.codePointCount(0, text.length()) > letters + 2;
            kept.add(cut ? text.substring(0, text.offsetByCodePoints(0, letters)) + "…" : text);
        }
        if (lines.size() > LINES && !kept.getLast().endsWith("…")) {
            kept.set(LINES - 1, kept.getLast() + "…");
        }
        return kept;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
