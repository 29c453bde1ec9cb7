package dev.corridor.map.living;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.layout.Plan;
import dev.corridor.map.layout.Point;
import dev.corridor.map.svg.Pen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Writes one form of a map. Every mark is written for every view, in the same order and at the same place; what has
/// no ink is a faint outline without words and address.
final class Drawing {
    /// Pixels from which a number finds room inside the river.
    private static final double INSIDE_FROM = 13;

    /// How much wider than its room a track must be before it is marked.
    private static final double TOO_NARROW = 1.1;

    private final Places places;
    private final Content content;
    private final Looks looks;
    private final Ink ink;
    private final Optional<Mark> selected;
    private final Places.Sheet sheet;
    private final Plan plan;
    private final Optional<Function<Mark, String>> link;
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Pen pen;

    /// @param link the address of a mark; empty for a picture, which shows only what has ink
    Drawing(
            Places places,
            Content content,
            Looks looks,
            Ink ink,
            Optional<Mark> selected,
            Form form,
            Optional<Function<Mark, String>> link) {
        this.places = places;
        this.content = content;
        this.looks = looks;
        this.ink = ink;
        this.selected = selected;
        this.sheet = places.sheet(form);
        this.plan = sheet.plan();
        this.link = link;
        this.pen = new Pen(out, plan, link.isEmpty());
    }

