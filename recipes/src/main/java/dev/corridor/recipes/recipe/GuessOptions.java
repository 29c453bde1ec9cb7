package dev.corridor.recipes.recipe;

import java.util.Optional;

/// What a user says when a recipe is guessed.
///
/// @param caseColumn the column of the journey's key
/// @param activity the column that names the touchpoint
/// @param time the column of the time
/// @param customer the column of the customer
/// @param classifier of an XES log: the name of a declared classifier, or the keys to be joined
/// @param lifecycle of an XES log: the only transition that counts, such as `complete`
public record GuessOptions(
        Optional<String> caseColumn,
        Optional<String> activity,
        Optional<String> time,
        Optional<String> customer,
        Optional<String> classifier,
        Optional<String> lifecycle) {
    /// Nothing said.
    public static final GuessOptions NONE = new GuessOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
