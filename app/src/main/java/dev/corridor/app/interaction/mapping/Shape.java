package dev.corridor.app.interaction.mapping;

import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.ColumnGuess;
import dev.corridor.recipes.recipe.FirstRows;
import dev.corridor.recipes.recipe.RecipeGuess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files with the same columns, which are mapped together.
///
/// @param files their names
/// @param names of all columns, in file order
/// @param columns what the first [#COLUMNS] look like in the first file, and those with usual names; the others can
///     be used by a recipe only
/// @param first the first rows of that file under these columns, cells cut to [#LONGEST_CELL] characters
public record Shape(List<String> files, List<String> names, List<ColumnGuess> columns, List<List<String>> first) {
    /// How many columns are looked at.
    public static final int COLUMNS = 200;

    /// How many rows are shown.
    public static final int ROWS = 4;

    /// How much of a cell is shown.
    public static final int LONGEST_CELL = 120;

    public Shape {
        files = List.copyOf(files);
        names = List.copyOf(names);
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
        List<String> names = shown.columns();
        List<ColumnGuess> columns = RecipeGuess.columns(shown, COLUMNS);
        int[] cells = columns.stream()
                .mapToInt(column -> names.indexOf(column.column()))
                .toArray();
        List<List<String>> rows = new ArrayList<>();
        FirstRows.read(
                shown,
                ROWS,
                row -> rows.add(Arrays.stream(cells)
                        .mapToObj(column -> cut(row.text(column)))
                        .toList()));
        return new Shape(tables.stream().map(Table::file).toList(), names, columns, rows);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
    }

    /// How many columns were not looked at.
    public int more() {
        return names.size() - columns.size();
    }

    /// The names of those that were looked at.
    public List<String> shown() {
        return columns.stream().map(ColumnGuess::column).toList();
    }

    /// What people would call the table: its first file's name without endings.
    String plainName() {
        String file = files.getFirst();
        String plain = file.replaceFirst("(?i)([.](csv|tsv|tab|psv|txt|xes|jsonl|ndjson|parquet))?([.]gz)?$", "");
        return plain.isBlank() ? "log" : plain.strip();
    }
}
