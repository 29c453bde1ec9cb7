package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClashesTest {
    private static final Plan GOOD = HorizontalLayout.of(LayoutTest.graph(12, 1));

    @Test
    void findsNameMovedOntoAnother() {
        List<Plan.Station> stations = new ArrayList<>(GOOD.stations());
        Plan.Station first = stations.getFirst();
        stations.set(1, new Plan.Station(1, true, stations.get(1).mark(), first.label(), first.lines()));
        assertThat(Clashes.in(with(stations, GOOD.tracks()))).anyMatch(clash -> clash.contains("name 1"));
    }

    @Test
    void findsTrackThroughStation() {
        List<Plan.Track> tracks = new ArrayList<>(GOOD.tracks());
        Plan.Station far = GOOD.stations().get(5);
        Plan.Track old = tracks.getFirst();
        double y = far.mark().centerY();
        List<Point> corners = List.of(new Point(1, y), new Point(GOOD.width() - 1, y));
        tracks.set(0, new Plan.Track(old.link(), 0, 1, Plan.Kind.ONWARD, corners, 2, 0, 0, old.label(), false));
        assertThat(Clashes.in(with(GOOD.stations(), tracks))).anyMatch(clash -> clash.contains("through station 5"));
    }

    private static Plan with(List<Plan.Station> stations, List<Plan.Track> tracks) {
        return new Plan(
                GOOD.width(), GOOD.height(), false, GOOD.base(), stations, tracks, GOOD.spurs(), GOOD.terminals());
    }
}
