package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damage to a store's files gives a coded error that names the file, or changes nothing that can be seen;
/// never another exception, never other figures.
class DamagedStoreTest {
    @TempDir
    Path folder;

    private Path store;
    private String content;

    @BeforeEach
    void save() {
        save("store", SampleStore.build());
    }

    private void save(String name, Store built) {
        store = folder.resolve(name);
        built.save(store, SampleStore.NOTES, false);
        content = StoreText.of(Store.open(store));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.sorted().toList();
        }
    }

    @Test
    void showsOpenedWhatWasBuilt() {
        Store built = SampleStore.build();
        assertThat(StoreText.of(Store.open(store)).replace("notes " + SampleStore.NOTES, ""))
                .isEqualTo(StoreText.of(built).replace("notes {}", ""));
        assertThat(Store.open(store).notes()).isEqualTo(SampleStore.NOTES);
    }

    @Test
    void refusesFilesCutAtAnyLength() throws IOException {
        save("small", SampleStore.small());
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, java.util.Arrays.copyOf(whole, length));
                requireDamage(file, "cut to " + length);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void refusesFilesWithMoreBehind() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 1));
            requireDamage(file, "one byte longer");
            Files.write(file, whole);
        }
    }

    private void requireDamage(Path file, String damage) {
        assertThatThrownBy(() -> StoreText.of(Store.open(store)))
                .as("%s %s", file, damage)
                .isInstanceOfSatisfying(CorridorException.class, error -> {
                    assertThat(error.code()).isEqualTo(EngineError.STORE_DAMAGED);
                    assertThat(error.sentence()).contains(String.valueOf(file.getFileName()));
                });
    }

    @Test
    void noticesSomeFlippedBits() throws IOException {
        flipEvery(83);
    }

    @Tag("slow")
    @Test
    void noticesManyFlippedBits() throws IOException {
        flipEvery(13);
    }

    @Tag("slow")
    @Test
    void noticesEveryFlippedBitOfSmallStore() throws IOException {
        save("small", SampleStore.small());
        flipEvery(1);
    }

    private void flipEvery(int distance) throws IOException {
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int bit = 0; bit < bytes.length * 8; bit += distance) {
                bytes[bit >>> 3] ^= (byte) (1 << (bit & 7));
                Files.write(file, bytes);
                requireErrorOrSameContent(file, "with bit " + bit + " flipped");
                bytes[bit >>> 3] ^= (byte) (1 << (bit & 7));
            }
            Files.write(file, bytes);
        }
    }

    private void requireErrorOrSameContent(Path file, String damage) {
        String found;
        try {
            found = StoreText.of(Store.open(store));
        } catch (CorridorException error) {
            assertThat(error.code())
                    .as("%s %s", file, damage)
                    .isIn(EngineError.STORE_DAMAGED, EngineError.STORE_VERSION);
            assertThat(error.sentence()).as(damage).contains(String.valueOf(file.getFileName()));
            return;
        } catch (RuntimeException | Error other) {
            throw new AssertionError(file + " " + damage + ": " + other, other);
        }
        assertThat(found).as("%s %s", file, damage).isEqualTo(content);
        Store.open(store).verify();
    }

    @Test
    void refusesStoresOfNewerPrograms() throws IOException {
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            byte version = bytes[8];
            bytes[8] = 3;
            Files.write(file, bytes);
            assertThatThrownBy(() -> Store.open(store)).isInstanceOfSatisfying(CorridorException.class, error -> {
                assertThat(error.code()).isEqualTo(EngineError.STORE_VERSION);
                assertThat(error.sentence())
                        .contains(String.valueOf(file.getFileName()))
                        .contains("3");
            });
            bytes[8] = version;
            Files.write(file, bytes);
        }
    }

    @Test
    void refusesSegmentOfAnotherStore() throws IOException {
        Path other = folder.resolve("other");
        try (StoreBuilder builder = new StoreBuilder(SampleStore.schema(), BuildOptions.defaults())) {
            builder.build().save(other, Map.of(), false);
        }
        Path segment = files().getFirst();
        try (Stream<Path> files = Files.list(other)) {
            Path stranger = files.sorted().findFirst().orElseThrow();
            Files.write(segment, Files.readAllBytes(stranger));
        }
        requireDamage(segment, "replaced by that of another store");
    }

    @Test
    void refusesStoreWithoutOneOfItsSegments() throws IOException {
        Path segment = files().getFirst();
        Files.delete(segment);
        assertThatThrownBy(() -> Store.open(store)).isInstanceOfSatisfying(CorridorException.class, error -> {
            assertThat(error.code()).isEqualTo(EngineError.STORE_MISSING);
            assertThat(error.sentence()).contains(String.valueOf(segment.getFileName()));
        });
    }

    @Test
    void refusesFolderWithoutStore() {
        for (Path place : List.of(folder, folder.resolve("nothing"), store.resolve("store.corridor"))) {
            assertThatThrownBy(() -> Store.open(place))
                    .isInstanceOfSatisfying(
                            CorridorException.class,
                            error -> assertThat(error.code()).isEqualTo(EngineError.STORE_MISSING));
        }
    }

    @Test
    void checksBlocksThatNobodyAskedForWhenItVerifies() throws IOException {
        Path segment = files().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        int damaged = 0;
        for (int at = 64; at < bytes.length; at += 64) {
            bytes[at] ^= 1;
            Files.write(segment, bytes);
            try {
                Store.open(store).verify();
            } catch (CorridorException error) {
                assertThat(error.code()).isEqualTo(EngineError.STORE_DAMAGED);
                damaged++;
            }
            bytes[at] ^= 1;
        }
        assertThat(damaged).as("blocks begin at multiples of 64").isGreaterThan(20);
    }
}
