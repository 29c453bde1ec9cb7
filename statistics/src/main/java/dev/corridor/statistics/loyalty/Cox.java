package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/// How attributes of a customer raise or lower the hazard of leaving: proportional hazards.
///
/// Partial likelihood of Cox (1972, JRSS B 34), ties after Efron (1977), late entries at risk from their
/// start on; the check of proportionality is the score test of Grambsch and Therneau (1994) against 1 minus
/// the Kaplan-Meier curve, that is, whether the scaled Schoenfeld residuals drift with time.
public final class Cox {
    private static final String METHOD = "Cox regression, Efron ties, Wald interval";
    private static final int LEAST_EVENTS_PER_COEFFICIENT = 5;
    private static final int COMFORTABLE_EVENTS_PER_COEFFICIENT = 10;
    private static final int MOST_STEPS = 60;
    private static final double COLLINEAR = 1e-9;
    private static final Note PROPORTIONAL =
            new Note("proportional-hazards", "Each attribute multiplies the hazard by the same factor at every time.");

    private Cox() {}

    /// The rows.
    ///
    /// @param names of the covariates
    /// @param covariates rows x covariates
    /// @param start time from which a row is under observation, zeros where all are from the beginning
    /// @param end last time seen, after `start`
    public record Rows(List<String> names, double[][] covariates, double[] start, double[] end, boolean[] event) {
        public Rows {
            names = List.copyOf(names);
            int columns = names.size();
            if (columns == 0
                    || start.length != end.length
                    || event.length != end.length
                    || covariates.length != end.length
                    || Arrays.stream(covariates).anyMatch(row -> row.length != columns)) {
                throw new IllegalArgumentException("columns of different length");
            }
        }
    }

    /// @param logHazardRatio with its interval; `exp` of it is the factor on the hazard per unit of the
    ///     covariate
    /// @param p two-sided, Wald
    public record Coefficient(String name, Estimate logHazardRatio, double standardError, double p) {}

    /// A score test that a coefficient does not drift with time.
    public record Drift(String name, double chiSquared, int degreesOfFreedom, double p) {}

    /// @param concordance of pairs whose order is known, the share in which the higher risk goes first; 0.5
    ///     is chance
    /// @param drifts one per covariate, then `GLOBAL`
    /// @param leftOut rows with a missing value or impossible times
    public record Fit(
            List<Coefficient> coefficients,
            double logLikelihoodOfNone,
            double logLikelihood,
            double concordance,
            List<Drift> drifts,
            long n,
            long events,
            long leftOut,
            List<Note> warnings) {
        public Fit {
            coefficients = List.copyOf(coefficients);
            drifts = List.copyOf(drifts);
            warnings = List.copyOf(warnings);
        }
    }

    /// @return not possible with fewer than 5 events per coefficient, a constant or collinear covariate, or
    ///     one that separates the events
    public static Result<Fit> fit(Rows rows) {
        int[] kept = IntStream.range(0, rows.end.length)
                .filter(row -> RiskTable.possible(rows.start[row], rows.end[row])
                        && Arrays.stream(rows.covariates[row]).allMatch(Double::isFinite))
                .toArray();
        Sorted data = Sorted.of(rows, kept);
        int columns = rows.names.size();
        long n = kept.length;
        if (data.events < (long) LEAST_EVENTS_PER_COEFFICIENT * columns) {
            return Result.notPossible(
                    n,
                    "too-few-events",
                    data.events + " events for " + columns + " coefficients; at least " + LEAST_EVENTS_PER_COEFFICIENT
                            + " for each are needed.");
        }
        for (int j = 0; j < columns; j++) {
            if (data.scale[j] == 0) {
                return Result.notPossible(
                        n, "constant-covariate", "`" + rows.names.get(j) + "` has the same value in every row.");
            }
        }
        int collinear = data.collinear();
        if (collinear >= 0) {
            return Result.notPossible(
                    n, "collinear-covariate", "`" + rows.names.get(collinear) + "` follows from the others.");
        }
        return maximum(rows.names, data, rows.end.length - n);
    }

