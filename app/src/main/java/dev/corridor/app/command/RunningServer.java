package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The server that runs on a data folder, as its file `server.pid` tells. That file counts only while
/// somebody holds `server.lock`, which goes with the process, and while the process is as old as the file
/// says.
///
/// @param url where its pages are
record RunningServer(long pid, Instant since, String url) {
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);

    static Path lock(DataFolder folder) {
        return folder.root().resolve("server.lock");
    }

    static Path file(DataFolder folder) {
        return folder.root().resolve("server.pid");
    }

    /// Whether a server holds the folder, however far its start is.
    static boolean holds(DataFolder folder) {
        if (!Files.exists(lock(folder))) {
            return false;
        }
        Optional<FolderLock> free = FolderLock.tryAlone(lock(folder));
        free.ifPresent(FolderLock::close);
        return free.isEmpty();
    }

    static Optional<RunningServer> on(DataFolder folder) {
        return holds(folder) ? read(folder) : Optional.empty();
    }

    static RunningServer ofThisProcess(String url) {
        ProcessHandle here = ProcessHandle.current();
        return new RunningServer(here.pid(), here.info().startInstant().orElse(Instant.EPOCH), url);
    }

    void write(DataFolder folder) {
        DataFolder.writeSecret(file(folder), pid + "\n" + since + "\n" + url + "\n");
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(process -> {
            Instant started = process.info().startInstant().orElse(Instant.EPOCH);
            return Duration.between(started, since).abs().compareTo(CLOCK_STEP) < 0;
        });
    }

    private static Optional<RunningServer> read(DataFolder folder) {
        try {
            List<String> lines = Files.readAllLines(file(folder));
            RunningServer server =
                    new RunningServer(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), lines.get(2));
            return Optional.of(server).filter(found -> found.process().isPresent());
        } catch (NoSuchFileException starting) {
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }
}
