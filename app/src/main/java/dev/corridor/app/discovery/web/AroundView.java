package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.Surroundings;
import dev.corridor.app.discovery.Surroundings.Cell;
import dev.corridor.app.discovery.Surroundings.Column;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the page of before and after shows.
///
/// @param around empty where there are no journeys
/// @param unknown a touchpoint that was asked for and is none of the data
public record AroundView(Page page, Asked asked, Optional<Surroundings> around, Optional<String> unknown) {
    private static final double PERCENT = 100;

    /// One distance.
    public record Side(String title, List<Line> lines) {}

    /// What is met there.
    ///
    /// @param around the same page about it; empty for starts, ends and the others
    /// @param list of the journeys; empty where there is none
    /// @param bar its share as SVG
    /// @param quiet whether it is no touchpoint
    public record Line(
            String name, String around, String journeys, String list, String share, String bar, boolean quiet) {}

    /// A touchpoint that can be chosen.
    public record Choice(String id, String name, boolean current) {}

    public FilterBar bar() {
        return around.map(found -> asked.bar().keeping(parameter(found.touchpoint())))
                .orElse(asked.bar());
    }

    public Query query() {
        return asked.query();
    }

    private static String parameter(String touchpoint) {
        return "touchpoint=" + Query.encoded(touchpoint);
    }

    /// Hidden fields of the form that chooses.
    public List<String[]> fields() {
        return asked.bar().fields();
    }

    /// Hidden fields of the form for a further condition.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(asked.bar().fields());
        around.ifPresent(found -> kept.add(new String[] {"touchpoint", found.touchpoint()}));
        return kept;
    }

    // The answer in a sentence

    public String headline() {
        if (around.isEmpty() || around.get().journeys() == 0) {
            return around.isPresent()
                    ? page.say("around.h1.none", name(around.get().touchpoint()))
                    : page.say(asked.query().filters().isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        Surroundings found = around.get();
        Column before = found.columns().get(found.columns().size() / 2 - 1);
        Column after = found.columns().get(found.columns().size() / 2);
        return said("around.h1.before", found, before) + " " + said("around.h1.after", found, after);
    }

    private String said(String key, Surroundings found, Column column) {
        Optional<Cell> most = column.cells().stream().findFirst().filter(cell -> cell.journeys() >= column.beyond());
        long journeys = most.map(Cell::journeys).orElse(column.beyond());
        return page.say(
                most.isPresent() ? key : key + ".nothing",
                name(found.touchpoint()),
                most.map(cell -> name(cell.touchpoint())).orElse(""),
                page.words().share(journeys, found.journeys()));
    }

    /// How many journeys visit the touchpoint, as HTML.
    public String facts() {
        return around.filter(found -> found.journeys() > 0)
                .map(found -> page.say(
                        "around.facts",
                        new CountLink(page, asked.small())
                                .number(found.journeys(), query().and(new Filter.Passes(found.touchpoint()).text()))))
                .orElse("");
    }

    private String name(String id) {
        return asked.answered()
                .snapshot()
                .origin()
                .recipe()
                .displayName(id, page.language().tag());
    }

    public List<Choice> choices() {
        return asked.answered().snapshot().store().touchpoints().all().stream()
                .map(id -> new Choice(
                        id,
                        name(id),
                        around.filter(found -> found.touchpoint().equals(id)).isPresent()))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
    }

    // The columns

    public boolean shown() {
        return around.filter(found -> found.journeys() > 0).isPresent();
    }

    public List<Side> before() {
        return sides(true);
    }

    public List<Side> after() {
        return sides(false);
    }

    public Line own() {
        Surroundings found = around.orElseThrow();
        return line(found.touchpoint(), found.journeys(), new Filter.Passes(found.touchpoint()));
    }

    private List<Side> sides(boolean before) {
        return around.orElseThrow().columns().stream()
                .filter(column -> column.before() == before)
                .map(this::side)
                .toList();
    }

    private Side side(Column column) {
        List<Line> lines = new ArrayList<>();
        column.cells().forEach(cell -> lines.add(line(cell.touchpoint(), cell.journeys(), cell.filter())));
        column.others()
                .ifPresent(others -> lines.add(quiet(
                        page.words().count("around.others", others.touchpoints()),
                        others.journeys(),
                        others.filter())));
        if (column.beyond() > 0) {
            lines.add(quiet(
                    page.say(column.before() ? "around.starts" : "around.ends"),
                    column.beyond(),
                    column.beyondFilter()));
        }
        return new Side(
                page.words().count(column.before() ? "around.before" : "around.after", Math.abs(column.distance())),
                lines);
    }

    private Line line(String touchpoint, long journeys, Filter filter) {
        Line line = quiet(name(touchpoint), journeys, filter);
        return new Line(
                line.name(),
                query().address(AroundPage.PAGE, parameter(touchpoint)),
                line.journeys(),
                line.list(),
                line.share(),
                line.bar(),
                false);
    }

    private Line quiet(String name, long journeys, Filter filter) {
        long all = around.orElseThrow().journeys();
        return new Line(
                name,
                "",
                page.words().number(journeys),
                asked.small() ? query().and(filter.text()).address(JourneysPage.PAGE) : "",
                page.words().share(journeys, all),
                bar(PERCENT * journeys / all),
                true);
    }

    private static String bar(double percent) {
        return "<svg class=\"share-bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\""
                + String.format(Locale.ROOT, "%.1f", percent)
                + "\" height=\"4\"/></svg>";
    }
}
