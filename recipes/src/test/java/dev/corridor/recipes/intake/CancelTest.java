package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {
    private static final int ROWS = 100_000;
    private static final String RECIPE = """
            recipe: Log
            tables:
              log:
                columns: [case, activity, time]
                %s
            interactions:
              - {from: log, journey: case, time: time, touchpoint: activity}
            """;

    @TempDir
    private Path folder = Path.of(".");

    private Path rejects = Path.of(".");

    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void write() throws IOException {
        rejects = folder.resolve("rejects.csv");
        Files.writeString(
                folder.resolve("plain.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(row -> row + ",a," + (row % 9 == 0 ? "soon" : "2026-01-01") + "\n")
                        .collect(Collectors.joining("", "case,activity,time\n", "")));
        Files.writeString(
                folder.resolve("lines.jsonl"),
                IntStream.range(0, ROWS)
                        .mapToObj(
                                row -> "{\"case\":\"j%d\",\"activity\":\"a\",\"time\":\"2026-01-01\"}\n".formatted(row))
                        .collect(Collectors.joining()));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.csv.gz")))) {
            out.write(Files.readString(folder.resolve("plain.csv"))
                    .replace(",a,", ",é,")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void run(String file, String recipe, ProgressListener progress) {
        Runs runs = new Runs(folder).with(folder.resolve(file));
        Intake.run(
                RecipeParser.parse(recipe),
                runs.tables(),
                new RecordingEngine(),
                IntakeOptions.usual().withRejects(rejects),
                progress);
    }

    /// Files of this folder that the program holds open.
    private Set<String> open() {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "skipped: open files cannot be listed here");
        try (Stream<Path> found = Files.list(descriptors)) {
            return found.map(CancelTest::target)
                    .filter(target -> target.contains(String.valueOf(folder.getFileName())))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void leavesNoFileOpenAndNoneUnfinishedWhereverItIsCancelled() {
        for (String key : List.of("", "key: case")) {
            for (String file : List.of("plain.csv", "lines.jsonl", "packed.csv.gz")) {
                for (long call = 1; call < 20; call += 6) {
                    long[] left = {call};
                    assertThatThrownBy(() -> run(file, RECIPE.formatted(key), (_, _, _) -> {
                                if (--left[0] == 0) {
                                    assertThat(open()).anyMatch(name -> name.contains("unfinished"));
                                    throw new Cancelled();
                                }
                            }))
                            .as("%s, call %d", file, call)
                            .isInstanceOf(Cancelled.class);
                    assertThat(open()).as("%s, call %d", file, call).isEmpty();
                    assertThat(folder.toFile().list())
                            .containsExactlyInAnyOrder("plain.csv", "lines.jsonl", "packed.csv.gz");
                    if (key.isEmpty() && call > 12) {
                        break;
                    }
                }
            }
        }
    }

    @Test
    void tellsHowFarItIsEveryFewThousandRows() {
        List<Long> rows = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        run("plain.csv", RECIPE.formatted("key: case"), (_, read, share) -> {
            rows.add(read);
            shares.add(share);
        });

        assertThat(rows).hasSizeGreaterThan(2 * ROWS / 10_000).allMatch(read -> read % 8_192 == 0);
        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
        assertThat(shares.stream().distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void tellsHowFarItIsWhereNoRowCanBeRead() throws IOException {
        Files.writeString(
                folder.resolve("plain.csv"), "case,activity,time\n1,a,2026-01-01\n" + "1,2,3,4\n".repeat(ROWS));
        long[] calls = {0};
        run("plain.csv", RECIPE.formatted(""), (_, _, _) -> calls[0]++);

        assertThat(calls[0]).isGreaterThan(10);
    }
}
