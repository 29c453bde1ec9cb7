package dev.corridor.engine.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.SampleLog;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Bytes of a summary that were changed are refused, or are a summary that can be merged, read and written.
class DamagedSummaryTest {
    private static final int CHANGES = 400;

    /// @param use asks for figures
    record Kind<S extends Summary<S>>(S summary, Function<byte[], S> read, Consumer<S> use) {
        void survives(byte[] bytes) {
            S found;
            try {
                found = read.apply(bytes);
            } catch (CorridorException error) {
                assertThat(error.code()).isEqualTo(EngineError.SUMMARY_DAMAGED);
                return;
            }
            S again = read.apply(found.toBytes());
            assertThat(again.digest()).isEqualTo(found.digest());
            use.accept(found);
            try {
                found.merge(found).toBytes();
            } catch (IllegalArgumentException _) {
                return;
            }
        }
    }

    static List<Kind<?>> kinds() {
        JourneyLog log = SampleLog.journeys(new JourneyRule.ByKey());
        JourneySelection all = log.all();
        return List.of(
                new Kind<>(TouchpointCounts.of(all), TouchpointCounts::fromBytes, TouchpointCounts::interactions),
                new Kind<>(StartsAndEnds.of(all), StartsAndEnds::fromBytes, StartsAndEnds::digest),
                new Kind<>(Flow.of(all), Flow::fromBytes, flow -> flow.edges().forEach(edge -> edge.quantile(0.9))),
                new Kind<>(
                        Paths.of(all),
                        Paths::fromBytes,
                        paths -> paths.top(5)
                                .paths()
                                .forEach(path -> path.durations().quantile(0.5))),
                new Kind<>(EdgeCounts.of(all), EdgeCounts::fromBytes, EdgeCounts::edges),
                new Kind<>(PathCounts.of(all), PathCounts::fromBytes, paths -> paths.top(5)),
                new Kind<>(Loops.of(all), Loops::fromBytes, Loops::repeatingJourneys),
                new Kind<>(Extent.of(all), Extent::fromBytes, Extent::customers),
                new Kind<>(FirstOccurrences.of(all), FirstOccurrences::fromBytes, firsts -> firsts.order(code -> code)),
                new Kind<>(Precedence.of(all, 0, 1, true), Precedence::fromBytes, Precedence::examples),
                new Kind<>(
                        JourneyDurations.of(all, new OpenJourneys(log)),
                        JourneyDurations::fromBytes,
                        durations -> durations.quantile(0.5)),
                new Kind<>(Around.of(all, 1, 2), Around::fromBytes, around -> around.beyond(-1)),
                new Kind<>(
                        Funnel.of(all, new int[] {0, 1}, OptionalLong.empty()),
                        Funnel::fromBytes,
                        funnel -> funnel.sinceEntry(0).quantile(0.5)),
                new Kind<>(Visited.of(all, log.store().schema().idOf("score")), Visited::fromBytes, Visited::all),
                new Kind<>(
                        Groups.of(all, log.store().schema().idOf("sellers")),
                        Groups::fromBytes,
                        groups -> groups.groups()
                                .forEach(group -> group.durations().quantile(0.5))));
    }

    @Test
    void survivesAnyChange() {
        for (Kind<?> kind : kinds()) {
            byte[] bytes = kind.summary.toBytes();
            for (int seed = 0; seed < CHANGES; seed++) {
                Random random = new Random(seed);
                byte[] changed = bytes.clone();
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                try {
                    kind.survives(changed);
                } catch (RuntimeException | Error other) {
                    throw new AssertionError(kind.summary.getClass() + ", seed " + seed, other);
                }
            }
        }
    }

    @Test
    void refusesEveryOtherLength() {
        for (Kind<?> kind : kinds()) {
            byte[] bytes = kind.summary.toBytes();
            for (int length = 0; length <= bytes.length + 1; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                if (length == bytes.length) {
                    assertThat(kind.read.apply(cut).toBytes()).isEqualTo(bytes);
                } else {
                    assertThatThrownBy(() -> kind.read.apply(cut))
                            .as("%s of %d bytes", kind.summary.getClass(), length)
                            .isInstanceOfSatisfying(
                                    CorridorException.class,
                                    error -> assertThat(error.code()).isEqualTo(EngineError.SUMMARY_DAMAGED));
                }
            }
        }
    }

    @Test
    void refusesOtherVersions() {
        for (Kind<?> kind : kinds()) {
            byte[] bytes = kind.summary.toBytes();
            bytes[3]++;
            assertThatThrownBy(() -> kind.read.apply(bytes))
                    .as("%s", kind.summary.getClass())
                    .isInstanceOf(CorridorException.class)
                    .hasMessageContaining("version");
        }
    }
}
