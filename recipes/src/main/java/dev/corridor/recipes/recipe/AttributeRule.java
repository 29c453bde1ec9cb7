package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import java.util.Map;
import java.util.Optional;

/// An attribute and how its values are found.
///
/// @param take how several values become one: found by a join, in a group of rows and in a journey
/// @param values what a text is replaced by, of categories and sets
/// @param otherwise what every other text is replaced by, empty text for no value; absent: kept
/// @param scale of a score; values outside are not used
public record AttributeRule(
        String name,
        ValueSource source,
        Attribute.Kind kind,
        Attribute.Level level,
        Attribute.Aggregate take,
        Known known,
        Map<String, String> values,
        Optional<String> otherwise,
        Optional<Scale> scale) {
    public AttributeRule {
        values = Ordered.copy(values);
    }

    /// The attribute as the engine knows it.
    public Attribute attribute() {
        return new Attribute(name, kind, level, take, known);
    }
}
