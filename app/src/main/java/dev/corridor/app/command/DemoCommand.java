package dev.corridor.app.command;

import dev.corridor.app.account.People;
import dev.corridor.app.database.DataFolder;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.SampleData;
import dev.corridor.app.shared.access.Role;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor demo`: runs a server with the sample company in it, for this machine only.
@Command(
        name = "demo",
        description = "Run a server with the sample company in it, on this machine only, until Ctrl-C.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /// Whom the demo is signed in as.
    static final String NAME = "demo";

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PARTS = 4;
    private static final int LETTERS_PER_PART = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "corridor-demo",
            description = "The data folder (default: ${DEFAULT-VALUE}); it is kept, and the next demo goes on with it.")
    private Path data = Path.of("corridor-demo");

    @Mixin
    private AddressOptions address = new AddressOptions();

    @Override
    public Integer call() {
        requireForThisMachine();
        PrintWriter out = spec.commandLine().getOut();
        try (Server server = Server.start(data, address.bind(), address.port())) {
            String password = password(new DataFolder(data));
            admit(server, password);
            boolean kept = hasData(server.parts());
            if (!kept) {
                loadSample(server.parts());
            }
            out.println("Corridor runs at " + server.url()
                    + (kept ? " with what its data folder holds." : " with the sample company in it."));
            out.println("    name      " + NAME);
            out.println("    password  " + password);
            out.println("    data      "
                    + ServerCommands.printable(new DataFolder(data).root().toString()));
            out.println("    end       Ctrl-C");
            out.flush();
            server.await();
        }
        return CommandExit.OK.number();
    }

    private static boolean hasData(ApplicationContext parts) {
        return !parts.getBean(DataSets.class).all().isEmpty();
    }

    /// Imports the sample company like anybody's files; returns when its pages can be read.
    private void loadSample(ApplicationContext parts) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("corridor: making the sample company");
        messages.flush();
        Imports imports = parts.getBean(Imports.class);
        ImportId id = parts.getBean(SampleData.class).load(SampleData.JOURNEYS, NAME);
        Import now = imports.require(id);
        while (now.unfinished() || imports.isRunning(id)) {
            imports.runDue();
            pause();
            now = imports.require(id);
        }
        if (now.state() != Import.State.DONE) {
            throw notLoaded(now.failure().map(Import.Failure::sentence).orElse("it was stopped"));
        }
    }

    /// The server's own worker may have taken the import up.
    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notLoaded("it was stopped");
        }
    }

    private static CorridorException notLoaded(String reason) {
        return new CorridorException(
                ServerError.SAMPLE_NOT_LOADED,
                "the sample company could not be loaded: " + reason,
                "Look into the log in the data folder, or take a new one with --data.");
    }

    private void requireForThisMachine() {
        if (!Server.address(address.bind()).isLoopbackAddress()) {
            throw new CorridorException(
                    ServerError.DEMO_FOR_OTHERS,
                    "the demo is for this machine only, and " + address.bind() + " is open to others.",
                    "Leave --bind out, or run './corridor start --bind " + address.bind()
                            + "' with people of its own.");
        }
    }

    /// The folder's own password, made at its first demo; whoever removes the file gets a new one for a new
    /// folder.
    private static String password(DataFolder folder) {
        Path file = folder.secret("demo-password");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
        } catch (IOException failure) {
            throw new CorridorException(
                    ServerError.SAMPLE_NOT_LOADED,
                    "the demo's password cannot be read from " + file + ".",
                    "Make the file readable, or take another folder with --data.",
                    failure);
        }
        SecureRandom random = new SecureRandom();
        String password = IntStream.range(0, PARTS)
                .mapToObj(part -> random.ints(LETTERS_PER_PART, 0, LETTERS.length())
                        .mapToObj(letter -> String.valueOf(LETTERS.charAt(letter)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
        DataFolder.writeSecret(file, password);
        return password;
    }

    private static void admit(Server server, String password) {
        People people = server.parts().getBean(People.class);
        if (people.named(NAME).isEmpty()) {
            people.create(NAME, Role.ADMINISTRATOR, password).orThrow();
        }
    }
}
