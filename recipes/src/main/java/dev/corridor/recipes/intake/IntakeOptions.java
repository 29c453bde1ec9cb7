package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Reject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// What a run may use and leave behind.
///
/// @param rejects the file that all rejects are written to; empty: only the first are kept, in memory
/// @param eachReject takes every reject as it is met
/// @param rowsCompared how many rows are remembered to find repeated ones, 16 bytes each
public record IntakeOptions(Optional<Path> rejects, Consumer<Reject> eachReject, long rowsCompared) {
    private static final int HEAP_BYTES_PER_ROW = 128;

    /// No file of rejects; repeated rows are looked for within an eighth of the heap.
    public static IntakeOptions usual() {
        return new IntakeOptions(Optional.empty(), _ -> {}, Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_ROW);
    }

    public IntakeOptions withRejects(Path file) {
        return new IntakeOptions(Optional.of(file), eachReject, rowsCompared);
    }

    public IntakeOptions withEachReject(Consumer<Reject> taker) {
        return new IntakeOptions(rejects, taker, rowsCompared);
    }
}
