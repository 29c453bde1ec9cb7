package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store of format version 1 that was written once and is kept: its bytes stay what they are, and every later
/// program reads it.
class GoldenStoreTest {
    private static final String MANIFEST = "store.corridor";
    private static final String SEGMENT = "segment-000-0.corridor";

    @TempDir
    Path folder;

    private Path golden() throws IOException {
        Path store = Files.createDirectory(folder.resolve("golden"));
        for (String name : List.of(MANIFEST, SEGMENT)) {
            Files.write(store.resolve(name), resource(name));
        }
        return store;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenStoreTest.class.getResourceAsStream("version-1/" + name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void opensStoreOfVersionOne() throws IOException {
        Store store = Store.open(golden());
        store.verify();
        assertThat(StoreText.of(store)).isEqualTo(new String(resource("content.txt"), StandardCharsets.UTF_8));
        assertThat(store.notes()).isEqualTo(SampleStore.NOTES);
        assertThat(store.interactions()).isEqualTo(26);
        assertThat(store.touchpoints().all()).containsExactly("order.placed", "parcel.delivered", "survey.answered");
    }

    @Test
    void writesSameBytesAsEver() throws IOException {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, SampleStore.NOTES, false);
        try (Stream<Path> files = Files.list(store)) {
            Path segment = files.sorted().findFirst().orElseThrow();
            assertThat(Files.readAllBytes(segment)).isEqualTo(resource(SEGMENT));
        }
    }
}
