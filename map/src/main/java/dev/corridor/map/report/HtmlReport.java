package dev.corridor.map.report;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Period;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.VerticalLayout;
import dev.corridor.map.page.HtmlPage;
import dev.corridor.map.svg.DrawnMap;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.svg.MapSvg;
import dev.corridor.map.svg.Opening;
import dev.corridor.map.svg.Ramp;
import dev.corridor.map.svg.Signs;
import dev.corridor.map.svg.Style;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The report as one self-contained HTML file that needs no network.
///
/// It can be read without its script: the map at its opening set and every table are in the markup.
public final class HtmlReport {
    private static final double SMALLEST_SCALE = 0.88;
    private static final double COLUMN = 1040;

    private final DrawnMap drawn;
    private final FlowMap map;
    private final FlowReport report;
    private final Wording wording;
    private final boolean small;
    private final StringBuilder out = new StringBuilder(1 << 20);

    private HtmlReport(DrawnMap drawn) {
        this.drawn = drawn;
        this.map = drawn.map();
        this.report = map.report();
        this.wording = map.wording();
        this.small = map.small();
    }

    /// How the report is written.
    ///
    /// @param small whether scores of fewer than 10 journeys are shown (`--include-small`)
    public record Options(Language language, boolean small) {
        public static Options in(Language language) {
            return new Options(language, false);
        }
    }

    public static String render(FlowReport report, Options options) {
        return render(DrawnMap.of(report, options.language(), options.small()));
    }

    /// As [#render(FlowReport, Options)], of a map that has its places already.
    public static String render(DrawnMap drawn) {
        HtmlReport page = new HtmlReport(drawn);
        page.document();
        return page.out.toString();
    }

    private void document() {
        List<Plan> plans = drawn.wide().stream()
                .flatMap(wide -> Stream.of(wide, VerticalLayout.of(map.graph())))
                .toList();
        List<Integer> base = plans.stream()
                .findFirst()
                .map(plan -> plan.base().stream().map(map::touchpoint).toList())
                .orElse(List.of());
        StringBuilder body = new StringBuilder();
        masthead(body);
        body.append("<main class=\"wrap\"><div class=\"grid")
                .append(broad(plans) ? " broad" : "")
                .append("\"><section class=\"left\" aria-label=\"")
                .append(escape(wording.say("map.aria", report.title())))
                .append("\">\n<h1 class=\"answer\">")
                .append(Headline.of(map, base))
                .append("</h1>\n");
        facts(body);
        controls(body);
        figure(body, plans);
        foot(body, plans);
        body.append("</section>\n");
        panel(body);
        body.append("</div>\n").append(Sections.html(map, base));
        body.append("<footer class=\"end\">")
                .append(wording.say(small ? "foot.small" : "foot", "<bdi>" + escape(report.source()) + "</bdi>"))
                .append("</footer></main>\n");
        page(body, ReportData.json(map, base), sizes(plans));
    }

    private void page(StringBuilder body, String data, String sizes) {
        body.append("<script type=\"application/json\" id=\"data\">")
                .append(data)
                .append("</script>\n");
        out.append(new HtmlPage(
                        wording.language(),
                        wording.say("page.title", report.title()),
                        Style.map() + Style.legend() + Resources.rules() + sizes,
                        body.toString(),
                        Resources.script())
                .render());
    }

    /// Maps fill their column, but never shrink so far that lettering falls under 11 px. They show what lies below the
    /// fold of the opening only once it has ink.
    private String sizes(List<Plan> plans) {
        StringBuilder rules = new StringBuilder();
        for (Plan plan : plans) {
            rules.append(String.format(
                    Locale.ROOT,
                    "#map-%1$s{width:100%%;height:auto}%n"
                            + "#crop-%1$s{width:100%%;aspect-ratio:%2$.1f/%3$.1f;min-width:%4$dpx;max-width:%5$dpx}%n",
                    plan.vertical() ? "tall" : "wide",
                    plan.width(),
                    MapSvg.fold(map, plan),
                    (int) Math.ceil(plan.width() * SMALLEST_SCALE),
                    (int) (plan.width() * (plan.vertical() ? 1.25 : 1.15))));
        }
        return rules.toString().replace("\r", "");
    }

