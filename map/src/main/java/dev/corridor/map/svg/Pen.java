package dev.corridor.map.svg;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.layout.Box;
import dev.corridor.map.layout.Lettering;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Point;
import java.util.List;

/// Writes the shapes that maps are made of as SVG elements, at the places of a plan.
public final class Pen {
    /// Pixels from which a track has banks and water; a narrower one is one solid line.
    public static final double TWO_TONED = 2.4;

    private static final double CORNER = 14;
    private static final double LOOP_CORNER = 5;

    /// How the corners of a bank follow one another: begin, line, curve.
    private static final List<String> JOINTS = List.of("", "L", "C", " ", " ", "L", "C", " ", " ", "L");

    private final StringBuilder out;
    private final boolean vertical;
    private final boolean haloed;

    /// @param out receives what is drawn
    /// @param haloed whether the paper around letters is a text of its own, of class `halo`, for programs that can
    ///     only draw an outline over its letters
    public Pen(StringBuilder out, Plan plan, boolean haloed) {
        this.out = out;
        this.vertical = plan.vertical();
        this.haloed = haloed;
    }

    /// The two sides of one reach of the river, from its beginning and back again.
    public record Banks(String there, String back) {
        public String outline() {
            return "M" + there + "L" + back + "Z";
        }

        public String lines() {
            return "M" + there + "M" + back;
        }
    }

    /// One reach of the river: as wide as its stations at the ends, as the direct step between them.
    public Banks banks(Plan.Track track, double fromWidth, double width, double toWidth) {
        Point from = track.corners().getFirst();
        Point to = track.corners().getLast();
        double length = vertical ? to.y() - from.y() : to.x() - from.x();
        double edge = Math.min(0.2 * length, 26);
        double curve = Math.min(0.45 * length, 70);
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
        double a = fromWidth / 2;
        double m = width / 2;
        double b = toWidth / 2;
        double[] across = {a, a, a, m, m, m, m, b, b, b};
        return new Banks(side(from, along, across, -1), side(from, along, across, 1));
    }

    private String side(Point from, double[] along, double[] across, int sign) {
        StringBuilder d = new StringBuilder();
        for (int k = 0; k < along.length; k++) {
            int i = sign < 0 ? k : along.length - 1 - k;
            d.append(JOINTS.get(k)).append(place(from, along[i], sign * across[i]));
        }
        return d.toString();
    }

    private String place(Point from, double along, double across) {
        return vertical ? at(from.x() + across, from.y() + along) : at(from.x() + along, from.y() + across);
    }

    /// The way of a track with round corners, as path data.
    public static String way(Plan.Track track) {
        return rounded(track.corners(), track.kind() == Plan.Kind.LOOP ? LOOP_CORNER : CORNER);
    }

    /// What parts a track from those it crosses: all but its ends, a few pixels wider.
    ///
    /// @param width of the track
    /// @param close whether it may have others right beside it
    public void casing(Plan.Track track, double width, boolean close) {
        if (track.corners().size() > 3 && track.kind() != Plan.Kind.LOOP) {
            List<Point> middle = track.corners().subList(1, track.corners().size() - 1);
            stroke("casing", rounded(middle, CORNER), width + (close ? 1.4 : 6));
        }
    }

    /// One solid line, or from [#TWO_TONED] pixels on water between banks.
    public void line(String way, double width) {
        if (width >= TWO_TONED) {
            stroke("bank", way, width + 1.8);
            stroke("water", way, width);
        } else {
            stroke("thin", way, width);
        }
    }

    /// An outline or a line whose width the style sheet says.
    public void path(String kind, String d) {
        out.append("<path class=\"").append(kind).append("\" d=\"").append(d).append("\"/>");
    }

    public void stroke(String kind, String d, double width) {
        out.append("<path class=\"")
                .append(kind)
                .append("\" d=\"")
                .append(d)
                .append('"')
                .append(attribute("stroke-width", width))
                .append("/>");
    }

