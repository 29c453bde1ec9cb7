package dev.corridor.recipes.recipe;

/// The lowest and highest answer of a score, both included.
public record Scale(double from, double to) {
    public Scale {
        if (!(from < to)) {
            throw new IllegalArgumentException("a scale runs from a smaller to a larger number");
        }
    }

    public boolean holds(double score) {
        return score >= from && score <= to;
    }
}
