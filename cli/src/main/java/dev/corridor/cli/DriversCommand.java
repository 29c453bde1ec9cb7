package dev.corridor.cli;

import dev.corridor.analysis.table.Drivers;
import dev.corridor.analysis.table.DriversQuestion;
import dev.corridor.analysis.table.RatingScale;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.cli.drivers.DriversJson;
import dev.corridor.cli.drivers.DriversText;
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

/// `corridor drivers`: how much of an outcome each column of a table explains.
@Command(
        name = "drivers",
        description = "Say how much of an outcome each of some columns explains, with intervals.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DriversCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "A table with one row per answer (CSV, TSV, JSON Lines, Parquet, XES; also .gz).")
    private Path file = Path.of("");

    @Option(
            names = "--outcome",
            paramLabel = "COLUMN",
            required = true,
            description = "What is to be explained: a column of numbers, or COLUMN=VALUE for 1 where it has that value"
                    + " and 0 where it has another.")
    private String outcome = "";

    @Option(
            names = "--drivers",
            paramLabel = "A,B,...",
            required = true,
            description = "What may explain it: columns of numbers or COLUMN=VALUE, separated by commas. May be given"
                    + " several times.")
    private List<String> drivers = List.of();

    @Option(
            names = "--customer",
            paramLabel = "COLUMN",
            description = "Who a row belongs to. Rows of one customer do not count as independent of each other.")
    private @Nullable String customer;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            description = "The scale of all ratings among the drivers: 1..5, 1..7 or 0..10. Numbers outside are left"
                    + " out. Without it each driver's scale is told by its values.")
    private @Nullable String scale;

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/drivers.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        DriversQuestion question = new DriversQuestion(
                outcome,
                String.join(",", drivers),
                Optional.ofNullable(customer),
                Optional.ofNullable(scale).map(DriversCommand::scale));
        DriversJson answer =
                DriversJson.of(table.ask(file, spec.commandLine().getErr(), asked -> Drivers.ask(asked, question)));
        spec.commandLine().getOut().print(json ? AnswerJson.write(answer) : DriversText.write(answer, PlainText::line));
        return ExitCode.OK.number();
    }

    private static RatingScale scale(String text) {
        return RatingScale.parse(text)
                .orElseThrow(
                        () -> MineCommand.usage("--scale " + text + " is not known.", "Give 1..5, 1..7 or 0..10."));
    }
}
