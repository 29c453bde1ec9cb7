package dev.corridor.app.interaction;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of interactions: rows come in, are compared with those that are there, replaced, undone, erased. Every
/// method belongs into a transaction of its caller.
@Repository
class InteractionTable {
    static final String COPY_INCOMING = "COPY incoming FROM STDIN";
    private static final int SALT_BYTES = 32;

    private final JdbcClient database;

    InteractionTable(JdbcClient database) {
        this.database = database;
    }

    private static String partition(DataSetId set) {
        return "interaction_" + set.value();
    }

    /// Makes room for a data set, beside imports that run into others. No statistics are kept of what names people:
    /// erasing them would not reach there.
    void open(DataSetId set) {
        String table = partition(set);
        for (String statement : List.of(
                "CREATE TABLE " + table + " (LIKE interaction INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
                "ALTER TABLE interaction ATTACH PARTITION " + table + " FOR VALUES IN (" + set.value() + ")",
                "CREATE UNIQUE INDEX ON " + table + " (part, place)",
                "CREATE INDEX ON " + table + " (row_high, row_low)",
                "CREATE INDEX ON " + table + " (customer)",
                "CREATE INDEX ON " + table + " (key)",
                "CREATE INDEX ON " + table + " (import)",
                "ALTER TABLE " + table + " ALTER COLUMN customer SET STATISTICS 0, ALTER COLUMN key SET STATISTICS 0,"
                        + " ALTER COLUMN attributes SET STATISTICS 0")) {
            database.sql(statement).update();
        }
    }

    /// Removes a data set's table; waits a moment for those who use it.
    void drop(DataSetId set) {
        database.sql("SET LOCAL lock_timeout = '2s'").update();
        database.sql("DROP TABLE " + partition(set)).update();
    }

    /// Keeps all others from changing the data set's interactions until the end of the transaction; waits for one who
    /// does.
    void lock(DataSetId set) {
        database.sql("SELECT id FROM data_set WHERE id = :set FOR NO KEY UPDATE")
                .param("set", set.value())
                .query(Long.class)
                .optional();
    }

    /// Makes the place for what comes in; it lasts until the end of the transaction.
    void prepareIncoming() {
        database.sql("""
                CREATE TEMPORARY TABLE incoming (
                    ordinal bigint, row_high bigint, row_low bigint, content bigint, part smallint,
                    customer text, key text, touchpoint text, second bigint, nano integer, attributes jsonb
                ) ON COMMIT DROP
                """).update();
    }

    /// Puts what came in into the data set: unknown rows are added, rows with other content replace what is there.
    Merged merge(DataSetId set, ImportId imported) {
        long place = database.sql("SELECT last_place FROM data_set WHERE id = :set FOR NO KEY UPDATE")
                .param("set", set.value())
                .query(Long.class)
                .single();
        database.sql("ANALYZE incoming (row_high)").update();
        long erased = leaveOutErased(set);
        boolean first = database.sql("SELECT NOT EXISTS (SELECT FROM interaction WHERE data_set = :set)")
                .param("set", set.value())
                .query(Boolean.class)
                .single();
        Known known = first ? new Known(0, 0, 0) : compare(set, imported, place);
        long parts = first ? 0 : retire(set);
        Added added = add(set, imported, place, first);
        Rows rows = database.sql("""
                SELECT count(*) FILTER (WHERE gives) AS rows, coalesce(max(ordinal), 0) AS last
                FROM (SELECT max(ordinal) AS ordinal, bool_or(key IS NOT NULL) AS gives
                      FROM incoming GROUP BY row_high, row_low) AS source
                """).query(Rows.class).single();
        database.sql("UPDATE data_set SET last_place = last_place + :last WHERE id = :set")
                .param("last", rows.last())
                .param("set", set.value())
                .update();
        return new Merged(
                rows.rows() - known.unchanged() - known.replacedByRows(),
                known.replaced(),
                known.unchanged(),
                added.interactions(),
                erased,
                parts | added.parts());
    }

