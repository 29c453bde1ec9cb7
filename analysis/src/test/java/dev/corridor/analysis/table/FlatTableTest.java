package dev.corridor.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flat table, read more than once.
final class FlatTableTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeTable() throws IOException {
        file = Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n3,4\n");
    }

    private FlatTable table() {
        return FlatTable.open(file, ReadOptions.detect(), (_, _, _) -> {});
    }

    @Test
    void readsAsOftenAsAsked() {
        FlatTable table = table();
        AtomicInteger rows = new AtomicInteger();
        table.read(0, 2, _ -> rows.incrementAndGet(), new Omissions());
        table.read(1, 2, _ -> rows.incrementAndGet(), new Omissions());
        assertThat(rows).hasValue(4);
    }

    @Test
    void refusesATableThatIsWrittenToWhileItIsRead() throws IOException {
        FlatTable longer = table();
        assertThatExceptionOfType(CorridorException.class)
                .isThrownBy(() -> longer.read(0, 2, _ -> append(), new Omissions()))
                .matches(refusal -> refusal.code() == TableError.TABLE_CHANGED)
                .withMessageContaining("table.csv changed while it was read");
        FlatTable emptied = table();
        emptied.read(0, 2, _ -> {}, new Omissions());
        Files.writeString(file, "a,b\n");
        assertThatExceptionOfType(CorridorException.class)
                .isThrownBy(() -> emptied.read(1, 2, _ -> {}, new Omissions()));
    }

    private void append() {
        try {
            Files.writeString(file, "5,6\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
