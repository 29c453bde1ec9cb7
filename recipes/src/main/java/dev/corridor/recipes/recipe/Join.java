package dev.corridor.recipes.recipe;

import java.util.List;
import java.util.Optional;

/// How the rows of a table find those of another.
///
/// @param name what references call it: `customers.customer_state`
/// @param table the table joined
/// @param here key columns of the table that joins
/// @param there key columns of the table joined, as many
/// @param latestBy the joined table's time column that says which row is the latest; empty: the last in source order
public record Join(String name, String table, List<String> here, List<String> there, Optional<String> latestBy) {
    public Join {
        here = List.copyOf(here);
        there = List.copyOf(there);
    }
}