    private record Rows(long rows, long last) {}

    /// @param replacedByRows those of the replaced rows that give something now too
    private record Known(long unchanged, long replaced, long replacedByRows) {}

    private record Added(long interactions, long parts) {}

    /// Who was erased in any data set stays out of all, but for those that still hold them: erasing them there is
    /// a decision of its own. A record without customer goes with the key of somebody who stays out, as this
    /// import or the data set knows it; another data set may have given the same key to somebody else.
    private long leaveOutErased(DataSetId set) {
        boolean nobody = database.sql("SELECT NOT EXISTS (SELECT FROM erased)")
                .query(Boolean.class)
                .single();
        if (nobody) {
            return 0;
        }
        return database.sql("""
                WITH salted AS (SELECT salt FROM erasure_salt),
                arriving AS (SELECT DISTINCT customer FROM incoming WHERE key IS NOT NULL AND customer IS NOT NULL),
                barred AS (
                    SELECT DISTINCT customer FROM arriving, salted, erased
                    WHERE erased.hash = sha256(salt || convert_to('c' || customer, 'UTF8'))
                      AND (erased.data_set = :set OR NOT EXISTS (
                          SELECT FROM interaction AS held
                          WHERE held.data_set = :set AND held.live AND held.customer = arriving.customer))),
                keys AS (
                    SELECT DISTINCT key FROM incoming JOIN barred USING (customer)
                    UNION
                    SELECT DISTINCT key FROM incoming, salted, erased
                    WHERE customer IS NULL AND erased.data_set = :set
                      AND erased.hash = sha256(salt || convert_to('k' || key, 'UTF8')))
                DELETE FROM incoming
                WHERE key IS NOT NULL
                  AND (customer IN (SELECT customer FROM barred)
                       OR customer IS NULL AND key IN (SELECT key FROM keys))
                """).param("set", set.value()).update();
    }

    private Known compare(DataSetId set, ImportId imported, long place) {
        database.sql("""
                CREATE TEMPORARY TABLE known ON COMMIT DROP AS
                SELECT row_high, row_low, bool_or(there.content = source.content) AS same, bool_or(gives) AS gives,
                       min(first_ordinal) AS first_ordinal
                FROM (SELECT row_high, row_low, min(content) AS content, bool_or(key IS NOT NULL) AS gives,
                             min(ordinal) AS first_ordinal
                      FROM incoming GROUP BY row_high, row_low) AS source
                JOIN (SELECT row_high, row_low, content FROM interaction WHERE data_set = :set AND live) AS there
                  USING (row_high, row_low)
                GROUP BY row_high, row_low
                """).param("set", set.value()).update();
        database.sql("""
                INSERT INTO seen_again (data_set, import, row_high, row_low, place)
                SELECT :set, :import, row_high, row_low, :place + first_ordinal FROM known WHERE same
                """)
                .param("set", set.value())
                .param("place", place)
                .param("import", imported.value())
                .update();
        return database.sql("""
                SELECT count(*) FILTER (WHERE same AND gives) AS unchanged, count(*) FILTER (WHERE NOT same) AS replaced,
                       count(*) FILTER (WHERE NOT same AND gives) AS replaced_by_rows
                FROM known
                """).query(Known.class).single();
    }

    private long retire(DataSetId set) {
        return database.sql("""
                WITH retired AS (
                    UPDATE interaction SET live = false FROM known
                    WHERE data_set = :set AND live AND NOT same
                      AND interaction.row_high = known.row_high AND interaction.row_low = known.row_low
                    RETURNING part)
                SELECT coalesce(bit_or(1::bigint << part), 0) FROM retired
                """).param("set", set.value()).query(Long.class).single();
    }

