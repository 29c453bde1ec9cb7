package dev.corridor.map.svg;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.layout.Box;
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
    private static final double CORNER = 14;
    private static final double TWO_TONED = 2.4;

    /// The classes of numbers, by what the map shows: passages, times, scores.
    private static final List<String> MEASURES = List.of("n-f", "n-t", "n-s");

    /// How the corners of a bank follow one another: begin, line, curve.
    private static final List<String> JOINTS = List.of("", "L", "C", " ", " ", "L", "C", " ", " ", "L");

    private final FlowMap map;
    private final Plan plan;
    private final Ramp ramp;
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final double fold;
    private @Nullable Point shows;

    private MapSvg(FlowMap map, Plan plan) {
        this.map = map;
        this.plan = plan;
        this.ramp = Ramp.of(map);
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
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append('"')
                .append(attribute("width", width))
                .append(attribute("height", height))
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
            text("word begin", shows.x(), shows.y(), map.shows());
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
            reach(track);
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
            text("num", track.label(), (start ? node.startLines() : node.endLines()).getFirst());
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

    /// One reach of the river: as wide as its stations at the ends, as the direct step between them.
    private void reach(Plan.Track track) {
        Point from = track.corners().getFirst();
        Point to = track.corners().getLast();
        double length = plan.vertical() ? to.y() - from.y() : to.x() - from.x();
        double edge = Math.min(0.2 * length, 26);
        double curve = Math.min(0.45 * length, 70);
        String there = side(from, length, track, edge, curve, -1);
        String back = side(from, length, track, edge, curve, 1);
        out.append("<path class=\"river\" d=\"M")
                .append(there)
                .append('L')
                .append(back)
                .append("Z\"/>");
        out.append("<path class=\"bank\" d=\"M")
                .append(there)
                .append('M')
                .append(back)
                .append("\"/>");
    }

    private String side(Point from, double length, Plan.Track track, double edge, double curve, int sign) {
        double[] along = {
            0,
            edge,
            (edge + curve) / 2,
            (edge + curve) / 2,
            curve,
            length - curve,
            length - (edge + curve) / 2,
            length - (edge + curve) / 2,
            length - edge,
            length
        };
        double a = track.fromWidth() / 2;
        double m = track.width() / 2;
        double b = track.toWidth() / 2;
        double[] across = {a, a, a, m, m, m, m, b, b, b};
        StringBuilder d = new StringBuilder();
        for (int k = 0; k < along.length; k++) {
            int i = sign < 0 ? k : along.length - 1 - k;
            d.append(JOINTS.get(k)).append(place(from, along[i], sign * across[i]));
        }
        return d.toString();
    }

    private String place(Point from, double along, double across) {
        return plan.vertical() ? at(from.x() + across, from.y() + along) : at(from.x() + along, from.y() + across);
    }

    private void line(Plan.Track track) {
        String d = rounded(track.corners(), track.kind() == Plan.Kind.LOOP ? 5 : CORNER);
        if (track.corners().size() > 3 && track.kind() != Plan.Kind.LOOP) {
            List<Point> middle = track.corners().subList(1, track.corners().size() - 1);
            stroke("casing", rounded(middle, CORNER), track.width() + (close(track) ? 1.4 : 6));
        }
        out.append("<path class=\"hit\" d=\"").append(d).append("\"/>");
        if (track.width() >= TWO_TONED) {
            stroke("bank", d, track.width() + 1.8);
            stroke("water", d, track.width());
        } else {
            stroke("thin", d, track.width());
        }
        arrow(track);
    }

    /// Whether the track may have others right beside it.
    private boolean close(Plan.Track track) {
        return track.link() >= 0 && map.graph().links().get(track.link()).rare();
    }

    private void stroke(String kind, String d, double width) {
        out.append("<path class=\"")
                .append(kind)
                .append("\" d=\"")
                .append(d)
                .append('"')
                .append(attribute("stroke-width", width))
                .append("/>");
    }

    /// Steps back carry a triangle on their track, others a small one where they arrive.
    private void arrow(Plan.Track track) {
        List<Point> corners = track.corners();
        if (track.kind() == Plan.Kind.BACK) {
            int leg = plan.vertical() ? 1 : longestLegBack(corners);
            Point a = corners.get(leg);
            Point b = corners.get(leg + 1);
            Box label = track.label();
            double x = plan.vertical() ? a.x() : clear(label.x() - 7, a.x(), b.x());
            double y = plan.vertical() ? (a.y() + b.y()) / 2 : a.y();
            triangle(x, y, Math.signum(b.x() - a.x()), Math.signum(b.y() - a.y()), 5.2);
        } else {
            Point a = corners.get(corners.size() - 2);
            Point b = corners.getLast();
            double dx = Math.signum(b.x() - a.x());
            double dy = Math.signum(b.y() - a.y());
            double size = track.kind() == Plan.Kind.LOOP ? 3 : 3.4;
            triangle(b.x() - dx * size, b.y() - dy * size, dx, dy, size);
        }
    }

    private static int longestLegBack(List<Point> corners) {
        int longest = 0;
        double most = 0;
        for (int i = 0; i + 1 < corners.size(); i++) {
            double back = corners.get(i).x() - corners.get(i + 1).x();
            if (back > most) {
                most = back;
                longest = i;
            }
        }
        return longest;
    }

    private static double clear(double wanted, double one, double other) {
        double low = Math.min(one, other) + 8;
        double high = Math.max(one, other) - 8;
        return low > high ? (one + other) / 2 : Math.clamp(wanted, low, high);
    }

    private void triangle(double x, double y, double dx, double dy, double size) {
        double half = size * 0.8;
        double footX = x - dx * size * 0.7;
        double footY = y - dy * size * 0.7;
        out.append("<path class=\"arrow\" d=\"M")
                .append(at(x + dx * size, y + dy * size))
                .append('L')
                .append(at(footX - dy * half, footY - dx * half))
                .append('L')
                .append(at(footX + dy * half, footY + dx * half))
                .append("Z\"/>");
    }

    private void numbers(Plan.Track track, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            text("num " + MEASURES.get(i), track.label(), labels.get(i));
        }
    }

    private void text(String kind, Box box, String words) {
        text(kind, box.centerX(), box.bottom() - 2, words);
    }

    private void text(String kind, double x, double y, String words) {
        out.append("<text class=\"")
                .append(kind)
                .append('"')
                .append(attribute("x", x))
                .append(attribute("y", y))
                .append('>')
                .append(escape(words))
                .append("</text>");
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
        stroke("exit", rounded(spur.corners(), 10), spur.width());
        Point tip = spur.corners().getLast();
        if (spur.exit()) {
            double half = Math.max(6, spur.width() / 2 + 3);
            Point before = spur.corners().get(spur.corners().size() - 2);
            boolean upright = before.x() == tip.x();
            double aside = upright ? half : 0;
            double above = upright ? 0 : half;
            out.append("<path class=\"bar\" d=\"M")
                    .append(at(tip.x() - aside, tip.y() - above))
                    .append('L')
                    .append(at(tip.x() + aside, tip.y() + above))
                    .append("\"/>");
        } else {
            out.append("<circle class=\"source\"")
                    .append(attribute("cx", tip.x()))
                    .append(attribute("cy", tip.y()))
                    .append(" r=\"4\"/>");
        }
        text("num", spur.label(), words.getFirst());
        out.append("</g>\n");
    }

    private void terminal(Plan.Terminal terminal) {
        double x = terminal.center().x();
        double y = terminal.center().y();
        out.append("<g class=\"terminal\"><circle")
                .append(attribute("cx", x))
                .append(attribute("cy", y))
                .append(" r=\"9\"/>");
        if (terminal.entrance()) {
            triangle(x, y, plan.vertical() ? 0 : 1, plan.vertical() ? 1 : 0, 4.5);
            Box label = terminal.label();
            List<String> words = map.graph().enter();
            for (int i = 0; i < words.size(); i++) {
                text(
                        (i == 0 ? "word" : "name") + beside(),
                        anchor(label),
                        label.y() + Lettering.NAME_LINE * (i + 1) - 4,
                        words.get(i));
            }
        } else {
            out.append("<rect class=\"arrow\"")
                    .append(rectangle(x - 3.2, y - 3.2, 6.4, 6.4))
                    .append("/>");
        }
        out.append("</g>\n");
    }

    // ---- stations

    private void station(Plan.Station station) {
        Graph.Node node = map.graph().nodes().get(station.node());
        int touchpoint = map.touchpoint(station.node());
        Touchpoint data = map.report().touchpoints().get(touchpoint);
        Box mark = station.mark();
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
        Box label = station.label();
        out.append("<rect class=\"hold\"")
                .append(rectangle(label.x() - 4, label.y() - 3, label.width() + 8, label.height() + 6))
                .append(" rx=\"4\"/><rect class=\"station\"")
                .append(rectangle(mark.x(), mark.y(), mark.width(), mark.height()))
                .append(attribute("rx", Math.min(mark.width(), mark.height()) / 2))
                .append("/>");
        double y = label.y() + Lettering.NAME_LINE - 3.5;
        for (String line : station.lines()) {
            text("name" + beside(), anchor(label), y, line);
            y += Lettering.NAME_LINE;
        }
        for (int i = 0; i < node.metrics().size(); i++) {
            text(
                    "metric " + MEASURES.get(i) + beside(),
                    anchor(label),
                    y,
                    node.metrics().get(i));
        }
        out.append("</g>\n");
    }

    /// Words stand right of their mark where the map runs down, else centred.
    private String beside() {
        return plan.vertical() ? " begin" : "";
    }

    private double anchor(Box label) {
        return plan.vertical() ? label.x() : label.centerX();
    }

    // ---- small things

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + '"';
    }

    private static String rectangle(double x, double y, double width, double height) {
        return attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height);
    }

    private static String off(boolean inked) {
        return inked ? "" : " off\" aria-hidden=\"true";
    }

    private static String rounded(List<Point> corners, double radius) {
        StringBuilder d = new StringBuilder("M")
                .append(at(corners.getFirst().x(), corners.getFirst().y()));
        for (int i = 1; i + 1 < corners.size(); i++) {
            Point before = corners.get(i - 1);
            Point corner = corners.get(i);
            Point after = corners.get(i + 1);
            double r = Math.min(radius, Math.min(distance(before, corner), distance(corner, after)) / 2);
            d.append('L').append(toward(corner, before, r));
            d.append('Q').append(at(corner.x(), corner.y())).append(' ').append(toward(corner, after, r));
        }
        return d.append('L')
                .append(at(corners.getLast().x(), corners.getLast().y()))
                .toString();
    }

    private static double distance(Point a, Point b) {
        return Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }

    private static String toward(Point corner, Point other, double r) {
        return at(
                corner.x() + Math.signum(other.x() - corner.x()) * r,
                corner.y() + Math.signum(other.y() - corner.y()) * r);
    }

    private static String at(double x, double y) {
        return number(x) + "," + number(y);
    }

    /// At most one decimal, the same on every machine.
    static String number(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return size % 10 == 0 ? sign + size / 10 : sign + size / 10 + "." + size % 10;
    }
}
