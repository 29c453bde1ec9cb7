package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published forms of `drivers`, `loyalty` and `effect --json` and of an effect's plan, and what is printed.
final class TableSchemaTest {
    private static final String DID =
            "design: did\nunit: u\ntime: t\noutcome: y\ntreated: g=a\nstart: 4\nsmallest-effect: 1\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(page(name + ".schema.json"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Checkout.repository().resolve("docs/reference").resolve(name));
    }

    /// A table that every command can be asked about; some of its cells are no numbers.
    private Path table() throws IOException {
        String rows = IntStream.range(0, 120)
                .mapToObj(i -> "u%d,%d,%s,%d,%d,%d,%d"
                        .formatted(
                                i % 12,
                                i / 12,
                                i % 12 < 6 ? "a" : "b",
                                i * 7 % 11,
                                1 + i * 3 % 5,
                                1 + i * i % 5,
                                i % 3 == 0 ? 1 : 0))
                .collect(Collectors.joining("\n"));
        return file("table.csv", "u,t,g,y,x,z,e\n" + rows + "\nu1,text,a,NaN,,1,1\n");
    }

    private List<Call> calls(String command) throws IOException {
        Path table = table();
        Path few = file("few.csv", Files.readString(table).lines().limit(4).collect(Collectors.joining("\n")));
        Path none = file("none.csv", "u,t,g,y,x,z,e\n");
        Object[][] options = switch (command) {
            case "drivers" ->
                new Object[][] {
                    {table, "--outcome", "y", "--drivers", "x,z,t,g=a"},
                    {table, "--outcome", "e", "--drivers", "x,z"},
                    {few, "--outcome", "y", "--drivers", "x"},
                    {none, "--outcome", "y", "--drivers", "x"}
                };
            case "loyalty" ->
                new Object[][] {
                    {table, "--duration", "t", "--event", "e", "--by", "g"},
                    {table, "--duration", "y", "--event", "e=1", "--include-small"},
                    {few, "--duration", "y", "--event", "e", "--by", "u"},
                    {none, "--duration", "y", "--event", "e", "--by", "u"}
                };
            default -> {
                String arms = "outcome: y\ntreated: e\nsmallest-effect: 1\n";
                yield new Object[][] {
                    {table, "--plan", file("did.yaml", DID)},
                    {none, "--plan", file("empty.yaml", DID)},
                    {table, "--plan", file("its.yaml", DID.replace("did", "its"))},
                    {none, "--plan", file("none.yaml", DID.replace("did", "its"))},
                    {
                        table,
                        "--plan",
                        file("one.yaml", DID.replace("did", "synthetic").replace("g=a", "[u1]"))
                    },
                    {none, "--plan", file("noone.yaml", DID.replace("did", "synthetic"))},
                    {table, "--plan", file("look.yaml", "design: sequential\n" + arms)},
                    {few, "--plan", file("early.yaml", "design: sequential\n" + arms)},
                    {
                        table,
                        "--plan",
                        file("cuped.yaml", "design: cuped\nunit: u\ncovariate: x\n" + arms.replace(": e", ": g=a"))
                    }
                };
            }
        };
        List<Call> calls = new ArrayList<>();
        for (Object[] each : options) {
            Object[] words = new Object[each.length + 2];
            words[0] = command;
            System.arraycopy(each, 0, words, 1, each.length);
            words[each.length + 1] = "--json";
            Call call = Call.of(words);
            assertThat(call.code()).as(Arrays.toString(words) + call.err()).isZero();
            calls.add(call);
        }
        return calls;
    }

    @ParameterizedTest
    @ValueSource(strings = {"drivers", "loyalty", "effect"})
    void answersAsTheSchemaSays(String command) throws IOException {
        JsonSchema schema = schema(command);
        for (Call call : calls(command)) {
            assertThat(schema.validate(call.out(), InputFormat.JSON))
                    .as(call.out())
                    .isEmpty();
            assertThat(call.out()).doesNotContain("NaN,", "Infinity");
        }
    }

    /// Every printed field is required by the schema and named on the page, and no other is.
    @ParameterizedTest
    @ValueSource(strings = {"drivers", "loyalty", "effect"})
    void describesEveryField(String command) throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(page(command + ".schema.json"));
        String reference = page(command + ".md");
        JsonNode answer = calls(command).getFirst().json();
        assertThat(answer.propertyNames()).containsExactlyElementsOf(texts(schema.get("required")));
        Set<String> described = new TreeSet<>();
        collect(schema, described);
        Set<String> printed = new TreeSet<>();
        names(answer, printed);
        assertThat(described).containsAll(printed);
        answer.propertyNames().forEach(field -> assertThat(reference).contains("`" + field + "`"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static void names(JsonNode node, Set<String> names) {
        names.addAll(node.propertyNames());
        node.forEach(child -> names(child, names));
    }

    private static void collect(JsonNode schema, Set<String> described) {
        if (schema.has("properties")) {
            described.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(child -> collect(child, described));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drivers", "loyalty", "effect"})
    void describesEveryOption(String command) throws IOException {
        String reference = page(command + ".md");
        assertThat(Call.of(command, "--help")
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("--"))
                        .map(line -> line.split("[ =\\[]")[0]))
                .isNotEmpty()
                .allMatch(option -> reference.contains("`" + option));
    }

    @Test
    void refusesAnswersThatTheSchemaDoesNotSay() throws IOException {
        String effect = calls("effect").getFirst().out();
        assertThat(schema("effect")
                        .validate(
                                effect.replaceAll("\"verdict\" : \"[a-z-]+\"", "\"verdict\" : \"fine\""),
                                InputFormat.JSON))
                .isNotEmpty();
        String drivers = calls("drivers").getFirst().out();
        assertThat(schema("drivers").validate(drivers.replace("\"left_out\"", "\"leftOut\""), InputFormat.JSON))
                .isNotEmpty();
    }

    /// The plan's schema and its parser agree.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {design: did, unit: u, time: t, outcome: y, treated: g=a, start: 4, smallest-effect: 1}           | true
            {design: did, unit: u, time: t, outcome: y, treated: [a, b], smallest effect: -0.5, period: week} | true
            {name: n, table: f.csv, design: its, time: t, outcome: y, start: 4, smallest-effect: 1, season: 12} | true
            {design: synthetic, unit: u, time: t, outcome: y, treated: [u1], start: 4, smallest-effect: 1}    | true
            {design: sequential, outcome: y, treated: e, smallest-effect: 1}                                  | true
            {design: cuped, unit: u, outcome: y, treated: e, covariate: x, smallest-effect: 1}                | true
            {design: cuped, unit: u, time: t, start: 4, outcome: y, treated: e, smallest-effect: 1}           | true
            {design: cuped, unit: u, outcome: y, treated: e, smallest-effect: 1}                              | false
            {design: did, unit: u, time: t, outcome: y, start: 4, smallest-effect: 1}                         | false
            {design: did, unit: u, time: t, outcome: y, treated: g=a, start: 4}                               | false
            {design: did, unit: u, time: t, outcome: y, treated: g=a, covariate: x, smallest-effect: 1}       | false
            {design: did, unit: u, time: t, outcome: y, treated: g=a, season: 12, smallest-effect: 1}         | false
            {design: sequential, outcome: y, treated: e, start: 4, smallest-effect: 1}                        | false
            {design: sequential, outcome: y, treated: e, period: day, smallest-effect: 1}                     | false
            {design: its, time: t, outcome: y, smallest-effect: 1}                                            | false
            {design: its, time: t, outcome: y, start: 4, smallest-effect: 1, smallest effect: 1}              | false
            {design: its, time: t, outcome: y, start: 4, smallest-effect: 1, odd: 1}                          | false
            {design: guess, time: t, outcome: y, start: 4, smallest-effect: 1}                                | false
            """)
    void readsPlansAsTheSchemaSays(String plan, boolean valid) throws IOException {
        Call call = Call.of("effect", table(), "--plan", file("plan.yaml", plan), "--json");
        assertThat(call.code() == 0 || !call.err().contains("The plan"))
                .as(call.err())
                .isEqualTo(valid);
        assertThat(schema("effect-plan").validate(plan, InputFormat.YAML).isEmpty())
                .isEqualTo(valid);
    }

    @Test
    void readsThePlanOfTheReference() throws IOException {
        String reference = page("effect.md");
        String plan = reference.substring(reference.indexOf("```yaml\n") + 8);
        plan = plan.substring(0, plan.indexOf("```"));
        assertThat(schema("effect-plan").validate(plan, InputFormat.YAML)).isEmpty();
        assertThat(Call.of("effect", table(), "--plan", file("plan.yaml", plan)).err())
                .doesNotContain("The plan");
    }
}
