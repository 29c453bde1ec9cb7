package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Any bytes are read as rows and rejects or refused with a code; nothing else happens. In an ordinary
/// build the seeds are run; with `JAZZER_FUZZ=1` the fuzzer looks for more.
@Tag("slow")
class ReaderFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "5m")
    void readsAnyDelimitedText(byte[] data) throws IOException {
        readAll(data, "fuzz.csv");
    }

    @FuzzTest(maxDuration = "5m")
    void readsAnyEventLog(byte[] data) throws IOException {
        readAll(data, "fuzz.xes");
    }

    @FuzzTest(maxDuration = "5m")
    void readsAnyJsonLines(byte[] data) throws IOException {
        readAll(data, "fuzz.jsonl");
    }

    @FuzzTest(maxDuration = "5m")
    void readsAnyTime(byte[] data) {
        DateOrder.Evidence evidence = new DateOrder.Evidence();
        evidence.feed(data, 0, data.length);
        for (TimeFormat format : new TimeFormat[] {
            new TimeFormat.Usual(evidence.order()),
            new TimeFormat.Usual(DateOrder.DAY_FIRST),
            new TimeFormat.Pattern("dd/MM/yyyy HH:mm"),
            new TimeFormat.EpochSeconds(),
            new TimeFormat.EpochMilliseconds()
        }) {
            TimeParser parser = format.parser();
            if (parser.parse(data, 0, data.length)) {
                assertThat(parser.nano()).isBetween(0, 999_999_999);
                assertThat(Math.abs(parser.offsetSeconds())).isLessThanOrEqualTo(18 * 3600);
            } else {
                assertThat(parser.problem().code()).isNotEmpty();
            }
        }
        double number = Numbers.parse(data, 0, data.length, false);
        assertThat(Double.isInfinite(number)).isFalse();
    }

    /// Every reading gives the same, lines never go back, cells are UTF-8.
    private static void readAll(byte[] data, String name) throws IOException {
        Path file = Files.write(folder.resolve(name), data);
        ReadOptions options = ReadOptions.detect().withMaxRowBytes(1 << 16).withMaxExpansion(100, 1 << 20);
        try {
            Table table = Tables.open(file, options);
            assertThat(table.columns()).doesNotHaveDuplicates().doesNotContain("");
            long first = digest(table);
            assertThat(digest(table)).isEqualTo(first);
        } catch (CorridorException e) {
            assertThat(e.code()).isInstanceOf(ReaderError.class);
            assertThat(e.remedy()).isNotEmpty();
        }
    }

    private static long digest(Table table) {
        AtomicLong digest = new AtomicLong();
        AtomicLong line = new AtomicLong();
        table.read(
                row -> {
                    assertThat(row.line()).isGreaterThanOrEqualTo(line.getAndSet(row.line()));
                    for (int i = 0; i < row.cells(); i++) {
                        int end = row.start(i) + row.length(i);
                        assertThat(Utf8.firstInvalid(row.buffer(), row.start(i), end))
                                .isEqualTo(-1);
                        String text = new String(row.buffer(), row.start(i), row.length(i), StandardCharsets.UTF_8);
                        digest.set(digest.get() * 31 + text.hashCode());
                    }
                },
                reject -> {
                    assertThat(reject.value().length()).isLessThanOrEqualTo(200);
                    digest.set(digest.get() * 31 + reject.hashCode());
                });
        return digest.get();
    }
}
