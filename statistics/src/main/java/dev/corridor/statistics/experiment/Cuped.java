package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.List;

/// The difference between two arms drawn by lot, with what was already known of each customer before taken
/// out.
///
/// Deng, Xu, Kohavi and Walker (2013, WSDM): `y - theta (x - mean x)` with `theta = cov(x, y) / var(x)` over
/// both arms, Welch interval of the difference. The covariate must have been measured before the draw.
public final class Cuped {
    private static final int LEAST_PER_ARM = 10;
    private static final double UNBALANCED = 0.01;

    private Cuped() {}

    /// Count, means, spreads and joint spread of one arm; disjoint parts merge exactly.
    ///
    /// @param meanBefore of the covariate
    /// @param meanAfter of the outcome
    /// @param squaresBefore sum of squared deviations
    /// @param products sum of products of deviations
    public record Arm(
            long n, double meanBefore, double meanAfter, double squaresBefore, double squaresAfter, double products) {
        public static final Arm NONE = new Arm(0, 0, 0, 0, 0, 0);

        public Arm {
            if (n < 0 || !Double.isFinite(meanBefore + meanAfter + squaresBefore + squaresAfter + products)) {
                throw new IllegalArgumentException(n + " customers, or a moment that is not finite");
            }
        }

        /// With one more customer.
        ///
        /// @throws IllegalArgumentException if a value is not finite
        public Arm with(double before, double after) {
            return merge(new Arm(1, before, after, 0, 0, 0));
        }

        public Arm merge(Arm other) {
            if (n == 0 || other.n == 0) {
                return n == 0 ? other : this;
            }
            double share = (double) other.n / (n + other.n);
            double apartBefore = other.meanBefore - meanBefore;
            double apartAfter = other.meanAfter - meanAfter;
            return new Arm(
                    n + other.n,
                    meanBefore + apartBefore * share,
                    meanAfter + apartAfter * share,
                    squaresBefore + other.squaresBefore + apartBefore * apartBefore * n * share,
                    squaresAfter + other.squaresAfter + apartAfter * apartAfter * n * share,
                    products + other.products + apartBefore * apartAfter * n * share);
        }

        private Moments before() {
            return Moments.known(n, meanBefore, squaresBefore);
        }

        private Moments after() {
            return Moments.known(n, meanAfter, squaresAfter);
        }

        private Moments adjusted(double theta) {
            double squares = squaresAfter - 2 * theta * products + theta * theta * squaresBefore;
            return Moments.known(n, meanAfter - theta * meanBefore, Math.max(0, squares));
        }
    }

    /// @param raw without the covariate
    /// @param varianceRatio variance of the outcome that remains, 0 to 1
    /// @param checks `balanced-before`: p-value of the covariate between the arms
    public record Fit(
            Estimate effect,
            double standardError,
            Estimate raw,
            double rawStandardError,
            double theta,
            double varianceRatio,
            List<Check> checks) {
        public Fit {
            checks = List.copyOf(checks);
        }
    }

    /// @return not possible with fewer than 10 customers in an arm, a constant covariate or a constant
    ///     outcome
    public static Result<Fit> of(Arm treated, Arm control) {
        long n = treated.n + control.n;
        if (Math.min(treated.n, control.n) < LEAST_PER_ARM) {
            return Result.notPossible(
                    n,
                    "too-few-customers",
                    treated.n + " and " + control.n + " customers; at least " + LEAST_PER_ARM
                            + " in each arm are needed.");
        }
        Arm all = treated.merge(control);
        if (constant(all.squaresBefore, all.meanBefore, n)) {
            return Result.notPossible(
                    n, "constant-covariate", "The covariate is the same for all customers: it explains nothing.");
        }
        double theta = all.products / all.squaresBefore;
        double variance =
                treated.adjusted(theta).errorSquared() + control.adjusted(theta).errorSquared();
        if (constant(treated.squaresAfter + control.squaresAfter, all.meanAfter, n)
                || !(variance
                        > 1e-20
                                * (treated.after().errorSquared()
                                        + control.after().errorSquared()))) {
            return Result.notPossible(
                    n,
                    "constant-outcome",
                    "The outcome does not vary beyond what was known before: its error cannot be told.");
        }
        double ratio = Math.max(0, 1 - all.products * all.products / (all.squaresBefore * all.squaresAfter));
        Estimate raw = difference(treated.after(), control.after(), "difference of means, Welch interval");
        Estimate effect = difference(treated.adjusted(theta), control.adjusted(theta), "CUPED, Welch interval");
        return new Result.Answer<>(new Fit(
                effect,
                Math.sqrt(variance),
                raw,
                Math.sqrt(treated.after().errorSquared() + control.after().errorSquared()),
                theta,
                ratio,
                List.of(balance(treated.before(), control.before()))));
    }

    private static boolean constant(double squares, double mean, long n) {
        return !(squares > n * Math.pow(1e-12 * Math.abs(mean), 2));
    }

    private static Estimate difference(Moments treated, Moments control, String method) {
        double error = Math.sqrt(treated.errorSquared() + control.errorSquared());
        return new Estimate(
                treated.mean() - control.mean(),
                Distributions.interval(treated.mean() - control.mean(), error, freedom(treated, control)),
                treated.n() + control.n(),
                treated.n() + control.n(),
                method,
                List.of(
                        new Note("drawn-by-lot", "Who belongs to which arm was drawn by lot."),
                        new Note("known-before", "The covariate was measured before the draw.")),
                List.of());
    }

    private static double freedom(Moments treated, Moments control) {
        return Distributions.satterthwaite(
                treated.errorSquared(), treated.n() - 1.0, control.errorSquared(), control.n() - 1.0);
    }

    private static Check balance(Moments treated, Moments control) {
        double error = Math.sqrt(treated.errorSquared() + control.errorSquared());
        double p = Distributions.p(treated.mean() - control.mean(), error, freedom(treated, control));
        return new Check("balanced-before", p, p >= UNBALANCED);
    }
}
