package dev.corridor.map.svg;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Graph;
import dev.corridor.map.layout.Lettering;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Point;
import dev.corridor.map.layout.Widths;
import dev.corridor.map.words.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes a plan as an `svg` element. Marks carry `data-n` (touchpoint), `data-s` (edge) and the class `off` where
/// the opening set leaves them without ink.
public final class MapSvg {
    /// The classes of numbers, by what the map shows: passages, times, scores.
    private static final List<String> MEASURES = List.of("n-f", "n-t", "n-s");

    private final FlowMap map;
    private final Plan plan;
    private final Ramp ramp;
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Pen pen;
    private final double fold;
    private @Nullable Point shows;

    private MapSvg(FlowMap map, Plan plan) {
        this.map = map;
        this.plan = plan;
        this.ramp = Ramp.of(map);
        this.pen = new Pen(out, plan, false);
        this.fold = fold(map, plan);
    }

    /// @param id of the element; unique in its page
    /// @param style a style sheet to put inside; may be empty
    public static String write(FlowMap map, Plan plan, String id, String style) {
        MapSvg svg = new MapSvg(map, plan);
        svg.document(id, style, plan.height());
        return svg.out.toString();
    }

    /// The opening alone: without the marks that have no ink, with a line that says what is shown.
    static String writeOpening(FlowMap map, Plan plan, String id, String style) {
        MapSvg svg = new MapSvg(map, plan);
        svg.shows = new Point(16, svg.fold + 22);
        svg.document(id, style + ".map .off{display:none}", svg.fold + 36);
        return svg.out.toString();
    }

    /// How far down the opening reaches, in pixels of the plan. What lies below has no ink then.
    public static double fold(FlowMap map, Plan plan) {
        return Math.min(plan.height(), inkedHeight(map, plan) + 12);
    }

    private static double inkedHeight(FlowMap map, Plan plan) {
        double lowest = 0;
        for (Plan.Track track : plan.tracks()) {
            if (inked(map, track)) {
                for (Point corner : track.corners()) {
                    lowest = Math.max(lowest, corner.y() + track.width() / 2);
                }
            }
        }
        for (Plan.Station station : plan.stations()) {
            if (revealed(map, station.node())) {
                lowest = Math.max(lowest, station.mark().bottom() + 2 * Lettering.NUMBER_LINE);
            }
        }
        for (Plan.Spur spur : plan.spurs()) {
            if (spur.exit() ? ends(map, spur.node()) : starts(map, spur.node())) {
                lowest = Math.max(lowest, spur.label().bottom());
            }
        }
        return lowest;
    }

    private void document(String id, String style, double height) {
        Wording wording = map.wording();
        FlowReport report = map.report();
        double width =
                shows == null ? plan.width() : Math.max(plan.width(), 32 + Widths.of(map.shows(), Lettering.NUMBER));
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
                .append(id)
                .append("\" class=\"map\" data-measure=\"frequency\" viewBox=\"0 0 ")
                .append(Pen.number(width))
                .append(' ')
                .append(Pen.number(height))
                .append('"')
                .append(Pen.attribute("width", width))
                .append(Pen.attribute("height", height))
                .append(" lang=\"")
                .append(wording.language().tag())
                .append("\" role=\"group\" aria-label=\"")
                .append(escape(wording.say("map.aria", report.title())))
                .append("\">\n");
        out.append("<title>")
                .append(escape(wording.say("map.aria", report.title())))
                .append("</title>\n");
        if (!style.isEmpty()) {
            out.append("<style>").append(style).append("</style>\n");
            out.append("<rect class=\"sheet\" width=\"100%\" height=\"100%\"/>\n");
        }
        tracks();
        plan.spurs().forEach(this::spur);
        plan.tracks().forEach(this::number);
        plan.terminals().forEach(this::terminal);
        plan.stations().forEach(this::station);
        if (shows != null) {
            pen.text("word begin", shows.x(), shows.y(), map.shows());
            out.append('\n');
        }
        out.append("</svg>\n");
    }

    // ---- tracks

    private void tracks() {
        plan.tracks().stream()
                .sorted(Comparator.comparingInt(MapSvg::paintOrder)
                        .thenComparing(
                                Comparator.comparingDouble(Plan.Track::width).reversed()))
                .forEach(this::track);
    }

    /// The river lies undermost, then the wide tracks; what leads back is painted last.
    private static int paintOrder(Plan.Track track) {
        return switch (track.kind()) {
            case BASE -> 0;
            case ONWARD -> 1;
            case LOOP -> 2;
            case BACK -> 3;
        };
    }

    private void track(Plan.Track track) {
        boolean step = track.link() >= 0;
        out.append("<g class=\"track ")
                .append(track.kind().name().toLowerCase(Locale.ROOT))
                .append(deep(
                        track.corners().stream().mapToDouble(Point::y).max().orElse(0)))
                .append(off(inked(map, track)))
                .append("\" ")
                .append(subject(track));
        if (step) {
            Edge edge = map.edge(track.link());
            out.append(" data-t=\"")
                    .append(ramp.ofTime(edge.times()))
                    .append("\" data-q=\"")
                    .append(ramp.ofScore(edge.score()))
                    .append("\" role=\"button\" tabindex=\"-1\" aria-label=\"")
                    .append(escape(stepLabel(edge)))
                    .append('"');
        }
        out.append('>');
        if (track.kind() == Plan.Kind.BASE) {
            Pen.Banks banks = pen.banks(track, track.fromWidth(), track.width(), track.toWidth());
            pen.path("river", banks.outline());
            pen.path("bank", banks.lines());
        } else {
            line(track);
        }
        out.append("</g>\n");
    }

