package dev.corridor.statistics.loyalty;

import java.util.Optional;
import java.util.function.Function;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/// The maximum of a likelihood whose parameters are positive, sought on their logarithms by Newton steps that
/// are damped where the surface is not a hill.
final class LogScaleMaximum {
    private static final int MOST_STEPS = 200;
    /// A parameter that leaves exp(-15) to exp(15) runs to its boundary.
    private static final double BOUNDARY = 15;

    private LogScaleMaximum() {}

    /// @param gradient by the logarithm of each parameter
    record Point(double value, double[] gradient) {}

    /// @param logarithms of the parameters
    /// @param covariance of the logarithms, inverse of the observed information
    record Found(double[] logarithms, double value, SimpleMatrix covariance) {}

    /// @param likelihood at given logarithms
    /// @return absent where no maximum lies inside
    static Optional<Found> of(double[] from, Function<double[], Point> likelihood) {
        double[] at = from.clone();
        Point point = likelihood.apply(at);
        double damping = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            SimpleMatrix curvature = curvature(at, likelihood);
            SimpleMatrix gradient = new SimpleMatrix(at.length, 1, true, point.gradient);
            if (curvature.hasUncountable() || gradient.hasUncountable()) {
                return Optional.empty();
            }
            SimpleEVD<SimpleMatrix> shape = curvature.eig();
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int i = 0; i < at.length; i++) {
                least = Math.min(least, shape.getEigenvalue(i).getReal());
                most = Math.max(most, Math.abs(shape.getEigenvalue(i).getReal()));
            }
            boolean hill = least > 1e-9 * most;
            double lift = Math.max(damping * most, hill ? 0 : 1e-3 * most + Math.max(0, -least));
            SimpleMatrix move =
                    curvature.plus(SimpleMatrix.identity(at.length).scale(lift)).solve(gradient);
            double size = move.elementMaxAbs();
            if (hill && gradient.dot(move) < 1e-12 * Math.max(1, Math.abs(point.value)) && size < 1e-5) {
                return Optional.of(new Found(at, point.value, curvature.invert()));
            }
            double share = Math.min(1, 2 / size);
            double[] next = moved(at, move, share);
            Point reached = likelihood.apply(next);
            if (reached.value > point.value || (reached.value == point.value && size < 1e-5)) {
                at = next;
                point = reached;
                damping = damping / 4 < 1e-6 ? 0 : damping / 4;
            } else if (damping > 1e6) {
                return Optional.empty();
            } else {
                damping = Math.max(1e-4, damping * 8);
            }
            for (double logarithm : at) {
                if (Math.abs(logarithm) > BOUNDARY) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static double[] moved(double[] at, SimpleMatrix move, double share) {
        double[] next = at.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += share * move.get(i, 0);
        }
        return next;
    }

    /// The negative second derivatives, from central differences of the gradient.
    private static SimpleMatrix curvature(double[] at, Function<double[], Point> likelihood) {
        int size = at.length;
        double width = 1e-4;
        SimpleMatrix curvature = new SimpleMatrix(size, size);
        for (int i = 0; i < size; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += width;
            down[i] -= width;
            double[] above = likelihood.apply(up).gradient;
            double[] below = likelihood.apply(down).gradient;
            for (int j = 0; j < size; j++) {
                curvature.set(i, j, (below[j] - above[j]) / (2 * width));
            }
        }
        return curvature.plus(curvature.transpose()).scale(0.5);
    }
}
