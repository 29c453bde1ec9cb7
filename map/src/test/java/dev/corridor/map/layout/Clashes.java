package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds what must never happen on a plan, independently of how it was laid out.
final class Clashes {
    private final Plan plan;
    private final List<String> found = new ArrayList<>();
    private final Map<String, Box> labels = new TreeMap<>();

    private Clashes(Plan plan) {
        this.plan = plan;
    }

    static List<String> in(Plan plan) {
        Clashes clashes = new Clashes(plan);
        clashes.collectLabels();
        clashes.labelsAgainstLabels();
        clashes.labelsAgainstStations();
        clashes.tracks();
        clashes.insideThePicture();
        clashes.sharedLegs();
        return clashes.found;
    }

    private void collectLabels() {
        plan.stations().forEach(station -> labels.put("name " + station.node(), station.label()));
        plan.tracks().forEach(track -> labels.put("number " + name(track), track.label()));
        plan.spurs().forEach(spur -> labels.put("spur " + spur.node() + spur.exit(), spur.label()));
        plan.terminals().stream()
                .filter(Plan.Terminal::entrance)
                .forEach(terminal -> labels.put("terminal", terminal.label()));
    }

    private static String name(Plan.Track track) {
        return track.kind() + " " + track.link() + " " + track.from() + ">" + track.to();
    }

    private void labelsAgainstLabels() {
        List<Map.Entry<String, Box>> boxes = new ArrayList<>(labels.entrySet());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                if (boxes.get(i).getValue().intersects(boxes.get(j).getValue())) {
                    found.add(boxes.get(i) + " over " + boxes.get(j));
                }
            }
        }
    }

    private void labelsAgainstStations() {
        for (Plan.Station station : plan.stations()) {
            labels.forEach((name, box) -> {
                if (box.intersects(station.mark())) {
                    found.add(name + " over station " + station.node());
                }
            });
        }
    }

    private void tracks() {
        for (Plan.Track track : plan.tracks()) {
            for (Plan.Station station : plan.stations()) {
                boolean own = station.node() == track.from() || station.node() == track.to();
                if (!own && hits(track.corners(), track.width(), station.mark())) {
                    found.add(name(track) + " through station " + station.node());
                }
            }
            labels.forEach((name, box) -> {
                boolean own = track.inside() && name.equals("number " + name(track));
                if (!own && hits(track.corners(), track.width(), box)) {
                    found.add(name(track) + " through " + name);
                }
            });
        }
        for (Plan.Spur spur : plan.spurs()) {
            labels.forEach((name, box) -> {
                if (hits(spur.corners(), spur.width(), box)) {
                    found.add("spur " + spur.node() + " through " + name);
                }
            });
        }
    }

    private static boolean hits(List<Point> corners, double width, Box box) {
        for (int i = 0; i + 1 < corners.size(); i++) {
            if (leg(corners, i, width).intersects(box)) {
                return true;
            }
        }
        return false;
    }

    private static Box leg(List<Point> corners, int i, double width) {
        Point a = corners.get(i);
        Point b = corners.get(i + 1);
        boolean upright = a.x() == b.x();
        double half = width / 2;
        return Box.between(
                Math.min(a.x(), b.x()) - (upright ? half : 0),
                Math.min(a.y(), b.y()) - (upright ? 0 : half),
                Math.max(a.x(), b.x()) + (upright ? half : 0),
                Math.max(a.y(), b.y()) + (upright ? 0 : half));
    }

    private void insideThePicture() {
        Box picture = new Box(0, 0, plan.width(), plan.height());
        labels.forEach((name, box) -> {
            if (box.x() < 0 || box.y() < 0 || box.right() > picture.width() || box.bottom() > picture.height()) {
                found.add(name + " outside the picture");
            }
        });
        for (Plan.Track track : plan.tracks()) {
            for (Point corner : track.corners()) {
                if (corner.x() < 0 || corner.y() < 0 || corner.x() > plan.width() || corner.y() > plan.height()) {
                    found.add(name(track) + " outside the picture");
                }
            }
        }
    }

    private void sharedLegs() {
        record Leg(String track, boolean upright, Box box) {}
        List<Leg> legs = new ArrayList<>();
        for (Plan.Track track : plan.tracks()) {
            if (track.kind() == Plan.Kind.BASE) {
                continue;
            }
            for (int i = 0; i + 1 < track.corners().size(); i++) {
                boolean upright =
                        track.corners().get(i).x() == track.corners().get(i + 1).x();
                Box box = leg(track.corners(), i, track.width());
                if ((upright ? box.height() : box.width()) > 0.01) {
                    legs.add(new Leg(name(track), upright, box));
                }
            }
        }
        for (int i = 0; i < legs.size(); i++) {
            for (int j = i + 1; j < legs.size(); j++) {
                boolean parallel = legs.get(i).upright() == legs.get(j).upright();
                boolean other = !legs.get(i).track().equals(legs.get(j).track());
                if (parallel
                        && other
                        && legs.get(i).box().intersects(legs.get(j).box())) {
                    found.add(legs.get(i) + " shares a leg with " + legs.get(j));
                }
            }
        }
    }
}
