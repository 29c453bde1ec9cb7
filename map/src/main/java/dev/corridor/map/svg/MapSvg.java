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
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" lang=\"")
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
            out.append("<text class=\"word begin\" x=\"")
                    .append(number(shows.x()))
                    .append("\" y=\"")
                    .append(number(shows.y()))
                    .append("\">")
                    .append(escape(map.shows()))
                    .append("</text>\n");
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
                .append('"');
        if (step) {
            Edge edge = map.edge(track.link());
            out.append(" data-s=\"")
                    .append(map.opening().steps().get(track.link()))
                    .append("\" data-t=\"")
                    .append(ramp.ofTime(edge.times()))
                    .append("\" data-q=\"")
                    .append(ramp.ofScore(edge.score()))
                    .append("\" role=\"button\" tabindex=\"-1\" aria-label=\"")
                    .append(escape(stepLabel(edge)))
                    .append('"');
        } else if (track.from() < 0) {
            out.append(" data-a=\"").append(map.touchpoint(track.to())).append('"');
        } else {
            out.append(" data-z=\"").append(map.touchpoint(track.from())).append('"');
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
                .append(inked(map, track) ? "\" " : " off\" ");
        if (track.link() >= 0) {
            out.append("data-s=\"").append(map.opening().steps().get(track.link()));
        } else if (track.from() < 0) {
            out.append("data-a=\"").append(map.touchpoint(track.to()));
        } else {
            out.append("data-z=\"").append(map.touchpoint(track.from()));
        }
        out.append("\" aria-hidden=\"true\">");
        if (track.link() >= 0) {
            numbers(track, map.graph().links().get(track.link()).labels());
        } else {
            boolean start = track.from() < 0;
            Graph.Node node = map.graph().nodes().get(start ? track.to() : track.from());
            text("num", track.label(), (start ? node.startLines() : node.endLines()).getFirst());
        }
        out.append("</g>\n");
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
        StringBuilder bank = new StringBuilder("M");
        side(bank, from, length, track, edge, curve, -1);
        bank.append('L');
        side(bank, from, length, track, edge, curve, 1);
        out.append("<path class=\"river\" d=\"").append(bank).append("Z\"/>");
        StringBuilder upper = new StringBuilder("M");
        side(upper, from, length, track, edge, curve, -1);
        upper.append('M');
        side(upper, from, length, track, edge, curve, 1);
        out.append("<path class=\"bank\" d=\"").append(upper).append("\"/>");
    }

    private void side(
            StringBuilder d, Point from, double length, Plan.Track track, double edge, double curve, int sign) {
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
        String[] glue = {"", "L", "C", " ", " ", "L", "C", " ", " ", "L"};
        for (int k = 0; k < along.length; k++) {
            int i = sign < 0 ? k : along.length - 1 - k;
            String joint = sign < 0 ? glue[k] : BACKWARD[k];
            d.append(joint).append(place(from, along[i], sign * across[i]));
        }
    }

    private static final String[] BACKWARD = {"", "L", "C", " ", " ", "L", "C", " ", " ", "L"};

    private String place(Point from, double along, double across) {
        return plan.vertical()
                ? number(from.x() + across) + "," + number(from.y() + along)
                : number(from.x() + along) + "," + number(from.y() + across);
    }

    private void line(Plan.Track track) {
        String d = rounded(track.corners(), track.kind() == Plan.Kind.LOOP ? 5 : CORNER);
        if (track.corners().size() > 3 && track.kind() != Plan.Kind.LOOP) {
            List<Point> middle = track.corners().subList(1, track.corners().size() - 1);
            out.append("<path class=\"casing\" d=\"")
                    .append(rounded(middle, CORNER))
                    .append("\" stroke-width=\"")
                    .append(number(track.width() + (close(track) ? 1.4 : 6)))
                    .append("\"/>");
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
                .append("\" stroke-width=\"")
                .append(number(width))
                .append("\"/>");
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
        out.append("<path class=\"arrow\" d=\"M")
                .append(number(x + dx * size))
                .append(',')
                .append(number(y + dy * size))
                .append('L')
                .append(number(x - dx * size * 0.7 - dy * half))
                .append(',')
                .append(number(y - dy * size * 0.7 - dx * half))
                .append('L')
                .append(number(x - dx * size * 0.7 + dy * half))
                .append(',')
                .append(number(y - dy * size * 0.7 + dx * half))
                .append("Z\"/>");
    }

    private void numbers(Plan.Track track, List<String> labels) {
        String[] measures = {"n-f", "n-t", "n-s"};
        for (int i = 0; i < labels.size(); i++) {
            text("num " + measures[i], track.label(), labels.get(i));
        }
    }

    private void text(String kind, Box box, String words) {
        out.append("<text class=\"")
                .append(kind)
                .append("\" x=\"")
                .append(number(box.centerX()))
                .append("\" y=\"")
                .append(number(box.bottom() - 2))
                .append("\">")
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
            out.append("<path class=\"bar\" d=\"M")
                    .append(number(upright ? tip.x() - half : tip.x()))
                    .append(',')
                    .append(number(upright ? tip.y() : tip.y() - half))
                    .append('L')
                    .append(number(upright ? tip.x() + half : tip.x()))
                    .append(',')
                    .append(number(upright ? tip.y() : tip.y() + half))
                    .append("\"/>");
        } else {
            out.append("<circle class=\"source\" cx=\"")
                    .append(number(tip.x()))
                    .append("\" cy=\"")
                    .append(number(tip.y()))
                    .append("\" r=\"4\"/>");
        }
        text("num", spur.label(), words.getFirst());
        out.append("</g>\n");
    }

    private void terminal(Plan.Terminal terminal) {
        double x = terminal.center().x();
        double y = terminal.center().y();
        out.append("<g class=\"terminal\"><circle cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"9\"/>");
        if (terminal.entrance()) {
            triangle(x, y, plan.vertical() ? 0 : 1, plan.vertical() ? 1 : 0, 4.5);
            Box label = terminal.label();
            List<String> words = map.graph().enter();
            boolean beside = plan.vertical();
            for (int i = 0; i < words.size(); i++) {
                out.append("<text class=\"")
                        .append(i == 0 ? "word" : "name")
                        .append(beside ? " begin" : "")
                        .append("\" x=\"")
                        .append(number(beside ? label.x() : label.centerX()))
                        .append("\" y=\"")
                        .append(number(label.y() + Lettering.NAME_LINE * (i + 1) - 4))
                        .append("\">")
                        .append(escape(words.get(i)))
                        .append("</text>");
            }
        } else {
            out.append("<rect class=\"arrow\" x=\"")
                    .append(number(x - 3.2))
                    .append("\" y=\"")
                    .append(number(y - 3.2))
                    .append("\" width=\"6.4\" height=\"6.4\"/>");
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
        out.append("<rect class=\"hold\" x=\"")
                .append(number(label.x() - 4))
                .append("\" y=\"")
                .append(number(label.y() - 3))
                .append("\" width=\"")
                .append(number(label.width() + 8))
                .append("\" height=\"")
                .append(number(label.height() + 6))
                .append("\" rx=\"4\"/><rect class=\"station\" x=\"")
                .append(number(mark.x()))
                .append("\" y=\"")
                .append(number(mark.y()))
                .append("\" width=\"")
                .append(number(mark.width()))
                .append("\" height=\"")
                .append(number(mark.height()))
                .append("\" rx=\"")
                .append(number(Math.min(mark.width(), mark.height()) / 2))
                .append("\"/>");
        String side = plan.vertical() ? " begin" : "";
        double x = plan.vertical() ? label.x() : label.centerX();
        double y = label.y() + Lettering.NAME_LINE - 3.5;
        for (String line : station.lines()) {
            out.append("<text class=\"name")
                    .append(side)
                    .append("\" x=\"")
                    .append(number(x))
                    .append("\" y=\"")
                    .append(number(y))
                    .append("\">")
                    .append(escape(line))
                    .append("</text>");
            y += Lettering.NAME_LINE;
        }
        String[] measures = {"n-f", "n-t", "n-s"};
        for (int i = 0; i < node.metrics().size(); i++) {
            out.append("<text class=\"metric ")
                    .append(measures[i])
                    .append(side)
                    .append("\" x=\"")
                    .append(number(x))
                    .append("\" y=\"")
                    .append(number(y))
                    .append("\">")
                    .append(escape(node.metrics().get(i)))
                    .append("</text>");
        }
        out.append("</g>\n");
    }

    // ---- small things

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
