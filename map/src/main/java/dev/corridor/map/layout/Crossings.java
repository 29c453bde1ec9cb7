package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.List;

/// How often tracks of a plan cross one another; a crossing of the base line counts three times.
final class Crossings {
    private record Leg(Plan.Track track, double at, double from, double to) {}

    private static final int OF_RIVER = 3;

    private Crossings() {}

    static int in(Plan plan) {
        List<Leg> level = new ArrayList<>();
        List<Leg> upright = new ArrayList<>();
        for (Plan.Track track : plan.tracks()) {
            for (int i = 0; i + 1 < track.corners().size(); i++) {
                Point a = track.corners().get(i);
                Point b = track.corners().get(i + 1);
                if (a.x() == b.x()) {
                    upright.add(new Leg(track, a.x(), Math.min(a.y(), b.y()), Math.max(a.y(), b.y())));
                } else {
                    level.add(new Leg(track, a.y(), Math.min(a.x(), b.x()), Math.max(a.x(), b.x())));
                }
            }
        }
        int crossings = 0;
        for (Leg one : upright) {
            for (Leg other : level) {
                if (one.track() != other.track()
                        && other.from() < one.at()
                        && one.at() < other.to()
                        && one.from() < other.at()
                        && other.at() < one.to()) {
                    crossings += other.track().kind() == Plan.Kind.BASE ? OF_RIVER : 1;
                }
            }
        }
        return crossings;
    }
}
