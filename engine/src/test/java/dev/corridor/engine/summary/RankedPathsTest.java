package dev.corridor.engine.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedPathsTest {
    private static final int TOUCHPOINTS = 64;
    private static final int JOURNEYS = 70_000;

    @Test
    void ranksMorePathsThanAreOrderedAtFirst() {
        RankedPaths ranked =
                RankedPaths.of(store().journeys(new JourneyRule.ByKey()).all());
        List<Paths.Path> expected = Paths.of(
                        store().journeys(new JourneyRule.ByKey()).all())
                .top(JOURNEYS)
                .paths();
        assertThat(ranked.size()).isEqualTo(expected.size()).isGreaterThan(50_000);
        assertThat(ranked.count(0)).isEqualTo(expected.getFirst().count());
        assertThat(ranked.journeysFrom(21_000))
                .isEqualTo(expected.stream()
                        .skip(21_000)
                        .mapToLong(Paths.Path::count)
                        .sum());
        assertThat(IntStream.range(0, ranked.size())
                        .mapToObj(rank -> Arrays.toString(ranked.touchpoints(rank)) + ranked.count(rank)))
                .isEqualTo(expected.stream()
                        .map(path -> Arrays.toString(path.touchpoints()) + path.count())
                        .toList());
    }

    private static Store store() {
        Random random = new Random(3);
        try (StoreBuilder builder =
                new StoreBuilder(new Schema(List.of(), List.of(), List.of(), true), BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                for (int touchpoint = 0; touchpoint < TOUCHPOINTS; touchpoint++) {
                    appender.touchpoint("t" + touchpoint);
                }
                for (int journey = 0; journey < JOURNEYS; journey++) {
                    for (int step = 0; step < 3; step++) {
                        appender.begin(null, Integer.toString(journey).getBytes(StandardCharsets.UTF_8));
                        appender.interaction(random.nextInt(TOUCHPOINTS), step, 0, 3L * journey + step);
                        appender.end();
                    }
                }
            }
            return builder.build();
        }
    }
}
