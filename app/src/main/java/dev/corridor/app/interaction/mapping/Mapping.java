package dev.corridor.app.interaction.mapping;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.ColumnGuess;
import dev.corridor.recipes.recipe.Condition;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Recognition;
import dev.corridor.recipes.recipe.TableRule;
import dev.corridor.recipes.recipe.TimeRule;
import dev.corridor.recipes.recipe.ValueSource;
import dev.corridor.recipes.recipe.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What each column means, for every shape of the files: the part of recipes that can be said column by column.
///
/// A table with one time is long: each row is one interaction, at the touchpoint that a column names, else at one
/// named after the file. A table with several times and no touchpoint is wide: each time is a touchpoint.
///
/// @param meanings by shape, by column; columns that are left out are unused
public record Mapping(List<Map<String, Meaning>> meanings) {
    private static final List<String> NOBODY = List.of();

    public Mapping {
        meanings = meanings.stream().map(Map::copyOf).toList();
    }

    /// What the columns look like: where nothing more is known than their names and values.
    public static Mapping guess(List<Shape> shapes) {
        return new Mapping(shapes.stream().map(Mapping::guess).toList());
    }

    private static Map<String, Meaning> guess(Shape shape) {
        Map<String, Meaning> guess = new HashMap<>();
        boolean timed = shape.columns().stream().anyMatch(column -> column.usual() == ColumnGuess.Usual.TIME);
        boolean named = shape.columns().stream().anyMatch(column -> column.usual() == ColumnGuess.Usual.TOUCHPOINT);
        for (ColumnGuess column : shape.columns()) {
            boolean firstOrWide = !named || !guess.containsValue(Meaning.TIME);
            boolean isTime = column.holdsTimes() && !timed && firstOrWide;
            guess.put(
                    column.column(),
                    switch (column.usual()) {
                        case JOURNEY -> Meaning.JOURNEY;
                        case TOUCHPOINT -> Meaning.TOUCHPOINT;
                        case TIME -> Meaning.TIME;
                        case CUSTOMER -> Meaning.CUSTOMER;
                        case OTHER -> isTime ? Meaning.TIME : of(column.attribute());
                    });
        }
        return guess;
    }

