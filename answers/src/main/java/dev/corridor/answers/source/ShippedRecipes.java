package dev.corridor.answers.source;

import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The recipes of `examples/recipes`, which the product carries with it.
public final class ShippedRecipes {
    /// What `--recipe` calls them.
    public static final List<String> NAMES = List.of("olist", "online-retail", "nps-verbatims", "telco-churn");

    private ShippedRecipes() {}

    /// The YAML text; empty where no recipe of this name is shipped.
    public static Optional<String> text(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = ShippedRecipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the recipe " + name + " is missing");
            }
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name of the recipe whose required tables are all among the files; of several the first.
    public static Optional<String> thatFits(List<Table> tables) {
        return NAMES.stream()
                .filter(name -> Intake.fits(RecipeParser.parse(text(name).orElseThrow()), tables))
                .findFirst();
    }
}
