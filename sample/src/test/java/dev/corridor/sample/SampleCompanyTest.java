package dev.corridor.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.intake.ProgressListener;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The folder: its bytes, its references, its recipe, and that it comes whole or not at all.
final class SampleCompanyTest {
    private static final int JOURNEYS = 4_000;

    @TempDir
    private Path temporary = Path.of("");

    private Path company(String name, long journeys, long seed) throws IOException {
        Path folder = temporary.resolve(name);
        SampleCompany.write(new Setup(journeys, seed, Effects.PLANTED), folder, false, written -> {});
        return folder;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesTheSameBytesForTheSameSeed() throws IOException {
        Path one = company("one", JOURNEYS, 5);
        Path two = company("two", JOURNEYS, 5);
        assertThat(names(one)).isEqualTo(names(two)).hasSize(CompanyTables.FILES.size() + 2);
        for (String name : names(one)) {
            assertThat(Files.mismatch(one.resolve(name), two.resolve(name))).isEqualTo(-1);
        }
        Path other = company("other", JOURNEYS, 6);
        assertThat(Files.mismatch(one.resolve("orders.csv"), other.resolve("orders.csv")))
                .isNotEqualTo(-1);
    }

    @Test
    void keepsTheFirstOrdersHoweverManyFollow() throws IOException {
        List<String> few = Files.readAllLines(company("few", 500, 5).resolve("orders.csv"));
        List<String> many = Files.readAllLines(company("many", 1_500, 5).resolve("orders.csv"));
        assertThat(many.subList(0, few.size())).isEqualTo(few);
    }

    @Test
    void refersOnlyToWhatExists() throws IOException {
        Path folder = company("firm", JOURNEYS, 3);
        Set<String> customers = column(folder, "customers.csv", 0);
        Set<String> orders = column(folder, "orders.csv", 0);
        assertThat(column(folder, "orders.csv", 1)).allMatch(id -> id.isEmpty() || customers.contains(id));
        for (String table : List.of("contacts.csv", "visits.csv", "bills.csv", "answers.csv")) {
            assertThat(orders).containsAll(column(folder, table, 1));
            assertThat(column(folder, table, 2)).allMatch(id -> id.isEmpty() || customers.contains(id));
        }
        Map<String, String> owners = new LinkedHashMap<>();
        rows(folder, "orders.csv").forEach(row -> owners.put(row.get(0), row.get(1)));
        assertThat(rows(folder, "visits.csv")).allMatch(row -> row.get(2).equals(owners.get(row.get(1))));
    }

    private static Set<String> column(Path folder, String table, int index) throws IOException {
        return rows(folder, table).stream().map(row -> row.get(index)).collect(Collectors.toCollection(HashSet::new));
    }

    /// Rows up to the last column, which may hold line breaks.
    private static List<List<String>> rows(Path folder, String table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve(table));
        for (String line : lines.subList(1, lines.size())) {
            if (line.matches("[A-Z]\\d+,.*")) {
                rows.add(List.of(line.split(",", -1)));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isReadByItsOwnRecipeExactlyAsTheTruthSays(long seed) throws IOException {
        Path folder = company("firm", JOURNEYS, seed);
        Recipe recipe = RecipeParser.parse(Files.readString(folder.resolve(SampleCompany.RECIPE)));
        JsonNode truth = new ObjectMapper().readTree(Files.readString(folder.resolve(SampleCompany.TRUTH)));
        Tables.Found found = Tables.find(List.of(folder), ReadOptions.detect());
        List<StoreBuilder> builders = new ArrayList<>();
        IntakeResult result = Intake.run(
                recipe,
                found.tables(),
                schema -> {
                    StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults());
                    builders.add(builder);
                    return builder.appender();
                },
                IntakeOptions.usual(),
                ProgressListener.NONE);
        try (StoreBuilder builder = builders.getFirst()) {
            Store store = builder.build();
            JourneyLog log = store.journeys(new JourneyRule.ByKey());
            TouchpointCounts counts = TouchpointCounts.of(log.all());
            assertThat(counts.journeys()).isEqualTo(truth.get("journeys").asLong());
            assertThat(counts.interactions())
                    .isEqualTo(truth.get("interactions").asLong());
            for (JsonNode expected : truth.get("touchpointCounts")) {
                int touchpoint = store.touchpoints()
                        .code(expected.get("touchpoint").asText())
                        .orElseThrow();
                assertThat(counts.interactions(touchpoint))
                        .as(expected.toString())
                        .isEqualTo(expected.get("interactions").asLong());
                assertThat(counts.journeys(touchpoint))
                        .as(expected.toString())
                        .isEqualTo(expected.get("journeys").asLong());
            }
            for (JsonNode detour : truth.get("detours")) {
                ResolvedFilter filter = ResolvedFilter.of(
                        FilterParser.parse(detour.get("filter").asText()), store, ZoneOffset.UTC);
                assertThat(TouchpointCounts.of(filter.select(log.all())).journeys())
                        .as(detour.toString())
                        .isEqualTo(detour.get("journeys").asLong());
            }
        }
        assertThat(recipe.displayName("installer.visited", "ru")).isEqualTo("Визит мастера");
        assertThat(recipe.touchpointNames()).hasSize(Touchpoint.values().length);
        assertThat(result.rejections().rows()).isBetween(3L, 20L);
        assertThat(result.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("duplicate-row");
            assertThat(finding.count()).isBetween(1L, 10L);
        });
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path folder = temporary.resolve("firm");
        assertThatThrownBy(() -> SampleCompany.write(new Setup(2_000, 1, Effects.PLANTED), folder, false, written -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void keepsTheFormerCompanyWhenTheNewOneFails() throws IOException {
        Path folder = company("firm", 50, 1);
        byte[] before = Files.readAllBytes(folder.resolve("orders.csv"));
        assertThatThrownBy(() -> SampleCompany.write(new Setup(2_000, 1, Effects.PLANTED), folder, true, written -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(Files.readAllBytes(folder.resolve("orders.csv"))).isEqualTo(before);
        assertThat(names(temporary)).containsExactly("firm");
    }

    @Test
    void replacesOnlyAFolderOfItsOwn() throws IOException {
        Path folder = company("firm", 50, 1);
        Setup setup = new Setup(60, 1, Effects.PLANTED);
        assertThatThrownBy(() -> SampleCompany.write(setup, folder, false, written -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(SampleCompany.write(setup, folder, true, written -> {}).journeys())
                .isEqualTo(60);
        assertThat(names(temporary)).containsExactly("firm");
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> SampleCompany.write(setup, folder, true, written -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("thesis.txt")).hasContent("years of work");
    }
}
