package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.cli.Checkout.Outcome;
import dev.corridor.cli.Checkout.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in every POSIX shell of the machine: finding a JDK, building when needed, running Java, help.
@Tag("launcher")
@ParameterizedClass
@MethodSource("shells")
final class LauncherTest {
    @Parameter
    List<String> shell = List.of();

    @TempDir
    Path folder = Path.of("");

    private Checkout checkout;

    static Stream<List<String>> shells() {
        return Shells.found();
    }

    @BeforeEach
    void layOut() throws IOException {
        checkout = new Checkout(folder.toRealPath(), shell);
    }

    @Test
    void printsItsManualWithoutJdkAndWithoutBuild() throws Exception {
        for (String word : List.of("help", "--help", "-h")) {
            Outcome outcome = checkout.run(word);
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out())
                    .contains(
                            "NAME\n",
                            "SYNOPSIS\n",
                            "DESCRIPTION\n",
                            "COMMANDS\n",
                            "EXAMPLES\n",
                            "ENVIRONMENT\n",
                            "EXIT CODES\n");
            assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
        }
        assertThat(checkout.run().out()).contains("SYNOPSIS\n");
        assertThat(checkout.builds()).isEmpty();
    }

    @Test
    void listsEveryCommandAndExitCodeInItsManual() throws Exception {
        String manual = checkout.run("help").out();
        assertThat(Corridor.commands()).allMatch(command -> manual.contains("\n    " + command + " "));
        for (ExitCode code : ExitCode.values()) {
            assertThat(manual).containsPattern("\\b" + code.number() + " +[a-z]");
        }
    }

    /// A command that the launcher does not know is refused before Java hears of it.
    @Test
    void knowsEveryCommandOfTheProduct() throws Exception {
        String remedy = checkout.run("frobnicate").err().lines().toList().getLast();
        assertThat(remedy).startsWith("remedy: Use one of: ");
        List<String> known = List.of(remedy.substring("remedy: Use one of: ".length(), remedy.indexOf(" ("))
                .split(" "));
        assertThat(known).containsAll(Corridor.commands());
    }

    @ParameterizedTest
    @CsvSource({"mien,mine", "mime,mine", "Mine,mine", "tset,test", "verfy,verify", "simulat,simulate", "hlep,help"})
    void suggestsNearestCommandWithoutJdk(String typed, String meant) throws Exception {
        Outcome outcome = checkout.run(typed, "some.csv");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("error C3002: there is no command '" + typed + "'.");
        assertThat(outcome.err()).contains("Did you mean './corridor " + meant + "'?");
    }

    @Test
    void listsCommandsWhereNoneIsNear() throws Exception {
        Outcome outcome = checkout.run("frobnicate");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("Use one of: mine verify").doesNotContain("Did you mean");
    }

    @Test
    void neutralisesHostileCommandNames() throws Exception {
        Outcome outcome = checkout.run("a\u001b[31m\u202eb\n" + "x".repeat(10_000));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).doesNotContain("\u001b", "\u202e").hasSizeLessThan(300);
    }

    @Test
    void refusesUnknownOptionBeforeCommand() throws Exception {
        Outcome outcome = checkout.run("--frob", "mine");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("error C3001");
    }

    @Test
    void saysWhatToInstallWithoutJdk() throws Exception {
        checkout.jdk("17.0.9");
        Outcome outcome = checkout.run("mine", "some.csv");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("error C3101: no JDK 25 or newer was found. Too old:")
                .contains("17 in " + checkout.jdks().resolve("jdk-17.0.9"))
                .contains("apt-get install", "dnf install", "brew install", "sdk install", "https://adoptium.net/");
        assertThat(checkout.builds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25-ea", "26.0.1", "30"})
    void acceptsJdkOfVersion(String version) throws Exception {
        Path jdk = checkout.jdk(version);
        assertThat(checkout.run("mine").out()).startsWith("answer of " + jdk.resolve("bin/java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "1.8.0_392", "9", "", "x25", "2"})
    void refusesJdkOfVersion(String version) throws Exception {
        checkout.jdk(version);
        assertThat(checkout.run("mine").exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }

    @Test
    void refusesRuntimeWithoutCompiler() throws Exception {
        Files.delete(checkout.jdk("25").resolve("bin/javac"));
        assertThat(checkout.run("mine").exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }

    @Test
    void refusesFolderWithoutReleaseFile() throws Exception {
        Files.delete(checkout.jdk("25").resolve("release"));
        assertThat(checkout.run("mine").exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }

    @Test
    void readsReleaseFileWithoutLastLineBreak() throws Exception {
        Path jdk = checkout.jdk("17");
        Checkout.write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"");
        assertThat(checkout.run("mine").exitCode()).isZero();
    }

    @Test
    void findsJdkInMacLayout() throws Exception {
        Path jdk = checkout.jdk(checkout.jdks().resolve("temurin-25.jdk/Contents/Home"), "25.0.1");
        assertThat(checkout.run("mine").out()).startsWith("answer of " + jdk);
    }

    @Test
    void findsJdkBehindCompilerOnPath() throws Exception {
        Path jdk = checkout.jdk(folder.toRealPath().resolve("elsewhere/jdk"), "25");
        Path alternatives = Files.createDirectories(folder.toRealPath().resolve("alternatives"));
        Files.createSymbolicLink(alternatives.resolve("javac"), jdk.resolve("bin/javac"));
        Files.createSymbolicLink(checkout.tools().resolve("javac"), Path.of("../alternatives/javac"));
        assertThat(checkout.run("mine").out()).startsWith("answer of " + jdk.resolve("bin/java"));
    }

    @Test
    void looksBehindFirstJavaOnPath() throws Exception {
        Path old = checkout.jdk(folder.toRealPath().resolve("old"), "17");
        Path jdk = checkout.jdk(folder.toRealPath().resolve("new one"), "25");
        checkout.with("PATH", old.resolve("bin") + ":" + jdk.resolve("bin") + "::" + checkout.tools());
        assertThat(checkout.run("mine").out()).startsWith("answer of " + jdk.resolve("bin/java"));
    }

    @Test
    void searchesInDocumentedOrder() throws Exception {
        Path cached = checkout.jdk(checkout.cache().resolve("jdk-25"), "25");
        assertThat(checkout.run("mine").out()).startsWith("answer of " + cached);
        Path installed = checkout.jdk("25.0.3");
        assertThat(checkout.run("mine").out()).startsWith("answer of " + installed);
        Path onPath = checkout.jdk(folder.toRealPath().resolve("on path"), "25");
        checkout.with("PATH", checkout.tools() + ":" + onPath.resolve("bin"));
        assertThat(checkout.run("mine").out()).startsWith("answer of " + onPath);
        Path named = checkout.jdk(folder.toRealPath().resolve("java home"), "25");
        checkout.with("JAVA_HOME", named);
        assertThat(checkout.run("mine").out()).startsWith("answer of " + named);
        Path own = checkout.jdk(folder.toRealPath().resolve("own home"), "25");
        checkout.with("CORRIDOR_JAVA_HOME", own + "/");
        assertThat(checkout.run("mine").out()).startsWith("answer of " + own);
    }

    @Test
    void saysWhenItsOwnJavaHomeIsNoUse() throws Exception {
        Path jdk = checkout.jdk("25");
        Outcome outcome =
                checkout.with("CORRIDOR_JAVA_HOME", folder.resolve("none")).run("mine");
        assertThat(outcome.out()).startsWith("answer of " + jdk);
        assertThat(outcome.err()).contains("CORRIDOR_JAVA_HOME is no JDK 25");
    }

    @Test
    void findsJdkInCacheNamedByEnvironment() throws Exception {
        Path cache = folder.toRealPath().resolve("another cache");
        Path jdk = checkout.jdk(cache.resolve("corridor/jdk-25"), "25");
        assertThat(checkout.with("XDG_CACHE_HOME", cache).run("mine").out()).startsWith("answer of " + jdk);
    }

    @Test
    void keepsStandardOutputForTheAnswerOnFirstCall() throws Exception {
        checkout.jdk("25");
        Outcome outcome = checkout.run("mine", "some.csv");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("answer of ").doesNotContain("noise");
        assertThat(outcome.err()).contains("building for the first time", "noise of the build");
        assertThat(checkout.builds())
                .containsExactly("called -B -q -Dchecks=off -Dmaven.test.skip=true package -pl cli -am");
    }

    @Test
    void buildsOnceWhileNothingChanges() throws Exception {
        checkout.jdk("25");
        checkout.run("mine");
        Outcome second = checkout.run("mine");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).hasSize(1);
        assertThat(checkout.lock()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pom.xml", "engine/pom.xml", "engine/src/main/java/Some.java", "engine/src/main/java", ".mvn"})
    void buildsAgainWhenSourceIsNewer(String path) throws Exception {
        checkout.jdk("25");
        checkout.run("mine");
        checkout.touch(path);
        assertThat(checkout.run("mine").err()).contains("sources have changed");
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void buildsAgainAfterChangeDuringBuild() throws Exception {
        checkout.jdk("25");
        Running first = checkout.with("BUILD_SECONDS", "2").start("mine");
        while (checkout.builds().isEmpty() && first.process().isAlive()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Files.setLastModifiedTime(
                checkout.root().resolve("engine/src/main/java/Some.java"), FileTime.from(Instant.now()));
        assertThat(first.outcome().exitCode()).isZero();
        checkout.run("mine");
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void doesNotRunAfterFailedBuildAndTriesAgain() throws Exception {
        checkout.jdk("25");
        Outcome failed = checkout.with("BUILD_STATUS", "1").run("mine");
        assertThat(failed.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("noise of the build", "error C3103");
        assertThat(checkout.lock()).doesNotExist();
        assertThat(checkout.with("BUILD_STATUS", "0").run("mine").exitCode()).isZero();
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void buildsOnceForTwoCallsAtOnce() throws Exception {
        checkout.jdk("25");
        checkout.with("BUILD_SECONDS", "2");
        Running one = checkout.start("mine");
        Running other = checkout.start("mine");
        assertThat(one.outcome().exitCode()).isZero();
        assertThat(other.outcome().exitCode()).isZero();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void takesOverLockOfProcessThatIsGone() throws Exception {
        checkout.jdk("25");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(checkout.lock().getParent());
        Files.createSymbolicLink(checkout.lock(), Path.of(Long.toString(gone.pid())));
        assertThat(checkout.run("mine").exitCode()).isZero();
        assertThat(Files.isSymbolicLink(checkout.lock())).isFalse();
    }

    @Test
    void becomesJava() throws Exception {
        checkout.jdk("25");
        Outcome outcome = checkout.run("mine");
        assertThat(outcome.out()).contains("process " + outcome.process() + "\n");
    }

    @Test
    void endsJavaWhenItIsEnded() throws Exception {
        checkout.jdk("25");
        Running running = checkout.with("JAVA_WAITS", "50").start("mine");
        while (!running.printed().contains("waiting") && running.process().isAlive()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<ProcessHandle> below = running.process().descendants().toList();
        running.process().destroy();
        assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.process().exitValue()).isEqualTo(143);
        assertThat(below).isEmpty();
    }

    @Test
    void handsOnArgumentsExitCodeAndFolder() throws Exception {
        checkout.jdk("25");
        checkout.run("mine");
        List<String> arguments =
                List.of("mine", "two words", "", "*", "$HOME", "a\nb", "\"quoted'", "-é", "--", "--yes", "@file");
        Outcome outcome = checkout.with("JAVA_STATUS", "65").run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).isEqualTo(65);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("folder " + folder.toRealPath() + "\n");
        assertThat(outcome.out()).endsWith("[dev.corridor.cli.Corridor]\n[" + String.join("]\n[", arguments) + "]\n");
    }

    @Test
    void keepsYesForItself() throws Exception {
        checkout.jdk("25");
        assertThat(checkout.run("mine", "--yes", "file").out()).endsWith("[mine]\n[file]\n");
        assertThat(checkout.run("--yes", "mine").out()).endsWith("Corridor]\n[mine]\n");
    }

    @Test
    void handsHelpOfCommandToJava() throws Exception {
        checkout.jdk("25");
        assertThat(checkout.run("help", "mine").out()).endsWith("Corridor]\n[mine]\n[--help]\n");
        assertThat(checkout.run("mine", "--help").out()).endsWith("Corridor]\n[mine]\n[--help]\n");
        assertThat(checkout.run("--version").out()).endsWith("Corridor]\n[--version]\n");
        assertThat(checkout.run("--debug", "mine").out()).endsWith("Corridor]\n[--debug]\n[mine]\n");
        assertThat(checkout.run("help", "test").out()).contains("corridor test - run every check");
    }

    @Test
    void givesHalfTheMemoryUpToFourGigabytesAndLetsTheUserDecide() throws Exception {
        checkout.jdk("25");
        Outcome outcome =
                checkout.with("CORRIDOR_JAVA_OPTIONS", "-Xmx9g  -Dname=*").run("mine");
        Matcher heap = Pattern.compile("\\[-Xmx(\\d+)m]").matcher(outcome.out());
        assertThat(heap.find()).isTrue();
        assertThat(Integer.parseInt(heap.group(1))).isBetween(1, 4096);
        assertThat(outcome.out())
                .contains("[--enable-native-access=ALL-UNNAMED]\n", "[-Xmx9g]\n[-Dname=*]\n[-cp]\n")
                .contains("[" + checkout.root().resolve("cli/target/product/corridor-cli.jar") + "]\n");
        assertThat(outcome.out().indexOf("[-Xmx9g]")).isGreaterThan(heap.start());
    }

    @Test
    void runsTheServerWithLittleMemoryAndBuildsItApart() throws Exception {
        checkout.jdk("25");
        Outcome outcome = checkout.run("start", "--port", "8081");
        assertThat(outcome.out())
                .contains("[-Xmx512m]\n[-XX:+UseSerialGC]\n[-XX:+ExitOnOutOfMemoryError]\n")
                .contains("[" + checkout.root().resolve("app/target/product/corridor-server.jar") + "]\n")
                .contains("[dev.corridor.app.Application]\n[start]\n[--port]\n[8081]\n");
        assertThat(checkout.builds()).hasSize(1).first().asString().contains("-pl app -am");
        checkout.run("status");
        assertThat(checkout.builds()).hasSize(1);
        checkout.run("mine");
        assertThat(checkout.builds()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"LANG,C,C.UTF-8", "LC_ALL,C,C.UTF-8", "LC_ALL,POSIX,C.UTF-8", "LC_ALL,pt_BR.UTF-8,pt_BR.UTF-8"})
    void readsNamesOutsideAsciiWithoutLocale(String name, String value, String seen) throws Exception {
        checkout.jdk("25");
        assertThat(checkout.with(name, value).run("mine").out()).contains("locale " + seen + "\n");
    }

    @Test
    void worksThroughSymbolicLinksAndFromPath() throws Exception {
        Path jdk = checkout.jdk("25");
        Path bin = Files.createDirectories(folder.toRealPath().resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("first"), Path.of("../a checkout/corridor"));
        Path linked = Files.createSymbolicLink(bin.resolve("corridor"), link);
        for (List<String> words : List.of(
                List.of(linked.toString(), "mine"),
                List.of("../bin/corridor", "mine"),
                List.of(checkout.tools().resolve("sh").toString(), "-c", "PATH=\"$PATH\":../bin; corridor mine"))) {
            Outcome outcome = checkout.start(checkout.home(), words).outcome();
            assertThat(outcome.out()).startsWith("answer of " + jdk).contains("folder " + checkout.home() + "\n");
        }
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void worksWhenCalledFromItsOwnFolder() throws Exception {
        checkout.jdk("25");
        List<String> words =
                Stream.concat(shell.stream(), Stream.of("corridor", "mine")).toList();
        assertThat(checkout.start(checkout.root(), words).outcome().exitCode()).isZero();
    }

    @Test
    void runsReadOnlyCheckoutThatIsBuilt() throws Exception {
        checkout.jdk("25");
        checkout.run("mine");
        Files.setPosixFilePermissions(checkout.root(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(checkout.root()), "the administrator may write everywhere");
            assertThat(checkout.run("mine").err()).isEmpty();
            checkout.touch("pom.xml");
            Outcome outcome = checkout.run("mine");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).contains("cannot be written; running what is there");
            Files.delete(checkout.root().resolve("cli/target/product/corridor-cli.jar"));
            assertThat(checkout.run("mine").exitCode()).isEqualTo(ExitCode.CANNOT_CREATE.number());
        } finally {
            Files.setPosixFilePermissions(checkout.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void writesNothingIntoCheckoutThatIsBuilt() throws Exception {
        checkout.jdk("25");
        checkout.run("mine");
        List<String> before = files();
        checkout.run("mine");
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(checkout.root())) {
            return all.sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .toList();
        }
    }
}
