package dev.corridor.recipes.intake;

import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.TableRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables that others join, in memory, with their indexes.
final class HeldTables {
    private final Map<String, HeldTable> tables = new LinkedHashMap<>();
    private final Map<String, GivenTable> given = new LinkedHashMap<>();
    private final Map<String, HeldIndex> indexes = new HashMap<>();

    /// Reads what the recipe looks up and what was given of it.
    static HeldTables read(Recipe recipe, Matching matching, Reading reading) {
        HeldTables held = new HeldTables();
        for (Map.Entry<String, Set<String>> need : Needs.of(recipe).entrySet()) {
            GivenTable table = matching.tables().get(need.getKey());
            if (table != null) {
                held.read(table, need.getValue(), reading);
            }
        }
        return held;
    }

    private void read(GivenTable table, Set<String> needed, Reading reading) {
        TableRule rule = table.rule();
        List<String> columns = new ArrayList<>();
        for (String column : needed) {
            if (table.files().stream().allMatch(file -> file.table().columns().contains(column))) {
                columns.add(column);
            }
        }
        HeldTable held = new HeldTable(rule.name(), columns);
        for (GivenFile file : table.files()) {
            int[] from = columns.stream()
                    .mapToInt(column -> file.table().columns().indexOf(column))
                    .toArray();
            reading.rows(rule, file, row -> held.add(row, from, Places.of(file.index(), row.line())));
        }
        tables.put(rule.name(), held);
        given.put(rule.name(), table);
    }

    Optional<HeldTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /// The files of a held table.
    GivenTable given(String name) {
        return Optional.ofNullable(given.get(name)).orElseThrow(() -> new IllegalStateException(name + " is not held"));
    }

    /// The rows of a held table by these columns.
    HeldIndex index(HeldTable table, List<String> columns) {
        return indexes.computeIfAbsent(
                table.name() + '\0' + String.join("\0", columns),
                _ -> new HeldIndex(
                        table, columns.stream().mapToInt(table::columnOf).toArray()));
    }
}
