package dev.corridor.analysis.moments;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A promise of a day or an instant by which a touchpoint is met, as a recipe's attribute of lateness
/// (`late`, `due`)
/// says it.
///
/// @param name of the attribute of lateness
/// @param touchpoint its code
/// @param lateness id of the attribute that counts days late
/// @param due id of the attribute that holds the due date; empty: who still waits is unknown
/// @param wholeDay whether the promise holds until its day is over
record DueDate(String name, int touchpoint, int lateness, OptionalInt due, boolean wholeDay) {
    /// The due dates of a recipe whose touchpoints the data have, in the order of the recipe.
    static List<DueDate> of(Recipe recipe, Store store) {
        List<DueDate> dates = new ArrayList<>();
        for (InteractionRule rule : recipe.interactions()) {
            for (AttributeRule attribute : rule.source().attributes()) {
                if (attribute.source() instanceof ValueSource.Late late) {
                    dueDate(store, rule, attribute, late).ifPresent(dates::add);
                }
            }
        }
        return dates;
    }

    private static Optional<DueDate> dueDate(
            Store store, InteractionRule rule, AttributeRule attribute, ValueSource.Late late) {
        int id = store.schema().idOf(attribute.name());
        OptionalInt touchpoint =
                touchpoint(rule, attribute, late).map(store.touchpoints()::code).orElse(OptionalInt.empty());
        if (id < 0 || touchpoint.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt due = rule.source().attributes().stream()
                .filter(other -> other.kind() == Attribute.Kind.TIME
                        && other.source().equals(new ValueSource.Column(late.due())))
                .mapToInt(other -> store.schema().idOf(other.name()))
                .filter(found -> found >= 0)
                .findFirst();
        return Optional.of(
                new DueDate(attribute.name(), touchpoint.getAsInt(), id, due, late.at() == ValueSource.Due.END_OF_DAY));
    }

    private static Optional<String> touchpoint(InteractionRule rule, AttributeRule attribute, ValueSource.Late late) {
        if (attribute.known() instanceof Known.AtTouchpoint(String name)) {
            return Optional.of(name);
        }
        return rule instanceof InteractionRule.WideTable wide
                ? wide.touchpoints().stream()
                        .filter(touchpoint -> touchpoint.time().equals(Optional.of(late.time())))
                        .map(InteractionRule.Touchpoint::name)
                        .findFirst()
                : Optional.empty();
    }
}
