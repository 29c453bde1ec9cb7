package dev.corridor.statistics;

import java.util.Locale;

/// The one way in which figures are written in sentences and tables: four digits that count, without an exponent from
/// a ten-thousandth to 10^15; whole numbers as such.
public final class Digits {
    private static final double LARGEST = 1e15;
    private static final double SMALLEST = 1e-4;

    private Digits() {}

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
