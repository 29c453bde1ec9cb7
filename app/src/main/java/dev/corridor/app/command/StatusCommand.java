package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.EmbeddedPostgres;
import dev.corridor.app.shared.command.DataOption;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `corridor status`: says whether a server runs on a data folder, and where.
@Command(
        name = "status",
        description = "Say whether a server runs on a data folder, and where; exit code 3 where none does.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = new DataFolder(data.folder());
        String place = ServerCommands.printable(folder.root().toString());
        Optional<RunningServer> running = RunningServer.on(folder);
        if (running.isPresent()) {
            RunningServer server = running.get();
            out.println(
                    server.url().isEmpty()
                            ? "A server is starting on " + place + "."
                            : "A server runs on " + place + ".");
            if (!server.url().isEmpty()) {
                out.println("    pages    " + server.url());
            }
            out.println("    process  " + server.pid() + ", since " + server.since());
        } else {
            out.println(
                    RunningServer.holds(folder)
                            ? "A server is starting on " + place + "."
                            : "No server runs on " + place + ".");
        }
        EmbeddedPostgres.port(folder).ifPresent(port -> out.println("    database PostgreSQL on 127.0.0.1:" + port));
        return (running.isPresent() ? CommandExit.OK : CommandExit.NOT_RUNNING).number();
    }
}
