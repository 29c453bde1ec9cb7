package dev.corridor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line `corridor`. Commands print their answer to `spec.commandLine().getOut()` and everything
/// else to `getErr()`, both UTF-8; they return an exit code's number and refuse by [CorridorException].
@Command(
        name = "corridor",
        description = "What customers really walk, from the tables a company already has.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            MineCommand.class,
            VerifyCommand.class,
            ScoreCommand.class,
            DriversCommand.class,
            LoyaltyCommand.class,
            EffectCommand.class,
            MomentsCommand.class,
            SimulateCommand.class
        })
public final class Corridor implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the details of an internal error instead of writing them to a file.")
    private boolean debug;

    public static void main(String... arguments) {
        int exitCode =
                run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), arguments);
        System.exit(exitCode);
    }

    /// Runs one call and gives its exit code. Output that could not be written makes it fail.
    static int run(OutputStream out, OutputStream err, String... arguments) {
        WatchedOutput watched = new WatchedOutput(out);
        PrintWriter answer = new PrintWriter(new OutputStreamWriter(watched, StandardCharsets.UTF_8));
        PrintWriter messages = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        Refusals refusals = new Refusals(messages);
        Corridor corridor = new Corridor();
        int exitCode;
        try {
            exitCode = commandLine(corridor, answer, messages, refusals).execute(arguments);
        } catch (Throwable bug) { // the outermost edge
            exitCode = refusals.print(bug, corridor.debug);
        }
        answer.flush();
        messages.flush();
        Optional<IOException> failure = watched.failure();
        return failure.isPresent() ? refusals.printUnwritten(failure.get()) : exitCode;
    }

    private static CommandLine commandLine(
            Corridor corridor, PrintWriter answer, PrintWriter messages, Refusals refusals) {
        CommandLine line = new CommandLine(corridor);
        line.setOut(answer);
        line.setErr(messages);
        line.setUsageHelpWidth(100);
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> refusals.print(failure, corridor.debug));
        line.setParameterExceptionHandler((failure, words) -> refusals.print(WrongCall.refusal(failure, words)));
        return line;
    }

    /// The names of all commands.
    static List<String> commands() {
        return new ArrayList<>(new CommandLine(new Corridor()).getSubcommands().keySet());
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK.number();
    }
}
