package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the list behind a number of a funnel shows.
public final class FunnelJourneysView {
    private final Page page;
    private final Asked asked;
    private final FunnelSteps steps;
    private final int step;
    private final boolean noFurther;
    private final JourneyList list;
    private final boolean later;

    FunnelJourneysView(
            Page page, Asked asked, FunnelSteps steps, int step, boolean noFurther, JourneyList list, boolean later) {
        this.page = page;
        this.asked = asked;
        this.steps = steps;
        this.step = step;
        this.noFurther = noFurther;
        this.list = list;
        this.later = later;
    }

    public JourneysView journeys() {
        return new JourneysView(page, asked, list, later);
    }

    public boolean later() {
        return later;
    }

    public String sentence() {
        String count = page.words().count("journeys", list.total());
        String name = name(steps.steps().get(step - 1));
        String window = steps.within()
                .map(time -> " " + page.say("funnel.within", page.words().duration(time.toSeconds())))
                .orElse("");
        return noFurther
                ? page.say("funnel.list.left", count, name, name(steps.steps().get(step)), window)
                : page.say("funnel.list.reached", count, name, window);
    }

    private String name(String id) {
        return asked.answered()
                .snapshot()
                .origin()
                .recipe()
                .displayName(id, page.language().tag());
    }

    public String funnel() {
        return asked.query().address(FunnelPage.PAGE, steps.parameters(steps.steps()));
    }

    public String first() {
        return address();
    }

    public Optional<String> next() {
        return list.next().map(cursor -> address("cursor=" + Query.encoded(cursor)));
    }

    private String address(String... more) {
        List<String> parts = new ArrayList<>(List.of("reached=" + step));
        if (noFurther) {
            parts.add("left=true");
        }
        parts.addAll(List.of(more));
        return asked.query().address("funnel/journeys", steps.parameters(steps.steps(), parts.toArray(String[]::new)));
    }
}