    /// What a recipe says column by column; empty where it says more than that, such as joins or rules.
    public static Optional<Mapping> of(Recipe recipe, List<Shape> shapes) {
        List<Map<String, Meaning>> meanings = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Shape shape : shapes) {
            Optional<TableRule> table = tableOf(recipe, shape.names()).filter(rule -> taken.add(rule.name()));
            meanings.add(table.map(rule -> meanings(recipe, rule)).orElse(Map.of()));
        }
        Mapping mapping = new Mapping(meanings);
        return mapping.isEmpty() ? Optional.empty() : Optional.of(mapping).filter(read -> read.says(recipe, shapes));
    }

    /// The recipe's table that a file with these columns belongs to.
    static Optional<TableRule> tableOf(Recipe recipe, List<String> columns) {
        Optional<TableRule> best = Optional.empty();
        for (TableRule table : recipe.tables().values()) {
            boolean more = best.isEmpty()
                    || table.columns().size() > best.get().columns().size();
            if (columns.containsAll(table.columns()) && more) {
                best = Optional.of(table);
            }
        }
        return best;
    }

    private boolean says(Recipe recipe, List<Shape> shapes) {
        Recipe said = recipe("", shapes);
        boolean more = !recipe.description().isEmpty()
                || !recipe.order().isEmpty()
                || !recipe.ends().isEmpty()
                || !recipe.expectations().isEmpty()
                || !recipe.touchpointNames().isEmpty();
        return !more
                && said.zone().equals(recipe.zone())
                && said.journeys().equals(recipe.journeys())
                && said.interactions().stream()
                        .map(Mapping::plain)
                        .toList()
                        .equals(recipe.interactions().stream()
                                .map(Mapping::plain)
                                .toList())
                && recipe.tables().values().stream()
                        .allMatch(table -> table.joins().isEmpty()
                                && table.key().isEmpty()
                                && table.decimals().isEmpty()
                                && table.missing().isEmpty()
                                && !table.optional())
                && said.tables().values().stream()
                        .map(TableRule::times)
                        .toList()
                        .equals(recipe.tables().values().stream()
                                .map(TableRule::times)
                                .toList());
    }

    /// A rule whatever its table is called.
    private static InteractionRule plain(InteractionRule rule) {
        InteractionRule.Source source = rule.source();
        InteractionRule.Source same = new InteractionRule.Source(
                "", source.journey(), source.customer(), source.withoutCustomer(), source.when(), source.attributes());
        return switch (rule) {
            case InteractionRule.LongTable single ->
                new InteractionRule.LongTable(same, single.time(), single.group(), single.touchpoint());
            case InteractionRule.WideTable wide -> new InteractionRule.WideTable(same, wide.touchpoints());
        };
    }

    private static Map<String, Meaning> meanings(Recipe recipe, TableRule table) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        for (InteractionRule rule : recipe.interactions()) {
            if (rule.source().table().equals(table.name())) {
                rule.source().attributes().forEach(attribute -> {
                    if (attribute.source() instanceof ValueSource.Column(String column)) {
                        meanings.put(column, of(attribute));
                    }
                });
                switch (rule) {
                    case InteractionRule.LongTable single -> {
                        single.touchpoint().columns().forEach(column -> meanings.put(column, Meaning.TOUCHPOINT));
                        single.time().ifPresent(column -> meanings.put(column, time(table, column)));
                    }
                    case InteractionRule.WideTable wide ->
                        wide.touchpoints().stream()
                                .flatMap(touchpoint -> touchpoint.time().stream())
                                .forEach(column -> meanings.put(column, time(table, column)));
                }
                rule.source().customer().ifPresent(column -> meanings.put(column, Meaning.CUSTOMER));
                rule.source().journey().stream()
                        .filter(column ->
                                !Optional.of(column).equals(rule.source().customer()))
                        .forEach(column -> meanings.put(column, Meaning.JOURNEY));
            }
        }
        return meanings;
    }

    private static Meaning time(TableRule table, String column) {
        return table.time(column)
                .dates()
                .map(dates -> dates == TimeRule.Dates.DAY_FIRST ? Meaning.TIME_DAY_FIRST : Meaning.TIME_MONTH_FIRST)
                .orElse(Meaning.TIME);
    }

    private static Meaning of(AttributeRule attribute) {
        if (attribute.name().equals(Schema.SCORE)) {
            return Meaning.SCORE;
        }
        if (attribute.name().equals(Schema.OUTCOME)) {
            return Meaning.OUTCOME;
        }
        return switch (attribute.kind()) {
            case CATEGORY, SET -> Meaning.CATEGORY;
            case NUMBER -> Meaning.NUMBER;
            case TIME -> Meaning.DATE;
            case TEXT -> Meaning.TEXT;
        };
    }

    /// The meaning of a column of the n-th shape.
    public Meaning of(int shape, String column) {
        return meanings.get(shape).getOrDefault(column, Meaning.UNUSED);
    }

    /// Whether no column is used.
    public boolean isEmpty() {
        return meanings.stream().allMatch(shape -> shape.values().stream().allMatch(Meaning.UNUSED::equals));
    }

    /// Whether a shape gives interactions: it has a touchpoint or a time.
    private boolean gives(int shape) {
        return meanings.get(shape).values().stream()
                .anyMatch(meaning -> meaning == Meaning.TOUCHPOINT || meaning.isTime());
    }

    /// The recipe that says the same.
    ///
    /// @return one without tables where no shape gives interactions
    public Recipe recipe(String name, List<Shape> shapes) {
        Map<String, TableRule> tables = new LinkedHashMap<>();
        List<InteractionRule> interactions = new ArrayList<>();
        Map<String, Attribute.Kind> kinds = new HashMap<>();
        boolean several = shapes.size() > 1;
        for (int i = 0; i < shapes.size(); i++) {
            if (gives(i)) {
                String wanted = several ? shapes.get(i).plainName() : "log";
                String table = wanted;
                for (int copy = 2; tables.containsKey(table); copy++) {
                    table = wanted + " " + copy;
                }
                OfShape columns = new OfShape(table, shapes.get(i), meanings.get(i));
                tables.put(table, columns.table(several));
                interactions.add(columns.interactions(kinds));
            }
        }
        boolean keyed = interactions.stream().anyMatch(rule -> !isOfCustomer(rule.source()));
        return new Recipe(
                name.isBlank() ? shapes.getFirst().plainName() : name,
                "",
                new Zone.AsWritten(),
                keyed || interactions.isEmpty() ? "key" : "customer",
                tables,
                interactions,
                NOBODY,
                NOBODY,
                List.of(),
                Map.of());
    }

    private static boolean isOfCustomer(InteractionRule.Source source) {
        return source.customer().isPresent()
                && source.journey().equals(List.of(source.customer().get()));
    }

    /// The columns of one shape.
    private record OfShape(String name, Shape shape, Map<String, Meaning> meanings) {
        List<String> with(Meaning meaning) {
            return shape.shown().stream()
                    .filter(column -> meanings.get(column) == meaning)
                    .toList();
        }

        private List<String> times() {
            return shape.shown().stream()
                    .filter(column ->
                            meanings.getOrDefault(column, Meaning.UNUSED).isTime())
                    .toList();
        }

        private List<String> journey() {
            List<String> journey = with(Meaning.JOURNEY);
            return journey.isEmpty() ? with(Meaning.CUSTOMER).stream().limit(1).toList() : journey;
        }

        TableRule table(boolean several) {
            Map<String, TimeRule> rules = new LinkedHashMap<>();
            for (String column : times()) {
                TimeRule rule = timeRule(column);
                if (!rule.equals(TimeRule.USUAL)) {
                    rules.put(column, rule);
                }
            }
            List<String> recognised = new ArrayList<>();
            for (String column : shape.shown()) {
                Meaning meaning = meanings.getOrDefault(column, Meaning.UNUSED);
                if (several ? meaning != Meaning.UNUSED : meaning == Meaning.TOUCHPOINT || meaning.isTime()) {
                    recognised.add(column);
                }
            }
            journey().stream().filter(column -> !recognised.contains(column)).forEach(recognised::add);
            return new TableRule(name, recognised, false, List.of(), List.of(), rules, Map.of(), List.of());
        }

        private TimeRule timeRule(String column) {
            TimeRule guessed = shape.columns().stream()
                    .filter(guess -> guess.column().equals(column))
                    .map(ColumnGuess::times)
                    .findFirst()
                    .orElse(TimeRule.USUAL);
            return switch (meanings.getOrDefault(column, Meaning.UNUSED)) {
                case TIME_DAY_FIRST -> dates(TimeRule.Dates.DAY_FIRST);
                case TIME_MONTH_FIRST -> dates(TimeRule.Dates.MONTH_FIRST);
                default -> guessed;
            };
        }

        private static TimeRule dates(TimeRule.Dates dates) {
            return new TimeRule(Optional.empty(), Optional.of(dates), Optional.empty());
        }

        InteractionRule interactions(Map<String, Attribute.Kind> kinds) {
            Optional<String> customer = with(Meaning.CUSTOMER).stream().findFirst();
            List<String> touchpoint = with(Meaning.TOUCHPOINT);
            List<String> times = times();
            boolean wide = touchpoint.isEmpty();
            InteractionRule.Source source = new InteractionRule.Source(
                    name,
                    journey(),
                    customer,
                    customer.isPresent()
                            ? InteractionRule.WithoutCustomer.OWN_JOURNEY
                            : InteractionRule.WithoutCustomer.REJECT,
                    Condition.ALWAYS,
                    attributes(wide, kinds));
            if (!wide) {
                return new InteractionRule.LongTable(
                        source, times.stream().findFirst(), List.of(), Recognition.of(touchpoint));
            }
            return new InteractionRule.WideTable(
                    source,
                    times.stream()
                            .map(time -> new InteractionRule.Touchpoint(
                                    times.size() == 1 ? shape.plainName() : time,
                                    Optional.of(time),
                                    Condition.ALWAYS,
                                    List.of()))
                            .toList());
        }

        private List<AttributeRule> attributes(boolean wide, Map<String, Attribute.Kind> kinds) {
            List<AttributeRule> attributes = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (ColumnGuess column : shape.columns()) {
                Meaning meaning = meanings.getOrDefault(column.column(), Meaning.UNUSED);
                if (meaning.isAttribute()) {
                    AttributeRule attribute = attribute(column, meaning, wide);
                    if (taken.add(attribute.name())) {
                        attributes.add(renamed(attribute, kinds));
                    }
                }
            }
            return attributes;
        }

        /// The attribute under a name of its own where another table has one of this name and another kind.
        private AttributeRule renamed(AttributeRule attribute, Map<String, Attribute.Kind> kinds) {
            Attribute.Kind kind = kinds.putIfAbsent(attribute.name(), attribute.kind());
            return kind == null || kind == attribute.kind()
                    ? attribute
                    : named(attribute, attribute.name() + " (" + name + ")");
        }

        private static AttributeRule named(AttributeRule attribute, String name) {
            return new AttributeRule(
                    name,
                    attribute.source(),
                    attribute.kind(),
                    attribute.level(),
                    attribute.take(),
                    attribute.known(),
                    attribute.values(),
                    attribute.otherwise(),
                    attribute.scale());
        }

        private static AttributeRule attribute(ColumnGuess column, Meaning meaning, boolean wide) {
            if (meaning == of(column.attribute()) && !wide) {
                return column.attribute();
            }
            Attribute.Kind kind = switch (meaning) {
                case SCORE, NUMBER -> Attribute.Kind.NUMBER;
                case DATE -> Attribute.Kind.TIME;
                case TEXT -> Attribute.Kind.TEXT;
                default -> Attribute.Kind.CATEGORY;
            };
            String name = switch (meaning) {
                case SCORE -> Schema.SCORE;
                case OUTCOME -> Schema.OUTCOME;
                default -> plain(column.column());
            };
            boolean ofKey = wide && meaning != Meaning.SCORE && meaning != Meaning.OUTCOME;
            return new AttributeRule(
                    name,
                    new ValueSource.Column(column.column()),
                    kind,
                    ofKey ? Attribute.Level.KEY : Attribute.Level.INTERACTION,
                    meaning == Meaning.SCORE
                            ? Attribute.Aggregate.MEAN
                            : ofKey ? Attribute.Aggregate.ONE : Attribute.Aggregate.LATEST,
                    new Known.AtEnd(),
                    Map.of(),
                    Optional.empty(),
                    meaning == Meaning.SCORE ? column.attribute().scale() : Optional.empty());
        }

        /// The column's name, unless it would be taken for the score or the outcome.
        private static String plain(String column) {
            return column.equals(Schema.SCORE) || column.equals(Schema.OUTCOME) ? column + " (column)" : column;
        }
    }
}
