package dev.corridor.cli.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures of a row, and a dash where there is none to show.
public final class Cells {
    private static final String NONE = "-";

    private Cells() {}

    public static String number(@Nullable Long n) {
        return n == null ? NONE : Page.number(n);
    }

    public static String decimal(@Nullable Double value, int decimals) {
        return value == null ? NONE : String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
    }

    public static String percent(@Nullable Double share) {
        return share == null ? NONE : Page.percent(share);
    }

    public static String probability(@Nullable Double p) {
        return p == null ? NONE : Page.probability(p);
    }
}
