package dev.corridor.engine.internal;

import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files and folders that are not finished yet: they get their name in one step, or are removed when the program
/// ends before that, also by Ctrl-C, HUP and TERM.
public final class Temporary {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 10;
    private static final long PROCESS = ProcessHandle.current().pid();

    /// The names that are given here, with the process in them.
    private static final Pattern UNFINISHED = Pattern.compile("[.]corridor-([0-9]{1,18})-[0-9a-f-]{36}[.]unfinished");

    private static final Pattern PRIVATE = Pattern.compile("corridor-([0-9]{1,18})-[0-9]{10,20}");
    private static final Set<Path> PLACES = new LinkedHashSet<>();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Temporary::removeAll, "temporary files"));
    }

    private Temporary() {}

    /// Whether the program is being ended: what fails now fails because of that.
    public static boolean ending() {
        return ending;
    }

    /// A new folder inside another one, which nobody else may look into.
    public static synchronized Path privateFolder(Path parent) throws IOException {
        requireRunning();
        removeLeftovers(parent);
        Path folder = Files.createTempDirectory(parent, "corridor-" + PROCESS + "-");
        PLACES.add(folder);
        return folder;
    }

    /// A new folder beside a place.
    public static synchronized Path folderBeside(Path place) throws IOException {
        return Files.createDirectory(file(beside(place)));
    }

    /// A name for an unfinished file in the same folder, which no other program and no other call has. What killed
    /// programs left in that folder is removed.
    public static Path beside(Path place) {
        Path absolute = place.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent != null) {
            removeLeftovers(parent);
        }
        return absolute.resolveSibling(".corridor-" + PROCESS + "-" + UUID.randomUUID() + ".unfinished");
    }

    /// Why a file could not be written, in words that go behind a colon; names given by [#beside] say nothing to
    /// people, their folder does.
    public static String reason(IOException failure) {
        return Reason.of(failure).replaceAll(UNFINISHED.pattern(), "");
    }

    /// Notes a file before it is made.
    public static synchronized Path file(Path file) throws IOException {
        requireRunning();
        PLACES.add(file);
        return file;
    }

    /// Gives an unfinished file or folder its name, in one step; a file of that name is replaced.
    ///
    /// @param others further unfinished files that are finished with it
    public static synchronized void publish(Path unfinished, Path place, Collection<Path> others) throws IOException {
        requireRunning();
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PLACES.remove(unfinished);
        PLACES.removeAll(others);
    }

    /// Removes a file, or a folder with everything in it, where it is there.
    public static synchronized void remove(Path place) throws IOException {
        delete(place);
        PLACES.remove(place);
    }

    private static void requireRunning() throws IOException {
        if (ending) {
            throw new IOException("the program is being ended");
        }
    }

    /// Other threads may still be writing into what is removed.
    private static synchronized void removeAll() {
        ending = true;
        List<Path> left = new ArrayList<>(PLACES);
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            left.removeIf(Temporary::isDeleted);
            pause(left);
        }
    }

    /// Removes what programs that are not running any more have left; what cannot be removed stays.
    public static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, Temporary::isLeftover)) {
            left.forEach(Temporary::isDeleted);
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    private static boolean isLeftover(Path place) {
        String name = String.valueOf(place.getFileName());
        return Stream.of(UNFINISHED, PRIVATE)
                .map(pattern -> pattern.matcher(name))
                .filter(Matcher::matches)
                .anyMatch(match -> ProcessHandle.of(Long.parseLong(match.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    private static void pause(List<Path> left) {
        try {
            if (!left.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isDeleted(Path place) {
        try {
            delete(place);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> inside;
            try (Stream<Path> files = Files.list(place)) {
                inside = files.toList();
            }
            for (Path file : inside) {
                delete(file);
            }
        }
        Files.deleteIfExists(place);
    }
}
