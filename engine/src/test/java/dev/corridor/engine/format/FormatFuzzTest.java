package dev.corridor.engine.format;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Coverage-guided fuzzing of what is read from files. An ordinary test run replays the kept inputs; with
/// `JAZZER_FUZZ=1` in the environment and one method chosen (`-Dtest=FormatFuzzTest#readsManifests`) it
/// searches for new ones.
class FormatFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void readsManifests(byte[] bytes) {
        Manifest manifest;
        try {
            manifest = Manifest.read(Path.of("fuzzed"), bytes);
        } catch (CorridorException _) {
            return;
        }
        byte[] again = manifest.toBytes();
        if (!Arrays.equals(again, Manifest.read(Path.of("fuzzed"), again).toBytes())) {
            throw new IllegalStateException("a manifest changes when it is written: " + manifest);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void readsBlockFiles(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzzed", ".corridor");
        try {
            Files.write(file, bytes);
            BlockFile opened = BlockFile.open(file);
            opened.verify();
            for (Block block : Block.values()) {
                if (opened.has(block)) {
                    opened.get(block);
                }
            }
        } catch (CorridorException _) {
            return;
        } finally {
            Files.delete(file);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void readsColumns(FuzzedDataProvider data) {
        MemoryBlocks blocks = new MemoryBlocks();
        int rows = data.consumeInt(0, 100);
        if (data.consumeBoolean()) {
            blocks.add(Block.ROWS, 0, data.consumeBytes(64));
        }
        blocks.add(Block.VALUES, 0, data.consumeRemainingAsBytes());
        Column column = Column.read(blocks, Block.VALUES, 0);
        if (column.fits(rows)) {
            column.holdsCodes(7);
            for (int row = 0; row < rows; row++) {
                column.integer(row);
                column.number(row);
            }
        }
    }
}
