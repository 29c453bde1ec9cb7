package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one attribute of a recipe and supplies what it leaves unsaid.
final class AttributeParser {
    private static final List<String> SOURCES = List.of("column", "constant", "count", "product", "difference", "late");

    private AttributeParser() {}

    /// @param usual the level where the attribute does not say its own
    static AttributeRule parse(String name, Yaml yaml, Level usual) {
        if (yaml instanceof Yaml.Scalar) {
            ValueSource source = new ValueSource.Column(Section.textOf(name, yaml));
            return rule(name, source, Optional.empty(), usual, Optional.empty(), new Known.AtEnd(), yaml.place());
        }
        Section section = Section.of(
                "the attribute '" + name + "'",
                yaml,
                "column",
                "constant",
                "count",
                "product",
                "difference",
                "unit",
                "late",
                "due",
                "at",
                "kind",
                "level",
                "take",
                "known",
                "values",
                "otherwise",
                "scale");
        AttributeRule rule = rule(
                name,
                source(name, section),
                section.choice("kind", Kind.values(), Section::lower),
                section.choice("level", Level.values(), Section::lower).orElse(usual),
                section.choice("take", Aggregate.values(), Section::lower),
                section.value("known").map(RecipeParser::known).orElse(new Known.AtEnd()),
                section.place());
        Map<String, String> values =
                section.named("values", entry -> Section.anyTextOf(entry.getKey(), entry.getValue()));
        Optional<String> otherwise = section.value("otherwise").map(text -> Section.anyTextOf("otherwise", text));
        boolean replaces = !values.isEmpty() || otherwise.isPresent();
        if (replaces && rule.kind() != Kind.CATEGORY && rule.kind() != Kind.SET) {
            throw contradiction(section.place(), name, "replaces texts but is no category or set");
        }
        Optional<Scale> scale = section.value("scale").map(AttributeParser::scale);
        if (scale.isPresent() && rule.kind() != Kind.NUMBER) {
            throw contradiction(section.place(), name, "has a scale but is no number");
        }
        return new AttributeRule(
                name, rule.source(), rule.kind(), rule.level(), rule.take(), rule.known(), values, otherwise, scale);
    }

    private static ValueSource source(String name, Section section) {
        List<String> given = SOURCES.stream().filter(section::has).toList();
        if (given.size() != 1) {
            throw new CorridorException(
                    given.isEmpty() ? RecipeError.MISSING_KEY : RecipeError.CONTRADICTION,
                    "The recipe, " + section.place() + ": the attribute '" + name + "' needs one source and has "
                            + (given.isEmpty() ? "none" : String.join(", ", given)) + ".",
                    "Give it one of: " + String.join(", ", SOURCES) + ".");
        }
        String source = given.getFirst();
        if (section.has("unit") && !source.equals("difference")) {
            throw contradiction(section.place(), name, "has a unit but no difference");
        }
        if ((section.has("due") || section.has("at")) && !source.equals("late")) {
            throw contradiction(section.place(), name, "has a due date but does not say what is late");
        }
        return switch (source) {
            case "column" -> new ValueSource.Column(section.neededText("column"));
            case "constant" -> new ValueSource.Constant(section.neededText("constant"));
            case "count" -> new ValueSource.Count(section.neededText("count"));
            case "product" -> product(section);
            case "difference" -> difference(section);
            default ->
                new ValueSource.Late(
                        section.neededText("late"),
                        section.neededText("due"),
                        section.choice("at", ValueSource.Due.values(), Section::lower)
                                .orElse(ValueSource.Due.INSTANT));
        };
    }

    private static ValueSource product(Section section) {
        List<String> references = section.texts("product");
        if (references.size() < 2) {
            throw Section.bad(
                    section.needed("product").place(), "a product needs two columns", "Write [Quantity, Price].");
        }
        return new ValueSource.Product(references);
    }

