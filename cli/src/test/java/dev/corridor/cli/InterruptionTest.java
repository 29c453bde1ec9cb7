package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when a call is interrupted, killed or finds the disk full: never half of anything.
final class InterruptionTest {
    private static final int ROWS = 2_500_000;

    @TempDir
    private Path folder;

    private Path temporary;
    private Path outputs;
    private Path log;

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        outputs = Files.createDirectory(folder.resolve("outputs"));
        log = folder.resolve("log.csv");
    }

    /// Long enough to be interrupted, and larger than a small heap keeps in memory.
    private void writeLongLog() throws IOException {
        try (Writer out = Files.newBufferedWriter(log)) {
            out.write("case id,activity,timestamp,note\n");
            for (int row = 0; row < ROWS; row++) {
                out.write(row % 100_003 + ",step " + row % 17 + ",2020-01-01 00:00:" + (10 + row % 50) + ",note " + row
                        + "\n");
            }
        }
    }

    private Process start(String heap, Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Corridor.class.getName()));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    /// Whether the tests were started in the background of a shell, where interrupts are ignored and children
    /// inherit that.
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void leavesNothingAfterControlC() throws Exception {
        writeLongLog();
        Path rejects = outputs.resolve("rejects.csv");
        Process call = start("192m", "mine", log, "--save", outputs.resolve("store"), "--rejects", rejects);
        await(call, () -> entries(temporary).stream().anyMatch(name -> name.startsWith("corridor-")));
        boolean deaf = ignoresInterrupts();
        signal(call, deaf ? "TERM" : "INT");
        assertThat(call.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(call.exitValue()).isEqualTo(deaf ? 143 : 130);
        assertThat(entries(temporary)).noneMatch(name -> name.startsWith("corridor-"));
        assertThat(entries(outputs)).isEmpty();
        assertThat(folder.resolve("err")).content().doesNotContain("error C", "Exception");
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void leavesNothingAfterControlCWhileSaving() throws Exception {
        writeLongLog();
        Process call = start("700m", "mine", log, "--save", outputs.resolve("store"));
        await(call, () -> !entries(outputs).isEmpty());
        signal(call, ignoresInterrupts() ? "TERM" : "INT");
        assertThat(call.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (call.exitValue() == 0 || Files.exists(outputs.resolve("store"))) {
            assertThat(Call.of("verify", outputs.resolve("store")).code()).isZero();
        } else {
            assertThat(entries(outputs)).isEmpty();
        }
        assertThat(entries(temporary)).noneMatch(name -> name.startsWith("corridor-"));
    }

    @Test
    void keepsTheOldStoreWhenKilledWhileReplacingIt() throws Exception {
        Path small = Files.writeString(
                folder.resolve("small.csv"), "case id,activity,timestamp\n1,a,2020-01-01\n1,b,2020-01-02\n");
        Path store = outputs.resolve("store");
        Call.mine(small, "--save", store);
        String before = Call.mine(store, "--json").out();
        int files = entries(store).size();
        writeLongLog();
        Process call = start("700m", "mine", log, "--save", store, "--force");
        await(call, () -> entries(store).size() > files);
        call.destroyForcibly();
        assertThat(call.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Call after = Call.mine(store, "--json");
        assertThat(Call.of("verify", store).code()).isZero();
        assertThat(after.out().equals(before)
                        || after.json().get("interactions").asInt() == ROWS)
                .isTrue();
        Call.mine(small, "--save", store, "--force");
        assertThat(entries(store)).hasSize(files);
    }

    @Test
    void removesSpilledDataHoweverTheCallEnds() throws Exception {
        writeLongLog();
        Process call = start("192m", "mine", log);
        assertThat(call.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(call.exitValue()).isIn(0, ExitCode.NO_MEMORY.number());
        assertThat(entries(temporary)).noneMatch(name -> name.startsWith("corridor-"));
    }

    @Test
    void saysWhenTheDiskIsFullAndLeavesNothing() throws Exception {
        Path small = folder.resolve("small.csv");
        try (Writer out = Files.newBufferedWriter(small)) {
            out.write("case id,activity,timestamp,nonsense\n");
            for (int row = 0; row < 40_000; row++) {
                out.write(row + ",a" + row % 7 + "," + (row % 2 == 0 ? "2020-01-01" : "never") + ",x" + row + "\n");
            }
        }
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()).start();
        Assumptions.assumeTrue(mount.waitFor() == 0, "no small file system can be mounted here");
        try {
            for (String option : List.of("--html", "--svg", "--save", "--rejects", "--csv")) {
                Files.write(disk.resolve("ballast"), new byte[60_000]);
                Call call = Call.of("mine", small, option, disk.resolve("full"), "--paths", 5000);
                assertThat(call.code()).as(option + call.err()).isIn(73, 74);
                assertThat(call.err())
                        .contains("No space left on device", "remedy: ")
                        .doesNotContain("C3999");
                if (!option.equals("--csv")) {
                    assertThat(entries(disk)).as(option).containsExactly("ballast");
                }
            }
        } finally {
            assertThat(new ProcessBuilder("umount", disk.toString()).start().waitFor())
                    .isZero();
        }
    }

    private interface State {
        boolean reached();
    }

    /// Looks often, for at most a minute; a call that is over is not waited for.
    private static void await(Process call, State state) throws InterruptedException {
        boolean reached = state.reached();
        for (int i = 0; i < 30_000 && call.isAlive() && !reached; i++) {
            Thread.sleep(2);
            reached = state.reached();
        }
        assertThat(reached).as("the call was over too soon").isTrue();
    }

    private static void signal(Process call, String name) throws IOException, InterruptedException {
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(call.pid()))
                .start()
                .waitFor();
        assertThat(sent == 0 || !call.isAlive()).isTrue();
    }

    private static List<String> entries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
