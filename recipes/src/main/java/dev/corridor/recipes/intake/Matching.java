package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeError;
import dev.corridor.recipes.recipe.TableRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which file is which table of the recipe, told by the columns in its header.
///
/// @param tables by name, those given
/// @param unused names of files that are no table of the recipe
record Matching(Map<String, GivenTable> tables, List<String> unused) {
    /// Each file is the table whose columns it has; of several the one with the most columns, of equals the first in
    /// the recipe.
    ///
    /// @throws CorridorException `TABLE_MISSING` where no file is a table that is not optional
    static Matching of(Recipe recipe, List<Table> files) {
        Map<String, List<GivenFile>> found = new LinkedHashMap<>();
        recipe.tables().keySet().forEach(name -> found.put(name, new ArrayList<>()));
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Table file = files.get(i);
            Optional<TableRule> rule = recipe.tables().values().stream()
                    .filter(candidate -> new HashSet<>(file.columns()).containsAll(candidate.columns()))
                    .max(Comparator.comparingInt(
                                    (TableRule candidate) -> candidate.columns().size())
                            .thenComparing(Comparator.comparingInt((TableRule candidate) -> order(recipe, candidate))
                                    .reversed()));
            if (rule.isPresent()) {
                found.getOrDefault(rule.get().name(), new ArrayList<>()).add(new GivenFile(i, file));
            } else {
                unused.add(file.file());
            }
        }
        Map<String, GivenTable> tables = new LinkedHashMap<>();
        found.forEach((name, given) -> {
            TableRule rule = recipe.table(name);
            if (!given.isEmpty()) {
                tables.put(name, new GivenTable(rule, given));
            } else if (!rule.optional()) {
                throw missing(rule, files);
            }
        });
        return new Matching(tables, unused);
    }

    /// Whether some file has the columns of every table that is not optional.
    static boolean fits(Recipe recipe, List<Table> files) {
        return recipe.tables().values().stream()
                .filter(rule -> !rule.optional())
                .allMatch(rule ->
                        files.stream().anyMatch(file -> lacking(rule, file).isEmpty()));
    }

    private static int order(Recipe recipe, TableRule rule) {
        return List.copyOf(recipe.tables().keySet()).indexOf(rule.name());
    }

    private static CorridorException missing(TableRule rule, List<Table> files) {
        String nearest = files.stream()
                .filter(file -> rule.columns().stream().anyMatch(file.columns()::contains))
                .min(Comparator.comparingInt(file -> lacking(rule, file).size()))
                .map(file -> " The nearest is " + file.file() + ", which lacks "
                        + String.join(", ", lacking(rule, file)) + ".")
                .orElse("");
        return new CorridorException(
                RecipeError.TABLE_MISSING,
                "No file is the table '" + rule.name() + "': none has all of the columns "
                        + String.join(", ", rule.columns()) + "." + nearest,
                "Give the file too, or change the columns of '" + rule.name() + "' in the recipe.");
    }

    private static List<String> lacking(TableRule rule, Table file) {
        return rule.columns().stream()
                .filter(column -> !file.columns().contains(column))
                .toList();
    }
}
