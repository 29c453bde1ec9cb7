package dev.corridor.map.living;

import dev.corridor.map.layout.Graph;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.words.Wording;
import java.util.List;

/// Two selections: widths are shares of each group's journeys, the core what both have, the rim what one has more.
record Compared(Places places, Comparison comparison, Figures a, Figures b) implements Content {
    static Compared of(Places places, Comparison comparison) {
        return new Compared(places, comparison, Figures.of(places, comparison.a()), Figures.of(places, comparison.b()));
    }

    @Override
    public String kind() {
        return " compared";
    }

    @Override
    public boolean bedded() {
        return false;
    }

    @Override
    public List<String> enter() {
        return List.of(
                wording().say("map.enter"),
                wording()
                        .say(
                                "enter.compared",
                                wording().number(a.journeys()),
                                wording().number(b.journeys())));
    }

    @Override
    public Look touchpoint(int node) {
        return look(difference(node), name(node));
    }

    @Override
    public Look step(int step) {
        Graph.Link link = places.graph().links().get(step);
        return look(stepDifference(step), wording().say("says.way", name(link.from()), name(link.to())));
    }

    @Override
    public Look start(int node) {
        Difference difference = difference(
                new Mark.Start(places.id(node)),
                a.touchpoints().get(node).starts(),
                b.touchpoints().get(node).starts());
        return look(difference, wording().say("says.starting", name(node)));
    }

    @Override
    public Look end(int node) {
        Difference difference = difference(
                new Mark.End(places.id(node)),
                a.touchpoints().get(node).ends(),
                b.touchpoints().get(node).ends());
        return look(difference, wording().say("says.ending", name(node)));
    }

    Difference difference(int node) {
        return difference(
                places.touchpoint(node),
                a.touchpoints().get(node).journeys(),
                b.touchpoints().get(node).journeys());
    }

    Difference stepDifference(int step) {
        return difference(
                places.mark(step),
                a.edges().get(step).journeys(),
                b.edges().get(step).journeys());
    }

    private Difference difference(Mark mark, long countA, long countB) {
        Difference given = comparison.differences().get(mark);
        return given != null
                ? given
                : new Difference(
                        (double) countA / Math.max(1, a.journeys()),
                        (double) countB / Math.max(1, b.journeys()),
                        false);
    }

    private Look look(Difference difference, String name) {
        Shares shares = new Shares(difference);
        double width = Plan.FULL_WIDTH * Math.max(difference.shareA(), difference.shareB());
        double core = Plan.FULL_WIDTH * Math.min(difference.shareA(), difference.shareB());
        String shade = switch (shares.arrow()) {
            case Shares.MORE -> " more";
            case Shares.FEWER -> " fewer";
            default -> width == 0 ? " none" : "";
        };
        String says = wording()
                .say(
                        "says.compared",
                        name,
                        comparison.nameA(),
                        percent(difference.shareA()),
                        comparison.nameB(),
                        percent(difference.shareB()),
                        verdict(difference));
        return new Look(width == 0 ? 0 : Math.max(Plan.MIN_WIDTH, width), core, shade, shares.words(), says);
    }

    /// Which group has more of it, or that it may be chance.
    String verdict(Difference difference) {
        return switch (new Shares(difference).arrow()) {
            case Shares.MORE -> wording().say("says.more", comparison.nameB());
            case Shares.FEWER -> wording().say("says.more", comparison.nameA());
            default -> wording().say("says.chance");
        };
    }

    String percent(double share) {
        return wording().decimal(100 * share) + Wording.NBSP + "%";
    }

    private String name(int node) {
        return places.graph().nodes().get(node).name();
    }

    private Wording wording() {
        return places.wording();
    }
}
