package dev.corridor.map.report;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.Finding;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.Rejects;
import dev.corridor.map.Score;
import dev.corridor.map.Text;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The parts of the page below the map: paths, tables, durations, findings, rejects.
final class Sections {
    private static final int PATHS_AT_ONCE = 20;
    private static final int MOST_ROWS = 500;
    private static final int NAMES_IN_ROW = 9;
    private static final int DOTS = 40;
    private static final int MOST_PLACES = 20;

    private final FlowMap map;
    private final FlowReport report;
    private final Wording wording;
    private final Set<Integer> base;
    private final StringBuilder out = new StringBuilder();

    private Sections(FlowMap map, Set<Integer> base) {
        this.map = map;
        this.report = map.report();
        this.wording = map.wording();
        this.base = base;
    }

    /// @param base touchpoints of the base line
    static String html(FlowMap map, List<Integer> base) {
        Sections sections = new Sections(map, new HashSet<>(base));
        sections.durations();
        sections.paths();
        sections.touchpoints();
        sections.steps();
        sections.findings();
        sections.rejects();
        return sections.out.toString();
    }

    private void open(String id, String title) {
        out.append("<section class=\"part\" id=\"")
                .append(id)
                .append("\" aria-labelledby=\"")
                .append(id)
                .append("-title\"><h2 id=\"")
                .append(id)
                .append("-title\">")
                .append(title)
                .append("</h2>\n");
    }

    private void note(String text) {
        out.append("<p class=\"note\">").append(text).append("</p>\n");
    }

    private void close() {
        out.append("</section>\n");
    }

    // ---- durations

    private void durations() {
        open("durations", wording.say("durations"));
        Times times = report.completed();
        if (times.known() && times.minSeconds() == 0 && times.maxSeconds() == 0) {
            note(wording.say("durations.zero"));
        } else if (times.known()) {
            note(wording.say("durations.note", wording.count("journeys", times.count())));
            out.append("<dl class=\"dur\">");
            duration("fig.median", times.medianSeconds());
            duration("fig.p90", times.p90Seconds());
            duration("fig.mean", times.meanSeconds());
            duration("fig.min", times.minSeconds());
            duration("fig.max", times.maxSeconds());
            out.append("</dl>\n");
            if (times.medianSeconds() == 0) {
                note(whyZero());
            }
        } else {
            note(wording.say(report.dated() || report.journeys() == 0 ? "durations.none" : "durations.undated"));
        }
        if (report.open() > 0) {
            note(wording.count("durations.open", report.open()));
        }
        close();
    }

    /// Why half of the journeys take no time.
    private String whyZero() {
        long singles = report.singles();
        if (singles == 0) {
            return wording.say("durations.same");
        }
        String share = wording.share(singles, report.journeys());
        return wording.count("durations.singles", singles, share)
                + (report.othersMedianSeconds().isPresent()
                        ? " "
                                + wording.say(
                                        "durations.others",
                                        wording.duration(
                                                report.othersMedianSeconds().getAsDouble()))
                        : "");
    }

    private void duration(String key, double seconds) {
        out.append("<div><dt>")
                .append(wording.say(key))
                .append("</dt><dd>")
                .append(wording.duration(seconds))
                .append("</dd></div>");
    }

    // ---- paths

