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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Saving leaves either the whole new store or what was there before.
class SaveTest {
    private static final int KILLS = 10;

    @TempDir
    Path folder;

    private static void requireNotWritten(ThrowingCallable save, String... words) {
        assertThatThrownBy(save).isInstanceOfSatisfying(CorridorException.class, error -> {
            assertThat(error.code()).isEqualTo(EngineError.STORE_NOT_WRITTEN);
            assertThat(error.sentence()).contains(words);
            assertThat(error.remedy()).isNotBlank();
        });
    }

    private List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesSameSegmentsEachTime() throws IOException {
        SampleStore.build().save(folder.resolve("a"), Map.of(), false);
        SampleStore.build().save(folder.resolve("b"), Map.of(), false);
        assertThat(segment(folder.resolve("a"))).isEqualTo(segment(folder.resolve("b")));
    }

    private byte[] segment(Path store) throws IOException {
        return Files.readAllBytes(store.resolve(names(store).getFirst()));
    }

    @Test
    void savesIntoEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        SampleStore.build().save(empty, Map.of(), false);
        assertThat(StoreText.of(Store.open(empty))).isEqualTo(StoreText.of(SampleStore.build()));
        assertThat(names(folder)).containsExactly("empty");
    }

    @Test
    void keepsStoreThatMayNotBeReplaced() {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, SampleStore.NOTES, false);
        String before = StoreText.of(Store.open(store));
        requireNotWritten(() -> SampleStore.small().save(store, Map.of(), false), "store", "exists");
        assertThat(StoreText.of(Store.open(store))).isEqualTo(before);
    }

    @Test
    void replacesStoreAndLeavesNothingOfTheOldOne() throws IOException {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, Map.of(), false);
        Files.createFile(store.resolve("segment-000-abandoned.corridor"));
        Store opened = Store.open(store);
        String before = StoreText.of(opened);
        SampleStore.small().save(store, Map.of(), true);
        assertThat(StoreText.of(Store.open(store))).isEqualTo(StoreText.of(SampleStore.small()));
        assertThat(names(store)).hasSize(2);
        assertThat(StoreText.of(opened)).as("who has it open goes on reading").isEqualTo(before);
    }

    @Test
    void neverReplacesWhatIsNoStore() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "dear customer");
        Path file = Files.writeString(folder.resolve("file"), "dear customer");
        for (boolean replace : new boolean[] {false, true}) {
            requireNotWritten(() -> SampleStore.build().save(other, Map.of(), replace), "other");
            requireNotWritten(() -> SampleStore.build().save(file, Map.of(), replace), "file");
        }
        assertThat(names(other)).containsExactly("letter.txt");
        assertThat(Files.readString(file)).isEqualTo("dear customer");
    }

    @Test
    void saysThatFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        requireNotWritten(
                () -> SampleStore.build().save(file.resolve("store"), Map.of(), false), "file", "could not be written");
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void leavesNothingWhereDiskIsFull() throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, Map.of(), false);
        String before = StoreText.of(Store.open(store));
        for (String target : List.of("store", "fresh")) {
            Path output = folder.resolve("output of " + target);
            Process child = ChildProgram.start(
                    List.of("sh", "-c", "ulimit -f 512; trap '' XFSZ; exec \"$@\"", "sh"),
                    SaveForever.class,
                    output,
                    folder.resolve(target).toString(),
                    "300000",
                    "1");
            try {
                assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
            } finally {
                child.destroyForcibly();
            }
            assertThat(Files.readString(output)).startsWith("STORE_NOT_WRITTEN");
            Files.delete(output);
        }
        assertThat(StoreText.of(Store.open(store))).isEqualTo(before);
        assertThat(names(store)).hasSize(2);
        assertThat(names(folder)).containsExactly("store");
    }

    @Tag("slow")
    @Test
    void keepsWholeStoreWhereWriterIsKilled() throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        Path output = folder.resolve("output");
        java.util.Random random = new java.util.Random(11);
        for (int kill = 0; kill < KILLS; kill++) {
            Process child =
                    ChildProgram.start(List.of(), SaveForever.class, output, store.toString(), "100000", "1000000");
            try {
                while (!Files.readString(output).contains("saved 3")) {
                    assertThat(child.isAlive()).as(Files.readString(output)).isTrue();
                    Thread.sleep(10);
                }
                Thread.sleep(random.nextInt(150));
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Store opened = Store.open(store);
            opened.verify();
            assertThat(opened.interactions()).as("kill " + kill).isEqualTo(100_000);
            assertThat(opened.notes()).containsKey("run");
        }
        SampleStore.small().save(store, Map.of(), true);
        assertThat(names(store)).as("what killed writers left is gone").hasSize(2);
    }

    @Test
    void givesFilesAndFolderTheRightsOfOthers() throws IOException {
        Path store = folder.resolve("store");
        SampleStore.build().save(store, Map.of(), false);
        Path usual = Files.createDirectory(folder.resolve("usual"));
        Path file = Files.createFile(usual.resolve("file"));
        assertThat(Files.getPosixFilePermissions(store)).isEqualTo(Files.getPosixFilePermissions(usual));
        for (Path part : Store.files(store)) {
            assertThat(Files.getPosixFilePermissions(part)).isEqualTo(Files.getPosixFilePermissions(file));
        }
    }

    @Test
    void removesWhatKilledProgramsLeftAndNothingElse() throws IOException, InterruptedException {
        Process dead = ChildProgram.start(List.of(), SaveForever.class, folder.resolve("output"), "", "0", "0");
        assertThat(dead.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.delete(folder.resolve("output"));
        String random = java.util.UUID.randomUUID().toString();
        Path left = Files.createDirectory(folder.resolve(".corridor-" + dead.pid() + "-" + random + ".unfinished"));
        Files.createFile(left.resolve("segment"));
        Files.createFile(folder.resolve("corridor-" + dead.pid() + "-1234567890123"));
        List<String> kept = List.of(
                ".corridor-" + ProcessHandle.current().pid() + "-" + random + ".unfinished",
                ".corridor-" + dead.pid() + "-mine.unfinished",
                "corridor-" + dead.pid(),
                "store");
        for (String name : kept.subList(0, 3)) {
            Files.createFile(folder.resolve(name));
        }
        SampleStore.build().save(folder.resolve("store"), Map.of(), false);
        assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void removesWhatItPutAside() throws IOException {
        Path aside = Files.createDirectory(folder.resolve("aside"));
        Store spilled = SampleStore.build(new BuildOptions(0, aside, 2));
        assertThat(names(aside)).isEmpty();
        assertThat(StoreText.of(spilled)).isEqualTo(StoreText.of(SampleStore.build()));
    }

    @Test
    void removesWhatItPutAsideWhereNothingIsBuilt() throws IOException {
        Path aside = Files.createDirectory(folder.resolve("aside"));
        try (StoreBuilder builder = new StoreBuilder(SampleStore.schema(), new BuildOptions(0, aside, 1))) {
            try (Appender appender = builder.appender()) {
                appender.begin(null, new byte[] {1});
                appender.untimed(appender.touchpoint("a"), 0);
                appender.end();
            }
            assertThat(names(aside)).hasSize(1);
        }
        assertThat(names(aside)).isEmpty();
    }

    @Test
    void saysThatNothingCanBePutAside() {
        requireNotWritten(
                () -> SampleStore.build(new BuildOptions(0, folder.resolve("missing"), 1)), "memory", "missing");
    }
}
