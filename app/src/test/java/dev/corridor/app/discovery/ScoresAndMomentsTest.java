package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.analysis.score.AnswerScale;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.account.People;
import dev.corridor.app.discovery.PlantedSet.Journey;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.test.Browser;
import dev.corridor.app.test.ServerTest;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Population;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// The pages of scores and of moments as those see them who may list customers.
@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
class ScoresAndMomentsTest {
    private static final List<Journey> JOURNEYS = PlantedSet.journeys(7);
    private static final Recipe RECIPE = RecipeParser.parse(PlantedSet.RECIPE);
    private static final Pattern ROW = Pattern.compile(
            "<bdi>([^<]*)</bdi></th>.*?data-name=\"Journeys asked\"><a href=\"([^\"]*)\">([^<]*)</a>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("<a href=\"(/sets/[^\"]*/journeys[^\"]*)\">([0-9,]+)");

    private static DataSetId set = new DataSetId(0);

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Imports imports;

    @Autowired
    private Figures figures;

    @Autowired
    private Stores stores;

    @Autowired
    private JdbcClient database;

    private Browser reader = new Browser(0);

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        if (set.value() == 0) {
            set = PlantedSet.imported(imports, "planted", JOURNEYS);
            people.create("max", Role.CX_MANAGER, "three small boats").orThrow();
        }
        reader = new Browser(port);
        reader.signIn("max", "three small boats");
    }

    @AfterEach
    void leave() {
        reader.close();
    }

    private String page(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = reader.get("/sets/" + set + address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    @Test
    void leadsFromEveryNumberOfJourneysToAListOfThatSize() throws IOException, InterruptedException {
        for (String by : List.of("visited", "begun", "region", "city")) {
            for (String filter : List.of("", "&filter=region+%3D+south")) {
                List<MatchResult> rows =
                        ROW.matcher(page("/scores?by=" + by + filter)).results().toList();
                assertThat(rows).as(by + filter).isNotEmpty();
                for (MatchResult row : rows) {
                    long asked = number(row.group(3));
                    Predicate<Journey> group = journey -> isIn(journey, by, row.group(1))
                            && (filter.isEmpty() || journey.region().equals("south"));
                    assertThat(listed(row.group(2))).as(by + " " + row.group(1)).isEqualTo(asked);
                    assertThat(JOURNEYS.stream().filter(group).count())
                            .as(by + " " + row.group(1))
                            .isEqualTo(asked);
                }
            }
        }
    }

    @Test
    void saysWhoAnsweredWithListsOfThatSize() throws IOException, InterruptedException {
        List<MatchResult> links =
                LINK.matcher(page("/scores")).results().limit(2).toList();

        assertThat(links).hasSize(2);
        links.forEach(link -> assertThat(listed(link.group(1))).isEqualTo(number(link.group(2))));
        long answered =
                database.sql("""
                        SELECT count(DISTINCT key) FROM interaction WHERE data_set = :set AND touchpoint = 'survey.answered'
                        """).param("set", set.value()).query(Long.class).single();
        assertThat(number(links.getFirst().group(2))).isEqualTo(answered);
    }

    private long listed(String address) {
        Query query = new Query(
                set,
                Arrays.stream(address.substring(address.indexOf('?') + 1)
                                .replace("&amp;", "&")
                                .split("&"))
                        .filter(part -> part.startsWith("filter="))
                        .map(part -> URLDecoder.decode(part.substring("filter=".length()), StandardCharsets.UTF_8))
                        .toList(),
                Optional.empty(),
                Optional.empty());
        return figures.list(query, Optional.empty(), 1).total();
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    private static boolean isIn(Journey journey, String by, String group) {
        return switch (by) {
            case "visited" ->
                journey.visited().stream()
                        .anyMatch(at -> RECIPE.displayName(at, "en").equals(group));
            case "begun" ->
                group.equals(List.of("January", "February", "March", "April").get(journey.month() - 1) + " 2026");
            case "region" -> journey.region().equals(group);
            default -> journey.city().equals(group);
        };
    }

    @Test
    void sayEveryWordInThreeLanguages() throws IOException, InterruptedException {
        for (Language language : Language.values()) {
            for (String address : List.of(
                    "/scores?",
                    "/scores?by=begun&measure=csat&",
                    "/scores?by=region&measure=ces&",
                    "/scores?measure=mean&filter=passes+nowhere&",
                    "/moments?",
                    "/moments?outcome=churn&within=90d&")) {
                assertThat(page(address + "language=" + language.tag()))
                        .contains("lang=\"" + language.tag() + "\"")
                        .doesNotContain("style=\"");
            }
            assertThat(Wording.in(language)
                            .with(dev.corridor.app.shared.web.Words.class, "/words/moments-")
                            .all())
                    .containsKeys("next.nothing.rate", "next.constant.rate");
        }
    }

    @Test
    void explainsAGroupingThatThereIsNot() throws IOException, InterruptedException {
        HttpResponse<String> answer = reader.get("/sets/" + set + "/scores?by=%3Cscript%3E");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @Test
    void searchesMomentsInTheBackgroundAndKeepsTheOlderOnesWhileDataChange() throws Exception {
        DataSetId own = PlantedSet.imported(imports, "searched", JOURNEYS);
        String address = "/sets/" + own + "/moments?outcome=score";

        assertThat(reader.get(address).body()).contains("id=\"progress\"").contains("hx-trigger=\"every 2s\"");
        String found = waited(address);
        assertThat(found)
                .contains("class=\"moments\"")
                .contains("<h1 class=\"answer\">")
                .doesNotContain("id=\"progress\"");
        HttpResponse<String> progress = reader.get("/sets/" + own + "/moments/progress?outcome=score");
        assertThat(progress.headers().firstValue("HX-Refresh")).contains("true");

        more(own);
        String changed = reader.get(address).body();
        assertThat(changed).contains("<section class=\"part how\">");
        assertThat(changed.contains("The data have changed") || !changed.contains("id=\"progress\""))
                .isTrue();
        assertThat(waited(address)).doesNotContain("The data have changed");
    }

    private String waited(String address) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            String page = reader.get(address).body();
            if (!page.contains("id=\"progress\"")) {
                return page;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the search did not end");
    }

    private void more(DataSetId into) {
        ImportId id = imports.draft("more", "ana");
        String csv = "order,who,kind,at,stars,region,city\no900,c900,order.placed,2026-03-02T10:00:00,,north,north\n";
        imports.upload(id, "more.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "more", RECIPE, PlantedSet.RECIPE, Optional.of(into));
        imports.start(id, "ana");
        imports.runDue();
    }

    @Test
    void refusesScoresThatNeedMoreMemoryThanThereIs() {
        Query all = new Query(set, List.of(), Optional.empty(), Optional.empty());
        ScoreQuestion byVisited = question(Optional.of(ScoreAnswers.VISITED));
        Snapshot snapshot = stores.current(set);
        long enough = 160L << 20;
        assertThat(new ScoreWork(figures, enough)
                        .answer(snapshot, all, byVisited, true)
                        .groups())
                .isNotEmpty();

        assertThatThrownBy(() -> new ScoreWork(figures, 130L << 20).answer(snapshot, all, byVisited, true))
                .isInstanceOfSatisfying(CorridorException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(FigureError.TOO_LARGE);
                    assertThat(refused.getMessage()).contains("MB");
                });
    }

    private ScoreQuestion question(Optional<String> by) {
        return new ScoreQuestion(
                stores.current(set).rule(),
                List.of(),
                OptionalLong.empty(),
                RecipeZone.of(RECIPE),
                LocalClock.of(RECIPE, stores.current(set).store().schema()),
                AnswerScale.of(RECIPE, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                by,
                Population.ENDLESS,
                Long.MAX_VALUE,
                AnswerLimits.NONE);
    }
}
