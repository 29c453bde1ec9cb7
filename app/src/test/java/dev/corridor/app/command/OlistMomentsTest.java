package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a newcomer with tables of their own: the Olist tables are dropped as they are, and the page of moments
/// says where customers are lost. Left out where the tables are not on this machine.
@Tag("slow")
class OlistMomentsTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void saysWhereCustomersAreLostOnceTheTablesAreDropped() throws Exception {
        List<Path> tables = tables();
        try (ServerInUse server = ServerInUse.start(temporary)) {
            long began = System.nanoTime();
            long set = server.set(server.finished(server.drop("Olist", tables)));
            String moments = searched(server, "/sets/" + set + "/moments?outcome=score&language=en");
            System.out.printf("olist: %d ms from the upload to the moments%n", (System.nanoTime() - began) / 1_000_000);
            assertThat(headline(moments)).contains("due");
            assertThat(moments).contains("8,225", "1.65", "4.27");

            assertThat(searched(server, "/sets/" + set + "/moments?outcome=churn&language=en"))
                    .contains("<h1")
                    .doesNotContain("cannot be searched here");
        }
    }

    /// @param address of the page of moments, once it has an answer
    private static String searched(ServerInUse server, String address) throws Exception {
        return server.await(address, page -> !page.contains("id=\"progress\""));
    }

    private static String headline(String page) {
        String main = page.substring(page.indexOf("<h1"));
        return main.substring(0, main.indexOf("</h1>"));
    }

    private static List<Path> tables() throws IOException {
        Path folder = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                        .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                        .orElse("../../shared/data"))
                .resolve("olist/base");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no data at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }
}
