package dev.corridor.app.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Origin;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.source.OwnFiles;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.answers.source.TablesRead;
import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.test.DatabaseTest;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Imports on a real database: what counts after any sequence of them, and that all of one counts or nothing.
@DatabaseTest
class ImportsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String KEYED = """
            recipe: Visits
            tables:
              visits:
                columns: [id, ticket, who, kind, at]
                key: id
            interactions:
              - from: visits
                journey: ticket
                customer: who
                without-customer: own-journey
                time: at
                touchpoint: kind
                score: {column: stars, scale: 1..5}
                attributes:
                  shop: shop
                  words: {column: words, kind: text}
            """;
    private static final String KEYLESS = KEYED.replace("    key: id\n", "");

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Stores stores;

    @Autowired
    private Erasures erasures;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient database;

    private static String fresh(String name) {
        return name + " " + NUMBER.incrementAndGet();
    }

    private DataSetId set() {
        return sets.make(fresh("set"), "ana").id();
    }

    private ImportId draft(DataSetId set, String recipe, String name, String content) {
        ImportId id = imports.draft(name, "ana");
        imports.upload(id, name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, name, RecipeParser.parse(recipe), recipe, Optional.of(set));
        return id;
    }

    private ImportId bring(DataSetId set, String recipe, String name, String content) {
        ImportId id = draft(set, recipe, name, content);
        imports.start(id, "ana");
        imports.runDue();
        Import done = imports.require(id);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(State.DONE);
        return id;
    }

    /// What `mine --json` says of the data set, whatever it is called; empty where nothing is in it.
    private String answer(DataSetId set) {
        try {
            Snapshot snapshot = stores.current(set);
            return json(snapshot.store(), snapshot.origin());
        } catch (CorridorException e) {
            assertThat(e.code()).isEqualTo(DataError.NOTHING_IMPORTED);
            return "";
        }
    }

    private static String json(Store store, Origin origin) {
        Answer answer = new Mining(
                        store,
                        origin,
                        new Question(
                                JourneyRules.parse(origin.recipe().journeys()),
                                List.of(),
                                OptionalLong.empty(),
                                RecipeZone.of(origin.recipe()),
                                true,
                                false,
                                10))
                .answer();
        ObjectNode tree = (ObjectNode) JSON.valueToTree(answer);
        tree.remove("title");
        return tree.toPrettyString();
    }

    private static String visits(Random random) {
        StringBuilder rows = new StringBuilder("id,ticket,who,kind,at,stars,shop,words\n");
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int id = random.nextInt(60);
            boolean known = random.nextInt(8) > 0;
            rows.append("v%d,t%d,%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            id,
                            id / 3,
                            known ? "c" + id / 6 : "",
                            new String[] {"call", "visit", "bill", "survey"}[random.nextInt(4)],
                            random.nextInt(12) == 0
                                    ? "sometime"
                                    : "2026-0%d-%02d 1%d:00"
                                            .formatted(
                                                    1 + random.nextInt(3), 1 + random.nextInt(28), random.nextInt(3)),
                            random.nextInt(3) == 0 ? "" + (1 + random.nextInt(5)) : "",
                            "shop" + random.nextInt(3),
                            "\"a \"\"word\"\", " + random.nextInt(3) + "\\n\""));
        }
        return rows.toString();
    }

    private record Brought(ImportId id, String name, String content) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAsIfOnlyTheRemainingFilesHadBeenImportedInOrder(long seed) {
        Random random = new Random(seed);
        String recipe = seed % 2 == 0 ? KEYED : KEYLESS;
        List<String> files = IntStream.range(0, 4).mapToObj(i -> visits(random)).toList();
        DataSetId set = set();
        List<Brought> present = new ArrayList<>();
        for (int step = 0; step < 9; step++) {
            if (!present.isEmpty() && random.nextInt(3) == 0) {
                imports.undo(present.remove(random.nextInt(present.size())).id(), "ana");
            } else {
                int file = random.nextInt(files.size());
                String name = "file" + file + ".csv";
                present.add(new Brought(bring(set, recipe, name, files.get(file)), name, files.get(file)));
            }
            DataSetId again = set();
            present.forEach(each -> bring(again, recipe, each.name(), each.content()));
            assertThat(answer(set)).as("seed %d, step %d", seed, step).isEqualTo(answer(again));
        }
    }

    @Test
    void callsFilesAsPeopleDoAndNamesNoPlaceOfTheServer() throws IOException {
        ImportId id = imports.draft("", "ana");
        imports.upload(id, "big table.csv", new ByteArrayInputStream("a,b\n".getBytes(StandardCharsets.UTF_8)));
        Import draft = imports.require(id);
        Path file = imports.files(draft).getFirst().toAbsolutePath();
        Path data = file.resolve("../../../..").normalize();

        assertThat(named(draft, "The file big table.csv cannot be read: " + file + " is not there."))
                .isEqualTo("The file big table.csv cannot be read: big table.csv is not there.");
        assertThat(named(draft, "It could not be written: " + data.resolve("uploads/scratch-1") + ": disk full."))
                .isEqualTo("It could not be written: the data folder/uploads/scratch-1: disk full.");
        assertThat(named(draft, "Nothing.")).isEqualTo("Nothing.");

        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("one.csv"), "a,b\n1,2\n");
        Path same = Files.createDirectory(elsewhere.resolve("same"));
        Files.writeString(same.resolve("one.csv"), "a,b\n3,4\n");
        ImportId ofServer = imports.draft("", List.of(elsewhere.resolve("one.csv"), same.resolve("one.csv")), "ana");

        assertThat(imports.tables(imports.require(ofServer)).tables())
                .extracting(Table::file)
                .containsExactly("one.csv", "one.csv (2)");
    }

    private String named(Import draft, String sentence) {
        return imports.named(draft, new CorridorException(DataError.DISK_FULL, sentence, "Make room."))
                .sentence();
    }

    @Test
    void changesNothingWhenAFileIsImportedAgain() {
        DataSetId set = set();
        String file = visits(new Random(7)) + "v900,t900,c900,call,2026-05-01 10:00,5,shop1,first\n";
        bring(set, KEYED, "a.csv", file);
        String before = counts(set);

        Import again = imports.require(bring(set, KEYED, "a.csv", file));

        assertThat(counts(set)).isEqualTo(before);
        assertThat(again.figures().rowsNew()).isZero();
        assertThat(again.figures().rowsReplaced()).isZero();
        assertThat(again.figures().rowsUnchanged()).isPositive();
    }

    private String counts(DataSetId set) {
        Snapshot snapshot = stores.current(set);
        return json(
                snapshot.store(),
                new Origin(
                        snapshot.origin().recipe(),
                        new Origin.Reading("", List.of(), 0, new Answer.Rejected(0, List.of()), List.of(), List.of())));
    }

    @Test
    void putsAChangedRowInPlaceOfTheOldOne() {
        DataSetId set = set();
        String head = "id,ticket,who,kind,at,stars,shop,words\n";
        bring(
                set,
                KEYED,
                "a.csv",
                head + "v1,t1,c1,call,2026-05-01 10:00,5,x,y\nv2,t1,c1,visit,2026-05-02 10:00,,x,y\n");

        Import second = imports.require(bring(set, KEYED, "b.csv", head + "v2,t1,c1,bill,2026-05-02 11:00,,x,y\n"));

        assertThat(second.figures().rowsReplaced()).isEqualTo(1);
        assertThat(stores.current(set).store().interactions()).isEqualTo(2);
        assertThat(answer(set)).contains("bill").doesNotContain("visit");
    }

    @Test
    void answersAsTheCommandLineDoesOnRealTables() throws IOException {
        Path folder = Path.of("../../shared/data/olist/base");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no shared data");
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        String text = ShippedRecipes.text("olist").orElseThrow();
        ImportId id = imports.draft("olist", files, "ana");
        imports.plan(id, fresh("olist"), RecipeParser.parse(text), text, Optional.empty());
        imports.start(id, "ana");
        imports.runDue();

        Import done = imports.require(id);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(State.DONE);
        assertThat(answer(done.set().orElseThrow())).isEqualTo(commandLine(RecipeParser.parse(text), files));
        assertThat(Files.exists(files.getFirst())).isTrue();
    }

    private static String commandLine(Recipe recipe, List<Path> files) {
        Tables.Found found = Tables.find(files, ReadOptions.detect());
        List<StoreBuilder> builders = new ArrayList<>();
        IntakeResult result = Intake.run(
                recipe,
                found.tables(),
                schema -> {
                    builders.add(new StoreBuilder(schema, BuildOptions.defaults()));
                    return builders.getFirst().appender();
                },
                IntakeOptions.usual(),
                (file, rows, share) -> {});
        try (StoreBuilder builder = builders.getFirst()) {
            Origin.Reading left = TablesRead.reading(
                    recipe.name(), found, new OwnFiles(List.of(), List.of()), Optional.empty(), result);
            return json(builder.build(), new Origin(recipe, left));
        }
    }

    @Test
    void keepsTheFilesOfAnImportThatFailedForAnotherTry() {
        DataSetId set = set();
        ImportId id = draft(set, KEYED, "a.csv", "id,ticket\nv1,t1\n");
        imports.start(id, "ana");
        imports.runDue();
        Import failed = imports.require(id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo("C2110");
        AuditTrail.Entry noted = audit.read(
                        new AuditTrail.Question("", "import", "", Optional.empty(), Optional.empty(), Optional.empty()),
                        1)
                .entries()
                .getFirst();
        assertThat(noted.action()).isEqualTo("import.failed");
        assertThat(noted.subject()).isEqualTo(failed.name());
        assertThat(noted.details()).containsExactly(Map.entry("code", "C2110"));

        imports.reopen(id);

        assertThat(imports.tables(imports.require(id)).tables()).hasSize(1);
        imports.cancel(id, "ana");
        assertThat(imports.files(imports.require(id))).noneMatch(Files::exists);
    }

    @Test
    void removesADataSetWhoseOnlyImportStillWaits() {
        ImportId id = imports.draft("a", "ana");
        imports.upload(id, "a.csv", new ByteArrayInputStream(new byte[] {'a'}));
        String name = fresh("waiting");
        imports.plan(id, name, RecipeParser.parse(KEYED), KEYED, Optional.empty());
        imports.start(id, "ana");

        imports.remove(sets.named(name).orElseThrow().id(), "ben");

        assertThat(sets.named(name)).isEmpty();
        assertThat(imports.require(id).state()).isEqualTo(State.CANCELLED);
        assertThat(audit.read(
                                new AuditTrail.Question(
                                        "", "", name, Optional.empty(), Optional.empty(), Optional.empty()),
                                10)
                        .entries())
                .extracting(AuditTrail.Entry::action)
                .containsExactly("data-set.deleted", "import.cancelled", "import.started");
    }

    @Test
    void keepsNoChangeOfADraftThatWasStartedMeanwhile() {
        DataSetId set = set();
        ImportId id = draft(set, KEYED, "a.csv", visits(new Random(9)));
        imports.start(id, "ana");

        assertThatThrownBy(() -> imports.keep(id, "late", "", Optional.empty()))
                .isInstanceOfSatisfying(
                        CorridorException.class, e -> assertThat(e.code()).isEqualTo(DataError.WRONG_STATE));
        assertThatThrownBy(() -> imports.start(id, "ana"))
                .isInstanceOfSatisfying(
                        CorridorException.class, e -> assertThat(e.code()).isEqualTo(DataError.WRONG_STATE));
        assertThat(imports.require(id).recipe()).isEqualTo(KEYED);
        imports.cancel(id, "ana");
    }

    @Test
    void leavesNoEmptyDataSetBehindACancelledImport() {
        ImportId id = imports.draft("a", "ana");
        imports.upload(id, "a.csv", new ByteArrayInputStream(new byte[] {'a'}));
        String name = fresh("gone");
        imports.plan(id, name, RecipeParser.parse(KEYED), KEYED, Optional.empty());
        imports.start(id, "ana");
        assertThat(sets.named(name)).isPresent();

        imports.cancel(id, "ana");

        assertThat(sets.named(name)).isEmpty();
        assertThat(imports.require(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void keepsNothingOfAnImportThatIsCancelledWhileItRuns() throws InterruptedException {
        DataSetId set = set();
        bring(set, KEYED, "a.csv", visits(new Random(8)));
        String before = answer(set);
        StringBuilder many = new StringBuilder("id,ticket,who,kind,at,stars,shop,words\n");
        for (int i = 0; i < 60_000; i++) {
            many.append("w%d,u%d,d%d,call,2026-05-01 10:00,,x,y\n".formatted(i, i / 3, i / 6));
        }
        for (int rows : new int[] {0, 8_000, 40_000}) {
            ImportId id = draft(set, KEYED, "many.csv", many.toString());
            imports.start(id, "ana");
            Thread worker = new Thread(imports::runDue);
            worker.start();
            while (imports.progress(id).rows() < rows && worker.isAlive()) {
                Thread.onSpinWait();
            }
            imports.cancel(id, "ana");
            worker.join();
            assertThat(imports.require(id).state()).isIn(State.CANCELLED, State.DONE);
            if (imports.require(id).state() == State.DONE) {
                imports.undo(id, "ana");
            }
            assertThat(answer(set)).isEqualTo(before);
        }
    }

    @Test
    void runsTwoImportsAtOnce() throws InterruptedException {
        DataSetId one = set();
        DataSetId other = set();
        String file = visits(new Random(9));
        ImportId first = draft(one, KEYED, "a.csv", file);
        ImportId second = draft(other, KEYED, "a.csv", file);
        ImportId third = draft(one, KEYED, "b.csv", visits(new Random(10)));
        List.of(first, second, third).forEach(id -> imports.start(id, "ana"));
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> workers = IntStream.range(0, 3)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    imports.runDue();
                }))
                .toList();
        go.countDown();
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(Stream.of(first, second, third).map(id -> imports.require(id).state()))
                .containsOnly(State.DONE);
        DataSetId again = set();
        bring(again, KEYED, "a.csv", file);
        assertThat(answer(other)).isEqualTo(answer(again));
    }

    @Test
    void takesHostileNamesForNamesAndNothingElse() {
        ImportId id = imports.draft("\u0000a\u202e\n<b>", "ana");
        imports.upload(id, "../../\u0000etc/pass<wd>\uD800.csv", new ByteArrayInputStream(new byte[] {'x'}));
        imports.upload(id, "", new ByteArrayInputStream(new byte[] {'x'}));
        imports.upload(id, "\u00e9".repeat(4_000), new ByteArrayInputStream(new byte[] {'x'}));

        Import draft = imports.require(id);

        assertThat(draft.files()).extracting(Import.File::name).contains("pass<wd>.csv", "file");
        assertThat(imports.files(draft)).allMatch(Files::isRegularFile);
        assertThat(draft.files()).allMatch(file -> file.path().matches("[A-Za-z0-9._/-]+"));
        imports.cancel(id, "ana");
    }

    @Test
    void removesADataSetWithEverythingInIt() {
        DataSetId set = set();
        ImportId id = bring(set, KEYED, "a.csv", visits(new Random(11)));

        imports.remove(set, "ana");

        assertThat(sets.find(set)).isEmpty();
        assertThat(imports.find(id)).isEmpty();
        assertThat(database.sql("SELECT to_regclass('interaction_" + set.value() + "') IS NULL")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThatThrownBy(() -> stores.current(set)).isInstanceOf(CorridorException.class);
    }

    @Test
    void refusesRecipesThatContradictThoseOfTheDataSet() {
        DataSetId set = set();
        bring(set, KEYED, "a.csv", visits(new Random(12)));
        String other = KEYED.replace("shop: shop", "shop: {column: shop, kind: text}");
        ImportId id = draft(set, other, "b.csv", visits(new Random(13)));

        assertThatThrownBy(() -> imports.start(id, "ana"))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        e -> assertThat(e.code().number()).isEqualTo(2107));
        imports.cancel(id, "ana");
    }

    @Test
    void recordsInTheAuditTrailWhoeverIsErasedByNumberOnly() {
        DataSetId set = set();
        ImportId id = bring(set, KEYED, fresh("audited"), """
                id,ticket,who,kind,at,stars,shop,words
                1,t,nobody-else,asked,2024-01-01 10:00,,,
                2,u,somebody,asked,2024-01-01 10:00,,,
                """);
        String name = fresh("renamed");
        sets.rename(set, name);
        sets.choose(set, Optional.of("customer"));
        erasures.erase(set, "nobody-else", "ana");
        erasures.finish();
        imports.undo(id, "ana");
        imports.remove(set, "ana");

        List<AuditTrail.Entry> entries = audit.read(
                        new AuditTrail.Question("", "", "", Optional.empty(), Optional.empty(), Optional.empty()), 8)
                .entries();
        assertThat(entries.stream().map(AuditTrail.Entry::action))
                .containsExactly(
                        "data-set.deleted",
                        "import.undone",
                        "customer.erasure-finished",
                        "customer.erased",
                        "data-set.rule-chosen",
                        "data-set.renamed",
                        "import.done",
                        "import.started");
        assertThat(entries.get(2).actor()).isEqualTo(AuditTrail.Actor.CORRIDOR);
        assertThat(entries.get(2).subject()).isEqualTo(name);
        assertThat(entries.get(6).actor()).isEqualTo(AuditTrail.Actor.CORRIDOR);
        assertThat(entries.get(6).details())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("interactions", "2", "new", "2", "replaced", "0", "unchanged", "0", "rejected", "0"));
        assertThat(entries.get(3).details()).containsExactly(Map.entry("interactions", "1"));
        assertThat(entries.get(3).subject()).isEqualTo(name);
        assertThat(entries.toString()).doesNotContain("nobody-else");
    }
}
