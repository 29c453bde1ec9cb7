package dev.corridor.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.test.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class HealthTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Test
    void livesAndIsReadyWithoutSession() throws Exception {
        assertThat(ask("/health").body()).isEqualTo("{\"status\":\"up\"}");
        HttpResponse<String> ready = ask("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("session");
        assertThat(database.sql("select count(*) from spring_session")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void isNotReadyOnTablesOfAnotherVersion() throws Exception {
        database.sql("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                        + " installed_by, execution_time, success)"
                        + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'test', 1, true)")
                .update();
        try {
            HttpResponse<String> ready = ask("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("version 999");
            assertThat(ask("/health").statusCode()).isEqualTo(200);
        } finally {
            database.sql("delete from flyway_schema_history where installed_rank = 999")
                    .update();
        }
    }

    @Test
    void measuresForThisMachineButNotForOthersBehindProxy() throws Exception {
        HttpResponse<String> here = ask("/metrics");
        assertThat(here.statusCode()).isEqualTo(200);
        assertThat(here.body()).contains("jvm_memory_used_bytes").contains("http_server_requests");
        for (String header : new String[] {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"}) {
            assertThat(ask("/metrics", header, "203.0.113.9").statusCode()).isEqualTo(403);
        }
    }

    private HttpResponse<String> ask(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
