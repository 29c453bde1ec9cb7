package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.MarkFigures.Month;
import dev.corridor.app.discovery.Marks;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.TouchpointFigures;
import dev.corridor.app.discovery.TouchpointFigures.Row;
import dev.corridor.app.discovery.TouchpointOrder;
import dev.corridor.app.discovery.TouchpointOrder.Column;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the page of touchpoints shows.
public record TouchpointsView(Page page, Asked asked, TouchpointFigures figures, TouchpointOrder order) {
    /// The head of a column.
    ///
    /// @param sort as `aria-sort` has it; empty where the table is not sorted by it
    /// @param address of the page sorted by it, or the other way round
    public record Head(Column column, String name, String sort, String address) {}

    /// A cell.
    ///
    /// @param beside what qualifies the value; may be empty
    /// @param link to the journeys counted; empty where there is no list
    public record Cell(String name, String value, String beside, String link) {}

    /// A row.
    ///
    /// @param address of the map's panel about it
    /// @param spark the share of journeys by month, as SVG; empty where there are too few months
    public record Line(String name, String address, List<Cell> cells, String spark) {}

    public FilterBar bar() {
        return asked.bar().keeping("sort=" + order.text());
    }

    public Query query() {
        return asked.query();
    }

    public boolean any() {
        return !figures.rows().isEmpty();
    }

    // The answer in a sentence

    /// Where most journeys pass and where they wait longest.
    public String headline() {
        if (!any()) {
            return page.say(bar().conditions().isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        String count = page.words().count("touchpoints.count", figures.rows().size());
        return figures.rows().stream()
                .filter(row -> row.waiting().known())
                .max(Comparator.comparingDouble(row -> row.waiting().medianSeconds()))
                .filter(row -> row.waiting().medianSeconds() > 0)
                .map(row -> Edges.sentence(page.say(
                        "touchpoints.h1.wait",
                        count,
                        name(row.touchpoint()),
                        page.words().duration(row.waiting().medianSeconds()))))
                .orElseGet(() -> page.say("touchpoints.h1", count));
    }

    /// Journeys in all, and where most of them drop out, as HTML: each number leads to its journeys where there is a
    /// list.
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        CountLink counts = new CountLink(page, asked.small());
        facts.add(counts.journeys(figures.answered().report().journeys(), query()));
        figures.rows().stream()
                .filter(row -> row.touchpoint().dropOuts().orElse(0) > 0)
                .max(Comparator.comparingLong(row -> row.touchpoint().dropOuts().orElse(0)))
                .ifPresent(row -> facts.add(page.say(
                        "touchpoints.dropouts.most",
                        escape(name(row.touchpoint())),
                        counts.number(
                                row.touchpoint().dropOuts().orElse(0),
                                query().and(new Filter.Drops(row.touchpoint().id()).text())))));
        figures.answered()
                .report()
                .period()
                .asOf()
                .ifPresent(
                        time -> facts.add(escape(page.say("asof", page.words().moment(time)))));
        return facts;
    }

    // The table

    private Set<Column> columns() {
        Set<Column> columns = EnumSet.allOf(Column.class);
        if (figures.rows().stream().allMatch(row -> row.touchpoint().dropOuts().isEmpty())) {
            columns.remove(Column.DROPOUTS);
        }
        if (!figures.answered().report().dated()) {
            columns.remove(Column.WAIT);
        }
        if (figures.answered().report().scale().isEmpty()) {
            columns.remove(Column.SCORE);
        }
        return columns;
    }

    public List<Head> heads() {
        return columns().stream()
                .map(column -> new Head(
                        column,
                        heading(column),
                        column != order.column() ? "" : order.ascending() ? "ascending" : "descending",
                        sortedBy(order.by(column))))
                .toList();
    }

    private String heading(Column column) {
        return page.say("touchpoints.column." + column.text());
    }

    private String sortedBy(TouchpointOrder other) {
        return query().address(TouchpointsPage.PAGE, "sort=" + other.text());
    }

    /// The orders that a reader may choose from where the heads of columns have no room.
    public List<ScoreView.Choice> orders() {
        List<ScoreView.Choice> orders = new ArrayList<>();
        for (Column column : columns()) {
            for (boolean reversed : new boolean[] {false, true}) {
                TouchpointOrder way = new TouchpointOrder(column, reversed);
                orders.add(new ScoreView.Choice(
                        way.text(),
                        page.say(way.ascending() ? "touchpoints.ascending" : "touchpoints.descending", heading(column)),
                        way.equals(order)));
            }
        }
        return orders;
    }

    /// Hidden fields that the form of orders keeps, in pairs of name and value.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(query().fields());
        return kept;
    }

