package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsOfTracksTest {
    @ParameterizedTest
    @ValueSource(ints = {12, 30, 60})
    void leavesEverythingApartThatFillsItsRoom(int touchpoints) {
        for (long seed = 1; seed <= 6; seed++) {
            Graph graph = LayoutTest.graph(touchpoints, seed);
            for (Plan plan : List.of(HorizontalLayout.of(graph), VerticalLayout.of(graph))) {
                assertThat(Clashes.in(filled(plan)))
                        .as("%d touchpoints, seed %d", touchpoints, seed)
                        .isEmpty();
            }
        }
    }

    private static Plan filled(Plan plan) {
        Rooms rooms = Rooms.of(plan);
        List<Plan.Track> tracks = IntStream.range(0, plan.tracks().size())
                .mapToObj(i -> wide(plan.tracks().get(i), rooms.tracks().get(i)))
                .toList();
        List<Plan.Spur> spurs = IntStream.range(0, plan.spurs().size())
                .mapToObj(i -> {
                    Plan.Spur spur = plan.spurs().get(i);
                    return new Plan.Spur(
                            spur.node(),
                            spur.exit(),
                            spur.corners(),
                            rooms.spurs().get(i),
                            spur.label());
                })
                .toList();
        return new Plan(
                plan.width(),
                plan.height(),
                plan.vertical(),
                plan.base(),
                plan.stations(),
                tracks,
                spurs,
                plan.terminals());
    }

    private static Plan.Track wide(Plan.Track track, double width) {
        assertThat(width).isGreaterThanOrEqualTo(track.width());
        return new Plan.Track(
                track.link(),
                track.from(),
                track.to(),
                track.kind(),
                track.corners(),
                width,
                track.fromWidth(),
                track.toWidth(),
                track.label(),
                track.inside());
    }
}
