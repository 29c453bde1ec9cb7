package dev.corridor.recipes.intake;

/// Told every few thousand rows how far reading is. What it throws ends the run, which leaves no file behind.
@FunctionalInterface
public interface ProgressListener {
    /// Nobody listens.
    ProgressListener NONE = (_, _, _) -> {};

    /// @param file being read
    /// @param rows read of it so far
    /// @param share of the whole work that lies behind, 0 to 1, by the bytes of the files read
    void reading(String file, long rows, double share);
}
