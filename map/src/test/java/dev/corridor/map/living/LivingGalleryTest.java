package dev.corridor.map.living;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.Walked;
import dev.corridor.map.page.HtmlPage;
import dev.corridor.map.svg.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Writes pages with painted maps to `target/gallery`, to be looked at.
class LivingGalleryTest {
    private static final Path FOLDER = Path.of("target/gallery");

    @Test
    void paintsGeneratedCompanies() throws IOException {
        Files.createDirectories(FOLDER);
        for (int size : new int[] {12, 30, 60}) {
            Walked walked = Samples.walked(size, 1, 12_000).completedBy(size / 3);
            FlowReport all = Samples.report(walked);
            Places places = Places.of(all, Language.EN, false);
            View opening = places.opening();
            write("living-" + size, places, Painting.of(places, all, opening));
            for (Metric metric : places.metrics()) {
                write(
                        "living-" + size + "-" + metric.key(),
                        places,
                        Painting.of(places, all, opening.withMetric(metric)));
            }
            View everything = opening.withTouchpoints(places.touchpoints()).withPaths(places.paths());
            write("living-" + size + "-all", places, Painting.of(places, all, everything));
            FlowReport few =
                    Samples.report(walked.where(journey -> journey.touchpoints().contains(size - 2)));
            write(
                    "living-" + size + "-few",
                    places,
                    Painting.of(places, few, opening.withSelected(new Mark.Touchpoint("Offer"))));
            write("living-" + size + "-few-fill", places, Painting.of(places, few, opening.withScale(Scale.SELECTION)));
            FlowReport rest = Samples.report(
                    walked.where(journey -> !journey.touchpoints().contains(size - 2)));
            write("living-" + size + "-compare", places, compared(places, few, rest, opening));
        }
    }

    static Painting compared(Places places, FlowReport a, FlowReport b, View view) {
        Painting plain = Painting.of(places, new Comparison("A", a, "B", b, Map.of()), view);
        Map<Mark, Difference> differences = new HashMap<>();
        Compared compared = Compared.of(places, new Comparison("A", a, "B", b, Map.of()));
        for (int node = 0; node < places.touchpoints(); node++) {
            put(differences, places.touchpoint(node), compared.difference(node));
        }
        for (int step = 0; step < places.graph().links().size(); step++) {
            put(differences, places.mark(step), compared.stepDifference(step));
        }
        assertThat(plain.captions()).hasSize(2);
        return Painting.of(places, new Comparison("with query", a, "without", b, differences), view);
    }

    private static void put(Map<Mark, Difference> differences, Mark mark, Difference shares) {
        boolean significant = Math.abs(shares.shareA() - shares.shareB()) > 0.04;
        differences.put(mark, new Difference(shares.shareA(), shares.shareB(), significant));
    }

    private static void write(String name, Places places, Painting painting) throws IOException {
        StringBuilder body = new StringBuilder("<main class=\"wrap\"><div class=\"scroll\">");
        for (Form form : Form.values()) {
            body.append(painting.svg(form, form.name(), mark -> "?mark=" + mark));
        }
        body.append("</div>");
        painting.captions()
                .forEach(caption -> body.append("<p class=\"shows\">")
                        .append(caption.shows(places.wording()))
                        .append(' ')
                        .append(caption.hidden(places.wording()))
                        .append("</p>"));
        for (Form form : Form.values()) {
            body.append(painting.legend(form));
        }
        body.append(painting.table(mark -> "?mark=" + mark)).append("</main>");
        String rules = Style.map() + Style.legend() + Style.living();
        Files.writeString(
                FOLDER.resolve(name + ".html"), new HtmlPage(Language.EN, name, rules, body.toString(), "").render());
        Picture picture =
                painting.picture(Form.WIDE, "Half of the journeys go one way.", List.of("Home internet, 2026"));
        assertThat(picture.svg())
                .startsWith("<svg")
                .contains(">Half of the journeys go one way.</text>", ">Home internet, 2026</text>")
                .endsWith("</svg>\n");
        Files.writeString(FOLDER.resolve(name + ".svg"), picture.svg());
    }
}
