package dev.corridor.recipes.recipe;

import dev.corridor.engine.internal.NearestNames;
import java.util.Collection;
import java.util.Optional;

/// The known word that is nearest to a mistyped one.
public final class Nearest {
    private static final int MAX_LENGTH = 100;

    private Nearest() {}

    /// The nearest by edit distance without regard to case; empty where none is near (more than a third of the
    /// longer word, at least two letters, or all letters of the shorter one would have to be changed) and for
    /// words of more than 100 characters.
    public static Optional<String> to(String word, Collection<String> known) {
        return NearestNames.nearest(word, known, Nearest::limit);
    }

    private static int limit(String word, String candidate) {
        int longer = Math.max(word.length(), candidate.length());
        int shorter = Math.min(word.length(), candidate.length());
        return longer > MAX_LENGTH ? -1 : Math.min(Math.max(2, longer / 3), Math.max(0, shorter - 1));
    }
}
