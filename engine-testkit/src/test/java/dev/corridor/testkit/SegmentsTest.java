package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same records make the same store, byte for byte, whoever tells them in whatever order; and its figures
/// do not depend on the number of its segments.
class SegmentsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void areSameBytesFromAnyThreadsInAnyOrder(LogShape shape) throws Exception {
        for (long seed = 0; seed < 2; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            for (long segmentRecords : new long[] {5, 4_000_000}) {
                List<String> first = saved(build(log, options(1L << 30, segmentRecords), 1, seed));
                List<String> second = saved(build(log, options(0, segmentRecords), 3, seed + 100));
                assertThat(second)
                        .as("%s, seed %d, %d records", shape, seed, segmentRecords)
                        .isEqualTo(first);
            }
        }
    }

    private BuildOptions options(long memory, long segmentRecords) {
        return new BuildOptions(memory, folder, 2, segmentRecords);
    }

    /// Deals the records out to appenders of as many threads, in random order.
    private static Store build(NaiveLog log, BuildOptions options, int threads, long seed) throws Exception {
        List<NaiveInteraction> records = new ArrayList<>(log.records());
        Collections.shuffle(records, new Random(seed));
        try (StoreBuilder builder = new StoreBuilder(log.schema(), options);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> told = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                List<NaiveInteraction> share =
                        records.subList(records.size() * thread / threads, records.size() * (thread + 1) / threads);
                told.add(pool.submit(() -> {
                    try (Appender appender = builder.appender()) {
                        LogAppender.append(log.schema(), share, appender);
                    }
                }));
            }
            for (Future<?> each : told) {
                each.get();
            }
            return builder.build();
        }
    }

    /// The bytes of the saved segments.
    private List<String> saved(Store store) throws IOException {
        Path place = Files.createTempDirectory(folder, "store");
        store.save(place, Map.of(), false);
        List<String> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                if (String.valueOf(file.getFileName()).startsWith("segment-")) {
                    segments.add(HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return segments;
    }

    @Test
    void giveSameFiguresHoweverMany() throws Exception {
        for (long seed = 0; seed < 5; seed++) {
            NaiveLog log = RandomLogs.log(LogShape.INTERLEAVED_KEYS, seed);
            Store one = build(log, options(1L << 30, 4_000_000), 1, seed);
            Store many = build(log, options(1L << 30, 1), 1, seed);
            assertThat(one.segments().size()).isEqualTo(1);
            assertThat(many.segments().size()).isGreaterThan(1);
            for (JourneyRule rule : List.of(new JourneyRule.ByKey(), new JourneyRule.ByCustomer())) {
                assertThat(Flow.of(many.journeys(rule).all()).digest())
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(Flow.of(one.journeys(rule).all()).digest());
                assertThat(Paths.of(many.journeys(rule).all()).digest())
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(Paths.of(one.journeys(rule).all()).digest());
            }
        }
    }
}
