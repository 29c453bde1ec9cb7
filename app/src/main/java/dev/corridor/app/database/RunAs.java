package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// As whom PostgreSQL runs: it refuses to be root. An ordinary user runs it as themselves; root in a user
/// namespace of its own where the machine allows that, else as an unprivileged user, to whom its files are
/// given.
///
/// @param words what stands before a program
/// @param owner whom PostgreSQL's files must belong to, where that is not the user who runs Corridor
record RunAs(List<String> words, Optional<String> owner) {
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

    RunAs {
        words = List.copyOf(words);
    }

    /// The way that works here.
    ///
    /// @throws CorridorException C4001 where root finds none
    static RunAs here() {
        if (!isRoot()) {
            return new RunAs(List.of(), Optional.empty());
        }
        List<String> namespace = List.of("unshare", "-U");
        if (works(namespace)) {
            return new RunAs(namespace, Optional.empty());
        }
        return unprivileged()
                .orElseThrow(() -> new CorridorException(
                        DatabaseError.RUNS_AS_ROOT,
                        "Corridor runs as root, PostgreSQL refuses to, and neither unshare nor setpriv can make it"
                                + " somebody else here.",
                        "Run Corridor as an ordinary user, or run PostgreSQL yourself and name it in " + Database.URL
                                + "."));
    }

    /// As a user without rights.
    static Optional<RunAs> unprivileged() {
        return UNPRIVILEGED.stream()
                .map(user -> new RunAs(
                        List.of("setpriv", "--reuid", user, "--regid", group(user), "--clear-groups"),
                        Optional.of(user)))
                .filter(as -> works(as.words))
                .findFirst();
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(words);
        command.addAll(program);
        return command;
    }

    /// Gives a folder and what is in it to the one who runs PostgreSQL, and lets them pass to it through
    /// the folders above it, up to the data folder's.
    void give(Path folder, DataFolder data) {
        if (owner.isEmpty()) {
            return;
        }
        try {
            UserPrincipal user =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    Files.getFileAttributeView(
                                    file, PosixFileAttributeView.class, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                            .setOwner(user);
                }
            }
            for (Path above : List.of(data.root(), data.postgresql())) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
            }
        } catch (IOException failure) {
            throw DataFolder.notWritten(folder, failure);
        }
    }

    private static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String group(String user) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(user))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElse(user);
        } catch (IOException unknown) {
            return user;
        }
    }

    private static boolean works(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