    private Added add(DataSetId set, ImportId imported, long place, boolean first) {
        String which = first
                ? "FROM incoming WHERE key IS NOT NULL"
                : "FROM incoming LEFT JOIN known USING (row_high, row_low)"
                        + " WHERE same IS NULL AND key IS NOT NULL OR same = false";
        return database.sql("""
                WITH added AS (
                    INSERT INTO interaction (data_set, part, place, import, live, row_high, row_low, content,
                                             customer, key, touchpoint, second, nano, attributes)
                    SELECT :set, part, :place + ordinal, :import, true, row_high, row_low, content,
                           customer, key, touchpoint, second, nano, attributes
                    %s
                    RETURNING part, key, touchpoint)
                SELECT count(touchpoint) AS interactions,
                       coalesce(bit_or(1::bigint << part) FILTER (WHERE key IS NOT NULL), 0) AS parts
                FROM added
                """.formatted(which))
                .param("set", set.value())
                .param("place", place)
                .param("import", imported.value())
                .query(Added.class)
                .single();
    }

    /// Takes an import back: the data set is as if it had never been.
    ///
    /// @return parts of the engine's store that changed
    long undo(DataSetId set, ImportId imported) {
        lock(set);
        database.sql("DELETE FROM seen_again WHERE import = :import")
                .param("import", imported.value())
                .update();
        long moved = handOver(set, imported);
        long removed = database.sql("""
                WITH removed AS (
                    DELETE FROM interaction WHERE data_set = :set AND import = :import
                    RETURNING row_high, row_low, part, live),
                noted AS (
                    INSERT INTO undone (row_high, row_low, live)
                    SELECT row_high, row_low, bool_or(live) FROM removed GROUP BY row_high, row_low)
                SELECT coalesce(bit_or(1::bigint << part) FILTER (WHERE live), 0) FROM removed
                """)
                .param("set", set.value())
                .param("import", imported.value())
                .query(Long.class)
                .single();
        long revived =
                database.sql("""
                WITH newest AS (
                    SELECT row_high, row_low, max(import) AS import
                    FROM interaction JOIN undone USING (row_high, row_low)
                    WHERE data_set = :set AND undone.live GROUP BY row_high, row_low),
                revived AS (
                    UPDATE interaction SET live = true FROM newest
                    WHERE data_set = :set AND interaction.row_high = newest.row_high
                      AND interaction.row_low = newest.row_low AND interaction.import = newest.import
                    RETURNING part)
                SELECT coalesce(bit_or(1::bigint << part), 0) FROM revived
                """).param("set", set.value()).query(Long.class).single();
        return moved | removed | revived | collapse(set, imported);
    }

    /// Where the versions of a row before and after the one that was undone are the same, the later was never new.
    ///
    /// @return parts whose order may have changed
    private long collapse(DataSetId set, ImportId imported) {
        boolean later = database.sql(
                        "SELECT EXISTS (SELECT FROM interaction WHERE data_set = :set AND import > :import)")
                .param("set", set.value())
                .param("import", imported.value())
                .query(Boolean.class)
                .single();
        if (!later) {
            return 0;
        }
        database.sql("""
                CREATE TEMPORARY TABLE twice ON COMMIT DROP AS
                SELECT row_high, row_low, older.import AS kept, newer.import AS dropped, newer.place, newer.live
                FROM undone
                JOIN LATERAL (SELECT import, content FROM interaction AS version
                              WHERE data_set = :set AND version.row_high = undone.row_high
                                AND version.row_low = undone.row_low AND import < :import
                              ORDER BY import DESC LIMIT 1) AS older ON true
                JOIN LATERAL (SELECT import, min(content) AS content, min(place) AS place, bool_or(version.live) AS live
                              FROM interaction AS version
                              WHERE data_set = :set AND version.row_high = undone.row_high
                                AND version.row_low = undone.row_low AND import > :import
                              GROUP BY import ORDER BY import LIMIT 1) AS newer ON newer.content = older.content
                """)
                .param("set", set.value())
                .param("import", imported.value())
                .update();
        database.sql("""
                INSERT INTO seen_again (data_set, import, row_high, row_low, place)
                SELECT :set, dropped, row_high, row_low, place FROM twice
                """).param("set", set.value()).update();
        database.sql("""
                DELETE FROM interaction USING twice
                WHERE data_set = :set AND interaction.row_high = twice.row_high
                  AND interaction.row_low = twice.row_low AND interaction.import = twice.dropped
                """).param("set", set.value()).update();
        return database.sql("""
                WITH revived AS (
                    UPDATE interaction SET live = true FROM twice
                    WHERE data_set = :set AND twice.live AND interaction.row_high = twice.row_high
                      AND interaction.row_low = twice.row_low AND interaction.import = twice.kept
                    RETURNING part)
                SELECT coalesce(bit_or(1::bigint << part), 0) FROM revived
                """).param("set", set.value()).query(Long.class).single();
    }

