package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.ejml.data.DMatrixRMaj;

/// The adjusted effect of a 0/1 exposure that is right if either of two models is (Robins, Rotnitzky and
/// Zhao 1994): a logistic one of who is exposed and a linear one of the outcome in each arm (augmented
/// inverse probability weighting).
///
/// Rows whose probability of exposure is outside `[trim, 1 - trim]` (for the effect on the exposed: above
/// `1 - trim`) are left out, counted, and both models fitted again (Crump and others 2009). The error is
/// that of the influence function with the estimation of both models in it (stacked estimating equations,
/// Stefanski and Boos 2002), summed per cluster; t with one less than the clusters of the smaller arm as
/// degrees of freedom. Not possible: fewer than 10 clusters in an arm, fewer than two rows per coefficient
/// in an arm, no overlap, a constant or collinear column.
public final class DoublyRobust {
    /// The usual bound of the probability of exposure.
    public static final double TRIM = 0.05;

    private static final int MIN_CLUSTERS = 10;

    private DoublyRobust() {}

    /// @param exposure the column that is 1 for the exposed and 0 for others; the other columns are
    /// adjusted for
    /// @param trim 0 or more, below 0.5
    public static Result<Effect> effect(Observations rows, String exposure, Effect.Target target, double trim) {
        int column = rows.columns().indexOf(exposure);
        if (column < 0 || !(trim >= 0 && trim < 0.5)) {
            throw new IllegalArgumentException(exposure + " trimmed at " + trim);
        }
        for (int cell = 0; cell < rows.cells(); cell++) {
            double value = rows.value(cell, column);
            if (value != 0 && value != 1) {
                return StandardisedDesign.none(
                        rows,
                        "exposure-not-binary",
                        String.format(Locale.ROOT, "Column %s is not 0 or 1 everywhere.", exposure));
            }
        }
        if (rows.notFinite() > 0) {
            return StandardisedDesign.none(
                    rows,
                    "not-finite",
                    String.format(Locale.ROOT, "%d rows hold a number that is not finite.", rows.notFinite()));
        }
        double raw =
                mean(rows, cell -> rows.value(cell, column) == 1) - mean(rows, cell -> rows.value(cell, column) == 0);
        return adjusted(rows, column, target, trim, rows, raw);
    }

    private static double mean(Observations rows, IntPredicate where) {
        double sum = 0;
        double count = 0;
        for (int cell = 0; cell < rows.cells(); cell++) {
            if (where.test(cell)) {
                sum += rows.count(cell) * rows.mean(cell);
                count += rows.count(cell);
            }
        }
        return count > 0 ? sum / count : 0;
    }

    private static long count(Observations rows, IntPredicate where) {
        double count = 0;
        for (int cell = 0; cell < rows.cells(); cell++) {
            count += where.test(cell) ? rows.count(cell) : 0;
        }
        return (long) count;
    }

    /// One round; where it trims, the next round is the last.
    private static Result<Effect> adjusted(
            Observations rows, int column, Effect.Target target, double trim, Observations all, double raw) {
        Observations exposed = rows.where(cell -> rows.value(cell, column) == 1);
        Observations unexposed = rows.where(cell -> rows.value(cell, column) == 0);
        int width = rows.columns().size();
        for (Observations arm : List.of(exposed, unexposed)) {
            if (arm.clusterCount() < MIN_CLUSTERS || arm.n() < 2L * width) {
                return StandardisedDesign.none(
                        rows,
                        rows == all ? "too-few" : "no-overlap",
                        String.format(
                                Locale.ROOT,
                                "%d exposed and %d others that can be compared: at least %d of each are needed.",
                                exposed.n(),
                                unexposed.n(),
                                Math.max(MIN_CLUSTERS, 2 * width)));
            }
        }
        return StandardisedDesign.of(exposures(rows, column))
                .flatMap(design -> withModel(rows, column, target, trim, all, raw, design));
    }