    /// Hidden fields that a new condition keeps.
    public List<String[]> choices() {
        List<String[]> kept = new ArrayList<>(query().fields());
        kept.add(new String[] {"sort", order.text()});
        return kept;
    }

    public boolean drawn() {
        return figures.rows().stream()
                .anyMatch(row -> !Sparkline.draw(page, row.months()).isEmpty());
    }

    /// The curves in numbers: the months, and the share of each touchpoint in them.
    public record Curves(List<String> months, List<Curve> rows) {}

    /// One curve, a share per month; empty where it has no point.
    public record Curve(String name, List<String> shares) {}

    public Curves curves() {
        List<YearMonth> months = figures.rows().stream()
                .flatMap(row -> Sparkline.drawn(row.months()).stream())
                .map(Month::month)
                .distinct()
                .sorted()
                .toList();
        List<Curve> rows = order.sorted(figures.rows(), page.language()).stream()
                .filter(row -> Sparkline.drawn(row.months()).size() > 1)
                .map(row -> new Curve(
                        name(row.touchpoint()),
                        months.stream()
                                .map(month -> Sparkline.drawn(row.months()).stream()
                                        .filter(point -> point.month().equals(month))
                                        .map(point -> page.words().share(point.journeys(), point.all()))
                                        .findFirst()
                                        .orElse(""))
                                .toList()))
                .toList();
        return new Curves(
                months.stream().map(month -> Sparkline.month(page, month)).toList(), rows);
    }

    public List<Line> lines() {
        Set<Column> columns = columns();
        return order.sorted(figures.rows(), page.language()).stream()
                .map(row -> new Line(
                        name(row.touchpoint()),
                        query().address(
                                        MapPage.PAGE,
                                        Marks.text(new Mark.Touchpoint(
                                                row.touchpoint().id()))),
                        columns.stream()
                                .filter(column -> column != Column.NAME)
                                .map(column -> cell(row, column))
                                .toList(),
                        Sparkline.draw(page, row.months())))
                .toList();
    }

    private String name(Touchpoint touchpoint) {
        return touchpoint.name().in(page.language());
    }

    private Cell cell(Row row, Column column) {
        Touchpoint at = row.touchpoint();
        return switch (column) {
            case NAME -> throw new IllegalStateException("the name heads the row");
            case JOURNEYS ->
                counted(
                        column,
                        at.journeys(),
                        page.words()
                                .share(
                                        at.journeys(),
                                        figures.answered().report().journeys()),
                        Optional.of(new Filter.Passes(at.id())));
            case INTERACTIONS -> counted(column, at.interactions(), "", Optional.empty());
            case REPEATS ->
                counted(
                        column,
                        at.repeats(),
                        page.words().share(at.repeats(), at.journeys()),
                        Optional.of(new Filter.Repeats(at.id())));
            case STARTS -> counted(column, at.starts(), "", Optional.of(new Filter.Starts(at.id())));
            case ENDS -> counted(column, at.ends(), "", Optional.of(new Filter.Ends(at.id())));
            case DROPOUTS ->
                at.dropOuts().isPresent()
                        ? counted(
                                column,
                                at.dropOuts().getAsLong(),
                                page.words().share(at.dropOuts().getAsLong(), at.journeys()),
                                Optional.of(new Filter.Drops(at.id())))
                        : missing(column);
            case WAIT -> row.waiting().known() ? waiting(column, row.waiting()) : missing(column);
            case SCORE -> row.score().map(score -> score(column, score)).orElseGet(() -> missing(column));
        };
    }

    private Cell waiting(Column column, Times times) {
        CountText.Figure median =
                new CountText(page, asked.small()).time(times.medianSeconds(), times.median(), times.count());
        return new Cell(
                heading(column),
                median.value(),
                median.beside() + "; " + page.say("panel.p90", page.words().duration(times.p90Seconds())),
                "");
    }

    private Cell counted(Column column, long count, String beside, Optional<Filter> condition) {
        return new Cell(
                heading(column),
                page.words().number(count),
                count == 0 ? "" : beside,
                condition
                        .filter(_ -> asked.small() && count > 0)
                        .map(filter -> query().and(filter.text()).address(JourneysPage.PAGE))
                        .orElse(""));
    }

    private Cell missing(Column column) {
        return new Cell(heading(column), "–", "", "");
    }

    private Cell score(Column column, Estimate score) {
        return new Cell(
                heading(column),
                page.words().decimal(score.value(), 2),
                page.say(
                        score.n() < AnswerLimits.USUAL.plenty() ? "panel.interval.few" : "panel.interval",
                        page.words().decimal(score.interval().low(), 2),
                        page.words().decimal(score.interval().high(), 2),
                        page.words().number(score.n())),
                "");
    }

    /// Whether the reader sees fewer figures than others.
    public boolean limited() {
        return !asked.small();
    }
}
