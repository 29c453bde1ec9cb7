package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.recipes.recipe.InteractionRule.Source;
import dev.corridor.recipes.recipe.InteractionRule.Touchpoint;
import dev.corridor.recipes.recipe.InteractionRule.WithoutCustomer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a recipe; what it accepts is described in `docs/reference/recipes.md` and, for editors, in
/// `corridor-recipe.schema.json`.
public final class RecipeParser {
    private RecipeParser() {}

    /// @throws CorridorException a [RecipeError] whose sentence names line and column
    public static Recipe parse(String text) {
        Section top = Section.of(
                "a recipe",
                Yaml.read(text),
                "recipe",
                "description",
                "zone",
                "journeys",
                "tables",
                "interactions",
                "order",
                "ends",
                "expect",
                "touchpoints");
        String name = top.neededText("recipe");
        Map<String, TableRule> tables =
                Section.namedOf("tables", top.needed("tables"), entry -> table(entry.getKey(), entry.getValue()));
        requireSmallPatterns(top.needed("interactions"));
        List<InteractionRule> interactions = Section.itemsOf("interactions", top.needed("interactions")).stream()
                .map(RecipeParser::interactions)
                .toList();
        if (interactions.isEmpty()) {
            throw Section.bad(
                    top.needed("interactions").place(), "'interactions' is empty", "Name at least one table.");
        }
        Recipe recipe = new Recipe(
                name,
                top.value("description")
                        .map(yaml -> Section.anyTextOf("description", yaml))
                        .orElse(""),
                top.value("zone").map(RecipeParser::zone).orElse(new Zone.AsWritten()),
                top.value("journeys").map(RecipeParser::journeyRule).orElse("key"),
                tables,
                interactions,
                top.distinctTexts("order"),
                top.distinctTexts("ends"),
                top.items("expect").stream().map(RecipeParser::expectation).toList(),
                top.named("touchpoints", entry -> names(entry.getValue())));
        RecipeCheck.check(recipe);
        return recipe;
    }

    /// Before the first pattern is compiled, whatever else is wrong.
    private static void requireSmallPatterns(Yaml interactions) {
        if (patternSizes(interactions) > TextPattern.LARGEST_TOGETHER) {
            throw Section.bad(
                    interactions.place(),
                    "the patterns under 'match' become larger together than the " + TextPattern.LARGEST_TOGETHER
                            + " steps that are taken",
                    "Write fewer rules, and * or + instead of numbers in braces.");
        }
    }

