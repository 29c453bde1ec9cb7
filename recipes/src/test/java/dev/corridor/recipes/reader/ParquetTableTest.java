package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTableTest {
    private static final String VALUES = """
            select 1 as id, 'Ação, "x"' as name, date '2017-07-09' as day, timestamp '2017-07-09 21:57:05.123456' as clock,
              timestamptz '2017-07-09 21:57:05+02' as instant, 12.50::decimal(9,2) as price, 17850.0::double as customer,
              0.1::float as share, true as ok, {'city': 'Recife', 'at': {'zip': '001'}} as place, [1, 2] as list,
              map {'k': 'v'} as more, 'raw'::blob as raw
            union all select 2, null, null, null, null, null, 'nan'::double, null, null, null, null, null, null
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "zstd", "gzip"})
    void readsEveryTypeAsText(String codec) throws SQLException {
        ReadBack read = ReadBack.of(Tables.open(write(VALUES, codec), ReadOptions.detect()));

        assertThat(read.table().columns())
                .containsExactly(
                        "id",
                        "name",
                        "day",
                        "clock",
                        "instant",
                        "price",
                        "customer",
                        "share",
                        "ok",
                        "place.city",
                        "place.at.zip",
                        "list",
                        "more",
                        "raw");
        assertThat(read.rows().getFirst())
                .containsExactly(
                        "1",
                        "Ação, \"x\"",
                        "2017-07-09",
                        "2017-07-09T21:57:05.123456",
                        "2017-07-09T19:57:05Z",
                        "12.50",
                        "17850",
                        "0.1",
                        "true",
                        "Recife",
                        "001",
                        "[1, 2]",
                        "{\"k\": \"v\"}",
                        "raw");
        assertThat(read.rows().get(1)).startsWith("2", "", "").containsOnly("2", "");
        assertThat(read.lines()).containsExactly(1L, 2L);
        assertThat(read.table().bytes()).isPositive();
    }

    @Test
    void keepsRowsWhoseBytesAreNoText() throws SQLException {
        Path file = write("select 1 as id, '\\x00ab'::blob as zero, '\\xC3('::blob as broken", "snappy");

        assertThat(ReadBack.of(Tables.open(file, ReadOptions.detect())).rows())
                .containsExactly(List.of("1", "006162", "c328"));
    }

    @Test
    void readsManyRowsInOrder() throws SQLException {
        Path file = write("select i as id, 'n' || (i % 7) as name from range(200000) t(i) order by i", "snappy");
        ReadBack read = ReadBack.of(Tables.open(file, ReadOptions.detect()));

        assertThat(read.rows()).hasSize(200_000);
        assertThat(IntStream.range(0, 200_000).allMatch(i -> read.rows().get(i).equals(List.of("" + i, "n" + i % 7))))
                .isTrue();
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesDamagedFiles() throws IOException, SQLException {
        byte[] whole = Files.readAllBytes(write(VALUES, "snappy"));
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] damaged =
                    round < 20 ? java.util.Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4)) : whole.clone();
            for (int i = 0; round >= 20 && i < 3; i++) {
                damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = ReadBack.write(folder, "damaged" + round + ".parquet", damaged);
            try {
                ReadBack.of(Tables.open(file, ReadOptions.detect()));
                assertThat(round).as("round %d of seed %d", round, seed).isGreaterThanOrEqualTo(20);
            } catch (dev.corridor.engine.error.CorridorException e) {
                assertThat(e.code()).isEqualTo(ReaderError.PARQUET_DAMAGED);
            }
        }
    }

    private Path write(String query, String codec) throws SQLException {
        Path file = folder.resolve(codec + ".parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet, codec '" + codec + "')");
        }
        return file;
    }
}
