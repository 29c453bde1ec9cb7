package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores of format versions 1 and 2 that were written once and are kept: their bytes stay what they are, and every
/// later program reads them.
class GoldenStoreTest {
    private static final String MANIFEST = "store.corridor";
    private static final String SEGMENT = "segment-000-0.corridor";

    @TempDir
    Path folder;

    private Path golden(String version, List<String> segments) throws IOException {
        Path store = Files.createDirectory(folder.resolve("golden"));
        Files.write(store.resolve(MANIFEST), resource(version, MANIFEST));
        for (String name : segments) {
            Files.write(store.resolve(name), resource(version, name));
        }
        return store;
    }

    private static byte[] resource(String version, String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenStoreTest.class.getResourceAsStream(version + "/" + name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void opensStoreOfVersionOne() throws IOException {
        Store store = Store.open(golden("version-1", List.of(SEGMENT)));
        store.verify();
        assertThat(StoreText.of(store))
                .isEqualTo(new String(resource("version-1", "content.txt"), StandardCharsets.UTF_8));
        assertThat(store.segments()).extracting(Segment::parts).containsExactly(-1L);
        assertThat(store.notes()).isEqualTo(SampleStore.NOTES);
        assertThat(store.interactions()).isEqualTo(26);
        assertThat(store.touchpoints().all()).containsExactly("order.placed", "parcel.delivered", "survey.answered");
    }

    @Test
    void opensStoreOfVersionTwo() throws IOException {
        List<String> segments = IntStream.range(0, 4)
                .mapToObj("segment-%03d-6a5852d9c43443e1.corridor"::formatted)
                .toList();
        Store store = Store.open(golden("version-2", segments));
        store.verify();
        assertThat(StoreText.of(store))
                .isEqualTo(new String(resource("version-2", "content.txt"), StandardCharsets.UTF_8));
        assertThat(store.segments())
                .extracting(Segment::parts)
                .containsExactly(0xffffL, 0xffffL << 16, 0xffffL << 32, 0xffffL << 48);
    }

    @Test
    void writesSameBytesAsEver() throws IOException {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, SampleStore.NOTES, false);
        try (Stream<Path> files = Files.list(store)) {
            Path segment = files.sorted().findFirst().orElseThrow();
            assertThat(Files.readAllBytes(segment)).isEqualTo(resource("version-1", SEGMENT));
        }
    }
}
