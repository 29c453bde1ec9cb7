package dev.corridor.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// DuckDB in the same process, in three forms: P, a plain table sorted by journey and time, asked with window
/// functions; O,
/// the same table asked with `lead() over ()`, which relies on its order; M, every pair and every journey
/// worked out before.
final class Duck implements AutoCloseable {
    private final Connection connection;

    Duck(int threads) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = " + threads);
        execute("set preserve_insertion_order = true");
        execute("set temp_directory = '" + System.getProperty("java.io.tmpdir") + "'");
    }

    /// One row per interaction.
    DuckDBAppender appender(String table) throws SQLException {
        return ((DuckDBConnection) connection).createAppender("main", table);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs a query and reads all of its rows.
    List<List<Object>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
