package dev.corridor.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Samples;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void opensWithTheFewestPathsThatCoverFourFifths(long seed) {
        FlowReport report = Samples.company(20, seed);
        Opening opening = Opening.of(report);
        List<Path> paths = report.paths().listed();
        long covered =
                paths.stream().limit(opening.paths()).mapToLong(Path::count).sum();
        long oneFewer = paths.stream()
                .limit(opening.paths() - 1L)
                .mapToLong(Path::count)
                .sum();
        assertThat(covered).isGreaterThanOrEqualTo((long) Math.ceil(0.8 * report.journeys()));
        assertThat(oneFewer * 10).isLessThan(report.journeys() * 8);
        Set<Integer> needed = paths.stream()
                .limit(opening.paths())
                .flatMap(path -> path.touchpoints().stream())
                .collect(Collectors.toSet());
        assertThat(opening.touchpoints()).isEqualTo(needed.size());
        assertThat(Set.copyOf(opening.order().subList(0, opening.touchpoints())))
                .isEqualTo(needed);
        Opening.Visible seen = opening.visible(report, opening.touchpoints(), opening.paths());
        assertThat(seen.journeys()).isEqualTo(covered);
        assertThat(seen.paths()).isEqualTo(opening.paths());
        assertThat(seen.touchpoints()).isEqualTo(needed.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void showsEverythingWhenEverythingIsRevealed(long seed) {
        FlowReport report = Samples.company(20, seed);
        Opening opening = Opening.of(report);
        Opening.Visible seen = opening.visible(
                report, report.touchpoints().size(), report.paths().listed().size());
        assertThat(seen)
                .isEqualTo(new Opening.Visible(
                        report.journeys(),
                        report.touchpoints().size(),
                        report.edges().size(),
                        report.paths().listed().size()));
    }
}
