package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.List;

/// Sizes of the map's lettering in pixels, and how names are broken into lines.
public final class Lettering {
    public static final double NAME = 13.5;
    public static final double METRIC = 12.5;
    public static final double NUMBER = 12.5;
    public static final double NAME_LINE = 15;
    public static final double METRIC_LINE = 15;
    public static final double NUMBER_LINE = 13;

    private static final int SHORT = 11;
    private static final double BREAK_AT = 92;
    private static final double WIDEST = 132;

    private Lettering() {}

    /// A name in one to three lines; what does not fit ends in an ellipsis.
    static List<String> breakName(String name, int maxLines) {
        String text = name.strip();
        if (text.codePointCount(0, text.length()) <= SHORT || Widths.of(text, NAME) <= BREAK_AT * 0.8) {
            return List.of(text);
        }
        double total = Widths.of(text, NAME);
        int lines = (int) Math.min(maxLines, Math.max(2, Math.ceil(total / WIDEST)));
        if (lines == 2) {
            List<String> halves = halves(text);
            if (!halves.isEmpty()) {
                return halves;
            }
        }
        double target = Math.min(WIDEST, Math.max(total / lines * 1.12, 40));
        List<String> broken = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && broken.size() < maxLines) {
            boolean last = broken.size() == maxLines - 1;
            int cut = last ? fitting(rest, WIDEST) : breakPoint(rest, target);
            if (last && cut < rest.length()) {
                broken.add(rest.substring(0, fitting(rest, WIDEST - 11)).strip() + "…");
                return List.copyOf(broken);
            }
            broken.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        return List.copyOf(broken);
    }

    static double widest(List<String> lines, double size) {
        return lines.stream().mapToDouble(line -> Widths.of(line, size)).max().orElse(0);
    }

    /// Two lines as equal as can be; empty where no place to break makes both fit.
    private static List<String> halves(String text) {
        List<String> best = List.of();
        double narrowest = WIDEST;
        for (int i = 1; i < text.length(); i++) {
            if (breakable(text.charAt(i - 1), text.charAt(i))) {
                List<String> halves =
                        List.of(text.substring(0, i).strip(), text.substring(i).strip());
                double width = widest(halves, NAME);
                if (width < narrowest && halves.stream().noneMatch(String::isEmpty)) {
                    narrowest = width;
                    best = halves;
                }
            }
        }
        return best;
    }

    private static int breakPoint(String text, double width) {
        if (Widths.of(text, NAME) <= Math.min(WIDEST, width * 1.1)) {
            return text.length();
        }
        int limit = fitting(text, WIDEST);
        int best = -1;
        double bestGap = Double.MAX_VALUE;
        for (int i = 1; i <= Math.min(limit, text.length() - 1); i++) {
            if (breakable(text.charAt(i - 1), text.charAt(i))) {
                double gap = Math.abs(Widths.of(text.substring(0, i), NAME) - width);
                if (gap < bestGap) {
                    bestGap = gap;
                    best = i;
                }
            }
        }
        return best > 0 ? best : limit;
    }

    private static boolean breakable(char before, char after) {
        return before == ' '
                || before == '.'
                || before == '_'
                || before == '-'
                || before == '/'
                || before == ','
                || (Character.isLowerCase(before) && Character.isUpperCase(after))
                || (before >= 0x2E80 && after >= 0x2E80 && !Character.isHighSurrogate(before));
    }

    /// How many chars fit; at least one code point, never half of one.
    private static int fitting(String text, double width) {
        int end = 0;
        double used = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += Widths.of(text.substring(end, next), NAME);
            if (used > width && end > 0) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
