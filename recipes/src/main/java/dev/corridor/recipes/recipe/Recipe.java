package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a company's tables become interactions: one readable YAML file ([RecipeParser], [RecipeWriter]).
///
/// @param name what people call it
/// @param description for people; may be empty
/// @param journeys the journey rule used unless another is asked for, in the engine's words: `key`, `gap=30d`
/// @param tables by name, in the order they are tried on a file
/// @param order touchpoints in the order that settles equal times
/// @param ends touchpoints that complete a journey
/// @param touchpointNames what touchpoints are called, by touchpoint and language (en, pt, ru)
public record Recipe(
        String name,
        String description,
        Zone zone,
        String journeys,
        Map<String, TableRule> tables,
        List<InteractionRule> interactions,
        List<String> order,
        List<String> ends,
        List<Expectation> expectations,
        Map<String, Map<String, String>> touchpointNames) {
    public Recipe {
        tables = Ordered.copy(tables);
        interactions = List.copyOf(interactions);
        order = List.copyOf(order);
        ends = List.copyOf(ends);
        expectations = List.copyOf(expectations);
        touchpointNames = Ordered.copy(touchpointNames);
    }

    /// The table of this name.
    ///
    /// @throws IllegalStateException where there is none, which the parser rules out
    public TableRule table(String tableName) {
        return Optional.ofNullable(tables.get(tableName))
                .orElseThrow(() -> new IllegalStateException("no table " + tableName));
    }

    /// Every attribute once, in the order of the recipe.
    public List<AttributeRule> attributes() {
        Map<String, AttributeRule> byName = new LinkedHashMap<>();
        for (InteractionRule rule : interactions) {
            rule.source().attributes().forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
            if (rule instanceof InteractionRule.WideTable wide) {
                wide.touchpoints().stream()
                        .flatMap(touchpoint -> touchpoint.attributes().stream())
                        .forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
            }
        }
        return List.copyOf(byName.values());
    }

    /// The scale of the score, where the recipe has a score and says its scale.
    public Optional<Scale> scale() {
        return attributes().stream()
                .filter(attribute -> attribute.name().equals(Schema.SCORE))
                .findFirst()
                .flatMap(AttributeRule::scale);
    }

    /// The touchpoint's name in a language, else in English, else as it stands in the data.
    public String displayName(String touchpoint, String language) {
        Map<String, String> names = touchpointNames.getOrDefault(touchpoint, Map.of());
        return names.getOrDefault(language, names.getOrDefault("en", touchpoint));
    }

    /// The touchpoints that its interactions name; a long table may bring others.
    public Set<String> declaredTouchpoints() {
        Set<String> names = new LinkedHashSet<>();
        for (InteractionRule rule : interactions) {
            switch (rule) {
                case InteractionRule.WideTable wide ->
                    wide.touchpoints().forEach(touchpoint -> names.add(touchpoint.name()));
                case InteractionRule.LongTable single -> {
                    for (Recognition.Rule recognition : single.touchpoint().rules()) {
                        if (recognition.outcome() instanceof Recognition.Outcome.Is is) {
                            names.add(is.touchpoint());
                        }
                    }
                    if (single.touchpoint().otherwise() instanceof Recognition.Otherwise.Named named) {
                        names.add(named.touchpoint());
                    }
                }
            }
        }
        return names;
    }

    /// What the engine's store is to hold.
    ///
    /// @param zoned whether times are instants
    public Schema schema(boolean zoned) {
        return new Schema(attributes().stream().map(AttributeRule::attribute).toList(), order, ends, zoned);
    }

    /// One recipe of two that feed one data set, such as orders and surveys: it has the tables, interactions and
    /// attributes of both, and says for both what completes a journey, which touchpoint comes first and what should
    /// hold. Where only one thing can be said, such as the name or the journey rule, this recipe says it. A zone
    /// `as-written` gives way to that of the other recipe.
    ///
    /// @throws dev.corridor.engine.error.CorridorException `RECIPES_DISAGREE` where an attribute has another kind,
    ///     level, take, known or scale in each, or only one has local clocks
    public Recipe and(Recipe other) {
        return new RecipeUnion(this, other).recipe();
    }
}
