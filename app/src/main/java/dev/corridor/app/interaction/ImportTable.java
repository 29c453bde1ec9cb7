package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Origin;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.engine.error.CorridorException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The table of imports.
@Repository
class ImportTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String COLUMNS = "SELECT * FROM import ";

    private final JdbcClient database;
    private final Clock clock;

    ImportTable(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    ImportId add(String name, List<Import.File> files, String by) {
        return new ImportId(database.sql("""
                INSERT INTO import (state, name, recipe, files, created_at, touched_at, created_by)
                VALUES ('DRAFT', :name, '', CAST(:files AS jsonb), :now, :now, :by) RETURNING id
                """)
                .param("name", name)
                .param("files", JSON.writeValueAsString(files))
                .param("now", now())
                .param("by", by)
                .query(Long.class)
                .single());
    }

    Optional<Import> find(ImportId id) {
        return database.sql(COLUMNS + "WHERE id = :id")
                .param("id", id.value())
                .query(ImportTable::read)
                .optional();
    }

    Import require(ImportId id) {
        return find(id).orElseThrow(() -> new CorridorException(
                DataError.NO_SUCH_IMPORT,
                "There is no import " + id + ".",
                "It may have been removed; choose one from the list."));
    }

    List<Import> all() {
        return database.sql(COLUMNS + "ORDER BY id DESC")
                .query(ImportTable::read)
                .list();
    }

    /// Those that count, the oldest first.
    List<Import> done(DataSetId set) {
        return database.sql(COLUMNS + "WHERE data_set = :set AND state = 'DONE' ORDER BY id")
                .param("set", set.value())
                .query(ImportTable::read)
                .list();
    }

    /// Those that somebody has to run, the oldest first: also those whose process is gone. One that was broken off
    /// often waits a minute, so that whoever runs the server can act before it breaks off again.
    List<ImportId> due() {
        return database
                .sql("""
                SELECT id FROM import WHERE state IN ('WAITING', 'RUNNING')
                  AND (attempts < :often OR started_at < :before) ORDER BY id
                """)
                .param("often", Import.OFTEN)
                .param("before", now().minus(PAUSE))
                .query(Long.class)
                .list()
                .stream()
                .map(ImportId::new)
                .toList();
    }

    /// What was said of a draft's files is over with a change of them.
    void files(ImportId id, List<Import.File> files) {
        database.sql("""
                UPDATE import SET files = CAST(:files AS jsonb), touched_at = :now,
                    failure = CASE WHEN state = 'DRAFT' THEN NULL ELSE failure END
                WHERE id = :id
                """)
                .param("files", JSON.writeValueAsString(files))
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /// Makes a draft of an import that nobody runs, with these files alone and the reason for it.
    void reduce(ImportId id, List<Import.File> files, Import.Failure why) {
        database.sql("""
                UPDATE import SET state = 'DRAFT', finished_at = NULL, touched_at = :now, files = CAST(:files AS jsonb),
                    failure = CAST(:failure AS jsonb)
                WHERE id = :id AND state IN ('DRAFT', 'FAILED')
                """)
                .param("files", JSON.writeValueAsString(files))
                .param("failure", JSON.writeValueAsString(why))
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    void plan(ImportId id, String name, String recipe, @Nullable DataSetId set) {
        database.sql("""
                UPDATE import SET name = :name, recipe = :recipe, data_set = CAST(:set AS bigint), touched_at = :now
                WHERE id = :id
                """)
                .param("now", now())
                .param("name", name)
                .param("recipe", recipe)
                .param("set", set == null ? null : set.value())
                .param("id", id.value())
                .update();
    }

    /// Moves an import on, if it stands where it is thought to stand.
    boolean move(ImportId id, State to, State... from) {
        return database.sql("""
                UPDATE import SET state = :to, touched_at = :now,
                    finished_at = CASE WHEN :to = 'CANCELLED' THEN :now ELSE finished_at END
                WHERE id = :id AND state = ANY (:from)
                """)
                        .param("to", to.name())
                        .param("now", now())
                        .param("id", id.value())
                        .param("from", Arrays.stream(from).map(State::name).toArray(String[]::new))
                        .update()
                == 1;
    }

    /// Notes that an import is begun, or begun again.
    boolean begin(ImportId id) {
        return database.sql("""
                UPDATE import SET state = 'RUNNING', started_at = :now, attempts = attempts + 1
                WHERE id = :id AND state IN ('WAITING', 'RUNNING')
                """).param("now", now()).param("id", id.value()).update() == 1;
    }

    /// Locks the import's row for the rest of the transaction.
    void lock(ImportId id) {
        database.sql("SELECT id FROM import WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    /// Frees the data set that was made for this import alone and holds nothing.
    ///
    /// @return the data set, which nothing refers to any more
    Optional<DataSetId> release(ImportId id) {
        return database.sql("""
                UPDATE import SET data_set = NULL FROM data_set
                WHERE import.id = :id AND data_set.id = import.data_set AND data_set.version = 0
                  AND NOT EXISTS (SELECT FROM import AS other WHERE other.data_set = data_set.id AND other.id <> :id)
                RETURNING data_set.id
                """)
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .map(DataSetId::new);
    }

    /// Takes the import for the rest of the transaction; false where another process has it.
    boolean take(ImportId id) {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtext('corridor.import'), CAST(:id AS integer))")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /// @return false where it was cancelled meanwhile
    boolean finish(ImportId id, boolean zoned, Origin.Reading reading, Merged merged) {
        return database.sql("""
                UPDATE import SET state = 'DONE', finished_at = :now, zoned = :zoned,
                    reading = CAST(:reading AS jsonb), rows_new = :new, rows_replaced = :replaced,
                    rows_unchanged = :unchanged, interactions = :interactions, erased = :erased, failure = NULL
                WHERE id = :id AND state IN ('WAITING', 'RUNNING')
                """)
                        .param("now", now())
                        .param("zoned", zoned)
                        .param("reading", JSON.writeValueAsString(reading).replace("\\u0000", "\u2400"))
                        .param("new", merged.rowsNew())
                        .param("replaced", merged.rowsReplaced())
                        .param("unchanged", merged.rowsUnchanged())
                        .param("interactions", merged.interactions())
                        .param("erased", merged.erased())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void reading(ImportId id, Origin.Reading reading) {
        database.sql("UPDATE import SET reading = CAST(:reading AS jsonb) WHERE id = :id")
                .param("reading", JSON.writeValueAsString(reading))
                .param("id", id.value())
                .update();
    }

    /// @return false where it was over already
    boolean fail(ImportId id, Import.Failure failure) {
        return database.sql("""
                UPDATE import SET state = 'FAILED', finished_at = :now, failure = CAST(:failure AS jsonb)
                WHERE id = :id AND state IN ('WAITING', 'RUNNING')
                """)
                        .param("now", now())
                        .param("failure", JSON.writeValueAsString(failure).replace("\\u0000", "\u2400"))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void undone(ImportId id, String by) {
        database.sql("UPDATE import SET state = 'UNDONE', undone_at = :now, undone_by = :by WHERE id = :id")
                .param("now", now())
                .param("by", by)
                .param("id", id.value())
                .update();
    }

    /// Drafts that nobody has touched since a time, and imports that failed before it and have their files still.
    List<ImportId> old(Instant before) {
        return database
                .sql("""
                SELECT id FROM import
                WHERE greatest(touched_at, finished_at) < :before
                  AND (state = 'DRAFT' OR state = 'FAILED' AND files <> '[]') ORDER BY id
                """)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .query(Long.class)
                .list()
                .stream()
                .map(ImportId::new)
                .toList();
    }

    /// Removes an import that never counted.
    void remove(ImportId id) {
        database.sql("DELETE FROM import WHERE id = :id AND state = 'DRAFT'")
                .param("id", id.value())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Import read(ResultSet row, int number) throws SQLException {
        long set = row.getLong("data_set");
        Optional<DataSetId> ofSet = row.wasNull() ? Optional.empty() : Optional.of(new DataSetId(set));
        boolean zoned = row.getBoolean("zoned");
        Optional<Boolean> isZoned = row.wasNull() ? Optional.empty() : Optional.of(zoned);
        return new Import(
                new ImportId(row.getLong("id")),
                ofSet,
                State.valueOf(row.getString("state")),
                row.getString("name"),
                row.getString("recipe"),
                List.of(JSON.readValue(row.getString("files"), Import.File[].class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row, "finished_at"),
                isZoned,
                Optional.ofNullable(row.getString("reading")).map(json -> JSON.readValue(json, Origin.Reading.class)),
                new Import.Figures(
                        row.getLong("rows_new"),
                        row.getLong("rows_replaced"),
                        row.getLong("rows_unchanged"),
                        row.getLong("interactions"),
                        row.getLong("erased")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("failure")).map(json -> JSON.readValue(json, Import.Failure.class)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
