package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Two recipes that feed one data set as one recipe.
final class RecipeUnion {
    private final Recipe first;
    private final Recipe second;

    RecipeUnion(Recipe first, Recipe second) {
        this.first = first;
        this.second = second;
    }

    Recipe recipe() {
        checkAttributes();
        Map<String, String> tableNames = tableNames();
        Map<String, TableRule> tables = new LinkedHashMap<>(first.tables());
        second.tables().values().forEach(table -> {
            TableRule renamed = renamed(table, tableNames);
            tables.put(renamed.name(), renamed);
        });
        List<InteractionRule> interactions = new ArrayList<>(first.interactions());
        second.interactions().forEach(rule -> interactions.add(renamed(rule, tableNames)));
        return new Recipe(
                first.name(),
                first.description(),
                zone(),
                first.journeys(),
                tables,
                interactions,
                order(),
                distinct(first.ends(), second.ends()),
                distinct(first.expectations(), second.expectations()),
                touchpointNames());
    }

    private static <T> List<T> distinct(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private void checkAttributes() {
        Map<String, AttributeRule> known = new LinkedHashMap<>();
        first.attributes().forEach(attribute -> known.put(attribute.name(), attribute));
        for (AttributeRule other : second.attributes()) {
            AttributeRule one = known.get(other.name());
            if (one != null && !one.attribute().equals(other.attribute())) {
                throw disagree(
                        "about the attribute '" + other.name() + "'",
                        words(one),
                        words(other),
                        "Give it the same kind, level, take and known in both, or two names.");
            }
            if (one != null
                    && one.scale().isPresent()
                    && other.scale().isPresent()
                    && !one.scale().equals(other.scale())) {
                throw disagree(
                        "about the scale of '" + other.name() + "'",
                        words(one.scale().get()),
                        words(other.scale().get()),
                        "Give it the same scale in both, or two names.");
            }
        }
    }

    private static String words(AttributeRule rule) {
        return rule.attribute().kind() + ", " + rule.attribute().level() + ", "
                + rule.attribute().aggregate() + ", known " + rule.attribute().known();
    }

    private static String words(Scale scale) {
        return scale.from() + " to " + scale.to();
    }

    private Zone zone() {
        if (first.zone() instanceof Zone.AsWritten) {
            return second.zone();
        }
        if (second.zone() instanceof Zone.AsWritten) {
            return first.zone();
        }
        if (first.zone() instanceof Zone.None != second.zone() instanceof Zone.None) {
            throw disagree(
                    "about the zone",
                    words(first.zone()),
                    words(second.zone()),
                    "Name a zone in both, or 'zone: none' in both.");
        }
        return first.zone();
    }

    private static String words(Zone zone) {
        return switch (zone) {
            case Zone.AsWritten _ -> "as-written";
            case Zone.None _ -> "none";
            case Zone.Of of -> of.id().toString();
        };
    }

    private CorridorException disagree(String about, String one, String other, String remedy) {
        return new CorridorException(
                RecipeError.RECIPES_DISAGREE,
                "The recipes '" + first.name() + "' and '" + second.name() + "' disagree " + about + ": " + one
                        + " against " + other + ".",
                remedy);
    }

    /// The second recipe's tables by the names that they get: another one where the first has a table of that
    /// name.
    private Map<String, String> tableNames() {
        Set<String> taken = new LinkedHashSet<>(first.tables().keySet());
        Map<String, String> names = new LinkedHashMap<>();
        for (TableRule table : second.tables().values()) {
            String name = table.name();
            for (int number = 2; taken.contains(name); number++) {
                name = table.name() + " (" + number + ")";
            }
            taken.add(name);
            names.put(table.name(), name);
        }
        return names;
    }

    private static TableRule renamed(TableRule table, Map<String, String> names) {
        return new TableRule(
                name(names, table.name()),
                table.columns(),
                table.optional(),
                table.key(),
                table.joins().stream()
                        .map(join -> new Join(
                                join.name(), name(names, join.table()), join.here(), join.there(), join.latestBy()))
                        .toList(),
                table.times(),
                table.decimals(),
                table.missing());
    }

    private static InteractionRule renamed(InteractionRule rule, Map<String, String> names) {
        InteractionRule.Source old = rule.source();
        InteractionRule.Source source = new InteractionRule.Source(
                name(names, old.table()),
                old.journey(),
                old.customer(),
                old.withoutCustomer(),
                old.when(),
                old.attributes());
        return switch (rule) {
            case InteractionRule.WideTable wide -> new InteractionRule.WideTable(source, wide.touchpoints());
            case InteractionRule.LongTable single ->
                new InteractionRule.LongTable(source, single.time(), single.group(), single.touchpoint());
        };
    }

    private static String name(Map<String, String> names, String name) {
        return Optional.ofNullable(names.get(name)).orElseThrow(() -> new IllegalStateException("no table " + name));
    }

    /// The first recipe's order; what only the second names stands before what follows it there.
    private List<String> order() {
        List<String> order = new ArrayList<>(first.order());
        int next = order.size();
        for (String touchpoint : second.order().reversed()) {
            int known = order.indexOf(touchpoint);
            if (known < 0) {
                order.add(next, touchpoint);
            } else {
                next = known;
            }
        }
        return order;
    }

    private Map<String, Map<String, String>> touchpointNames() {
        Map<String, Map<String, String>> names = new LinkedHashMap<>(first.touchpointNames());
        second.touchpointNames()
                .forEach((touchpoint, languages) -> names.merge(touchpoint, languages, (own, others) -> {
                    Map<String, String> both = new LinkedHashMap<>(own);
                    others.forEach(both::putIfAbsent);
                    return both;
                }));
        return names;
    }
}
