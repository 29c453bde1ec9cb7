package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.Database;
import dev.corridor.app.interaction.LedgerCheck;
import dev.corridor.app.shared.command.DataOption;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor doctor`: looks at the machine, the data folder, the database, the ledger of erased customers and the
/// stores, and says what to mend. It changes nothing; a database that does not run is started for the look and stopped
/// again.
@Command(
        name = "doctor",
        description = "Check machine, data folder, database and stores; exit code 1 where something is to be mended.",
        sortOptions = false,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final int LEAST_JAVA = 25;
    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST_MEMORY = 1_500 * MEGABYTE;
    private static final long LEAST_DISK = 1_000 * MEGABYTE;
    private static final Set<PosixFilePermission> OPEN = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port that the server is to have (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    private int problems;

    @Override
    public Integer call() {
        DataFolder folder = new DataFolder(data.folder());
        Optional<RunningServer> running = RunningServer.on(folder);
        java();
        memory();
        locale();
        disk(folder);
        permissions(folder);
        port(running);
        database(folder);
        stores(folder);
        PrintWriter out = spec.commandLine().getOut();
        out.println(problems == 0 ? "All is well." : problems == 1 ? "One thing to mend." : problems + " to mend.");
        return (problems == 0 ? CommandExit.OK : CommandExit.PROBLEMS).number();
    }

    private void java() {
        Runtime.Version version = Runtime.version();
        if (version.feature() < LEAST_JAVA) {
            problem("java", "Java " + version + " is too old", "Install a JDK " + LEAST_JAVA + " or newer.");
        } else {
            ok("java", version + ", " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                && machine.getTotalMemorySize() < LEAST_MEMORY) {
            problem(
                    "memory",
                    "the machine has " + machine.getTotalMemorySize() / MEGABYTE + " MB",
                    "Give it 2 GB: half of that for Corridor, the rest for the database.");
        } else {
            ok("memory", "Corridor may take " + heap + " MB; more with CORRIDOR_JAVA_OPTIONS=-Xmx2g");
        }
    }

    private void locale() {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (!names.equals(StandardCharsets.UTF_8)) {
            problem("locale", "file names are read in " + names, "Set LC_ALL=C.UTF-8 for Corridor.");
        } else {
            ok("locale", "UTF-8, time zone " + ZoneId.systemDefault());
        }
    }

    private void disk(DataFolder folder) {
        Path there = folder.root();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < LEAST_DISK) {
                problem(
                        "disk",
                        free / MEGABYTE + " MB are free at " + there,
                        "Make room, or move the data folder to a larger disk.");
            } else {
                ok("disk", free / MEGABYTE + " MB free at " + there);
            }
        } catch (IOException failure) {
            problem("disk", there + " cannot be looked at", "Check that the disk is there and readable.");
        }
    }

    private void permissions(DataFolder folder) {
        Path root = folder.root();
        if (!Files.exists(root)) {
            ok("folder", root + " is not there yet; the first start makes it");
            return;
        }
        if (!Files.isDirectory(root) || !Files.isReadable(root) || !Files.isWritable(root)) {
            problem(
                    "folder",
                    root + " cannot be read and written by " + System.getProperty("user.name"),
                    "Give that user the folder (chown -R), or name another one with --data.");
            return;
        }
        Optional<Path> open = Stream.of(folder.postgresql(), folder.engine(), folder.uploads(), folder.logs())
                .filter(DoctorCommand::isOpenToOthers)
                .findFirst();
        if (open.isPresent()) {
            problem("folder", open.get() + " can be read by others", "chmod 700 " + open.get());
        } else {
            ok("folder", root + ", what is in it for its owner only");
        }
    }

    private static boolean isOpenToOthers(Path part) {
        try {
            return Files.exists(part)
                    && Files.getPosixFilePermissions(part).stream().anyMatch(OPEN::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return true;
        }
    }

    private void port(Optional<RunningServer> running) {
        if (running.isPresent()) {
            ok(
                    "port",
                    "a server runs: process " + running.get().pid() + " at "
                            + running.get().url());
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ok("port", port + " is free");
        } catch (IOException | IllegalArgumentException taken) {
            problem("port", port + " is taken by another program", "Start with another one: --port " + (port + 1));
        }
    }

    private void database(DataFolder folder) {
        String external = System.getenv().getOrDefault(Database.URL, "");
        boolean made = Files.exists(folder.postgresql().resolve("data"));
        if (external.isBlank() && !made) {
            ok("database", "none yet; the first start makes it");
            return;
        }
        try (Database database = Database.open(folder, System.getenv());
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('data_checksums'), current_setting('fsync'),
                               (select count(*) from pg_stat_activity where datname = current_database()),
                               current_setting('max_connections'), clock_timestamp()""")) {
            row.next();
            ok("database", database.description());
            setting("checksums", row.getString(1), "pages are summed", "Switch them on with pg_checksums --enable.");
            setting("fsync", row.getString(2), "what is saved is on the disk", "Set fsync = on: a crash loses data.");
            ok("connections", row.getLong(3) + " of " + row.getString(4));
            clock(row.getTimestamp(5).toInstant());
            ledger(folder, connection);
        } catch (CorridorException refused) {
            problem("database", refused.sentence(), refused.remedy());
        } catch (SQLException failure) {
            problem("database", "it does not answer: " + failure.getMessage(), "Read the logs in " + folder.logs());
        }
    }

    private void setting(String name, String value, String meaning, String remedy) {
        if (value.equals("on")) {
            ok(name, meaning);
        } else {
            problem(name, name + " is " + value, remedy);
        }
    }

    private void clock(Instant database) {
        Duration apart = Duration.between(database, Instant.now()).abs();
        if (apart.compareTo(CLOCK_STEP) > 0) {
            problem(
                    "clock",
                    "this machine and the database are " + apart.toSeconds() + " s apart",
                    "Let both take the time from the network (NTP).");
        } else {
            ok("clock", Instant.now() + ", with the database's");
        }
    }

    private void ledger(DataFolder folder, Connection connection) throws SQLException {
        try {
            switch (LedgerCheck.look(folder, connection)) {
                case NONE -> ok("ledger", "none; the first erasure makes it");
                case SAME -> ok("ledger", "erased customers are known in the data folder too");
                case MISSING ->
                    problem(
                            "ledger",
                            "erased.ledger is missing, and the database knows that customers were erased",
                            "Put its last copy in its place if there is one, and start the server anew: it writes what"
                                    + " the database knows.");
                case BEHIND ->
                    problem(
                            "ledger",
                            "erased.ledger does not know all whom the database knows as erased",
                            "Start the server anew: it writes them; where it cannot, its log says why.");
                case AHEAD ->
                    problem(
                            "ledger",
                            "erased.ledger knows erased customers whom the database does not know",
                            "Start the server anew: it erases them again before it answers.");
            }
        } catch (CorridorException refused) {
            problem("ledger", "C" + refused.code().number() + ": " + refused.sentence(), refused.remedy());
        }
    }

    private void stores(DataFolder folder) {
        int whole = 0;
        for (Path store : storesIn(folder.engine())) {
            try {
                Store.open(store).verify();
                whole++;
            } catch (CorridorException damaged) {
                problem(
                        "store",
                        damaged.sentence(),
                        "Stop the server and remove " + store + "; it is made again from the database.");
            }
        }
        ok("stores", whole == 1 ? "one, every byte checked" : whole + ", every byte checked");
    }

    private static List<Path> storesIn(Path engine) {
        if (!Files.isDirectory(engine)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(engine)) {
            return entries.filter(Store::isStore).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void ok(String name, String sentence) {
        line("ok     ", name, sentence);
    }

    private void problem(String name, String sentence, String remedy) {
        problems++;
        line("PROBLEM", name, sentence);
        spec.commandLine().getOut().printf("%-22s-> %s%n", "", ServerCommands.printable(remedy));
    }

    private void line(String verdict, String name, String sentence) {
        spec.commandLine().getOut().printf("%s  %-12s %s%n", verdict, name, ServerCommands.printable(sentence));
    }
}
