package dev.corridor.app.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.test.DatabaseTest;
import dev.corridor.app.test.Visits;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of files that wait for their import, of imports on their way and of rejects when a customer is erased:
/// those of the customer go, and nothing of anybody else.
@DatabaseTest
class ErasedFilesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HEAD = "id,ticket,who,kind,at\n";
    private static final String OF_SEVEN = HEAD + "d1,t9,7,call,2026-05-03 10:00\n";

    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Stores stores;

    @Autowired
    private Erasures erasures;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] cut(byte[] content) {
        return Arrays.copyOf(content, content.length - 12);
    }

    private ImportId draft(Optional<DataSetId> set, String name, byte[] content) {
        ImportId id = imports.draft(name, "ana");
        imports.upload(id, name, new ByteArrayInputStream(content));
        imports.plan(id, name, RecipeParser.parse(Visits.RECIPE), Visits.RECIPE, set);
        return id;
    }

    private ImportId started(DataSetId set, String content) {
        ImportId id = draft(Optional.of(set), "visits.csv", utf8(content));
        imports.start(id, "ana");
        return id;
    }

    /// The customer of one test is wanted in the next.
    @BeforeEach
    void forgetsWhoWasErased() {
        database.sql("DELETE FROM erased").update();
    }

    /// A data set with the customers `7` and `zoe`.
    private DataSetId set() {
        DataSetId set =
                sets.make("erased files " + NUMBER.incrementAndGet(), "ana").id();
        ImportId id = started(set, HEAD + """
                v1,t1,7,call,2026-05-01 10:00
                v2,t2,zoe,call,2026-05-01 10:07
                v3,t3,zoe,call,2026-13-07
                v4,t4,zoe,call,7
                """);
        imports.runDue();
        assertThat(imports.require(id).state()).isEqualTo(State.DONE);
        return set;
    }

    private Path file(ImportId id) {
        return imports.files(imports.require(id)).getFirst();
    }

    static Stream<Arguments> filesOfTheCustomer() {
        return Stream.of(
                Arguments.of("plain.csv", utf8(OF_SEVEN)),
                Arguments.of("packed.csv.gz", packed(utf8(OF_SEVEN))),
                Arguments.of("utf16.csv", OF_SEVEN.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("utf16le.csv.gz", packed(("\ufeff" + OF_SEVEN).getBytes(StandardCharsets.UTF_16LE))),
                Arguments.of("quoted.csv", utf8(HEAD + "\"d1\",\"t9\",\"7\",\"call\",\"x\"\n")),
                Arguments.of("no-header.csv", utf8("d1,t9,7,call,2026-05-03 10:00\nd2,t8,u,call,2026-05-03 10:00\n")),
                Arguments.of("too-few-cells.csv", utf8(HEAD + "d2,t8,u,call,2026-05-03 10:00\nd1,\"7\"\n")),
                Arguments.of("broken-cell.csv", bytes(HEAD + "d1,\u00ff\u00fe,7,call,x\nd2,t,u,call,x\n")),
                Arguments.of("escaped.jsonl", utf8("{\"who\": \"\\u0037\", \"at\": \"2026-05-03\"}\n")),
                Arguments.of("list.jsonl", utf8("{\"who\": [5, 7], \"at\": \"2026-05-03\"}\n")),
                Arguments.of("of-a-journey.csv", utf8("ticket,text\nt1,well\n")),
                Arguments.of("cut.csv.gz", cut(packed(utf8(OF_SEVEN)))),
                Arguments.of("sheet.xlsx", bytes("PK\u0003\u0004 whatever")),
                Arguments.of("damaged.parquet", utf8("PAR1 whatever PAR1")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesOfTheCustomer")
    void takesAFileThatHoldsTheCustomerOrMayOutOfItsDraft(String name, byte[] content) {
        DataSetId set = set();
        ImportId draft = draft(Optional.empty(), "innocent.csv", utf8(HEAD + "d1,t9,u,call,2026-05-03 10:00\n"));
        imports.upload(draft, name, new ByteArrayInputStream(content));
        Path innocent = file(draft);
        Path held = imports.files(imports.require(draft)).get(1);

        erasures.erase(set, "7", "ana");

        assertThat(held).doesNotExist();
        assertThat(innocent).exists();
        Import now = imports.require(draft);
        assertThat(now.state()).isEqualTo(State.DRAFT);
        assertThat(now.files()).extracting(Import.File::name).containsExactly("innocent.csv");
        assertThat(now.failure().orElseThrow().code()).isEqualTo("C4219");
        assertThat(now.failure().orElseThrow().sentence()).contains(name);

        imports.upload(draft, name, new ByteArrayInputStream(content));
        assertThat(imports.require(draft).failure()).isEmpty();
        imports.cancel(draft, "ana");
    }

    static Stream<Arguments> filesOfOthers() {
        return Stream.of(
                Arguments.of("column.csv", utf8("c7,act7,time,cust\nz,go,2020-01-07 10:00,somebody\n")),
                Arguments.of("words.csv", utf8("id,text\n1,7 apples and 17 pears\n2,t17\n")),
                Arguments.of("times.csv", utf8("id,at\n1,2026-05-01 10:07\n2,2026-7-7 7:07\n")),
                Arguments.of("utf16.csv", "id,text\n1,a7\n".getBytes(StandardCharsets.UTF_16)),
                Arguments.of("short-row.csv", utf8("id,text\n1,a\nfooter\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesOfOthers")
    void leavesFilesInWhichTheIdIsOnlyAPartOfSomethingElse(String name, byte[] content) {
        DataSetId set = set();
        ImportId draft = draft(Optional.empty(), name, content);

        erasures.erase(set, "7", "ana");

        assertThat(file(draft)).hasBinaryContent(content);
        assertThat(imports.require(draft).failure()).isEmpty();
        imports.cancel(draft, "ana");
    }

    @Test
    void leavesFilesForOtherDataSets() {
        DataSetId set = set();
        DataSetId other = set();
        ImportId ofOther = draft(Optional.of(other), "a.csv", utf8(OF_SEVEN));
        ImportId ofSet = draft(Optional.of(set), "a.csv", utf8(OF_SEVEN));
        Path held = file(ofSet);

        erasures.erase(set, "7", "ana");

        assertThat(file(ofOther)).exists();
        assertThat(held).doesNotExist();
        imports.cancel(ofOther, "ana");
        imports.cancel(ofSet, "ana");
    }

    @Test
    void makesADraftOfAFailedImportThatHeldTheCustomer() {
        DataSetId set = set();
        ImportId failed = started(set, "id,who\nd1,7\n");
        imports.runDue();
        assertThat(imports.require(failed).state()).isEqualTo(State.FAILED);
        Path held = file(failed);

        erasures.erase(set, "7", "ana");

        assertThat(held).doesNotExist();
        assertThat(imports.require(failed).state()).isEqualTo(State.DRAFT);
        assertThat(imports.require(failed).failure().orElseThrow().code()).isEqualTo("C4219");
        imports.cancel(failed, "ana");
    }

    @Test
    void keepsAllFilesWhereTheErasureDoesNotCount() {
        DataSetId set = set();
        ImportId draft = draft(Optional.empty(), "a.csv", utf8(OF_SEVEN));
        database.sql("""
                CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON erasure DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()
                """).update();
        try {
            assertThatThrownBy(() -> erasures.erase(set, "7", "ana"))
                    .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        } finally {
            database.sql("DROP TRIGGER refuse ON erasure").update();
        }

        assertThat(file(draft)).exists();
        assertThat(imports.require(draft).failure()).isEmpty();
        assertThat(stores.current(set).store().interactions()).isEqualTo(2);
        imports.cancel(draft, "ana");
    }

    @Test
    void removesFilesLaterThatWereTakenOutByAProcessThatWasKilled() throws IOException {
        ImportId draft = draft(Optional.empty(), "a.csv", utf8(OF_SEVEN));
        Path listed = file(draft);
        Path folder = listed.resolveSibling("../taken-out").normalize();
        Path left = Files.createDirectories(folder).resolve("file.csv");
        Path arriving = listed.resolveSibling("arriving.csv");
        Files.writeString(left, OF_SEVEN);
        Files.writeString(arriving, OF_SEVEN);
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofMinutes(11)));
        Files.setLastModifiedTime(left, before);
        Files.setLastModifiedTime(listed, before);

        imports.tidy();

        assertThat(folder).doesNotExist();
        assertThat(listed).exists();
        assertThat(arriving).exists();
        imports.cancel(draft, "ana");
    }

    @Test
    void forgetsTheTextsOfRejectsThatNameTheCustomerAndNoOthers() {
        DataSetId set = set();
        ImportId id = imports.all().getFirst().id();
        assertThat(values(id)).containsExactly("2026-13-07", "7");

        erasures.erase(set, "7", "ana");

        assertThat(values(id)).containsExactly("2026-13-07", "");
        assertThat(imports.require(id).reading().orElseThrow().rejected().reasons().stream()
                        .flatMap(reason -> reason.examples().stream())
                        .map(place -> place.value()))
                .containsExactly("2026-13-07");
    }

    private List<String> values(ImportId id) {
        return imports.rejects(id, 0, 10).stream().map(Imports.Rejected::value).toList();
    }

    /// A held data set lets the two queue up, in either order.
    @ParameterizedTest(name = "erasure first: {0}")
    @ValueSource(booleans = {true, false})
    void leavesTheCustomerOutOfAnImportOnItsWayAndKeepsTheOthers(boolean erasureFirst) throws Exception {
        DataSetId set = set();
        ImportId running = started(set, HEAD + """
                w1,t1,7,call,2026-06-01 10:00
                w2,t5,7,call,2026-06-01 10:00
                w3,t6,max,call,2026-06-01 10:00
                w4,t7,7,call,sometime
                w5,t8,max,call,7
                """);
        Path held = file(running);
        Thread importing = Thread.ofPlatform().unstarted(imports::runDue);
        Thread erasing = Thread.ofPlatform().unstarted(() -> erasures.erase(set, "7", "ana"));
        List<Thread> inOrder = erasureFirst ? List.of(erasing, importing) : List.of(importing, erasing);
        transaction.executeWithoutResult(_ -> {
            database.sql("SELECT id FROM data_set WHERE id = :set FOR NO KEY UPDATE")
                    .param("set", set.value())
                    .query(Long.class)
                    .single();
            for (int waiting = 0; waiting < inOrder.size(); waiting++) {
                int others = waiting;
                inOrder.get(waiting).start();
                until(() -> waitingForLocks() > others);
            }
            assertThat(held).exists();
        });
        for (Thread each : inOrder) {
            each.join();
        }

        Import done = imports.require(running);
        assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(State.DONE);
        stores.refresh(set);
        assertThat(stores.current(set).store().interactions()).isEqualTo(2);
        assertThat(database.sql("SELECT DISTINCT customer FROM interaction WHERE data_set = :set ORDER BY 1")
                        .param("set", set.value())
                        .query(String.class)
                        .list())
                .containsExactly("max", "zoe");
        assertThat(values(running)).containsExactly("sometime", "");
        assertThat(done.reading().orElseThrow().rejected().reasons().toString()).doesNotContain("value=7");
        assertThat(held).doesNotExist();
    }

    private long waitingForLocks() {
        return database.sql("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
                .query(Long.class)
                .single();
    }

    private static void until(BooleanSupplier reached) {
        for (int tries = 0; tries < 12_000; tries++) {
            if (reached.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("it was not reached in a minute");
    }

    @Test
    void isFinishedOnlyWhenImportsOnTheirWayHaveEndedAndTheirFilesAreGone() {
        DataSetId set = set();
        ImportId waiting = started(set, HEAD + "w1,t1,7,call,2026-06-01 10:00\nw3,t6,max,call,2026-06-01 10:00\n");
        ImportId failing = started(set, "id,who\nd1,7\n");
        Path held = file(failing);

        erasures.erase(set, "7", "ana");
        erasures.finish();

        assertThat(latest().finishedAt()).isEmpty();
        assertThat(file(waiting)).exists();

        imports.runDue();
        assertThat(imports.require(waiting).figures().erased()).isEqualTo(1);
        assertThat(imports.require(failing).state()).isEqualTo(State.FAILED);
        assertThat(held).exists();
        imports.reopen(failing);
        erasures.finish();

        assertThat(latest().finishedAt()).isPresent();
        assertThat(held).doesNotExist();
        assertThat(imports.require(failing).files()).isEmpty();
        assertThat(imports.require(failing).failure().orElseThrow().code()).isEqualTo("C4219");
        imports.cancel(failing, "ana");
    }

    private Erasures.Erasure latest() {
        return erasures.all().getFirst();
    }
}
