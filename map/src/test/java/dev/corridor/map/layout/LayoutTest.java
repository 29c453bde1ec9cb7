package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.Walked;
import dev.corridor.map.report.HtmlReport;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.svg.Opening;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    /// Fewer of the largest, which take longest, unless with `-P simulations`.
    private static LongStream seeds(int touchpoints) {
        boolean all = touchpoints < 60 || "all".equals(System.getProperty("simulations"));
        return LongStream.rangeClosed(1, all ? 50 : 10).parallel();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 30, 60})
    void keepsEverythingApartFromLeftToRight(int touchpoints) {
        seeds(touchpoints)
                .forEach(seed -> assertThat(Clashes.in(HorizontalLayout.of(graph(touchpoints, seed))))
                        .as("%d touchpoints, seed %d", touchpoints, seed)
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 30, 60})
    void keepsEverythingApartFromTopToBottom(int touchpoints) {
        seeds(touchpoints)
                .forEach(seed -> assertThat(Clashes.in(VerticalLayout.of(graph(touchpoints, seed))))
                        .as("%d touchpoints, seed %d", touchpoints, seed)
                        .isEmpty());
    }

    @Test
    void standsStillForTheSameInput() {
        assertThat(HorizontalLayout.of(graph(30, 7))).isEqualTo(HorizontalLayout.of(graph(30, 7)));
        assertThat(VerticalLayout.of(graph(30, 7))).isEqualTo(VerticalLayout.of(graph(30, 7)));
    }

    @ParameterizedTest
    @MethodSource("oddLogs")
    void survives(String name, Walked walked) {
        Graph graph =
                FlowMap.of(walked.report(name), Wording.in(Language.EN), false).graph();
        assertThat(Clashes.in(HorizontalLayout.of(graph))).isEmpty();
        assertThat(Clashes.in(VerticalLayout.of(graph))).isEmpty();
    }

    static Stream<Arguments> oddLogs() {
        return Stream.of(
                Arguments.of("one touchpoint", walked(1, List.of(List.of(0)))),
                Arguments.of("one touchpoint again and again", walked(1, List.of(List.of(0, 0, 0, 0)))),
                Arguments.of("two touchpoints", walked(2, List.of(List.of(0, 1)))),
                Arguments.of("to and fro", walked(2, List.of(List.of(0, 1, 0, 1, 0), List.of(1, 0, 1)))),
                Arguments.of("only loops", walked(3, List.of(List.of(0, 0), List.of(1, 1), List.of(2, 2, 2)))),
                Arguments.of(
                        "no step at all",
                        walked(9, IntStream.range(0, 9).mapToObj(List::of).toList())),
                Arguments.of("everything to everything", walked(12, pairs(12))),
                Arguments.of("long names", longNames()));
    }

    private static List<List<Integer>> pairs(int size) {
        List<List<Integer>> paths = new ArrayList<>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                paths.add(List.of(from, to));
            }
        }
        return paths;
    }

    private static Walked walked(int touchpoints, List<List<Integer>> paths) {
        Walked walked = new Walked();
        IntStream.range(0, touchpoints).forEach(i -> walked.touchpoint("Touchpoint " + i));
        paths.forEach(path -> walked.add(
                path, path.stream().map(touchpoint -> 1e9 + touchpoint).toList(), Double.NaN));
        return walked;
    }

    private static Walked longNames() {
        Walked walked = new Walked();
        List<Integer> path = new ArrayList<>();
        for (String name : List.of(
                "x".repeat(200), "Очень длинное название точки ".repeat(7), "客户服务".repeat(50), "a b ".repeat(50))) {
            path.add(walked.touchpoint(name));
        }
        path.addAll(path.reversed());
        walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        return walked;
    }

    @Test
    void placesSixtyOfSixHundredTouchpointsAndSaysSo() {
        Walked walked = new Walked();
        Random random = new Random(3);
        IntStream.range(0, 624).forEach(i -> walked.touchpoint("Treatment " + i));
        for (int j = 0; j < 1100; j++) {
            List<Integer> path = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                path.add((int) Math.min(623, Math.abs(random.nextGaussian()) * 120));
            }
            walked.add(path, path.stream().map(touchpoint -> 1e9).toList(), Double.NaN);
        }
        FlowReport report = walked.report("hospital");
        assertThat(report.edges()).hasSizeGreaterThan(4000);
        Graph graph = FlowMap.of(report, Wording.in(Language.EN), false).graph();
        assertThat(graph.nodes()).hasSize(Opening.MOST_TOUCHPOINTS);
        assertThat(graph.links()).hasSizeLessThanOrEqualTo(Opening.MOST_STEPS);
        assertThat(Clashes.in(HorizontalLayout.of(graph))).isEmpty();
        assertThat(Clashes.in(VerticalLayout.of(graph))).isEmpty();
        String page = HtmlReport.render(report, HtmlReport.Options.in(Language.EN));
        assertThat(page).hasSizeLessThan(6_000_000).contains("Too rare for a place on the map: 564 touchpoints");
    }

    @Test
    void putsStagesBeforeTheOrderWithinThem() {
        Graph free = graph(12, 1);
        List<Graph.Node> staged = IntStream.range(0, free.nodes().size())
                .mapToObj(i -> {
                    Graph.Node node = free.nodes().get(i);
                    return new Graph.Node(
                            node.name(),
                            node.metrics(),
                            node.journeys(),
                            node.starts(),
                            node.ends(),
                            node.startLines(),
                            node.endLines(),
                            node.rare(),
                            i % 3);
                })
                .toList();
        Plan plan = HorizontalLayout.of(new Graph(staged, free.links(), free.walks(), free.journeys(), free.enter()));
        assertThat(Clashes.in(plan)).isEmpty();
        for (Plan.Station one : plan.stations()) {
            for (Plan.Station other : plan.stations()) {
                if (one.node() % 3 < other.node() % 3) {
                    assertThat(one.mark().centerX()).isLessThan(other.mark().centerX());
                }
            }
        }
    }

    @Test
    void drawsTheMainPathStraight() {
        Plan plan = HorizontalLayout.of(graph(30, 4));
        assertThat(plan.base()).hasSizeGreaterThan(5);
        List<Double> levels = plan.tracks().stream()
                .filter(track -> track.kind() == Plan.Kind.BASE)
                .flatMap(track -> track.corners().stream())
                .map(Point::y)
                .distinct()
                .toList();
        assertThat(levels).hasSize(1);
        assertThat(plan.base()).allSatisfy(node -> {
            Box mark = plan.stations().get(node).mark();
            assertThat(levels.getFirst()).isBetween(mark.y(), mark.bottom());
        });
        double x = 0;
        for (int node : plan.base()) {
            assertThat(plan.stations().get(node).mark().x()).isGreaterThan(x);
            x = plan.stations().get(node).mark().x();
        }
    }

    static Graph graph(int touchpoints, long seed) {
        return FlowMap.of(Samples.company(touchpoints, seed, 1000), Wording.in(Language.EN), false)
                .graph();
    }
}
