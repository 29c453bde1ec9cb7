package dev.corridor.recipes.recipe;

import dev.corridor.engine.internal.NearestNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known word that is nearest to a mistyped one.
public final class Nearest {
    private Nearest() {}

    /// The nearest by edit distance without regard to case; empty where none is near (more than a third of the
    /// longer word, at least two, would have to be changed).
    public static Optional<String> to(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() > 100) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> candidate.length() <= 100)
                .filter(candidate -> distance(lower, candidate) <= limit(lower, candidate))
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate)));
    }

    private static int limit(String word, String candidate) {
        return Math.max(2, Math.max(word.length(), candidate.length()) / 3);
    }

    private static int distance(String lower, String candidate) {
        return NearestNames.distance(lower, candidate.toLowerCase(Locale.ROOT), limit(lower, candidate));
    }
}
