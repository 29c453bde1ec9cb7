package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/// Ordinary least squares with errors that hold under unequal variances (HC3) or within clusters.
///
/// - HC3 (MacKinnon and White 1985): residual / (1 - leverage), t distribution with n - k degrees of
///   freedom.
/// - Clustered, 200 clusters or more: CR1, `G/(G-1) * (n-1)/(n-k)`, t with G - 1.
/// - Clustered, fewer: CR2 (Bell and McCaffrey 2002) with Satterthwaite degrees of freedom per
///   coefficient (Pustejovsky and Tipton 2018).
///
/// Not possible: fewer than k + 1 rows, one cluster, a constant or collinear column, a constant outcome. A
/// coefficient whose error the data do not carry (a row or cluster that alone decides it) is not possible
/// by itself. Cost: rows x k², plus k³ per cluster below 200.
public final class LeastSquares {
    /// From so many clusters on CR1 is used: with 40 clusters of which 10 are exposed its intervals still cover 91 %.
    public static final int MANY_CLUSTERS = 200;

    /// Below so many clusters there is a warning.
    public static final int FEW_CLUSTERS = 40;

    private static final double ALONE = 1e-10;

    private LeastSquares() {}

    /// What errors may share.
    public enum Errors {
        /// Rows are independent, of any variance.
        INDEPENDENT,
        /// Rows of one cluster may depend on each other.
        CLUSTERED
    }

    /// A fitted regression.
    public static final class Fit {
        private final long n;
        private final int clusters;
        private final double r2;
        private final String method;
        private final List<String> names;
        private final List<Result<Coefficient>> coefficients;
        private final DMatrixRMaj covariance;
        private final double jointDegreesOfFreedom;

        private Fit(
                long n,
                int clusters,
                double r2,
                String method,
                List<String> names,
                List<Result<Coefficient>> coefficients,
                DMatrixRMaj covariance,
                double jointDegreesOfFreedom) {
            this.n = n;
            this.clusters = clusters;
            this.r2 = r2;
            this.method = method;
            this.names = names;
            this.coefficients = coefficients;
            this.covariance = covariance;
            this.jointDegreesOfFreedom = jointDegreesOfFreedom;
        }

        public long n() {
            return n;
        }

        /// Distinct clusters, whether or not the errors use them.
        public int clusters() {
            return clusters;
        }

        /// Share of the variance of the outcome, 0 to 1.
        public double r2() {
            return r2;
        }

        public String method() {
            return method;
        }

        /// The coefficients, the constant first, then in the order of columns.
        public List<Result<Coefficient>> coefficients() {
            return coefficients;
        }

        /// @param name of a column or [Coefficient#CONSTANT]
        public Result<Coefficient> coefficient(String name) {
            return coefficients.get(index(name));
        }

        private int index(String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("no column " + name + " among " + names);
            }
            return index;
        }

