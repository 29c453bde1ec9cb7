package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The cluster in a data folder: made once, started and stopped. Whoever calls holds the lock of the folder.
///
/// The cluster listens on 127.0.0.1 only, asks for a password (scram), sums its pages and waits for the disk.
/// Its log names no statement and no value, so that it holds nothing about customers.
final class PostgresCluster {
    /// The user that owns everything, and the name of the database.
    static final String NAME = "corridor";

    private static final long KEPT_LOG = 1 << 20;
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final int TRIES = 40;
    private static final int LAST_LINES = 3;
    private static final String NO_SPACE = "No space left on device";
    private static final String CONFIGURATION = """
            # Written by Corridor at each start. Settings of your own belong into own.conf beside this file.
            listen_addresses = '127.0.0.1'
            port = PORT
            unix_socket_directories = ''
            max_connections = 60
            shared_buffers = '128MB'
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, ymd'
            default_text_search_config = 'pg_catalog.simple'
            # Nothing of a customer may stay in old log files: neither in those of changes nor in those for people.
            wal_level = minimal
            max_wal_senders = 0
            wal_recycle = off
            min_wal_size = '32MB'
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_checkpoints = off
            include_if_exists = 'own.conf'
            """;

    private final DataFolder folder;
    private final PostgresSoftware software;
    private final RunAs runAs;

    PostgresCluster(DataFolder folder, RunAs runAs) {
        this.folder = folder;
        this.runAs = runAs;
        this.software = PostgresSoftware.in(folder.postgresql());
    }

    Path data() {
        return folder.postgresql().resolve("data");
    }

    Path passwordFile() {
        return folder.postgresql().resolve("password");
    }

