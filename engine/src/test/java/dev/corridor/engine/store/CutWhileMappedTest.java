package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store whose files are cut while they are mapped, in a Java machine of its own: it must not fall.
class CutWhileMappedTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"unread", "checked", "scanned"})
    void saysThatTheStoreIsDamaged(String when) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process child = ChildProgram.start(
                List.of(), CutWhileMapped.class, output, folder.resolve("store").toString(), when);
        try {
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(Files.readString(output)).isEqualToIgnoringNewLines("STORE_DAMAGED");
        assertThat(child.exitValue()).isZero();
    }
}
