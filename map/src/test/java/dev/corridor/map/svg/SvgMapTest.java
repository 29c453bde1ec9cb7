package dev.corridor.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.Walked;
import dev.corridor.map.layout.HorizontalLayout;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.VerticalLayout;
import dev.corridor.map.words.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// `-Dgolden=write` writes the pictures anew; look at them before they are committed.
class SvgMapTest {
    @Test
    void drawsTheSameWidePictureAsEver() throws IOException {
        FlowMap map = FlowMap.of(fewSteps(), Wording.in(Language.EN), false);
        compare("wide.svg", map, HorizontalLayout.of(map.graph()));
    }

    @Test
    void drawsTheSameTallPictureAsEver() throws IOException {
        FlowMap map = FlowMap.of(fewSteps(), Wording.in(Language.RU), false);
        compare("tall.svg", map, VerticalLayout.of(map.graph()));
    }

    private static void compare(String name, FlowMap map, Plan plan) throws IOException {
        String drawn = MapSvg.write(map, plan, "map", "");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(Path.of("src/test/resources/dev/corridor/map/svg", name), drawn);
        }
        try (InputStream golden = SvgMapTest.class.getResourceAsStream(name)) {
            assertThat(golden).as(name).isNotNull();
            assertThat(drawn).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// A base line of three, an option, a step back, a loop, a skip and an early end.
    private static FlowReport fewSteps() {
        Walked walked = new Walked();
        List.of("Ask", "Order", "Receive", "Add extras").forEach(walked::touchpoint);
        add(walked, 60, List.of(0, 1, 2));
        add(walked, 25, List.of(0, 1, 3, 2));
        add(walked, 8, List.of(0, 1, 2, 1, 2));
        add(walked, 4, List.of(0, 0, 2));
        add(walked, 3, List.of(0, 1));
        return walked.report("Golden & small");
    }

    private static void add(Walked walked, int times, List<Integer> path) {
        for (int i = 0; i < times; i++) {
            walked.add(
                    path,
                    java.util.stream.IntStream.range(0, path.size())
                            .mapToObj(step -> 1e9 + 5400.0 * step)
                            .toList(),
                    Double.NaN);
        }
    }

    @Test
    void standsAloneAsXmlWithoutScript() throws ParserConfigurationException, IOException, SAXException {
        String svg = SvgMap.render(Samples.company(12, 1), Language.PT);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("style").getLength()).isEqualTo(1);
        assertThat(svg)
                .contains("@media(prefers-color-scheme:dark)")
                .doesNotContain("var(--", "http://www.w3.org/1999", "url(http");
    }

    @Test
    void drawsAnEmptyReport() {
        FlowReport report = Samples.empty();
        assertThat(SvgMap.render(report, Language.EN)).startsWith("<svg").contains("/>");
    }
}