    /// Whether the map needs the margin column's room as well.
    private static boolean broad(List<Plan> plans) {
        return plans.stream().anyMatch(plan -> !plan.vertical() && plan.width() * SMALLEST_SCALE > COLUMN);
    }

    private void masthead(StringBuilder body) {
        body.append(HtmlPage.masthead(
                "<a class=\"skip\" href=\"#durations\">" + wording.say("page.skip") + "</a>\n",
                report.title(),
                when(),
                "<button type=\"button\" class=\"plain\" id=\"theme\" hidden>" + wording.say("theme.dark")
                        + "</button>"));
    }

    private String when() {
        Period period = report.period();
        List<String> words = new ArrayList<>();
        if (period.from().isPresent() && period.to().isPresent()) {
            String from = wording.day(period.from().get());
            String to = wording.day(period.to().get());
            words.add(from.equals(to) ? from : wording.say("period", from, to));
        } else if (report.interactions() > 0) {
            words.add(wording.say("period.none"));
        }
        period.asOf().ifPresent(time -> words.add(wording.say("asof", wording.moment(time))));
        return String.join("; ", words);
    }

    private void facts(StringBuilder body) {
        List<String> facts = new ArrayList<>();
        facts.add("<b>" + wording.count("journeys", report.journeys()) + "</b>"
                + (report.open() > 0 ? " (" + wording.say("facts.open", wording.number(report.open())) + ")" : ""));
        report.customers().ifPresent(count -> facts.add(wording.count("customers", count)));
        facts.add(wording.count("interactions", report.interactions()));
        facts.add(wording.count("touchpoints", report.touchpoints().size()));
        report.scale().filter(scale -> scale.all().scored() > 0).ifPresent(scale -> facts.add(score(scale)));
        report.rule()
                .ifPresent(rule ->
                        facts.add(wording.say("facts.rule", "<bdi>" + escape(rule.in(wording.language())) + "</bdi>")));
        report.filters()
                .forEach(filter -> facts.add(wording.say("facts.filter", "<b><bdi>" + escape(filter) + "</bdi></b>")));
        body.append("<p class=\"facts\">").append(String.join(", ", facts)).append("</p>\n");
    }

    private String score(ScoreScale scale) {
        return wording.say(
                "facts.score",
                wording.decimal(scale.all().mean()),
                plain(scale.min()),
                plain(scale.max()),
                wording.count("journeys", scale.all().scored()),
                scale.all().hasInterval()
                        ? wording.say(
                                "facts.score.between",
                                wording.decimal(scale.all().low(), 2),
                                wording.decimal(scale.all().high(), 2))
                        : "");
    }

    private String plain(double number) {
        return number == Math.rint(number) ? wording.number((long) number) : wording.decimal(number);
    }

    private void controls(StringBuilder body) {
        body.append("<div class=\"ctrl\" id=\"controls\" hidden>\n<fieldset class=\"seg\" id=\"measure\"")
                .append(offered(FlowMap.Measure.TIME) || offered(FlowMap.Measure.SCORE) ? "" : " hidden")
                .append("><legend>")
                .append(wording.say("measure"))
                .append("</legend>");
        for (FlowMap.Measure measure : FlowMap.Measure.values()) {
            if (offered(measure)) {
                String key = measure.name().toLowerCase(Locale.ROOT);
                body.append("<label><input type=\"radio\" name=\"measure\" value=\"")
                        .append(key)
                        .append(measure == FlowMap.Measure.FREQUENCY ? "\" checked>" : "\">")
                        .append("<span>")
                        .append(wording.say("measure." + key))
                        .append("</span></label>");
            }
        }
        body.append("</fieldset>\n");
        slider(body, "touchpoints");
        slider(body, "paths");
        body.append("</div>\n");
    }

    private boolean offered(FlowMap.Measure measure) {
        return switch (measure) {
            case FREQUENCY -> true;
            case TIME -> report.dated();
            case SCORE -> map.scored();
        };
    }