        /// Tests whether several coefficients are zero together: Wald's statistic against F in Hotelling's
        /// form, so that few clusters make it careful.
        public Result<JointTest> joint(List<String> tested) {
            int size = tested.size();
            double denominator = jointDegreesOfFreedom - size + 1;
            if (size == 0 || denominator < 1) {
                return Result.notPossible(
                        n,
                        "too-few-clusters",
                        String.format(
                                Locale.ROOT,
                                "%d coefficients cannot be tested together with %.0f degrees of freedom.",
                                size,
                                jointDegreesOfFreedom));
            }
            DMatrixRMaj part = new DMatrixRMaj(size, size);
            double[] values = new double[size];
            for (int row = 0; row < size; row++) {
                int from = index(tested.get(row));
                switch (coefficients.get(from)) {
                    case Result.Answer<Coefficient>(Coefficient coefficient) ->
                        values[row] = coefficient.estimate().value();
                    case Result.Suppressed<Coefficient>(long rows, Note reason) -> {
                        return new Result.Suppressed<>(rows, reason);
                    }
                    case Result.NotPossible<Coefficient>(long rows, Note reason) -> {
                        return new Result.NotPossible<>(rows, reason);
                    }
                }
                for (int column = 0; column < size; column++) {
                    part.set(row, column, covariance.get(from, index(tested.get(column))));
                }
            }
            int dependent = StandardisedDesign.dependent(part, 1e-12);
            if (dependent >= 0) {
                return Result.notPossible(
                        n,
                        "errors-dependent",
                        String.format(
                                Locale.ROOT,
                                "The errors of %s and of those before it cannot be told apart.",
                                tested.get(dependent)));
            }
            double wald =
                    StandardisedDesign.dot(values, StandardisedDesign.times(StandardisedDesign.inverse(part), values));
            double f = wald * denominator / (jointDegreesOfFreedom * size);
            return new Result.Answer<>(new JointTest(f, size, denominator, Distributions.fisher(f, size, denominator)));
        }
    }

    /// A test of several coefficients at once.
    public record JointTest(double f, double numerator, double denominator, double p) {}

    /// Fits the outcome on a constant and every column.
    public static Result<Fit> fit(Observations rows, Errors errors) {
        return fit(rows, errors, MANY_CLUSTERS);
    }

    static Result<Fit> fit(Observations rows, Errors errors, int manyClusters) {
        return StandardisedDesign.of(rows).flatMap(design -> fit(design, errors, manyClusters));
    }

    private static Result<Fit> fit(StandardisedDesign design, Errors errors, int manyClusters) {
        Observations rows = design.rows();
        int clusters = rows.clusterCount();
        if (errors == Errors.CLUSTERED && clusters < 2) {
            return StandardisedDesign.none(
                    rows, "one-cluster", "All rows are of one cluster: its error cannot be told.");
        }
        DMatrixRMaj gram = new DMatrixRMaj(design.width(), design.width());
        for (int cell = 0; cell < rows.cells(); cell++) {
            design.addOuter(gram, cell, rows.count(cell));
        }
        int dependent = StandardisedDesign.dependent(gram, StandardisedDesign.COLLINEAR);
        if (dependent >= 0) {
            return StandardisedDesign.none(
                    rows,
                    "collinear-column",
                    String.format(
                            Locale.ROOT, "Column %s follows from the columns before it.", design.name(dependent)));
        }
        Fitting fitting = new Fitting(design, StandardisedDesign.inverse(gram), clusters);
        if (!Double.isFinite(fitting.total)) {
            return StandardisedDesign.none(rows, "too-large", "The outcomes are too large to square.");
        }
        if (fitting.constantOutcome()) {
            return StandardisedDesign.none(rows, "constant-outcome", "Every row has the same outcome.");
        }
        return new Result.Answer<>(
                switch (errors) {
                    case INDEPENDENT -> fitting.heteroskedastic();
                    case CLUSTERED -> clusters < manyClusters ? fitting.fewClusters() : fitting.manyClusters();
                });
    }

    /// The numbers between design and answer.
    private static final class Fitting {
        private final StandardisedDesign design;
        private final Observations rows;
        private final DMatrixRMaj inverse;
        private final int clusters;
        private final int width;
        private final double[] solution;
        private final double[] residuals;
        private final double total;
        private final double residual;
        private final double largest;

        Fitting(StandardisedDesign design, DMatrixRMaj inverse, int clusters) {
            this.design = design;
            this.rows = design.rows();
            this.inverse = inverse;
            this.clusters = clusters;
            this.width = design.width();
            this.residuals = new double[rows.cells()];
            double mean = 0;
            double extreme = 0;
            for (int cell = 0; cell < rows.cells(); cell++) {
                mean += rows.mean(cell) * (rows.count(cell) / rows.n());
                extreme = Math.max(extreme, Math.abs(rows.mean(cell)));
            }
            this.largest = extreme;
            double[] coefficients = new double[width];
            coefficients[0] = mean;
            for (int round = 0; round < 3; round++) {
                double[] moments = new double[width];
                for (int cell = 0; cell < rows.cells(); cell++) {
                    residuals[cell] = rows.mean(cell) - design.dot(cell, coefficients);
                    design.addRow(moments, 0, cell, rows.count(cell) * residuals[cell]);
                }
                if (round < 2) {
                    double[] step = StandardisedDesign.times(inverse, moments);
                    for (int column = 0; column < width; column++) {
                        coefficients[column] += step[column];
                    }
                }
            }
            this.solution = coefficients;
            double squares = 0;
            double residualSquares = 0;
            for (int cell = 0; cell < rows.cells(); cell++) {
                double difference = rows.mean(cell) - mean;
                squares += rows.within(cell) + rows.count(cell) * difference * difference;
                residualSquares += rows.within(cell) + rows.count(cell) * residuals[cell] * residuals[cell];
            }
            this.total = squares;
            this.residual = residualSquares;
        }

        boolean constantOutcome() {
            return total <= rows.n() * 1e-24 * largest * largest;
        }

        private boolean perfect() {
            return residual <= 1e-20 * total;
        }

        private double squaredResiduals(int cell) {
            return rows.within(cell) + rows.count(cell) * residuals[cell] * residuals[cell];
        }

        Fit heteroskedastic() {
            DMatrixRMaj meat = new DMatrixRMaj(width, width);
            List<Integer> alone = new ArrayList<>();
            for (int cell = 0; cell < rows.cells(); cell++) {
                double own = 1 - design.form(cell, inverse);
                if (own > ALONE) {
                    design.addOuter(meat, cell, squaredResiduals(cell) / (own * own));
                } else {
                    alone.add(cell);
                }
            }
            double degreesOfFreedom = rows.n() - width;
            List<Result<Coefficient>> coefficients = new ArrayList<>();
            DMatrixRMaj covariance = sandwich(meat);
            for (int column = 0; column < width; column++) {
                double[] weights = StandardisedDesign.times(inverse, design.contrast(column));
                double size = Math.sqrt(StandardisedDesign.dot(weights, design.contrast(column)));
                boolean decided = alone.stream().anyMatch(cell -> Math.abs(design.dot(cell, weights)) > 1e-7 * size);
                coefficients.add(
                        decided
                                ? StandardisedDesign.none(
                                        rows,
                                        "one-row-decides",
                                        String.format(
                                                Locale.ROOT,
                                                "One row alone decides %s: its error cannot be told.",
                                                design.name(column)))
                                : coefficient(column, covariance, degreesOfFreedom, rows.n(), "OLS, HC3", List.of()));
            }
            return fit("OLS, HC3", coefficients, covariance, degreesOfFreedom);
        }

        Fit manyClusters() {
            double[] scores = new double[Math.multiplyExact(clusters, width)];
            int[] index = rows.clusterIndex();
            for (int cell = 0; cell < rows.cells(); cell++) {
                design.addRow(scores, index[cell] * width, cell, rows.count(cell) * residuals[cell]);
            }
            DMatrixRMaj meat = new DMatrixRMaj(width, width);
            for (int cluster = 0; cluster < clusters; cluster++) {
                for (int row = 0; row < width; row++) {
                    for (int column = 0; column < width; column++) {
                        meat.data[row * width + column] +=
                                scores[cluster * width + row] * scores[cluster * width + column];
                    }
                }
            }
            double factor = clusters / (clusters - 1.0) * (rows.n() - 1.0) / (rows.n() - width);
            CommonOps_DDRM.scale(factor, meat);
            return clustered("OLS, CR1", sandwich(meat), null);
        }

        /// CR2: with `X_g'X_g` in the eigenbasis of the whole design, `(I - H_gg)^(-1/2) X_g` needs k x k
        /// matrices only.
        Fit fewClusters() {
            DMatrixRMaj[] grams = new DMatrixRMaj[clusters];
            double[][] scores = new double[clusters][width];
            for (int cluster = 0; cluster < clusters; cluster++) {
                grams[cluster] = new DMatrixRMaj(width, width);
            }
            int[] index = rows.clusterIndex();
            for (int cell = 0; cell < rows.cells(); cell++) {
                design.addOuter(grams[index[cell]], cell, rows.count(cell));
                design.addRow(scores[index[cell]], 0, cell, rows.count(cell) * residuals[cell]);
            }
            DMatrixRMaj root = root(inverse);
            DMatrixRMaj rootInverse = StandardisedDesign.inverse(root);
            DMatrixRMaj[] adjusted = new DMatrixRMaj[clusters];
            DMatrixRMaj meat = new DMatrixRMaj(width, width);
            for (int cluster = 0; cluster < clusters; cluster++) {
                adjusted[cluster] = adjustment(grams[cluster], root, rootInverse);
                double[] score = new double[width];
                for (int row = 0; row < width; row++) {
                    for (int column = 0; column < width; column++) {
                        score[column] += adjusted[cluster].get(row, column) * scores[cluster][row];
                    }
                }
                for (int row = 0; row < width; row++) {
                    for (int column = 0; column < width; column++) {
                        meat.data[row * width + column] += score[row] * score[column];
                    }
                }
            }
            double[] degreesOfFreedom = new double[width];
            for (int column = 0; column < width; column++) {
                degreesOfFreedom[column] = satterthwaite(design.contrast(column), grams, adjusted, root);
            }
            return clustered("OLS, CR2", sandwich(meat), degreesOfFreedom);
        }

        /// The matrix that turns `X_g` into `(I - H_gg)^(-1/2) X_g` from the right; directions that a
        /// cluster decides alone get 0, the generalised inverse.
        private DMatrixRMaj adjustment(DMatrixRMaj gram, DMatrixRMaj root, DMatrixRMaj rootInverse) {
            DMatrixRMaj inBase = product(product(root, gram), root);
            DMatrixRMaj stretched = symmetricFunction(inBase, value -> value > 1 - 1e-9 ? 0 : 1 / Math.sqrt(1 - value));
            return product(product(root, stretched), rootInverse);
        }

        private double satterthwaite(double[] contrast, DMatrixRMaj[] grams, DMatrixRMaj[] adjusted, DMatrixRMaj root) {
            double[] base = StandardisedDesign.times(inverse, contrast);
            DMatrixRMaj together = new DMatrixRMaj(width, width);
            double trace = 0;
            double squares = 0;
            for (int cluster = 0; cluster < clusters; cluster++) {
                double[] direction = StandardisedDesign.times(adjusted[cluster], base);
                double[] moved = StandardisedDesign.times(grams[cluster], direction);
                double[] shared = StandardisedDesign.times(root, moved);
                double common = StandardisedDesign.dot(shared, shared);
                double own = StandardisedDesign.dot(direction, moved) - common;
                trace += own;
                squares += own * own - common * common;
                for (int row = 0; row < width; row++) {
                    for (int column = 0; column < width; column++) {
                        together.data[row * width + column] += shared[row] * shared[column];
                    }
                }
            }
            for (double value : together.data) {
                squares += value * value;
            }
            return squares > 0 ? Math.max(0.5, trace * trace / squares) : 0.5;
        }

        /// Directions of coefficients that only one cluster measures: without it the design would not tell them. A
        /// cluster can do so only where its leverages sum to 1 or more, so at most k clusters are looked at.
        private List<double[]> decidedAlone() {
            int[] index = rows.clusterIndex();
            double[] leverage = new double[clusters];
            for (int cell = 0; cell < rows.cells(); cell++) {
                leverage[index[cell]] += rows.count(cell) * design.form(cell, inverse);
            }
            DMatrixRMaj root = root(inverse);
            List<double[]> directions = new ArrayList<>();
            for (int cluster = 0; cluster < clusters; cluster++) {
                if (leverage[cluster] >= 1 - 1e-8) {
                    DMatrixRMaj gram = new DMatrixRMaj(width, width);
                    for (int cell = 0; cell < rows.cells(); cell++) {
                        if (index[cell] == cluster) {
                            design.addOuter(gram, cell, rows.count(cell));
                        }
                    }
                    EigenDecomposition_F64<DMatrixRMaj> eigen = eigen(product(product(root, gram), root));
                    for (int i = 0; i < width; i++) {
                        if (eigen.getEigenvalue(i).getReal() > 1 - 1e-9) {
                            directions.add(StandardisedDesign.times(root, eigen.getEigenVector(i).data));
                        }
                    }
                }
            }
            return directions;
        }

        private Fit clustered(String method, DMatrixRMaj covariance, double @Nullable [] each) {
            DMatrixRMaj meat = new DMatrixRMaj(width, width);
            for (int cell = 0; cell < rows.cells(); cell++) {
                design.addOuter(meat, cell, squaredResiduals(cell));
            }
            DMatrixRMaj independent = sandwich(meat);
            List<Result<Coefficient>> coefficients = new ArrayList<>();
            List<Note> warnings = clusters < FEW_CLUSTERS
                    ? List.of(new Note(
                            "few-clusters",
                            String.format(
                                    Locale.ROOT,
                                    "Only %d clusters: interval and p are careful, and less sure than with more.",
                                    clusters)))
                    : List.of();
            List<double[]> alone = decidedAlone();
            for (int column = 0; column < width; column++) {
                double[] contrast = design.contrast(column);
                double size = StandardisedDesign.dot(contrast, StandardisedDesign.times(inverse, contrast));
                double plain = size * residual / (rows.n() - width);
                boolean decided = alone.stream()
                        .anyMatch(direction ->
                                Math.abs(StandardisedDesign.dot(contrast, direction)) > 1e-6 * Math.sqrt(size));
                double variance = covariance.get(column, column);
                double shrink = variance > 0 ? Math.min(1, independent.get(column, column) / variance) : 1;
                coefficients.add(
                        decided || variance <= 1e-12 * plain && !perfect()
                                ? StandardisedDesign.none(
                                        rows,
                                        "one-cluster-decides",
                                        String.format(
                                                Locale.ROOT,
                                                "One cluster alone decides %s: its error cannot be told.",
                                                design.name(column)))
                                : coefficient(
                                        column,
                                        covariance,
                                        each == null ? clusters - 1 : each[column],
                                        rows.n() * shrink,
                                        method,
                                        warnings));
            }
            return fit(method, coefficients, covariance, clusters - 1);
        }

        private Result<Coefficient> coefficient(
                int column,
                DMatrixRMaj covariance,
                double degreesOfFreedom,
                double effectiveN,
                String method,
                List<Note> warnings) {
            double value = StandardisedDesign.dot(design.contrast(column), solution);
            double error = Math.sqrt(Math.max(0, covariance.get(column, column)));
            if (!Double.isFinite(value) || !Double.isFinite(error)) {
                return StandardisedDesign.none(
                        rows,
                        "too-large",
                        String.format(Locale.ROOT, "The numbers of %s are too large.", design.name(column)));
            }
            List<Note> all = new ArrayList<>(warnings);
            if (perfect()) {
                all.add(new Note("perfect-fit", "The columns determine the outcome without any error."));
            } else if (rows.n() - width < 30) {
                all.add(new Note("few-rows", "Fewer than 30 rows beyond the coefficients."));
            }
            return new Result.Answer<>(new Coefficient(
                    design.name(column),
                    new Estimate(
                            value,
                            Distributions.interval(value, error, degreesOfFreedom),
                            rows.n(),
                            effectiveN,
                            method,
                            List.of(new Note("linear", "The columns act on the mean outcome as a sum.")),
                            all),
                    error,
                    degreesOfFreedom,
                    Distributions.p(value, error, degreesOfFreedom)));
        }

        private Fit fit(String method, List<Result<Coefficient>> coefficients, DMatrixRMaj covariance, double degrees) {
            List<String> names = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                names.add(design.name(column));
            }
            double r2 = Math.clamp(1 - residual / total, 0, 1);
            return new Fit(rows.n(), clusters, r2, method, names, List.copyOf(coefficients), covariance, degrees);
        }

        /// The covariance of the coefficients in their own units.
        private DMatrixRMaj sandwich(DMatrixRMaj meat) {
            DMatrixRMaj standardised = product(product(inverse, meat), inverse);
            DMatrixRMaj own = new DMatrixRMaj(width, width);
            for (int row = 0; row < width; row++) {
                double[] left = StandardisedDesign.times(standardised, design.contrast(row));
                for (int column = 0; column < width; column++) {
                    own.set(row, column, StandardisedDesign.dot(left, design.contrast(column)));
                }
            }
            return own;
        }
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.mult(a, b, null);
    }

    /// The symmetric square root.
    private static DMatrixRMaj root(DMatrixRMaj matrix) {
        return symmetricFunction(matrix, value -> Math.sqrt(Math.max(0, value)));
    }

    /// A function of the eigenvalues of a symmetric matrix.
    private static DMatrixRMaj symmetricFunction(DMatrixRMaj matrix, DoubleUnaryOperator function) {
        int size = matrix.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = eigen(matrix);
        DMatrixRMaj result = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            double value = function.applyAsDouble(eigen.getEigenvalue(i).getReal());
            DMatrixRMaj vector = eigen.getEigenVector(i);
            CommonOps_DDRM.multAddTransB(value, vector, vector, result);
        }
        return result;
    }

    private static EigenDecomposition_F64<DMatrixRMaj> eigen(DMatrixRMaj matrix) {
        int size = matrix.numRows;
        DMatrixRMaj symmetric = new DMatrixRMaj(size, size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                symmetric.set(row, column, (matrix.get(row, column) + matrix.get(column, row)) / 2);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(symmetric)) {
            throw new IllegalStateException("no eigenvalues of a symmetric matrix");
        }
        return eigen;
    }
}
