package dev.corridor.analysis.moments;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.matrix.Moments;
import dev.corridor.statistics.score.MeanScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Mean outcomes along a dose with the share that was given before it was complete; neighbouring doses
/// are joined
/// until a point holds enough outcomes.
final class Curve {
    private Curve() {}

    static List<Moment.Point> of(Outcomes outcomes, double[] doses, IntPredicate before, int least) {
        Integer[] order = new Integer[doses.length];
        Arrays.setAll(order, i -> i);
        Integer[] sorted = Arrays.stream(order)
                .filter(i -> !Double.isNaN(doses[i]))
                .sorted(Comparator.comparingDouble((Integer i) -> doses[i]))
                .toArray(Integer[]::new);
        List<Moment.Point> points = new ArrayList<>();
        int from = 0;
        while (from < sorted.length) {
            int to = from;
            while (to < sorted.length && (to - from < least || doses[sorted[to]] == doses[sorted[to - 1]])) {
                to++;
            }
            int left = sorted.length - to;
            to = left > 0 && left < least ? sorted.length : to;
            point(outcomes, doses, before, Arrays.copyOfRange(sorted, from, to)).ifPresent(points::add);
            from = to;
        }
        return points;
    }

    private static Optional<Moment.Point> point(
            Outcomes outcomes, double[] doses, IntPredicate before, Integer[] members) {
        Moments moments = new Moments();
        double sum = 0;
        long given = 0;
        for (int i : members) {
            moments.add(outcomes.value(i));
            sum += doses[i];
            given += before.test(i) ? 1 : 0;
        }
        double dose = sum / members.length;
        long beforehand = given;
        Optional<Estimate> mean = MeanScore.of(moments).answer();
        return mean.map(estimate -> new Moment.Point(
                doses[members[0]], doses[members[members.length - 1]], dose, estimate, members.length, beforehand));
    }
}
