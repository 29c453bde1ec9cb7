package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Funnel;
import dev.corridor.app.discovery.Funnel.Reached;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the page of the funnel shows.
public final class FunnelView {
    private static final int MAIN_WAY = 6;

    private final Page page;
    private final Asked asked;
    private final FunnelSteps steps;
    private final List<Reached> reached;
    private final CountText text;

    FunnelView(Page page, Asked asked, FunnelSteps steps) {
        this.page = page;
        this.asked = asked;
        this.steps = steps;
        this.reached =
                steps.funnel().map(funnel -> funnel.count(asked.answered())).orElse(List.of());
        this.text = new CountText(page, asked.small());
    }

    /// A step of the table.
    ///
    /// @param id of its links, which follow it when it moves
    /// @param list of the journeys that reached it; empty where there is none
    /// @param left journeys that did not reach the next step, with their list
    /// @param earlier, later the page with the step moved; empty where it cannot
    public record Line(
            int number,
            String id,
            String name,
            String journeys,
            String list,
            CountText.Figure ofFirst,
            CountText.Figure ofBefore,
            CountText.Figure median,
            String left,
            String leftList,
            Optional<String> earlier,
            Optional<String> later,
            String without) {}

    /// A touchpoint that can be added.
    ///
    /// @param list of the journeys that visit it; empty where there is none
    public record Choice(String id, String name, String journeys, String list, String address) {}

    public FilterBar bar() {
        return asked.bar().keeping(steps.parameters(steps.steps()));
    }

    public Query query() {
        return asked.query();
    }

    public boolean empty() {
        return reached.isEmpty();
    }

    /// Whether there are no journeys to follow.
    public boolean nobody() {
        return asked.answered().selection().count() == 0;
    }

    // The answer in a sentence