    /// Rows of the import that a later one has seen again, and no other has changed in between, become that one's, at
    /// the place that they have there.
    ///
    /// @return parts whose order may have changed
    private long handOver(DataSetId set, ImportId imported) {
        database.sql("CREATE TEMPORARY TABLE undone (row_high bigint, row_low bigint, live boolean) ON COMMIT DROP")
                .update();
        database.sql("""
                CREATE TEMPORARY TABLE heir ON COMMIT DROP AS
                SELECT DISTINCT ON (row_high, row_low) row_high, row_low, again.import, again.place - own.first AS further
                FROM (SELECT row_high, row_low, min(place) AS first FROM interaction
                      WHERE data_set = :set AND import = :import GROUP BY row_high, row_low) AS own
                JOIN seen_again AS again USING (row_high, row_low)
                WHERE again.data_set = :set AND again.import > :import
                  AND NOT EXISTS (SELECT FROM interaction AS other
                                  WHERE other.data_set = :set AND other.row_high = own.row_high
                                    AND other.row_low = own.row_low
                                    AND other.import > :import AND other.import < again.import)
                ORDER BY row_high, row_low, again.import
                """)
                .param("set", set.value())
                .param("import", imported.value())
                .update();
        long moved = database.sql("""
                WITH moved AS (
                    UPDATE interaction SET import = heir.import, place = interaction.place + heir.further FROM heir
                    WHERE data_set = :set AND interaction.import = :import
                      AND interaction.row_high = heir.row_high AND interaction.row_low = heir.row_low
                    RETURNING part, live)
                SELECT coalesce(bit_or(1::bigint << part) FILTER (WHERE live), 0) FROM moved
                """)
                .param("set", set.value())
                .param("import", imported.value())
                .query(Long.class)
                .single();
        database.sql("""
                DELETE FROM seen_again USING heir
                WHERE seen_again.data_set = :set AND seen_again.import = heir.import
                  AND seen_again.row_high = heir.row_high AND seen_again.row_low = heir.row_low
                """).param("set", set.value()).update();
        return moved;
    }

    /// The salt and the salted hashes of erased customers, of all data sets.
    ErasedNames erasedNames() {
        byte[] salt = database.sql("SELECT salt FROM erasure_salt")
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
        return new ErasedNames(
                salt,
                database.sql("SELECT DISTINCT hash FROM erased")
                        .query(byte[].class)
                        .list());
    }

    /// Who was erased from which data set; empty where nobody ever was.
    Optional<ErasedLedger> ledger() {
        return database.sql("SELECT encode(salt, 'hex') FROM erasure_salt")
                .query(String.class)
                .optional()
                .map(salt -> new ErasedLedger(
                        salt,
                        database.sql("SELECT data_set, encode(hash, 'hex') AS hash FROM erased")
                                .query((row, _) -> new ErasedLedger.Mark(
                                        new DataSetId(row.getLong("data_set")), row.getString("hash")))
                                .list()));
    }

    /// Takes a salt, in hex, where there is none.
    void offerSalt(String salt) {
        database.sql("INSERT INTO erasure_salt (salt) VALUES (decode(:salt, 'hex')) ON CONFLICT DO NOTHING")
                .param("salt", salt)
                .update();
    }