    private void paths() {
        open("paths", wording.say("paths"));
        note(wording.say("paths.note"));
        frame("paths");
        out.append("<table class=\"tab\"><thead><tr><th scope=\"col\">#</th>");
        column("t ways", "paths.path");
        column("", "table.journeys");
        column("", "table.share");
        if (report.dated()) {
            column("", "table.median");
        }
        if (map.scored()) {
            column("", "table.score");
        }
        out.append("</tr></thead><tbody id=\"path-rows\">\n");
        List<Path> listed = report.paths().listed();
        int shown = Math.min(MOST_ROWS, listed.size());
        IntStream.range(0, shown).forEach(i -> path(i, listed.get(i)));
        long rest = report.paths().distinct() - shown;
        long restJourneys = report.paths().otherJourneys()
                + listed.stream().skip(shown).mapToLong(Path::count).sum();
        if (rest > 0) {
            out.append("<tr class=\"rest\"><td></td><th scope=\"row\" class=\"t ways\">")
                    .append(wording.say("paths.rest"))
                    .append(" (")
                    .append(wording.number(rest))
                    .append(")</th>");
            cell(wording.number(restJourneys));
            cell(wording.share(restJourneys, report.journeys()));
            out.append(report.dated() ? "<td></td>" : "")
                    .append(map.scored() ? "<td></td>" : "")
                    .append("</tr>");
        }
        out.append("</tbody></table></div>\n");
        if (shown > PATHS_AT_ONCE) {
            out.append("<button type=\"button\" class=\"plain more\" id=\"more-paths\" hidden>")
                    .append(wording.say("paths.more", PATHS_AT_ONCE))
                    .append("</button>\n");
        }
        close();
    }

    private void path(int rank, Path path) {
        out.append("<tr data-p=\"").append(rank).append("\"><td>");
        out.append("<button type=\"button\" class=\"plain\" aria-pressed=\"false\">")
                .append(rank + 1)
                .append("</button></td><th scope=\"row\" class=\"t ways\">");
        strip(path.touchpoints());
        out.append("<span class=\"names\">").append(names(path.touchpoints())).append("</span></th>");
        cell(wording.number(path.count()));
        cell(wording.share(path.count(), report.journeys()));
        if (report.dated()) {
            cell(path.touchpoints().size() == 1 ? "–" : wording.duration(path.medianSeconds()));
        }
        if (map.scored()) {
            cell(map.score(path.score()) + between(path.score()));
        }
        out.append("</tr>\n");
    }