    Path log() {
        return folder.logs().resolve("postgresql.log");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException failure) {
            throw new CorridorException(
                    DatabaseError.WRONG_PASSWORD,
                    "the database's password cannot be read from " + passwordFile() + ": " + failure.getMessage() + ".",
                    "Make it readable for the user who runs Corridor.",
                    failure);
        }
    }

    /// Makes the cluster unless it is there; a start that was cut short leaves none. A cluster whose
    /// password file was removed gets a new password.
    void make() {
        try {
            if (!Files.exists(data())) {
                initialise();
            } else {
                requireSameMajor();
                if (!Files.exists(passwordFile())) {
                    setPassword();
                }
            }
        } catch (IOException failure) {
            throw DataFolder.notWritten(data(), failure);
        }
    }

    /// Starts it and waits until it takes connections; after a crash that is as long as its recovery takes.
    Postmaster start() {
        String lastWords = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long logged = turnLog();
            Optional<Postmaster> started = tryToStart(attempt > 0 && lastWords.contains("Address already in use"));
            if (started.isPresent()) {
                software.removeOthers();
                return started.get();
            }
            lastWords = lastWords(logged);
            // Processes that outlive their first one, killed a moment ago, go by themselves.
            boolean passes = lastWords.contains("Address already in use")
                    || lastWords.contains("shared memory block")
                    || lastWords.contains("lock file");
            if (!passes) {
                break;
            }
            pause(250);
        }
        throw notStarted(lastWords);
    }

    /// Stops it: open transactions are rolled back, everything else is on the disk.
    void stop() {
        run(List.of(software.program("pg_ctl"), "stop", "-D", data().toString(), "-m", "fast", "-w", "-t", "60"), "");
    }

    private void initialise() throws IOException {
        Path partial = folder.postgresql().resolve("data.new");
        Path given = folder.postgresql().resolve("password.new");
        PostgresSoftware.removeAll(partial);
        if (!Files.exists(passwordFile())) {
            DataFolder.writeSecret(passwordFile(), newPassword());
        }
        DataFolder.writeSecret(given, password());
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.give(given, folder);
        runAs.give(partial, folder);
        String said;
        try {
            said = run(
                    List.of(
                            software.program("initdb"),
                            "--pgdata=" + partial,
                            "--username=" + NAME,
                            "--pwfile=" + given,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums"),
                    "");
        } finally {
            Files.deleteIfExists(given);
        }
        if (!Files.exists(partial.resolve("PG_VERSION")) || !said.isEmpty()) {
            throw notStarted(said);
        }
        Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSameMajor() throws IOException {
        String major = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!major.equals(Integer.toString(PostgresSoftware.major()))) {
            throw new CorridorException(
                    DatabaseError.OTHER_MAJOR_VERSION,
                    data() + " was written by PostgreSQL " + major + "; this Corridor brings "
                            + PostgresSoftware.major() + ".",
                    "Start it with the Corridor that wrote it.");
        }
    }

    private void setPassword() {
        String password = newPassword();
        String said = run(
                List.of(software.program("postgres"), "--single", "-D", data().toString(), "postgres"),
                "alter role " + NAME + " password '" + password + "'\n");
        if (!said.isEmpty()) {
            throw notStarted(said);
        }
        DataFolder.writeSecret(passwordFile(), password);
    }

    private Optional<Postmaster> tryToStart(boolean anotherPort) {
        try {
            Postmaster.removeLeftOver(data());
            configure(anotherPort);
            Process process = detached(List.of(software.program("postgres"), "-D", data().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process.getOutputStream().close();
            return ready(process);
        } catch (IOException failure) {
            throw DataFolder.notWritten(data(), failure);
        }
    }

    private Optional<Postmaster> ready(Process process) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            Optional<Postmaster> running = Postmaster.of(data()).filter(Postmaster::ready);
            if (running.isPresent()) {
                return running;
            }
            pause(20);
        }
        process.destroy();
        return Optional.empty();
    }

    private void configure(boolean anotherPort) throws IOException {
        Path file = data().resolve("postgresql.conf");
        int before = anotherPort ? 0 : portIn(file);
        Path next = data().resolve("postgresql.conf.new");
        Files.writeString(
                next,
                CONFIGURATION.replace("PORT", Integer.toString(before > 0 && isFree(before) ? before : freePort())));
        runAs.give(next, folder);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The port it had before, so that a second restart changes nothing for those connected; 0 where it had
    /// none.
    private static int portIn(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("port = "))
                    .map(line -> line.substring("port = ".length()).strip())
                    .filter(number -> number.matches("[0-9]{1,5}"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Begins a new log where the old one has grown; gives where this start's words will begin.
    private long turnLog() {
        try {
            if (Files.exists(log()) && Files.size(log()) > KEPT_LOG) {
                Files.move(log(), log().resolveSibling("postgresql.1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(log())) {
                Files.createFile(
                        log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.size(log());
        } catch (IOException failure) {
            throw DataFolder.notWritten(log(), failure);
        }
    }

    /// The last lines of the log since a place in it, without their times; where the disk is full, the line that
    /// says so.
    private String lastWords(long since) {
        try {
            byte[] log = Files.readAllBytes(log());
            List<String> lines = new String(log, (int) since, log.length - (int) since, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("^[-0-9]+ [.:0-9]+ \\w+ \\[\\d+] ", ""))
                    .toList();
            return lines.stream()
                    .filter(line -> line.contains(NO_SPACE))
                    .findFirst()
                    .orElseGet(() ->
                            String.join("; ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private CorridorException notStarted(String said) {
        if (said.contains(NO_SPACE)) {
            return DataFolder.notWritten(data(), new IOException(NO_SPACE));
        }
        String line = said.isBlank() ? "it said nothing" : said.strip().replace("\n", "; ");
        return new CorridorException(
                DatabaseError.NOT_STARTED,
                "PostgreSQL did not start in " + data() + ": " + line + ".",
                "Read " + log() + " and call 'corridor doctor' on the folder, or name another PostgreSQL in "
                        + Database.URL + ".");
    }

    /// In a session of its own where the machine has `setsid`, so that Ctrl-C ends Corridor first and the
    /// database after it.
    private ProcessBuilder detached(List<String> program) {
        List<String> command = new ArrayList<>();
        if (isOnPath("setsid")) {
            command.add("setsid");
        }
        command.addAll(runAs.command(program));
        return plain(command);
    }

    /// Runs a program to its end; what it said on standard error where it failed, else nothing.
    private String run(List<String> program, String input) {
        try {
            Process process = plain(runAs.command(program))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            return ended && process.exitValue() == 0 ? "" : said + "\n";
        } catch (IOException failure) {
            throw DataFolder.notWritten(data(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static ProcessBuilder plain(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("CORRIDOR_"));
        environment.put("LC_ALL", "C");
        builder.directory(Path.of("/").toFile());
        return builder;
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(entry -> !entry.isEmpty() && Files.isExecutable(Path.of(entry, program)));
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL starts", interrupted);
        }
    }
}
