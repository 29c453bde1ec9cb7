package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked once per version from the archive on the class path.
///
/// @param home the folder above `bin`
record PostgresSoftware(Path home) {
    private static final String PREFIX = "software-";
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /// The version in the product, such as `18.6.0`.
    static String version() {
        try (InputStream file = PostgresSoftware.class.getResourceAsStream("postgresql.properties")) {
            if (file == null) {
                throw new IllegalStateException("postgresql.properties is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new IllegalStateException("postgresql.properties cannot be read", unreadable);
        }
    }

    static int major() {
        return Integer.parseInt(version().substring(0, version().indexOf('.')));
    }

    /// The software in a folder, unpacked now unless it was before. A folder that is there is whole.
    ///
    /// @throws CorridorException C4002 where there is none for this machine, C4007 or C4009 where the
    /// folder cannot be written
    static PostgresSoftware in(Path folder) {
        String archive = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path home = folder.resolve(PREFIX + version());
        if (Files.isDirectory(home)) {
            return new PostgresSoftware(home);
        }
        Path partial = folder.resolve(PREFIX + version() + ".new");
        try (InputStream packed = PostgresSoftware.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IllegalStateException(archive + " is not on the class path");
            }
            removeAll(partial);
            unpack(packed, partial);
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw DataFolder.notWritten(home, failure);
        }
        return new PostgresSoftware(home);
    }

    /// Removes the software of other versions, which nothing runs any more.
    void removeOthers() {
        Path folder = home.getParent();
        if (folder == null) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(
                            entry -> String.valueOf(entry.getFileName()).startsWith(PREFIX))
                    .filter(entry -> !entry.equals(home))
                    .toList()) {
                removeAll(entry);
            }
        } catch (IOException failure) {
            throw DataFolder.notWritten(folder, failure);
        }
    }

    /// The archive for a kind of machine.
    static String archive(String system, String processor) {
        String machine = system.toLowerCase(Locale.ROOT) + " " + processor.toLowerCase(Locale.ROOT);
        return switch (machine) {
            case "linux amd64", "linux x86_64" -> "/postgres-linux-x86_64.txz";
            case "linux aarch64", "linux arm64" -> "/postgres-linux-arm_64.txz";
            default ->
                throw new CorridorException(
                        DatabaseError.NO_SOFTWARE,
                        "Corridor has no PostgreSQL of its own for " + system + " on " + processor + ".",
                        "Run PostgreSQL " + Database.LEAST_VERSION + " or newer yourself and name it in " + Database.URL
                                + ".");
        };
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PROGRAM);
        try (TarArchiveInputStream archive =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive leads out of its folder: " + entry.getName());
                }
                write(archive, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            Files.setPosixFilePermissions(file, PROGRAM);
            return;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) { // static libraries are for building only
            Files.copy(archive, file);
            Files.setPosixFilePermissions(file, (entry.getMode() & 0100) == 0 ? FILE : PROGRAM);
        }
    }

    static void removeAll(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
