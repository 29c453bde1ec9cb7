package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.internal.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file that appears whole or not at all.
final class OutputFile {
    private OutputFile() {}

    /// @param replace whether a file of that name may be replaced
    static void write(Path file, boolean replace, String text) {
        requireFree(file, replace);
        Path unfinished = Temporary.beside(file);
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(
                    Temporary.file(unfinished), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Temporary.publish(unfinished, file, List.of());
        } catch (IOException e) {
            discard(unfinished);
            throw new CorridorException(
                    CommandError.OUTPUT_NOT_CREATED,
                    file + " could not be written: " + Temporary.reason(e) + ".",
                    "Make room or choose another place.",
                    e);
        }
    }

    /// Where even that fails, it is tried again when the program ends.
    private static void discard(Path unfinished) {
        try {
            Temporary.remove(unfinished);
        } catch (IOException e) {
            unfinished.toFile().deleteOnExit();
        }
    }

    /// Refuses a name that is taken. Folders, devices and pipes are never replaced; of a symbolic link to a file
    /// the link is, and what it points to stays.
    static void requireFree(Path file, boolean replace) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !replace) {
            throw new CorridorException(
                    CommandError.OUTPUT_EXISTS, file + " exists already.", "Choose another name, or add --force.");
        }
        if (Files.isDirectory(file)) {
            throw new CorridorException(CommandError.OUTPUT_EXISTS, file + " is a folder.", "Give the name of a file.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CorridorException(
                    CommandError.OUTPUT_EXISTS,
                    file + " is no ordinary file and is never replaced.",
                    "Give the name of a file; a device or a pipe takes what --json prints.");
        }
    }
}
