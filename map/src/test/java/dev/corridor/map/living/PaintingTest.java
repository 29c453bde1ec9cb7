package dev.corridor.map.living;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.Score;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.Walked;
import dev.corridor.map.layout.Box;
import dev.corridor.map.layout.Lettering;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Widths;
import dev.corridor.map.svg.Caption;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PaintingTest {
    private static final Walked COMPANY = Samples.walked(20, 3, 2000).completedBy(10);
    private static final FlowReport ALL = Samples.report(COMPANY);
    private static final Places PLACES = Places.of(ALL, Language.EN, false);

    private static String link(Mark mark) {
        return "?mark=" + mark + "&x=\"<";
    }

    // ---- stable pictures

    @ParameterizedTest
    @EnumSource(Form.class)
    void movesNothingWhateverTheView(Form form) throws Exception {
        List<String> still = places(Painting.of(PLACES, ALL, PLACES.opening()), form);
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            View view = view(random);
            Painting painting = i % 5 == 4
                    ? LivingGalleryTest.compared(PLACES, some(random), some(random), view)
                    : Painting.of(PLACES, i % 7 == 0 ? ALL : some(random), view);
            assertThat(places(painting, form))
                    .as("seed 11, view %d: %s", i, view)
                    .isEqualTo(still);
        }
    }

    private static View view(Random random) {
        Metric[] metrics = Metric.values();
        View view = new View(
                random.nextInt(PLACES.touchpoints() + 3) - 1,
                random.nextInt(PLACES.paths() + 3) - 1,
                metrics[random.nextInt(metrics.length)],
                random.nextBoolean() ? Scale.WHOLE : Scale.SELECTION,
                Optional.empty());
        int node = random.nextInt(PLACES.touchpoints());
        return random.nextBoolean() ? view : view.withSelected(PLACES.touchpoint(node));
    }

    private static FlowReport some(Random random) {
        int touchpoint = random.nextInt(20);
        boolean with = random.nextBoolean();
        return part(journey -> journey.touchpoints().contains(touchpoint) == with);
    }

    private static FlowReport part(Predicate<Walked.Journey> condition) {
        return Samples.report(COMPANY.where(condition));
    }

    /// The frame, and the number, order and place of every mark: what is drawn of it with and without ink.
    private static List<String> places(Painting painting, Form form) throws Exception {
        Element svg = parse(painting.svg(form, "map", PaintingTest::link)).getDocumentElement();
        List<String> places = new ArrayList<>(List.of(svg.getAttribute("width")));
        NodeList marks = svg.getChildNodes();
        for (int i = 0; i < marks.getLength(); i++) {
            if (marks.item(i) instanceof Element mark) {
                String kind = mark.getAttribute("class").replaceAll(" .*", "");
                places.add(kind + mark.getAttribute("data-n") + "," + mark.getAttribute("data-s") + ","
                        + mark.getAttribute("data-a") + "," + mark.getAttribute("data-z") + shape(mark));
            }
        }
        return places;
    }

    private static String shape(Element mark) {
        StringBuilder shape = new StringBuilder();
        for (String name : List.of("path", "rect", "circle")) {
            NodeList parts = mark.getElementsByTagName(name);
            for (int i = 0; i < parts.getLength(); i++) {
                Element part = (Element) parts.item(i);
                if (Set.of("way", "station", "hold", "source").contains(part.getAttribute("class"))) {
                    shape.append(' ')
                            .append(part.getAttribute("d"))
                            .append(part.getAttribute("x"))
                            .append('/')
                            .append(part.getAttribute("y"))
                            .append('/')
                            .append(part.getAttribute("cx"));
                }
            }
        }
        return shape.toString();
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void paintsTheSameForTheSame() {
        Painting once = Painting.of(PLACES, ALL, PLACES.opening());
        Painting again = Painting.of(Places.of(ALL, Language.EN, false), ALL, PLACES.opening());
        assertThat(once.svg(Form.WIDE, "m", PaintingTest::link))
                .isEqualTo(again.svg(Form.WIDE, "m", PaintingTest::link));
    }

    // ---- honest numbers

    @Test
    void labelsEveryMarkWithWhatTheSelectionCounts() throws Exception {
        FlowReport some = part(journey -> journey.touchpoints().contains(7));
        Painting painting = Painting.of(PLACES, some, everything());
        Map<String, Long> counted =
                some.touchpoints().stream().collect(Collectors.toMap(Touchpoint::id, Touchpoint::journeys));
        NodeList links = parse(painting.svg(
                        Form.WIDE, "map", mark -> mark instanceof Mark.Touchpoint(String id) ? id : "-"))
                .getElementsByTagName("a");
        int seen = 0;
        for (int i = 0; i < links.getLength(); i++) {
            Element link = (Element) links.item(i);
            if (link.getAttribute("class").startsWith("node")) {
                seen++;
                String number = PLACES.wording().number(counted.getOrDefault(link.getAttribute("href"), -1L));
                NodeList texts = link.getElementsByTagName("text");
                assertThat(texts.item(texts.getLength() - 1).getTextContent()).isEqualTo(number);
                assertThat(says(link)).contains(number);
            }
        }
        assertThat(seen).isEqualTo(PLACES.touchpoints());
    }

    /// The accessible name of a mark.
    private static String says(Element link) {
        return link.getElementsByTagName("title").item(0).getTextContent();
    }

    private static View everything() {
        return PLACES.opening().withTouchpoints(PLACES.touchpoints()).withPaths(PLACES.paths());
    }

    @Test
    void captionsTheOpeningAsTheReportDoes() {
        FlowMap map = FlowMap.of(ALL, Wording.in(Language.EN), false);
        Caption caption = Painting.of(PLACES, ALL, PLACES.opening()).captions().getFirst();
        assertThat(caption).isEqualTo(map.caption());
        assertThat(10 * caption.journeys()).isGreaterThanOrEqualTo(8 * caption.allJourneys());
    }

    @Test
    void hidesNothingAtTheEndOfBothSliders() {
        Caption caption = Painting.of(PLACES, ALL, everything()).captions().getFirst();
        assertThat(caption.hidden(PLACES.wording())).isEqualTo("Nothing is hidden.");
        assertThat(Painting.of(PLACES, ALL, everything()).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9})
    void revealsTheNextMostUsedPathOneByOne(int touchpoint) {
        FlowReport some = part(journey -> journey.touchpoints().contains(touchpoint));
        View view = PLACES.opening().withTouchpoints(2).withPaths(1);
        Painting painting = Painting.of(PLACES, some, view);
        while (painting.next().isPresent()) {
            long before = painting.captions().getFirst().journeys();
            painting = Painting.of(PLACES, some, painting.next().get());
            assertThat(painting.captions().getFirst().journeys()).isGreaterThan(before);
        }
        assertThat(painting.captions().getFirst().journeys()).isEqualTo(some.journeys());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12, 19})
    void coversFourFifthsOfASelection(int touchpoint) {
        FlowReport some = part(journey -> journey.touchpoints().contains(touchpoint));
        View view = Painting.of(PLACES, some, PLACES.opening()).covering().orElseThrow();
        Caption caption = Painting.of(PLACES, some, view).captions().getFirst();
        assertThat(10 * caption.journeys()).isGreaterThanOrEqualTo(8 * some.journeys());
        Caption fewer = Painting.of(PLACES, some, view.withPaths(view.paths() - 1))
                .captions()
                .getFirst();
        assertThat(10 * fewer.journeys()).isLessThan(8 * some.journeys());
    }

    @Test
    void drawsWidthsInProportionToJourneys() {
        Counted counted = new Counted(PLACES, Figures.of(PLACES, ALL), PLACES.opening());
        FlowReport some = part(journey -> journey.touchpoints().contains(5));
        Counted part = new Counted(PLACES, Figures.of(PLACES, some), PLACES.opening());
        Counted filling =
                new Counted(PLACES, Figures.of(PLACES, some), PLACES.opening().withScale(Scale.SELECTION));
        for (int node = 0; node < PLACES.touchpoints(); node++) {
            long all = counted.figures().touchpoints().get(node).journeys();
            long chosen = part.figures().touchpoints().get(node).journeys();
            assertThat(counted.touchpoint(node).width()).isEqualTo(pixels(all, ALL.journeys()));
            assertThat(part.touchpoint(node).width()).isEqualTo(pixels(chosen, ALL.journeys()));
            assertThat(filling.touchpoint(node).width()).isEqualTo(pixels(chosen, some.journeys()));
        }
    }

    private static double pixels(long journeys, long of) {
        return journeys == 0 ? 0 : Math.max(Plan.MIN_WIDTH, Plan.FULL_WIDTH / of * journeys);
    }

    @Test
    void showsEveryMetricThatTheDataHave() {
        FlowReport all = certain(ALL, 900);
        Places places = Places.of(all, Language.EN, false);
        assertThat(places.metrics()).containsExactly(Metric.values());
        assertThat(PLACES.metrics()).doesNotContain(Metric.CUSTOMERS);
        View whole = places.opening().withTouchpoints(places.touchpoints()).withPaths(places.paths());
        for (Metric metric : Metric.values()) {
            assertThat(Metric.of(metric.key())).contains(metric);
            Painting painting = Painting.of(places, all, whole.withMetric(metric));
            assertThat(painting.table(PaintingTest::link)).contains("<td>");
            assertThat(painting.legend(Form.WIDE)).startsWith("<ul").contains("this wide");
            assertThat(painting.svg(Form.WIDE, "m", PaintingTest::link).contains(" shaded"))
                    .isEqualTo(metric != Metric.JOURNEYS && metric != Metric.CUSTOMERS);
        }
        Places plain = Places.of(Samples.undated(), Language.EN, false);
        assertThat(plain.metrics()).containsExactly(Metric.JOURNEYS, Metric.REPEATS);
        Painting painting =
                Painting.of(plain, Samples.undated(), plain.opening().withMetric(Metric.SCORE));
        assertThat(painting.view().metric()).isEqualTo(Metric.JOURNEYS);
    }

    @Test
    void showsEveryMeanScoreWithItsIntervalAndNumber() {
        FlowReport all = certain(ALL, 900);
        Places places = Places.of(all, Language.EN, false);
        View view = places.opening().withMetric(Metric.SCORE);
        Counted counted = new Counted(places, Figures.of(places, all), view);
        String table = Painting.of(places, all, view).table(PaintingTest::link);
        int shown = 0;
        for (int node = 0; node < places.touchpoints(); node++) {
            Score score = counted.figures().touchpoints().get(node).score();
            Look look = counted.touchpoint(node);
            if (!look.words().equals("\u2013")) {
                String mean = String.format(Locale.ROOT, "%.2f", score.mean());
                String low = String.format(Locale.ROOT, "%.2f", score.low());
                String high = String.format(Locale.ROOT, "%.2f", score.high());
                assertThat(look.words()).endsWith("\u00b10.50");
                assertThat(look.says())
                        .contains("mean score " + mean + ", 95 % between " + low + " and " + high + ", from "
                                + score.scored());
                assertThat(table).contains("<td>" + low + " to " + high + "</td><td>" + score.scored() + "</td>");
                shown++;
            }
        }
        assertThat(shown).isPositive();
    }

    @Test
    void countsCustomersAtEveryMark() {
        FlowReport all = certain(ALL, 900);
        Places places = Places.of(all, Language.EN, false);
        Mark touchpoint = places.touchpoint(0);
        Mark step = places.mark(0);
        Counted counted = new Counted(
                places,
                Figures.of(places, all),
                places.opening().withMetric(Metric.CUSTOMERS),
                Map.of(touchpoint, 71L, step, 62L, new Mark.Start(places.id(0)), 53L, new Mark.End(places.id(0)), 44L));
        assertThat(counted.enter()).endsWith("900");
        assertThat(counted.touchpoint(0).words()).isEqualTo("71");
        assertThat(counted.touchpoint(0).says()).contains("71 customers");
        assertThat(counted.step(0).words()).isEqualTo("62");
        assertThat(counted.start(0).words()).isEqualTo("53");
        assertThat(counted.end(0).words()).isEqualTo("44");
        assertThat(counted.touchpoint(0).width())
                .isEqualTo(new Counted(places, Figures.of(places, all), places.opening())
                        .touchpoint(0)
                        .width());
    }

    /// The same with customers, and with intervals that reach half a point to either side.
    private static FlowReport certain(FlowReport report, long customers) {
        return new FlowReport(
                report.title(),
                report.source(),
                report.rule(),
                report.period(),
                report.journeys(),
                report.open(),
                report.completed(),
                report.othersMedianSeconds(),
                OptionalLong.of(customers),
                report.interactions(),
                report.touchpoints().stream()
                        .map(at -> new Touchpoint(
                                at.id(),
                                at.name(),
                                at.interactions(),
                                at.journeys(),
                                at.repeats(),
                                at.starts(),
                                at.ends(),
                                certain(at.score()),
                                at.toNext(),
                                at.stage(),
                                at.dropOuts()))
                        .toList(),
                report.edges(),
                report.paths(),
                report.scale(),
                report.findings(),
                report.rejects(),
                report.filters());
    }

    private static Score certain(Score score) {
        return new Score(score.mean(), score.scored(), score.mean() - 0.5, score.mean() + 0.5);
    }

    @Test
    void showsNoMeanOfFewScores() {
        FlowReport some =
                part(journey -> journey.score() >= 0 && journey.touchpoints().contains(19));
        long scored = some.touchpoints().stream()
                .filter(touchpoint ->
                        touchpoint.score().scored() > 0 && touchpoint.score().scored() < FlowMap.ENOUGH_SCORES)
                .count();
        assertThat(scored).isPositive();
        Counted counted =
                new Counted(PLACES, Figures.of(PLACES, some), PLACES.opening().withMetric(Metric.SCORE));
        for (int node = 0; node < PLACES.touchpoints(); node++) {
            long answers = counted.figures().touchpoints().get(node).score().scored();
            Look look = counted.touchpoint(node);
            assertThat(look.words().equals("\u2013")).isEqualTo(answers < FlowMap.ENOUGH_SCORES);
            assertThat(look.words().endsWith("*"))
                    .isEqualTo(answers >= FlowMap.ENOUGH_SCORES && answers < FlowMap.FEW_SCORES);
            if (answers < FlowMap.ENOUGH_SCORES) {
                assertThat(look.shade()).isIn("", " none");
                assertThat(look.says()).contains("too few scores").doesNotContain("mean score");
            }
        }
    }

    @Test
    void keepsWordsWithinTheirRoom() {
        Random random = new Random(5);
        Places places = PLACES;
        for (int i = 0; i < 24; i++) {
            FlowReport some = some(random);
            Content counted = new Counted(places, Figures.of(places, some), view(random));
            Content compared = Compared.of(places, new Comparison("A", some, "B", some(random), Map.of()));
            Content content = i % 4 == 0 ? compared : counted;
            for (Form form : Form.values()) {
                Plan plan = places.sheet(form).plan();
                for (Plan.Station station : plan.stations()) {
                    fits(content.touchpoint(station.node()).words(), station.label());
                }
                for (Plan.Track track : plan.tracks()) {
                    if (track.link() >= 0) {
                        fits(content.step(track.link()).words(), track.label());
                    }
                }
                for (Plan.Spur spur : plan.spurs()) {
                    fits((spur.exit() ? content.end(spur.node()) : content.start(spur.node())).words(), spur.label());
                }
            }
        }
    }

    private static void fits(String words, Box room) {
        assertThat(Widths.of(words, Lettering.NUMBER)).as(words).isLessThanOrEqualTo(room.width() + 0.01);
    }

    // ---- links

    @Test
    void linksEveryMarkWithInkAndNothingElse() throws Exception {
        Painting painting = Painting.of(PLACES, ALL, PLACES.opening());
        String svg = painting.svg(Form.WIDE, "map", PaintingTest::link);
        assertThat(svg).doesNotContain("<script", "style=", "onclick");
        NodeList links = parse(svg).getElementsByTagName("a");
        Set<String> stops = new HashSet<>();
        for (int i = 0; i < links.getLength(); i++) {
            Element link = (Element) links.item(i);
            assertThat(link.getAttribute("href")).startsWith("?mark=").endsWith("&x=\"<");
            assertThat(link.getAttribute("class")).doesNotContain(" off");
            if (link.getAttribute("tabindex").isEmpty()) {
                assertThat(says(link)).isNotBlank();
                assertThat(stops.add(link.getAttribute("href")))
                        .as(link.getAttribute("href"))
                        .isTrue();
            }
        }
        Caption caption = painting.captions().getFirst();
        assertThat(stops).hasSizeGreaterThanOrEqualTo((int) (caption.touchpoints() + caption.steps()));
        NodeList marks = parse(svg).getElementsByTagName("g");
        for (int i = 0; i < marks.getLength(); i++) {
            Element mark = (Element) marks.item(i);
            if (mark.getAttribute("class").contains(" off")) {
                assertThat(mark.getAttribute("aria-hidden")).isEqualTo("true");
                assertThat(mark.getElementsByTagName("text").getLength()).isZero();
            }
        }
    }

    @Test
    void drawsTheFlowsOfASelectedTouchpointDarker() throws Exception {
        Mark.Touchpoint offer = PLACES.touchpoint(0);
        String svg = Painting.of(PLACES, ALL, everything().withSelected(offer)).svg(Form.WIDE, "map", Mark::toString);
        NodeList links = parse(svg).getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            Element link = (Element) links.item(i);
            String mark = link.getAttribute("href");
            boolean flow = mark.contains("=" + offer.id() + ",") || mark.contains("=" + offer.id() + "]");
            assertThat(link.getAttribute("class").contains(" flow")
                            || link.getAttribute("class").contains(" sel"))
                    .as(mark)
                    .isEqualTo(flow);
            assertThat(link.getAttribute("aria-current").equals("true"))
                    .isEqualTo(mark.equals(offer.toString())
                            && link.getAttribute("aria-hidden").isEmpty());
        }
    }

    @Test
    void ignoresASelectionThatHasNoPlace() {
        View view = PLACES.opening().withSelected(new Mark.Step("no", "where"));
        assertThat(Painting.of(PLACES, ALL, view).svg(Form.TALL, "m", PaintingTest::link))
                .doesNotContain(" sel\"", " flow\"");
    }

    // ---- comparison

    @Test
    void tellsDifferencesInNumbersAndArrows() {
        FlowReport a = part(journey -> journey.touchpoints().contains(7));
        FlowReport b = part(journey -> !journey.touchpoints().contains(7));
        Mark.Touchpoint mark = PLACES.touchpoint(0);
        Comparison sure = new Comparison("A", a, "B", b, Map.of(mark, new Difference(0.41, 0.55, true)));
        assertThat(Compared.of(PLACES, sure).touchpoint(0))
                .isEqualTo(new Look(
                        Plan.FULL_WIDTH * 0.55,
                        Plan.FULL_WIDTH * 0.41,
                        " more",
                        "41/55\u00a0%\u2191",
                        PLACES.graph().nodes().getFirst().name()
                                + ": A 41.0\u00a0%, B 55.0\u00a0%; more often in “B”"));
        Comparison chance = new Comparison("A", a, "B", b, Map.of(mark, new Difference(0.41, 0.55, false)));
        assertThat(Compared.of(PLACES, chance).touchpoint(0).shade()).isEmpty();
        assertThat(Compared.of(PLACES, chance).touchpoint(0).says()).endsWith("may be chance");
        Painting painting = Painting.of(PLACES, sure, PLACES.opening());
        assertThat(painting.captions()).hasSize(2);
        assertThat(painting.legend(Form.WIDE)).contains("share of “A” / of “B”", "↑ more often in “B”");
        assertThat(painting.table(PaintingTest::link)).contains("+14.0 points");
        assertThat(painting.picture(Form.WIDE, "A sentence.", List.of()).svg()).contains("A: Shows ", "B: Shows ");
    }

    @Test
    void countsSharesWhereNoDifferenceIsGiven() {
        FlowReport a = part(journey -> journey.touchpoints().contains(7));
        Compared compared = Compared.of(PLACES, new Comparison("A", a, "B", ALL, Map.of()));
        int node = PLACES.node("Coverage check");
        Difference difference = compared.difference(node);
        assertThat(difference.shareB())
                .isEqualTo((double) compared.b().touchpoints().get(node).journeys() / ALL.journeys());
        assertThat(difference.significant()).isFalse();
    }

    // ---- odd data

    @Test
    void refusesTouchpointsThatThePlacesDoNotKnow() {
        Walked other = new Walked();
        other.add(List.of(other.touchpoint("Elsewhere")), List.of(1e9), Double.NaN);
        assertThatThrownBy(() -> Painting.of(PLACES, other.report("other"), PLACES.opening()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Elsewhere");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void keepsItsPlacesWhereNoJourneyIsLeft(Form form) throws Exception {
        FlowReport none = part(journey -> false);
        Painting painting = Painting.of(PLACES, none, everything());
        assertThat(painting.nothing())
                .hasValueSatisfying(words -> assertThat(words).contains("No journey"));
        assertThat(places(painting, form)).isEqualTo(places(Painting.of(PLACES, ALL, everything()), form));
        assertThat(painting.next()).isEmpty();
        assertThat(painting.covering()).isEmpty();
        assertThat(painting.legend(form)).isNotEmpty();
        assertThat(painting.table(PaintingTest::link)).doesNotContain("NaN");
        Painting both = Painting.of(PLACES, new Comparison("A", none, "B", none, Map.of()), everything());
        assertThat(both.nothing()).isPresent();
        assertThat(both.svg(form, "m", PaintingTest::link)).doesNotContain("NaN");
    }

    @Test
    void saysThatThereIsNothingYet() {
        Places places = Places.of(Samples.empty(), Language.PT, false);
        assertThat(places.empty()).isTrue();
        Painting painting = Painting.of(places, Samples.empty(), places.opening());
        assertThat(painting.svg(Form.WIDE, "m", PaintingTest::link)).isEmpty();
        assertThat(painting.nothing())
                .hasValueSatisfying(words -> assertThat(words).contains("Importe"));
        assertThat(painting.legend(Form.WIDE)).isEmpty();
        assertThat(painting.table(PaintingTest::link)).isEmpty();
        assertThat(painting.picture(Form.TALL, "A sentence.", List.of()).svg()).contains("Importe");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void paintsASingleTouchpoint(Form form) throws Exception {
        Walked walked = new Walked();
        walked.add(List.of(walked.touchpoint("Only")), List.of(1e9), Double.NaN);
        FlowReport one = walked.report("one");
        Places places = Places.of(one, Language.EN, false);
        Painting painting = Painting.of(places, one, places.opening());
        assertThat(painting.captions().getFirst().journeys()).isEqualTo(1);
        assertThat(parse(painting.svg(form, "m", PaintingTest::link))
                        .getElementsByTagName("a")
                        .getLength())
                .isPositive();
    }

    @Test
    void paintsThreeHundredTouchpoints() throws Exception {
        Walked walked = new Walked();
        Random random = new Random(8);
        IntStream.range(0, 300).forEach(i -> walked.touchpoint("Treatment " + i));
        for (int j = 0; j < 800; j++) {
            List<Integer> path = IntStream.range(0, 12)
                    .mapToObj(i -> (int) Math.min(299, Math.abs(random.nextGaussian()) * 80))
                    .toList();
            walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        }
        FlowReport all = walked.report("hospital");
        Places places = Places.of(all, Language.EN, false);
        FlowReport some =
                walked.where(journey -> journey.touchpoints().contains(3)).report("some");
        View view = places.opening().withTouchpoints(999).withPaths(999);
        Painting painting = Painting.of(places, some, view);
        for (Form form : Form.values()) {
            parse(painting.svg(form, "m", PaintingTest::link));
        }
        Caption caption = painting.captions().getFirst();
        assertThat(caption.touchpoints()).isEqualTo(60);
        assertThat(caption.hidden(places.wording())).contains("touchpoints", "steps");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void takesHostileNamesAsWords(Language language) throws Exception {
        List<String> names = List.of(
                "<script>alert(1)</script>",
                "\u202Etxt.exe\u202C",
                "שלום עולם",
                "x".repeat(200),
                "Звонок в отдел \"A\" & 'B'",
                "{0} {1}",
                "\u0000\uD800 half",
                "  ");
        Walked walked = new Walked();
        List<Integer> path =
                new ArrayList<>(names.stream().map(walked::touchpoint).toList());
        walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        walked.add(path.reversed(), path.stream().map(touchpoint -> 1e9).toList(), 3);
        FlowReport report = walked.report("<script>");
        Places places = Places.of(report, language, true);
        Painting single = Painting.of(places, report, places.opening());
        Comparison comparison = new Comparison("<b>A", report, "B\" onload=\"x", report, Map.of());
        for (Painting painting : List.of(single, Painting.of(places, comparison, places.opening()))) {
            List<String> written = Stream.concat(
                            Stream.of(Form.values())
                                    .flatMap(form -> Stream.of(
                                            painting.svg(form, "m", mark -> "/map?m=" + mark),
                                            painting.legend(form).replace("<ul", "<ul xmlns=\"x\""),
                                            painting.picture(form, "A sentence.", List.of("<i>line"))
                                                    .svg())),
                            Stream.of("<div>" + painting.table(mark -> "javascript:" + mark) + "</div>"))
                    .toList();
            for (String part : written) {
                assertThat(part).doesNotContain("<script", "<b>A", "<i>line", "\u202E", "\u0000", "\" onload");
                parse(part);
            }
        }
    }

    // ---- pictures

    @Test
    void makesPicturesThatStandAlone() throws Exception {
        Painting painting = Painting.of(PLACES, ALL, PLACES.opening().withMetric(Metric.SCORE));
        Picture picture = painting.picture(Form.WIDE, "A sentence.", List.of("Home internet, only: region = North"));
        Document document = parse(picture.svg());
        assertThat(document.getElementsByTagName("a").getLength()).isZero();
        assertThat(picture.svg())
                .contains("@font-face", "Home internet, only", "Shows 8", " halo\"", ".map .halo{stroke:#F6F1E6")
                .doesNotContain("var(--", "@media", "paint-order", "isolate", "url(http", " off\"", "href=");
        Matcher size =
                Pattern.compile("width=\"([0-9.]+)\" height=\"([0-9.]+)\"").matcher(picture.svg());
        assertThat(size.find()).isTrue();
        assertThat(Double.parseDouble(size.group(1))).isEqualTo(picture.width(), offset(0.1));
        assertThat(Double.parseDouble(size.group(2))).isEqualTo(picture.height(), offset(0.1));
    }

    @Test
    void writesRussianWithRussianNumbers() {
        Places places = Places.of(ALL, Language.RU, false);
        Painting painting = Painting.of(places, ALL, places.opening());
        assertThat(painting.captions().getFirst().shows(places.wording())).startsWith("Показано ");
        assertThat(painting.svg(Form.WIDE, "m", PaintingTest::link)).contains("медиана ожидания", "lang=\"ru\"");
        assertThat(painting.legend(Form.WIDE)).contains("такой ширины ");
    }
}
