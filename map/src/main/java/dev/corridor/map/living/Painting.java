package dev.corridor.map.living;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.FlowReport;
import dev.corridor.map.layout.Lettering;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Widths;
import dev.corridor.map.svg.Caption;
import dev.corridor.map.svg.Fonts;
import dev.corridor.map.svg.Opening;
import dev.corridor.map.svg.Pen;
import dev.corridor.map.svg.Style;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One view of a selection, or of two compared, on given places: milliseconds, and the same for the same input.
public final class Painting {
    private static final double MARGIN = 16;
    private static final double LINE = 18;
    private static final double HEADLINE = 27;
    private static final double HEADLINE_SIZE = 21;

    private final Places places;
    private final View view;
    private final Content content;
    private final Looks looks;
    private final List<Needs> selections;
    private final Ink ink;

    private Painting(Places places, View view, Content content, List<Figures> selections) {
        this.places = places;
        this.view = view;
        this.content = content;
        this.looks = Looks.of(places, content);
        this.selections = selections.stream().map(Needs::of).toList();
        this.ink = Ink.of(places, this.selections, view);
    }

    /// @param selection journeys among those that the places were found from
    /// @throws IllegalStateException where the selection holds a touchpoint that the places do not know
    public static Painting of(Places places, FlowReport selection, View view) {
        return of(places, selection, view, Map.of());
    }

    /// @param customers of the selection by mark, for a view of [Metric#CUSTOMERS]
    /// @throws IllegalStateException as [#of(Places, FlowReport, View)]
    public static Painting of(Places places, FlowReport selection, View view, Map<Mark, Long> customers) {
        Figures figures = Figures.of(places, selection.withFewerPaths());
        View within = within(places, view);
        return new Painting(places, within, new Counted(places, figures, within, customers), List.of(figures));
    }

    /// The shares of two groups; the metric and the scale of the view play no part.
    ///
    /// @throws IllegalStateException where a group holds a touchpoint that the places do not know
    public static Painting of(Places places, Comparison comparison, View view) {
        Compared compared = Compared.of(places, comparison);
        return new Painting(places, within(places, view), compared, List.of(compared.a(), compared.b()));
    }

    private static View within(Places places, View view) {
        View within = view.withTouchpoints(Math.clamp(view.touchpoints(), 0, places.touchpoints()))
                .withPaths(Math.clamp(view.paths(), 0, places.paths()));
        return places.metrics().contains(view.metric()) ? within : within.withMetric(Metric.JOURNEYS);
    }

    /// The view as it is painted: within the places' sliders and metrics.
    public View view() {
        return view;
    }

    /// The sentence to say where no journey is left; the map still shows its places as outlines.
    public Optional<String> nothing() {
        if (places.empty()) {
            return Optional.of(wording().say("nothing.at.all"));
        }
        boolean none = selections.stream().allMatch(needs -> needs.figures().journeys() == 0);
        return none ? Optional.of(wording().say("nothing")) : Optional.empty();
    }

    /// What is shown of how much; one for each selection, in their order.
    public List<Caption> captions() {
        return ink.captions();
    }

    /// The view that shows the most used path which this one does not wholly show, beside all that it shows; empty
    /// where every path that has a place is shown.
    public Optional<View> next() {
        return selections.stream()
                .filter(needs -> needs.hidden(view).isPresent())
                .max(Comparator.comparingDouble(this::shareOfHidden))
                .map(needs -> needs.reveal(needs.hidden(view).getAsInt(), view));
    }

    private double shareOfHidden(Needs needs) {
        Figures figures = needs.figures();
        return (double) figures.listed(needs.hidden(view).getAsInt()).count() / figures.journeys();
    }

    /// The view that shows [Opening#COVERED] of this selection with the sliders as low as can be; empty where all that
    /// has a place does not show so many, and for comparisons.
    public Optional<View> covering() {
        return selections.size() == 1 ? selections.getFirst().covering(view, Opening.COVERED) : Optional.empty();
    }

    /// The map as an element of a page; empty where there are no places at all. Its window ends beneath the deepest
    /// ink: what lies under it are outlines of tracks that are hidden.
    ///
    /// @param id of the element; unique in its page
    /// @param link the address of a mark, as it is before escaping
    public String svg(Form form, String id, Function<Mark, String> link) {
        if (places.empty()) {
            return "";
        }
        Plan plan = places.sheet(form).plan();
        Drawing drawing = drawing(form, Optional.of(link));
        double window = Math.min(plan.height(), drawing.inkedHeight() + MARGIN);
        return head(" id=\"" + escape(id) + '"', form, plan.width(), window) + drawing.marks() + "</svg>\n";
    }

