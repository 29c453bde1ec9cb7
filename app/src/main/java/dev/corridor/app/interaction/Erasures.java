package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.database.DatabaseFailure;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.engine.error.CorridorException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases customers: from every figure at once, from every file soon after, and keeps them from coming back.
@Service
public class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    /// Who erases again what is in no database any more.
    private static final String LEDGER = LedgerFile.NAME;

    /// The file and the line that an example begins with.
    private static final Pattern PLACE = Pattern.compile("^.*?, line [0-9]+(: |$)", Pattern.DOTALL);

    private final JdbcClient database;
    private final InteractionTable interactions;
    private final ImportTable imports;
    private final Uploads uploads;
    private final DataSets sets;
    private final Stores stores;
    private final LedgerFile ledger;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasures(
            JdbcClient database,
            InteractionTable interactions,
            ImportTable imports,
            Uploads uploads,
            DataSets sets,
            Stores stores,
            LedgerFile ledger,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.database = database;
        this.interactions = interactions;
        this.imports = imports;
        this.uploads = uploads;
        this.sets = sets;
        this.stores = stores;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// One that was done; it does not say who was erased.
    ///
    /// @param finishedAt when the last byte was gone from the data directory
    public record Erasure(
            long id,
            DataSetId set,
            Instant erasedAt,
            String erasedBy,
            long interactions,
            Optional<Instant> finishedAt) {}

    /// The latest first.
    public List<Erasure> all() {
        return database.sql("SELECT * FROM erasure ORDER BY id DESC")
                .query((row, _) -> new Erasure(
                        row.getLong("id"),
                        new DataSetId(row.getLong("data_set")),
                        row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                        row.getString("erased_by"),
                        row.getLong("interactions"),
                        Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    /// Erases a customer from a data set: when it returns no figure holds them. Their bytes are gone from the data
    /// directory when [#finish] has run. Imports on their way leave them out by themselves.
    ///
    /// @return interactions that were erased
    /// @throws CorridorException `UNKNOWN_CUSTOMER`
    public long erase(DataSetId set, String customer, String by) {
        requireKnown(set, customer);
        Map<ImportId, Set<Import.File>> suspects = suspects(set, new Marks(customer, interactions.keys(set, customer)));
        long count = Objects.requireNonNull(transaction.execute(_ -> {
            interactions.lock(set);
            requireKnown(set, customer);
            long erased = eraseRecords(set, List.of(customer), interactions.keys(set, customer), by);
            suspects.forEach(this::takeOut);
            return erased;
        }));
        ledger.keep();
        events.publishEvent(new CustomerErased(set));
        try {
            stores.refresh(set);
        } catch (RuntimeException e) {
            stores.withhold(set);
            throw e;
        } finally {
            suspects.forEach(this::discard);
        }
        return count;
    }

    private void requireKnown(DataSetId set, String customer) {
        sets.require(set);
        if (!interactions.knows(set, customer)) {
            throw new CorridorException(
                    DataError.UNKNOWN_CUSTOMER,
                    "No customer of this name is in the data set.",
                    "Write the customer's id exactly as the source does.");
        }
    }

    /// Erases again who was erased before the database was put back from an older copy, as the file beside it says.
    /// No figure may be answered before.
    void eraseAgain() {
        try {
            Map<DataSetId, List<String>> unknown = ledger.unknown().stream()
                    .collect(Collectors.groupingBy(
                            ErasedLedger.Mark::set,
                            LinkedHashMap::new,
                            Collectors.mapping(ErasedLedger.Mark::hash, Collectors.toList())));
            unknown.forEach(this::eraseAgain);
        } catch (CorridorException e) {
            LedgerFile.warn(e);
            return;
        }
        ledger.keep();
    }

    private void eraseAgain(DataSetId set, List<String> hashes) {
        if (sets.find(set).isEmpty()) {
            interactions.mark(set, hashes);
            return;
        }
        Map<ImportId, Set<Import.File>> suspects = suspects(set, new Marks("", textsOf(set, hashes)));
        Again again = Objects.requireNonNull(transaction.execute(_ -> {
            interactions.lock(set);
            Again erased = eraseMarked(set, hashes);
            interactions.mark(set, hashes);
            suspects.forEach(this::takeOut);
            return erased;
        }));
        suspects.forEach(this::discard);
        LOG.warn(
                "data set {} was put back from before erasures that {} knows; erased again: customers {}, interactions"
                        + " {}",
                set,
                LEDGER,
                again.customers(),
                again.interactions());
        try {
            stores.rebuild(set);
        } catch (CorridorException e) {
            stores.withhold(set);
            LedgerFile.warn(e);
        }
    }

    private record Again(long customers, long interactions) {}

    private Again eraseMarked(DataSetId set, List<String> hashes) {
        List<String> customers = interactions.customersOf(set, hashes);
        long count = 0;
        for (String customer : customers) {
            count += eraseRecords(set, List.of(customer), interactions.keys(set, customer), LEDGER);
        }
        List<String> keys = interactions.keysOf(set, hashes);
        return new Again(customers.size(), keys.isEmpty() ? count : count + eraseRecords(set, List.of(), keys, LEDGER));
    }

    /// Ids and keys that name those who are to be erased again.
    private List<String> textsOf(DataSetId set, List<String> hashes) {
        List<String> customers = interactions.customersOf(set, hashes);
        return Stream.of(
                        customers.stream(),
                        customers.stream().flatMap(customer -> interactions.keys(set, customer).stream()),
                        interactions.keysOf(set, hashes).stream())
                .flatMap(texts -> texts)
                .toList();
    }

    private long eraseRecords(DataSetId set, List<String> customers, List<String> keys, String by) {
        long erasure = database.sql("""
                INSERT INTO erasure (data_set, erased_at, erased_by, interactions) VALUES (:set, :now, :by, 0)
                RETURNING id
                """)
                .param("set", set.value())
                .param("now", OffsetDateTime.now(clock))
                .param("by", by)
                .query(Long.class)
                .single();
        InteractionTable.Removed removed = interactions.erase(set, customers, keys, erasure);
        database.sql("UPDATE erasure SET interactions = :count WHERE id = :id")
                .param("count", removed.interactions())
                .param("id", erasure)
                .update();
        Marks marks =
                new Marks("", Stream.concat(customers.stream(), keys.stream()).toList());
        forgetRejects(set, marks);
        forgetExamples(set, marks);
        sets.changed(set, removed.parts());
        audit.record(
                "customer.erased",
                sets.require(set).name(),
                Map.of("interactions", Long.toString(removed.interactions())));
        return removed.interactions();
    }

    /// Files that were handed in, wait for somebody, and hold the customer or may.
    private Map<ImportId, Set<Import.File>> suspects(DataSetId set, Marks marks) {
        Map<ImportId, Set<Import.File>> suspects = new LinkedHashMap<>();
        for (Import each : imports.all()) {
            if (waitsForSomebody(each) && each.set().orElse(set).equals(set)) {
                Set<Import.File> held = handedIn(each)
                        .filter(file -> marks.mayBeIn(uploads.path(each.id(), file)))
                        .collect(Collectors.toSet());
                if (!held.isEmpty()) {
                    suspects.put(each.id(), held);
                }
            }
        }
        return suspects;
    }

    private static boolean waitsForSomebody(Import each) {
        return each.state() == State.DRAFT || each.state() == State.FAILED;
    }

    private static Stream<Import.File> handedIn(Import each) {
        return each.files().stream().filter(file -> !Path.of(file.path()).isAbsolute());
    }

    /// Leaves files out of an import that nobody runs, and says so there; one that was started meanwhile keeps
    /// them and leaves the customer out itself.
    private void takeOut(ImportId id, Set<Import.File> files) {
        imports.lock(id);
        Optional<Import> now = imports.find(id).filter(Erasures::waitsForSomebody);
        now.ifPresent(draft -> imports.reduce(
                id,
                draft.files().stream().filter(file -> !files.contains(file)).toList(),
                new Import.Failure(
                        "C" + DataError.FILE_ERASED.number(),
                        "Files were removed because a customer who was erased was in them, or because they could not"
                                + " be searched: "
                                + files.stream().map(Import.File::name).sorted().collect(Collectors.joining(", "))
                                + ".",
                        "Hand them in again if they are wanted: rows of the customer are left out.")));
    }

    /// Removes files that are none of their import's any more; one that cannot be removed now is removed later by
    /// [Imports#tidy].
    private void discard(ImportId id, Set<Import.File> files) {
        List<Import.File> kept = imports.find(id).map(Import::files).orElse(List.of());
        for (Import.File file : files) {
            try {
                if (!kept.contains(file)) {
                    uploads.discard(id, file);
                }
            } catch (UncheckedIOException e) {
                LOG.warn("a file of import {} is removed later", id);
            }
        }
    }

    /// Rejects stay, without the text that names the customer.
    private void forgetRejects(DataSetId set, Marks marks) {
        database.sql("""
                UPDATE reject SET value = '' FROM import
                WHERE reject.import = import.id AND import.data_set = :set
                  AND (value = ANY (:marks)
                       OR EXISTS (SELECT FROM regexp_split_to_table(value, :between) AS token
                                  WHERE btrim(token, :around) = ANY (:marks))
                       OR EXISTS (SELECT FROM unnest(:divided::text[]) AS mark WHERE position(mark IN value) > 0))
                """)
                .param("set", set.value())
                .param("marks", marks.all())
                .param("divided", marks.divided())
                .param("between", Tokens.BETWEEN)
                .param("around", Tokens.AROUND)
                .update();
    }

    /// Findings and rejects of a reading have examples, some of which may name the customer.
    private void forgetExamples(DataSetId set, Marks marks) {
        for (Import done : imports.all()) {
            if (done.set().equals(Optional.of(set)) && done.reading().isPresent()) {
                Origin.Reading reading = done.reading().get();
                Origin.Reading clean = without(reading, marks::in);
                if (!clean.equals(reading)) {
                    imports.reading(done.id(), clean);
                }
            }
        }
    }

    static Origin.Reading without(Origin.Reading reading, Predicate<String> named) {
        List<Answer.Finding> findings = reading.findings().stream()
                .map(finding -> new Answer.Finding(
                        finding.code(),
                        finding.subject(),
                        finding.count(),
                        finding.denominator(),
                        finding.sentence(),
                        finding.examples().stream()
                                .filter(example ->
                                        !named.test(PLACE.matcher(example).replaceFirst("")))
                                .toList()))
                .toList();
        List<Answer.Reason> reasons = reading.rejected().reasons().stream()
                .map(reason -> new Answer.Reason(
                        reason.code(),
                        reason.sentence(),
                        reason.count(),
                        reason.examples().stream()
                                .filter(place -> !named.test(place.value()))
                                .toList()))
                .toList();
        return new Origin.Reading(
                reading.title(),
                reading.files(),
                reading.rows(),
                new Answer.Rejected(reading.rejected().rows(), reasons),
                findings,
                reading.byDay());
    }

    /// Writes what is left anew, so that the erased bytes are in no file of the data directory any more: the
    /// engine's stores, the tables, the log of the database. Imports that were on their way are waited for: they
    /// hold tables that are written anew, and their files may hold the customer until they end.
    public void finish() {
        ledger.keepUp();
        for (Erasure erasure : all()) {
            if (erasure.finishedAt().isEmpty()) {
                imports.all().stream()
                        .filter(each -> failedSince(each, erasure))
                        .forEach(this::giveUp);
                if (imports.all().stream().noneMatch(each -> isAwaited(each, erasure))) {
                    finish(erasure);
                }
            }
        }
    }

    private boolean isAwaited(Import each, Erasure erasure) {
        return each.createdAt().isBefore(erasure.erasedAt())
                && switch (each.state()) {
                    case WAITING, RUNNING -> true;
                    case DONE, CANCELLED, UNDONE ->
                        each.set().equals(Optional.of(erasure.set()))
                                && uploads.kept().contains(each.id());
                    case DRAFT, FAILED -> false;
                };
    }

    /// Whether an import was on its way when a customer of its data set was erased, and did not work.
    private static boolean failedSince(Import each, Erasure erasure) {
        return waitsForSomebody(each)
                && each.set().equals(Optional.of(erasure.set()))
                && each.createdAt().isBefore(erasure.erasedAt())
                && each.finishedAt().filter(erasure.erasedAt()::isBefore).isPresent();
    }

    /// Who was erased is not known any more, so that all files of the import may hold the customer.
    private void giveUp(Import failed) {
        Set<Import.File> files = handedIn(failed).collect(Collectors.toSet());
        if (!files.isEmpty()) {
            transaction.executeWithoutResult(_ -> takeOut(failed.id(), files));
            discard(failed.id(), files);
        }
    }

    private void finish(Erasure erasure) {
        try {
            stores.rebuild(erasure.set());
            interactions.rewrite(erasure.set());
            recycleLog();
            transaction.executeWithoutResult(_ -> finished(erasure));
        } catch (DataAccessException e) {
            LOG.warn(
                    "erasure {} cannot be finished yet: {}",
                    erasure.id(),
                    e.getClass().getSimpleName());
        }
    }

    private void finished(Erasure erasure) {
        database.sql("UPDATE erasure SET finished_at = :now WHERE id = :id")
                .param("now", OffsetDateTime.now(clock))
                .param("id", erasure.id())
                .update();
        sets.find(erasure.set())
                .ifPresent(set ->
                        audit.record(AuditTrail.Actor.CORRIDOR, "customer.erasure-finished", set.name(), Map.of()));
    }

    /// Has the database's own log of changes written anew; one that is not ours may refuse that, and recycles its log
    /// in
    /// its own time.
    private void recycleLog() {
        try {
            database.sql("CHECKPOINT").update();
            database.sql("SELECT pg_switch_wal()::text").query(String.class).single();
            database.sql("CHECKPOINT").update();
        } catch (DataAccessException e) {
            if (!DatabaseFailure.isForbidden(e)) {
                throw e;
            }
            LOG.warn("the database does not let Corridor recycle its log: what was erased goes from there when the"
                    + " database does so itself");
        }
    }
}