    private static ValueSource difference(Section section) {
        Section times = Section.of("a difference", section.needed("difference"), "from", "to");
        return new ValueSource.Difference(
                times.neededText("from"),
                times.neededText("to"),
                section.choice("unit", ValueSource.Unit.values(), Section::lower)
                        .orElse(ValueSource.Unit.SECONDS));
    }

    private static AttributeRule rule(
            String name,
            ValueSource source,
            Optional<Kind> kind,
            Level level,
            Optional<Aggregate> take,
            Known known,
            Yaml.Place place) {
        boolean score = name.equals(Schema.SCORE);
        Kind chosen = kind.orElseGet(() -> score ? Kind.NUMBER : usualKind(source, take));
        Aggregate taken = take.orElseGet(() -> usualTake(name, chosen));
        check(name, source, chosen, level, taken, place);
        return new AttributeRule(
                name, source, chosen, level, taken, known, Map.of(), Optional.empty(), Optional.empty());
    }

    private static Kind usualKind(ValueSource source, Optional<Aggregate> take) {
        boolean ofText = source instanceof ValueSource.Column || source instanceof ValueSource.Constant;
        if (!ofText) {
            return Kind.NUMBER;
        }
        return take.map(aggregate -> switch (aggregate) {
                    case SET -> Kind.SET;
                    case SUM, MEAN, LARGEST -> Kind.NUMBER;
                    case ONE, LATEST -> Kind.CATEGORY;
                })
                .orElse(Kind.CATEGORY);
    }

    private static Aggregate usualTake(String name, Kind kind) {
        if (kind == Kind.SET) {
            return Aggregate.SET;
        }
        return name.equals(Schema.SCORE) ? Aggregate.MEAN : Aggregate.ONE;
    }

    private static void check(
            String name, ValueSource source, Kind kind, Level level, Aggregate take, Yaml.Place place) {
        boolean ofText = source instanceof ValueSource.Column || source instanceof ValueSource.Constant;
        if (!ofText && kind != Kind.NUMBER) {
            throw contradiction(place, name, "is computed and therefore a number");
        }
        if (source instanceof ValueSource.Constant && (kind == Kind.TEXT || kind == Kind.TIME)) {
            throw contradiction(place, name, "is constant and therefore a category or a number");
        }
        boolean fits = switch (take) {
            case ONE, LATEST -> kind != Kind.SET;
            case LARGEST -> kind == Kind.NUMBER || kind == Kind.TIME;
            case SUM, MEAN -> kind == Kind.NUMBER;
            case SET -> kind == Kind.SET || kind == Kind.CATEGORY;
        };
        if (!fits) {
            throw contradiction(place, name, "cannot take the " + Section.lower(take) + " of a " + Section.lower(kind));
        }
        boolean score = name.equals(Schema.SCORE);
        if (score && (kind != Kind.NUMBER || level != Level.INTERACTION)) {
            throw contradiction(place, name, "is always a number of an interaction");
        }
        if (name.equals(Schema.OUTCOME) && (kind != Kind.CATEGORY || level != Level.INTERACTION)) {
            throw contradiction(place, name, "is always a category of an interaction");
        }
    }

    private static CorridorException contradiction(Yaml.Place place, String name, String problem) {
        return new CorridorException(
                RecipeError.CONTRADICTION,
                "The recipe, " + place + ": the attribute '" + name + "' " + problem + ".",
                "Change its kind, take or source so that they agree.");
    }

    private static Scale scale(Yaml yaml) {
        String text = Section.textOf("scale", yaml);
        int dots = text.indexOf("..");
        if (dots > 0) {
            List<Optional<Double>> ends = Stream.of(text.substring(0, dots), text.substring(dots + 2))
                    .map(AttributeParser::number)
                    .toList();
            if (ends.get(0).isPresent()
                    && ends.get(1).isPresent()
                    && ends.get(0).get() < ends.get(1).get()) {
                return new Scale(ends.get(0).get(), ends.get(1).get());
            }
        }
        throw Section.bad(yaml.place(), "'" + text + "' is no scale", "Write it as 1..5 or 0..10.");
    }

    private static Optional<Double> number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
