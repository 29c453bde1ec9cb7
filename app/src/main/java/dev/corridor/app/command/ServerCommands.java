package dev.corridor.app.command;

import dev.corridor.app.account.TokenCommand;
import dev.corridor.app.interaction.ImportCommand;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.ErrorCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The server's part of the command line `corridor`. Commands print their answer to `getOut()` and
/// everything else to `getErr()`; they return an exit code and refuse by [CorridorException].
@Command(
        name = "corridor",
        description = "The server: accounts, imports and the living map.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            StatusCommand.class,
            StopCommand.class,
            DoctorCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            PasswordCommand.class
        })
public final class ServerCommands implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the details of an internal error.")
    private boolean debug;

    /// Runs one call on the terminal and gives its exit code.
    public static int run(String... arguments) {
        return run(
                writer(new FileOutputStream(FileDescriptor.out)),
                writer(new FileOutputStream(FileDescriptor.err)),
                arguments);
    }

    static int run(PrintWriter answer, PrintWriter messages, String... arguments) {
        ServerCommands commands = new ServerCommands();
        CommandLine line = new CommandLine(commands)
                .setOut(answer)
                .setErr(messages)
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> print(failure, messages, commands.debug))
                .setParameterExceptionHandler((failure, words) -> print(
                        new CorridorException(
                                ServerError.USAGE,
                                String.valueOf(failure.getMessage()).strip() + ".",
                                "See ./corridor help "
                                        + failure.getCommandLine().getCommandName()),
                        messages,
                        commands.debug));
        int exit = line.execute(arguments);
        answer.flush();
        messages.flush();
        return exit;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandExit.OK.number();
    }

    private static int print(Throwable failure, PrintWriter messages, boolean debug) {
        if (failure instanceof CorridorException refusal) {
            block(messages, refusal.code(), refusal.sentence(), refusal.remedy());
            return CommandExit.of(refusal.code()).number();
        }
        if (debug) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            messages.print(trace);
        }
        block(
                messages,
                ServerError.INTERNAL,
                "Corridor failed in a way nobody foresaw (" + failure + ").",
                debug ? "Report it with the lines above." : "Call again with --debug and report what is printed then.");
        return CommandExit.INTERNAL.number();
    }

    private static void block(PrintWriter messages, ErrorCode code, String sentence, String remedy) {
        messages.println("error C" + code.number() + ": " + printable(sentence));
        messages.println("remedy: " + printable(remedy));
        messages.flush();
    }

    /// Without characters that would steer the terminal.
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]", "?");
    }

    private static PrintWriter writer(FileOutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
