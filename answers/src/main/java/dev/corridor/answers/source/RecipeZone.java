package dev.corridor.answers.source;

import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Zone;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The zone in which days of a recipe's instants are read.
public final class RecipeZone {
    private RecipeZone() {}

    /// The recipe's own; UTC where it names none.
    public static ZoneId of(Recipe recipe) {
        return recipe.zone() instanceof Zone.Of(ZoneId id) ? id : ZoneOffset.UTC;
    }
}
