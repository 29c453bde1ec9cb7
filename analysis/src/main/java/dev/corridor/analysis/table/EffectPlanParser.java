package dev.corridor.analysis.table;

import dev.corridor.analysis.table.EffectPlan.Design;
import dev.corridor.analysis.table.EffectPlan.Period;
import dev.corridor.analysis.table.EffectPlan.Treated;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.recipe.RecipeError;
import dev.corridor.recipes.recipe.Section;
import dev.corridor.recipes.recipe.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a plan from the part of YAML that recipes are written in too (`docs/reference/effect-plan.schema.json`).
/// Unknown keys, values of the wrong kind and keys that the design needs or has no use for are refused with their
/// line and column.
public final class EffectPlanParser {
    /// What people call what they wrote.
    private static final String DOCUMENT = "The plan";

    private static final String[] KEYS = {
        "name",
        "table",
        "design",
        "unit",
        "time",
        "outcome",
        "treated",
        "start",
        "smallest-effect",
        "smallest effect",
        "period",
        "season",
        "covariate"
    };
    private static final int LONGEST_SEASON = 366;

    private final Section plan;

    private EffectPlanParser(Section plan) {
        this.plan = plan;
    }

    /// @throws CorridorException with a [RecipeError] that names the place
    public static EffectPlan parse(String text) {
        return new EffectPlanParser(Section.of("the plan", Yaml.read(DOCUMENT, text), KEYS)).plan();
    }

    private EffectPlan plan() {
        plan.needed("design");
        Design design = plan.choice("design", Design.values(), Design::word).orElseThrow();
        needed(design).forEach(plan::needed);
        refuseUseless(design);
        EffectPlan read = new EffectPlan(
                plan.text("name"),
                plan.text("table"),
                design,
                plan.text("unit"),
                plan.text("time"),
                plan.neededText("outcome"),
                plan.value("treated").map(EffectPlanParser::treated),
                plan.text("start"),
                smallest(),
                plan.choice("period", Period.values(), Period::word),
                plan.value("season").map(EffectPlanParser::season).orElse(1),
                plan.text("covariate"));
        requireTogether(read);
        return read;
    }

    private static List<String> needed(Design design) {
        return switch (design) {
            case DID -> List.of("unit", "time", "treated");
            case ITS -> List.of("time", "start");
            case SYNTHETIC -> List.of("unit", "time", "treated", "start");
            case SEQUENTIAL -> List.of("treated");
            case CUPED -> List.of("unit", "treated");
        };
    }

    private void refuseUseless(Design design) {
        List<String> useless = new ArrayList<>();
        if (design != Design.CUPED) {
            useless.add("covariate");
        }
        if (design != Design.ITS) {
            useless.add("season");
        }
        if (design == Design.SEQUENTIAL || design == Design.CUPED) {
            useless.add("period");
        }
        useless.stream().filter(plan::has).findFirst().ifPresent(key -> {
            throw new CorridorException(
                    RecipeError.CONTRADICTION,
                    place(key) + ": the design '" + design.word() + "' has no use for '" + key + "'.",
                    "Leave '" + key + "' out, or choose another design.");
        });
    }

    private String place(String key) {
        Yaml.Place place = plan.needed(key).place();
        return place.document() + ", " + place;
    }

    private void requireTogether(EffectPlan read) {
        boolean needsTime = read.start().isPresent() && read.time().isEmpty();
        if (needsTime) {
            throw missing("'start' needs 'time'", "time");
        }
        if (read.design() == Design.CUPED
                && read.covariate().isEmpty()
                && read.start().isEmpty()) {
            throw missing("the design 'cuped' needs a 'covariate', or 'time' and 'start'", "covariate");
        }
        if (read.treated().filter(Treated.Units.class::isInstance).isPresent()
                && read.unit().isEmpty()) {
            throw missing("a list of treated units needs 'unit'", "unit");
        }
    }

    private CorridorException missing(String problem, String key) {
        return new CorridorException(
                RecipeError.MISSING_KEY,
                plan.place().document() + ", " + plan.place() + ": " + problem + ".",
                "Add '" + key + ":'.");
    }

    private static Treated treated(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar _ -> new Treated.Marked(Section.textOf("treated", yaml));
            case Yaml.Items _ -> units(yaml);
            case Yaml.Mapping _ ->
                throw Section.bad(
                        yaml.place(),
                        "'treated' takes COLUMN=VALUE, a column of 0 and 1, or a list of units",
                        "Write for example 'treated: region=North' or 'treated: [shop 3, shop 7]'.");
        };
    }

    private static Treated units(Yaml yaml) {
        List<String> names = Section.textsOf("treated", yaml);
        if (names.isEmpty()) {
            throw Section.bad(yaml.place(), "'treated' names no unit", "Name at least one.");
        }
        return new Treated.Units(names);
    }

    private static int season(Yaml yaml) {
        double number = number(Section.textOf("season", yaml));
        if (number != Math.rint(number) || number < 1 || number > LONGEST_SEASON) {
            throw Section.bad(
                    yaml.place(),
                    "'season' does not take '" + Section.textOf("season", yaml) + "'",
                    "Give a whole number of periods, such as 12 for months in a year.");
        }
        return (int) number;
    }

    private double smallest() {
        Optional<Yaml> spoken = plan.value("smallest effect");
        if (spoken.isPresent() && plan.has("smallest-effect")) {
            throw new CorridorException(
                    RecipeError.CONTRADICTION,
                    place("smallest effect") + ": the plan has 'smallest-effect' and 'smallest effect'.",
                    "Keep one of the two.");
        }
        Yaml yaml = spoken.orElseGet(() -> plan.needed("smallest-effect"));
        String text = Section.textOf("smallest-effect", yaml);
        double number = number(text);
        if (!(Math.abs(number) <= Variable.LARGEST) || number == 0) {
            throw Section.bad(
                    yaml.place(),
                    "'smallest-effect' does not take '" + text + "'",
                    "Give a number in the unit of the outcome, below zero where a decrease is wished; it cannot be 0.");
        }
        return number;
    }

    /// NaN where the text is no number.
    private static double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Numbers.parse(bytes, 0, bytes.length, false);
    }
}
