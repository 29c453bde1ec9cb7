package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.corridor.answers.mine.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published form of `mine --json` and what is printed.
final class MineSchemaTest {
    private static final String RECIPE = """
            recipe: Everything
            zone: none
            tables:
              log: {columns: [case id, activity, timestamp, customer, score]}
            interactions:
              - from: log
                journey: case id
                customer: customer
                touchpoint: activity
                time: timestamp
                attributes:
                  score: {column: score, kind: number, scale: 1..5}
            ends: [end]
            expect: [end not before start]
            """;

    /// Every list has an element: a loop, a reject, a finding, a score.
    private static final String ROWS = """
            case id,activity,timestamp,customer,score
            1,start,2020-01-01,c,4
            1,start,2020-01-01,c,4
            1,end,2020-01-03,c,9
            2,end,2020-01-03,d,
            2,start,2020-01-04,d,3
            3,start,nonsense,d,
            """;

    /// Fields in their order. Lines may be added and never changed.
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry(
                    "",
                    List.of(
                            "title",
                            "files",
                            "rule",
                            "filters",
                            "asOf",
                            "journeys",
                            "open",
                            "completed",
                            "droppedOut",
                            "customers",
                            "interactions",
                            "touchpoints",
                            "paths",
                            "edges",
                            "from",
                            "to",
                            "outside",
                            "exact",
                            "touchpointCounts",
                            "flow",
                            "starts",
                            "ends",
                            "topPaths",
                            "otherPaths",
                            "durations",
                            "loops",
                            "scores",
                            "rows",
                            "rejected",
                            "findings")),
            Map.entry(
                    "/touchpointCounts/0",
                    List.of(
                            "touchpoint",
                            "interactions",
                            "journeys",
                            "repeats",
                            "meanScore",
                            "scored",
                            "meanScoreLow",
                            "meanScoreHigh")),
            Map.entry(
                    "/flow/0",
                    List.of(
                            "from",
                            "to",
                            "count",
                            "journeys",
                            "minSeconds",
                            "medianSeconds",
                            "p90Seconds",
                            "meanSeconds",
                            "maxSeconds")),
            Map.entry("/starts/0", List.of("touchpoint", "journeys")),
            Map.entry("/ends/0", List.of("touchpoint", "journeys")),
            Map.entry(
                    "/topPaths/0",
                    List.of(
                            "path",
                            "count",
                            "share",
                            "medianSeconds",
                            "meanScore",
                            "scored",
                            "meanScoreLow",
                            "meanScoreHigh")),
            Map.entry("/otherPaths", List.of("paths", "journeys")),
            Map.entry(
                    "/durations",
                    List.of(
                            "method",
                            "finished",
                            "minSeconds",
                            "medianSeconds",
                            "p90Seconds",
                            "meanSeconds",
                            "maxSeconds",
                            "singles",
                            "othersMedianSeconds")),
            Map.entry("/loops/0", List.of("touchpoint", "selfLoops", "returns", "journeys")),
            Map.entry("/scores", List.of("scored", "mean", "from", "to", "low", "high")),
            Map.entry("/rejected", List.of("rows", "reasons")),
            Map.entry("/rejected/reasons/0", List.of("code", "sentence", "count", "examples", "advice")),
            Map.entry("/rejected/reasons/0/examples/0", List.of("file", "line", "column", "value")),
            Map.entry(
                    "/findings/0",
                    List.of("code", "subject", "count", "denominator", "sentence", "examples", "advice")));

    @TempDir
    private Path folder;

    private Call everything(Object... options) throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), ROWS);
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        List<Object> words = new java.util.ArrayList<>(List.of("--recipe", recipe, "--json"));
        words.addAll(List.of(options));
        return Call.mine(log, words.toArray());
    }

    @Test
    void keepsEveryFieldAndItsPlace() throws IOException {
        JsonNode answer = everything().json();
        FIELDS.forEach((place, fields) ->
                assertThat(answer.at(place).propertyNames()).as(place).containsExactlyElementsOf(fields));
    }

    @Test
    void describesEveryFieldInSchemaAndReference() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(page("mine.schema.json"));
        Set<String> described = new TreeSet<>();
        collect(schema, described);
        String reference = page("mine.md");
        FIELDS.values().stream().flatMap(List::stream).forEach(field -> {
            assertThat(described).contains(field);
            assertThat(reference).contains("`" + field + "`");
        });
    }

    private static void collect(JsonNode schema, Set<String> described) {
        if (schema.has("properties")) {
            described.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(child -> collect(child, described));
    }

    @Test
    void answersAsTheSchemaSays() throws IOException {
        JsonSchema schema = schema();
        Path header = Files.writeString(folder.resolve("header.csv"), "case id,activity,timestamp\n");
        Path untimed = Files.writeString(folder.resolve("untimed.csv"), "case id,activity,timestamp\n1,a,\n1,b,\n");
        Path zoned = Files.writeString(
                folder.resolve("zoned.csv"), "case id,activity,timestamp\n1,a,2020-01-01T10:00:00+02:00\n");
        List<Call> calls = List.of(
                everything(),
                everything("--include-small"),
                everything("--journeys", "customer", "--filter", "passes end", "--paths", 1),
                everything("--as-of", "1990-01-01"),
                Call.mine(header, "--json"),
                Call.mine(untimed, "--json"),
                Call.mine(zoned, "--json"));
        for (Call call : calls) {
            assertThat(schema.validate(call.out(), InputFormat.JSON))
                    .as(call.out())
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatTheSchemaDoesNotSay() throws IOException {
        String answer = everything().out();
        JsonSchema schema = schema();
        assertThat(schema.validate(answer.replace("\"journeys\" : 2", "\"journeys\" : \"2\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(answer.replace("\"asOf\"", "\"as\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void shipsTheSchema() throws IOException {
        try (InputStream shipped = Answer.class.getResourceAsStream("mine.schema.json")) {
            assertThat(shipped).isNotNull();
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(page("mine.schema.json"));
        }
    }

    @Test
    void describesEveryOption() throws IOException {
        String reference = page("mine.md");
        String help = Call.of("mine", "--help").out();
        assertThat(help.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("--"))
                        .map(line -> line.split("[ =\\[]")[0]))
                .isNotEmpty()
                .allMatch(option -> reference.contains("`" + option));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(page("mine.schema.json"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Checkout.repository().resolve("docs/reference").resolve(name));
    }
}
