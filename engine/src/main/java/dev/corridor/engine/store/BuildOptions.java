package dev.corridor.engine.store;

import java.nio.file.Path;

/// How much a builder may keep in memory, and where it puts the rest.
///
/// @param memory bytes of records held before they are spilled to files
/// @param spillFolder an existing folder for temporary files, removed when the builder is closed
/// @param threads threads that build segments, at least 1
public record BuildOptions(long memory, Path spillFolder, int threads) {
    public BuildOptions {
        if (memory < 0 || threads < 1) {
            throw new IllegalArgumentException("memory " + memory + ", threads " + threads);
        }
    }

    /// A third of the heap, the system's temporary folder, all processors.
    public static BuildOptions defaults() {
        return new BuildOptions(
                Runtime.getRuntime().maxMemory() / 3,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }
}
