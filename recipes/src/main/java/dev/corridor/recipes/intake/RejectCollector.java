package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.internal.Temporary;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.recipe.RecipeError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts all rejects, keeps the first, hands each on and writes all of them to a file where one is wanted. The file
/// appears
/// under its name only when it is complete.
final class RejectCollector implements AutoCloseable {
    private final Map<String, Tally> reasons = new LinkedHashMap<>();
    private final List<Reject> first = new ArrayList<>();
    private final Consumer<Reject> each;
    private final @Nullable Path file;
    private final @Nullable Path part;
    private @Nullable BufferedWriter writer;
    private long rows;

    /// @param each takes every reject as it is met
    RejectCollector(Optional<Path> file, Consumer<Reject> each) {
        this.each = each;
        this.file = file.orElse(null);
        this.part = file.map(Temporary::beside).orElse(null);
        if (part != null) {
            try {
                Path folder = part.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                writer = Files.newBufferedWriter(
                        Temporary.file(part),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
                writer.write("file,line,column,value,code,reason\r\n");
            } catch (IOException e) {
                throw notWritten(e);
            }
        }
    }

    private static final class Tally {
        private final List<Reject> examples = new ArrayList<>();
        private long count;
    }

    void add(Reject reject) {
        rows++;
        if (first.size() < Rejections.KEPT) {
            first.add(reject);
        }
        Tally reason = reasons.computeIfAbsent(reject.code() + '\0' + reject.sentence(), _ -> new Tally());
        reason.count++;
        if (reason.examples.size() < Finding.EXAMPLES) {
            reason.examples.add(reject);
        }
        if (writer != null) {
            write(writer, reject);
        }
        each.accept(reject);
    }

    private void write(BufferedWriter out, Reject reject) {
        try {
            out.write(String.join(
                    ",",
                    CsvCell.of(reject.file()),
                    Long.toString(reject.line()),
                    CsvCell.of(reject.column()),
                    CsvCell.of(reject.value()),
                    CsvCell.of(reject.code()),
                    CsvCell.of(reject.sentence())));
            out.write("\r\n");
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private CorridorException notWritten(IOException e) {
        return new CorridorException(
                RecipeError.REJECTS_NOT_WRITTEN,
                "The rejects could not be written to " + file + ": " + Temporary.reason(e) + ".",
                "Choose another file or make room on the disk.",
                e);
    }

    Rejections rejections() {
        List<Rejections.Reason> sorted = reasons.entrySet().stream()
                .map(entry -> new Rejections.Reason(
                        entry.getKey().substring(0, entry.getKey().indexOf('\0')),
                        entry.getKey().substring(entry.getKey().indexOf('\0') + 1),
                        entry.getValue().count,
                        entry.getValue().examples))
                .sorted(Comparator.comparingLong(Rejections.Reason::count).reversed())
                .toList();
        return new Rejections(rows, sorted, first);
    }

    /// Gives the file its name.
    void finish() {
        if (writer != null && part != null && file != null) {
            try {
                writer.close();
                writer = null;
                Temporary.publish(part, file, List.of());
            } catch (IOException e) {
                throw notWritten(e);
            }
        }
    }

    /// Removes an unfinished file.
    @Override
    public void close() {
        if (writer != null && part != null) {
            try (Writer _ = writer) {
                writer = null;
                Temporary.remove(part);
            } catch (IOException e) {
                throw notWritten(e);
            }
        }
    }
}
