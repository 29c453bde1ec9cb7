package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.MarkFigures;
import dev.corridor.app.discovery.Marks;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.Stretch;
import dev.corridor.app.discovery.StretchPart;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.FlowReport;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Comparison;
import dev.corridor.map.living.Difference;
import dev.corridor.map.living.Form;
import dev.corridor.map.living.Mark;
import dev.corridor.map.living.Metric;
import dev.corridor.map.living.Painting;
import dev.corridor.map.living.Picture;
import dev.corridor.map.living.Places;
import dev.corridor.map.living.View;
import dev.corridor.map.report.Headline;
import dev.corridor.map.svg.Caption;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What the map's template shows.
public final class MapView {
    /// The share of open journeys from which on it is told beside a comparison.
    private static final double MUCH_OPEN = 0.1;

    private static final JourneyList NOBODY = new JourneyList(0, OptionalLong.empty(), List.of(), Optional.empty());

    private final Page page;
    private final Query query;
    private final FilterBar bar;
    private final Answered answered;
    private final Places places;
    private final Painting painting;
    private final View opening;
    private final Optional<MapPage.Compared> compared;
    private final CompareForm compare;
    private final boolean small;
    private final Function<Filter, JourneyList> behind;
    private final View view;

    MapView(
            Page page,
            Query query,
            FilterBar bar,
            Answered answered,
            Places places,
            Painting painting,
            View opening,
            Optional<MapPage.Compared> compared,
            CompareForm compare,
            boolean small,
            Function<Filter, JourneyList> behind) {
        this.page = page;
        this.query = query;
        this.answered = answered;
        this.places = places;
        this.painting = painting;
        this.opening = opening;
        this.compared = compared;
        this.compare = compare;
        this.small = small;
        this.behind = behind;
        this.view = painting.view();
        this.bar = bar.keeping(more());
    }

    public FilterBar bar() {
        return bar;
    }

    public Query query() {
        return query;
    }

    public View view() {
        return view;
    }

    public Places places() {
        return places;
    }

    public Painting painting() {
        return painting;
    }

    public Wording mapWords() {
        return places.wording();
    }

    /// HTML.
    public String headline() {
        return compared.map(groups -> escape(difference(groups.comparison())))
                .orElseGet(() -> Headline.of(answered.report(), page.words()));
    }

