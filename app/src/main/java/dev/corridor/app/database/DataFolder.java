package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The folder that holds everything one Corridor knows: `postgresql/`, `engine/`, `uploads/`, `logs/`, and
/// secrets in files that only their owner can read. Folders are 0700, secrets 0600.
///
/// @param root absolute, without `.` and `..`
public record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /// A data folder that is there afterwards, with its parts.
    ///
    /// @throws CorridorException C4007 where it cannot be made or written, C4009 where the disk is full
    public static DataFolder prepare(Path root) {
        DataFolder folder = new DataFolder(root);
        make(folder.root);
        make(folder.postgresql());
        make(folder.engine());
        make(folder.uploads());
        make(folder.logs());
        folder.requireWritable();
        return folder;
    }

    /// PostgreSQL: its software, its cluster, its password.
    public Path postgresql() {
        return root.resolve("postgresql");
    }

    /// The engine's segments; each can be built again from the database.
    public Path engine() {
        return root.resolve("engine");
    }

    /// Files on their way in.
    public Path uploads() {
        return root.resolve("uploads");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /// A file that only its owner can read, such as the demo's password.
    public Path secret(String name) {
        return root.resolve(name);
    }

    /// Writes a secret at once or not at all, and onto the disk; nobody but its owner can read it at any moment.
    ///
    /// @throws CorridorException C4007 where it cannot be written, C4009 where the disk is full
    public static void writeSecret(Path file, String text) {
        Path partial = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(partial, PosixFilePermissions.asFileAttribute(SECRET));
            Files.writeString(partial, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            keepName(file);
        } catch (IOException failure) {
            throw notWritten(file, failure);
        }
    }

    /// The new name is in the folder also after the machine has lost its power.
    private static void keepName(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().resolveSibling("."))) {
            folder.force(true);
        }
    }

    private void requireWritable() {
        Path probe = root.resolve(".writable");
        try {
            Files.deleteIfExists(probe);
            Files.writeString(probe, "Corridor could write here.\n");
            Files.delete(probe);
        } catch (IOException failure) {
            throw notWritten(root, failure);
        }
    }

    private static void make(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                return;
            }
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException file) {
            if (!Files.isDirectory(folder)) {
                throw new CorridorException(
                        DatabaseError.FOLDER_NOT_WRITABLE,
                        folder + " is no folder.",
                        "Name another folder with --data, or move that file away.",
                        file);
            }
        } catch (IOException failure) {
            throw notWritten(folder, failure);
        }
    }

    /// The refusal for a file or folder of the data folder that could not be written.
    static CorridorException notWritten(Path place, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("No space left") || reason.contains("quota")) {
            return new CorridorException(
                    DatabaseError.DISK_FULL,
                    "the disk that holds " + place + " is full.",
                    "Make room there, or move the data folder to a larger disk; nothing that was saved is lost.",
                    failure);
        }
        return new CorridorException(
                DatabaseError.FOLDER_NOT_WRITABLE,
                place + " cannot be made or written by " + owner(place) + ": " + reason(failure) + ".",
                "Give that user the folder (chown), or name another one with --data.",
                failure);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case java.nio.file.AccessDeniedException denied -> "permission denied at " + denied.getFile();
            case java.nio.file.FileSystemException named when named.getReason() != null -> named.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String owner(Path place) {
        String user = System.getProperty("user.name", "this user");
        for (Path above = place; above != null; above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return user + " (it belongs to " + Files.getOwner(above) + ")";
                } catch (IOException unknown) {
                    return user;
                }
            }
        }
        return user;
    }
}