    /// The script gives it its range and value.
    private void slider(StringBuilder body, String name) {
        body.append("<div class=\"sl\">");
        if (name.equals("paths")) {
            body.append("<button type=\"button\" class=\"plain\" id=\"next\">")
                    .append(wording.say("next"))
                    .append("</button>");
        }
        body.append("<label for=\"slide-")
                .append(name)
                .append("\">")
                .append(wording.say("slider." + name))
                .append("</label><output id=\"out-")
                .append(name)
                .append("\" for=\"slide-")
                .append(name)
                .append("\"></output><input type=\"range\" id=\"slide-")
                .append(name)
                .append("\" min=\"0\"></div>\n");
    }

    private void figure(StringBuilder body, List<Plan> plans) {
        body.append("<figure class=\"mapfig\" id=\"figure\">\n");
        for (Plan plan : plans) {
            String name = plan.vertical() ? "tall" : "wide";
            body.append(Scrolling.hint(wording).replace("sideways", "sideways of-" + name))
                    .append("<div class=\"")
                    .append(name)
                    .append('"')
                    .append(Scrolling.group(escape(wording.say("map.aria", report.title()))))
                    .append("><div class=\"crop\" id=\"crop-")
                    .append(name)
                    .append("\">")
                    .append(MapSvg.write(map, plan, "map-" + name, ""))
                    .append("</div></div>\n");
        }
        body.append(
                        "<button type=\"button\" class=\"others\" id=\"others\" hidden><svg viewBox=\"0 0 42 14\" width=\"42\" ")
                .append(
                        "aria-hidden=\"true\"><path d=\"M7,1l6,6l-6,6l-6,-6zM21,1l6,6l-6,6l-6,-6zM35,1l6,6l-6,6l-6,-6z\"/>")
                .append("</svg><span id=\"others-words\"></span></button>\n</figure>\n");
    }

    private void foot(StringBuilder body, List<Plan> plans) {
        Opening opening = map.opening();
        String shows = map.shows();
        int comma = shows.indexOf(')') + 1;
        body.append("<div class=\"foot\"><p class=\"shows\" id=\"shows\" aria-live=\"polite\"><b>")
                .append(shows, 0, comma)
                .append("</b>")
                .append(shows, comma, shows.length())
                .append("</p>\n<p class=\"shows\" id=\"hidden\">")
                .append(map.caption().hidden(wording))
                .append("</p>\n");
        int undrawn = report.touchpoints().size() - opening.drawn().size();
        int undrawnSteps = report.edges().size() - opening.steps().size();
        if (undrawn > 0 || undrawnSteps > 0) {
            body.append("<p class=\"shows\">")
                    .append(wording.say(
                            "undrawn", wording.count("touchpoints", undrawn), wording.count("steps", undrawnSteps)))
                    .append("</p>\n");
        }
        if (report.paths().otherPaths() > 0) {
            body.append("<p class=\"shows\">")
                    .append(wording.say(
                            "unlisted",
                            wording.count("paths", report.paths().otherPaths()),
                            wording.count("journeys", report.paths().otherJourneys())))
                    .append("</p>\n");
        }
        legends(body, plans);
        body.append("</div>\n");
    }

    /// Only marks that the map of this width has, and of these only those with ink show.
    private void legends(StringBuilder body, List<Plan> plans) {
        if (plans.isEmpty()) {
            return;
        }
        body.append("<ul class=\"legend\" data-for=\"frequency\">");
        sign(body, "", 34, "<rect class=\"k-river\" y=\"2\" width=\"34\" height=\"11\"/>", "legend.river");
        body.append("<li>").append(wording.say("legend.numbers")).append("</li>");
        plans.forEach(plan -> signs(body, plan));
        body.append("</ul>\n");
        if (offered(FlowMap.Measure.TIME)) {
            ramp(body, "time", wording.say("legend.slow"), wording.say("legend.fast"), "legend.times");
        }
        if (offered(FlowMap.Measure.SCORE)) {
            String name = report.scale()
                    .map(scale -> escape(scale.name().in(wording.language())) + ": ")
                    .orElse("");
            ramp(body, "score", name + wording.say("legend.low"), wording.say("legend.high"), "legend.scores");
        }
    }

