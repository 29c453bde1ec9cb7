package dev.corridor.app.interaction;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

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

    /// A sentence that calls the files of an import as people do, and tells nobody where anything lies on this machine.
    String named(Import wanted, String sentence) {
        String named = sentence;
        for (Import.File file : wanted.files()) {
            Path path = path(wanted.id(), file);
            named = named.replace(path.toAbsolutePath().toString(), file.name()).replace(path.toString(), file.name());
        }
        String data =
                folder.toAbsolutePath().getParent() + folder.getFileSystem().getSeparator();
        return named.replaceAll("(?<![\\w./-])" + Pattern.quote(data), "the data folder/");
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

    /// A new empty file for this process's own use, to write and to read; it goes with the channel, and with the
    /// process however that ends.
    FileChannel scratch() {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve("scratch-" + UUID.randomUUID()),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The imports that files lie here for.
    List<ImportId> kept() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(place -> String.valueOf(place.getFileName()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .map(name -> new ImportId(Long.parseLong(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes what lies beside the folders of imports and is older than this process: the container puts forms with
    /// files there while it reads them.
    void removeUnfinished() {
        Instant began = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path place : all.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(place).toInstant().isBefore(began)) {
                    Files.deleteIfExists(place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void discard(Path file) {
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

    /// Removes files of an import's folder that are none of its files and that nobody has written to since a time.
    void discardOthers(ImportId id, List<Import.File> files, Instant before) {
        Path all = folder.resolve(id.toString());
        if (!Files.isDirectory(all)) {
            return;
        }
        Set<Path> known = files.stream().map(file -> path(id, file)).collect(Collectors.toSet());
        try (Stream<Path> found = Files.walk(all)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (!known.contains(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    discardAlone(file);
                }
            }
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
