package dev.corridor.app.discovery.web;

import java.util.Locale;

/// Words that become a sentence of their own.
final class Sentence {
    private Sentence() {}

    /// With a capital at the start.
    static String begun(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
