package dev.corridor.analysis.table;

import java.util.Locale;

/// Numbers of things in sentences.
final class Plural {
    private Plural() {}

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// `1 row`, `2,000 rows`.
    static String of(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }
}