    /// Steps back carry a triangle on their track, others a small one where they arrive.
    public void arrow(Plan.Track track) {
        List<Point> corners = track.corners();
        if (track.kind() == Plan.Kind.BACK) {
            int leg = vertical ? 1 : longestLegBack(corners);
            Point a = corners.get(leg);
            Point b = corners.get(leg + 1);
            Box label = track.label();
            double x = vertical ? a.x() : clear(label.x() - 7, a.x(), b.x());
            double y = vertical ? (a.y() + b.y()) / 2 : a.y();
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

    /// Where journeys end or start beside the ends of the base line.
    public void spur(Plan.Spur spur, double width) {
        stroke("exit", rounded(spur.corners(), 10), width);
        Point tip = spur.corners().getLast();
        if (spur.exit()) {
            double half = Math.max(6, spur.width() / 2 + 3);
            Point before = spur.corners().get(spur.corners().size() - 2);
            boolean upright = before.x() == tip.x();
            double aside = upright ? half : 0;
            double above = upright ? 0 : half;
            path("bar", "M" + at(tip.x() - aside, tip.y() - above) + "L" + at(tip.x() + aside, tip.y() + above));
        } else {
            out.append("<circle class=\"source\"")
                    .append(attribute("cx", tip.x()))
                    .append(attribute("cy", tip.y()))
                    .append(" r=\"4\"/>");
        }
    }

    /// The disc at the entrance or the end of the base line.
    public void disc(Plan.Terminal terminal) {
        double x = terminal.center().x();
        double y = terminal.center().y();
        out.append("<circle")
                .append(attribute("cx", x))
                .append(attribute("cy", y))
                .append(" r=\"9\"/>");
        if (terminal.entrance()) {
            triangle(x, y, vertical ? 0 : 1, vertical ? 1 : 0, 4.5);
        } else {
            out.append("<rect class=\"arrow\"")
                    .append(rectangle(new Box(x - 3.2, y - 3.2, 6.4, 6.4), 0))
                    .append("/>");
        }
    }

    /// The mark of a touchpoint with the sheet behind its name.
    public void station(Plan.Station station) {
        Box mark = station.mark();
        Box label = station.label();
        out.append("<rect class=\"hold\"")
                .append(rectangle(new Box(label.x() - 4, label.y() - 3, label.width() + 8, label.height() + 6), 4))
                .append("/><rect class=\"station\"")
                .append(rectangle(mark, Math.min(mark.width(), mark.height()) / 2))
                .append("/>");
    }

    /// The name of a touchpoint. Returns where the line after it stands.
    public double name(Plan.Station station) {
        double y = station.label().y() + Lettering.NAME_LINE - 3.5;
        for (String line : station.lines()) {
            beside("name", station.label(), y, line);
            y += Lettering.NAME_LINE;
        }
        return y;
    }

    /// The words at the entrance, a number below them.
    public void enter(Plan.Terminal terminal, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            double y = terminal.label().y() + Lettering.NAME_LINE * (i + 1) - 4;
            beside(i == 0 ? "word" : "name", terminal.label(), y, words.get(i));
        }
    }

    /// A number in the middle of its room.
    public void text(String kind, Box box, String words) {
        text(kind, box.centerX(), box.bottom() - 2, words);
    }

    public void text(String kind, double x, double y, String words) {
        if (haloed) {
            letters(kind + " halo", x, y, words);
        }
        letters(kind, x, y, words);
    }

    private void letters(String kind, double x, double y, String words) {
        out.append("<text class=\"")
                .append(kind)
                .append('"')
                .append(attribute("x", x))
                .append(attribute("y", y))
                .append('>')
                .append(escape(words))
                .append("</text>");
    }

    /// Words beside a mark: right of it where the map runs down, else centred on it.
    ///
    /// @param room of the words
    public void beside(String kind, Box room, double y, String words) {
        text(vertical ? kind + " begin" : kind, vertical ? room.x() : room.centerX(), y, words);
    }

    static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + '"';
    }

    private static String rectangle(Box box, double round) {
        return attribute("x", box.x())
                + attribute("y", box.y())
                + attribute("width", box.width())
                + attribute("height", box.height())
                + (round > 0 ? attribute("rx", round) : "");
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
    public static String number(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return size % 10 == 0 ? sign + size / 10 : sign + size / 10 + "." + size % 10;
    }
}
