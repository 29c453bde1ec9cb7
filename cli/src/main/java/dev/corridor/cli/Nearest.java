package dev.corridor.cli;

import dev.corridor.engine.internal.NearestNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known word that a mistyped one most likely meant.
final class Nearest {
    private static final int FARTHEST = 2;

    private Nearest() {}

    /// The word with the fewest letters inserted, deleted, replaced or swapped with their neighbour; at most
    /// two, and fewer than it has letters.
    static Optional<String> to(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> Math.abs(word.length() - lower.length()) <= FARTHEST)
                .filter(word -> NearestNames.distance(lower, word, FARTHEST) <= Math.min(FARTHEST, word.length() - 1))
                .min(Comparator.comparingInt(word -> NearestNames.distance(lower, word, FARTHEST)));
    }
}
