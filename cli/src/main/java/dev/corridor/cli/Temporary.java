package dev.corridor.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Unfinished files, removed when the program is interrupted.
final class Temporary {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FILES.forEach(file -> file.toFile().delete())));
    }

    private Temporary() {}

    static void keep(Path file) {
        FILES.add(file);
    }

    static void forget(Path file) {
        FILES.remove(file);
    }
}
