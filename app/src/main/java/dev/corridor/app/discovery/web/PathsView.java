package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.PathFigures;
import dev.corridor.app.discovery.PathFigures.Walked;
import dev.corridor.app.discovery.PathFilters;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the page of paths shows.
public final class PathsView {
    /// Longer addresses are refused by servers and proxies, and are left out.
    private static final int LONGEST_ADDRESS = 5_000;

    private static final int MORE = 3;

    private final Page page;
    private final Asked asked;
    private final PatternSearch search;
    private final PathFigures figures;
    private final int most;
    private final CountText text;

    PathsView(Page page, Asked asked, PatternSearch search, PathFigures figures, int most) {
        this.page = page;
        this.asked = asked;
        this.search = search;
        this.figures = figures;
        this.most = most;
        this.text = new CountText(page, asked.small());
    }

    /// One path.
    ///
    /// @param list of its journeys; empty where there is none
    /// @param map of its journeys; empty where the condition would be too long for an address
    public record Line(
            Way way,
            String journeys,
            String list,
            String share,
            CountText.Figure median,
            CountText.Figure score,
            String map) {}

    /// Journeys on the paths that are not shown.
    ///
    /// @param list of them; empty where there is none
    public record Others(String paths, String journeys, String list, String share) {}

    public FilterBar bar() {
        String[] more =
                search.typed().isEmpty() ? new String[0] : new String[] {"pattern=" + Query.encoded(search.typed())};
        return asked.bar().keeping(more);
    }

    public Query query() {
        return asked.query();
    }

    /// The sentence that answers.
    public String headline() {
        if (figures.journeys() == 0) {
            return page.say(
                    search.pattern().isPresent()
                            ? "paths.h1.none"
                            : asked.query().filters().isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        String journeys = page.words().count("journeys", figures.journeys());
        if (search.pattern().isPresent()) {
            return page.words()
                    .count(
                            "paths.follow",
                            figures.journeys(),
                            page.words().count("journeys.of", figures.all()),
                            page.words().share(figures.journeys(), figures.all()),
                            page.words().count("paths.on", figures.paths()));
        }
        if (figures.paths() == 1) {
            return page.say("paths.h1.one", journeys);
        }
        long top = 0;
        int few = 0;
        while (few < figures.walked().size() && few < MORE && 2 * top < figures.journeys()) {
            top += figures.walked().get(few++).journeys();
        }
        return page.say(
                "paths.h1." + few,
                page.words().count("paths.on", figures.paths()),
                page.words().share(top, figures.journeys()));
    }

    /// All journeys asked about, as HTML.
    public String facts() {
        return new CountLink(page, asked.small()).journeys(figures.all(), query())
                + asked.answered()
                        .report()
                        .period()
                        .asOf()
                        .map(time -> ", " + escape(page.say("asof", page.words().moment(time))))
                        .orElse("");
    }

    public PathCount count() {
        return new PathCount(page, asked, search, figures.journeys());
    }

    public String typed() {
        return search.typed();
    }

    /// A pattern of these data that can be followed.
    public String example() {
        var touchpoints = asked.answered().report().touchpoints();
        return asked.answered().report().paths().listed().stream()
                .findFirst()
                .map(path -> new PathPattern.Sequence(List.of(
                                new PathPattern.Touchpoint(touchpoints
                                        .get(path.touchpoints().getFirst())
                                        .id()),
                                new PathPattern.Anything(),
                                new PathPattern.Touchpoint(touchpoints
                                        .get(path.touchpoints().getLast())
                                        .id())))
                        .text())
                .orElse("");
    }

    /// Hidden fields of the pattern's form.
    public List<String[]> fields() {
        return asked.bar().fields();
    }

    /// Hidden fields of the form for a further condition.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(asked.bar().fields());
        if (!search.typed().isEmpty()) {
            kept.add(new String[] {"pattern", search.typed()});
        }
        return kept;
    }

    public String counting() {
        return "/sets/" + query().set() + "/paths/count";
    }

    /// Whether scores are in the data and shown to this reader.
    public boolean scored() {
        return figures.walked().stream().anyMatch(path -> path.score().isPresent());
    }

    public boolean empty() {
        return figures.walked().isEmpty();
    }

    public List<Line> lines() {
        return figures.walked().stream().map(this::line).toList();
    }

    private Line line(Walked path) {
        Query only = query().and(PathFilters.exactly(path.touchpoints()).text());
        return new Line(
                Way.of(path.touchpoints(), this::name),
                page.words().number(path.journeys()),
                asked.small() ? fitting(only.address(JourneysPage.PAGE)) : "",
                page.words().share(path.journeys(), figures.all()),
                text.median(path.medianSeconds(), path.timed()),
                path.score().map(text::score).orElse(new CountText.Figure("", "")),
                fitting(only.address(MapPage.PAGE)));
    }

    private String name(String id) {
        return asked.answered()
                .snapshot()
                .origin()
                .recipe()
                .displayName(id, page.language().tag());
    }

    private static String fitting(String address) {
        return address.length() <= LONGEST_ADDRESS ? address : "";
    }

    public Optional<Others> others() {
        if (figures.otherPaths() == 0) {
            return Optional.empty();
        }
        Query rest = query().and(PathFilters.otherThan(
                        figures.walked().stream().map(Walked::touchpoints).toList())
                .text());
        Query followed =
                search.condition().map(condition -> rest.and(condition.text())).orElse(rest);
        return Optional.of(new Others(
                page.words().count("paths.others", figures.otherPaths()),
                page.words().number(figures.otherJourneys()),
                asked.small() ? fitting(followed.address(JourneysPage.PAGE)) : "",
                page.words().share(figures.otherJourneys(), figures.all())));
    }

    /// This page with more paths; empty where all are shown, or as many as it shows at most.
    public Optional<String> more() {
        int shown = figures.walked().size();
        if (figures.otherPaths() == 0 || shown >= most) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        if (!search.typed().isEmpty()) {
            parts.add("pattern=" + Query.encoded(search.typed()));
        }
        parts.add("show=" + Math.min(most, shown * 4));
        return Optional.of(query().address(PathsPage.PAGE, parts.toArray(String[]::new)));
    }
}
