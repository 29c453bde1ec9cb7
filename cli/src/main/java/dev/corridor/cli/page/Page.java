package dev.corridor.cli.page;

import dev.corridor.statistics.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A page of plain text, 100 columns wide, on which names from data are made harmless.
public final class Page {
    public static final int WIDTH = 100;
    private static final int LONGEST_NAME = 80;

    private final UnaryOperator<String> plain;
    private final StringBuilder text = new StringBuilder();

    /// @param plain makes a text harmless for a terminal
    public Page(UnaryOperator<String> plain) {
        this.plain = plain;
    }

    public void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /// A blank line.
    public void space() {
        text.append('\n');
    }

    /// A blank line and a line.
    public void section(String title) {
        space();
        line(title);
    }

    /// Words over as many lines as they need; all but the first are moved in as far as the indent is wide. A number
    /// and its per cent sign stay together.
    public void wrapped(String indent, String words) {
        wrap(indent, plain.apply(words)).forEach(this::line);
    }

    /// The lines of [#wrapped], of words that are harmless already.
    public static List<String> wrap(String indent, String words) {
        List<String> lines = new ArrayList<>();
        String margin = " ".repeat(indent.length());
        StringBuilder row = new StringBuilder(indent);
        for (String word : words.split(" (?!%)")) {
            if (row.length() + word.length() > WIDTH && row.length() > indent.length()) {
                lines.add(row.toString().stripTrailing());
                row.setLength(0);
                row.append(margin);
            }
            row.append(word).append(' ');
        }
        lines.add(row.toString().stripTrailing());
        return lines;
    }

    /// A name at the left and cells at the right, each as wide as said. A name that does not fit has a line of its
    /// own.
    public void row(String name, int[] widths, String... cells) {
        int nameWidth = WIDTH;
        for (int width : widths) {
            nameWidth -= width;
        }
        String start = name(name);
        boolean fits = start.length() < nameWidth;
        if (!fits) {
            line(start);
        }
        StringBuilder row = new StringBuilder(fits ? start : "");
        int end = nameWidth;
        for (int i = 0; i < cells.length; i++) {
            end += widths[i];
            row.append(" ".repeat(Math.max(1, end - row.length() - cells[i].length())))
                    .append(cells[i]);
        }
        line(row.toString());
    }

    /// A name from data, harmless and without its middle where it is long.
    public String name(String name) {
        return cut(plain.apply(name), LONGEST_NAME);
    }

    /// A text without its middle where it is longer; begin and end tell names apart.
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int tail = longest / 3;
        int head = longest - tail - 3;
        int headEnd = Character.isHighSurrogate(text.charAt(head - 1)) ? head - 1 : head;
        int tailStart = text.length() - tail;
        tailStart += Character.isLowSurrogate(text.charAt(tailStart)) ? 1 : 0;
        return text.substring(0, headEnd) + "..." + text.substring(tailStart);
    }

    /// `1 row`, `2,000 rows`.
    public static String count(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }

    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// A share of 1 in per cent, with one digit.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share + 0.0);
    }

    /// A figure as all are written.
    public static String figure(double value) {
        return Digits.text(value);
    }

    /// A probability as p-values are written.
    public static String probability(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