    /// Where two groups differ most, of the touchpoints that neither makes up by itself.
    private String difference(Comparison groups) {
        Optional<Map.Entry<Mark, Difference>> greatest = groups.differences().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Mark.Touchpoint
                        && entry.getValue().significant()
                        && apart(entry.getValue()) < 1)
                .max(Comparator.comparingDouble((Map.Entry<Mark, Difference> entry) -> apart(entry.getValue()))
                        .thenComparing(entry -> entry.getKey().toString()));
        if (greatest.isEmpty() || !(greatest.get().getKey() instanceof Mark.Touchpoint(String id))) {
            return page.say("compare.same");
        }
        return page.say(
                "compare.most",
                answered.snapshot()
                        .origin()
                        .recipe()
                        .displayName(id, page.language().tag()),
                Sentence.begun(groups.nameA()),
                share(id, groups.a()),
                groups.nameB(),
                share(id, groups.b()));
    }

    private static double apart(Difference difference) {
        return Math.abs(difference.shareA() - difference.shareB());
    }

    private String share(String touchpoint, FlowReport group) {
        long passing = group.touchpoints().stream()
                .filter(counted -> counted.id().equals(touchpoint))
                .mapToLong(Touchpoint::journeys)
                .sum();
        return page.words().share(passing, group.journeys());
    }

    /// All journeys asked about, as HTML.
    public String journeys() {
        return new CountLink(page, small).journeys(answered.answer().journeys(), query);
    }

    public boolean anyOpen() {
        return answered.answer().open() > 0;
    }

    /// Those of them that are still open, as HTML.
    public String open() {
        String list = StretchListView.address(
                query, new StretchWish(Stretch.WHOLE, Optional.empty()), StretchPart.of(StretchPart.Which.OPEN));
        return page.say(
                "facts.open",
                new CountLink(page, small).number(answered.answer().open(), list));
    }

    public Optional<Long> customers() {
        return Optional.ofNullable(answered.answer().customers());
    }

    public String asOf() {
        return answered.report()
                .period()
                .asOf()
                .map(time -> Sentence.begun(page.say("asof", page.words().moment(time))))
                .orElse("");
    }

    public String svg(Form form) {
        return painting.svg(form, form == Form.WIDE ? "map" : "map-tall", this::link);
    }

    public String legend(Form form) {
        return painting.legend(form);
    }

    public String table() {
        return painting.table(this::link, this::list);
    }

    /// The list of the journeys that a number of the map counts; empty where lists are closed to the reader.
    private String list(Mark mark, Metric metric) {
        if (!small) {
            return "";
        }
        Query counted = query.and(Marks.counted(mark, metric).text());
        Query listed = metric == Metric.SCORE ? counted.and("score >= " + lowestScore()) : counted;
        return listed.address(JourneysPage.PAGE);
    }

    /// As a condition writes it; every score is at least this.
    private String lowestScore() {
        double lowest = answered.report().scale().map(ScoreScale::min).orElse(0.0);
        return new BigDecimal(lowest).stripTrailingZeros().toPlainString();
    }

    public List<Caption> captions() {
        return painting.captions();
    }

    /// What the two groups are called; empty where none are compared.
    public List<String> groups() {
        return compared.map(groups ->
                        List.of(groups.comparison().nameA(), groups.comparison().nameB()))
                .orElse(List.of());
    }

    /// How many of either group are open, where that may be why they differ.
    public Optional<String> stillOpen() {
        return compared.map(MapPage.Compared::comparison)
                .filter(groups -> open(groups.a()) > MUCH_OPEN || open(groups.b()) > MUCH_OPEN)
                .map(groups -> page.say(
                        "compare.open",
                        page.words().share(groups.a().open(), groups.a().journeys()),
                        page.words().share(groups.b().open(), groups.b().journeys())));
    }

    private static double open(FlowReport group) {
        return group.journeys() == 0 ? 0 : (double) group.open() / group.journeys();
    }

    /// What a caption is of: one of the groups; empty where none are compared.
    public String groupOf(Caption caption) {
        List<String> groups = groups();
        return groups.isEmpty() ? "" : Sentence.begun(groups.get(captions().indexOf(caption)));
    }

    public CompareForm compare() {
        return compare;
    }

    /// The map without comparison.
    public String together() {
        return address(query, MapChoice.fields(view, opening));
    }

    /// Hidden fields that the sliders' form keeps, in pairs of name and value: none that it has as a control.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(query.fields());
        MapChoice.fields(view, opening).stream()
                .filter(field -> !MapChoice.isControl(field, compared.isEmpty()))
                .forEach(kept::add);
        kept.addAll(groupFields());
        return kept;
    }

    /// Hidden fields that a new condition keeps.
    public List<String[]> choices() {
        List<String[]> kept = new ArrayList<>(query.fields());
        kept.addAll(more());
        return kept;
    }

    /// Hidden fields that a new comparison keeps.
    public List<String[]> alone() {
        List<String[]> kept = new ArrayList<>(query.fields());
        kept.addAll(MapChoice.fields(view, opening));
        return kept;
    }

    /// What is asked beside the conditions.
    private List<String[]> more() {
        List<String[]> more = new ArrayList<>(MapChoice.fields(view, opening));
        more.addAll(groupFields());
        return more;
    }

    private List<String[]> groupFields() {
        List<String[]> fields = new ArrayList<>();
        compared.ifPresent(groups -> {
            fields.add(new String[] {"group", groups.group()});
            groups.against().ifPresent(filter -> fields.add(new String[] {"against", filter}));
        });
        return fields;
    }

    private static String address(Query asked, List<String[]> fields) {
        return asked.address(MapPage.PAGE, fields.stream().map(Query::parameter).toArray(String[]::new));
    }

    String link(Mark mark) {
        return address(view.withSelected(mark));
    }

    /// The map of fewer journeys, all else as it is.
    String only(String filter) {
        return address(query.and(filter), more());
    }

    /// The map that compares a group with the rest, all else as it is.
    String comparing(String group) {
        List<String[]> fields = new ArrayList<>(MapChoice.fields(view, opening));
        fields.add(new String[] {"group", group});
        return address(query, fields);
    }

    public String address(View other) {
        List<String> parts = new ArrayList<>();
        MapChoice.fields(other, opening).forEach(field -> parts.add(Query.parameter(field)));
        groupFields().forEach(field -> parts.add(Query.parameter(field)));
        other.selected().ifPresent(mark -> parts.addAll(List.of(Marks.text(mark))));
        return query.address(MapPage.PAGE, parts.toArray(String[]::new));
    }

    public String withMetric(Metric metric) {
        return address(view.withMetric(metric));
    }

    /// The map as a picture of its own, with what it is of, under which conditions, as of when, and what it leaves out.
    public Picture picture() {
        List<String> lines = new ArrayList<>();
        captions().forEach(caption -> lines.add(caption.hidden(mapWords())));
        lines.add(title() + ". "
                + (bar.conditions().isEmpty()
                        ? page.say("filters.all")
                        : page.say("filters.only") + " "
                                + String.join(
                                        ", " + page.say("filter.and") + " ",
                                        bar.conditions().stream()
                                                .map(FilterBar.Condition::words)
                                                .toList())
                                + "."));
        lines.add(asOf());
        return painting.picture(
                Form.WIDE,
                Plain.ofHtml(headline()),
                lines.stream().filter(line -> !line.isBlank()).toList());
    }

    public String title() {
        return answered.snapshot().set().name();
    }

    /// The address of this view as a file.
    ///
    /// @param kind `svg`, `png` or `pdf`
    public String export(String kind) {
        return address(view).replaceFirst("/map", "/map." + kind);
    }

    public Optional<String> next() {
        return painting.next().map(this::address);
    }

    /// Figures of the place that is selected.
    public Optional<MarkPanel> panel() {
        return view.selected()
                .flatMap(mark -> MarkFigures.of(answered, mark, compared.isPresent() ? Metric.JOURNEYS : view.metric()))
                .map(found -> new MarkPanel(
                        page,
                        this,
                        query,
                        answered,
                        found,
                        small ? behind.apply(found.filter()) : NOBODY,
                        small,
                        address(view.withNothingSelected())));
    }
}