    public String headline() {
        if (nobody()) {
            return page.say(asked.query().filters().isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        if (reached.isEmpty()) {
            return page.say("funnel.h1.empty");
        }
        Reached first = reached.getFirst();
        if (reached.size() == 1) {
            long all = asked.answered().selection().count();
            return page.words()
                    .count(
                            "funnel.passing",
                            first.journeys(),
                            page.words().count("journeys.of", all),
                            name(first.touchpoint()));
        }
        Reached last = reached.getLast();
        return page.words()
                .count(
                        "funnel.reaching",
                        last.journeys(),
                        page.words().count("journeys.of", first.journeys()),
                        name(first.touchpoint()),
                        name(last.touchpoint()),
                        page.words().share(last.journeys(), first.journeys()),
                        window());
    }

    private String window() {
        return steps.within()
                .map(time -> " " + page.say("funnel.within", page.words().duration(time.toSeconds())))
                .orElse("");
    }

    /// All journeys asked about, as HTML.
    public String all() {
        return new CountLink(page, asked.small())
                .journeys(asked.answered().selection().count(), query());
    }

    /// Where most are left behind.
    public String facts() {
        Optional<Integer> worst = IntStream.range(1, reached.size())
                .boxed()
                .max(Comparator.comparingLong(step -> lost(step)))
                .filter(step -> lost(step) > 0 && reached.size() > 2);
        return worst.map(step -> page.say(
                        "funnel.worst",
                        name(reached.get(step - 1).touchpoint()),
                        name(reached.get(step).touchpoint()),
                        page.words().number(lost(step)),
                        page.words().number(reached.get(step - 1).journeys())))
                .orElse("");
    }

    private long lost(int step) {
        return reached.get(step - 1).journeys() - reached.get(step).journeys();
    }

    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        steps.unknown().forEach(step -> problems.add(page.say("funnel.unknown", step)));
        if (steps.unreadable()) {
            problems.add(page.say("funnel.unreadable", steps.typed()));
        }
        if (steps.tooMany()) {
            problems.add(page.say("funnel.many", FunnelSteps.MOST));
        }
        return problems;
    }

    public String picture() {
        return FunnelPicture.draw(page, reached, this::name);
    }

    private String name(String id) {
        return asked.answered()
                .snapshot()
                .origin()
                .recipe()
                .displayName(id, page.language().tag());
    }

    // The steps

    public List<Line> lines() {
        return IntStream.range(0, reached.size()).mapToObj(this::line).toList();
    }

    private Line line(int at) {
        Reached step = reached.get(at);
        long before = at == 0 ? 0 : reached.get(at - 1).journeys();
        boolean last = at == reached.size() - 1;
        CountText.Figure nothing = new CountText.Figure("", "");
        return new Line(
                at + 1,
                id(at),
                name(step.touchpoint()),
                page.words().number(step.journeys()),
                list(at + 1, false),
                at == 0
                        ? nothing
                        : text.share(step.journeys(), reached.getFirst().journeys()),
                at == 0 ? nothing : text.share(step.journeys(), before),
                at == 0 ? nothing : text.median(step.medianSeconds(), step.timed()),
                last ? "" : page.words().number(lost(at + 1)),
                last ? "" : list(at + 1, true),
                at == 0 ? Optional.empty() : Optional.of(swapped(at - 1)),
                last ? Optional.empty() : Optional.of(swapped(at)),
                address(IntStream.range(0, reached.size())
                        .filter(other -> other != at)
                        .mapToObj(other -> steps.steps().get(other))
                        .toList()));
    }

    /// The touchpoint's number and which of its occurrences this is.
    private String id(int at) {
        String step = steps.steps().get(at);
        long same = steps.steps().subList(0, at).stream().filter(step::equals).count();
        return asked.answered().snapshot().store().touchpoints().code(step).orElseThrow() + "-" + same;
    }

    private String swapped(int at) {
        List<String> others = new ArrayList<>(steps.steps());
        others.set(at, steps.steps().get(at + 1));
        others.set(at + 1, steps.steps().get(at));
        return address(others);
    }

    private String list(int step, boolean noFurther) {
        if (!asked.small()) {
            return "";
        }
        Funnel funnel = steps.funnel().orElseThrow();
        return funnel.conditions(step, noFurther)
                .map(conditions -> {
                    Query only = query();
                    for (Filter condition : conditions) {
                        only = only.and(condition.text());
                    }
                    return only.address(JourneysPage.PAGE);
                })
                .orElseGet(() -> query().address(
                                "funnel/journeys",
                                noFurther
                                        ? steps.parameters(steps.steps(), "reached=" + step, "left=true")
                                        : steps.parameters(steps.steps(), "reached=" + step)));
    }

    // What can be changed

    /// The touchpoints of the journeys asked about, most visited first.
    public List<Choice> choices() {
        if (steps.steps().size() >= FunnelSteps.MOST) {
            return List.of();
        }
        return asked.answered().report().touchpoints().stream()
                .sorted(Comparator.comparingLong(Touchpoint::journeys).reversed())
                .map(touchpoint -> new Choice(
                        "add-"
                                + asked.answered()
                                        .snapshot()
                                        .store()
                                        .touchpoints()
                                        .code(touchpoint.id())
                                        .orElse(-1),
                        name(touchpoint.id()),
                        page.words().number(touchpoint.journeys()),
                        asked.small()
                                ? query().and(new Filter.Passes(touchpoint.id()).text())
                                        .address(JourneysPage.PAGE)
                                : "",
                        address(with(touchpoint.id()))))
                .toList();
    }

    private List<String> with(String step) {
        List<String> more = new ArrayList<>(steps.steps());
        more.add(step);
        return more;
    }

    private String address(List<String> others) {
        return query().address(FunnelPage.PAGE, steps.parameters(others));
    }

    public String emptied() {
        return query().address(FunnelPage.PAGE);
    }

    /// The touchpoints of the most used path as a funnel; empty where there is no path of two.
    public Optional<String> main() {
        FlowReport report = asked.answered().report();
        return report.paths().listed().stream()
                .findFirst()
                .map(path -> path.touchpoints().stream()
                        .distinct()
                        .limit(MAIN_WAY)
                        .map(at -> report.touchpoints().get(at).id())
                        .toList())
                .filter(main -> main.size() > 1)
                .map(this::address);
    }

    public String typed() {
        return steps.typed();
    }

    /// Hidden fields of the window's form.
    public List<String[]> fields() {
        List<String[]> fields = new ArrayList<>(asked.bar().fields());
        steps.steps().forEach(step -> fields.add(new String[] {"step", step}));
        return fields;
    }

    /// Hidden fields of the form for a further condition.
    public List<String[]> kept() {
        List<String[]> kept = fields();
        if (steps.within().isPresent()) {
            kept.add(new String[] {"within", steps.typed()});
        }
        return kept;
    }
}
