package dev.corridor.engine.internal;

import dev.corridor.engine.error.Reason;
import java.io.IOException;
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
import java.util.stream.Stream;

/// Files and folders that are not finished yet: they get their name in one step, or are removed when the program
/// ends before that, also by Ctrl-C, HUP and TERM.
public final class Temporary {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 10;
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

    /// A new folder inside another one.
    public static synchronized Path folder(Path parent, String prefix) throws IOException {
        requireRunning();
        Path folder = Files.createTempDirectory(parent, prefix);
        PLACES.add(folder);
        return folder;
    }

    /// A name for an unfinished file in the same folder, which no other program and no other call has.
    public static Path beside(Path place) {
        return place.toAbsolutePath().resolveSibling(".corridor-" + UUID.randomUUID() + ".unfinished");
    }

    /// Why a file could not be written, in words that go behind a colon; names given by [#beside] say nothing to
    /// people, their folder does.
    public static String reason(IOException failure) {
        return Reason.of(failure).replaceAll("[.]corridor-[0-9a-f-]+[.]unfinished", "");
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
