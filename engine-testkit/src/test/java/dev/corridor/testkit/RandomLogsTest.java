package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.JourneyRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What must hold between the numbers of any log, whatever its shape.
class RandomLogsTest {
    private static final int SEEDS = 8;

    @ParameterizedTest
    @EnumSource
    void drawsTheSameLogFromTheSameSeed(LogShape shape) {
        assertThat(RandomLogs.log(shape, 7)).isEqualTo(RandomLogs.log(shape, 7));
        if (shape != LogShape.EMPTY) {
            assertThat(RandomLogs.log(shape, 7)).isNotEqualTo(RandomLogs.log(shape, 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryInteractionOnceUnderEveryRule(LogShape shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            for (JourneyRule rule : RandomLogs.rules(log, seed)) {
                NaiveJourneys journeys = NaiveJourneys.of(log, rule);
                List<NaiveInteraction> kept = journeys.journeys().stream()
                        .flatMap(journey -> journey.interactions().stream())
                        .toList();
                assertThat(new HashSet<>(kept)).as("seed %d, %s", seed, rule).hasSize(kept.size());
                assertThat(kept.size() + journeys.outside())
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(log.interactions().size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverGoesBackInTime(LogShape shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            for (JourneyRule rule : RandomLogs.rules(log, seed)) {
                List<NaiveJourney> journeys = NaiveJourneys.of(log, rule).journeys();
                assertThat(journeys.stream()
                                .flatMap(journey -> journey.duration().stream().boxed()))
                        .as("seed %d, %s", seed, rule)
                        .allMatch(duration -> duration >= 0);
                assertThat(NaiveFlow.of(journeys).stream()
                                .flatMap(edge -> edge.min().stream().boxed()))
                        .as("seed %d, %s", seed, rule)
                        .allMatch(min -> min >= 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesBetweenSummaries(LogShape shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            for (JourneyRule rule : RandomLogs.rules(log, seed)) {
                List<NaiveJourney> journeys =
                        NaiveJourneys.of(log, rule, RandomLogs.asOf(log, seed)).journeys();
                long interactions = journeys.stream()
                        .mapToLong(journey -> journey.interactions().size())
                        .sum();
                List<NaiveTouchpoints.Count> counts = NaiveTouchpoints.counts(journeys);
                String place = "seed " + seed + ", " + rule;
                assertThat(sum(counts.stream()
                                .map(NaiveTouchpoints.Count::interactions)
                                .toList()))
                        .as(place)
                        .isEqualTo(interactions);
                assertThat(sum(NaiveFlow.of(journeys).stream()
                                .map(NaiveFlow.Edge::count)
                                .toList()))
                        .as(place)
                        .isEqualTo(interactions - journeys.size());
                assertThat(sum(NaiveTouchpoints.ends(journeys).stream()
                                .map(NaiveTouchpoints.Place::journeys)
                                .toList()))
                        .as(place)
                        .isEqualTo(journeys.size());
                assertThat(sum(NaiveLoops.of(journeys).loops().stream()
                                .map(loop -> loop.selfLoops() + loop.returns())
                                .toList()))
                        .as(place)
                        .isEqualTo(sum(counts.stream()
                                .map(NaiveTouchpoints.Count::repeats)
                                .toList()));
                NaivePaths paths = NaivePaths.of(journeys, 3);
                assertThat(sum(paths.paths().stream()
                                        .map(NaivePaths.Path::count)
                                        .toList())
                                + paths.otherJourneys())
                        .as(place)
                        .isEqualTo(journeys.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsAPrefixOfEveryJourneyAtAsOf(LogShape shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            NaiveLog log = RandomLogs.log(shape, seed);
            Set<List<NaiveInteraction>> prefixes = new HashSet<>();
            List<NaiveJourney> whole =
                    NaiveJourneys.of(log, new JourneyRule.ByKey()).journeys();
            List<NaiveJourney> cut = NaiveJourneys.of(log, new JourneyRule.ByKey(), RandomLogs.asOf(log, seed))
                    .journeys();
            Set<Integer> lengths = new HashSet<>();
            cut.forEach(journey -> lengths.add(journey.interactions().size()));
            for (NaiveJourney journey : whole) {
                for (int length : lengths) {
                    if (length <= journey.interactions().size()) {
                        prefixes.add(journey.interactions().subList(0, length));
                    }
                }
            }
            assertThat(cut.stream().map(NaiveJourney::interactions))
                    .as("seed %d", seed)
                    .allMatch(prefixes::contains);
        }
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