    private void strip(List<Integer> touchpoints) {
        int dots = Math.min(DOTS, touchpoints.size());
        int width = dots * 9 + 8;
        out.append("<svg class=\"strip\" width=\"")
                .append(width)
                .append("\" height=\"13\" viewBox=\"0 0 ")
                .append(width)
                .append(" 13\" aria-hidden=\"true\"><path class=\"l\" d=\"M6,6.5H")
                .append(dots * 9 - 3)
                .append("\"/>");
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < dots; i++) {
            int touchpoint = touchpoints.get(i);
            int x = 6 + i * 9;
            boolean again = !seen.add(touchpoint);
            if (again) {
                out.append("<circle class=\"r\" cx=\"").append(x).append("\" cy=\"6.5\" r=\"2.8\"/>");
            } else if (base.contains(touchpoint)) {
                out.append("<circle class=\"b\" cx=\"").append(x).append("\" cy=\"6.5\" r=\"3.2\"/>");
            } else {
                out.append("<path class=\"d\" d=\"M").append(x).append(",2.3l4.2,4.2l-4.2,4.2l-4.2,-4.2z\"/>");
            }
        }
        out.append("</svg>");
    }

    /// Names in order; equal neighbours are one with how often, the middle of a long path is left to its count.
    private String names(List<Integer> touchpoints) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < touchpoints.size(); ) {
            int end = i + 1;
            while (end < touchpoints.size() && touchpoints.get(end).equals(touchpoints.get(i))) {
                end++;
            }
            String name = name(touchpoints.get(i));
            words.add(end - i == 1 ? name : name + " (" + wording.say("paths.repeat", end - i) + ")");
            i = end;
        }
        if (words.size() <= NAMES_IN_ROW) {
            return String.join(" → ", words);
        }
        List<String> head = words.subList(0, NAMES_IN_ROW - 2);
        int left = words.size() - NAMES_IN_ROW + 1;
        return String.join(" → ", head) + " → … " + wording.number(left) + " … → " + words.getLast();
    }

    // ---- tables

    private void touchpoints() {
        open("touchpoints", wording.say("table.touchpoints"));
        note(wording.say(report.dated() ? "table.touchpoints.note" : "table.touchpoints.undated"));
        List<String> columns = new ArrayList<>(List.of(
                "table.journeys", "table.share", "table.interactions", "table.repeats", "table.starts", "table.ends"));
        if (report.dated()) {
            columns.addAll(List.of("table.median", "table.p90", "table.mean"));
        }
        table("table.touchpoints", "table.touchpoint", columns);
        List<Integer> byUse = IntStream.range(0, report.touchpoints().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer i) -> -report.touchpoints().get(i).journeys())
                        .thenComparing(i -> i))
                .toList();
        byUse.stream().limit(MOST_ROWS).forEach(this::touchpoint);
        out.append("</tbody></table></div>\n");
        cut(byUse.size());
        close();
    }

    private void touchpoint(int index) {
        Touchpoint touchpoint = report.touchpoints().get(index);
        out.append("<tr data-n=\"")
                .append(index)
                .append("\"><th scope=\"row\" class=\"t\">")
                .append(name(index))
                .append("</th>");
        value(touchpoint.journeys(), wording.number(touchpoint.journeys()));
        value(touchpoint.journeys(), wording.share(touchpoint.journeys(), report.journeys()));
        value(touchpoint.interactions(), wording.number(touchpoint.interactions()));
        value(touchpoint.repeats(), wording.number(touchpoint.repeats()));
        value(touchpoint.starts(), wording.number(touchpoint.starts()));
        value(touchpoint.ends(), wording.number(touchpoint.ends()));
        Times times = touchpoint.toNext();
        if (report.dated()) {
            time(times, times.medianSeconds());
            time(times, times.p90Seconds());
            time(times, times.meanSeconds());
        }
        score(touchpoint.score());
        out.append("</tr>\n");
    }

    private void steps() {
        open("steps", wording.say("table.steps"));
        if (report.edges().isEmpty()) {
            note(wording.say("table.steps.none"));
            close();
            return;
        }
        note(wording.say("table.steps.note"));
        List<String> columns = new ArrayList<>(List.of("table.to", "table.passages", "table.journeys", "table.share"));
        if (report.dated()) {
            columns.addAll(List.of("table.min", "table.median", "table.p90", "table.mean", "table.max"));
        }
        table("table.steps", "table.from", columns);
        IntStream.range(0, Math.min(MOST_ROWS, report.edges().size())).forEach(this::step);
        out.append("</tbody></table></div>\n");
        cut(report.edges().size());
        close();
    }

    private void step(int index) {
        Edge edge = report.edges().get(index);
        out.append("<tr data-s=\"")
                .append(index)
                .append("\"><th scope=\"row\" class=\"t\">")
                .append(name(edge.from()))
                .append("</th><td class=\"t\">")
                .append(name(edge.to()))
                .append("</td>");
        value(edge.count(), wording.number(edge.count()));
        value(edge.journeys(), wording.number(edge.journeys()));
        value(edge.journeys(), wording.share(edge.journeys(), report.journeys()));
        Times times = edge.times();
        if (report.dated()) {
            time(times, times.minSeconds());
            time(times, times.medianSeconds());
            time(times, times.p90Seconds());
            time(times, times.meanSeconds());
            time(times, times.maxSeconds());
        }
        score(edge.score());
        out.append("</tr>\n");
    }

    /// Opens what a table scrolls in; the words above it show only where it has to.
    private void frame(String title) {
        out.append(Scrolling.hint(wording))
                .append("<div class=\"scroll\"")
                .append(Scrolling.group(wording.say(title)))
                .append('>');
    }

    private void table(String title, String first, List<String> columns) {
        frame(title);
        out.append("<table class=\"tab sortable\"><thead><tr>");
        column("t", first);
        for (String key : columns) {
            column(key.equals("table.to") ? "t" : "", key);
        }
        if (map.scored()) {
            column("", "table.score");
        }
        out.append("</tr></thead><tbody>\n");
    }

    private void column(String kind, String key) {
        out.append("<th scope=\"col\"")
                .append(kind.isEmpty() ? "" : " class=\"" + kind + "\"")
                .append('>')
                .append(wording.say(key))
                .append("</th>");
    }

    private void cell(String text) {
        out.append("<td>").append(text).append("</td>");
    }

    private void value(long sortKey, String text) {
        out.append("<td data-v=\"").append(sortKey).append("\">").append(text).append("</td>");
    }

    private void value(double sortKey, String text) {
        out.append("<td data-v=\"").append(sortKey).append("\">").append(text).append("</td>");
    }

    private void time(Times times, double seconds) {
        value(times.known() ? seconds : -1e300, times.known() ? wording.duration(seconds) : "–");
    }

    private void score(Score score) {
        if (map.scored()) {
            value(map.isShown(score) ? score.mean() : -1e300, map.score(score) + between(score));
        }
    }

    private String between(Score score) {
        return map.isShown(score) && score.hasInterval()
                ? " <small>"
                        + wording.say("fig.between", wording.decimal(score.low(), 2), wording.decimal(score.high(), 2))
                        + "</small>"
                : "";
    }

    private void cut(int all) {
        if (all > MOST_ROWS) {
            note(wording.say("table.cut", wording.number(MOST_ROWS), wording.number(all - MOST_ROWS)));
        }
    }

    private String name(int touchpoint) {
        return "<bdi>" + escape(map.name(report.touchpoints().get(touchpoint))) + "</bdi>";
    }

    // ---- findings and rejects

    private void findings() {
        open("findings", wording.say("findings"));
        if (report.findings().isEmpty()) {
            note(wording.say("findings.none"));
        } else {
            out.append("<ul class=\"finds\">\n");
            report.findings().forEach(this::finding);
            out.append("</ul>\n");
        }
        close();
    }

    private void finding(Finding finding) {
        String count = wording.number(finding.count());
        out.append("<li><span><bdi>")
                .append(escape(finding.sentence().in(wording.language())))
                .append("</bdi></span><b>")
                .append(
                        finding.denominator() > 0
                                ? wording.say("findings.of", count, wording.number(finding.denominator()))
                                : count)
                .append("</b>");
        advice(finding.advice());
        if (!finding.examples().isEmpty()) {
            out.append("<small>")
                    .append(wording.say("findings.examples"))
                    .append(": <bdi>")
                    .append(escape(String.join("; ", finding.examples())))
                    .append("</bdi></small>");
        }
        out.append("</li>\n");
    }

    private void advice(Optional<Text> advice) {
        advice.ifPresent(text -> out.append("<span class=\"do\"><bdi>")
                .append(escape(text.in(wording.language())))
                .append("</bdi></span>"));
    }

    private void rejects() {
        open("rejects", wording.say("rejects"));
        Rejects rejects = report.rejects();
        if (rejects.rows() == 0) {
            note(wording.say("rejects.none"));
        } else {
            note(wording.count("rejects.rows", rejects.rows()));
            out.append("<ul class=\"finds\">\n");
            rejects.reasons().forEach(this::reason);
            out.append("</ul>\n");
        }
        close();
    }

    private void reason(Rejects.Reason reason) {
        out.append("<li><span><bdi>")
                .append(escape(reason.sentence().in(wording.language())))
                .append("</bdi></span><b>")
                .append(wording.number(reason.count()))
                .append("</b>");
        advice(reason.advice());
        reason.examples().stream()
                .limit(MOST_PLACES)
                .forEach(place -> out.append("<small><bdi>")
                        .append(escape(wording.say(
                                "rejects.where",
                                place.file(),
                                wording.number(place.line()),
                                place.column(),
                                place.value())))
                        .append("</bdi></small>"));
        out.append("</li>\n");
    }
}
