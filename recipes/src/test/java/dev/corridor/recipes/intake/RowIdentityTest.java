package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.recipes.intake.RowRecorder.Identity;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowIdentityTest {
    private static final String LONG = "    time: at\n    touchpoint: kind\n    when: {closed: [yes, no]}";
    private static final String WIDE =
            "    touchpoints:\n      opened: at\n      closed: {time: none, when: {closed: 'yes'}}";
    private static final String GROUPED = "    group: [ticket, kind]\n    time: at\n    touchpoint: kind";

    @TempDir
    private Path folder = Path.of(".");

    private int files;

    private static String recipe(String key, String journey, String form) {
        return """
            recipe: Contacts
            tables:
              contacts:
                columns: [id, ticket, person, kind, at, closed, note]
            %s
            interactions:
              - from: contacts
                journey: %s
                customer: person
                without-customer: own-journey
            %s
                attributes:
                  note: {column: note, kind: text}
            """.formatted(key, journey, form);
    }

    private static List<String> recipes() {
        return List.of(
                recipe("    key: id", "ticket", LONG),
                recipe("    key: [ticket, kind, id]", "none", WIDE),
                recipe("", "ticket", LONG),
                recipe("", "none", LONG),
                recipe("", "ticket", WIDE),
                recipe("", "ticket", GROUPED),
                recipe("    key: id", "none", GROUPED));
    }

    /// Rows, some of them broken, of no customer or not meant; some twice where repeating is allowed.
    private static List<String> rows(Random random, boolean repeating) {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id < 60; id++) {
            String row = "%d,t%d,%s,%s,%s,%s,\"note %d, long\""
                    .formatted(
                            id,
                            random.nextInt(12),
                            random.nextInt(4) == 0 ? "" : "p" + random.nextInt(9),
                            "abc".charAt(random.nextInt(3)),
                            random.nextInt(9) == 0 ? "soon" : "2026-01-%02d 10:00".formatted(1 + random.nextInt(28)),
                            List.of("yes", "no", "unknown").get(random.nextInt(3)),
                            random.nextInt(3));
            rows.add(row);
            if (repeating && random.nextInt(4) == 0) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<Identity, List<String>> run(String recipe, List<List<String>> parts) {
        Runs runs = new Runs(folder);
        for (List<String> part : parts) {
            runs.with(
                    "part-" + files++ + ".csv",
                    "id,ticket,person,kind,at,closed,note\n" + String.join("\n", part) + "\n");
        }
        RowRecorder recorder = new RowRecorder();
        runs.run(RecipeParser.parse(recipe), recorder);
        return recorder.rows();
    }

    /// Rows with equal texts, or of one group, stay in one file.
    private static List<List<String>> split(List<String> rows, boolean grouped, Random random) {
        Map<String, Integer> home = new HashMap<>();
        List<List<String>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            String unit = grouped ? cells[1] + cells[3] : row;
            parts.get(home.computeIfAbsent(unit, _ -> random.nextInt(3))).add(row);
        }
        return parts;
    }

    @Test
    void isTheSameInOtherFilesAndOrders() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            for (String recipe : recipes()) {
                boolean keyed = recipe.contains("key:");
                boolean grouped = recipe.contains("group:");
                List<String> rows = rows(random, !keyed);
                Map<Identity, List<String>> whole = run(recipe, List.of(rows));

                List<String> shuffled = new ArrayList<>(rows);
                Collections.shuffle(shuffled, random);
                List<List<String>> parts = split(grouped ? rows : shuffled, grouped, random);
                assertThat(run(recipe, parts)).as("seed %d, %s", seed, recipe).isEqualTo(whole);

                Map<Identity, List<String>> oneByOne = new HashMap<>();
                for (List<String> part : parts) {
                    run(recipe, List.of(part))
                            .forEach((identity, lines) ->
                                    assertThat(oneByOne.put(identity, lines)).isNull());
                }
                assertThat(oneByOne).as("seed %d, %s", seed, recipe).isEqualTo(whole);
            }
        }
    }

    @Test
    void tellsRowsApart() {
        List<String> rows = List.of(
                "1,t1,p1,a,2026-01-01,no,x",
                "1,t1,p1,a,2026-01-01,no,x",
                "1,t1,p1,a,2026-01-01,no,xx",
                "11,t1,p1,a,2026-01-01,no,x",
                "1,1t1,p1,a,2026-01-01,no,x",
                ",t1,p1,a,2026-01-01,no,x",
                "1,t1,p1,,2026-01-01,no,x");

        assertThat(run(recipe("", "ticket", LONG), List.of(rows))).hasSize(7);
        assertThat(run(recipe("    key: [id, ticket]", "ticket", LONG), List.of(rows)))
                .hasSize(4);
    }

    @Test
    void tellsTheSameRowOfTwoRulesApart() {
        String twice = """
                recipe: Log
                tables:
                  log:
                    columns: [case, at]
                    key: case
                interactions:
                  - {from: log, journey: case, touchpoints: {a: at}}
                  - {from: log, journey: case, touchpoints: {a: at}}
                """;
        RowRecorder recorder = new RowRecorder();
        new Runs(folder).with("log.csv", "case,at\n1,2026-01-01\n").run(RecipeParser.parse(twice), recorder);

        assertThat(recorder.rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG, WIDE})
    void replacesChangedRowsAsIfAllFilesWereReadTogether(String form) {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            String recipe = recipe("    key: id", "ticket", form);
            List<String> before = rows(random, false);
            List<String> after = rows(random, false).subList(20, 60);

            Map<Identity, List<String>> kept = new LinkedHashMap<>(run(recipe, List.of(before)));
            kept.putAll(run(recipe, List.of(after)));

            assertThat(kept).as("seed %d", seed).isEqualTo(run(recipe, List.of(before, after)));
        }
    }

    @Test
    void countsRepeatedRowsPerFile() {
        String recipe = recipe("", "none", LONG);
        String row = "1,,,a,2026-01-01,no,x";

        Map<Identity, List<String>> together = run(recipe, List.of(List.of(row), List.of(row, row)));

        assertThat(together).isEqualTo(run(recipe, List.of(List.of(row, row)))).hasSize(2);
        assertThat(new HashSet<>(together.values())).hasSize(2);
    }

    @Test
    void tellsGroupsOfTheSameNameInTwoFilesApart() {
        String recipe = recipe("", "ticket", GROUPED);
        List<String> rows = List.of("1,t1,p1,a,2026-01-01,no,x", "2,t1,p1,a,2026-01-02,no,x");

        assertThat(run(recipe, List.of(rows))).hasSize(1);
        assertThat(run(recipe, List.of(rows.subList(0, 1), rows.subList(1, 2)))).hasSize(2);
    }

    @Test
    void staysTheSameInLaterVersions() {
        assertThat(run(recipe("    key: id", "ticket", LONG), List.of(List.of("7,t1,p1,a,2026-01-01,no,x"))))
                .containsOnlyKeys(new Identity(-4534143795818968090L, -5433970947888149244L));
        assertThat(run(recipe("", "ticket", LONG), List.of(List.of("7,t1,p1,a,2026-01-01,no,x"))))
                .containsOnlyKeys(new Identity(4295339143630011072L, -7463615492993994365L));
    }

    @Test
    void isTheSameForOlistTablesInPieces() throws IOException {
        Path data = Path.of("../../shared/data/olist/base");
        assumeTrue(Files.exists(data), () -> "skipped: no data at " + data);
        Recipe recipe = RecipeParser.parse(Files.readString(Path.of("../examples/recipes/olist.yaml")));
        RowRecorder whole = new RowRecorder();
        Intake.run(
                recipe,
                Tables.find(List.of(data), ReadOptions.detect()).tables(),
                whole,
                IntakeOptions.usual(),
                ProgressListener.NONE);

        Set<Identity> pieces = new HashSet<>();
        for (int half = 0; half < 2; half++) {
            RowRecorder recorder = new RowRecorder();
            Intake.run(
                    recipe,
                    Tables.find(List.of(halved(data, half)), ReadOptions.detect())
                            .tables(),
                    recorder,
                    IntakeOptions.usual(),
                    ProgressListener.NONE);
            pieces.addAll(recorder.rows().keySet());
        }

        assertThat(pieces).isEqualTo(whole.rows().keySet()).hasSizeGreaterThan(16_000);
    }

    /// The folder with every second order.
    private Path halved(Path data, int half) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("half-" + half));
        try (var files = Files.list(data)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                List<String> lines = Files.readAllLines(file);
                boolean parted = lines.getFirst().contains("order_purchase_timestamp");
                Files.write(
                        copy.resolve(String.valueOf(file.getFileName())),
                        IntStream.range(0, lines.size())
                                .filter(line -> line == 0 || !parted || line % 2 == half)
                                .mapToObj(lines::get)
                                .toList());
            }
        }
        return copy;
    }
}
