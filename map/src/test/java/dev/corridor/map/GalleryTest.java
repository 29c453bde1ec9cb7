package dev.corridor.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.svg.SvgMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Writes pictures to `target/gallery`, to be looked at.
class GalleryTest {
    @Test
    void drawsGeneratedCompanies() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/gallery"));
        for (int size : new int[] {12, 30, 60}) {
            String svg = SvgMap.render(Samples.company(size, 1), Language.EN);
            Files.writeString(folder.resolve("company-" + size + ".svg"), svg);
            assertThat(svg).startsWith("<svg");
        }
    }

    @Test
    void drawsRealLogs() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/gallery"));
        Files.writeString(folder.resolve("olist.svg"), SvgMap.render(RealData.olist(), Language.EN));
        for (String file : new String[] {"08_receipt.xes.gz", "helpdesk.xes.gz", "running-example.xes"}) {
            Files.writeString(folder.resolve(file + ".svg"), SvgMap.render(RealData.xes(file), Language.EN));
        }
    }
}