    /// Notes hashes, in hex, of who was erased.
    void mark(DataSetId set, List<String> hashes) {
        database.sql("""
                INSERT INTO erased (data_set, hash)
                SELECT :set, decode(hash, 'hex') FROM unnest(:hashes::text[]) AS hash
                ON CONFLICT DO NOTHING
                """)
                .param("set", set.value())
                .param("hashes", hashes.toArray(String[]::new))
                .update();
    }

    /// Customers of the data set whose hash, in hex, is one of these.
    List<String> customersOf(DataSetId set, List<String> hashes) {
        return database.sql("""
                SELECT customer FROM (SELECT DISTINCT customer FROM interaction WHERE data_set = :set) AS held
                WHERE encode(sha256((SELECT salt FROM erasure_salt) || convert_to('c' || customer, 'UTF8')), 'hex')
                      = ANY (:hashes)
                """)
                .param("set", set.value())
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// Keys of records without customer whose hash, in hex, is one of these.
    List<String> keysOf(DataSetId set, List<String> hashes) {
        return database.sql("""
                SELECT key FROM (SELECT DISTINCT key FROM interaction WHERE data_set = :set AND customer IS NULL) AS held
                WHERE encode(sha256((SELECT salt FROM erasure_salt) || convert_to('k' || key, 'UTF8')), 'hex')
                      = ANY (:hashes)
                """)
                .param("set", set.value())
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// Whether a customer has any record in the data set.
    boolean knows(DataSetId set, String customer) {
        return database.sql("SELECT EXISTS (SELECT FROM interaction WHERE data_set = :set AND customer = :customer)")
                .param("set", set.value())
                .param("customer", customer)
                .query(Boolean.class)
                .single();
    }

    /// Keys of the customer's journeys.
    List<String> keys(DataSetId set, String customer) {
        return database.sql("SELECT DISTINCT key FROM interaction WHERE data_set = :set AND customer = :customer")
                .param("set", set.value())
                .param("customer", customer)
                .query(String.class)
                .list();
    }

    /// Removes customers, all versions, and records without customer under the keys, and notes salted hashes of both so
    /// that no later import brings them back.
    Removed erase(DataSetId set, List<String> customers, List<String> keys, long erasure) {
        database.sql("INSERT INTO erasure_salt (salt) VALUES (:salt) ON CONFLICT DO NOTHING")
                .param("salt", salt())
                .update();
        String[] marks = Stream.concat(
                        customers.stream().map(customer -> "c" + customer),
                        keys.stream().map(key -> "k" + key))
                .toArray(String[]::new);
        database.sql("""
                INSERT INTO erased (data_set, hash, erasure)
                SELECT :set, sha256(salt || convert_to(mark, 'UTF8')), :erasure
                FROM erasure_salt, unnest(:marks::text[]) AS mark
                ON CONFLICT DO NOTHING
                """)
                .param("set", set.value())
                .param("erasure", erasure)
                .param("marks", marks)
                .update();
        return database.sql("""
                WITH removed AS (
                    DELETE FROM interaction
                    WHERE data_set = :set AND (customer = ANY (:customers) OR customer IS NULL AND key = ANY (:keys))
                    RETURNING part, row_high, row_low, touchpoint, live),
                forgotten AS (
                    DELETE FROM seen_again USING removed
                    WHERE data_set = :set AND seen_again.row_high = removed.row_high
                      AND seen_again.row_low = removed.row_low)
                SELECT count(touchpoint) FILTER (WHERE live) AS interactions,
                       coalesce(bit_or(1::bigint << part), 0) AS parts
                FROM removed
                """)
                .param("set", set.value())
                .param("customers", customers.toArray(String[]::new))
                .param("keys", keys.toArray(String[]::new))
                .query(Removed.class)
                .single();
    }

    /// @param parts parts of the engine's store that changed
    record Removed(long interactions, long parts) {}

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /// Writes the data set's table anew, without what was deleted. Outside a transaction.
    void rewrite(DataSetId set) {
        database.sql("VACUUM (FULL) " + partition(set)).update();
        for (String table : List.of("reject", "seen_again", "import")) {
            database.sql("VACUUM (FULL) " + table).update();
        }
    }
}