    /// The adjusted columns, with the exposure as outcome.
    private static Observations exposures(Observations rows, int column) {
        List<String> others = new ArrayList<>(rows.columns());
        others.remove(column);
        Observations exposures = new Observations(others);
        for (int cell = 0; cell < rows.cells(); cell++) {
            double value = rows.value(cell, column);
            double count = rows.count(cell);
            exposures.addCell(
                    rows.cluster(cell),
                    (long) count,
                    count * value,
                    count * value,
                    Observations.without(rows.row(cell), column));
        }
        return exposures;
    }

    private static Result<Effect> withModel(
            Observations rows,
            int column,
            Effect.Target target,
            double trim,
            Observations all,
            double raw,
            StandardisedDesign design) {
        return switch (Logistic.solve(design)) {
            case Result.Answer<Logistic.Solution>(Logistic.Solution solution) -> {
                double[] probabilities = new double[rows.cells()];
                boolean[] kept = new boolean[rows.cells()];
                boolean everyone = true;
                for (int cell = 0; cell < rows.cells(); cell++) {
                    probabilities[cell] = Logistic.probability(design.dot(cell, solution.coefficients()));
                    kept[cell] = probabilities[cell] <= 1 - trim
                            && (target == Effect.Target.EXPOSED || probabilities[cell] >= trim);
                    everyone &= kept[cell];
                }
                yield !everyone && rows == all
                        ? adjusted(rows.where(cell -> kept[cell]), column, target, trim, all, raw)
                        : new Equations(rows, column, target, design, solution, probabilities).effect(all, raw);
            }
            case Result.Suppressed<Logistic.Solution>(long n, Note reason) -> new Result.Suppressed<>(n, reason);
            case Result.NotPossible<Logistic.Solution>(long n, Note reason) ->
                reason.code().equals("separation")
                        ? StandardisedDesign.none(
                                rows,
                                "no-overlap",
                                "The adjusted columns tell the exposed from the others without error: nobody can be"
                                        + " compared.")
                        : new Result.NotPossible<>(n, reason);
        };
    }

    /// The estimating equations of both models and of the effect.
    private static final class Equations {
        private final Observations rows;
        private final int column;
        private final Effect.Target target;
        private final StandardisedDesign design;
        private final Logistic.Solution solution;
        private final double[] probabilities;
        private final int width;

        Equations(
                Observations rows,
                int column,
                Effect.Target target,
                StandardisedDesign design,
                Logistic.Solution solution,
                double[] probabilities) {
            this.rows = rows;
            this.column = column;
            this.target = target;
            this.design = design;
            this.solution = solution;
            this.probabilities = probabilities;
            this.width = design.width();
        }

        private boolean exposed(int cell) {
            return rows.value(cell, column) == 1;
        }

        Result<Effect> effect(Observations all, double raw) {
            DMatrixRMaj exposedGram = gram(true);
            DMatrixRMaj unexposedGram = gram(false);
            int dependent = Math.max(
                    StandardisedDesign.dependent(unexposedGram, StandardisedDesign.COLLINEAR),
                    target == Effect.Target.EVERYBODY
                            ? StandardisedDesign.dependent(exposedGram, StandardisedDesign.COLLINEAR)
                            : -1);
            if (dependent >= 0) {
                return StandardisedDesign.none(
                        rows,
                        "collinear-column",
                        String.format(
                                Locale.ROOT,
                                "Within an arm column %s follows from the others.",
                                design.name(dependent)));
            }
            DMatrixRMaj unexposedInverse = StandardisedDesign.inverse(unexposedGram);
            double[] unexposedModel = outcomeModel(false, unexposedInverse);
            return switch (target) {
                case EVERYBODY -> {
                    DMatrixRMaj exposedInverse = StandardisedDesign.inverse(exposedGram);
                    yield everybody(
                            exposedInverse,
                            outcomeModel(true, exposedInverse),
                            unexposedInverse,
                            unexposedModel,
                            all,
                            raw);
                }
                case EXPOSED -> onExposed(unexposedInverse, unexposedModel, all, raw);
            };
        }

