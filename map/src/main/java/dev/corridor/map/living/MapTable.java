package dev.corridor.map.living;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.Score;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a painting shows, as tables: the same marks with the same figures and addresses. Waits and scores stand with
/// their 95 % interval and what they rest on.
///
/// @param list the address of the journeys that a number counts; empty where there is none
record MapTable(
        Places places,
        Content content,
        Looks looks,
        Ink ink,
        Function<Mark, String> link,
        BiFunction<Mark, Metric, String> list) {
    private static final Set<Metric> WAITS = Set.of(Metric.MEDIAN_WAIT, Metric.P90_WAIT);
    private static final Set<Metric> OF_TOUCHPOINTS = Set.of(Metric.REPEATS, Metric.DROP_OUTS);

    String html() {
        return switch (content) {
            case Counted counted -> counted(counted);
            case Compared compared -> compared(compared);
        };
    }

    // ---- one selection

    private String counted(Counted counted) {
        Metric metric = counted.view().metric();
        Figures figures = counted.figures();
        List<String> heads = new ArrayList<>(List.of("table.journeys", "table.share"));
        boolean more = metric != Metric.JOURNEYS;
        List<String> columns = heads.stream().map(wording()::say).toList();
        String touchpoints = table(
                "table.touchpoints",
                List.of("table.touchpoint"),
                more ? with(columns, heads(metric)) : columns,
                shown(ink.touchpoints(), node -> figures.touchpoints().get(node).journeys()),
                node -> {
                    Touchpoint touchpoint = figures.touchpoints().get(node);
                    Mark mark = places.touchpoint(node);
                    List<String> cells = counts(mark, touchpoint.journeys(), figures.journeys());
                    String words = looks.touchpoints().get(node).words();
                    if (metric == Metric.SCORE) {
                        return with(cells, scores(mark, counted, touchpoint.score()));
                    }
                    return more ? with(cells, cells(mark, metric, words, touchpoint.toNext())) : cells;
                });
        boolean onSteps = more && !OF_TOUCHPOINTS.contains(metric);
        String steps = table(
                "table.steps",
                List.of("table.from", "table.to"),
                onSteps ? with(columns, heads(metric)) : columns,
                shown(ink.steps(), step -> figures.edges().get(step).journeys()),
                step -> {
                    Edge edge = figures.edges().get(step);
                    Mark mark = places.mark(step);
                    List<String> cells = counts(mark, edge.journeys(), figures.journeys());
                    String words = looks.steps().get(step).words();
                    if (metric == Metric.SCORE) {
                        return with(cells, scores(mark, counted, edge.score()));
                    }
                    return onSteps ? with(cells, cells(mark, metric, words, edge.times())) : cells;
                });
        return touchpoints + steps;
    }

    private List<String> counts(Mark mark, long journeys, long all) {
        return List.of(
                counted(mark, Metric.JOURNEYS, wording().number(journeys)),
                escape(wording().share(journeys, all)));
    }

    /// A number of journeys with the way to their list.
    private String counted(Mark mark, Metric metric, String number) {
        String address = number.equals("0") ? "" : list.apply(mark, metric);
        return address.isEmpty() ? escape(number) : "<a href=\"" + escape(address) + "\">" + escape(number) + "</a>";
    }

    private List<String> heads(Metric metric) {
        String own = metric.label(wording());
        if (metric == Metric.SCORE) {
            return List.of(own, wording().say("table.interval"), wording().say("table.scores"));
        }
        return WAITS.contains(metric)
                ? List.of(own, wording().say("table.interval"), wording().say("table.times"))
                : List.of(own);
    }

    /// What a metric says of a mark.
    private List<String> cells(Mark mark, Metric metric, String words, Times times) {
        if (OF_TOUCHPOINTS.contains(metric) || metric == Metric.CUSTOMERS) {
            return List.of(counted(mark, metric, words));
        }
        if (!WAITS.contains(metric)) {
            return List.of(escape(words));
        }
        Times.Range range = metric == Metric.MEDIAN_WAIT ? times.median() : times.p90();
        return List.of(
                escape(words), escape(range(range)), times.known() ? wording().number(times.count()) : "");
    }

    private List<String> scores(Mark mark, Counted counted, Score score) {
        if (!places.shades().shown(score)) {
            return List.of(escape(counted.score(score)), "", "");
        }
        String interval = score.hasInterval()
                ? wording()
                        .say(
                                "table.interval.ends",
                                wording().decimal(score.low(), 2),
                                wording().decimal(score.high(), 2))
                : "";
        return List.of(
                wording().decimal(score.mean(), 2) + counted.few(score),
                interval,
                counted(mark, Metric.SCORE, wording().number(score.scored())));
    }

    private String range(Times.Range range) {
        if (range.low().isEmpty()) {
            return "";
        }
        String low = wording().duration(range.low().getAsDouble());
        return range.high().isEmpty()
                ? wording().say("table.interval.open", low)
                : wording()
                        .say(
                                "table.interval.ends",
                                low,
                                wording().duration(range.high().getAsDouble()));
    }

    // ---- two selections

    private String compared(Compared compared) {
        List<String> columns = List.of(
                wording().say("table.share.of", compared.comparison().nameA()),
                wording().say("table.share.of", compared.comparison().nameB()),
                wording().say("table.difference"),
                wording().say("table.verdict"));
        String touchpoints = table(
                "table.touchpoints",
                List.of("table.touchpoint"),
                columns,
                shown(ink.touchpoints(), node -> apart(compared.difference(node))),
                node -> shares(compared, compared.difference(node)));
        String steps = table(
                "table.steps",
                List.of("table.from", "table.to"),
                columns,
                shown(ink.steps(), step -> apart(compared.stepDifference(step))),
                step -> shares(compared, compared.stepDifference(step)));
        return touchpoints + steps;
    }

    private static double apart(Difference difference) {
        return Math.abs(difference.shareB() - difference.shareA());
    }

    private List<String> shares(Compared compared, Difference difference) {
        double points = 100 * (difference.shareB() - difference.shareA());
        String sign = points > 0.05 ? "+" : "";
        return List.of(
                escape(compared.percent(difference.shareA())),
                escape(compared.percent(difference.shareB())),
                escape(wording().say("table.points", sign + wording().decimal(points))),
                escape(compared.verdict(difference)));
    }

    // ---- both

    private static List<String> with(List<String> cells, List<String> more) {
        List<String> all = new ArrayList<>(cells);
        all.addAll(more);
        return all;
    }

    private static List<Integer> shown(boolean[] inked, ToDoubleFunction<Integer> weight) {
        return IntStream.range(0, inked.length)
                .filter(index -> inked[index])
                .boxed()
                .sorted(Comparator.comparingDouble(weight).reversed().thenComparing(index -> index))
                .toList();
    }

    /// @param names keys of the first columns, one for touchpoints, two for steps
    /// @param cells as HTML
    private String table(
            String caption,
            List<String> names,
            List<String> columns,
            List<Integer> rows,
            IntFunction<List<String>> cells) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<table class=\"tab\"><caption>")
                .append(wording().say(caption))
                .append("</caption><thead><tr>");
        names.forEach(name -> html.append("<th scope=\"col\" class=\"t\">")
                .append(wording().say(name))
                .append("</th>"));
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (int row : rows) {
            html.append("<tr>").append(names.size() == 1 ? touchpoint(row) : step(row));
            cells.apply(row).forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }

    private String touchpoint(int node) {
        return head(places.touchpoint(node), name(node));
    }

    private String step(int step) {
        Graph.Link joined = places.graph().links().get(step);
        return head(places.mark(step), name(joined.from())) + "<td class=\"t\"><bdi>" + name(joined.to())
                + "</bdi></td>";
    }

    private String head(Mark mark, String name) {
        return "<th scope=\"row\" class=\"t\"><a href=\"" + escape(link.apply(mark)) + "\"><bdi>" + name
                + "</bdi></a></th>";
    }

    private String name(int node) {
        return escape(places.graph().nodes().get(node).name());
    }

    private Wording wording() {
        return places.wording();
    }
}
