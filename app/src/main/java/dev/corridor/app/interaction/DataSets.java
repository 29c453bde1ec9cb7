package dev.corridor.app.interaction;

import dev.corridor.app.account.AuditTrail;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.JourneyRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The data sets there are.
@Service
public class DataSets {
    private static final int LONGEST_NAME = 200;
    private static final String COLUMNS = "SELECT id, name, rule, version FROM data_set ";

    private final JdbcClient database;
    private final InteractionTable interactions;
    private final AuditTrail audit;
    private final Clock clock;

    DataSets(JdbcClient database, InteractionTable interactions, AuditTrail audit, Clock clock) {
        this.database = database;
        this.interactions = interactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// All, the latest first.
    public List<DataSet> all() {
        return database.sql(COLUMNS + "ORDER BY id DESC").query(DataSets::read).list();
    }

    public Optional<DataSet> find(DataSetId id) {
        return database.sql(COLUMNS + "WHERE id = :id")
                .param("id", id.value())
                .query(DataSets::read)
                .optional();
    }

    public Optional<DataSet> named(String name) {
        return database.sql(COLUMNS + "WHERE lower(name) = lower(:name)")
                .param("name", name.strip())
                .query(DataSets::read)
                .optional();
    }

    /// @throws CorridorException `NO_SUCH_DATA_SET`
    public DataSet require(DataSetId id) {
        return find(id).orElseThrow(() -> new CorridorException(
                DataError.NO_SUCH_DATA_SET,
                "There is no data set " + id + ".",
                "It may have been removed; choose one from the list."));
    }

    /// Makes an empty data set.
    ///
    /// @param by who asks for it
    /// @throws CorridorException `NAME_TAKEN` or `BAD_NAME`
    @Transactional
    public DataSet make(String name, String by) {
        String wanted = named(name, () -> "Choose a name of 1 to " + LONGEST_NAME + " characters.");
        try {
            long id = database.sql("""
                    INSERT INTO data_set (name, created_at, created_by) VALUES (:name, :now, :by) RETURNING id
                    """)
                    .param("name", wanted)
                    .param("now", OffsetDateTime.now(clock))
                    .param("by", by)
                    .query(Long.class)
                    .single();
            DataSetId made = new DataSetId(id);
            interactions.open(made);
            return require(made);
        } catch (DuplicateKeyException e) {
            throw taken(wanted, e);
        }
    }

    private static CorridorException taken(String name, DuplicateKeyException cause) {
        return new CorridorException(
                DataError.NAME_TAKEN,
                "There is a data set named '" + name + "' already.",
                "Choose another name, or add to that one.",
                cause);
    }

    private static String named(String name, java.util.function.Supplier<String> remedy) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new CorridorException(DataError.BAD_NAME, "This name cannot be used.", remedy.get());
        }
        return stripped;
    }

    /// Gives a data set another name.
    ///
    /// @throws CorridorException `NAME_TAKEN` or `BAD_NAME`
    @Transactional
    public void rename(DataSetId id, String name) {
        String before = require(id).name();
        String wanted = named(name, () -> "Choose a name of 1 to " + LONGEST_NAME + " characters.");
        try {
            database.sql("UPDATE data_set SET name = :name WHERE id = :id")
                    .param("name", wanted)
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw taken(wanted, e);
        }
        audit.record("data-set.renamed", wanted, Map.of("was", before));
    }

    /// Removes a data set with all that it holds; belongs into a transaction of its caller.
    ///
    /// @throws CorridorException `DATA_SET_BUSY`
    void remove(DataSetId id) {
        try {
            interactions.drop(id);
        } catch (DataAccessException e) {
            throw new CorridorException(
                    DataError.DATA_SET_BUSY,
                    "The data set is in use at the moment.",
                    "Wait until running imports have finished, then try again.",
                    e);
        }
        database.sql("DELETE FROM data_set WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /// Chooses what makes a journey.
    ///
    /// @param rule in the engine's words; empty: the recipe's
    /// @throws CorridorException where the rule cannot be read
    @Transactional
    public void choose(DataSetId id, Optional<String> rule) {
        Optional<String> text = rule.map(JourneyRules::parse).map(JourneyRules::text);
        database.sql("UPDATE data_set SET rule = CAST(:rule AS text) WHERE id = :id")
                .param("rule", text.orElse(null))
                .param("id", id.value())
                .update();
        audit.record(
                "data-set.rule-chosen",
                require(id).name(),
                text.map(chosen -> Map.of("rule", chosen)).orElse(Map.of()));
    }

    /// Notes that interactions changed; belongs into the transaction that changed them.
    ///
    /// @param parts of the engine's store, one bit each
    /// @return the new version
    long changed(DataSetId id, long parts) {
        long version = database.sql("UPDATE data_set SET version = version + 1 WHERE id = :id RETURNING version")
                .param("id", id.value())
                .query(Long.class)
                .single();
        database.sql("INSERT INTO data_change (data_set, version, parts) VALUES (:id, :version, :parts)")
                .param("id", id.value())
                .param("version", version)
                .param("parts", parts)
                .update();
        return version;
    }

    private static DataSet read(ResultSet row, int number) throws SQLException {
        return new DataSet(
                new DataSetId(row.getLong("id")),
                row.getString("name"),
                Optional.ofNullable(row.getString("rule")),
                row.getLong("version"));
    }
}
