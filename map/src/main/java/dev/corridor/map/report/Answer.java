package dev.corridor.map.report;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The sentence that answers: how many journeys take the most used path, and where the longest wait is.
///
/// The longest wait is the largest median among the steps that at least [#NOTABLE] of the journeys, and no fewer than
/// [#FEWEST], passed; it is left out where no such step takes time.
final class Answer {
    private static final double NOTABLE = 0.05;
    private static final long FEWEST = 10;
    private static final double STANDS_OUT = 0.05;

    private final FlowMap map;
    private final FlowReport report;
    private final Wording wording;

    private Answer(FlowMap map) {
        this.map = map;
        this.report = map.report();
        this.wording = map.wording();
    }

    /// HTML; names are escaped.
    static String of(FlowMap map) {
        return new Answer(map).sentence();
    }

    private String sentence() {
        List<Path> paths = report.paths().listed();
        if (paths.isEmpty() || report.journeys() == 0) {
            return wording.say("answer.empty");
        }
        Path most = paths.getFirst();
        String share = wording.share(most.count(), report.journeys());
        boolean standsOut = most.count() >= STANDS_OUT * report.journeys();
        if (standsOut && most.touchpoints().size() == 1) {
            return wording.say("answer.one", share, name(most.touchpoints().getFirst()));
        }
        String ways;
        if (standsOut) {
            String from = name(most.touchpoints().getFirst());
            String to = name(most.touchpoints().getLast());
            ways = most.count() == report.journeys()
                    ? wording.say("answer.main.all", from, to)
                    : wording.say("answer.main", share, from, to);
        } else {
            ways = wording.say(
                    "answer.none", wording.count("paths", report.paths().distinct()), share);
        }
        String sentence = ways + longestWait().map(this::wait).orElse(wording.say("answer.stop"));
        return sentence.replace(".</em>.", ".</em>");
    }

    private Optional<Edge> longestWait() {
        double enough = Math.max(FEWEST, NOTABLE * report.journeys());
        return report.edges().stream()
                .filter(edge -> edge.journeys() >= enough && edge.times().medianSeconds() > 0)
                .max(Comparator.comparingDouble(edge -> edge.times().medianSeconds()));
    }

    private String wait(Edge edge) {
        return wording.say(
                "answer.wait",
                name(edge.from()),
                name(edge.to()),
                wording.duration(edge.times().medianSeconds()));
    }

    private String name(int touchpoint) {
        return "<bdi>" + escape(map.name(report.touchpoints().get(touchpoint))) + "</bdi>";
    }
}
