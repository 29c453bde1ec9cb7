package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.sample.Effects;
import dev.corridor.sample.SampleCompany;
import dev.corridor.sample.Setup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `corridor simulate`: writes the sample company into a folder.
@Command(
        name = "simulate",
        description = "Writes the tables of a sample company, with the truth behind them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--journeys",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many journeys (default: ${DEFAULT-VALUE}).")
    private long journeys;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same files (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--effects",
            paramLabel = "planted|none",
            defaultValue = "planted",
            description = "none: nothing that customers live through changes what they answer or do.")
    private Effects effects = Effects.PLANTED;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace a folder that an earlier call has written.")
    private boolean force;

    @Override
    public Integer call() {
        SampleCompany.Written written = write();
        PrintWriter answer = spec.commandLine().getOut();
        answer.println(PlainText.line(out + ": " + grouped(written.journeys()) + " journeys of "
                + grouped(written.customers()) + " customers, " + grouped(written.interactions())
                + " interactions, " + grouped(written.rows()) + " rows"));
        answer.println(grouped(written.surveysAnswered()) + " of " + grouped(written.surveysSent())
                + " surveys answered; the truth is in " + SampleCompany.TRUTH);
        return ExitCode.OK.number();
    }

    private SampleCompany.Written write() {
        if (journeys < 1 || journeys > Setup.MOST_JOURNEYS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--journeys takes 1 to " + grouped(Setup.MOST_JOURNEYS) + ", not " + journeys + ".");
        }
        try {
            return SampleCompany.write(new Setup(journeys, seed, effects), out, force, progress());
        } catch (FileAlreadyExistsException taken) {
            throw new CorridorException(
                    CommandError.OUTPUT_EXISTS,
                    "'" + out + "' exists already" + (force ? " and holds other files than a sample company." : "."),
                    force ? "Name another folder." : "Name another folder, or replace it with --force.",
                    taken);
        } catch (IOException failure) {
            throw refusal(out, failure);
        }
    }

    /// A failure of writing in words: a place that cannot be, or something on the way, such as a full disk.
    static CorridorException refusal(Path folder, IOException failure) {
        String reason = reason(failure);
        if (failure instanceof NotDirectoryException
                || failure instanceof AccessDeniedException
                || reason.contains("Not a directory")
                || reason.contains("Read-only")) {
            return new CorridorException(
                    CommandError.OUTPUT_NOT_CREATED,
                    "'" + folder + "' cannot be created as a folder: " + reason + ".",
                    "Name a folder in a place where you may write.",
                    failure);
        }
        return new CorridorException(
                CommandError.INPUT_OUTPUT,
                "'" + folder + "' could not be written: " + reason + ".",
                "Make room or name another folder; nothing was left behind.",
                failure);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NotDirectoryException ignored -> "it is a file";
            case AccessDeniedException ignored -> "access is denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /// One line that is written over, where somebody looks at a terminal.
    private LongConsumer progress() {
        PrintWriter messages = spec.commandLine().getErr();
        if (!Progress.isShown()) {
            return written -> {};
        }
        long[] shown = {-1};
        return written -> {
            long percent = written * PERCENT / journeys;
            if (percent > shown[0]) {
                shown[0] = percent;
                messages.print("\r" + percent + " % of " + grouped(journeys) + " journeys");
                if (percent == PERCENT) {
                    messages.print("\r\u001b[K");
                }
                messages.flush();
            }
        };
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
