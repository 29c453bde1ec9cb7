package dev.corridor.recipes.intake;

import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Join;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Reference;
import dev.corridor.recipes.recipe.ValueSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which columns of which tables are looked up by others and therefore held in memory.
final class Needs {
    private final Recipe recipe;
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    private Needs(Recipe recipe) {
        this.recipe = recipe;
    }

    /// Columns by table.
    static Map<String, Set<String>> of(Recipe recipe) {
        Needs needs = new Needs(recipe);
        for (InteractionRule rule : recipe.interactions()) {
            String table = rule.source().table();
            rule.source().customer().ifPresent(customer -> needs.follow(table, customer));
            references(rule).forEach(reference -> needs.follow(table, reference));
        }
        return needs.columns;
    }

    /// The references of all attributes of an interaction rule.
    private static List<String> references(InteractionRule rule) {
        return attributes(rule).stream()
                .flatMap(attribute -> references(attribute.source()).stream())
                .toList();
    }

    /// The attributes of an interaction rule and of its touchpoints.
    static List<AttributeRule> attributes(InteractionRule rule) {
        List<AttributeRule> attributes = new ArrayList<>(rule.source().attributes());
        if (rule instanceof InteractionRule.WideTable wide) {
            wide.touchpoints().forEach(touchpoint -> attributes.addAll(touchpoint.attributes()));
        }
        return attributes;
    }

    private static List<String> references(ValueSource source) {
        return switch (source) {
            case ValueSource.Column column -> List.of(column.reference());
            case ValueSource.Constant _ -> List.of();
            case ValueSource.Count count ->
                count.what().equals(ValueSource.Count.ROWS)
                        ? List.of()
                        : List.of(count.what() + "." + ValueSource.Count.ROWS);
            case ValueSource.Product product -> product.references();
            case ValueSource.Difference difference -> List.of(difference.from(), difference.to());
            case ValueSource.Late late -> List.of(late.time(), late.due());
        };
    }

    private void follow(String table, String text) {
        Reference reference = Reference.of(recipe, table, text);
        String at = table;
        for (int i = 0; i < reference.joins().size(); i++) {
            Join join = reference.joins().get(i);
            if (i > 0) {
                held(at).addAll(join.here());
            }
            held(join.table()).addAll(join.there());
            join.latestBy().ifPresent(held(join.table())::add);
            at = join.table();
        }
        if (!reference.joins().isEmpty() && !reference.column().equals(ValueSource.Count.ROWS)) {
            held(at).add(reference.column());
        }
    }

    private Set<String> held(String table) {
        return columns.computeIfAbsent(table, _ -> new LinkedHashSet<>());
    }
}
