package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.BlockFile;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Manifest;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.journey.JourneyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Segments whose checksums are right and whose content is not: whoever made them so, reading one ends with a
/// coded error or with figures, never in another exception, an endless loop or memory that is not its own.
class HostileSegmentTest {
    private static final int QUICK = 400;
    private static final int MANY = 6_000;
    private static final String SEGMENT = "segment-000-0.corridor";

    @TempDir
    Path folder;

    @Test
    void survivesChangedBlocks() throws IOException {
        survives(0, QUICK);
    }

    @Tag("slow")
    @Test
    void survivesManyChangedBlocks() throws IOException {
        survives(QUICK, MANY);
    }

    @Test
    void refusesPlacesThatAreTakenTwice() throws IOException {
        Path saved = folder.resolve("saved");
        SampleStore.build().save(saved, Map.of(), false);
        Manifest manifest = manifest(saved);
        BlockFile segment = segment(saved, manifest);
        Column ranks = Column.read(segment, Block.RANKS, 0);
        int interactions = SegmentHeader.read(segment).interactions();
        for (int i = 0; i < interactions; i++) {
            long[] changed = new long[interactions];
            Arrays.setAll(changed, ranks::integer);
            changed[i] = changed[i] == 0 ? 1 : 0;
            MemoryBlocks block = new MemoryBlocks();
            Column.writeIntegers(block, Block.RANKS, 0, changed, interactions);
            Path store = Files.createDirectory(folder.resolve("place " + i));
            write(
                    store,
                    manifest,
                    segment,
                    present(manifest, segment),
                    (kind, bytes) -> kind == Block.RANKS ? BlockFile.bytes(block.get(Block.RANKS)) : bytes);
            assertThatExceptionOfType(CorridorException.class)
                    .isThrownBy(() -> Store.open(store).journeys(new JourneyRule.ByCustomer()))
                    .satisfies(error -> assertThat(error.code()).isEqualTo(EngineError.STORE_DAMAGED));
            assertThatExceptionOfType(CorridorException.class)
                    .isThrownBy(() -> Store.open(store).verify())
                    .satisfies(error -> assertThat(error.sentence()).contains("RANKS"));
        }
    }

    private static Manifest manifest(Path saved) {
        BlockFile file = BlockFile.open(saved.resolve("store.corridor"));
        return Manifest.read(saved, BlockFile.bytes(file.get(Block.MANIFEST)));
    }

    private static BlockFile segment(Path saved, Manifest manifest) {
        return BlockFile.open(saved.resolve(manifest.segments().getFirst().file()));
    }

    private void survives(int from, int to) throws IOException {
        Path saved = folder.resolve("saved");
        SampleStore.build().save(saved, Map.of(), false);
        Manifest manifest = manifest(saved);
        BlockFile segment = segment(saved, manifest);
        int refused = 0;
        for (int seed = from; seed < to; seed++) {
            Path store = folder.resolve("store " + seed);
            Files.createDirectory(store);
            String change = write(store, manifest, segment, new Random(seed));
            try {
                Store opened = Store.open(store);
                StoreText.of(opened);
                opened.verify();
            } catch (CorridorException error) {
                assertThat(error.code()).isEqualTo(EngineError.STORE_DAMAGED);
                refused++;
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ": " + change, other);
            }
            delete(store);
        }
        assertThat(refused).as("of " + (to - from)).isGreaterThan((to - from) / 10);
    }

    /// Writes a store with one block of its segment changed.
    private static String write(Path store, Manifest manifest, BlockFile segment, Random random) throws IOException {
        Map<Block, List<Integer>> present = present(manifest, segment);
        Block chosen = List.copyOf(present.keySet()).get(random.nextInt(present.size()));
        StringBuilder change = new StringBuilder();
        write(store, manifest, segment, present, (block, bytes) -> {
            if (block != chosen) {
                return bytes;
            }
            byte[] changed = changed(bytes, random);
            change.append(chosen + " " + Arrays.toString(bytes) + " -> " + Arrays.toString(changed));
            return changed;
        });
        return change.toString();
    }

    private static Map<Block, List<Integer>> present(Manifest manifest, BlockFile segment) {
        Map<Block, List<Integer>> present = new TreeMap<>();
        for (Block block : Block.values()) {
            for (int sub = 0; sub < manifest.schema().attributes().size(); sub++) {
                if (segment.has(block, sub)) {
                    present.computeIfAbsent(block, key -> new java.util.ArrayList<>())
                            .add(sub);
                }
            }
        }
        return present;
    }

    /// @param change what to write in place of a block's bytes
    private static void write(
            Path store,
            Manifest manifest,
            BlockFile segment,
            Map<Block, List<Integer>> present,
            BiFunction<Block, byte[], byte[]> change)
            throws IOException {
        MemoryBlocks blocks = new MemoryBlocks();
        for (Map.Entry<Block, List<Integer>> entry : present.entrySet()) {
            for (int sub : entry.getValue()) {
                byte[] bytes = BlockFile.bytes(segment.get(entry.getKey(), sub));
                blocks.add(entry.getKey(), sub, change.apply(entry.getKey(), bytes));
            }
        }
        int checksum = BlockFile.write(store.resolve(SEGMENT), blocks);
        MemoryBlocks named = new MemoryBlocks();
        named.add(
                Block.MANIFEST,
                0,
                new Manifest(
                                manifest.schema(),
                                manifest.touchpoints(),
                                manifest.categories(),
                                List.of(new Manifest.SegmentEntry(SEGMENT, checksum)),
                                manifest.conflicts(),
                                manifest.notes())
                        .toBytes());
        BlockFile.write(store.resolve("store.corridor"), named);
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed = Arrays.copyOf(changed, random.nextInt(bytes.length + 9));
            case 1 -> {
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                for (int i = 0; i < 4 && changed.length > 0; i++) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> random.nextBytes(changed);
        }
        return changed;
    }

    private static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(store);
    }
}
