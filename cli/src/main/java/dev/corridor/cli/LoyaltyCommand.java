package dev.corridor.cli;

import dev.corridor.analysis.table.Loyalty;
import dev.corridor.analysis.table.LoyaltyQuestion;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.cli.loyalty.LoyaltyJson;
import dev.corridor.cli.loyalty.LoyaltyText;
import dev.corridor.engine.error.CorridorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corridor loyalty`: how long customers stay, from a table of durations.
@Command(
        name = "loyalty",
        description = "Say how long customers stay, with intervals, and whether groups differ.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LoyaltyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A table with one row per customer (CSV, TSV, JSON Lines, Parquet, XES; also .gz).")
    private List<Path> files = List.of();

    @Option(
            names = "--duration",
            paramLabel = "COLUMN",
            description = "How long each customer was seen: a column of numbers, in any unit.")
    private @Nullable String duration;

    @Option(
            names = "--event",
            paramLabel = "COLUMN=VALUE",
            description = "Who left at the end of that time: the rows with this value, or a column of 0 and 1. The"
                    + " others were last seen still there.")
    private @Nullable String event;

    @Option(names = "--by", paramLabel = "COLUMN", description = "Compare groups: the values of this column.")
    private @Nullable String by;

    @Option(
            names = "--start",
            paramLabel = "COLUMN",
            description = "From when on each customer was observed, in the unit of the duration; without it from 0.")
    private @Nullable String start;

    @Option(
            names = "--customer",
            paramLabel = "COLUMN",
            description = "Who a row belongs to: a second row of one customer over the same time is left out.")
    private @Nullable String customer;

    @Option(names = "--include-small", description = "Show figures of fewer than 10 customers too.")
    private boolean includeSmall;

    @Mixin
    private PurchaseOptions purchases = new PurchaseOptions();

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/loyalty.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        purchases.requireOneForm(duration, event, by, start, customer);
        if (purchases.recipe().isPresent()) {
            return purchases.answer(table.source(files, purchases.recipe().get()), spec.commandLine(), json);
        }
        LoyaltyQuestion question = new LoyaltyQuestion(
                needed(duration, "--duration", "tenure"),
                needed(event, "--event", "Churn=Yes"),
                Optional.ofNullable(by),
                Optional.ofNullable(start),
                Optional.ofNullable(customer),
                includeSmall);
        LoyaltyJson answer = LoyaltyJson.of(
                table.ask(file(), spec.commandLine().getErr(), asked -> Loyalty.ask(asked, question)), includeSmall);
        spec.commandLine().getOut().print(json ? AnswerJson.write(answer) : LoyaltyText.write(answer, PlainText::line));
        return ExitCode.OK.number();
    }

    private Path file() {
        if (files.size() > 1) {
            throw MineCommand.usage(
                    "A table of durations is one file, and " + files.size() + " were given.", "Give one file.");
        }
        return files.getFirst();
    }

    private static String needed(@Nullable String value, String option, String example) {
        if (value == null) {
            throw new CorridorException(
                    CommandError.USAGE,
                    "The option " + option + " is missing.",
                    "Name a column, such as " + option + " " + example + ".");
        }
        return value;
    }
}
