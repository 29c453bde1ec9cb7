package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.MarkFigures;
import dev.corridor.app.discovery.MarkFigures.Month;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.Times;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the panel beside the map says of the place that was chosen.
///
/// @param map that the panel stands beside: its links keep what is chosen there
/// @param close the address of the map with nothing chosen
/// @param found some of the journeys counted; empty where lists are closed to the reader
public record MarkPanel(
        Page page,
        MapView map,
        Query query,
        Answered answered,
        MarkFigures figures,
        JourneyList found,
        boolean small,
        String close) {
    private static final double PERCENT = 100;

    /// A line of the panel's table.
    ///
    /// @param beside the interval or what else qualifies the value
    /// @param link to the journeys counted; empty where there is no list
    public record Line(String name, String value, String beside, String link) {}

    public String kind() {
        return page.say(
                switch (figures.mark()) {
                    case Mark.Touchpoint ignored -> "panel.touchpoint";
                    case Mark.Step ignored -> "panel.step";
                    case Mark.Start ignored -> "panel.start";
                    case Mark.End ignored -> figures.filter() instanceof Filter.Drops ? "panel.dropped" : "panel.end";
                });
    }

    public String title() {
        return switch (figures.mark()) {
            case Mark.Touchpoint(String id) -> name(id);
            case Mark.Start(String id) -> name(id);
            case Mark.End(String id) -> name(id);
            case Mark.Step(String from, String to) -> name(from) + " → " + name(to);
        };
    }

    public String name(String id) {
        return answered.snapshot()
                .origin()
                .recipe()
                .displayName(id, page.language().tag());
    }

    public String filter() {
        return figures.filter().text();
    }

    /// The map of these journeys alone.
    public String only() {
        return map.only(filter());
    }

    public String compare() {
        return map.comparing(filter());
    }

    /// What comes before and after the touchpoint; empty for other places.
    public Optional<String> around() {
        return figures.mark() instanceof Mark.Touchpoint(String id)
                ? Optional.of(query.address(AroundPage.PAGE, "touchpoint=" + Query.encoded(id)))
                : Optional.empty();
    }

    public String list() {
        return query.and(filter()).address("journeys");
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                page.say("panel.journeys"),
                page.words().number(figures.journeys()),
                figures.share()
                        .answer()
                        .map(share -> page.say(
                                "panel.share",
                                page.words().share(figures.journeys(), figures.all()),
                                percent(share.interval().low()),
                                percent(share.interval().high())))
                        .orElse(""),
                small ? list() : ""));
        figures.customers()
                .ifPresent(count -> lines.add(
                        new Line(page.say("panel.customers"), page.words().number(count), "", small ? list() : "")));
        if (figures.mark() instanceof Mark.Touchpoint(String id)) {
            figures.interactions()
                    .ifPresent(count -> lines.add(
                            new Line(page.say("fig.interactions"), page.words().number(count), "", "")));
            figures.repeats()
                    .ifPresent(count -> lines.add(part(page.say("fig.repeats"), count, new Filter.Repeats(id))));
            figures.dropOuts()
                    .ifPresent(count -> lines.add(part(page.say("panel.dropouts"), count, new Filter.Drops(id))));
        }
        Times waiting = figures.waiting();
        if (waiting.known()) {
            lines.add(time("panel.wait", waiting.medianSeconds(), waiting.median()));
            lines.add(time("panel.ninth", waiting.p90Seconds(), waiting.p90()));
        }
        figures.score().ifPresent(score -> lines.add(score("panel.score", score)));
        if (figures.score().isEmpty() && answered.report().scale().isPresent()) {
            lines.add(new Line(page.say("panel.score"), "–", page.say("panel.hidden"), ""));
        }
        figures.scoreOfRest().ifPresent(score -> lines.add(score("panel.score.rest", score)));
        return lines;
    }

    /// Some of the journeys that the place counts, with the interval of their share.
    private Line part(String name, long count, Filter condition) {
        CountText.Figure share = text().share(count, figures.journeys());
        String link = small && count > 0 ? query.and(condition.text()).address(JourneysPage.PAGE) : "";
        return new Line(
                name,
                page.words().number(count),
                figures.journeys() == 0
                        ? ""
                        : share.value().equals(CountText.NONE) ? share.beside() : share.value() + ", " + share.beside(),
                link);
    }

    private Line time(String key, double seconds, Times.Range range) {
        CountText.Figure time = text().time(seconds, range, figures.waiting().count());
        return new Line(page.say(key), time.value(), time.beside(), "");
    }

    private CountText text() {
        return new CountText(page, small);
    }

    private Line score(String key, Result<Estimate> score) {
        CountText.Figure mean = text().score(score);
        return new Line(page.say(key), mean.value(), mean.beside(), "");
    }

    private String percent(double share) {
        return page.words().decimal(PERCENT * share);
    }

    /// The map with a neighbour chosen.
    public String toTouchpoint(String id) {
        return map.link(new Mark.Touchpoint(id));
    }

    /// The share by month as a line with the band of its interval, as SVG; empty for a single month.
    public String trend() {
        return TrendPicture.draw(page, ripe());
    }

    private List<Month> ripe() {
        return figures.months().stream().filter(Month::ripe).toList();
    }

    /// Whether months are left out of the trend, because too many of their journeys are still open.
    public boolean unripe() {
        return ripe().size() < figures.months().size();
    }

    /// The map with the step from a neighbour chosen.
    public String fromStep(String id) {
        return step(id, own());
    }

    /// The map with the step to a neighbour chosen.
    public String toStep(String id) {
        return step(own(), id);
    }

    private String step(String from, String to) {
        return map.link(new Mark.Step(from, to));
    }

    private String own() {
        return figures.mark() instanceof Mark.Touchpoint(String id) ? id : "";
    }

    public String month(MarkFigures.Month month) {
        return page.say("month.alone." + month.month().getMonthValue()) + " "
                + month.month().getYear();
    }

    /// The list of the journeys of a month that the place counts; empty where there is none, as for
    /// [#allOfMonth].
    public String ofMonth(MarkFigures.Month month) {
        return month.journeys() == 0 ? "" : listed(query.and(filter()), month);
    }

    /// The list of all journeys of a month.
    public String allOfMonth(MarkFigures.Month month) {
        return listed(query, month);
    }

    private String listed(Query asked, MarkFigures.Month month) {
        Filter begun = new Filter.TimeIn(
                Optional.of(month.month().atDay(1)), Optional.of(month.month().atEndOfMonth()));
        return small ? asked.and(begun.text()).address(JourneysPage.PAGE) : "";
    }

    public String firstMonth() {
        return month(ripe().getFirst());
    }

    public String lastMonth() {
        return month(ripe().getLast());
    }

    /// Some of the journeys behind the number.
    public List<Example> examples() {
        return found.rows().stream()
                .map(row -> new Example(
                        row.key(),
                        page.words().count("interactions", row.touchpoints().size()),
                        JourneyAddress.of(query, row)))
                .toList();
    }

    /// One journey of the list.
    public record Example(String key, String steps, String address) {}
}