    /// Numbers lie above all tracks, in a group of their own with the same mark.
    private void number(Plan.Track track) {
        out.append("<g class=\"numbers ")
                .append(track.kind().name().toLowerCase(Locale.ROOT))
                .append(inked(map, track) ? "\" " : " off\" ")
                .append(subject(track))
                .append(" aria-hidden=\"true\">");
        if (track.link() >= 0) {
            numbers(track, map.graph().links().get(track.link()).labels());
        } else {
            boolean start = track.from() < 0;
            Graph.Node node = map.graph().nodes().get(start ? track.to() : track.from());
            pen.text("num", track.label(), (start ? node.startLines() : node.endLines()).getFirst());
        }
        out.append("</g>\n");
    }

    /// What a track stands for: a step, the way in or the way out.
    private String subject(Plan.Track track) {
        if (track.link() >= 0) {
            return "data-s=\"" + map.opening().steps().get(track.link()) + '"';
        }
        return track.from() < 0
                ? "data-a=\"" + map.touchpoint(track.to()) + '"'
                : "data-z=\"" + map.touchpoint(track.from()) + '"';
    }

    private String stepLabel(Edge edge) {
        List<Touchpoint> touchpoints = map.report().touchpoints();
        return map.wording()
                .say(
                        "map.step",
                        map.name(touchpoints.get(edge.from())),
                        map.name(touchpoints.get(edge.to())),
                        map.wording().count("passages", edge.count()));
    }

    private static boolean inked(FlowMap map, Plan.Track track) {
        if (track.link() >= 0) {
            return map.seen().steps().contains(map.opening().steps().get(track.link()));
        }
        return track.from() < 0 ? starts(map, track.to()) : ends(map, track.from());
    }

    private static boolean starts(FlowMap map, int node) {
        return map.seen().starts().contains(map.touchpoint(node));
    }

    private static boolean ends(FlowMap map, int node) {
        return map.seen().ends().contains(map.touchpoint(node));
    }

    private static boolean revealed(FlowMap map, int node) {
        return map.seen().touchpoints().contains(map.touchpoint(node));
    }

    /// The class of marks below the fold.
    private String deep(double bottom) {
        return bottom > fold ? " deep" : "";
    }

    private void line(Plan.Track track) {
        String way = Pen.way(track);
        pen.casing(track, track.width(), close(track));
        pen.path("hit", way);
        pen.line(way, track.width());
        pen.arrow(track);
    }

    /// Whether the track may have others right beside it.
    private boolean close(Plan.Track track) {
        return track.link() >= 0 && map.graph().links().get(track.link()).rare();
    }

    private void numbers(Plan.Track track, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            pen.text("num " + MEASURES.get(i), track.label(), labels.get(i));
        }
    }

    // ---- spurs and terminals

    private void spur(Plan.Spur spur) {
        Graph.Node node = map.graph().nodes().get(spur.node());
        List<String> words = spur.exit() ? node.endLines() : node.startLines();
        boolean inked = spur.exit() ? ends(map, spur.node()) : starts(map, spur.node());
        out.append("<g class=\"spur")
                .append(deep(spur.label().bottom()))
                .append(off(inked))
                .append(spur.exit() ? "\" data-z=\"" : "\" data-a=\"")
                .append(map.touchpoint(spur.node()))
                .append("\"><title>")
                .append(map.wording().say(spur.exit() ? "legend.end" : "legend.start"))
                .append(": ")
                .append(words.getFirst())
                .append("</title>");
        pen.spur(spur, spur.width());
        pen.text("num", spur.label(), words.getFirst());
        out.append("</g>\n");
    }

    private void terminal(Plan.Terminal terminal) {
        out.append("<g class=\"terminal\">");
        pen.disc(terminal);
        if (terminal.entrance()) {
            pen.enter(terminal, map.graph().enter());
        }
        out.append("</g>\n");
    }

    // ---- stations

    private void station(Plan.Station station) {
        Graph.Node node = map.graph().nodes().get(station.node());
        int touchpoint = map.touchpoint(station.node());
        Touchpoint data = map.report().touchpoints().get(touchpoint);
        out.append("<g class=\"node")
                .append(station.base() ? " onbase" : "")
                .append(deep(station.mark().bottom()))
                .append(off(revealed(map, station.node())))
                .append("\" data-n=\"")
                .append(touchpoint)
                .append("\" data-t=\"")
                .append(ramp.ofTime(data.toNext()))
                .append("\" data-q=\"")
                .append(ramp.ofScore(data.score()))
                .append("\" role=\"button\" tabindex=\"-1\" aria-label=\"")
                .append(escape(map.wording()
                        .say("map.touchpoint", node.name(), map.wording().count("journeys", data.journeys()))))
                .append("\"><title>")
                .append(escape(node.name()))
                .append("</title>");
        pen.station(station);
        double y = pen.name(station);
        for (int i = 0; i < node.metrics().size(); i++) {
            pen.beside(
                    "metric " + MEASURES.get(i),
                    station.label(),
                    y,
                    node.metrics().get(i));
        }
        out.append("</g>\n");
    }

    // ---- small things

    private static String off(boolean inked) {
        return inked ? "" : " off\" aria-hidden=\"true";
    }
}
