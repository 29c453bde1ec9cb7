package dev.corridor.answers.source;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files of the product's own in the folders that are read: recipes, and the truth behind a sample company. They are no
/// tables and nobody misses them among the tables.
///
/// @param recipes by folder as given, then by name
/// @param truths likewise
public record OwnFiles(List<Path> recipes, List<Path> truths) {
    private static final int LONGEST = 1 << 20;
    private static final Pattern RECIPE_KEY = Pattern.compile("(?m)^(recipe|tables|interactions):");
    private static final int RECIPE_KEYS = 3;
    private static final List<String> TRUTH_KEYS =
            List.of("\"touchpoints\"", "\"detours\"", "\"moments\"", "\"decoys\"", "\"promises\"");

    /// Those directly in the folders among the inputs.
    public static OwnFiles in(List<Path> inputs) {
        List<Path> recipes = new ArrayList<>();
        List<Path> truths = new ArrayList<>();
        for (Path folder : inputs) {
            for (Path file : files(folder)) {
                String name = name(file);
                if ((name.endsWith(".yaml") || name.endsWith(".yml")) && isRecipe(text(file))) {
                    recipes.add(file);
                } else if (name.endsWith(".json") && TRUTH_KEYS.stream().allMatch(text(file)::contains)) {
                    truths.add(file);
                }
            }
        }
        return new OwnFiles(recipes, truths);
    }

    /// The recipe to propose for the tables: the first that fits them, else the first.
    public Optional<Path> proposal(List<Table> tables) {
        return recipes.stream()
                .filter(recipe -> fits(recipe, tables))
                .findFirst()
                .or(() -> recipes.stream().findFirst());
    }

    /// Their names without folder.
    public Set<String> names() {
        return Stream.concat(recipes.stream(), truths.stream())
                .map(OwnFiles::name)
                .collect(Collectors.toSet());
    }

    private static boolean fits(Path recipe, List<Table> tables) {
        try {
            return Intake.fits(RecipeParser.parse(text(recipe)), tables);
        } catch (CorridorException e) {
            return false;
        }
    }

    private static boolean isRecipe(String text) {
        return RECIPE_KEY
                        .matcher(text)
                        .results()
                        .map(key -> key.group(1))
                        .distinct()
                        .count()
                == RECIPE_KEYS;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// What the file says; nothing where it is larger than such files are, or cannot be read.
    private static String text(Path file) {
        try {
            return Files.size(file) > LONGEST ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
