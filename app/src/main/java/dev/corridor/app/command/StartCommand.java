package dev.corridor.app.command;

import dev.corridor.app.account.SetUp;
import dev.corridor.app.shared.command.DataOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `corridor start`: runs the server until it is told to end.
@Command(
        name = "start",
        description = "Run the server on a data folder, until Ctrl-C or './corridor stop'.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private AddressOptions address = new AddressOptions();

    @Override
    public Integer call() {
        try (Server server = Server.start(data.folder(), address.bind(), address.port())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Corridor runs at " + server.url());
            out.println("    data     "
                    + ServerCommands.printable(
                            data.folder().toAbsolutePath().normalize().toString()));
            server.parts().getBean(SetUp.class).link(server.url()).ifPresent(link -> {
                out.println("    set up   " + link);
                out.println("             makes the first administrator; holds once, until the next start");
            });
            out.println("    end      Ctrl-C");
            out.flush();
            server.await();
        }
        return CommandExit.OK.number();
    }
}
