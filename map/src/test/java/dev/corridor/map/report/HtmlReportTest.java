package dev.corridor.map.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Edge;
import dev.corridor.map.Finding;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Path;
import dev.corridor.map.Paths;
import dev.corridor.map.Rejects;
import dev.corridor.map.Samples;
import dev.corridor.map.Score;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Text;
import dev.corridor.map.Walked;
import dev.corridor.map.page.HtmlPage;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlReportTest {
    @Test
    void allowsNothingButItsOwnStyleAndScript() {
        String page = HtmlReport.render(Samples.company(12, 1), HtmlReport.Options.in(Language.EN));
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        String style = between(page, "<style>", "</style>");
        String script = between(page, "</script>\n<script>", "</script>\n</body>");
        assertThat(policy.group(1))
                .startsWith("default-src 'none'")
                .contains("style-src " + HtmlPage.policyHash(style))
                .contains("script-src " + HtmlPage.policyHash(script))
                .doesNotContain("unsafe", "http", "*");
        assertThat(page).doesNotContain(" style=\"", " onclick", "<link", "<img", "src=\"http", "localStorage");
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void answersInASentence(Language language) {
        String page = HtmlReport.render(Samples.company(12, 1), HtmlReport.Options.in(language));
        String answer = between(page, "<h1 class=\"answer\">", "</h1>");
        assertThat(answer)
                .contains("36\u00a0%", "Website visit", "Line live", "<em>")
                .doesNotContain("..");
    }

    @Test
    void namesNoLongestWaitThatFewJourneysHave() {
        Walked walked = new Walked();
        List.of("A", "B", "C").forEach(walked::touchpoint);
        for (int i = 0; i < 100; i++) {
            walked.add(List.of(0, 1), List.of(1e9, 1e9 + 60.0), Double.NaN);
        }
        for (int i = 0; i < 4; i++) {
            walked.add(List.of(0, 2), List.of(1e9, 1e9 + 9e6), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("few"), HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<h1 class=\"answer\">", "</h1>"))
                .contains(
                        "between <bdi>A</bdi> and <bdi>B</bdi>",
                        "60\u00a0s".replace('\u00a0', ' '),
                        "half of 100 passages");
    }

    @Test
    void shortensLongNamesInItsSentence() {
        Walked walked = new Walked();
        for (int i = 0; i < 12; i++) {
            walked.add(List.of(walked.touchpoint("\uD83D\uDE42".repeat(200))), List.of(1e9 + i), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("long"), HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<h1 class=\"answer\">", "</h1>"))
                .contains("<bdi>" + "\uD83D\uDE42".repeat(60) + "…</bdi>");
    }

    @Test
    void saysThatSingleContactsTakeNoTimeAndNoStep() {
        Walked walked = new Walked();
        for (int i = 0; i < 12; i++) {
            walked.add(List.of(walked.touchpoint(i < 8 ? "A" : "B")), List.of(1e9 + i), 4);
        }
        String page = HtmlReport.render(walked.report("single"), HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<h1 class=\"answer\">", "</h1>"))
                .isEqualTo("67\u00a0% of journeys consist of <bdi>A</bdi> and nothing else.");
        assertThat(between(page, "id=\"durations\"", "</section>"))
                .contains("No journey takes time")
                .doesNotContain("<dl");
        assertThat(between(page, "id=\"steps\"", "</section>"))
                .contains("every journey is a single contact")
                .doesNotContain("<table");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhyTheMedianIsNothing(Language language) {
        Walked walked = new Walked();
        List.of("A", "B").forEach(walked::touchpoint);
        for (int i = 0; i < 12; i++) {
            walked.add(List.of(0), List.of(1e9 + i), Double.NaN);
        }
        for (int i = 0; i < 4; i++) {
            walked.add(List.of(0, 1), List.of(1e9, 1e9 + 864_000), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("retail"), HtmlReport.Options.in(language));
        Wording wording = Wording.in(language);
        assertThat(between(page, "id=\"durations\"", "</section>"))
                .contains(wording.count("durations.singles", 12, wording.share(12, 16)))
                .contains(wording.say("durations.others", wording.duration(864_000)));
        assertThat(between(page, "<tr data-p=\"0\">", "</tr>"))
                .contains("<td>–</td>")
                .doesNotContain(wording.duration(0));
    }

    @Test
    void saysThatContactsOfOneTimeTakeNone() {
        Walked walked = new Walked();
        List.of("A", "B").forEach(walked::touchpoint);
        for (int i = 0; i < 12; i++) {
            walked.add(List.of(0, 1), List.of(1e9, 1e9 + (i == 0 ? 60 : 0)), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("days"), HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "id=\"durations\"", "</section>"))
                .contains(Wording.in(Language.EN).say("durations.same"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysThatThereAreNoDates(Language language) {
        FlowReport report = Samples.undated();
        String page = HtmlReport.render(report, HtmlReport.Options.in(language));
        Wording wording = Wording.in(language);
        assertThat(between(page, "<span class=\"when\">", "</span>")).isEqualTo(wording.say("period.none"));
        assertThat(between(page, "id=\"durations\"", "</section>"))
                .contains(wording.say("durations.undated"))
                .doesNotContain("<dl");
        assertThat(between(page, "</style>", "<script type"))
                .doesNotContain(wording.say("table.median"), wording.say("table.mean"), "value=\"time\"")
                .doesNotContain("data-for=\"time\"");
        assertThat(between(page, "id=\"steps\"", "</section>")).contains(wording.say("table.passages"));
    }

    @Test
    void explainsOnlyMarksThatTheMapHas() {
        Walked plain = new Walked();
        List.of("A", "B").forEach(plain::touchpoint);
        plain.add(List.of(0, 1), List.of(1e9, 1e9 + 60), Double.NaN);
        Wording wording = Wording.in(Language.EN);
        List<String> marks = List.of("legend.back", "legend.loop", "legend.start", "legend.end");
        assertThat(legend(plain))
                .contains(wording.say("legend.river"))
                .doesNotContain(marks.stream().map(wording::say).toArray(String[]::new));
        Walked every = new Walked();
        List.of("A", "B", "C", "D").forEach(every::touchpoint);
        for (int i = 0; i < 9; i++) {
            every.add(List.of(0, 1, 2), List.of(1e9, 1e9 + 60, 1e9 + 120), Double.NaN);
        }
        every.add(List.of(3, 1, 1, 0, 1), List.of(1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4), Double.NaN);
        assertThat(legend(every)).contains(marks.stream().map(wording::say).toList());
        assertThat(legend(every).split(" hidden>")).hasSizeGreaterThan(marks.size());
    }

    private static String legend(Walked walked) {
        String page = HtmlReport.render(walked.report("marks"), HtmlReport.Options.in(Language.EN));
        return between(page, "<ul class=\"legend\" data-for=\"frequency\">", "</ul>");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhatToDoAboutFindingsAndRejects(Language language) {
        Text advice = Text.of("Mend it <now>.", "Corrija <já>.", "Исправьте <сейчас>.");
        FlowReport report = Samples.nothingBut(
                List.of(new Finding("x", "y", 3, 50, Text.of("Three."), Optional.of(advice), List.of())),
                new Rejects(2, List.of(new Rejects.Reason("r", Text.of("Two."), Optional.of(advice), 2, List.of()))));
        String page = HtmlReport.render(report, HtmlReport.Options.in(language));
        String said = advice.in(language).replace("<", "&lt;").replace(">", "&gt;");
        assertThat(between(page, "id=\"findings\"", "</section>")).contains(said);
        assertThat(between(page, "id=\"rejects\"", "</section>")).contains(said);
    }

    @Test
    void saysTheMeanScoreOfAllWithItsScaleAndBase() {
        Walked walked = new Walked();
        for (int i = 0; i < 40; i++) {
            walked.add(List.of(walked.touchpoint("A")), List.of(1e9), 4);
        }
        ScoreScale scale = new ScoreScale(Text.of("score"), 1, 5, new Score(3.26, 1_200));
        FlowReport report = walked.report("scored", name -> name, 10, Optional.of(scale));
        String page = HtmlReport.render(report, HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<p class=\"facts\">", "</p>"))
                .contains("mean score <b>3.3</b> on a scale from 1 to 5, given in 1,200 journeys");
    }

    @Test
    void saysNoMeanScoreThatIsNotToBeShown() {
        Walked walked = new Walked();
        walked.add(List.of(walked.touchpoint("A")), List.of(1e9), 4);
        FlowReport report = walked.report("few", name -> name, 10, Optional.of(new ScoreScale(Text.of("score"), 1, 5)));
        String page = HtmlReport.render(report, HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<p class=\"facts\">", "</p>")).doesNotContain("score");
    }

    @Test
    void countsPathsBeyondTheTableInARowOfIt() {
        Walked walked = new Walked();
        List.of("A", "B").forEach(walked::touchpoint);
        for (int i = 1; i <= 510; i++) {
            List<Integer> path = new ArrayList<>(Collections.nCopies(i % 30 + 1, 0));
            path.addAll(Collections.nCopies(i / 30 + 1, 1));
            walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("many"), HtmlReport.Options.in(Language.EN));
        assertThat(between(page, "<tr class=\"rest\">", "</tr>"))
                .startsWith("<td></td><th")
                .contains("Other paths, not listed (10)");
        assertThat(page).doesNotContain("<tr class=\"others\"");
    }

    @Test
    void saysWhatMostShareWhereNoPathStandsOut() {
        Walked walked = new Walked();
        List.of("A", "B", "C").forEach(walked::touchpoint);
        for (int i = 0; i < 40; i++) {
            List<Integer> path = new ArrayList<>(List.of(0, 1, 2));
            if (i >= 28) {
                path.removeLast();
            }
            path.addAll(i % 3, Collections.nCopies(i / 3 + 1, walked.touchpoint("D")));
            walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        }
        String page = HtmlReport.render(walked.report("diverse"), HtmlReport.Options.in(Language.EN));
        long abc = 40 - 12;
        assertThat(between(page, "<h1 class=\"answer\">", "</h1>"))
                .startsWith(100 * abc / 40 + "\u00a0% of journeys go from <bdi>A</bdi>")
                .contains("by way of <bdi>B</bdi> to <bdi>C</bdi>");
    }

    @ParameterizedTest
    @CsvSource({"4,false,false", "7,true,false", "12,true,true", "40,true,true"})
    void suppressesScoresOfFew(long scored, boolean countShown, boolean meanShown) {
        FlowReport report = scoredBy(scored);
        String data =
                between(HtmlReport.render(report, HtmlReport.Options.in(Language.EN)), "id=\"data\">", "</script>");
        assertThat(data.contains("\"scored\":" + scored)).isEqualTo(countShown);
        assertThat(data.contains("\"score\":3.123")).isEqualTo(meanShown);
        String page = HtmlReport.render(report, HtmlReport.Options.in(Language.EN));
        assertThat(page.contains("3.1, n " + scored)).isEqualTo(meanShown && scored < 30);
        String small = HtmlReport.render(report, new HtmlReport.Options(Language.EN, true));
        assertThat(small).contains("\"score\":3.123");
    }

    private static FlowReport scoredBy(long scored) {
        Walked walked = new Walked();
        walked.add(List.of(walked.touchpoint("A"), walked.touchpoint("B")), List.of(1e9, 1e9 + 1), Double.NaN);
        FlowReport plain =
                walked.report("scores", name -> name, 10, Optional.of(new ScoreScale(Text.of("score"), 0, 10)));
        Edge edge = plain.edges().getFirst();
        return new FlowReport(
                plain.title(),
                plain.source(),
                plain.rule(),
                plain.period(),
                plain.journeys(),
                plain.open(),
                plain.completed(),
                plain.othersMedianSeconds(),
                plain.customers(),
                plain.interactions(),
                plain.touchpoints(),
                List.of(new Edge(
                        edge.from(), edge.to(), edge.count(), edge.journeys(), edge.times(), new Score(3.123, scored))),
                plain.paths(),
                plain.scale(),
                plain.findings(),
                plain.rejects(),
                plain.filters());
    }

    @Test
    void countsPathsItCannotHoldAsOthers() {
        FlowReport report = Samples.company(12, 1);
        List<Path> many = new ArrayList<>();
        List<Integer> longPath = Collections.nCopies(20_000, 0);
        for (int i = 0; i < 10; i++) {
            many.add(new Path(longPath, 300, 5, Score.NONE));
        }
        String page = HtmlReport.render(report.withPaths(new Paths(many, 0, 0)), HtmlReport.Options.in(Language.EN));
        assertThat(page).contains("one by one: 3 paths with 900 journeys").contains("of 10 paths");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void rendersAnEmptyReport(Language language) {
        String page = HtmlReport.render(Samples.empty(), HtmlReport.Options.in(language));
        assertThat(page).endsWith("</html>\n");
        assertThat(between(page, "</style>", "<script type"))
                .contains(Wording.in(language).say("answer.empty"))
                .doesNotContain("{0}", "NaN");
    }

    @Test
    void escapesWhatWouldEndTheData() {
        assertThat(Json.write(List.of("</script>\u2028&\u0001\ud800", 1.5, 2.0)))
                .isEqualTo("[\"\\u003c/script\\u003e\\u2028\\u0026\\u0001\\ud800\",1.5,2]");
    }
}
