package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files on their way into a data set, or what became of them.
///
/// @param set empty while a draft has none chosen
/// @param recipe as YAML; empty text while a draft has none
/// @param zoned whether its times are instants; empty before it was read
/// @param reading what reading left; empty before it was done
/// @param attempts how often it was begun; above 1 where the process that ran it was stopped
/// @param failure why it did not work
public record Import(
        ImportId id,
        Optional<DataSetId> set,
        State state,
        String name,
        String recipe,
        List<File> files,
        Instant createdAt,
        String createdBy,
        Optional<Instant> finishedAt,
        Optional<Boolean> zoned,
        Optional<Origin.Reading> reading,
        Figures figures,
        int attempts,
        Optional<Failure> failure) {
    /// Who has created it where nobody was signed in: the command `import`.
    public static final String COMMAND_LINE = "command line";

    /// So often an import is begun again at once; after that there is a pause before each time.
    static final int OFTEN = 3;

    public Import {
        files = List.copyOf(files);
    }

    /// Where an import stands.
    public enum State {
        /// Files are there, nobody has said yet what to do with them.
        DRAFT,
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        /// It was taken back.
        UNDONE
    }

    /// A file of it.
    ///
    /// @param name as people know it
    /// @param path where it lies: relative to the folder of uploads, or absolute where it was not uploaded
    public record File(String name, String path, long bytes) {}

    /// Whether it waits for its turn or is being run.
    public boolean unfinished() {
        return state == State.WAITING || state == State.RUNNING;
    }

    /// Whether the process or the database that ran it ended so often that it waits before it begins again.
    public boolean brokenOffOften() {
        return attempts >= OFTEN;
    }

    /// Source rows and interactions that counted.
    ///
    /// @param erased interactions left out because their customer was erased
    public record Figures(long rowsNew, long rowsReplaced, long rowsUnchanged, long interactions, long erased) {}

    /// Why it did not work.
    ///
    /// @param code such as `C2112`
    public record Failure(
            String code, String sentence, @Nullable String remedy) {}
}
