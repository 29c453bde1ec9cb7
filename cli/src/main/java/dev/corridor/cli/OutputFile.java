package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that appears whole or not at all.
final class OutputFile {
    private OutputFile() {}

    /// @param replace whether a file of that name may be replaced
    static void write(Path file, boolean replace, String text) {
        requireFree(file, replace);
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Temporary.keep(unfinished);
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            unfinished.toFile().delete();
            throw new CorridorException(
                    CommandError.OUTPUT_NOT_CREATED,
                    file + " could not be written: " + e.getMessage() + ".",
                    "Make room or choose another place.",
                    e);
        } finally {
            Temporary.forget(unfinished);
        }
    }

    static void requireFree(Path file, boolean replace) {
        if (Files.exists(file) && !replace) {
            throw new CorridorException(
                    CommandError.OUTPUT_EXISTS, file + " exists already.", "Choose another name, or add --force.");
        }
        if (Files.isDirectory(file)) {
            throw new CorridorException(CommandError.OUTPUT_EXISTS, file + " is a folder.", "Give the name of a file.");
        }
    }
}
