package dev.corridor.analysis.words;

import java.util.Locale;

/// Numbers of things in sentences.
public final class Plural {
    private Plural() {}

    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// `1 row`, `2,000 rows`.
    public static String of(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }
}
