package dev.corridor.app.interaction.mapping;

import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.GuessOptions;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeError;
import dev.corridor.recipes.recipe.RecipeGuess;
import dev.corridor.recipes.recipe.RecipeWriter;
import java.util.List;
import java.util.Optional;

/// The recipe that is proposed for files that were dropped without one.
public final class Proposal {
    private Proposal() {}

    /// A shipped recipe that fits, else what the columns look like.
    ///
    /// @return the recipe as text; empty where no file looks like it had interactions
    public static Optional<String> of(List<Table> tables, List<Shape> shapes) {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        return ShippedRecipes.thatFits(tables).flatMap(ShippedRecipes::text).or(() -> ofColumns(tables, shapes));
    }

    /// What the columns look like, whatever shipped recipe fits.
    public static Optional<String> ofColumns(List<Table> tables, List<Shape> shapes) {
        Optional<Recipe> guess = shapes.size() == 1 && shapes.getFirst().more() == 0 ? guess(tables) : Optional.empty();
        return guess.or(() -> Optional.of(Mapping.guess(shapes).recipe("", shapes))
                        .filter(recipe -> !recipe.interactions().isEmpty()))
                .map(RecipeWriter::write);
    }

    private static Optional<Recipe> guess(List<Table> tables) {
        try {
            return Optional.of(RecipeGuess.guess(tables, GuessOptions.NONE));
        } catch (CorridorException e) {
            if (e.code() == RecipeError.GUESS_FAILED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