    private Drawing drawing(Form form, Optional<Function<Mark, String>> link) {
        return new Drawing(places, content, looks, ink, view.selected(), form, link);
    }

    private String head(String id, Form form, double width, double height) {
        String title = escape(wording().say("map.aria", places.title()));
        String size = Pen.number(width) + "\" height=\"" + Pen.number(height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + id + " class=\"map living "
                + (form == Form.WIDE ? "wide" : "tall") + content.kind() + "\" viewBox=\"0 0 " + Pen.number(width) + ' '
                + Pen.number(height) + "\" width=\"" + size + "\" lang=\""
                + wording().language().tag() + "\" role=\"group\" aria-label=\"" + title + "\">\n";
    }

    /// What the widths, numbers, colours and signs of this painting mean, as an HTML list.
    public String legend(Form form) {
        if (places.empty()) {
            return "";
        }
        boolean crowded = drawing(form, Optional.empty()).crowded();
        return new Legend(places, content, ink, form, crowded).html();
    }

    /// What is shown as two HTML tables: touchpoints and steps, most used first.
    ///
    /// @param link the address of a mark, as it is before escaping
    public String table(Function<Mark, String> link) {
        return table(link, (_, _) -> "");
    }

    /// The same, where every number of journeys leads to their list.
    ///
    /// @param list the address of the journeys that a number at a mark counts, as it is before escaping; empty
    ///     where there is none
    public String table(Function<Mark, String> link, BiFunction<Mark, Metric, String> list) {
        return new MapTable(places, content, looks, ink, link, list).html();
    }

    /// What has ink as a file of its own, with a sentence above it, and what it shows and further lines of words under
    /// it.
    public Picture picture(Form form, String headline, List<String> lines) {
        List<String> words = new ArrayList<>();
        nothing().ifPresent(words::add);
        words.addAll(captions().size() == 1 ? List.of(captions().getFirst().shows(wording())) : groups());
        words.addAll(lines.stream().map(Plain::text).toList());
        Drawing drawing = places.empty() ? null : drawing(form, Optional.empty());
        double width = Math.max(
                drawing == null ? 0 : places.sheet(form).plan().width(),
                2 * MARGIN
                        + words.stream()
                                .mapToDouble(line -> Widths.of(line, Lettering.NUMBER))
                                .max()
                                .orElse(0));
        List<String> title = lines(Plain.text(headline), width - 2 * MARGIN);
        double head = MARGIN + HEADLINE * title.size();
        double top = head + (drawing == null ? 0 : drawing.inkedHeight() + 8);
        double height = top + LINE * words.size() + MARGIN;
        StringBuilder marks = new StringBuilder("<rect class=\"sheet\" width=\"100%\" height=\"100%\"/>\n");
        for (int i = 0; i < title.size(); i++) {
            write(marks, "headline", HEADLINE * (i + 1), title.get(i));
        }
        if (drawing != null) {
            marks.append("<g transform=\"translate(0 ")
                    .append(Pen.number(head))
                    .append(")\">\n")
                    .append(drawing.marks())
                    .append("</g>\n");
        }
        for (int i = 0; i < words.size(); i++) {
            write(marks, "word", top + LINE * (i + 1), words.get(i));
        }
        String svg = head("", form, width, height) + "<style>" + Fonts.faces(Fonts.needsCyrillic(marks), false)
                + "</style>\n<style>" + Style.picture() + "</style>\n" + marks + "</svg>\n";
        return new Picture(svg, width, height);
    }

    private static void write(StringBuilder marks, String kind, double y, String line) {
        marks.append("<text class=\"")
                .append(kind)
                .append(" begin\" x=\"")
                .append(Pen.number(MARGIN))
                .append("\" y=\"")
                .append(Pen.number(y))
                .append("\">")
                .append(escape(line))
                .append("</text>\n");
    }

    /// A sentence in lines of at most a width, broken between words.
    private static List<String> lines(String sentence, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : sentence.strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Widths.of(longer, HEADLINE_SIZE) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private List<String> groups() {
        if (!(content instanceof Compared compared)) {
            throw new IllegalStateException("two captions without a comparison");
        }
        Comparison comparison = compared.comparison();
        return List.of(
                wording()
                        .say(
                                "caption.group",
                                comparison.nameA(),
                                captions().get(0).shows(wording())),
                wording()
                        .say(
                                "caption.group",
                                comparison.nameB(),
                                captions().get(1).shows(wording())));
    }

    private Wording wording() {
        return places.wording();
    }
}
