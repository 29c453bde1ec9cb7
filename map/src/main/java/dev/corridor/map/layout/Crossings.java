package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.List;

/// How often tracks of a plan cross one another; a crossing of the base line counts three times.
final class Crossings {
    private record Leg(int number, boolean base, double at, double from, double to) {}

    private static final int OF_RIVER = 3;

    private Crossings() {}

    static int in(Plan plan) {
        List<Leg> level = new ArrayList<>();
        List<Leg> upright = new ArrayList<>();
        for (int number = 0; number < plan.tracks().size(); number++) {
            Plan.Track track = plan.tracks().get(number);
            boolean base = track.kind() == Plan.Kind.BASE;
            for (int i = 0; i + 1 < track.corners().size(); i++) {
                Point a = track.corners().get(i);
                Point b = track.corners().get(i + 1);
                if (a.x() == b.x()) {
                    upright.add(new Leg(number, base, a.x(), Math.min(a.y(), b.y()), Math.max(a.y(), b.y())));
                } else {
                    level.add(new Leg(number, base, a.y(), Math.min(a.x(), b.x()), Math.max(a.x(), b.x())));
                }
            }
        }
        int crossings = 0;
        for (Leg one : upright) {
            for (Leg other : level) {
                if (one.number() != other.number()
                        && other.from() < one.at()
                        && one.at() < other.to()
                        && one.from() < other.at()
                        && other.at() < one.to()) {
                    crossings += other.base() ? OF_RIVER : 1;
                }
            }
        }
        return crossings;
    }
}
