package dev.corridor.statistics;

import java.math.BigDecimal;
import java.util.Locale;

/// The one way in which numbers are written in sentences and tables. Figures have four digits that count, without an
/// exponent from a ten-thousandth to 10^15, or are whole.
public final class Digits {
    private static final double LARGEST = 1e15;
    private static final double SMALLEST = 1e-4;

    private Digits() {}

    /// All digits of a number, no exponent, no zeros behind the last one. Read back as a double it is the same number.
    public static String exact(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// A figure, rounded.
    public static String text(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < LARGEST) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        if (size < SMALLEST || size >= LARGEST) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        int digits = Math.clamp(3 - (long) Math.floor(Math.log10(size)), 0, 7);
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