    private static Result<Fit> maximum(List<String> names, Sorted data, long leftOut) {
        int columns = names.size();
        double[] beta = new double[columns];
        Score score = data.score(beta);
        double none = score.logLikelihood;
        double gained = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (!invertible(score.information, columns)) {
                return unreachable(names, data, beta, gained);
            }
            double[] move = new SimpleMatrix(score.information)
                    .solve(column(score.gradient))
                    .getDDRM()
                    .getData();
            double size = Arrays.stream(move).map(Math::abs).max().orElse(0);
            double shrink = Math.min(1, 5 / Math.max(size, 1e-300));
            Score next = score;
            double[] moved = beta;
            for (int half = 0; half < 30; half++) {
                moved = added(beta, move, shrink);
                next = data.score(moved);
                if (next.logLikelihood >= score.logLikelihood - 1e-10 * Math.abs(score.logLikelihood)) {
                    break;
                }
                shrink /= 2;
            }
            gained = next.logLikelihood - score.logLikelihood;
            beta = moved;
            score = next;
            if (size < 1e-9) {
                return invertible(score.information, columns)
                        ? new Result.Answer<>(answer(names, data, beta, score, none, leftOut))
                        : unreachable(names, data, beta, gained);
            }
        }
        return unreachable(names, data, beta, gained);
    }

    private static Result<Fit> unreachable(List<String> names, Sorted data, double[] beta, double gained) {
        int largest = IntStream.range(0, beta.length)
                .reduce((a, b) -> Math.abs(beta[a]) >= Math.abs(beta[b]) ? a : b)
                .orElseThrow();
        if (Math.abs(beta[largest]) > 3 && Math.abs(gained) < 1e-3) {
            return Result.notPossible(
                    data.end.length,
                    "separation",
                    "`" + names.get(largest) + "` tells without exception who has the event first: its factor has no"
                            + " finite value.");
        }
        return Result.notPossible(
                data.end.length, "no-convergence", "The likelihood has no maximum that could be found.");
    }

    private static Fit answer(List<String> names, Sorted data, double[] beta, Score score, double none, long leftOut) {
        int columns = names.size();
        SimpleMatrix covariance = new SimpleMatrix(score.information).invert();
        List<Note> warnings = warnings(data, columns, leftOut);
        List<Coefficient> coefficients = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            double value = beta[j] / data.scale[j];
            double error = Math.sqrt(covariance.get(j, j)) / data.scale[j];
            coefficients.add(new Coefficient(
                    names.get(j),
                    new Estimate(
                            value,
                            Distributions.interval(value, error, Double.POSITIVE_INFINITY),
                            data.end.length,
                            data.events,
                            METHOD,
                            List.of(PROPORTIONAL, LogRank.INDEPENDENT_CENSORING),
                            warnings),
                    error,
                    Distributions.normal(value / error)));
        }
        return new Fit(
                coefficients,
                none,
                score.logLikelihood,
                data.concordance(beta),
                drifts(names, data, beta),
                data.end.length,
                data.events,
                leftOut,
                warnings);
    }

    private static List<Note> warnings(Sorted data, int columns, long leftOut) {
        List<Note> warnings = new ArrayList<>();
        if (leftOut > 0) {
            warnings.add(
                    new Note("left-out", leftOut + " rows with a missing value or impossible times were left out."));
        }
        if (data.events < (long) COMFORTABLE_EVENTS_PER_COEFFICIENT * columns) {
            warnings.add(new Note("few-events", data.events + " events are few for " + columns + " coefficients."));
        }
        return warnings;
    }

    /// Score tests of terms `covariate x (1 - survival before the event)` added to the fitted model.
    private static List<Drift> drifts(List<String> names, Sorted data, double[] beta) {
        int columns = names.size();
        Drifting sums = data.drifting(beta);
        SimpleMatrix inverse = new SimpleMatrix(sums.plain).invert();
        SimpleMatrix crossed = new SimpleMatrix(sums.crossed);
        SimpleMatrix spread =
                new SimpleMatrix(sums.squared).minus(crossed.mult(inverse).mult(crossed));
        SimpleMatrix gradient = column(sums.gradient);
        List<Drift> drifts = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            double variance = spread.get(j, j);
            // Where every event comes at one time there is no time along which anything could drift.
            double chiSquared = variance > 1e-12 ? sums.gradient[j] * sums.gradient[j] / variance : 0;
            drifts.add(new Drift(names.get(j), chiSquared, 1, Distributions.chiSquared(chiSquared, 1)));
        }
        double global = Math.max(
                0,
                gradient.transpose().mult(spread.pseudoInverse()).mult(gradient).get(0));
        drifts.add(new Drift("GLOBAL", global, columns, Distributions.chiSquared(global, columns)));
        return drifts;
    }

    private static SimpleMatrix column(double[] values) {
        return new SimpleMatrix(values.length, 1, true, values);
    }

    private static double[] added(double[] beta, double[] move, double share) {
        double[] sum = beta.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += share * move[j];
        }
        return sum;
    }

    /// Whether a symmetric matrix has a Cholesky factor that is not almost singular.
    private static boolean invertible(double[][] symmetric, int size) {
        return dependent(symmetric, size) < 0;
    }

    /// The first column that follows from those before it, -1 for none.
    private static int dependent(double[][] symmetric, int size) {
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = symmetric[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i == j && !(rest > COLLINEAR * Math.max(symmetric[i][i], 1e-300))) {
                    return i;
                }
                factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
            }
        }
        return -1;
    }

    private record Score(double logLikelihood, double[] gradient, double[][] information) {}

    /// Sums over the events of the information, plain, times g, times g squared, and of g times the residual.
    private record Drifting(double[][] plain, double[][] crossed, double[][] squared, double[] gradient) {}

    /// What happens at one time of events.
    private interface AtEvents {
        /// @param first index of the first event among the sorted rows
        /// @param count events at this time
        /// @param terms per event, mean and covariance of the covariates at risk
        void accept(int first, int count, Moment[] terms);
    }

    /// Weight, mean and covariance of the covariates among those at risk, as Efron takes them for one event.
    private record Moment(double weight, double[] mean, double[][] covariance) {}

    /// The rows that count, by end descending, events first among equals; covariates centred and of unit
    /// spread.
    private static final class Sorted {
        private final double[][] x;
        private final double[] start;
        private final double[] end;
        private final boolean[] event;
        private final double[] scale;
        private final int[] byStart;
        private final long events;

        private Sorted(double[][] x, double[] start, double[] end, boolean[] event, double[] scale) {
            this.x = x;
            this.start = start;
            this.end = end;
            this.event = event;
            this.scale = scale;
            this.byStart = IntStream.range(0, start.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(start[b], start[a]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.events = IntStream.range(0, event.length).filter(i -> event[i]).count();
        }

        static Sorted of(Rows rows, int[] kept) {
            int[] order = Arrays.stream(kept)
                    .boxed()
                    .sorted((a, b) -> {
                        int byEnd = Double.compare(rows.end[b], rows.end[a]);
                        return byEnd != 0 ? byEnd : Boolean.compare(rows.event[b], rows.event[a]);
                    })
                    .mapToInt(Integer::intValue)
                    .toArray();
            int columns = rows.names.size();
            double[] mean = new double[columns];
            double[] scale = new double[columns];
            for (int j = 0; j < columns; j++) {
                int covariate = j;
                mean[j] = Arrays.stream(order)
                        .mapToDouble(i -> rows.covariates[i][covariate])
                        .average()
                        .orElse(0);
                double centre = mean[j];
                double spread = Math.sqrt(Arrays.stream(order)
                        .mapToDouble(i -> rows.covariates[i][covariate] - centre)
                        .map(d -> d * d)
                        .average()
                        .orElse(0));
                // A spread of rounding size is a constant.
                scale[j] = spread > 1e-12 * Math.max(1e-300, Math.abs(centre)) ? spread : 0;
            }
            double[][] x = new double[order.length][columns];
            double[] start = new double[order.length];
            double[] end = new double[order.length];
            boolean[] event = new boolean[order.length];
            for (int i = 0; i < order.length; i++) {
                for (int j = 0; j < columns; j++) {
                    x[i][j] = scale[j] == 0 ? 0 : (rows.covariates[order[i]][j] - mean[j]) / scale[j];
                }
                start[i] = rows.start[order[i]];
                end[i] = rows.end[order[i]];
                event[i] = rows.event[order[i]];
            }
            return new Sorted(x, start, end, event, scale);
        }

        int collinear() {
            int columns = scale.length;
            double[][] products = new double[columns][columns];
            for (double[] row : x) {
                addProducts(products, row, 1);
            }
            return dependent(products, columns);
        }

        Score score(double[] beta) {
            int columns = beta.length;
            double[] gradient = new double[columns];
            double[][] information = new double[columns][columns];
            double[] logLikelihood = new double[1];
            double[] risk = risks(beta);
            walk(risk, (first, count, terms) -> {
                for (int d = 0; d < count; d++) {
                    logLikelihood[0] += Math.log(risk[first + d]) - Math.log(terms[d].weight);
                    for (int j = 0; j < columns; j++) {
                        gradient[j] += x[first + d][j] - terms[d].mean[j];
                        for (int k = 0; k < columns; k++) {
                            information[j][k] += terms[d].covariance[j][k];
                        }
                    }
                }
            });
            return new Score(logLikelihood[0], gradient, information);
        }

        Drifting drifting(double[] beta) {
            int columns = beta.length;
            double[][] plain = new double[columns][columns];
            double[][] crossed = new double[columns][columns];
            double[][] squared = new double[columns][columns];
            double[] gradient = new double[columns];
            KaplanMeier.Curve curve =
                    KaplanMeier.of(RiskTable.of(start, end, event)).orElseThrow();
            List<KaplanMeier.Point> points = curve.points();
            double centre = 0;
            for (int i = 0; i < points.size(); i++) {
                centre += points.get(i).events()
                        * (i == 0 ? 0 : 1 - points.get(i - 1).survival())
                        / events;
            }
            double middle = centre;
            int[] next = {points.size() - 1};
            walk(risks(beta), (first, count, terms) -> {
                int point = next[0]--;
                double g = (point == 0 ? 0 : 1 - points.get(point - 1).survival()) - middle;
                for (int d = 0; d < count; d++) {
                    for (int j = 0; j < columns; j++) {
                        gradient[j] += g * (x[first + d][j] - terms[d].mean[j]);
                        for (int k = 0; k < columns; k++) {
                            double v = terms[d].covariance[j][k];
                            plain[j][k] += v;
                            crossed[j][k] += g * v;
                            squared[j][k] += g * g * v;
                        }
                    }
                }
            });
            return new Drifting(plain, crossed, squared, gradient);
        }

        private double[] risks(double[] beta) {
            double[] risk = new double[x.length];
            for (int i = 0; i < risk.length; i++) {
                risk[i] = predictor(i, beta);
            }
            double top = Arrays.stream(risk).max().orElse(0);
            // A common factor of all risks cancels; this one keeps them from overflowing.
            for (int i = 0; i < risk.length; i++) {
                risk[i] = Math.max(Math.exp(risk[i] - top), 1e-290);
            }
            return risk;
        }

        private double predictor(int row, double[] beta) {
            double sum = 0;
            for (int j = 0; j < beta.length; j++) {
                sum += beta[j] * x[row][j];
            }
            return sum;
        }

        /// Visits the times of events from the last to the first with the moments of those at risk.
        private void walk(double[] risk, AtEvents visitor) {
            int columns = scale.length;
            Sums all = new Sums(columns);
            int leaving = 0;
            for (int i = 0; i < end.length; ) {
                int same = i;
                Sums dying = new Sums(columns);
                while (same < end.length && end[same] == end[i]) {
                    all.add(x[same], risk[same]);
                    if (event[same]) {
                        dying.add(x[same], risk[same]);
                    }
                    same++;
                }
                if (event[i]) {
                    // Those who start at this time or later are not yet at risk; a start of 0 is from the beginning.
                    while (leaving < byStart.length
                            && start[byStart[leaving]] >= end[i]
                            && start[byStart[leaving]] > 0) {
                        all.add(x[byStart[leaving]], -1, risk[byStart[leaving]]);
                        leaving++;
                    }
                    int count = i;
                    while (count < same && event[count]) {
                        count++;
                    }
                    count -= i;
                    Moment[] terms = new Moment[count];
                    for (int d = 0; d < count; d++) {
                        terms[d] = all.without(dying, (double) d / count);
                    }
                    visitor.accept(i, count, terms);
                }
                i = same;
            }
        }

        /// Harrell's C, ties of the predictor as one half; by a tree of counts over the ranks of the
        /// predictor.
        double concordance(double[] beta) {
            double[] predictor = IntStream.range(0, x.length)
                    .mapToDouble(i -> predictor(i, beta))
                    .toArray();
            double[] ranks = Arrays.stream(predictor).sorted().distinct().toArray();
            Counts counts = new Counts(ranks.length);
            double concordant = 0;
            double tied = 0;
            double pairs = 0;
            int leaving = 0;
            for (int i = 0; i < end.length; ) {
                int same = i;
                while (same < end.length && end[same] == end[i] && event[same]) {
                    same++;
                }
                int censoredUntil = same;
                while (censoredUntil < end.length && end[censoredUntil] == end[i]) {
                    counts.add(Arrays.binarySearch(ranks, predictor[censoredUntil]), 1);
                    censoredUntil++;
                }
                if (same > i) {
                    while (leaving < byStart.length
                            && start[byStart[leaving]] >= end[i]
                            && start[byStart[leaving]] > 0) {
                        counts.add(Arrays.binarySearch(ranks, predictor[byStart[leaving]]), -1);
                        leaving++;
                    }
                    for (int dead = i; dead < same; dead++) {
                        int rank = Arrays.binarySearch(ranks, predictor[dead]);
                        long below = counts.below(rank);
                        long equal = counts.below(rank + 1) - below;
                        concordant += below;
                        tied += equal;
                        pairs += counts.below(ranks.length);
                    }
                    for (int dead = i; dead < same; dead++) {
                        counts.add(Arrays.binarySearch(ranks, predictor[dead]), 1);
                    }
                }
                i = censoredUntil;
            }
            return pairs == 0 ? 0.5 : (concordant + tied / 2) / pairs;
        }
    }

    private static void addProducts(double[][] products, double[] row, double weight) {
        for (int j = 0; j < row.length; j++) {
            double weighted = weight * row[j];
            for (int k = 0; k < row.length; k++) {
                products[j][k] += weighted * row[k];
            }
        }
    }

    /// Weighted sums of covariates and their products.
    private static final class Sums {
        private double weight;
        private final double[] first;
        private final double[][] second;

        Sums(int columns) {
            first = new double[columns];
            second = new double[columns][columns];
        }

        void add(double[] row, double risk) {
            add(row, 1, risk);
        }

        void add(double[] row, int sign, double risk) {
            weight += sign * risk;
            for (int j = 0; j < row.length; j++) {
                first[j] += sign * risk * row[j];
            }
            addProducts(second, row, sign * risk);
        }

        Moment without(Sums part, double share) {
            int columns = first.length;
            double total = weight - share * part.weight;
            double[] mean = new double[columns];
            double[][] covariance = new double[columns][columns];
            for (int j = 0; j < columns; j++) {
                mean[j] = (first[j] - share * part.first[j]) / total;
            }
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < columns; k++) {
                    covariance[j][k] = (second[j][k] - share * part.second[j][k]) / total - mean[j] * mean[k];
                }
            }
            return new Moment(total, mean, covariance);
        }
    }

    /// Counts per rank with running sums in logarithmic time (Fenwick 1994).
    private static final class Counts {
        private final long[] tree;

        Counts(int ranks) {
            tree = new long[ranks + 1];
        }

        void add(int rank, long count) {
            for (int i = rank + 1; i < tree.length; i += i & -i) {
                tree[i] += count;
            }
        }

        long below(int rank) {
            long sum = 0;
            for (int i = rank; i > 0; i -= i & -i) {
                sum += tree[i];
            }
            return sum;
        }
    }
}
