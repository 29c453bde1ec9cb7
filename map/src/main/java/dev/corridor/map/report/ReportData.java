package dev.corridor.map.report;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Score;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.svg.Opening;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the page's script works on, as JSON. Scores that are suppressed are not in it.
final class ReportData {
    private static final long COUNTS_FROM = 5;
    private static final List<String> WORDS = List.of(
            "fig.",
            "unit.",
            "slider.",
            "shows.",
            "hidden",
            "panel",
            "journeys.",
            "touchpoints.",
            "steps.",
            "paths.",
            "theme.",
            "passages.");

    private ReportData() {}

    static String json(FlowMap map, List<Integer> base) {
        FlowReport report = map.report();
        Opening opening = map.opening();
        Wording wording = map.wording();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("language", wording.language().tag());
        data.put("groupMark", wording.groupMark());
        data.put("decimalMark", wording.decimalMark());
        data.put("journeys", report.journeys());
        data.put("touchpoints", touchpoints(map));
        data.put("edges", edges(map));
        data.put("edgeCount", report.edges().size());
        data.put("paths", paths(map));
        data.put("pathCount", report.paths().distinct());
        data.put("drawn", opening.drawn());
        data.put("steps", opening.steps());
        data.put("base", base);
        Map<String, @Nullable Object> open = new LinkedHashMap<>();
        open.put("touchpoints", opening.touchpoints());
        open.put("steps", opening.revealed());
        data.put("opening", open);
        data.put("words", words(wording));
        return Json.write(data);
    }

    private static List<Object> touchpoints(FlowMap map) {
        List<Object> all = new ArrayList<>();
        FlowReport report = map.report();
        for (int i = 0; i < report.touchpoints().size(); i++) {
            Touchpoint touchpoint = report.touchpoints().get(i);
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("name", map.name(touchpoint));
            item.put("interactions", touchpoint.interactions());
            item.put("journeys", touchpoint.journeys());
            item.put("repeats", touchpoint.repeats());
            item.put("starts", touchpoint.starts());
            item.put("ends", touchpoint.ends());
            item.put("times", times(touchpoint.toNext()));
            score(item, touchpoint.score(), map);
            all.add(item);
        }
        return all;
    }

    private static List<Object> edges(FlowMap map) {
        List<Object> all = new ArrayList<>();
        FlowReport report = map.report();
        for (int i = 0; i < report.edges().size(); i++) {
            Edge edge = report.edges().get(i);
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("from", edge.from());
            item.put("to", edge.to());
            item.put("count", edge.count());
            item.put("journeys", edge.journeys());
            item.put("times", times(edge.times()));
            score(item, edge.score(), map);
            all.add(item);
        }
        return all;
    }

    private static List<Object> paths(FlowMap map) {
        List<Object> all = new ArrayList<>();
        for (Path path : map.report().paths().listed()) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("touchpoints", path.touchpoints());
            item.put("count", path.count());
            item.put("medianSeconds", rounded(path.medianSeconds()));
            score(item, path.score(), map);
            all.add(item);
        }
        return all;
    }

    private static @Nullable Object times(Times times) {
        return times.known()
                ? List.of(
                        times.count(),
                        rounded(times.minSeconds()),
                        rounded(times.medianSeconds()),
                        rounded(times.p90Seconds()),
                        rounded(times.meanSeconds()),
                        rounded(times.maxSeconds()))
                : null;
    }

    private static double rounded(double number) {
        return Double.isNaN(number) ? number : Math.round(number * 1000) / 1000.0;
    }

    private static void score(Map<String, @Nullable Object> item, Score score, FlowMap map) {
        if (map.scored() && (score.scored() >= COUNTS_FROM || (map.small() && score.scored() > 0))) {
            item.put("scored", score.scored());
            if (map.isShown(score)) {
                item.put("score", rounded(score.mean()));
                if (score.hasInterval()) {
                    item.put("between", List.of(rounded(score.low()), rounded(score.high())));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> words(Wording wording) {
        Map<String, @Nullable Object> words = new TreeMap<>();
        wording.all().forEach((key, value) -> {
            if (WORDS.stream().anyMatch(key::startsWith)) {
                words.put(key, value);
            }
        });
        return words;
    }
}
