package dev.corridor.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Gives the other parts their data folder and their connections. `corridor.data` names the folder.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int CONNECTIONS = 16;
    private static final int PATIENCE_MILLISECONDS = 4_000;

    @Bean
    DataFolder dataFolder(Environment environment) {
        return DataFolder.prepare(Path.of(environment.getProperty("corridor.data", "corridor-data")));
    }

    @Bean(destroyMethod = "close")
    Database database(DataFolder folder, Environment environment) {
        Map<String, String> settings = new HashMap<>();
        for (String name : new String[] {Database.URL, Database.USER, Database.PASSWORD}) {
            String value = environment.getProperty(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return Database.open(folder, settings);
    }

    @Bean
    HikariDataSource dataSource(Database database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(new Connections(database));
        pool.setPoolName("corridor");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(PATIENCE_MILLISECONDS);
        pool.setValidationTimeout(PATIENCE_MILLISECONDS / 2);
        return new HikariDataSource(pool);
    }

    /// Asks for each new connection where the database is now.
    private static final class Connections extends AbstractDataSource {
        private final Database database;

        Connections(Database database) {
            this.database = database;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return database.connect();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLException("Corridor has one user of its database");
        }
    }
}
