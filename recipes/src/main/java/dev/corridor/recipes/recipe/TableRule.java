package dev.corridor.recipes.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table that the recipe reads, recognised by its columns.
///
/// @param columns a file with all of these columns is a file of this table
/// @param optional whether the recipe works without it
/// @param key columns that identify a row; empty: its content and how often it has occurred in the file
/// @param joins the other tables that its rows look up
/// @param times how time columns are written, by column
/// @param decimals columns whose numbers are written with a decimal comma or point
/// @param missing texts that stand for no value
public record TableRule(
        String name,
        List<String> columns,
        boolean optional,
        List<String> key,
        List<Join> joins,
        Map<String, TimeRule> times,
        Map<String, Decimal> decimals,
        List<String> missing) {
    public TableRule {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        joins = List.copyOf(joins);
        times = Ordered.copy(times);
        decimals = Ordered.copy(decimals);
        missing = List.copyOf(missing);
    }

    /// The sign before the decimals of a number.
    public enum Decimal {
        COMMA,
        POINT
    }

    public TimeRule time(String column) {
        return times.getOrDefault(column, TimeRule.USUAL);
    }

    public Optional<Join> join(String joinName) {
        return joins.stream().filter(join -> join.name().equals(joinName)).findFirst();
    }
}
