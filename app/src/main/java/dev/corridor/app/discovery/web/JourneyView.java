package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.CustomerAddress;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.OneJourney;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.TimeLine;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the page of one journey shows.
public record JourneyView(Page page, Query query, OneJourney journey, TimeLine line) {
    private static final int LONGEST_PATH = 40;

    public JourneyList.Row row() {
        return journey.row();
    }

    /// The sentence that answers: what the journey was.
    public String sentence() {
        String from = name(row().touchpoints().getFirst());
        String to = name(row().touchpoints().getLast());
        String steps = page.words().count("interactions", row().touchpoints().size());
        if (row().touchpoints().size() == 1) {
            return page.say("journey.one", from);
        }
        return row().seconds().isPresent()
                ? page.say(
                        "journey.sentence",
                        from,
                        to,
                        page.words().duration(row().seconds().getAsLong()),
                        steps)
                : page.say("journey.undated", from, to, steps);
    }

    public String state() {
        return page.say("journey.state." + row().state().name());
    }

    public String customerAddress() {
        return row().customer().map(id -> CustomerAddress.of(query, id)).orElse("");
    }

    public List<TimeLine.Named> ofKey() {
        return TimeLine.values(journey, false, page.words());
    }

    public List<TimeLine.Named> ofCustomer() {
        return TimeLine.values(journey, true, page.words());
    }

    /// All journeys that took the same path, as many as the path's count; empty where it is too long for a condition.
    public Optional<String> samePath() {
        if (row().touchpoints().size() > LONGEST_PATH) {
            return Optional.empty();
        }
        List<PathPattern> parts = new ArrayList<>();
        parts.add(new PathPattern.Start());
        row().touchpoints().forEach(touchpoint -> parts.add(new PathPattern.Touchpoint(touchpoint)));
        parts.add(new PathPattern.End());
        String filter = new Filter.Path(new PathPattern.Sequence(parts)).text();
        return Optional.of(query.unfiltered().and(filter).address(JourneysPage.PAGE));
    }

    private String name(String touchpoint) {
        return journey.answered()
                .snapshot()
                .origin()
                .recipe()
                .displayName(touchpoint, page.language().tag());
    }
}
