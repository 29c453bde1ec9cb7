package dev.corridor.app.discovery.web;

import dev.corridor.recipes.recipe.Recipe;
import java.util.List;

/// A journey as a row of dots.
///
/// @param dots names of touchpoints, as many as fit
/// @param more interactions beyond them
/// @param from the first touchpoint's name
/// @param to the last one's
public record Strip(List<String> dots, int more, String from, String to) {
    private static final int FIT = 24;

    static Strip of(List<String> touchpoints, Recipe recipe, String language) {
        List<String> names = touchpoints.stream()
                .limit(FIT)
                .map(id -> recipe.displayName(id, language))
                .toList();
        return new Strip(
                names,
                touchpoints.size() - names.size(),
                names.getFirst(),
                recipe.displayName(touchpoints.getLast(), language));
    }
}