        private DMatrixRMaj gram(boolean arm) {
            DMatrixRMaj gram = new DMatrixRMaj(width, width);
            for (int cell = 0; cell < rows.cells(); cell++) {
                if (exposed(cell) == arm) {
                    design.addOuter(gram, cell, rows.count(cell));
                }
            }
            return gram;
        }

        private double[] outcomeModel(boolean arm, DMatrixRMaj inverse) {
            double[] coefficients = new double[width];
            for (int round = 0; round < 2; round++) {
                double[] moments = new double[width];
                for (int cell = 0; cell < rows.cells(); cell++) {
                    if (exposed(cell) == arm) {
                        double residual = rows.mean(cell) - design.dot(cell, coefficients);
                        design.addRow(moments, 0, cell, rows.count(cell) * residual);
                    }
                }
                double[] step = StandardisedDesign.times(inverse, moments);
                for (int i = 0; i < width; i++) {
                    coefficients[i] += step[i];
                }
            }
            return coefficients;
        }

        /// The influence of a cell's row is `level + slope * outcome`.
        private Result<Effect> everybody(
                DMatrixRMaj exposedInverse,
                double[] exposedModel,
                DMatrixRMaj unexposedInverse,
                double[] unexposedModel,
                Observations all,
                double raw) {
            double n = rows.n();
            double sum = 0;
            double[] byPropensity = new double[width];
            double[] byExposed = new double[width];
            double[] byUnexposed = new double[width];
            for (int cell = 0; cell < rows.cells(); cell++) {
                double e = probabilities[cell];
                double count = rows.count(cell);
                double high = design.dot(cell, exposedModel);
                double low = design.dot(cell, unexposedModel);
                double gap = rows.mean(cell) - (exposed(cell) ? high : low);
                sum += count * (high - low + (exposed(cell) ? gap / e : -gap / (1 - e)));
                design.addRow(byPropensity, 0, cell, -count * gap * (exposed(cell) ? (1 - e) / e : e / (1 - e)));
                design.addRow(byExposed, 0, cell, count * (exposed(cell) ? 1 - 1 / e : 1));
                design.addRow(byUnexposed, 0, cell, -count * (exposed(cell) ? 1 : 1 - 1 / (1 - e)));
            }
            double effect = sum / n;
            double[] propensity = StandardisedDesign.times(solution.covariance(), byPropensity);
            double[] high = StandardisedDesign.times(exposedInverse, byExposed);
            double[] low = StandardisedDesign.times(unexposedInverse, byUnexposed);
            double[] levels = new double[rows.cells()];
            double[] slopes = new double[rows.cells()];
            for (int cell = 0; cell < rows.cells(); cell++) {
                double e = probabilities[cell];
                double above = design.dot(cell, exposedModel);
                double below = design.dot(cell, unexposedModel);
                double weight = exposed(cell) ? 1 / e + design.dot(cell, high) : -1 / (1 - e) + design.dot(cell, low);
                slopes[cell] = weight;
                levels[cell] = above
                        - below
                        - effect
                        - weight * (exposed(cell) ? above : below)
                        + design.dot(cell, propensity) * ((exposed(cell) ? 1 : 0) - e);
            }
            return answer(effect, levels, slopes, n, all, raw);
        }

