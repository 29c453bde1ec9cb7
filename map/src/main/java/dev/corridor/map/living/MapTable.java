package dev.corridor.map.living;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a painting shows, as tables: the same marks with the same figures and addresses.
record MapTable(Places places, Content content, Looks looks, Ink ink, Function<Mark, String> link) {
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
        boolean scored = metric == Metric.SCORE;
        List<String> columns = heads.stream().map(wording()::say).toList();
        String touchpoints = table(
                "table.touchpoints",
                List.of("table.touchpoint"),
                more ? columns(columns, metric) : columns,
                shown(ink.touchpoints(), node -> figures.touchpoints().get(node).journeys()),
                node -> {
                    Touchpoint touchpoint = figures.touchpoints().get(node);
                    List<String> cells = counts(touchpoint.journeys(), figures.journeys());
                    List<String> metrics =
                            more ? with(cells, looks.touchpoints().get(node).words()) : cells;
                    return scored ? with(metrics, counted.basis(touchpoint.score())) : metrics;
                });
        boolean onSteps = more && metric != Metric.REPEATS && metric != Metric.DROP_OUTS;
        String steps = table(
                "table.steps",
                List.of("table.from", "table.to"),
                onSteps ? columns(columns, metric) : columns,
                shown(ink.steps(), step -> figures.edges().get(step).journeys()),
                step -> {
                    Edge edge = figures.edges().get(step);
                    List<String> cells = counts(edge.journeys(), figures.journeys());
                    List<String> metrics =
                            onSteps ? with(cells, looks.steps().get(step).words()) : cells;
                    return scored ? with(metrics, counted.basis(edge.score())) : metrics;
                });
        return touchpoints + steps;
    }

    private List<String> columns(List<String> columns, Metric metric) {
        List<String> all = with(columns, metric.label(wording()));
        return metric == Metric.SCORE ? with(all, wording().say("table.basis")) : all;
    }

    private List<String> counts(long journeys, long all) {
        return List.of(wording().number(journeys), wording().share(journeys, all));
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
                compared.percent(difference.shareA()),
                compared.percent(difference.shareB()),
                wording().say("table.points", sign + wording().decimal(points)),
                compared.verdict(difference));
    }

    // ---- both

    private static List<String> with(List<String> cells, String more) {
        List<String> all = new ArrayList<>(cells);
        all.add(more);
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
            cells.apply(row)
                    .forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
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
