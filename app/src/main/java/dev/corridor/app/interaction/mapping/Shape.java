package dev.corridor.app.interaction.mapping;

import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.ColumnGuess;
import dev.corridor.recipes.recipe.FirstRows;
import dev.corridor.recipes.recipe.RecipeGuess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Files with the same columns, which are mapped together.
///
/// @param files their names
/// @param columns as the first of them has them
/// @param first the first rows of that file, cells cut to [#LONGEST_CELL] characters
public record Shape(List<String> files, List<ColumnGuess> columns, List<List<String>> first) {
    /// How many rows are shown.
    public static final int ROWS = 4;

    /// How much of a cell is shown.
    public static final int LONGEST_CELL = 120;

    public Shape {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
        first = List.copyOf(first);
    }

    /// The shapes of tables, in the order of their first files.
    public static List<Shape> of(List<Table> tables) {
        Map<List<String>, List<Table>> byColumns = new LinkedHashMap<>();
        tables.forEach(table -> byColumns
                .computeIfAbsent(table.columns(), _ -> new ArrayList<>())
                .add(table));
        return byColumns.values().stream().map(Shape::ofSame).toList();
    }

    private static Shape ofSame(List<Table> tables) {
        Table shown = tables.getFirst();
        int cells = shown.columns().size();
        List<List<String>> rows = new ArrayList<>();
        FirstRows.read(
                shown,
                ROWS,
                row -> rows.add(IntStream.range(0, cells)
                        .mapToObj(column -> cut(row.text(column)))
                        .toList()));
        return new Shape(tables.stream().map(Table::file).toList(), RecipeGuess.columns(shown), rows);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
    }

    /// The names of its columns, in file order.
    public List<String> names() {
        return columns.stream().map(ColumnGuess::column).toList();
    }

    /// What people would call the table: its first file's name without endings.
    String plainName() {
        String file = files.getFirst();
        String plain = file.replaceFirst("(?i)([.](csv|tsv|tab|psv|txt|xes|jsonl|ndjson|parquet))?([.]gz)?$", "");
        return plain.isBlank() ? "log" : plain.strip();
    }
}
