package dev.corridor.map.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.svg.SvgMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The immutable maps and sets of the JDK are iterated in an order that changes from process to process.
class SameBytesTest {
    private static final int PROCESSES = 3;

    @Test
    void writesTheSameBytesInEveryProcess() throws IOException, InterruptedException, NoSuchAlgorithmException {
        String here = digest();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SameBytesTest.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        for (Process process : processes) {
            String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor()).isZero();
            assertThat(there.strip()).isEqualTo(here);
        }
    }

    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        System.out.println(digest());
    }

    private static String digest() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        FlowReport report = Samples.company(14, 2, 300);
        for (Language language : Language.values()) {
            digest.update(
                    HtmlReport.render(report, HtmlReport.Options.in(language)).getBytes(StandardCharsets.UTF_8));
        }
        digest.update(SvgMap.render(report, Language.EN).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
