package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a recipe so that [RecipeParser] reads an equal one; what is usual is left out.
public final class RecipeWriter {
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_./+()-]*( [\\p{L}\\p{N}_./+()-]+)*");
    private static final int WIDTH = 110;

    private final StringBuilder out = new StringBuilder();

    private RecipeWriter() {}

    /// The whole file, ending with a line break.
    public static String write(Recipe recipe) {
        RecipeWriter writer = new RecipeWriter();
        writer.recipe(recipe);
        return writer.out.toString();
    }

    private void recipe(Recipe recipe) {
        line(0, "recipe: " + quoted(recipe.name()));
        if (!recipe.description().isEmpty()) {
            line(0, "description: " + quoted(recipe.description()));
        }
        switch (recipe.zone()) {
            case Zone.AsWritten _ -> {}
            case Zone.None _ -> line(0, "zone: none");
            case Zone.Of of -> line(0, "zone: " + quoted(of.id().getId()));
        }
        if (!recipe.journeys().equals("key")) {
            line(0, "journeys: " + quoted(recipe.journeys()));
        }
        out.append('\n');
        line(0, "tables:");
        recipe.tables().values().forEach(this::table);
        out.append('\n');
        line(0, "interactions:");
        recipe.interactions().forEach(this::interactions);
        names("order", recipe.order());
        names("ends", recipe.ends());
        if (!recipe.expectations().isEmpty()) {
            out.append('\n');
            line(0, "expect:");
            recipe.expectations().forEach(expectation -> line(1, "- " + quoted(expectation.text())));
        }
        if (!recipe.touchpointNames().isEmpty()) {
            out.append('\n');
            line(0, "touchpoints:");
            recipe.touchpointNames().forEach((name, names) -> line(1, quoted(name) + ": " + inlineTexts(names)));
        }
    }

    private void names(String key, List<String> names) {
        if (!names.isEmpty()) {
            out.append('\n');
            line(0, key + ":");
            names.forEach(name -> line(1, "- " + quoted(name)));
        }
    }

    private void table(TableRule table) {
        line(1, quoted(table.name()) + ":");
        line(2, "columns: " + list(table.columns()));
        if (table.optional()) {
            line(2, "optional: true");
        }
        if (!table.key().isEmpty()) {
            line(2, "key: " + list(table.key()));
        }
        if (!table.missing().isEmpty()) {
            line(2, "missing: " + list(table.missing()));
        }
        if (!table.joins().isEmpty()) {
            line(2, "join:");
            table.joins().forEach(join -> line(3, quoted(join.name()) + ": " + join(join)));
        }
        if (!table.times().isEmpty()) {
            line(2, "times:");
            table.times().forEach((column, rule) -> line(3, quoted(column) + ": " + time(rule)));
        }
        if (!table.decimals().isEmpty()) {
            line(2, "numbers:");
            table.decimals()
                    .forEach((column, decimal) ->
                            line(3, quoted(column) + ": {decimal: " + Section.lower(decimal) + "}"));
        }
    }

    private static String join(Join join) {
        boolean usual = join.table().equals(join.name())
                && join.here().equals(join.there())
                && join.latestBy().isEmpty();
        if (usual) {
            return list(join.here());
        }
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("table", quoted(join.table()));
        keys.put("here", list(join.here()));
        keys.put("there", list(join.there()));
        join.latestBy().ifPresent(column -> keys.put("latest-by", quoted(column)));
        return inline(keys);
    }

    private static String time(TimeRule rule) {
        Map<String, String> keys = new LinkedHashMap<>();
        rule.format().ifPresent(format -> keys.put("format", quoted(format)));
        rule.dates().ifPresent(dates -> keys.put("dates", dates.word()));
        rule.precision().ifPresent(precision -> keys.put("precision", precision.word()));
        return inline(keys);
    }

    private void interactions(InteractionRule rule) {
        InteractionRule.Source source = rule.source();
        line(1, "- from: " + quoted(source.table()));
        line(2, "journey: " + (source.journey().isEmpty() ? "none" : list(source.journey())));
        source.customer().ifPresent(customer -> line(2, "customer: " + quoted(customer)));
        if (source.withoutCustomer() != InteractionRule.WithoutCustomer.REJECT) {
            line(2, "without-customer: " + source.withoutCustomer().word());
        }
        if (!source.when().always()) {
            line(2, "when: " + condition(source.when()));
        }
        switch (rule) {
            case InteractionRule.WideTable wide -> {
                line(2, "touchpoints:");
                wide.touchpoints().forEach(this::touchpoint);
                attributes(2, source.attributes(), Attribute.Level.KEY);
            }
            case InteractionRule.LongTable single -> {
                if (!single.group().isEmpty()) {
                    line(2, "group: " + list(single.group()));
                }
                line(2, "time: " + single.time().map(RecipeWriter::quoted).orElse("none"));
                recognition(single.touchpoint());
                attributes(2, source.attributes(), Attribute.Level.INTERACTION);
            }
        }
    }

    private void touchpoint(InteractionRule.Touchpoint touchpoint) {
        String time = touchpoint.time().map(RecipeWriter::quoted).orElse("none");
        boolean bare = touchpoint.when().always() && touchpoint.attributes().isEmpty() && !time.equals("none");
        if (bare) {
            line(3, quoted(touchpoint.name()) + ": " + time);
            return;
        }
        line(3, quoted(touchpoint.name()) + ":");
        line(4, "time: " + time);
        if (!touchpoint.when().always()) {
            line(4, "when: " + condition(touchpoint.when()));
        }
        attributes(4, touchpoint.attributes(), Attribute.Level.INTERACTION);
    }

    private static String condition(Condition condition) {
        Map<String, String> keys = new LinkedHashMap<>();
        condition.values().forEach((column, values) -> keys.put(quoted(column), list(values)));
        return inline(keys);
    }

    private void recognition(Recognition recognition) {
        boolean bare = recognition.rules().isEmpty() && recognition.otherwise() instanceof Recognition.Otherwise.Keep;
        if (bare) {
            line(2, "touchpoint: " + list(recognition.columns()));
            return;
        }
        line(2, "touchpoint:");
        line(3, "column: " + list(recognition.columns()));
        if (!recognition.rules().isEmpty()) {
            line(3, "rules:");
            recognition.rules().forEach(rule -> line(4, "- " + rule(rule)));
        }
        line(
                3,
                "otherwise: "
                        + switch (recognition.otherwise()) {
                            case Recognition.Otherwise.Keep _ -> "keep";
                            case Recognition.Otherwise.Refuse _ -> "reject";
                            case Recognition.Otherwise.Named named -> quoted(named.touchpoint());
                        });
    }

    private static String rule(Recognition.Rule rule) {
        Map<String, String> keys = new LinkedHashMap<>();
        rule.column().ifPresent(column -> keys.put("column", quoted(column)));
        keys.put("match", quoted(rule.pattern()));
        switch (rule.outcome()) {
            case Recognition.Outcome.Is is -> keys.put("is", quoted(is.touchpoint()));
            case Recognition.Outcome.LeaveOut leaveOut -> keys.put("leave-out", quoted(leaveOut.name()));
        }
        return inline(keys);
    }

    private void attributes(int depth, List<AttributeRule> rules, Attribute.Level usual) {
        if (rules.isEmpty()) {
            return;
        }
        line(depth, "attributes:");
        for (AttributeRule rule : rules) {
            Map<String, String> keys = attribute(rule, usual);
            String name = quoted(rule.name()) + ":";
            String column = keys.size() == 1 ? keys.get("column") : null;
            String compact = column == null ? inline(keys) : column;
            if (compact.length() + name.length() + 4 * depth <= WIDTH) {
                line(depth + 1, name + " " + compact);
            } else {
                line(depth + 1, name);
                keys.forEach((key, value) -> line(depth + 2, key + ": " + value));
            }
        }
    }

    private static Map<String, String> attribute(AttributeRule rule, Attribute.Level usual) {
        Map<String, String> keys = new LinkedHashMap<>();
        switch (rule.source()) {
            case ValueSource.Column column -> keys.put("column", quoted(column.reference()));
            case ValueSource.Constant constant -> keys.put("constant", quoted(constant.value()));
            case ValueSource.Count count -> keys.put("count", quoted(count.what()));
            case ValueSource.Product product -> keys.put("product", list(product.references()));
            case ValueSource.Difference difference -> {
                keys.put(
                        "difference", "{from: " + quoted(difference.from()) + ", to: " + quoted(difference.to()) + "}");
                keys.put("unit", Section.lower(difference.unit()));
            }
            case ValueSource.Late late -> {
                keys.put("late", quoted(late.time()));
                keys.put("due", quoted(late.due()));
                keys.put("at", Section.lower(late.at()));
            }
        }
        boolean ofText = rule.source() instanceof ValueSource.Column || rule.source() instanceof ValueSource.Constant;
        if (ofText && rule.kind() != Attribute.Kind.CATEGORY) {
            keys.put("kind", Section.lower(rule.kind()));
        }
        if (rule.take() != Attribute.Aggregate.ONE) {
            keys.put("take", Section.lower(rule.take()));
            if (ofText && rule.kind() == Attribute.Kind.CATEGORY) {
                keys.put("kind", "category");
            }
        }
        if (rule.level() != usual) {
            keys.put("level", Section.lower(rule.level()));
        }
        switch (rule.known()) {
            case Known.AtEnd _ -> {}
            case Known.AtStart _ -> keys.put("known", "start");
            case Known.AtTouchpoint at -> keys.put("known", quoted("at " + at.touchpoint()));
        }
        if (!rule.values().isEmpty()) {
            keys.put("values", inlineTexts(rule.values()));
        }
        rule.otherwise().ifPresent(otherwise -> keys.put("otherwise", quoted(otherwise)));
        rule.scale().ifPresent(scale -> keys.put("scale", number(scale.from()) + ".." + number(scale.to())));
        return keys;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private static String list(List<String> texts) {
        return texts.size() == 1
                        && !texts.getFirst().isEmpty()
                        && !texts.getFirst().equals("none")
                ? quoted(texts.getFirst())
                : texts.stream().map(RecipeWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String inlineTexts(Map<String, String> texts) {
        Map<String, String> keys = new LinkedHashMap<>();
        texts.forEach((key, value) -> keys.put(quoted(key), quoted(value)));
        return inline(keys);
    }

    private static String inline(Map<String, String> keys) {
        List<String> parts = new ArrayList<>();
        keys.forEach((key, value) -> parts.add(key + ": " + value));
        return "{" + String.join(", ", parts) + "}";
    }

    /// The text as YAML reads it back: bare where it is made of ordinary words, else in double quotes.
    static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isOrdinary(c)) {
                        quoted.appendCodePoint(c);
                    } else if (c <= 0xFFFF) {
                        quoted.append(String.format("\\u%04X", c));
                    } else {
                        quoted.append(String.format("\\U%08X", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isOrdinary(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }
}
