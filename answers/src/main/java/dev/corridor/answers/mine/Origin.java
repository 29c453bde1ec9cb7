package dev.corridor.answers.mine;

import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.recipes.recipe.RecipeWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a store's data came from: kept as notes in a saved store, so that asking it again says the same.
///
/// @param recipe by which the tables were read
/// @param reading what reading left
public record Origin(Recipe recipe, Reading reading) {
    private static final String RECIPE = "recipe";
    private static final String READING = "reading";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What reading the tables left.
    ///
    /// @param byDay touchpoints whose times are known only by the day
    public record Reading(
            String title,
            List<String> files,
            long rows,
            Answer.Rejected rejected,
            List<Answer.Finding> findings,
            List<String> byDay) {}

    /// The same under another title.
    public Origin titled(String title) {
        return new Origin(
                recipe,
                new Reading(title, reading.files, reading.rows, reading.rejected, reading.findings, reading.byDay));
    }

    /// Notes for a store.
    public Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        notes.put(RECIPE, RecipeWriter.write(recipe));
        notes.put(READING, JSON.writeValueAsString(reading));
        return notes;
    }

    /// Reads the notes of a store back; empty where it was not written by this product.
    public static Optional<Origin> of(Map<String, String> notes) {
        String recipe = notes.get(RECIPE);
        String reading = notes.get(READING);
        if (recipe == null || reading == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(RecipeParser.parse(recipe), JSON.readValue(reading, Reading.class)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
