package dev.corridor.app.interaction;

import dev.corridor.app.interaction.Progress.Stage;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.intake.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Follows a running import and can stop it.
final class Watch implements ProgressListener {
    private static final double NANOS = 1e9;
    private static final double ENOUGH = 0.02;

    private final long began = System.nanoTime();
    private final Map<String, Long> rowsOf = new LinkedHashMap<>();
    private volatile Progress now = Progress.NOT_YET;
    private volatile boolean cancelled;

    Progress now() {
        return now;
    }

    void cancel() {
        cancelled = true;
    }

    /// @throws CorridorException `CANCELLED`
    void requireWanted() {
        if (cancelled) {
            throw cancelled();
        }
    }

    static CorridorException cancelled() {
        return new CorridorException(
                DataError.CANCELLED, "The import was cancelled.", "Nothing of it was kept; start it again if wanted.");
    }

    @Override
    public void reading(String file, long rows, double share) {
        requireWanted();
        rowsOf.merge(file, rows, Math::max);
        long all = rowsOf.values().stream().mapToLong(Long::longValue).sum();
        double seconds = (System.nanoTime() - began) / NANOS;
        Optional<Double> left = share > ENOUGH ? Optional.of(seconds * (1 - share) / share) : Optional.empty();
        now = new Progress(Stage.READING, file, all, share, seconds > 0 ? all / seconds : 0, left);
    }

    void stage(Stage stage) {
        requireWanted();
        now = new Progress(stage, "", now.rows(), 1, now.rowsPerSecond(), Optional.empty());
    }
}
