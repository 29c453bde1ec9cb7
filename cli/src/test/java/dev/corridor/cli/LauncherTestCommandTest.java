package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.cli.Checkout.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `corridor test`: its steps, what it leaves out, its summary and exit code.
@Tag("launcher")
final class LauncherTestCommandTest {
    private static final String PASSED = """
            <testsuite name="Some" time="0.1" tests="0" errors="0" skipped="0" failures="0">
              <testcase name="works" classname="Some" time="0.1"/>
              <testcase name="needsData" classname="Some" time="0">
                <skipped message="no data"/>
              </testcase>
              <testcase name="alsoWorks" classname="Some" time="0.1">
                <system-out><![CDATA[text of <testcase and <failure >]]></system-out>
              </testcase>
            </testsuite>""";
    private static final String FAILED = """
            <testsuite name="Some" time="0.1" tests="3" errors="1" skipped="0" failures="1">
              <testcase name="works" classname="Some" time="0.1"/>
              <testcase name="mergesInAnyOrder" classname="Some" time="0.1">
                <failure message="one">trace</failure>
              </testcase>
              <testcase name="opens" classname="Some" time="0.1">
                <error message="two">trace</error>
              </testcase>
            </testsuite>""";

    @TempDir
    Path folder = Path.of("");

    private Checkout checkout;

    @BeforeEach
    void layOut() throws IOException {
        checkout = new Checkout(folder.toRealPath(), List.of("sh"));
        checkout.jdk("25");
    }

    @Test
    void runsEverythingInNamedSteps() throws Exception {
        Checkout.script(checkout.tools().resolve("chromium"), "exit 0\n");
        Outcome outcome = checkout.with("BUILD_REPORT", PASSED).run("test");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("== 1/4 JDK", "== 2/4 browser", "== 3/4 build, checks and tests", "== 4/4");
        assertThat(outcome.out())
                .startsWith("corridor test: passed\n")
                .contains("3 run, 0 failed, 1 skipped in ", "/*/target/surefire-reports", "coverage")
                .doesNotContain("left out", "noise");
        assertThat(checkout.builds()).containsExactly("called -B -T2 -ntp -fae -Dtest.excluded= verify");
    }

    @Test
    void leavesSlowTestsOutOfTheInnerLoop() throws Exception {
        Outcome outcome = checkout.with("BUILD_REPORT", PASSED).run("test", "--quick");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("left out static checks, coverage; tests tagged browser, slow, launcher")
                .contains("/*/target/product/surefire-reports")
                .doesNotContain("jacoco");
        assertThat(checkout.builds())
                .containsExactly(
                        "called -B -T2 -ntp -fae -Dchecks=off -Dtest.excluded=browser | slow | launcher verify");
    }

    @Test
    void namesWhatFailedAndFails() throws Exception {
        Outcome outcome =
                checkout.with("BUILD_REPORT", FAILED).with("BUILD_STATUS", "1").run("test", "--quick");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("corridor test: FAILED\n")
                .contains("3 run, 2 failed", "failed   Some.mergesInAnyOrder\n", "failed   Some.opens\n")
                .doesNotContain("Some.works");
    }

    @Test
    void saysWhenTheBuildFailedOutsideOfTests() throws Exception {
        Outcome outcome = checkout.with("BUILD_STATUS", "1").run("test");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("0 run", "failed outside of the tests");
    }

    @Test
    void doesNotCountReportsOfEarlierRuns() throws Exception {
        Path old = checkout.root().resolve("engine/target/surefire-reports/TEST-Old.xml");
        Checkout.write(old, FAILED);
        assertThat(old.toFile().setLastModified(1_000_000_000_000L)).isTrue();
        assertThat(checkout.with("BUILD_REPORT", PASSED).run("test").out()).contains("3 run, 0 failed");
    }

    @Test
    void leavesBrowserTestsOutWhereThereIsNoBrowser() throws Exception {
        Outcome outcome = checkout.with("BUILD_REPORT", PASSED).run("test");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("left out browser tests: no chromium");
        assertThat(outcome.err()).contains("apt-get install chromium");
        assertThat(checkout.builds()).containsExactly("called -B -T2 -ntp -fae -Dtest.excluded=browser verify");
    }

    @Test
    void installsBrowserWhereItMay() throws Exception {
        assumeTrue(Files.exists(Path.of("/etc/debian_version")), "only on Debian");
        Checkout.script(checkout.tools().resolve("id"), "echo 0\n");
        Path browser = checkout.tools().resolve("chromium");
        Checkout.script(
                checkout.tools().resolve("apt-get"),
                "[ \"$1\" != install ] || { printf '#!/bin/sh\\n' >'" + browser + "'; chmod +x '" + browser + "'; }\n");
        Outcome outcome = checkout.with("BUILD_REPORT", PASSED).run("test");
        assertThat(outcome.err()).contains("installing chromium");
        assertThat(outcome.out()).doesNotContain("left out");
        assertThat(checkout.builds()).containsExactly("called -B -T2 -ntp -fae -Dtest.excluded= verify");
    }

    @Test
    void takesDebugBeforeItself() throws Exception {
        assertThat(checkout.run("--debug", "test", "--quick").exitCode()).isZero();
    }

    @Test
    void refusesUnknownOption() throws Exception {
        Outcome outcome = checkout.run("test", "--fast");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("'test' does not know '--fast'");
    }

    @Test
    void isWhatContinuousIntegrationCalls() throws Exception {
        assertThat(Files.readString(Checkout.repository().resolve(".ci/run"))).contains("exec ./corridor test\n");
    }
}
