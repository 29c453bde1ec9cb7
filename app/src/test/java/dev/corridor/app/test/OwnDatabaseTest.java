package dev.corridor.app.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class OwnDatabaseTest {
    @Autowired
    private JdbcClient database;

    @Test
    void givesEachTestClassItsDatabase() {
        assertThat(database.sql("select current_database()").query(String.class).single())
                .startsWith("test_");
    }
}
