package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.Score;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One selection: widths are journeys, words and colours the metric.
///
/// @param customers by mark; read where they are the metric, and none where a mark is missing
record Counted(Places places, Figures figures, View view, Map<Mark, Long> customers) implements Content {
    /// Behind a mean of few scores.
    static final String FEW = "*";

    Counted(Places places, Figures figures, View view) {
        this(places, figures, view, Map.of());
    }

    @Override
    public String kind() {
        return view.metric() == Metric.JOURNEYS || view.metric() == Metric.CUSTOMERS ? "" : " shaded";
    }

    @Override
    public boolean bedded() {
        return view.scale() == Scale.WHOLE;
    }

    @Override
    public List<String> enter() {
        long entered =
                view.metric() == Metric.CUSTOMERS ? figures.report().customers().orElse(0) : figures.journeys();
        return List.of(wording().say("map.enter"), wording().number(entered));
    }

    @Override
    public Look touchpoint(int node) {
        Touchpoint touchpoint = figures.touchpoints().get(node);
        String words = switch (view.metric()) {
            case JOURNEYS -> wording().number(touchpoint.journeys());
            case CUSTOMERS -> wording().number(customers(places.touchpoint(node)));
            case MEDIAN_WAIT, P90_WAIT -> wait(touchpoint.toNext());
            case SCORE -> score(touchpoint.score()) + margin(touchpoint.score());
            case REPEATS -> wording().number(touchpoint.repeats());
            case DROP_OUTS -> wording().number(touchpoint.dropOuts().orElse(0));
        };
        List<String> says = new ArrayList<>();
        says.add(counted("says.touchpoint", touchpoint.journeys(), name(node)));
        addCustomers(says, places.touchpoint(node));
        add(says, touchpoint.toNext(), touchpoint.score());
        if (touchpoint.repeats() > 0) {
            says.add(wording().say("says.repeats", wording().number(touchpoint.repeats())));
        }
        touchpoint
                .dropOuts()
                .ifPresent(number ->
                        says.add(wording().say("says.dropouts", wording().number(number))));
        int shade = places.shades().of(view.metric(), touchpoint);
        return look(touchpoint.journeys(), shade, words, String.join("; ", says));
    }

    @Override
    public Look step(int step) {
        Edge edge = figures.edges().get(step);
        String words = switch (view.metric()) {
            case JOURNEYS, REPEATS, DROP_OUTS -> wording().number(edge.journeys());
            case CUSTOMERS -> wording().number(customers(places.mark(step)));
            case MEDIAN_WAIT, P90_WAIT -> wait(edge.times());
            case SCORE -> score(edge.score());
        };
        Graph.Link link = places.graph().links().get(step);
        List<String> says = new ArrayList<>();
        says.add(counted("says.step", edge.journeys(), name(link.from()), name(link.to())));
        addCustomers(says, places.mark(step));
        if (edge.count() > edge.journeys()) {
            says.add(wording().count("says.passages", edge.count()));
        }
        add(says, edge.times(), edge.score());
        int shade = places.shades().of(view.metric(), edge);
        return look(edge.journeys(), shade, words, String.join("; ", says));
    }

    @Override
    public Look start(int node) {
        return edge("says.start", node, figures.touchpoints().get(node).starts(), new Mark.Start(places.id(node)));
    }

    @Override
    public Look end(int node) {
        Touchpoint touchpoint = figures.touchpoints().get(node);
        return view.metric() == Metric.DROP_OUTS
                ? edge("says.dropped", node, touchpoint.dropOuts().orElse(0), new Mark.End(places.id(node)))
                : edge("says.end", node, touchpoint.ends(), new Mark.End(places.id(node)));
    }

    private Look edge(String key, int node, long journeys, Mark mark) {
        List<String> says = new ArrayList<>();
        says.add(wording().count(key, journeys, name(node)));
        addCustomers(says, mark);
        long number = view.metric() == Metric.CUSTOMERS ? customers(mark) : journeys;
        return look(journeys, 0, wording().number(number), String.join("; ", says));
    }

    private long customers(Mark mark) {
        return customers.getOrDefault(mark, 0L);
    }

    private void addCustomers(List<String> says, Mark mark) {
        if (view.metric() == Metric.CUSTOMERS) {
            says.add(wording().count("customers", customers(mark)));
        }
    }

    private Look look(long journeys, int shade, String words, String says) {
        double width = journeys == 0 ? 0 : Math.max(Plan.MIN_WIDTH, pixels() * journeys);
        String kind = journeys == 0 ? " none" : shade == 0 ? "" : " c" + shade;
        return new Look(width, width, kind, words, says);
    }

    /// Pixels of one journey.
    double pixels() {
        long most = bedded() ? places.graph().journeys() : figures.journeys();
        return Plan.FULL_WIDTH / Math.max(1, most);
    }

    private String counted(String key, long journeys, String... names) {
        List<Object> values = new ArrayList<>(List.of((Object[]) names));
        values.add(wording().count("journeys", journeys));
        values.add(wording().share(journeys, figures.journeys()));
        return wording().say(key, values.toArray());
    }

    private void add(List<String> says, Times times, Score score) {
        if (times.known()) {
            says.add(wording().say("says.median", wording().duration(times.medianSeconds())));
            says.add(wording().say("says.p90", wording().duration(times.p90Seconds())));
        }
        if (figures.report().scale().isPresent()) {
            says.add(places.shades().shown(score) ? says(score) : wording().say("says.few"));
        }
    }

    private String says(Score score) {
        String mean = wording().decimal(score.mean(), 2);
        String scored = wording().number(score.scored());
        return score.hasInterval()
                ? wording()
                        .say(
                                "says.score.between",
                                mean,
                                wording().decimal(score.low(), 2),
                                wording().decimal(score.high(), 2),
                                scored)
                : wording().say("says.score", mean, scored);
    }

    private String wait(Times times) {
        double seconds = view.metric() == Metric.MEDIAN_WAIT ? times.medianSeconds() : times.p90Seconds();
        return times.known() ? wording().duration(seconds) : "\u2013";
    }

    String score(Score score) {
        return places.shades().shown(score) ? wording().decimal(score.mean()) + few(score) : "\u2013";
    }

    /// Stands behind a mean of few scores.
    String few(Score score) {
        return score.scored() < FlowMap.FEW_SCORES ? FEW : "";
    }

    /// How far the 95 % interval reaches from the mean.
    private String margin(Score score) {
        return places.shades().shown(score) && score.hasInterval()
                ? " \u00b1" + wording().decimal(Math.max(score.mean() - score.low(), score.high() - score.mean()), 2)
                : "";
    }

    private String name(int node) {
        return places.graph().nodes().get(node).name();
    }

    private Wording wording() {
        return places.wording();
    }
}
