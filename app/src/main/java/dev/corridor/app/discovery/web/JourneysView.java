package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.CustomerAddress;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.JourneyList.Row;
import dev.corridor.app.discovery.LocalTime;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.summary.OpenJourneys.State;
import java.util.List;
import java.util.Optional;

/// What the list of journeys shows.
///
/// @param later whether it is not the first page
public record JourneysView(Page page, Asked asked, JourneyList list, boolean later) {
    /// One journey, as the table shows it.
    public record Line(
            String key,
            String address,
            Optional<String> customer,
            String customerAddress,
            String start,
            String duration,
            Strip strip,
            String score,
            String state) {}

    public FilterBar bar() {
        return asked.bar();
    }

    public Query query() {
        return asked.query();
    }

    /// The sentence that answers: how many journeys there are under the conditions.
    public String sentence() {
        String count = page.words().count("journeys", list.total());
        List<FilterBar.Condition> conditions = bar().conditions();
        if (list.total() == 0) {
            return page.say(conditions.isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        String words = String.join(
                ", " + page.say("filter.and") + " ",
                conditions.stream().map(FilterBar.Condition::words).toList());
        return conditions.isEmpty() ? page.say("journeys.all", count) : page.say("journeys.filtered", count, words);
    }

    /// How many customers walked them; empty where none is known.
    public String customers() {
        return list.customers().isPresent()
                ? Sentence.begun(page.say(
                        "journeys.customers",
                        page.words().count("customers", list.customers().getAsLong())))
                : "";
    }

    public String asOf() {
        return asked.answered()
                .report()
                .period()
                .asOf()
                .map(time -> Sentence.begun(page.say("asof", page.words().moment(time))))
                .orElse("");
    }

    public boolean scored() {
        return asked.answered().report().scale().isPresent();
    }

    public boolean ends() {
        return list.rows().stream().anyMatch(row -> row.state() != State.UNKNOWN);
    }

    public List<Line> lines() {
        LocalTime clock = LocalTime.of(asked.answered().snapshot());
        return list.rows().stream().map(row -> line(row, clock)).toList();
    }

    private Line line(Row row, LocalTime clock) {
        return new Line(
                row.key(),
                row.address(query()),
                row.customer(),
                row.customer().map(id -> CustomerAddress.of(query(), id)).orElse(""),
                row.start().isPresent()
                        ? page.words().moment(clock.at(row.start().getAsLong()))
                        : "–",
                row.seconds().isPresent() ? page.words().duration(row.seconds().getAsLong()) : "–",
                Strip.of(
                        row.touchpoints(),
                        asked.answered().snapshot().origin().recipe(),
                        page.language().tag()),
                row.score().isPresent() ? page.words().decimal(row.score().getAsDouble()) : "–",
                page.say("journey.state." + row.state().name()));
    }

    public String first() {
        return query().address(JourneysPage.PAGE);
    }

    public Optional<String> next() {
        return list.next().map(cursor -> query().address(JourneysPage.PAGE, "cursor=" + Query.encoded(cursor)));
    }

    public String csv() {
        return query().address("journeys.csv");
    }

    public String map() {
        return query().address(MapPage.PAGE);
    }
}
