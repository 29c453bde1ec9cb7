package dev.corridor.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The first process of a running PostgreSQL, as the file `postmaster.pid` in its cluster tells.
///
/// @param port on 127.0.0.1
/// @param ready whether it takes connections yet
record Postmaster(ProcessHandle process, int port, boolean ready) {
    private static final String FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /// The one that runs on a cluster; nobody where the file is left over, or its number belongs to another
    /// process.
    static Optional<Postmaster> of(Path cluster) {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve(FILE));
        } catch (IOException notThere) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            boolean ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> worksIn(process.pid(), cluster))
                    .map(process -> new Postmaster(process, port, ready));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /// Removes a file that is left over and names a process of somebody else's: PostgreSQL itself would not
    /// start then. It is left alone while any process still works in the cluster.
    static void removeLeftOver(Path cluster) throws IOException {
        Path file = cluster.resolve(FILE);
        if (!Files.exists(file) || of(cluster).isPresent()) {
            return;
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            if (all.noneMatch(process -> worksIn(process.pid(), cluster))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// PostgreSQL's processes work in the folder of their cluster.
    private static boolean worksIn(long process, Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process + "/cwd")).equals(cluster.toRealPath());
        } catch (NoSuchFileException ended) {
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
