package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import dev.corridor.app.shared.command.DataOption;
import dev.corridor.engine.error.CorridorException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `corridor stop`: ends the server of a data folder, and a database that a killed one left running.
@Command(
        name = "stop",
        description = "Stop the server that runs on a data folder.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 90;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = new DataFolder(data.folder());
        String place = ServerCommands.printable(folder.root().toString());
        Optional<ProcessHandle> server = RunningServer.on(folder).flatMap(RunningServer::process);
        server.ifPresent(StopCommand::end);
        if (server.isEmpty() && RunningServer.holds(folder)) {
            throw new CorridorException(
                    ServerError.DOES_NOT_STOP,
                    "a server holds " + folder.root() + ", but its process is not to be found from here.",
                    "Stop it where it runs, for example in its container.");
        }
        boolean left = EmbeddedPostgres.stopLeftOver(folder);
        if (server.isPresent()) {
            out.println("Stopped the server on " + place + ".");
        } else {
            out.println("No server runs on " + place + "." + (left ? " Stopped the database that one left." : ""));
        }
        return CommandExit.OK.number();
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CorridorException(
                    ServerError.DOES_NOT_STOP,
                    "process " + server.pid() + " was asked to end " + LONGEST_SECONDS + " seconds ago and still runs.",
                    "Wait, or end it with 'kill -9 " + server.pid() + "': nothing that was saved is lost.",
                    late);
        } catch (InterruptedException | java.util.concurrent.ExecutionException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
