package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Cuts bands out of a plan in which nothing but upright legs is.
final class BlankBands {
    private record Band(double top, double bottom) {}

    private final List<Band> used = new ArrayList<>();
    private final List<Band> cuts = new ArrayList<>();
    private final Plan plan;
    private final double from;
    private final double keep;

    private BlankBands(Plan plan, double from, double keep) {
        this.plan = plan;
        this.from = from;
        this.keep = keep;
    }

    /// @param from pixels from the top above which nothing is moved
    /// @param keep pixels left of every band
    static Plan cut(Plan plan, double from, double keep) {
        BlankBands bands = new BlankBands(plan, from, keep);
        bands.collect();
        bands.find();
        return bands.moved();
    }

    private void collect() {
        used.add(new Band(0, from));
        plan.stations().forEach(station -> {
            use(station.mark());
            use(station.label());
        });
        plan.spurs().forEach(spur -> {
            use(spur.label());
            spur.corners().forEach(corner -> use(corner, Math.max(4, spur.width())));
        });
        plan.tracks().forEach(track -> {
            use(track.label());
            track.corners().forEach(corner -> use(corner, track.width() + 2));
        });
    }

    private void use(Box box) {
        used.add(new Band(box.y(), box.bottom()));
    }

    private void use(Point corner, double height) {
        used.add(new Band(corner.y() - height / 2, corner.y() + height / 2));
    }

    private void find() {
        double end = from;
        for (Band band :
                used.stream().sorted(Comparator.comparingDouble(Band::top)).toList()) {
            if (band.top() - end > keep) {
                cuts.add(new Band(end, band.top() - keep));
            }
            end = Math.max(end, band.bottom());
        }
        double margin = 8;
        if (plan.height() > end + margin) {
            cuts.add(new Band(end, plan.height() - margin));
        }
    }

    private double down(double y) {
        double moved = y;
        for (Band cut : cuts) {
            moved -= Math.clamp(y - cut.top(), 0, cut.bottom() - cut.top());
        }
        return moved;
    }

    private Point down(Point point) {
        return new Point(point.x(), down(point.y()));
    }

    private Box down(Box box) {
        return new Box(box.x(), down(box.y()), box.width(), box.height());
    }

    private List<Point> down(List<Point> corners) {
        return corners.stream().map(this::down).toList();
    }

    private Plan moved() {
        return new Plan(
                plan.width(),
                Math.max(from, down(plan.height())),
                plan.vertical(),
                plan.base(),
                plan.stations().stream()
                        .map(station -> new Plan.Station(
                                station.node(),
                                station.base(),
                                down(station.mark()),
                                down(station.label()),
                                station.lines()))
                        .toList(),
                plan.tracks().stream()
                        .map(track -> new Plan.Track(
                                track.link(),
                                track.from(),
                                track.to(),
                                track.kind(),
                                down(track.corners()),
                                track.width(),
                                track.fromWidth(),
                                track.toWidth(),
                                down(track.label()),
                                track.inside()))
                        .toList(),
                plan.spurs().stream()
                        .map(spur -> new Plan.Spur(
                                spur.node(), spur.exit(), down(spur.corners()), spur.width(), down(spur.label())))
                        .toList(),
                plan.terminals());
    }
}
