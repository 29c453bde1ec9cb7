package dev.corridor.cli;

import dev.corridor.cli.mine.Answer;
import dev.corridor.cli.mine.AnswerCsv;
import dev.corridor.cli.mine.Mining;
import dev.corridor.cli.mine.Origin;
import dev.corridor.engine.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is written beside the answer on standard output.
final class OutputOptions {
    @Option(names = "--csv", paramLabel = "DIR", description = "Write the tables of the answer as CSV files.")
    private @Nullable Path csv;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keep the journeys in this folder; mine DIR asks them again without the source.")
    private @Nullable Path save;

    @Option(names = "--force", description = "Replace files and stores that exist already.")
    private boolean force;

    /// Refuses before any work is done.
    void requireFree() {
        if (csv != null) {
            AnswerCsv.files().forEach(name -> OutputFile.requireFree(csv.resolve(name), force));
        }
    }

    void write(Store store, Origin origin, Mining mining, Answer answer) {
        if (csv != null) {
            AnswerCsv.tables(answer).forEach((name, text) -> OutputFile.write(csv.resolve(name), force, text));
        }
        if (save != null) {
            store.save(save, origin.notes(), force);
        }
    }
}
