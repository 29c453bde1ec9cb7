package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.ErrorCode;
import dev.corridor.engine.internal.Temporary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// The printer of everything that goes wrong: one block of `error C...: sentence` and `remedy: ...` on standard
/// error, and the exit code that belongs to it.
final class Refusals {
    private final PrintWriter messages;

    Refusals(PrintWriter messages) {
        this.messages = messages;
    }

    /// Prints what stopped a command: a refusal as its block, too little memory or a bug in words of its own.
    int print(Throwable failure, boolean debug) {
        return switch (failure) {
            case CorridorException refusal -> print(refusal);
            case OutOfMemoryError ignored ->
                print(new CorridorException(
                        CommandError.NO_MEMORY,
                        "the heap of " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB is too small for this.",
                        "Give more, for example CORRIDOR_JAVA_OPTIONS=-Xmx8g, or ask about fewer journeys."));
            default -> printBug(failure, debug);
        };
    }

    int print(CorridorException refusal) {
        if (Temporary.ending()) {
            return ExitCode.INTERRUPTED.number();
        }
        block(refusal.code(), refusal.sentence(), refusal.remedy());
        return ExitCode.of(refusal).number();
    }

    /// Prints that standard output could not be written; nothing where its reader simply went away.
    int printUnwritten(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("Broken pipe")) {
            return ExitCode.BROKEN_PIPE.number();
        }
        return print(new CorridorException(
                CommandError.INPUT_OUTPUT,
                "standard output could not be written: " + reason + ".",
                "Make room or write to another place; the answer is not complete."));
    }

    private int printBug(Throwable bug, boolean debug) {
        if (Temporary.ending()) {
            return ExitCode.INTERRUPTED.number();
        }
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace, true));
        String sentence = "Corridor failed in a way nobody foresaw (" + bug + ").";
        if (debug) {
            messages.print(PlainText.lines(trace.toString()));
            block(CommandError.INTERNAL, sentence, "Report it with the lines above.");
        } else {
            block(CommandError.INTERNAL, sentence, remedy(trace.toString()));
        }
        return ExitCode.INTERNAL.number();
    }

    private static String remedy(String trace) {
        try {
            Path file = Files.createTempFile("corridor-error-", ".txt");
            Files.writeString(file, trace);
            return "Report it with the details in " + file;
        } catch (IOException unwritable) {
            return "Call again with --debug and report it with the details printed then.";
        }
    }

    private void block(ErrorCode code, String sentence, String remedy) {
        messages.println("error C" + code.number() + ": " + PlainText.block(sentence));
        messages.println("remedy: " + PlainText.line(remedy));
        messages.flush();
    }
}
