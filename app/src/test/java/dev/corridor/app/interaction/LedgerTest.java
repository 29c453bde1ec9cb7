package dev.corridor.app.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.database.DataFolder;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.app.test.DatabaseTest;
import dev.corridor.app.test.TestDatabase;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who was erased does not come back: not with an import into another data set, not after their data set was removed,
/// not with an older copy of the database.
@DatabaseTest
class LedgerTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String RECIPE = """
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
            """;
    private static final String ROWS = """
            id,ticket,who,kind,at
            v1,t1,gone-for-good,call,2026-05-01 10:00
            v2,t1,,visit,2026-05-01 10:05
            v3,t2,zoe,call,2026-05-01 10:07
            v4,t3,zoe,call,gone-for-good
            """;
    private static final String CUSTOMER = "gone-for-good";

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

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

    @Autowired
    private DataSource source;

    @Autowired
    private DataFolder folder;

    @BeforeEach
    void beginsWithoutLedger() throws IOException {
        forget(database);
        Files.deleteIfExists(ledger());
    }

    @BeforeEach
    void listens() {
        said.start();
        logger().addAppender(said);
    }

    @AfterEach
    void listensNoMore() {
        logger().detachAppender(said);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.corridor.app.interaction");
    }

    private String log() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    private Path ledger() {
        return folder.root().resolve("erased.ledger");
    }

    /// What a copy of the database from before the first erasure knows.
    private static void forget(JdbcClient database) {
        for (String table : List.of("erased", "erasure", "erasure_salt")) {
            database.sql("DELETE FROM " + table).update();
        }
    }

    private DataSetId set() {
        return sets.make("ledger " + NUMBER.incrementAndGet(), "ana").id();
    }

    private Import bring(DataSetId set, String content) {
        return bring(imports, set, content);
    }

    private static Import bring(Imports imports, DataSetId set, String content) {
        ImportId id = imports.draft("visits", "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "visits", RecipeParser.parse(RECIPE), RECIPE, Optional.of(set));
        imports.start(id, "ana");
        while (imports.require(id).unfinished() || imports.isRunning(id)) {
            imports.runDue();
        }
        assertThat(imports.require(id).state()).isEqualTo(State.DONE);
        return imports.require(id);
    }

    private List<String> rows(DataSetId set) {
        return rows(database, set);
    }

    /// Keys with their customers.
    private static List<String> rows(JdbcClient database, DataSetId set) {
        return database.sql("""
                SELECT key || ' ' || coalesce(customer, '-') FROM interaction WHERE data_set = :set AND live ORDER BY 1
                """).param("set", set.value()).query(String.class).list();
    }

    private long marks() {
        return database.sql("SELECT count(*) FROM erased").query(Long.class).single();
    }

    @Test
    void leavesTheCustomerOutOfImportsIntoOtherDataSets() {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");

        DataSetId other = set();
        Import done = bring(other, ROWS);

        assertThat(done.figures().erased()).isEqualTo(2);
        assertThat(rows(other)).containsExactly("t2 zoe");
        assertThat(imports.rejects(done.id(), 0, 10))
                .extracting(Imports.Rejected::value)
                .containsExactly("");
    }

    @Test
    void keepsTheCustomerOfADataSetThatStillHoldsThem() {
        DataSetId set = set();
        DataSetId holding = set();
        bring(set, ROWS);
        bring(holding, ROWS);
        erasures.erase(set, CUSTOMER, "ana");

        Import done = bring(holding, """
                id,ticket,who,kind,at
                v1,t1,gone-for-good,email,2026-05-01 10:00
                v6,t1,,visit,2026-05-02 10:05
                v7,t4,gone-for-good,call,2026-05-03 10:00
                """);

        assertThat(done.figures().erased()).isZero();
        assertThat(rows(holding)).containsExactly("t1 -", "t1 -", "t1 gone-for-good", "t2 zoe", "t4 gone-for-good");
        assertThat(rows(set)).containsExactly("t2 zoe");

        erasures.erase(holding, CUSTOMER, "ana");
        bring(holding, ROWS);
        assertThat(rows(holding)).containsExactly("t2 zoe");
    }

    @Test
    void leavesTheCustomerOutWhenTheirDataSetWasRemovedAndIsImportedAgain() {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        imports.remove(set, "ana");
        assertThat(marks()).isEqualTo(2);

        DataSetId again = set();
        bring(again, ROWS);

        assertThat(rows(again)).containsExactly("t2 zoe");
    }

    @Test
    void keepsTheMarksInAFileThatOnlyItsOwnerReadsAndThatNamesNobody() throws IOException {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");

        assertThat(Files.getPosixFilePermissions(ledger())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(ledger()))
                .doesNotContain(CUSTOMER)
                .matches("corridor erased 1\nsalt [0-9a-f]{64}\n(" + set + " [0-9a-f]{64}\n){2}end [0-9a-f]{8}\n");
    }

    @Test
    void erasesAgainWhoCameBackWithAnOlderCopyOfTheDatabase() throws IOException {
        DataSetId set = set();
        DataSetId never = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        String kept = Files.readString(ledger());
        forget(database);
        bring(set, ROWS);
        bring(never, ROWS);
        ImportId draft = imports.draft("waiting", "ana");
        imports.upload(draft, "b.csv", new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));
        assertThat(rows(set)).containsExactly("t1 -", "t1 gone-for-good", "t2 zoe");
        stores.refresh(set);

        erasures.eraseAgain();

        assertThat(rows(set)).containsExactly("t2 zoe");
        assertThat(stores.current(set).store().interactions()).isEqualTo(1);
        assertThat(rows(never)).contains("t1 gone-for-good");
        assertThat(marks()).isEqualTo(2);
        assertThat(ledger()).hasContent(kept);
        assertThat(imports.require(draft).files()).isEmpty();
        assertThat(erasures.all()).singleElement().satisfies(erasure -> {
            assertThat(erasure.erasedBy()).isEqualTo("erased.ledger");
            assertThat(erasure.interactions()).isEqualTo(2);
        });
        assertThat(audit.read(
                                new AuditTrail.Question(
                                        "", "", "", Optional.empty(), Optional.empty(), Optional.empty()),
                                1)
                        .entries())
                .extracting(AuditTrail.Entry::action)
                .containsExactly("customer.erased");
        assertThat(database.sql("SELECT value FROM reject JOIN import ON import = import.id WHERE data_set = :set")
                        .param("set", set.value())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .containsOnly("");
        assertThat(log())
                .contains("erased.ledger knows; erased again: customers 1, interactions 2")
                .doesNotContain(CUSTOMER);

        erasures.eraseAgain();

        assertThat(erasures.all()).hasSize(1);
        imports.cancel(draft, "ana");
    }

    @Test
    void erasesRecordsWithoutCustomerAgainWhoseJourneyWasTheCustomers() {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        forget(database);
        bring(set, """
                id,ticket,who,kind,at
                v2,t1,,visit,2026-05-01 10:05
                """);
        assertThat(rows(set)).containsExactly("t1 -", "t2 zoe");

        erasures.eraseAgain();

        assertThat(rows(set)).containsExactly("t2 zoe");
    }

    @Test
    void knowsAgainWhoWasErasedFromADataSetThatTheCopyDoesNotHave() {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        imports.remove(set, "ana");
        forget(database);

        erasures.eraseAgain();

        DataSetId other = set();
        bring(other, ROWS);
        assertThat(rows(other)).containsExactly("t2 zoe");
    }

    static Stream<UnaryOperator<String>> damages() {
        return Stream.of(
                text -> text.substring(0, text.length() - 20),
                text -> text.substring(0, text.indexOf("end ")),
                text -> text.replaceFirst("\n[0-9]+ ", "\n999 "),
                text -> text.replaceFirst("erased 1", "erased 2"),
                text -> "end",
                text -> "");
    }

    @ParameterizedTest
    @MethodSource("damages")
    void leavesACutOrChangedFileAsItIsAndSaysSo(UnaryOperator<String> damage) throws IOException {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        String damaged = damage.apply(Files.readString(ledger()));
        Files.writeString(ledger(), damaged);

        erasures.eraseAgain();
        erasures.erase(set, "zoe", "ana");

        assertThat(log()).contains("C4220: ", "Put its last whole copy in its place");
        assertThat(ledger()).hasContent(damaged);
        assertThat(marks()).isEqualTo(4);

        Files.delete(ledger());
        erasures.eraseAgain();
        assertThat(Files.readAllLines(ledger())).hasSize(4 + 3);
    }

    @Test
    void leavesAFileOfAnotherSaltAsItIsAndSaysSo() throws IOException {
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        String other = Files.readString(ledger());
        forget(database);
        Files.delete(ledger());
        bring(set, ROWS);
        erasures.erase(set, "zoe", "ana");
        Files.writeString(ledger(), other);

        erasures.eraseAgain();

        assertThat(log()).contains("C4221: ");
        assertThat(ledger()).hasContent(other);
        assertThat(rows(set)).contains("t1 gone-for-good");
        assertThat(marks()).isEqualTo(2);
    }

    @Test
    void writesTheFileLaterWhereItCouldNotBeWritten() throws IOException {
        DataSetId set = set();
        bring(set, ROWS);
        Path inTheWay = Files.createDirectories(ledger().resolveSibling("erased.ledger.new/full"));

        erasures.erase(set, CUSTOMER, "ana");

        Files.delete(inTheWay);
        assertThat(log()).contains("C4007: ");
        assertThat(ledger()).doesNotExist();
        erasures.finish();
        assertThat(ledger()).exists();
    }

    @Test
    void looksWhetherFileAndDatabaseKnowTheSame() throws Exception {
        assertThat(look()).isEqualTo(LedgerCheck.Finding.NONE);
        DataSetId set = set();
        bring(set, ROWS);
        erasures.erase(set, CUSTOMER, "ana");
        assertThat(look()).isEqualTo(LedgerCheck.Finding.SAME);
        String first = Files.readString(ledger());

        Files.delete(ledger());
        assertThat(look()).isEqualTo(LedgerCheck.Finding.MISSING);
        erasures.eraseAgain();
        assertThat(ledger()).hasContent(first);
        assertThat(look()).isEqualTo(LedgerCheck.Finding.SAME);

        erasures.erase(set, "zoe", "ana");
        Files.writeString(ledger(), first);
        assertThat(look()).isEqualTo(LedgerCheck.Finding.BEHIND);
        erasures.eraseAgain();
        assertThat(look()).isEqualTo(LedgerCheck.Finding.SAME);

        forget(database);
        assertThat(look()).isEqualTo(LedgerCheck.Finding.AHEAD);
        erasures.eraseAgain();
        assertThat(look()).isEqualTo(LedgerCheck.Finding.SAME);
    }

    private LedgerCheck.Finding look() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return LedgerCheck.look(folder, connection);
        }
    }

    @Test
    void theServerErasesAgainBeforeItAnswers(@TempDir Path data) {
        try (TestDatabase own = TestDatabase.migrated()) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("CORRIDOR_DB_URL", own.url());
            settings.put("CORRIDOR_DB_USER", own.user());
            settings.put("CORRIDOR_DB_PASSWORD", own.password());
            settings.put("server.port", 0);
            DataSetId set;
            try (ConfigurableApplicationContext server = Parts.started(Parts.on(data, settings))) {
                set = server.getBean(DataSets.class).make("visits", "ana").id();
                bring(server.getBean(Imports.class), set, ROWS);
                server.getBean(Erasures.class).erase(set, CUSTOMER, "ana");
                forget(server.getBean(JdbcClient.class));
                bring(server.getBean(Imports.class), set, ROWS);
                assertThat(rows(server.getBean(JdbcClient.class), set)).contains("t1 gone-for-good");
            }
            try (ConfigurableApplicationContext server = Parts.started(Parts.on(data, settings))) {
                assertThat(rows(server.getBean(JdbcClient.class), set)).containsExactly("t2 zoe");
            }
        }
    }
}
