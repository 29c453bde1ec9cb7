package dev.corridor.cli;

import dev.corridor.engine.internal.NearestNames;
import java.util.Collection;
import java.util.Optional;

/// The known word that a mistyped one most likely meant.
final class MeantWord {
    private static final int FARTHEST = 2;

    private MeantWord() {}

    /// The word with the fewest letters inserted, deleted, replaced or swapped with their neighbour; at most
    /// two, and fewer than it has letters.
    static Optional<String> of(String typed, Collection<String> known) {
        return NearestNames.nearest(typed, known, (_, word) -> Math.min(FARTHEST, word.length() - 1));
    }
}
