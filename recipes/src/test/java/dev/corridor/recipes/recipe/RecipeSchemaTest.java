package dev.corridor.recipes.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published JSON Schema and the parser know the same keys.
class RecipeSchemaTest {
    private static final String ODD = "xyzzyxyzzyxyzzyxyzzyxyzzy: 1";

    private static Yaml schema() throws IOException {
        try (InputStream stream = RecipeSchemaTest.class.getResourceAsStream("corridor-recipe.schema.json")) {
            if (stream == null) {
                throw new IOException("no schema");
            }
            return Yaml.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Yaml at(Yaml yaml, String key) {
        return switch (yaml) {
            case Yaml.Mapping mapping ->
                Optional.ofNullable(mapping.entries().get(key))
                        .orElseThrow(() -> new AssertionError("no " + key))
                        .value();
            case Yaml.Items items -> items.items().get(Integer.parseInt(key));
            case Yaml.Scalar _ -> throw new AssertionError("nothing at " + key);
        };
    }

    private static Set<String> keys(Yaml yaml, String... path) {
        Yaml found = Arrays.stream(path).reduce(yaml, RecipeSchemaTest::at, (a, _) -> a);
        return ((Yaml.Mapping) at(found, "properties")).entries().keySet();
    }

    /// What the parser says it knows where it meets an odd key.
    private static List<String> known(String recipe) {
        CorridorException refusal =
                catchThrowableOfType(CorridorException.class, () -> RecipeParser.parse(recipe.replace("ODD", ODD)));
        assertThat(refusal.code()).isEqualTo(RecipeError.UNKNOWN_KEY);
        assertThat(refusal.remedy()).startsWith("It has: ").endsWith(".");
        String list = refusal.remedy().substring("It has: ".length());
        return new ArrayList<>(List.of(list.substring(0, list.length() - 1).split(", ")));
    }

    private static String interactions(String inner) {
        return "{recipe: a, tables: {t: {columns: [a]}}, interactions: [{from: t, journey: a, " + inner + "}]}";
    }

    private static String table(String inner) {
        return "{recipe: a, tables: {t: {columns: [a], " + inner + "}}, interactions: []}";
    }

    @Test
    void listsTheKeysOfARecipe() throws IOException {
        assertThat(known("{ODD}")).containsExactlyInAnyOrderElementsOf(keys(schema()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"table; ODD", "join; join: {x: {ODD}}", "time; times: {x: {ODD}}", "number; numbers: {x: {ODD}}"})
    void listsTheKeysOfTables(String definition, String inner) throws IOException {
        assertThat(known(table(inner))).containsExactlyInAnyOrderElementsOf(keys(schema(), "$defs", definition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "interactions; ODD",
                "touchpoint; touchpoints: {x: {ODD}}",
                "recognition; touchpoint: {ODD}",
                "rule; touchpoint: {column: a, rules: [{ODD}]}"
            })
    void listsTheKeysOfInteractions(String definition, String inner) throws IOException {
        assertThat(known(interactions(inner))).containsExactlyInAnyOrderElementsOf(keys(schema(), "$defs", definition));
    }

    @Test
    void listsTheKeysOfAttributesAndNames() throws IOException {
        assertThat(known(interactions("touchpoint: a, attributes: {x: {ODD}}")))
                .containsExactlyInAnyOrderElementsOf(keys(schema(), "$defs", "attribute", "oneOf", "1"));
        assertThat(known(
                        "{recipe: a, tables: {t: {columns: [a]}}, interactions: [{from: t, journey: a, touchpoint: a}],"
                                + " touchpoints: {x: {ODD}}}"))
                .containsExactlyInAnyOrderElementsOf(keys(schema(), "$defs", "names"));
    }
}
