package dev.corridor.cli.page;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A page of plain text, 100 columns wide: sentences that are wrapped, headed sections, rows of columns.
public final class TextPage {
    private static final int WIDTH = 100;
    private static final int COLUMN = 12;
    private static final double LEAST_P = 0.001;

    private final UnaryOperator<String> plain;
    private final StringBuilder page = new StringBuilder();

    /// @param plain makes a name from the data harmless for a terminal
    public TextPage(UnaryOperator<String> plain) {
        this.plain = plain;
    }

    /// A name from the data, harmless and without its middle where it is long.
    public String name(String name, int longest) {
        return cut(plain.apply(name), longest);
    }

    public TextPage line(String text) {
        page.append(text).append('\n');
        return this;
    }

    /// A sentence over as many lines as it needs.
    public TextPage sentence(String text) {
        return wrapped("", text);
    }

    /// A sentence inside a section.
    public TextPage indented(String text) {
        return wrapped("  ", text);
    }

    /// A blank line and a title, with heads of columns.
    public TextPage section(String title, String... columns) {
        line("");
        return columns(title, columns);
    }

    /// A row of a section: its name, then right-aligned columns.
    public TextPage row(String name, String... columns) {
        return columns("  " + name, columns);
    }

    private TextPage columns(String start, String... columns) {
        int nameWidth = WIDTH - COLUMN * columns.length;
        StringBuilder row = new StringBuilder(cut(start, nameWidth - 1));
        row.append(" ".repeat(Math.max(0, nameWidth - row.length())));
        for (String column : columns) {
            row.append(" ".repeat(Math.max(1, COLUMN - column.length()))).append(column);
        }
        return line(row.toString().stripTrailing());
    }

    private TextPage wrapped(String indent, String text) {
        StringBuilder row = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (row.length() + word.length() > WIDTH && row.length() > indent.length()) {
                line(row.toString().stripTrailing());
                row.setLength(0);
                row.append(indent);
            }
            row.append(word).append(' ');
        }
        return line(row.toString().stripTrailing());
    }

    /// A text without its middle where it is longer; begin and end tell names apart.
    private static String cut(String text, int longest) {
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

    /// `1,234`; a dash where it is not shown.
    public static String number(@Nullable Long n) {
        return n == null ? "-" : String.format(Locale.ROOT, "%,d", n);
    }

    public static String count(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }

    /// A number with so many decimals; a dash where there is none.
    public static String decimal(@Nullable Double value, int decimals) {
        return value == null ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
    }

    /// A share as percent.
    public static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// A probability: `0.03`, `< 0.001`.
    public static String probability(@Nullable Double p) {
        if (p == null) {
            return "-";
        }
        return p < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
