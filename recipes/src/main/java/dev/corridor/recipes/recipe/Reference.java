package dev.corridor.recipes.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A column, found from a table by way of joins.
///
/// @param joins from the table outward; empty: a column of the table itself
/// @param table the name of the table that has the column
/// @param column its name
public record Reference(List<Join> joins, String table, String column) {
    public Reference {
        joins = List.copyOf(joins);
    }

    /// Reads `column`, `join.column` or `join.join.column`. A text that does not begin with the name of a join
    /// and a dot is a column, whatever it contains.
    public static Reference of(Recipe recipe, String table, String text) {
        List<Join> joins = new ArrayList<>();
        String at = table;
        String rest = text;
        while (true) {
            Optional<Join> next = joinAt(recipe.table(at), rest);
            if (next.isEmpty()) {
                return new Reference(joins, at, rest);
            }
            joins.add(next.get());
            at = next.get().table();
            rest = rest.substring(next.get().name().length() + 1);
        }
    }

    private static Optional<Join> joinAt(TableRule table, String text) {
        return table.joins().stream()
                .filter(join -> text.length() > join.name().length() + 1
                        && text.startsWith(join.name())
                        && text.charAt(join.name().length()) == '.')
                .findFirst();
    }
}
