package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How wide each track and each spur of a plan may be drawn without reaching words, marks of others or one another.
///
/// Where two run side by side each gets half of what is between them. A room is never narrower than the plan's own
/// width and never wider than [Plan#FULL_WIDTH].
///
/// @param tracks pixels, by index in the plan; for the base line between its stations
/// @param spurs pixels, by index in the plan
public record Rooms(List<Double> tracks, List<Double> spurs) {
    private static final double MARGIN = 0.6;

    private record Leg(int owner, boolean upright, double at, double from, double to, double width, boolean base) {
        double beside(Box box) {
            double low = upright ? box.y() : box.x();
            double high = upright ? box.bottom() : box.right();
            if (high <= from || low >= to) {
                return Double.MAX_VALUE;
            }
            double near = upright ? box.x() : box.y();
            double far = upright ? box.right() : box.bottom();
            return Math.max(0, Math.max(near - at, at - far));
        }

        /// Pixels from this leg's middle to halfway between the two.
        double beside(Leg other) {
            if (owner == other.owner
                    || upright != other.upright
                    || other.to <= from
                    || other.from >= to
                    || base
                    || other.base) {
                return Double.MAX_VALUE;
            }
            return (Math.abs(at - other.at) + (width - other.width) / 2) / 2;
        }
    }

    public static Rooms of(Plan plan) {
        List<Leg> legs = new ArrayList<>();
        int tracks = plan.tracks().size();
        for (int i = 0; i < tracks; i++) {
            Plan.Track track = plan.tracks().get(i);
            legs(legs, i, track.corners(), track.width(), track.kind() == Plan.Kind.BASE);
        }
        for (int i = 0; i < plan.spurs().size(); i++) {
            legs(
                    legs,
                    tracks + i,
                    plan.spurs().get(i).corners(),
                    plan.spurs().get(i).width(),
                    false);
        }
        double[] half = new double[tracks + plan.spurs().size()];
        Arrays.fill(half, Plan.FULL_WIDTH / 2);
        for (Leg leg : legs) {
            for (Leg other : legs) {
                half[leg.owner()] = Math.min(half[leg.owner()], leg.beside(other) - MARGIN / 2);
            }
            double words = toWords(plan, leg);
            half[leg.owner()] = Math.min(half[leg.owner()], words - MARGIN);
        }
        return new Rooms(
                IntStream.range(0, tracks)
                        .mapToObj(i -> Math.max(plan.tracks().get(i).width(), 2 * half[i]))
                        .toList(),
                IntStream.range(0, plan.spurs().size())
                        .mapToObj(i -> Math.max(plan.spurs().get(i).width(), 2 * half[tracks + i]))
                        .toList());
    }

    private static void legs(List<Leg> legs, int owner, List<Point> corners, double width, boolean base) {
        for (int i = 0; i + 1 < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get(i + 1);
            boolean upright = a.x() == b.x();
            double one = upright ? a.y() : a.x();
            double other = upright ? b.y() : b.x();
            double at = upright ? a.x() : a.y();
            legs.add(new Leg(owner, upright, at, Math.min(one, other), Math.max(one, other), width, base));
        }
    }

    /// Pixels from the leg's middle to the nearest name, number, mark of another touchpoint or edge of the picture.
    private static double toWords(Plan plan, Leg leg) {
        double nearest = Math.min(leg.at(), (leg.upright() ? plan.width() : plan.height()) - leg.at());
        int tracks = plan.tracks().size();
        for (int i = 0; i < tracks; i++) {
            Plan.Track track = plan.tracks().get(i);
            if (i != leg.owner() || !track.inside()) {
                nearest = Math.min(nearest, leg.beside(track.label()));
            }
        }
        for (Plan.Spur spur : plan.spurs()) {
            nearest = Math.min(nearest, leg.beside(spur.label()));
        }
        for (Plan.Terminal terminal : plan.terminals()) {
            if (terminal.entrance()) {
                nearest = Math.min(nearest, leg.beside(terminal.label()));
            }
        }
        for (Plan.Station station : plan.stations()) {
            nearest = Math.min(nearest, leg.beside(station.label()));
            if (!meets(plan, leg.owner(), station.node())) {
                nearest = Math.min(nearest, leg.beside(station.mark()));
            }
        }
        return nearest;
    }

    private static boolean meets(Plan plan, int owner, int node) {
        int tracks = plan.tracks().size();
        if (owner >= tracks) {
            return plan.spurs().get(owner - tracks).node() == node;
        }
        Plan.Track track = plan.tracks().get(owner);
        return track.from() == node || track.to() == node;
    }
}
