package dev.corridor.cli;

import dev.corridor.recipes.reader.ReadOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a file is read where that is not detected rightly.
final class ReadingOptions {
    @Option(names = "--delimiter", paramLabel = "D", description = "CSV: the delimiter; tab for a tabulator.")
    private @Nullable String delimiter;

    @Option(names = "--encoding", paramLabel = "E", description = "The encoding, for example windows-1251.")
    private @Nullable String encoding;

    Optional<String> delimiter() {
        return Optional.ofNullable(delimiter);
    }

    Optional<String> encoding() {
        return Optional.ofNullable(encoding);
    }

    ReadOptions options() {
        ReadOptions options = ReadOptions.detect();
        if (delimiter != null) {
            options = options.withDelimiter(character(delimiter));
        }
        return encoding == null ? options : options.withEncoding(encoding);
    }

    private static char character(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw MineCommand.usage("--delimiter " + text + " is not one character.", "Give one, or tab.");
        }
        return text.charAt(0);
    }
}
