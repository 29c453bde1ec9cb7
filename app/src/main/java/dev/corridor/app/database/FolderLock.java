package dev.corridor.app.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A lock that a process holds on a file, alone or with others; it goes with the process, however that ends.
///
/// The operating system counts locks by process and drops them when any channel on the file is closed; so
/// each file is open once here, and who holds it within this process is counted apart.
public final class FolderLock implements AutoCloseable {
    /// What this process holds; a waiting thread is told of every change.
    private static final Map<Path, Held> HELD = new HashMap<>();

    private final Path file;
    private boolean given;

    /// @param holders of a shared lock in this process; 0 where it is held alone
    private record Held(FileChannel channel, int holders) {}

    private FolderLock(Path file) {
        this.file = file;
    }

    /// Alone, as soon as nobody else has it.
    static FolderLock await(Path file) {
        synchronized (HELD) {
            while (HELD.containsKey(file)) {
                waitForChange();
            }
            return hold(file, 0);
        }
    }

    /// Together with others.
    static FolderLock share(Path file) {
        synchronized (HELD) {
            Held held = HELD.get(file);
            while (held != null && held.holders() == 0) {
                waitForChange();
                held = HELD.get(file);
            }
            if (held == null) {
                return hold(file, 1);
            }
            HELD.put(file, new Held(held.channel(), held.holders() + 1));
            return new FolderLock(file);
        }
    }

    /// Alone, unless somebody has it, in this process or another.
    public static Optional<FolderLock> tryAlone(Path file) {
        synchronized (HELD) {
            if (HELD.containsKey(file)) {
                return Optional.empty();
            }
            FileChannel channel = open(file);
            try {
                if (channel.tryLock() != null) {
                    HELD.put(file, new Held(channel, 0));
                    return Optional.of(new FolderLock(file));
                }
                channel.close();
                return Optional.empty();
            } catch (IOException failure) {
                throw DataFolder.notWritten(file, failure);
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            Held held = HELD.get(file);
            if (given || held == null) {
                return;
            }
            given = true;
            if (held.holders() > 1) {
                HELD.put(file, new Held(held.channel(), held.holders() - 1));
            } else {
                HELD.remove(file);
                try {
                    held.channel().close();
                } catch (IOException failure) {
                    throw new IllegalStateException("a lock could not be given back", failure);
                }
            }
            HELD.notifyAll();
        }
    }

    private static FolderLock hold(Path file, int holders) {
        FileChannel channel = open(file);
        try {
            channel.lock(0, Long.MAX_VALUE, holders > 0);
        } catch (IOException failure) {
            throw DataFolder.notWritten(file, failure);
        }
        HELD.put(file, new Held(channel, holders));
        return new FolderLock(file);
    }

    private static void waitForChange() {
        try {
            HELD.wait();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lock", interrupted);
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw DataFolder.notWritten(file, failure);
        }
    }
}
