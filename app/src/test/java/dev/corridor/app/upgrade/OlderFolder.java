package dev.corridor.app.upgrade;

import dev.corridor.app.test.TestDatabase;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.BlockFile;
import dev.corridor.engine.format.MemoryBlocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// A data folder as a program of an earlier format left it, in `src/test/resources/upgrade/FORMAT`:
///
/// - `migration/`: the migrations that had made its tables,
/// - `partitions.sql`: the tables made since, one statement in a line,
/// - `rows/TABLE.tsv`: what was in each table, as `COPY` writes it, under the names of the columns,
/// - `engine/`: the engine's stores; that of data set 2 in the format before,
/// - `figures-SET.json`: what the API answered on each data set.
///
/// [UpgradeFixture] writes one.
record OlderFolder(Path root) {
    private static final String HISTORY = "flyway_schema_history";

    static OlderFolder of(String format) {
        return new OlderFolder(Path.of("src", "test", "resources", "upgrade", format));
    }

    String figures(long set) throws IOException {
        return Files.readString(root.resolve("figures-" + set + ".json"));
    }

    /// Makes the tables as they were then, and fills them.
    void restore(TestDatabase database) throws SQLException, IOException {
        Flyway.configure()
                .dataSource("jdbc:" + database.url(), database.user(), database.password())
                .locations("filesystem:" + root.resolve("migration"))
                .load()
                .migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String line : Files.readAllLines(root.resolve("partitions.sql"))) {
                statement.execute(line);
            }
            for (Path rows : files(root.resolve("rows"))) {
                fill(connection, rows);
            }
            for (String next : texts(
                    statement,
                    "SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)',"
                            + " pg_get_serial_sequence(table_name, column_name), column_name, table_name)"
                            + " FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'")) {
                statement.execute(next);
            }
        }
    }

    private static void fill(Connection connection, Path rows) throws SQLException, IOException {
        String table = String.valueOf(rows.getFileName()).replace(".tsv", "");
        try (BufferedReader lines = Files.newBufferedReader(rows);
                InputStream in = Files.newInputStream(rows)) {
            String columns = lines.readLine().replace('\t', ',');
            copies(connection).copyIn("COPY " + table + " (" + columns + ") FROM STDIN (HEADER)", in);
        }
    }

    /// Puts the engine's stores into a data folder.
    void restoreEngine(Path data) throws IOException {
        Path engine = root.resolve("engine");
        try (Stream<Path> all = Files.walk(engine)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target =
                        data.resolve("engine").resolve(engine.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
    }

    /// Keeps what is in a database and a data folder.
    void keep(TestDatabase database, Path data, Path migrations) throws SQLException, IOException {
        Files.createDirectories(root.resolve("migration"));
        Files.createDirectories(root.resolve("rows"));
        for (Path migration : files(migrations)) {
            Files.copy(migration, root.resolve("migration").resolve(migration.getFileName()));
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            keepPartitions(statement);
            for (String table : texts(
                    statement,
                    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
                            + " AND NOT relispartition AND relname <> '" + HISTORY + "' ORDER BY relname")) {
                try (OutputStream out =
                        Files.newOutputStream(root.resolve("rows").resolve(table + ".tsv"))) {
                    copies(connection)
                            .copyOut("COPY (SELECT * FROM " + table + " ORDER BY 1, 2) TO STDOUT (HEADER)", out);
                }
            }
        }
        try (Stream<Path> all = Files.walk(data.resolve("engine"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = root.resolve(data.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
    }

    private void keepPartitions(Statement statement) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        for (String partition : texts(
                statement,
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'interaction'::regclass ORDER BY 1")) {
            lines.add("CREATE TABLE " + partition + " (LIKE interaction INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
            lines.addAll(texts(
                    statement,
                    "SELECT 'ALTER TABLE interaction ATTACH PARTITION " + partition
                            + " ' || pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = '" + partition
                            + "'"));
            lines.addAll(texts(
                    statement, "SELECT indexdef FROM pg_indexes WHERE tablename = '" + partition + "' ORDER BY 1"));
        }
        Files.write(root.resolve("partitions.sql"), lines);
    }

    /// Takes from a store what its first format did not have.
    static void makeFirstFormat(Path store) throws IOException {
        Path file = store.resolve("store.corridor");
        MemoryBlocks first = new MemoryBlocks();
        first.add(Block.MANIFEST, 0, BlockFile.bytes(BlockFile.open(file).get(Block.MANIFEST)));
        Path fresh = store.resolve("store.first");
        BlockFile.write(fresh, first);
        Files.delete(file);
        Files.move(fresh, file);
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static List<String> texts(Statement statement, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
