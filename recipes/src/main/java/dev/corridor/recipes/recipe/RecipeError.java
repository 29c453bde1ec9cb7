package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.ErrorCode;

/// The error codes of recipes, of their execution and of guessing one.
public enum RecipeError implements ErrorCode {
    /// The recipe is not the part of YAML that recipes are written in.
    RECIPE_SYNTAX(2101, Kind.USER),
    /// A key that a recipe does not have at that place.
    UNKNOWN_KEY(2102, Kind.USER),
    /// A key that is needed is not there.
    MISSING_KEY(2103, Kind.USER),
    /// A value that the key does not take.
    BAD_VALUE(2104, Kind.USER),
    /// A name that is declared nowhere in the recipe.
    UNKNOWN_REFERENCE(2105, Kind.USER),
    /// Two parts of the recipe contradict each other.
    CONTRADICTION(2106, Kind.USER),
    /// Two recipes of one data set contradict each other.
    RECIPES_DISAGREE(2107, Kind.USER),
    /// No file has the columns of a required table.
    TABLE_MISSING(2110, Kind.USER),
    /// A file of a table lacks a column that the recipe uses.
    COLUMN_MISSING(2111, Kind.USER),
    /// Both day-first and month-first fit every date of a column.
    AMBIGUOUS_DATES(2112, Kind.USER),
    /// Nothing was guessed: a column that is needed was not recognised.
    GUESS_FAILED(2113, Kind.USER),
    /// The list of rejects could not be written.
    REJECTS_NOT_WRITTEN(2114, Kind.RESOURCES),
    /// A joined table is too large to be held in memory.
    TABLE_TOO_LARGE(2115, Kind.RESOURCES);

    private final int number;
    private final Kind kind;

    RecipeError(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
