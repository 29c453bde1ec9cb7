package dev.corridor.app.interaction;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Files that were handed in and wait for their import; they go when it has run.
@Component
class Uploads {
    private static final int LONGEST_NAME = 80;
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final DataSize most;

    /// @param most the largest file that is taken
    Uploads(@Value("${corridor.data}") Path data, @Value("${corridor.upload-limit:10GB}") DataSize most) {
        this.folder = data.resolve("uploads");
        this.most = most;
    }

    /// Where a file of an import lies.
    Path path(ImportId id, Import.File file) {
        Path path = Path.of(file.path());
        return path.isAbsolute() ? path : folder.resolve(id.toString()).resolve(path);
    }

    /// Keeps a file in a folder of its own: its name is somebody else's and never becomes a path.
    ///
    /// @param name as people know it
    /// @throws CorridorException `UPLOAD_FAILED` or `UPLOAD_TOO_LARGE`, and nothing of the file stays
    Import.File keep(ImportId id, String name, InputStream content) {
        Path target = null;
        try {
            Path all = Files.createDirectories(folder.resolve(id.toString()));
            target = Files.createTempDirectory(all, "").resolve(safe(name));
            long bytes = copy(content, target);
            return new Import.File(name, all.relativize(target).toString(), bytes);
        } catch (CorridorException e) {
            discardAlone(target);
            throw e;
        } catch (IOException e) {
            discardAlone(target);
            throw new CorridorException(
                    DataError.UPLOAD_FAILED,
                    "The file could not be kept: " + Reason.of(e) + ".",
                    "Free space on the server's disk, then try again.",
                    e);
        }
    }

    private long copy(InputStream content, Path target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            int read = content.read(chunk);
            while (read >= 0) {
                bytes += read;
                requireSize(bytes);
                out.write(chunk, 0, read);
                read = content.read(chunk);
            }
        }
        return bytes;
    }

    /// @throws CorridorException `UPLOAD_TOO_LARGE`
    void requireSize(long bytes) {
        if (bytes > most.toBytes()) {
            throw new CorridorException(
                    DataError.UPLOAD_TOO_LARGE,
                    "The file is larger than the server takes: at most " + most.toMegabytes() + " MB.",
                    "Pack it with gzip, or import it on the server with the command import.");
        }
    }

    private void discardAlone(@Nullable Path file) {
        if (file != null) {
            discard(file);
            discard(java.util.Objects.requireNonNull(file.getParent()));
        }
    }

    /// A name for a file on every system: ASCII letters, digits, `.`, `-` and `_` of its end; never hidden, never
    /// another folder.
    private static String safe(String name) {
        String safe = "file" + name.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.length() <= LONGEST_NAME ? safe : "file" + safe.substring(safe.length() - LONGEST_NAME);
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

    /// Removes one file that was handed in; one that lies elsewhere is left alone.
    void discard(ImportId id, Import.File file) {
        if (!Path.of(file.path()).isAbsolute()) {
            discardAlone(path(id, file));
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
