package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.mapping.Preview;
import dev.corridor.recipes.recipe.Recipe;

/// What a draft would become, as far as its first rows tell.
public sealed interface DraftEffect {
    /// Nothing can be said yet.
    ///
    /// @param hint a key of the words
    record Nothing(String hint) implements DraftEffect {}

    /// It would not work.
    record Refused(Note note) implements DraftEffect {}

    /// It works.
    record Works(Recipe recipe, Preview preview) implements DraftEffect {}
}
