package dev.corridor.app.interaction;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Files that were handed in and wait for their import; they go when it has run.
@Component
class Uploads {
    private static final int LONGEST_NAME = 80;

    private final Path folder;

    Uploads(@Value("${corridor.data}") Path data) {
        this.folder = data.resolve("uploads");
    }

    /// Where a file of an import lies.
    Path path(ImportId id, Import.File file) {
        Path path = Path.of(file.path());
        return path.isAbsolute() ? path : folder.resolve(id.toString()).resolve(path);
    }

    /// Keeps a file under a number of its own: its name is somebody else's and never becomes a path.
    ///
    /// @param name as people know it
    /// @throws CorridorException `UPLOAD_FAILED`, and nothing of the file stays
    Import.File keep(ImportId id, int number, String name, InputStream content) {
        Path target =
                folder.resolve(id.toString()).resolve(Integer.toString(number)).resolve(safe(name));
        try {
            Files.createDirectories(target.resolveSibling("."));
            return new Import.File(name, number + "/" + target.getFileName(), Files.copy(content, target));
        } catch (IOException e) {
            discard(target);
            throw new CorridorException(
                    DataError.UPLOAD_FAILED,
                    "The file could not be kept: " + Reason.of(e) + ".",
                    "Free space on the server's disk, then try again.",
                    e);
        }
    }

    /// Letters, digits, blanks, `.`, `-` and `_` of a name, its end; never hidden, never another folder.
    private static String safe(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^[. ]+", "_");
        return safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
    }

    /// A new empty file for this process's own use.
    Path scratch() {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(folder, "scratch-", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the files that were handed in for an import.
    void discard(ImportId id) {
        Path all = folder.resolve(id.toString());
        if (!Files.isDirectory(all)) {
            return;
        }
        try (Stream<Path> files = Files.walk(all)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
