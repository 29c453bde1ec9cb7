package dev.corridor.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Samples;
import dev.corridor.map.Walked;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void opensWithTheFewestMostUsedStepsThatCoverFourFifths(long seed) {
        FlowReport report = Samples.company(20, seed);
        Opening opening = Opening.of(report);
        List<Integer> byUse = IntStream.range(0, report.edges().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        step -> -report.edges().get(step).journeys()))
                .toList();
        int fewest = IntStream.rangeClosed(0, byUse.size())
                .filter(steps -> 10 * followed(report, byUse.subList(0, steps)) >= 8 * report.journeys())
                .findFirst()
                .orElseThrow();
        List<Integer> opened = opening.steps().subList(0, opening.revealed());
        assertThat(byUse.subList(0, fewest)).containsAll(opened);
        Opening.Visible seen = opening.visible(report, opening.touchpoints(), opening.revealed());
        assertThat(10 * seen.journeys()).isGreaterThanOrEqualTo(8 * report.journeys());
        assertThat(seen.touchpoints()).hasSize(opening.touchpoints());
        assertThat(Set.copyOf(opened)).isEqualTo(seen.steps());
        for (int step : opened) {
            List<Integer> fewer = opened.stream().filter(other -> other != step).toList();
            assertThat(10 * followed(report, fewer)).as("without step %d", step).isLessThan(8 * report.journeys());
        }
    }

    /// Journeys whose every step is among the given ones, counted naively.
    private static long followed(FlowReport report, List<Integer> steps) {
        Set<List<Integer>> pairs = steps.stream()
                .map(step -> List.of(
                        report.edges().get(step).from(),
                        report.edges().get(step).to()))
                .collect(Collectors.toSet());
        return report.paths().listed().stream()
                .filter(path -> IntStream.range(1, path.touchpoints().size())
                        .allMatch(i -> pairs.contains(path.touchpoints().subList(i - 1, i + 1))))
                .mapToLong(Path::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void showsEverythingWhenEverythingIsRevealed(long seed) {
        FlowReport report = Samples.company(20, seed);
        Opening opening = Opening.of(report);
        Opening.Visible seen = opening.visible(
                report, report.touchpoints().size(), report.edges().size());
        assertThat(seen.journeys()).isEqualTo(report.journeys());
        assertThat(seen.touchpoints()).hasSameSizeAs(report.touchpoints());
        assertThat(seen.steps()).hasSameSizeAs(report.edges());
        assertThat(seen.paths()).isEqualTo(report.paths().listed().size());
    }

    @Test
    void opensWithTheMostUsedWhereNothingCoversEnough() {
        Walked walked = new Walked();
        Random random = new Random(5);
        for (int j = 0; j < 300; j++) {
            List<Integer> path = random.ints(20, 0, 200)
                    .mapToObj(i -> walked.touchpoint("T" + i))
                    .toList();
            walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        }
        FlowReport report = walked.report("no two alike");
        Opening opening = Opening.of(report);
        Opening.Visible seen = opening.visible(report, opening.touchpoints(), opening.revealed());
        assertThat(seen.touchpoints()).hasSize(20);
        assertThat(opening.drawn()).hasSize(Opening.MOST_TOUCHPOINTS);
        assertThat(seen.journeys()).isZero();
    }
}
