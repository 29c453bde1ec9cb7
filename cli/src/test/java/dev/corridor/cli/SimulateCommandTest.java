package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `corridor simulate` as a user sees it.
final class SimulateCommandTest {
    @TempDir
    private Path temporary = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int simulate(String journeys, Path folder, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("simulate", "--journeys", journeys, "--seed", "4", "--out", folder.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return Corridor.run(out, err, arguments);
    }

    @Test
    void writesTheFolderAndSaysWhatIsInIt() {
        Path folder = temporary.resolve("new/firm");
        assertThat(simulate("1200", folder)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1,200 journeys of ", "surveys answered", "truth.json");
        assertThat(err.size()).isZero();
        assertThat(folder).isDirectoryContaining("glob:**/corridor-recipe.yaml");
    }

    @Test
    void makesACompanyWithoutEffects() {
        Path folder = temporary.resolve("firm");
        assertThat(simulate("300", folder, "--effects", "none")).isZero();
        assertThat(folder.resolve("truth.json")).content().contains("\"effects\": \"none\"", "\"moments\": []");
    }

    @Test
    void refusesToOverwriteWithoutForce() {
        Path folder = temporary.resolve("firm");
        assertThat(simulate("10", folder)).isZero();
        assertThat(simulate("10", folder)).isEqualTo(73);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error C3005", "--force");
        assertThat(simulate("10", folder, "--force")).isZero();
    }

    @Test
    void refusesAPlaceThatIsNoFolder() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        assertThat(simulate("10", file, "--force")).isEqualTo(73);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error C3006");
        assertThat(simulate("10", file.resolve("below"))).isEqualTo(73);
        assertThat(file).hasContent("text");
    }

    @Test
    void saysThatTheDiskIsFull() {
        FileSystemException full = new FileSystemException("firm/orders.csv", null, "No space left on device");
        assertThat(SimulateCommand.refusal(Path.of("firm"), full)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(CommandError.INPUT_OUTPUT);
            assertThat(refusal.sentence()).contains("No space left on device");
        });
        assertThat(SimulateCommand.refusal(Path.of("firm"), new IOException("No space left on device"))
                        .sentence())
                .contains("No space left on device");
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        for (String journeys : new String[] {"0", "-5", "100000001", "many"}) {
            assertThat(simulate(journeys, temporary.resolve("firm"))).isEqualTo(64);
        }
        assertThat(Corridor.run(out, err, "simulate", "--journeys", "10")).isEqualTo(64);
        assertThat(temporary).isEmptyDirectory();
    }
}
