package dev.corridor.recipes.recipe;

import java.util.Locale;

/// How finely a time was written down, coarsest first.
public enum Precision {
    /// A day; what happened on the same day has no known order.
    DAY,
    MINUTE,
    SECOND,
    MILLISECOND;

    /// The word in a recipe.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The coarser of the two.
    public Precision coarser(Precision other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
