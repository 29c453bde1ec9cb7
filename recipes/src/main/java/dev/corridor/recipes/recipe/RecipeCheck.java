package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether the names in a recipe lead somewhere and its parts agree.
final class RecipeCheck {
    private RecipeCheck() {}

    /// @throws CorridorException `UNKNOWN_REFERENCE` or `CONTRADICTION`
    static void check(Recipe recipe) {
        recipe.tables().values().forEach(table -> table.joins().forEach(join -> checkJoin(recipe, table, join)));
        recipe.interactions().forEach(rule -> checkSource(recipe, rule));
        checkAttributesAgree(recipe);
        checkTouchpoints(recipe);
    }

    private static void checkJoin(Recipe recipe, TableRule table, Join join) {
        if (!recipe.tables().containsKey(join.table())) {
            throw unknown(
                    "the table '" + table.name() + "' joins '" + join.table() + "'",
                    join.table(),
                    recipe.tables().keySet());
        }
    }

    private static void checkSource(Recipe recipe, InteractionRule rule) {
        String table = rule.source().table();
        if (!recipe.tables().containsKey(table)) {
            throw unknown(
                    "interactions come from '" + table + "'",
                    table,
                    recipe.tables().keySet());
        }
        rule.source().attributes().forEach(attribute -> checkAttribute(recipe, table, attribute));
        if (rule instanceof InteractionRule.WideTable wide) {
            wide.touchpoints()
                    .forEach(touchpoint ->
                            touchpoint.attributes().forEach(attribute -> checkAttribute(recipe, table, attribute)));
        }
    }

    private static void checkAttribute(Recipe recipe, String table, AttributeRule attribute) {
        if (attribute.source() instanceof ValueSource.Count count
                && !count.what().equals(ValueSource.Count.ROWS)) {
            if (!Reference.of(recipe, table, count.what() + ".rows").column().equals("rows")) {
                List<String> known = new ArrayList<>();
                known.add(ValueSource.Count.ROWS);
                recipe.table(table).joins().forEach(join -> known.add(join.name()));
                throw unknown(
                        "the attribute '" + attribute.name() + "' counts '" + count.what() + "'", count.what(), known);
            }
        }
    }

    private static void checkAttributesAgree(Recipe recipe) {
        Map<String, AttributeRule> first = new HashMap<>();
        for (InteractionRule rule : recipe.interactions()) {
            check(first, rule.source().attributes());
            if (rule instanceof InteractionRule.WideTable wide) {
                for (InteractionRule.Touchpoint touchpoint : wide.touchpoints()) {
                    check(first, touchpoint.attributes());
                    touchpoint.attributes().stream()
                            .filter(attribute -> rule.source().attributes().stream()
                                    .anyMatch(shared -> shared.name().equals(attribute.name())))
                            .findFirst()
                            .ifPresent(attribute -> {
                                throw new CorridorException(
                                        RecipeError.CONTRADICTION,
                                        "The attribute '" + attribute.name() + "' of the touchpoint '"
                                                + touchpoint.name() + "' is an attribute of the whole table too.",
                                        "Keep one of the two.");
                            });
                }
            }
        }
    }

    private static void check(Map<String, AttributeRule> first, List<AttributeRule> rules) {
        Map<String, AttributeRule> here = new HashMap<>();
        for (AttributeRule rule : rules) {
            if (here.put(rule.name(), rule) != null) {
                throw new CorridorException(
                        RecipeError.CONTRADICTION,
                        "The attribute '" + rule.name() + "' is given twice in one place.",
                        "Keep one of the two.");
            }
            AttributeRule earlier = first.putIfAbsent(rule.name(), rule);
            if (earlier != null && !earlier.attribute().equals(rule.attribute())) {
                throw new CorridorException(
                        RecipeError.CONTRADICTION,
                        "The attribute '" + rule.name() + "' is declared in two ways.",
                        "Give it the same kind, level, take and known everywhere, or two names.");
            }
        }
    }

    /// Only where every touchpoint is named by the recipe can a name be wrong.
    private static void checkTouchpoints(Recipe recipe) {
        boolean open = recipe.interactions().stream()
                .anyMatch(rule -> rule instanceof InteractionRule.LongTable single
                        && single.touchpoint().otherwise() instanceof Recognition.Otherwise.Keep);
        if (open) {
            return;
        }
        Set<String> declared = recipe.declaredTouchpoints();
        recipe.order().forEach(name -> require("order", name, declared));
        recipe.ends().forEach(name -> require("ends", name, declared));
        recipe.touchpointNames().keySet().forEach(name -> require("touchpoints", name, declared));
        recipe.attributes().forEach(attribute -> {
            if (attribute.known() instanceof Known.AtTouchpoint at) {
                require("known", at.touchpoint(), declared);
            }
        });
        for (Expectation expectation : recipe.expectations()) {
            switch (expectation) {
                case Expectation.NotBefore pair -> {
                    require("expect", pair.touchpoint(), declared);
                    require("expect", pair.other(), declared);
                }
                case Expectation.Has has -> require("expect", has.touchpoint(), declared);
            }
        }
    }

    private static void require(String where, String name, Set<String> declared) {
        if (!declared.contains(name)) {
            throw unknown("'" + where + "' names the touchpoint '" + name + "'", name, declared);
        }
    }

    private static CorridorException unknown(String what, String name, Collection<String> known) {
        String remedy = Nearest.to(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("There are: " + String.join(", ", known) + ".");
        return new CorridorException(
                RecipeError.UNKNOWN_REFERENCE, "In the recipe " + what + ", which is declared nowhere.", remedy);
    }
}
