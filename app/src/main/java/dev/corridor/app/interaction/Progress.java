package dev.corridor.app.interaction;

import java.util.Optional;

/// How far an import is.
///
/// @param file being read; empty where none is
/// @param rows read so far, of all files
/// @param share of the reading that lies behind, 0 to 1
/// @param rowsPerSecond since reading began
/// @param secondsLeft of the reading; empty where it cannot be told yet
public record Progress(
        Stage stage, String file, long rows, double share, double rowsPerSecond, Optional<Double> secondsLeft) {
    /// What is being done.
    public enum Stage {
        WAITING,
        READING,
        /// Comparing with what is there and putting it into the database.
        SAVING,
        /// Making the engine's store.
        PREPARING
    }

    static final Progress NOT_YET = new Progress(Stage.WAITING, "", 0, 0, 0, Optional.empty());
}
