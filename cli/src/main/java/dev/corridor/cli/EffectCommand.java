package dev.corridor.cli;

import dev.corridor.analysis.table.Effect;
import dev.corridor.analysis.table.EffectPlan;
import dev.corridor.analysis.table.EffectPlanParser;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.cli.effect.EffectJson;
import dev.corridor.cli.effect.EffectText;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corridor effect`: whether a change did what it was meant to do, by a plan written before.
@Command(
        name = "effect",
        description = "Say whether a change worked, by a plan that was written before looking.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class EffectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A table with one row per unit and time (CSV, TSV, JSON Lines, Parquet, XES; also .gz)."
                    + " Without it, the table that the plan names.")
    private @Nullable Path file;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            required = true,
            description = "The plan: a YAML file (docs/reference/effect-plan.schema.json).")
    private Path plan = Path.of("");

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/effect.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        EffectPlan read = EffectPlanParser.parse(text());
        EffectJson answer = EffectJson.of(table.ask(
                source(read),
                spec.commandLine().getErr(),
                asked -> Effect.ask(asked, read, LocalDate.now(ZoneId.systemDefault()))));
        spec.commandLine().getOut().print(json ? AnswerJson.write(answer) : EffectText.write(answer, PlainText::line));
        return ExitCode.OK.number();
    }

    private Path source(EffectPlan read) {
        if (file != null) {
            return file;
        }
        return read.table()
                .map(name -> plan.resolveSibling(name))
                .orElseThrow(() -> MineCommand.usage(
                        "Neither the call nor the plan names a table.", "Give FILE, or write 'table:' in the plan."));
    }

    private String text() {
        MineCommand.requireExists(plan);
        try {
            return Files.readString(plan);
        } catch (CharacterCodingException e) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING, "The plan " + plan + " is not UTF-8 text.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING,
                    "The plan " + plan + " cannot be read: " + e.getMessage() + ".",
                    "Check its name and permissions.",
                    e);
        }
    }
}
