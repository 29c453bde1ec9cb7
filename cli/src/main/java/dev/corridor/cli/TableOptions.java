package dev.corridor.cli;

import dev.corridor.analysis.table.FlatTable;
import dev.corridor.engine.error.CorridorException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/// How one flat table is read, and how the answer about it is printed.
final class TableOptions {
    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    /// Tables read by a recipe, with the same delimiter and encoding.
    SourceOptions source(List<Path> files, String recipe) {
        return SourceOptions.of(files, recipe, reading);
    }

    /// What a question makes of a table.
    ///
    /// @param messages for progress
    <T> T ask(Path file, PrintWriter messages, Function<FlatTable, T> question) {
        MineCommand.requireExists(file);
        if (Files.isDirectory(file)) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING,
                    file + " is a folder, and this question is asked of one table.",
                    "Name a file in it.");
        }
        Progress progress = Progress.on(messages);
        try {
            return question.apply(FlatTable.open(file, reading.options(), progress::reading));
        } finally {
            progress.done();
        }
    }
}
