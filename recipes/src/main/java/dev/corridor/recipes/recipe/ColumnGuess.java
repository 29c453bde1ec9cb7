package dev.corridor.recipes.recipe;

/// What a column of a table looks like, by its name and its first values.
///
/// @param usual what columns of this name usually are
/// @param attribute what it is as an attribute
/// @param mayBeTimes whether any value is a time, or none is there to tell
/// @param holdsTimes whether nearly every value is a time
/// @param times how those are written
public record ColumnGuess(
        String column, Usual usual, AttributeRule attribute, boolean mayBeTimes, boolean holdsTimes, TimeRule times) {
    /// What columns of a name usually are.
    public enum Usual {
        JOURNEY,
        TOUCHPOINT,
        TIME,
        CUSTOMER,
        OTHER
    }
}
