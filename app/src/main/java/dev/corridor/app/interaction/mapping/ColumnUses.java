package dev.corridor.app.interaction.mapping;

import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Join;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Reference;
import dev.corridor.recipes.recipe.TableRule;
import dev.corridor.recipes.recipe.ValueSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a recipe does with the columns of its tables, also by way of joins.
public final class ColumnUses {
    /// One use of a column.
    ///
    /// @param kind its name in the words: `customer`, `time-of` ...
    /// @param what a touchpoint, an attribute or a table; empty where the kind says it all
    public record Use(String kind, String what) {}

    private final Recipe recipe;
    private final Map<String, Map<String, Set<Use>>> uses = new LinkedHashMap<>();

    private ColumnUses(Recipe recipe) {
        this.recipe = recipe;
    }

    public static ColumnUses of(Recipe recipe) {
        ColumnUses uses = new ColumnUses(recipe);
        recipe.interactions().forEach(uses::rule);
        recipe.tables().values().forEach(uses::table);
        return uses;
    }

    /// The uses of a column in files with these columns; none where it is not used.
    public List<Use> uses(List<String> columns, String column) {
        Optional<TableRule> table = Mapping.tableOf(recipe, columns);
        return table.map(rule -> uses.getOrDefault(rule.name(), Map.of()).getOrDefault(column, Set.of()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private void rule(InteractionRule rule) {
        String table = rule.source().table();
        rule.source().customer().ifPresent(reference -> add(table, reference, "customer", ""));
        rule.source().journey().forEach(column -> add(table, column, "journey", ""));
        switch (rule) {
            case InteractionRule.LongTable single -> {
                single.touchpoint().columns().forEach(column -> add(table, column, "touchpoint", ""));
                single.touchpoint().rules().stream()
                        .flatMap(each -> each.column().stream())
                        .forEach(column -> add(table, column, "touchpoint", ""));
                single.time().ifPresent(column -> add(table, column, "time", ""));
                single.group().forEach(column -> add(table, column, "group", ""));
            }
            case InteractionRule.WideTable wide ->
                wide.touchpoints().forEach(touchpoint -> {
                    touchpoint.time().ifPresent(column -> add(table, column, "time-of", touchpoint.name()));
                    touchpoint.when().values().keySet().forEach(column -> add(table, column, "condition", ""));
                    touchpoint.attributes().forEach(attribute -> attribute(table, attribute));
                });
        }
        rule.source().when().values().keySet().forEach(column -> add(table, column, "condition", ""));
        rule.source().attributes().forEach(attribute -> attribute(table, attribute));
    }

    private void attribute(String table, AttributeRule attribute) {
        String kind = switch (attribute.name()) {
            case Schema.SCORE -> "score";
            case Schema.OUTCOME -> "outcome";
            default -> "attribute";
        };
        for (String reference : references(attribute.source())) {
            add(table, reference, kind, attribute.name());
        }
    }

    private static List<String> references(ValueSource source) {
        return switch (source) {
            case ValueSource.Column(String reference) -> List.of(reference);
            case ValueSource.Constant _, ValueSource.Count _ -> List.of();
            case ValueSource.Product(List<String> references) -> references;
            case ValueSource.Difference(String from, String to, ValueSource.Unit _) -> List.of(from, to);
            case ValueSource.Late(String time, String due, ValueSource.Due _) -> List.of(time, due);
        };
    }

    private void table(TableRule table) {
        table.key().forEach(column -> add(table.name(), column, "key", ""));
        for (Join join : table.joins()) {
            join.here().forEach(column -> add(table.name(), column, "link", join.table()));
            join.there().forEach(column -> add(join.table(), column, "link", table.name()));
            join.latestBy().ifPresent(column -> add(join.table(), column, "latest", ""));
        }
    }

    private void add(String table, String text, String kind, String what) {
        Reference reference = Reference.of(recipe, table, text);
        uses.computeIfAbsent(reference.table(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(reference.column(), _ -> new LinkedHashSet<>())
                .add(new Use(kind, what));
    }
}