    /// All marks, without the element around them.
    String marks() {
        IntStream.range(0, plan.tracks().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer track) -> paintOrder(plan.tracks().get(track)))
                        .thenComparing(Comparator.comparingDouble((Integer track) ->
                                        plan.tracks().get(track).width())
                                .reversed()))
                .forEach(this::track);
        IntStream.range(0, plan.spurs().size()).forEach(this::spur);
        plan.tracks().forEach(this::number);
        plan.terminals().forEach(this::terminal);
        plan.stations().forEach(this::station);
        return out.toString();
    }

    /// Whether any track was drawn narrower than its journeys ask for.
    boolean crowded() {
        return IntStream.range(0, plan.tracks().size()).anyMatch(this::full);
    }

    private boolean full(int index) {
        Plan.Track track = plan.tracks().get(index);
        return inked(track) && look(track).width() > sheet.rooms().tracks().get(index) * TOO_NARROW;
    }

    /// How far down there is ink, in pixels.
    double inkedHeight() {
        double lowest = 0;
        for (Plan.Terminal terminal : plan.terminals()) {
            lowest = Math.max(lowest, terminal.center().y() + 9);
        }
        for (Plan.Track track : plan.tracks()) {
            if (inked(track)) {
                lowest = Math.max(lowest, lowest(track.corners()) + track.width() / 2);
                lowest = Math.max(lowest, track.label().bottom());
            }
        }
        for (Plan.Station station : plan.stations()) {
            if (ink.touchpoints()[station.node()]) {
                lowest = Math.max(
                        lowest,
                        Math.max(station.mark().bottom(), station.label().bottom()));
            }
        }
        for (Plan.Spur spur : plan.spurs()) {
            if (inked(spur)) {
                lowest = Math.max(
                        lowest, Math.max(lowest(spur.corners()), spur.label().bottom()));
            }
        }
        return lowest;
    }

    private static double lowest(List<Point> corners) {
        return corners.stream().mapToDouble(Point::y).max().orElse(0);
    }

    // ---- what has ink

    private boolean inked(Plan.Track track) {
        if (track.link() >= 0) {
            return ink.steps()[track.link()];
        }
        return track.from() < 0 ? ink.starts()[track.to()] : ink.ends()[track.from()];
    }

    private boolean inked(Plan.Spur spur) {
        return spur.exit() ? ink.ends()[spur.node()] : ink.starts()[spur.node()];
    }

    private Look look(Plan.Track track) {
        if (track.link() >= 0) {
            return looks.steps().get(track.link());
        }
        return track.from() < 0 ? looks.starts().get(track.to()) : looks.ends().get(track.from());
    }

    private Mark mark(Plan.Track track) {
        if (track.link() >= 0) {
            return places.mark(track.link());
        }
        return track.from() < 0 ? new Mark.Start(places.id(track.to())) : new Mark.End(places.id(track.from()));
    }

    private Mark mark(Plan.Spur spur) {
        return spur.exit() ? new Mark.End(places.id(spur.node())) : new Mark.Start(places.id(spur.node()));
    }

    private static String subject(Plan.Track track) {
        if (track.link() >= 0) {
            return "data-s=\"" + track.link() + '"';
        }
        return track.from() < 0 ? "data-a=\"" + track.to() + '"' : "data-z=\"" + track.from() + '"';
    }

    /// Classes of a mark that is selected, or whose flow belongs to what is.
    private String chosen(Mark mark) {
        if (selected.isEmpty()) {
            return "";
        }
        Mark chosen = selected.get();
        if (mark.equals(chosen)) {
            return " sel";
        }
        boolean flows = chosen instanceof Mark.Touchpoint(String id)
                && switch (mark) {
                    case Mark.Touchpoint ignored -> false;
                    case Mark.Step(String from, String to) -> from.equals(id) || to.equals(id);
                    case Mark.Start(String start) -> start.equals(id);
                    case Mark.End(String end) -> end.equals(id);
                };
        return flows ? " flow" : "";
    }

    // ---- tracks

    /// The river lies undermost, then the wide tracks; what leads back is painted last.
    private static int paintOrder(Plan.Track track) {
        return switch (track.kind()) {
            case BASE -> 0;
            case ONWARD -> 1;
            case LOOP -> 2;
            case BACK -> 3;
        };
    }

    private void track(int index) {
        Plan.Track track = plan.tracks().get(index);
        boolean inked = inked(track);
        if (!inked && link.isEmpty()) {
            return;
        }
        boolean base = track.kind() == Plan.Kind.BASE;
        String place = base
                ? pen.banks(track, track.fromWidth(), track.width(), track.toWidth())
                        .outline()
                : Pen.way(track);
        Look look = look(track);
        double room = sheet.rooms().tracks().get(index);
        String kind = "track " + track.kind().name().toLowerCase(Locale.ROOT) + (full(index) ? " full" : "");
        open(kind, inked, mark(track), subject(track), look);
        pen.path("way", place);
        if (inked && base) {
            reach(track, look, room);
        } else if (inked) {
            line(track, look, room);
        }
        close(inked);
    }

    private void reach(Plan.Track track, Look look, double room) {
        Look from = track.from() < 0 ? look : looks.touchpoints().get(track.from());
        Look to = track.to() < 0 ? look : looks.touchpoints().get(track.to());
        if (content.bedded()) {
            pen.path(
                    "bed",
                    pen.banks(track, track.fromWidth(), track.width(), track.toWidth())
                            .outline());
        }
        double wideFrom = Math.min(Math.max(room, track.fromWidth()), from.width());
        double wide = Math.min(room, look.width());
        double wideTo = Math.min(Math.max(room, track.toWidth()), to.width());
        Pen.Banks banks = pen.banks(track, wideFrom, wide, wideTo);
        if (look.core() < look.width()) {
            pen.path("rim", banks.outline());
            Pen.Banks core = pen.banks(
                    track, Math.min(wideFrom, from.core()), Math.min(wide, look.core()), Math.min(wideTo, to.core()));
            pen.path("river", core.outline());
        } else {
            pen.path("river", banks.outline());
        }
        pen.path("bank", banks.lines());
    }

    private void line(Plan.Track track, Look look, double room) {
        Plan.Track drawn = reachingTheRiver(track);
        String way = Pen.way(drawn);
        double width = Math.min(room, look.width());
        pen.casing(
                track,
                content.bedded() ? track.width() : width,
                track.link() >= 0 && places.graph().links().get(track.link()).rare());
        if (content.bedded() && track.width() > width + 0.1) {
            pen.stroke("bed", way, track.width());
        }
        if (look.core() < look.width() && width >= Pen.TWO_TONED) {
            pen.stroke("bank", way, width + 1.8);
            pen.stroke("rim", way, width);
            pen.stroke("water", way, Math.min(width, look.core()));
        } else {
            pen.line(way, width);
        }
        pen.arrow(drawn);
    }

    /// Where the map runs down, tracks meet the bank of the river, which may be narrower than that of all journeys.
    private Plan.Track reachingTheRiver(Plan.Track track) {
        if (!plan.vertical()) {
            return track;
        }
        List<Point> corners = new ArrayList<>(track.corners());
        meet(corners, 0, 1, track.from());
        meet(corners, corners.size() - 1, corners.size() - 2, track.to());
        return new Plan.Track(
                track.link(),
                track.from(),
                track.to(),
                track.kind(),
                corners,
                track.width(),
                track.fromWidth(),
                track.toWidth(),
                track.label(),
                track.inside());
    }

    private void meet(List<Point> corners, int end, int beside, int node) {
        if (node < 0
                || !plan.stations().get(node).base()
                || corners.get(end).y() != corners.get(beside).y()) {
            return;
        }
        double middle = plan.stations().get(node).mark().centerX();
        double side = Math.signum(corners.get(end).x() - middle);
        double half = Math.max(looks.touchpoints().get(node).width() / 2 - 2, 0.5);
        double x = middle + side * Math.min(half, Math.abs(corners.get(end).x() - middle));
        corners.set(end, new Point(x, corners.get(end).y()));
    }

    /// Numbers lie above all tracks, each with the address of its track.
    private void number(Plan.Track track) {
        Look look = look(track);
        boolean inked = inked(track);
        if (!inked && link.isEmpty()) {
            return;
        }
        String kind = "numbers"
                + (content.kind().isEmpty() && track.kind() == Plan.Kind.BASE && look.width() >= INSIDE_FROM
                        ? " inside"
                        : "")
                + (track.kind() == Plan.Kind.BACK || track.kind() == Plan.Kind.LOOP ? " aside" : "");
        echo(kind, inked, mark(track), subject(track), look);
        if (inked) {
            pen.text("num", track.label(), look.words());
        }
        close(inked);
    }

    private void spur(int index) {
        Plan.Spur spur = plan.spurs().get(index);
        Look look = (spur.exit() ? looks.ends() : looks.starts()).get(spur.node());
        boolean inked = inked(spur);
        if (!inked && link.isEmpty()) {
            return;
        }
        double room = sheet.rooms().spurs().get(index);
        String subject = (spur.exit() ? "data-z=\"" : "data-a=\"") + spur.node() + '"';
        open("spur", inked, mark(spur), subject, look);
        List<Point> corners = new ArrayList<>(spur.corners());
        if (inked && plan.vertical()) {
            meet(corners, 0, 1, spur.node());
        }
        Plan.Spur drawn = new Plan.Spur(spur.node(), spur.exit(), corners, spur.width(), spur.label());
        pen.spur(drawn, inked ? Math.clamp(look.width(), Plan.MIN_WIDTH, room) : Plan.MIN_WIDTH);
        if (inked) {
            pen.text("num", spur.label(), look.words());
        }
        close(inked);
    }

    private void terminal(Plan.Terminal terminal) {
        out.append("<g class=\"terminal\">");
        pen.disc(terminal);
        if (terminal.entrance()) {
            pen.enter(terminal, content.enter());
        }
        out.append("</g>\n");
    }

    // ---- stations

    private void station(Plan.Station station) {
        boolean inked = ink.touchpoints()[station.node()];
        if (!inked && link.isEmpty()) {
            return;
        }
        Look look = looks.touchpoints().get(station.node());
        String kind = station.base() ? "node onbase" : "node";
        open(kind, inked, places.touchpoint(station.node()), "data-n=\"" + station.node() + '"', look);
        pen.station(station);
        if (inked) {
            pen.beside("metric", station.label(), pen.name(station), look.words());
        }
        close(inked);
    }

    // ---- links

    private void open(String kind, boolean inked, Mark mark, String subject, Look look) {
        out.append(inked && link.isPresent() ? "<a" : "<g")
                .append(" class=\"")
                .append(kind)
                .append(inked ? look.shade() + chosen(mark) : " off")
                .append("\" ")
                .append(subject);
        if (!inked) {
            out.append(" aria-hidden=\"true\">");
            return;
        }
        String words = escape(look.says());
        link.ifPresent(address -> {
            out.append(" href=\"").append(escape(address.apply(mark)));
            out.append(selected.filter(mark::equals).isPresent() ? "\" aria-current=\"true\"" : "\"");
        });
        out.append("><title>").append(words).append("</title>");
    }

    /// A second place to click on a mark, which neither keyboard nor screen reader meets again.
    private void echo(String kind, boolean inked, Mark mark, String subject, Look look) {
        out.append(inked && link.isPresent() ? "<a" : "<g")
                .append(" class=\"")
                .append(kind)
                .append(inked ? look.shade() + chosen(mark) : " off")
                .append("\" ")
                .append(subject)
                .append(" aria-hidden=\"true\"");
        if (inked) {
            link.ifPresent(address -> out.append(" tabindex=\"-1\" href=\"")
                    .append(escape(address.apply(mark)))
                    .append('"'));
        }
        out.append('>');
    }

    private void close(boolean inked) {
        out.append(inked && link.isPresent() ? "</a>\n" : "</g>\n");
    }
}
