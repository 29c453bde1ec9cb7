package dev.corridor.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.report.HtmlReport;
import dev.corridor.map.svg.SvgMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Writes pictures to `target/gallery`, to be looked at.
class GalleryTest {
    @Test
    void drawsGeneratedCompanies() throws IOException {
        for (int size : new int[] {12, 30, 60}) {
            write("company-" + size, Samples.company(size, 1));
        }
    }

    @Test
    void drawsRealLogs() throws Exception {
        write("olist", RealData.olist());
        for (String file : new String[] {"08_receipt.xes.gz", "helpdesk.xes.gz", "running-example.xes"}) {
            write(file, RealData.xes(file));
        }
    }

    private static void write(String name, FlowReport report) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/gallery"));
        String svg = SvgMap.render(report, Language.EN);
        assertThat(svg).startsWith("<svg").endsWith("</svg>\n");
        Files.writeString(folder.resolve(name + ".svg"), svg);
        for (Language language : Language.values()) {
            String html = HtmlReport.render(report, HtmlReport.Options.in(language));
            assertThat(html).startsWith("<!doctype html>").endsWith("</html>\n");
            Files.writeString(folder.resolve(name + "-" + language.tag() + ".html"), html);
        }
    }
}
