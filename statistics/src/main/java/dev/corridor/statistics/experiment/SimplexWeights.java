package dev.corridor.statistics.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/// Least squares under weights that are at least 0 and sum to 1, by active sets; exact up to rounding.
///
/// After Lawson and Hanson (1974, chapter 23) with the sum as an equation. Where several weights come equally
/// close, those of the least squared sum (up to a ridge of 1e-9 of the mean square) are taken.
final class SimplexWeights {
    private static final double RIDGE = 1e-9;

    private SimplexWeights() {}

    /// @param target one value per period
    /// @param columns candidates x periods
    /// @return one weight per candidate
    static double[] closest(double[] target, double[][] columns) {
        int size = columns.length;
        SimpleMatrix apart = new SimpleMatrix(size, target.length);
        for (int i = 0; i < size; i++) {
            for (int t = 0; t < target.length; t++) {
                // As weights sum to 1, distances from the target can be weighted in place of the values.
                apart.set(i, t, columns[i][t] - target[t]);
            }
        }
        SimpleMatrix gram = apart.mult(apart.transpose());
        double unit = Math.max(gram.trace() / size, 1e-300);
        gram = gram.divide(unit).plus(SimpleMatrix.identity(size).scale(RIDGE));
        return smallest(gram);
    }

    /// The weights with the smallest `w' G w`.
    private static double[] smallest(SimpleMatrix gram) {
        int size = gram.getNumRows();
        SimpleMatrix products = gram;
        int first = IntStream.range(0, size)
                .reduce((a, b) -> products.get(a, a) <= products.get(b, b) ? a : b)
                .orElseThrow();
        double[] weights = new double[size];
        weights[first] = 1;
        boolean[] free = new boolean[size];
        free[first] = true;
        for (int round = 0; round < 50 * size; round++) {
            double[] gradient = gram.mult(new SimpleMatrix(size, 1, true, weights))
                    .getDDRM()
                    .getData();
            double price = IntStream.range(0, size)
                    .mapToDouble(i -> gradient[i] * weights[i])
                    .sum();
            int entering = IntStream.range(0, size)
                    .filter(i -> !free[i])
                    .reduce((a, b) -> gradient[a] <= gradient[b] ? a : b)
                    .orElse(-1);
            if (entering < 0 || gradient[entering] >= price - 1e-12 * Math.max(price, RIDGE)) {
                return weights;
            }
            free[entering] = true;
            move(gram, weights, free);
        }
        return weights;
    }

    /// Goes to the best weights of the free ones, fixing at 0 those that would fall below.
    private static void move(SimpleMatrix gram, double[] weights, boolean[] free) {
        while (true) {
            int[] members =
                    IntStream.range(0, weights.length).filter(i -> free[i]).toArray();
            double[] best = equal(gram, members);
            double step = 1;
            int leaving = -1;
            for (int i = 0; i < members.length; i++) {
                double weight = weights[members[i]];
                if (best[i] <= 0 && weight - best[i] > 0 && weight / (weight - best[i]) < step) {
                    step = weight / (weight - best[i]);
                    leaving = members[i];
                }
            }
            for (int i = 0; i < members.length; i++) {
                weights[members[i]] += step * (best[i] - weights[members[i]]);
            }
            if (leaving < 0) {
                return;
            }
            weights[leaving] = 0;
            free[leaving] = false;
        }
    }

    /// The minimum with the sum 1 alone: `G^-1 1` over its sum.
    private static double[] equal(SimpleMatrix gram, int[] members) {
        SimpleMatrix part = new SimpleMatrix(members.length, members.length);
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) {
                part.set(i, j, gram.get(members[i], members[j]));
            }
        }
        SimpleMatrix ones = new SimpleMatrix(members.length, 1);
        ones.fill(1);
        double[] solution = part.solve(ones).getDDRM().getData();
        double sum = Arrays.stream(solution).sum();
        return Arrays.stream(solution).map(value -> value / sum).toArray();
    }
}
