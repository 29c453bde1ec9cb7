package dev.corridor.app.command;

import dev.corridor.app.account.AccountError;
import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.EntryLinks.Purpose;
import dev.corridor.app.account.Outcome;
import dev.corridor.app.account.People;
import dev.corridor.app.account.Person;
import dev.corridor.app.database.DataFolder;
import dev.corridor.app.shared.command.DataOption;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.engine.error.CorridorException;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corridor password`: a way back for somebody who forgot a password, also the only administrator.
@Command(
        name = "password",
        description = "Print a one-time link by which somebody sets a new password.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The name they sign in with.")
    private String name = "";

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        String path = Parts.use(data.folder(), this::path);
        String server = RunningServer.on(new DataFolder(data.folder()))
                .map(RunningServer::url)
                .orElse("");
        spec.commandLine().getOut().println(server + path);
        spec.commandLine()
                .getErr()
                .println(
                        server.isEmpty()
                                ? "This is shown once. Put the server's address before it when it runs; it holds once."
                                : "This is shown once, and holds once.");
        return CommandExit.OK.number();
    }

    private String path(ApplicationContext parts) {
        Outcome<String> made = parts.getBean(People.class)
                .named(name)
                .map(Person::id)
                .map(parts.getBean(EntryLinks.class)::newPassword)
                .orElseThrow(this::unknown);
        return switch (made) {
            case Outcome.Done<String> done -> Purpose.NEW_PASSWORD.path(done.value());
            case Outcome.Not<String> _ -> throw unknown();
        };
    }

    private CorridorException unknown() {
        return new CorridorException(
                AccountError.UNKNOWN_PERSON,
                "nobody who may sign in is called '" + name + "'.",
                "Write the name as they sign in with it.");
    }
}
