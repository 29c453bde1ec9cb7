package dev.corridor.app.health;

import dev.corridor.app.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Service;

/// Whether requests can be answered now: the database answers, and its tables are those of this version.
@Service
public class Readiness {
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final Database place;
    private final String migration;

    Readiness(DataSource database, Database place, Flyway migrations) {
        this.database = database;
        this.place = place;
        this.migration = Arrays.stream(migrations.info().all())
                .map(info -> String.valueOf(info.getVersion()))
                .reduce("", (before, last) -> last);
    }

    /// The answer, with its reason where it is no.
    public record Answer(boolean ready, String reason) {}

    public Answer now() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet row =
                    statement.executeQuery("select coalesce((array_agg(version order by installed_rank desc))[1], '')"
                            + " from flyway_schema_history where success")) {
                row.next();
                String there = row.getString(1);
                return there.equals(migration)
                        ? new Answer(true, "")
                        : new Answer(false, "the tables are those of version " + there + ", not " + migration);
            }
        } catch (SQLException away) {
            return new Answer(
                    false,
                    "the database does not answer"
                            + place.trouble()
                                    .map(trouble -> ": " + trouble.sentence())
                                    .orElse(""));
        }
    }
}
