package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pushes together what lies loosely, along one axis.
///
/// Everything that must keep clear of something is a span along the axis at a place across it. Spans that share a
/// variable move together. Two spans that meet across keep their order along the axis and a gap between them, so a
/// drawing without clashes remains one; each of the two axes in turn gets as short as that order allows. Then
/// variables are drawn towards the others they are tied to, as far as the gaps and the length leave room.
final class Compaction {
    private static final double EPSILON = 1e-9;
    /// Times that variables are drawn towards one another until nothing more is to be gained.
    static final int SWEEPS = 24;

    private static final double BESIDE = 4;

    private final double[] place;
    private final int sweeps;
    private final List<Span> spans = new ArrayList<>();
    private final List<Tie> ties = new ArrayList<>();
    private List<Least> leasts = new ArrayList<>();
    private double length;

    /// @param from of the span, relative to its variable
    /// @param low start across the axis
    /// @param gap room it wants beside it
    private record Span(int variable, double from, double to, double low, double high, double gap) {}

    private record Tie(int one, int other, double distance, double weight) {}

    /// The second variable is at least so much further than the first.
    private record Least(int first, int second, double distance) {}

    /// @param place where each variable is now, in pixels
    /// @param sweeps how often variables are drawn towards one another
    Compaction(double[] place, int sweeps) {
        this.place = place.clone();
        this.sweeps = sweeps;
    }

    void span(int variable, Box box, boolean alongX, double gap) {
        double from = alongX ? box.x() : box.y();
        double to = alongX ? box.right() : box.bottom();
        double low = alongX ? box.y() : box.x();
        double high = alongX ? box.bottom() : box.right();
        spans.add(new Span(variable, from - place[variable], to - place[variable], low, high, gap));
    }

    /// Draws two variables towards a distance.
    void tie(int one, int other, double distance, double weight) {
        if (one != other) {
            ties.add(new Tie(one, other, distance, weight));
        }
    }

    void atLeast(int first, int second, double distance) {
        if (first != second) {
            leasts.add(new Least(first, second, Math.min(distance, place[second] - place[first])));
        }
    }

    /// @return new places; the first span starts at `margin`
    double[] run(double margin) {
        orders();
        double[] lowest = new double[place.length];
        Arrays.fill(lowest, Double.NEGATIVE_INFINITY);
        for (Span span : spans) {
            lowest[span.variable] = Math.max(lowest[span.variable], margin - span.from);
        }
        for (int variable = 0; variable < lowest.length; variable++) {
            lowest[variable] = lowest[variable] == Double.NEGATIVE_INFINITY ? place[variable] : lowest[variable];
        }
        leasts = strongest();
        settle(leasts, lowest);
        length = spans.stream()
                .mapToDouble(span -> lowest[span.variable] + span.to)
                .max()
                .orElse(0);
        return draw(lowest, margin, length);
    }

    /// Where the last span ends after [#run].
    double length() {
        return length;
    }

    private void orders() {
        spans.sort((one, other) -> Double.compare(start(one), start(other)));
        for (int i = 0; i < spans.size(); i++) {
            Span left = spans.get(i);
            double end = place[left.variable] + left.to;
            for (int j = i + 1; j < spans.size(); j++) {
                Span right = spans.get(j);
                double free = start(right) - end;
                if (left.variable != right.variable
                        && free >= -EPSILON
                        && left.low < right.high + BESIDE
                        && right.low < left.high + BESIDE) {
                    double gap = Math.min(Math.max(left.gap, right.gap), Math.max(0, free));
                    leasts.add(new Least(left.variable, right.variable, left.to + gap - right.from));
                }
            }
        }
    }

    /// The largest distance of every two variables, in the order of the first.
    private List<Least> strongest() {
        int size = place.length;
        double[][] distance = new double[size][];
        for (Least least : leasts) {
            double[] from = distance[least.first];
            if (from == null) {
                from = new double[size];
                Arrays.fill(from, Double.NEGATIVE_INFINITY);
                distance[least.first] = from;
            }
            from[least.second] = Math.max(from[least.second], least.distance);
        }
        List<Least> strongest = new ArrayList<>();
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(variable -> place[variable]))
                .filter(first -> distance[first] != null)
                .forEach(first -> {
                    for (int second = 0; second < size; second++) {
                        if (distance[first][second] > Double.NEGATIVE_INFINITY) {
                            strongest.add(new Least(first, second, distance[first][second]));
                        }
                    }
                });
        return strongest;
    }

    private double start(Span span) {
        return place[span.variable] + span.from;
    }

    private static void settle(List<Least> forward, double[] at) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Least least : forward) {
                double needed = at[least.first] + least.distance;
                if (at[least.second] < needed - EPSILON) {
                    at[least.second] = needed;
                    moved = true;
                }
            }
        }
    }

    private double[] draw(double[] at, double margin, double end) {
        int size = at.length;
        double[] low = new double[size];
        double[] high = new double[size];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (Span span : spans) {
            low[span.variable] = Math.max(low[span.variable], margin - span.from);
            high[span.variable] = Math.min(high[span.variable], end - span.to);
        }
        List<List<Least>> touching = grouped(size, leasts, Least::first, Least::second);
        List<List<Tie>> pulling = grouped(size, ties, Tie::one, Tie::other);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int step = 0; step < size; step++) {
                int variable = sweep % 2 == 0 ? size - 1 - step : step;
                if (!pulling.get(variable).isEmpty()) {
                    at[variable] = drawn(variable, at, low, high, touching.get(variable), pulling.get(variable));
                }
            }
        }
        return at;
    }

    private static double drawn(
            int variable, double[] at, double[] low, double[] high, List<Least> touching, List<Tie> pulling) {
        double from = low[variable];
        double to = high[variable];
        for (Least least : touching) {
            if (least.first == variable) {
                to = Math.min(to, at[least.second] - least.distance);
            } else {
                from = Math.max(from, at[least.first] + least.distance);
            }
        }
        double sum = 0;
        double weight = 0;
        for (Tie tie : pulling) {
            sum += tie.weight * (tie.one == variable ? at[tie.other] - tie.distance : at[tie.one] + tie.distance);
            weight += tie.weight;
        }
        return from > to ? at[variable] : Math.clamp(sum / weight, from, to);
    }

    private static <T> List<List<T>> grouped(
            int size, List<T> all, java.util.function.ToIntFunction<T> one, java.util.function.ToIntFunction<T> other) {
        List<List<T>> groups = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            groups.add(new ArrayList<>());
        }
        for (T item : all) {
            groups.get(one.applyAsInt(item)).add(item);
            groups.get(other.applyAsInt(item)).add(item);
        }
        return groups;
    }
}
