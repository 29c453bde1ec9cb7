package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases customers: from every figure at once, from every file soon after, and keeps them from coming back.
@Service
public class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final JdbcClient database;
    private final InteractionTable interactions;
    private final ImportTable imports;
    private final Uploads uploads;
    private final DataSets sets;
    private final Stores stores;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasures(
            JdbcClient database,
            InteractionTable interactions,
            ImportTable imports,
            Uploads uploads,
            DataSets sets,
            Stores stores,
            TransactionTemplate transaction,
            Clock clock) {
        this.database = database;
        this.interactions = interactions;
        this.imports = imports;
        this.uploads = uploads;
        this.sets = sets;
        this.stores = stores;
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
    /// directory when [#finish] has run.
    ///
    /// @return interactions that were erased
    /// @throws CorridorException `UNKNOWN_CUSTOMER`
    public long erase(DataSetId set, String customer, String by) {
        Long count = transaction.execute(_ -> eraseRecords(set, customer, by));
        stores.refresh(set);
        return count == null ? 0 : count;
    }

    private long eraseRecords(DataSetId set, String customer, String by) {
        sets.require(set);
        if (!interactions.knows(set, customer)) {
            throw new CorridorException(
                    DataError.UNKNOWN_CUSTOMER,
                    "No customer of this name is in the data set.",
                    "Write the customer's id exactly as the source does.");
        }
        long erasure = database.sql("""
                INSERT INTO erasure (data_set, erased_at, erased_by, interactions) VALUES (:set, :now, :by, 0)
                RETURNING id
                """)
                .param("set", set.value())
                .param("now", OffsetDateTime.now(clock))
                .param("by", by)
                .query(Long.class)
                .single();
        List<String> keys = interactions.keys(set, customer);
        InteractionTable.Removed removed = interactions.erase(set, customer, keys, erasure);
        database.sql("UPDATE erasure SET interactions = :count WHERE id = :id")
                .param("count", removed.interactions())
                .param("id", erasure)
                .update();
        List<String> marks = new ArrayList<>(keys);
        marks.add(customer);
        forgetRejects(set, marks);
        forgetExamples(set, marks);
        forgetDrafts(marks);
        sets.changed(set, removed.parts());
        return removed.interactions();
    }

    private void forgetRejects(DataSetId set, List<String> marks) {
        database.sql("""
                DELETE FROM reject USING import, unnest(:marks::text[]) AS mark
                WHERE reject.import = import.id AND import.data_set = :set AND position(mark IN reject.value) > 0
                """)
                .param("marks", marks.toArray(String[]::new))
                .param("set", set.value())
                .update();
    }

    /// Findings and rejects of a reading have examples, some of which may name the customer.
    private void forgetExamples(DataSetId set, List<String> marks) {
        for (Import done : imports.all()) {
            if (done.set().equals(Optional.of(set)) && done.reading().isPresent()) {
                Origin.Reading reading = done.reading().get();
                Origin.Reading clean = without(reading, text -> marks.stream().anyMatch(text::contains));
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
                                .filter(example -> !named.test(example))
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

    /// Files that wait for their import and hold the customer are discarded with it.
    private void forgetDrafts(List<String> marks) {
        List<byte[]> wanted = marks.stream()
                .map(mark -> mark.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (Import draft : imports.all()) {
            boolean holds = draft.state() != State.DONE
                    && draft.files().stream()
                            .filter(file -> !Path.of(file.path()).isAbsolute())
                            .map(file -> uploads.path(draft.id(), file))
                            .anyMatch(file -> contains(file, wanted));
            if (holds) {
                imports.move(draft.id(), State.CANCELLED, State.DRAFT);
                uploads.discard(draft.id());
            }
        }
    }

    private static boolean contains(Path file, List<byte[]> wanted) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            return Occurrence.any(file, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes what is left anew, so that the erased bytes are in no file of the data directory any more: the engine's
    /// stores, the tables, the log of the database.
    public void finish() {
        for (Erasure erasure : all()) {
            if (erasure.finishedAt().isEmpty()) {
                finish(erasure);
            }
        }
    }

    private void finish(Erasure erasure) {
        try {
            stores.rebuild(erasure.set());
            interactions.rewrite(erasure.set());
            for (String statement : List.of("CHECKPOINT", "SELECT pg_switch_wal()::text", "CHECKPOINT")) {
                if (statement.startsWith("SELECT")) {
                    database.sql(statement).query(String.class).single();
                } else {
                    database.sql(statement).update();
                }
            }
            database.sql("UPDATE erasure SET finished_at = :now WHERE id = :id")
                    .param("now", OffsetDateTime.now(clock))
                    .param("id", erasure.id())
                    .update();
        } catch (DataAccessException e) {
            LOG.warn(
                    "erasure {} cannot be finished yet: {}",
                    erasure.id(),
                    e.getClass().getSimpleName());
        }
    }
}
