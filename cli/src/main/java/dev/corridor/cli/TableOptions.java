package dev.corridor.cli;

import dev.corridor.analysis.table.FlatTable;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.ReadOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How one flat table is read, and how the answer about it is printed.
final class TableOptions {
    @Option(names = "--delimiter", paramLabel = "D", description = "CSV: the delimiter; tab for a tabulator.")
    private @Nullable String delimiter;

    @Option(names = "--encoding", paramLabel = "E", description = "The encoding, for example windows-1251.")
    private @Nullable String encoding;

    ReadOptions reading() {
        ReadOptions options = ReadOptions.detect();
        if (delimiter != null) {
            options = options.withDelimiter(SourceOptions.delimiterCharacter(delimiter));
        }
        return encoding == null ? options : options.withEncoding(encoding);
    }

    /// Tables read by a recipe, with the same delimiter and encoding.
    SourceOptions source(List<Path> files, String recipe) {
        return SourceOptions.of(files, recipe, delimiter, encoding);
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
            return question.apply(FlatTable.open(file, reading(), progress::reading));
        } finally {
            progress.done();
        }
    }
}
