package dev.corridor.answers.mine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Seconds as people say them: `3.4 d`, `5 h 20 min`, `48 s`.
public final class Spans {
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;

    private Spans() {}

    /// @param seconds not negative; null: a dash
    public static String text(@Nullable Double seconds) {
        if (seconds == null) {
            return "-";
        }
        if (seconds < MINUTE) {
            return decimal(seconds) + " s";
        }
        if (seconds < HOUR) {
            return decimal(seconds / MINUTE) + " min";
        }
        if (seconds < 2 * DAY) {
            return decimal(seconds / HOUR) + " h";
        }
        return seconds < 2 * YEAR ? decimal(seconds / DAY) + " d" : decimal(seconds / YEAR) + " y";
    }

    private static String decimal(double value) {
        String text = String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