        private Result<Effect> onExposed(
                DMatrixRMaj unexposedInverse, double[] unexposedModel, Observations all, double raw) {
            double exposedRows = count(rows, this::exposed);
            double sum = 0;
            double[] byPropensity = new double[width];
            double[] byUnexposed = new double[width];
            for (int cell = 0; cell < rows.cells(); cell++) {
                double odds = probabilities[cell] / (1 - probabilities[cell]);
                double count = rows.count(cell);
                double gap = rows.mean(cell) - design.dot(cell, unexposedModel);
                sum += count * gap * (exposed(cell) ? 1 : -odds);
                design.addRow(byPropensity, 0, cell, exposed(cell) ? 0 : -count * gap * odds);
                design.addRow(byUnexposed, 0, cell, -count * (exposed(cell) ? 1 : -odds));
            }
            double effect = sum / exposedRows;
            double[] propensity = StandardisedDesign.times(solution.covariance(), byPropensity);
            double[] low = StandardisedDesign.times(unexposedInverse, byUnexposed);
            double[] levels = new double[rows.cells()];
            double[] slopes = new double[rows.cells()];
            for (int cell = 0; cell < rows.cells(); cell++) {
                double e = probabilities[cell];
                double below = design.dot(cell, unexposedModel);
                double weight = exposed(cell) ? 1 : -e / (1 - e) + design.dot(cell, low);
                slopes[cell] = weight;
                levels[cell] = -weight * below
                        - (exposed(cell) ? effect : 0)
                        + design.dot(cell, propensity) * ((exposed(cell) ? 1 : 0) - e);
            }
            return answer(effect, levels, slopes, exposedRows, all, raw);
        }

        private Result<Effect> answer(
                double effect, double[] levels, double[] slopes, double scale, Observations all, double raw) {
            int clusters = rows.clusterCount();
            int[] index = rows.clusterIndex();
            double[] sums = new double[clusters];
            boolean[] exposedClusters = new boolean[clusters];
            boolean[] unexposedClusters = new boolean[clusters];
            double independent = 0;
            for (int cell = 0; cell < rows.cells(); cell++) {
                double influence = levels[cell] + slopes[cell] * rows.mean(cell);
                sums[index[cell]] += rows.count(cell) * influence;
                double inside = slopes[cell] * slopes[cell] * rows.within(cell);
                independent += rows.count(cell) * influence * influence + inside;
                (exposed(cell) ? exposedClusters : unexposedClusters)[index[cell]] = true;
            }
            double squares = 0;
            for (double sum : sums) {
                squares += sum * sum;
            }
            double n = rows.n();
            double small = n / (n - 2.0 * width) * clusters / (clusters - 1.0);
            double error = Math.sqrt(squares * small) / scale;
            if (!Double.isFinite(effect) || !Double.isFinite(error) || error == 0) {
                return StandardisedDesign.none(
                        rows,
                        error == 0 ? "constant-outcome" : "too-large",
                        error == 0 ? "The outcomes do not vary." : "The outcomes are too large to square.");
            }
            long exposedRows = count(rows, this::exposed);
            int exposedCount = trues(exposedClusters);
            int unexposedCount = trues(unexposedClusters);
            double degreesOfFreedom = Math.max(1, Math.min(exposedCount, unexposedCount) - 1);
            long trimmedExposed = count(all, cell -> all.value(cell, column) == 1) - exposedRows;
            long trimmed = all.n() - rows.n();
            List<Note> warnings = new ArrayList<>();
            if (trimmed > 0) {
                warnings.add(new Note(
                        "trimmed",
                        String.format(
                                Locale.ROOT,
                                "%d exposed and %d others have nobody comparable on the other side and are left out.",
                                trimmedExposed,
                                trimmed - trimmedExposed)));
            }
            if (Math.min(exposedCount, unexposedCount) < 30) {
                warnings.add(new Note("few-clusters", "Fewer than 30 clusters in one arm."));
            }
            return new Result.Answer<>(new Effect(
                    new Estimate(
                            effect,
                            Distributions.interval(effect, error, degreesOfFreedom),
                            rows.n(),
                            n * Math.min(1, independent / squares),
                            "AIPW",
                            Effect.ASSUMPTIONS,
                            warnings),
                    raw,
                    error,
                    degreesOfFreedom,
                    Distributions.p(effect, error, degreesOfFreedom),
                    exposedRows,
                    rows.n() - exposedRows,
                    exposedCount,
                    unexposedCount,
                    trimmedExposed,
                    trimmed - trimmedExposed));
        }
    }

    static int trues(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
