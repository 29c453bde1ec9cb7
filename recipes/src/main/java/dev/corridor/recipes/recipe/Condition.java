package dev.corridor.recipes.recipe;

import java.util.List;
import java.util.Map;

/// Which rows are meant: every column named has one of the values given for it, compared without regard to case.
///
/// @param values columns with the values allowed; empty: every row
public record Condition(Map<String, List<String>> values) {
    /// Every row.
    public static final Condition ALWAYS = new Condition(Map.of());

    public Condition {
        values = Ordered.copy(values);
    }

    public boolean always() {
        return values.isEmpty();
    }
}
