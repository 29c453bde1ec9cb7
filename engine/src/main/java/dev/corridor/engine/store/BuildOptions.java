package dev.corridor.engine.store;

import java.nio.file.Path;

/// How much a builder may keep in memory, and where it puts the rest.
///
/// @param memory bytes of records held before they are spilled to files
/// @param spillFolder an existing folder for temporary files, removed when the builder is closed
/// @param threads threads that build segments, at least 1
/// @param segmentRecords records that one segment holds about; at most 64 segments are made
public record BuildOptions(long memory, Path spillFolder, int threads, long segmentRecords) {
    private static final long SMALLEST_SEGMENT = 250_000;
    private static final long LARGEST_SEGMENT = 16_000_000;

    /// Bytes of heap that sorting a record takes, with room for two segments at a time.
    private static final long BYTES_PER_RECORD = 256;

    public BuildOptions {
        if (memory < 0 || threads < 1 || segmentRecords < 1) {
            throw new IllegalArgumentException(
                    "memory " + memory + ", threads " + threads + ", records per segment " + segmentRecords);
        }
    }

    /// Segments as large as the heap allows: the larger, the fewer distinct paths are kept twice.
    public BuildOptions(long memory, Path spillFolder, int threads) {
        this(
                memory,
                spillFolder,
                threads,
                Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_RECORD, SMALLEST_SEGMENT, LARGEST_SEGMENT));
    }

    /// A third of the heap, the system's temporary folder, all processors.
    public static BuildOptions defaults() {
        return new BuildOptions(
                Runtime.getRuntime().maxMemory() / 3,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }
}
