package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Logistic regression by maximum likelihood (Newton's steps, halved while the deviance rises).
///
/// Coefficients are logarithms of odds ratios. Errors come from the information matrix, or with clusters
/// from the sandwich of score sums per cluster, `G/(G-1)`, t with G - 1 degrees of freedom. Not possible:
/// an outcome other than 0 and 1, fewer than 5 events or non-events per coefficient, a constant or
/// collinear column, separation (a combination of columns that tells events from others without error: its
/// coefficient has no end), no convergence in 60 steps. Below 10 events per coefficient there is a warning
/// (Vittinghoff and McCulloch 2007).
public final class Logistic {
    /// Events and non-events per coefficient, the constant aside, below which nothing is fitted.
    public static final int MIN_EVENTS = 5;

    private static final int ENOUGH_EVENTS = 10;
    private static final int STEPS = 60;

    private Logistic() {}

    /// A fitted model.
    ///
    /// @param coefficients the constant first, then in the order of columns, as logarithms of odds
    /// @param deviance minus twice the logarithm of the likelihood, `nullDeviance` that of the constant
    /// alone
    public record Fit(
            List<Coefficient> coefficients,
            double deviance,
            double nullDeviance,
            long n,
            long events,
            int clusters,
            String method) {
        public Fit {
            coefficients = List.copyOf(coefficients);
        }

        public Coefficient coefficient(String name) {
            return coefficients.stream()
                    .filter(coefficient -> coefficient.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no column " + name));
        }
    }

    /// The solution on the standardised scale.
    record Solution(double[] coefficients, DMatrixRMaj covariance, double deviance) {}

    /// Fits a 0/1 outcome on a constant and every column.
    ///
    /// @param errors independent rows take the information matrix, clusters the sandwich
    public static Result<Fit> fit(Observations rows, LeastSquares.Errors errors) {
        return StandardisedDesign.of(rows).flatMap(design -> fit(design, errors));
    }

    private static Result<Fit> fit(StandardisedDesign design, LeastSquares.Errors errors) {
        Observations rows = design.rows();
        int clusters = rows.clusterCount();
        if (errors == LeastSquares.Errors.CLUSTERED && clusters < 2) {
            return StandardisedDesign.none(
                    rows, "one-cluster", "All rows are of one cluster: its error cannot be told.");
        }
        double events = 0;
        for (int cell = 0; cell < rows.cells(); cell++) {
            double successes = rows.count(cell) * rows.mean(cell);
            double expected = successes * (1 - rows.mean(cell));
            if (rows.mean(cell) < 0
                    || rows.mean(cell) > 1
                    || Math.abs(expected - rows.within(cell)) > 1e-6 * rows.count(cell)) {
                return StandardisedDesign.none(
                        rows, "outcome-not-binary", "A logistic regression needs an outcome of 0 or 1.");
            }
            events += successes;
        }
        double fewer = Math.min(events, rows.n() - events);
        int slopes = Math.max(1, design.width() - 1);
        if (fewer < (double) MIN_EVENTS * slopes) {
            return StandardisedDesign.none(
                    rows,
                    "too-few-events",
                    String.format(
                            Locale.ROOT,
                            "%.0f events and %.0f others cannot carry %d coefficients; %d of each per coefficient are needed.",
                            events,
                            rows.n() - events,
                            slopes,
                            MIN_EVENTS));
        }
        double share = events / rows.n();
        double nullDeviance = -2 * (events * Math.log(share) + (rows.n() - events) * Math.log1p(-share));
        double count = events;
        return solve(design).map(solution -> answer(design, solution, errors, clusters, nullDeviance, count));
    }

    private static Fit answer(
            StandardisedDesign design,
            Solution solution,
            LeastSquares.Errors errors,
            int clusters,
            double nullDeviance,
            double events) {
        Observations rows = design.rows();
        DMatrixRMaj covariance = solution.covariance();
        double degreesOfFreedom = Double.POSITIVE_INFINITY;
        String method = "logistic regression";
        List<Note> warnings = new ArrayList<>();
        if (Math.min(events, rows.n() - events) < (double) ENOUGH_EVENTS * Math.max(1, design.width() - 1)) {
            warnings.add(new Note("few-events", "Fewer than 10 events or non-events per coefficient."));
        }
        if (errors == LeastSquares.Errors.CLUSTERED) {
            covariance = clustered(design, solution, clusters);
            degreesOfFreedom = clusters - 1;
            method = "logistic regression, clustered";
            if (clusters < LeastSquares.FEW_CLUSTERS) {
                warnings.add(new Note(
                        "few-clusters",
                        String.format(
                                Locale.ROOT, "Only %d clusters: the interval is likely to be too narrow.", clusters)));
            }
        }
        List<Coefficient> coefficients = new ArrayList<>();
        for (int column = 0; column < design.width(); column++) {
            double[] contrast = design.contrast(column);
            double value = StandardisedDesign.dot(contrast, solution.coefficients());
            double error = Math.sqrt(
                    Math.max(0, StandardisedDesign.dot(contrast, StandardisedDesign.times(covariance, contrast))));
            coefficients.add(new Coefficient(
                    design.name(column),
                    new Estimate(
                            value,
                            Distributions.interval(value, error, degreesOfFreedom),
                            rows.n(),
                            rows.n(),
                            method,
                            List.of(new Note(
                                    "linear-log-odds", "The columns act on the logarithm of the odds as a sum.")),
                            warnings),
                    error,
                    degreesOfFreedom,
                    Distributions.p(value, error, degreesOfFreedom)));
        }
        return new Fit(coefficients, solution.deviance(), nullDeviance, rows.n(), Math.round(events), clusters, method);
    }

    private static DMatrixRMaj clustered(StandardisedDesign design, Solution solution, int clusters) {
        Observations rows = design.rows();
        int width = design.width();
        double[] scores = new double[Math.multiplyExact(clusters, width)];
        int[] index = rows.clusterIndex();
        for (int cell = 0; cell < rows.cells(); cell++) {
            double residual = rows.mean(cell) - probability(design.dot(cell, solution.coefficients()));
            design.addRow(scores, index[cell] * width, cell, rows.count(cell) * residual);
        }
        DMatrixRMaj all = DMatrixRMaj.wrap(clusters, width, scores);
        DMatrixRMaj meat = CommonOps_DDRM.multTransA(all, all, null);
        CommonOps_DDRM.scale(clusters / (clusters - 1.0), meat);
        DMatrixRMaj left = CommonOps_DDRM.mult(solution.covariance(), meat, null);
        return CommonOps_DDRM.mult(left, solution.covariance(), null);
    }

    static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /// Maximum likelihood without guards on the number of events.
    static Result<Solution> solve(StandardisedDesign design) {
        Observations rows = design.rows();
        int width = design.width();
        DMatrixRMaj gram = new DMatrixRMaj(width, width);
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
        double[] coefficients = new double[width];
        double[] step = new double[width];
        double deviance = deviance(design, coefficients);
        for (int round = 0; round < STEPS; round++) {
            DMatrixRMaj information = new DMatrixRMaj(width, width);
            double[] score = new double[width];
            for (int cell = 0; cell < rows.cells(); cell++) {
                double probability = probability(design.dot(cell, coefficients));
                design.addOuter(information, cell, rows.count(cell) * probability * (1 - probability));
                design.addRow(score, 0, cell, rows.count(cell) * (rows.mean(cell) - probability));
            }
            if (StandardisedDesign.dependent(information, 1e-12) >= 0 || tiny(information)) {
                return separatedOrNot(design, step);
            }
            DMatrixRMaj covariance = StandardisedDesign.inverse(information);
            step = StandardisedDesign.times(covariance, score);
            double largest = 0;
            for (double change : step) {
                largest = Math.max(largest, Math.abs(change));
            }
            if (largest < 1e-10) {
                return new Result.Answer<>(new Solution(coefficients, covariance, deviance));
            }
            double[] next = plus(coefficients, step, 1);
            double reached = deviance(design, next);
            for (double part = 0.5; !(reached <= deviance * (1 + 1e-12)) && part > 1e-6; part /= 2) {
                next = plus(coefficients, step, part);
                reached = deviance(design, next);
            }
            coefficients = next;
            deviance = reached;
        }
        return separatedOrNot(design, step);
    }

    private static boolean tiny(DMatrixRMaj information) {
        return information.get(0, 0) < 1e-9;
    }

    private static double[] plus(double[] from, double[] step, double part) {
        double[] sum = from.clone();
        for (int column = 0; column < sum.length; column++) {
            sum[column] += part * step[column];
        }
        return sum;
    }

    private static double deviance(StandardisedDesign design, double[] coefficients) {
        Observations rows = design.rows();
        double sum = 0;
        for (int cell = 0; cell < rows.cells(); cell++) {
            double logit = design.dot(cell, coefficients);
            double events = rows.count(cell) * rows.mean(cell);
            sum += events * softplus(-logit) + (rows.count(cell) - events) * softplus(logit);
        }
        return 2 * sum;
    }

    private static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    /// Where the likelihood has no maximum the steps end in a direction along which no row gets worse.
    private static <T> Result<T> separatedOrNot(StandardisedDesign design, double[] direction) {
        Observations rows = design.rows();
        double reach = 0;
        for (int cell = 0; cell < rows.cells(); cell++) {
            reach = Math.max(reach, Math.abs(design.dot(cell, direction)));
        }
        boolean separated = reach > 0;
        for (int cell = 0; cell < rows.cells() && separated; cell++) {
            double along = design.dot(cell, direction) / reach;
            boolean events = rows.mean(cell) > 0;
            boolean others = rows.mean(cell) < 1;
            separated = !(events && along < -1e-3) && !(others && along > 1e-3);
        }
        if (!separated) {
            return StandardisedDesign.none(
                    rows,
                    "no-convergence",
                    String.format(Locale.ROOT, "The likelihood reached no maximum in %d steps.", STEPS));
        }
        int strongest = design.width() > 1 ? 1 : 0;
        for (int column = 2; column < design.width(); column++) {
            if (Math.abs(direction[column]) > Math.abs(direction[strongest])) {
                strongest = column;
            }
        }
        return StandardisedDesign.none(
                rows,
                "separation",
                String.format(
                        Locale.ROOT,
                        "Column %s, alone or with others, tells events from others without error: its odds ratio has no end.",
                        design.name(strongest)));
    }
}
