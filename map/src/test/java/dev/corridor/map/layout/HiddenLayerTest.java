package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenLayerTest {
    /// Crossings on the opening, and on everything, of ten seeds added up. Lower both when the layout gets better.
    @ParameterizedTest
    @CsvSource({"12, 14, 658", "30, 120, 3350", "60, 480, 5123"})
    void crossesNoMoreThanRecorded(int touchpoints, int opening, int all) {
        int inOpening = 0;
        int inAll = 0;
        for (long seed = 1; seed <= 10; seed++) {
            Graph graph = LayoutTest.graph(touchpoints, seed);
            Plan plan = HorizontalLayout.of(graph);
            inOpening += Crossings.in(opening(plan, graph));
            inAll += Crossings.in(plan);
        }
        assertThat(inOpening).as("opening").isLessThanOrEqualTo(opening);
        assertThat(inAll).as("everything").isLessThanOrEqualTo(all);
    }

    private static Plan opening(Plan plan, Graph graph) {
        List<Plan.Track> shown = plan.tracks().stream()
                .filter(track ->
                        track.link() < 0 || !graph.links().get(track.link()).rare())
                .toList();
        return new Plan(
                plan.width(),
                plan.height(),
                plan.vertical(),
                plan.base(),
                plan.stations(),
                shown,
                plan.spurs(),
                plan.terminals());
    }

    @Test
    void leavesTheOpeningWhereItWouldStandAlone() {
        Graph graph = LayoutTest.graph(30, 3);
        Graph.Part part = graph.opening();
        Plan alone = VerticalLayout.of(part.graph());
        Plan whole = VerticalLayout.of(graph);
        List<Box> there = new ArrayList<>();
        IntStream.range(0, part.nodes().size())
                .forEach(
                        i -> there.add(whole.stations().get(part.nodes().get(i)).mark()));
        assertThat(there)
                .containsExactlyElementsOf(
                        alone.stations().stream().map(Plan.Station::mark).toList());
    }

    @Test
    void drawsEveryStepAndEveryTouchpointOnce() {
        Graph graph = LayoutTest.graph(30, 3);
        Plan plan = HorizontalLayout.of(graph);
        assertThat(plan.stations().stream().map(Plan.Station::node))
                .containsExactlyElementsOf(
                        IntStream.range(0, graph.nodes().size()).boxed().toList());
        assertThat(plan.tracks().stream().map(Plan.Track::link).filter(link -> link >= 0))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, graph.links().size()).boxed().toList());
    }
}