    private static long patternSizes(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar _ -> 0;
            case Yaml.Items list ->
                list.items().stream().mapToLong(RecipeParser::patternSizes).sum();
            case Yaml.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .mapToLong(entry -> entry.getKey().equals("match")
                                        && entry.getValue().value() instanceof Yaml.Scalar pattern
                                ? Math.min(TextPattern.LARGEST, TextPattern.size(pattern.text()))
                                : patternSizes(entry.getValue().value()))
                        .sum();
        };
    }

    private static Zone zone(Yaml yaml) {
        String text = Section.textOf("zone", yaml);
        return switch (text) {
            case "none" -> new Zone.None();
            case "as-written" -> new Zone.AsWritten();
            default -> {
                try {
                    yield new Zone.Of(ZoneId.of(text));
                } catch (DateTimeException e) {
                    throw Section.bad(
                            yaml.place(),
                            "'" + text + "' is no time zone",
                            Nearest.to(text, ZoneId.getAvailableZoneIds())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse("Write none, as-written or a zone such as Europe/Lisbon."));
                }
            }
        };
    }

    private static String journeyRule(Yaml yaml) {
        String text = Section.textOf("journeys", yaml);
        readable(yaml.place(), () -> JourneyRules.parse(text));
        return text;
    }

    /// Reads words of the engine's languages for its complaints only, which are put at their place in the recipe.
    private static void readable(Yaml.Place place, Supplier<?> read) {
        try {
            var _ = read.get();
        } catch (CorridorException e) {
            throw new CorridorException(
                    RecipeError.BAD_VALUE, "The recipe, " + place + ": " + e.sentence(), e.remedy(), e);
        }
    }

    private static TableRule table(String name, Yaml yaml) {
        Section section = Section.of(
                "the table '" + name + "'", yaml, "columns", "optional", "key", "join", "times", "numbers", "missing");
        section.needed("columns");
        List<String> columns = section.distinctTexts("columns");
        if (columns.isEmpty()) {
            throw Section.bad(
                    section.needed("columns").place(),
                    "'columns' is empty",
                    "List the columns by which the table is recognised.");
        }
        return new TableRule(
                name,
                columns,
                section.flag("optional"),
                section.distinctTexts("key"),
                List.copyOf(section.named("join", entry -> join(entry.getKey(), entry.getValue()))
                        .values()),
                section.named("times", entry -> timeRule(entry.getKey(), entry.getValue())),
                section.named("numbers", entry -> decimal(entry.getValue())),
                section.value("missing").map(RecipeParser::missing).orElse(List.of()));
    }

    private static List<String> missing(Yaml yaml) {
        return yaml instanceof Yaml.Items list
                ? list.items().stream()
                        .map(item -> Section.anyTextOf("missing", item))
                        .toList()
                : List.of(Section.anyTextOf("missing", yaml));
    }

    private static Join join(String name, Yaml yaml) {
        if (!(yaml instanceof Yaml.Mapping)) {
            List<String> columns = Section.textsOf(name, yaml);
            return new Join(name, name, columns, columns, Optional.empty());
        }
        Section section = Section.of("the join '" + name + "'", yaml, "table", "here", "there", "latest-by");
        section.needed("here");
        List<String> here = section.distinctTexts("here");
        List<String> there = section.has("there") ? section.distinctTexts("there") : here;
        if (here.isEmpty() || here.size() != there.size()) {
            throw Section.bad(
                    section.place(),
                    "the join '" + name + "' has " + here.size() + " columns here and " + there.size() + " there",
                    "Name as many columns on both sides.");
        }
        return new Join(name, section.text("table").orElse(name), here, there, section.text("latest-by"));
    }

    private static TimeRule timeRule(String column, Yaml yaml) {
        Section section = Section.of("the time column '" + column + "'", yaml, "format", "dates", "precision");
        section.text("format")
                .ifPresent(
                        format -> checkFormat(format, section.needed("format").place()));
        return new TimeRule(
                section.text("format"),
                section.choice("dates", TimeRule.Dates.values(), TimeRule.Dates::word),
                section.choice("precision", Precision.values(), Precision::word));
    }

    private static void checkFormat(String format, Yaml.Place place) {
        if (format.equals("epoch-seconds") || format.equals("epoch-milliseconds")) {
            return;
        }
        try {
            var _ = DateTimeFormatter.ofPattern(format);
        } catch (IllegalArgumentException e) {
            throw Section.bad(
                    place,
                    "'" + format + "' is no time format",
                    "Write a pattern such as dd/MM/yyyy HH:mm, epoch-seconds or epoch-milliseconds.");
        }
    }

    private static TableRule.Decimal decimal(Yaml yaml) {
        Section section = Section.of("a column of numbers", yaml, "decimal");
        section.needed("decimal");
        return section.choice("decimal", TableRule.Decimal.values(), Section::lower)
                .orElseThrow();
    }

    private static InteractionRule interactions(Yaml yaml) {
        Section section = Section.of(
                "interactions",
                yaml,
                "from",
                "journey",
                "customer",
                "without-customer",
                "when",
                "group",
                "time",
                "touchpoint",
                "touchpoints",
                "score",
                "outcome",
                "attributes");
        boolean wide = section.has("touchpoints");
        if (wide == section.has("touchpoint")) {
            throw new CorridorException(
                    RecipeError.CONTRADICTION,
                    "The recipe, " + section.place()
                            + ": interactions need either 'touchpoints' (a column for the time of each) or"
                            + " 'touchpoint' (a column that names it).",
                    "Keep the one that fits the table.");
        }
        boolean grouped = section.has("group");
        List<AttributeRule> attributes = attributes(section, wide ? Attribute.Level.KEY : Attribute.Level.INTERACTION);
        Source source = new Source(
                section.neededText("from"),
                journey(section),
                section.text("customer"),
                section.choice("without-customer", WithoutCustomer.values(), WithoutCustomer::word)
                        .orElse(WithoutCustomer.REJECT),
                section.value("when").map(RecipeParser::condition).orElse(Condition.ALWAYS),
                attributes);
        if (!wide) {
            return new InteractionRule.LongTable(
                    source,
                    section.text("time").filter(time -> !time.equals("none")),
                    section.distinctTexts("group"),
                    recognition(section.needed("touchpoint")));
        }
        if (grouped || section.has("time")) {
            throw new CorridorException(
                    RecipeError.CONTRADICTION,
                    "The recipe, " + section.place() + ": a table with 'touchpoints' has neither 'group' nor 'time'.",
                    "Name the time column of each touchpoint under 'touchpoints'.");
        }
        List<Touchpoint> touchpoints =
                new ArrayList<>(section.named("touchpoints", entry -> touchpoint(entry.getKey(), entry.getValue()))
                        .values());
        if (touchpoints.isEmpty()) {
            throw Section.bad(section.needed("touchpoints").place(), "'touchpoints' is empty", "Name at least one.");
        }
        return new InteractionRule.WideTable(source, touchpoints);
    }

    private static List<String> journey(Section section) {
        section.needed("journey");
        List<String> columns = section.distinctTexts("journey");
        return columns.equals(List.of("none")) ? List.of() : columns;
    }

    private static Condition condition(Yaml yaml) {
        return new Condition(Section.namedOf("when", yaml, entry -> Section.textsOf(entry.getKey(), entry.getValue())));
    }

    private static Touchpoint touchpoint(String name, Yaml yaml) {
        if (yaml instanceof Yaml.Scalar) {
            return new Touchpoint(name, Optional.of(Section.textOf(name, yaml)), Condition.ALWAYS, List.of());
        }
        Section section =
                Section.of("the touchpoint '" + name + "'", yaml, "time", "when", "score", "outcome", "attributes");
        return new Touchpoint(
                name,
                Optional.of(section.neededText("time")).filter(time -> !time.equals("none")),
                section.value("when").map(RecipeParser::condition).orElse(Condition.ALWAYS),
                attributes(section, Attribute.Level.INTERACTION));
    }

    private static Recognition recognition(Yaml yaml) {
        if (!(yaml instanceof Yaml.Mapping)) {
            return Recognition.of(Section.textsOf("touchpoint", yaml));
        }
        Section section = Section.of("the touchpoint", yaml, "column", "rules", "otherwise");
        section.needed("column");
        List<String> columns = section.distinctTexts("column");
        List<Recognition.Rule> rules =
                section.items("rules").stream().map(RecipeParser::rule).toList();
        Recognition.Otherwise otherwise = section.text("otherwise")
                .map(text -> switch (text) {
                    case "keep" -> new Recognition.Otherwise.Keep();
                    case "reject" -> new Recognition.Otherwise.Refuse();
                    default -> new Recognition.Otherwise.Named(text);
                })
                .orElse(new Recognition.Otherwise.Keep());
        return new Recognition(columns, rules, otherwise);
    }

    private static Recognition.Rule rule(Yaml yaml) {
        Section section = Section.of("a recognition rule", yaml, "column", "match", "is", "leave-out");
        String pattern = section.neededText("match");
        TextPattern.refusal(pattern).ifPresent(refusal -> {
            throw Section.bad(section.needed("match").place(), refusal.problem(), refusal.remedy());
        });
        if (section.has("is") == section.has("leave-out")) {
            throw new CorridorException(
                    RecipeError.CONTRADICTION,
                    "The recipe, " + section.place() + ": a recognition rule needs either 'is' or 'leave-out'.",
                    "Say which touchpoint it is, or under which name rows are left out.");
        }
        Recognition.Outcome outcome = section.text("is")
                .<Recognition.Outcome>map(Recognition.Outcome.Is::new)
                .orElseGet(() -> new Recognition.Outcome.LeaveOut(section.neededText("leave-out")));
        return new Recognition.Rule(section.text("column"), pattern, outcome);
    }

    private static List<AttributeRule> attributes(Section section, Attribute.Level level) {
        List<AttributeRule> rules = new ArrayList<>();
        section.value("outcome")
                .ifPresent(yaml -> rules.add(AttributeParser.parse(Schema.OUTCOME, yaml, Attribute.Level.INTERACTION)));
        section.value("score")
                .ifPresent(yaml -> rules.add(AttributeParser.parse(Schema.SCORE, yaml, Attribute.Level.INTERACTION)));
        rules.addAll(
                section.named("attributes", entry -> AttributeParser.parse(entry.getKey(), entry.getValue(), level))
                        .values());
        return rules;
    }

    private static Expectation expectation(Yaml yaml) {
        String text = Section.textOf("expect", yaml);
        Expectation expectation = ExpectationParser.parse(text)
                .orElseThrow(() -> Section.bad(
                        yaml.place(),
                        "'" + text + "' is no expectation",
                        "Write 'A not before B', 'FILTER has TOUCHPOINT' or 'FILTER has not TOUCHPOINT'."));
        if (expectation instanceof Expectation.Has has) {
            readable(yaml.place(), () -> FilterParser.parse(has.filter()));
        }
        return expectation;
    }

    private static Map<String, String> names(Yaml yaml) {
        Section section = Section.of("the names of a touchpoint", yaml, "en", "pt", "ru");
        Map<String, String> names = new java.util.LinkedHashMap<>();
        for (String language : List.of("en", "pt", "ru")) {
            section.text(language).ifPresent(name -> names.put(language, name));
        }
        return Ordered.copy(names);
    }

    /// Reads `start`, `end` and `at TOUCHPOINT`.
    static Known known(Yaml yaml) {
        String text = Section.textOf("known", yaml);
        if (text.equals("start")) {
            return new Known.AtStart();
        }
        if (text.equals("end")) {
            return new Known.AtEnd();
        }
        if (text.startsWith("at ") && !text.substring(3).isBlank()) {
            return new Known.AtTouchpoint(text.substring(3).strip());
        }
        throw Section.bad(yaml.place(), "'known' does not take '" + text + "'", "Write start, end or at TOUCHPOINT.");
    }
}
