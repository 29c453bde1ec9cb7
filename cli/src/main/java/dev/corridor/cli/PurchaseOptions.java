package dev.corridor.cli;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.analysis.purchases.PurchaseAnswer;
import dev.corridor.analysis.purchases.PurchaseQuestion;
import dev.corridor.analysis.purchases.Purchases;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.cli.loyalty.PurchaseJson;
import dev.corridor.cli.loyalty.PurchaseText;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.recipes.recipe.Recipe;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The form of `loyalty` that asks purchases: how often customers will buy again.
final class PurchaseOptions {
    private static final int MOST_DAYS = 36_525;

    @Option(
            names = "--recipe",
            paramLabel = "R",
            description = "Purchases instead of durations: the recipe by which the tables are read, a YAML file or the"
                    + " name of a shipped one.")
    private @Nullable String recipe;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Purchases: the last day observed; otherwise the last day of the data.")
    private @Nullable String asOf;

    @Option(
            names = "--purchase",
            paramLabel = "TOUCHPOINT",
            description = "Purchases: what is one; otherwise purchase.made, purchase, order.placed or contract.signed.")
    private @Nullable String purchase;

    @Option(
            names = "--value",
            paramLabel = "ATTRIBUTE",
            description = "Purchases: the number that says what was paid; otherwise value.")
    private @Nullable String value;

    @Option(
            names = "--unit",
            paramLabel = "day|week",
            description = "Purchases: the unit of time of alpha (default: ${DEFAULT-VALUE}).",
            defaultValue = "week")
    private PurchaseQuestion.Unit unit = PurchaseQuestion.Unit.WEEK;

    @Option(
            names = "--calibrate-until",
            paramLabel = "DATE",
            description = "Purchases: the last day from which the model foretells the rest; otherwise half of the"
                    + " period.")
    private @Nullable String calibrateUntil;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "Purchases: days to look ahead, such as 180d; otherwise as many as were foretold.")
    private @Nullable String horizon;

    @Option(
            names = "--filter",
            paramLabel = "F",
            description = "Purchases: only journeys that meet it. See docs/reference/filters.md.")
    private List<String> filters = List.of();

    Optional<String> recipe() {
        return Optional.ofNullable(recipe);
    }

    /// Refuses options of one form beside those of the other.
    void requireOneForm(
            @Nullable String duration,
            @Nullable String event,
            @Nullable String by,
            @Nullable String start,
            @Nullable String customer) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        if (recipe != null) {
            others.put("--duration", duration);
            others.put("--event", event);
            others.put("--by", by);
            others.put("--start", start);
            others.put("--customer", customer);
        } else {
            others.put("--as-of", asOf);
            others.put("--purchase", purchase);
            others.put("--value", value);
            others.put("--calibrate-until", calibrateUntil);
            others.put("--horizon", horizon);
            others.put("--filter", filters.isEmpty() ? null : filters);
        }
        others.forEach((name, given) -> {
            if (given != null) {
                throw MineCommand.usage(
                        recipe != null
                                ? name + " is for a table of durations, and --recipe asks about purchases."
                                : name + " is about purchases, which need --recipe.",
                        recipe != null ? "Leave one of the two out." : "Give --recipe R, or leave " + name + " out.");
            }
        });
    }

    /// Answers the question about purchases and prints it.
    int answer(SourceOptions source, CommandLine line, boolean json) {
        List<Filter> conditions = filters.stream().map(FilterParser::parse).toList();
        Optional<LocalDate> last = Optional.ofNullable(asOf).map(text -> day("--as-of", text));
        Optional<LocalDate> until = Optional.ofNullable(calibrateUntil).map(text -> day("--calibrate-until", text));
        Optional<Integer> ahead = Optional.ofNullable(horizon).map(PurchaseOptions::days);
        try (Loaded loaded = source.load(line.getErr())) {
            Recipe used = loaded.origin().recipe();
            PurchaseAnswer answer = Purchases.of(
                    loaded.store(),
                    new PurchaseQuestion(
                            conditions,
                            RecipeZone.of(used),
                            LocalClock.of(used, loaded.store().schema()),
                            last,
                            LocalDate.now(ZoneId.systemDefault()),
                            Optional.ofNullable(purchase),
                            Optional.ofNullable(value),
                            unit,
                            until,
                            ahead));
            PurchaseJson report = PurchaseJson.of(
                    answer,
                    loaded.origin(),
                    conditions.stream().map(Filter::text).toList());
            line.getOut().print(json ? AnswerJson.write(report) : PurchaseText.write(report, PlainText::line));
            return ExitCode.OK.number();
        }
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw MineCommand.usage(option + " " + text + " is no day.", "Write it as 2018-08-31.");
        }
    }

    private static int days(String text) {
        String number = text.endsWith("d") ? text.substring(0, text.length() - 1) : text;
        if (number.matches("\\d{1,5}")) {
            int days = Integer.parseInt(number);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        }
        throw MineCommand.usage(
                "--horizon " + text + " is no number of days from 1 to " + MOST_DAYS + ".", "Write it as 180d.");
    }
}