    private void signs(StringBuilder body, Plan plan) {
        lines(body, plan, Plan.Kind.BACK, 30, Signs.BACK);
        lines(body, plan, Plan.Kind.LOOP, 20, Signs.LOOP);
        spurs(body, plan, true, Signs.END);
        spurs(body, plan, false, Signs.START);
    }

    private void lines(StringBuilder body, Plan plan, Plan.Kind kind, int width, String drawing) {
        List<Plan.Track> tracks =
                plan.tracks().stream().filter(track -> track.kind() == kind).toList();
        if (!tracks.isEmpty()) {
            boolean inked = tracks.stream()
                    .anyMatch(track ->
                            map.seen().steps().contains(map.opening().steps().get(track.link())));
            String name = kind.name().toLowerCase(Locale.ROOT);
            sign(body, inkOf(plan, ".track." + name, inked), width, drawing, "legend." + name);
        }
    }

    private void spurs(StringBuilder body, Plan plan, boolean exit, String drawing) {
        List<Plan.Spur> spurs =
                plan.spurs().stream().filter(spur -> spur.exit() == exit).toList();
        if (!spurs.isEmpty()) {
            Set<Integer> seen = exit ? map.seen().ends() : map.seen().starts();
            boolean inked = spurs.stream().anyMatch(spur -> seen.contains(map.touchpoint(spur.node())));
            sign(
                    body,
                    inkOf(plan, exit ? ".spur[data-z]" : ".spur[data-a]", inked),
                    22,
                    drawing,
                    exit ? "legend.end" : "legend.start");
        }
    }

    /// Attributes by which the script finds the marks that a sign stands for.
    private static String inkOf(Plan plan, String marks, boolean inked) {
        String name = plan.vertical() ? "tall" : "wide";
        return " class=\"of-" + name + "\" data-marks=\"#map-" + name + " " + marks + "\"" + (inked ? "" : " hidden");
    }

    private void sign(StringBuilder body, String attributes, int width, String drawing, String key) {
        body.append("<li").append(attributes).append('>');
        body.append(Signs.picture(width, drawing)).append(wording.say(key)).append("</li>");
    }

    private void ramp(StringBuilder body, String measure, String worst, String best, String numbers) {
        Ramp ramp = Ramp.of(map);
        List<String> limits = measure.equals("time") ? ramp.timeLimits(wording) : ramp.scoreLimits(wording);
        body.append("<ul class=\"legend\" data-for=\"").append(measure).append("\" hidden>");
        if (!limits.isEmpty()) {
            body.append("<li>").append(worst);
            for (int i = 1; i <= 5; i++) {
                body.append(Signs.picture(24, Signs.swatch(i)));
                if (i <= limits.size()) {
                    body.append(limits.get(i - 1));
                }
            }
            body.append(best).append("</li>");
        }
        body.append("<li>").append(wording.say(numbers)).append("</li>");
        if (measure.equals("score") && scarce()) {
            sign(body, "", 24, Signs.swatch(0), "legend.none");
        }
        body.append("</ul>\n");
    }

    /// Whether anything on the map has too few answers for a colour.
    private boolean scarce() {
        long enough = small ? 1 : FlowMap.ENOUGH_SCORES;
        return Stream.concat(
                        map.opening().drawn().stream()
                                .map(touchpoint ->
                                        report.touchpoints().get(touchpoint).score()),
                        map.opening().steps().stream()
                                .map(step -> report.edges().get(step).score()))
                .anyMatch(score -> score.scored() < enough);
    }

    private void panel(StringBuilder body) {
        body.append("<aside class=\"panel\" aria-label=\"")
                .append(wording.say("panel"))
                .append("\"><div id=\"figures\" aria-live=\"polite\" hidden></div>")
                .append("<div id=\"read\"><h2 class=\"quiet\">")
                .append(wording.say("read"))
                .append("</h2><ul class=\"read\">");
        for (int i = 1; i <= 4; i++) {
            body.append("<li>").append(wording.say("read." + i)).append("</li>");
        }
        body.append("</ul></div></aside>\n");
    }
}
