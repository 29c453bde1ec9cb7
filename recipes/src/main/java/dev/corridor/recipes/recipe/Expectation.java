package dev.corridor.recipes.recipe;

/// What should hold in every journey; where it does not, that is a finding.
public sealed interface Expectation {
    /// The sentence as written in the recipe.
    String text();

    /// No journey passes `touchpoint` before `other`: `A not before B`.
    record NotBefore(String text, String touchpoint, String other) implements Expectation {}

    /// Journeys that meet the filter pass the touchpoint, or (`present` false) do not: `FILTER has [not] TOUCHPOINT`.
    ///
    /// @param filter in the engine's filter language
    record Has(String text, String filter, String touchpoint, boolean present) implements Expectation {}
}
