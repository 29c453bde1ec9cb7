package dev.corridor.statistics.experiment;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/// What a change did to those it reached, beyond what happened to the others at the same time.
///
/// With two groups and two periods the difference of the two changes (Card and Krueger 1994, table 3). With
/// many units and periods, ordinary least squares with an effect for each unit and each period; errors
/// clustered by unit (CR1: `G / (G - 1) * (n - 1) / (n - k)`, `k` with all effects; Bertrand, Duflo and
/// Mullainathan 2004), Student's t with Satterthwaite's degrees of freedom from the treated and the untreated
/// clusters (Welch).
public final class DifferenceInDifferences {
    private static final int LEAST_PER_GROUP = 5;
    private static final Note PARALLEL =
            new Note("parallel-trends", "Without the change both groups would have moved by the same amount.");
    private static final Note NO_SPILL_OVER =
            new Note("no-spill-over", "The change did not reach those who count as untreated.");

    private DifferenceInDifferences() {}

    /// @param clusters units
    /// @param clustersTreated units treated in some period
    public record Panelled(
            Estimate effect, double standardError, int clusters, int clustersTreated, List<Check> checks) {
        public Panelled {
            checks = List.copyOf(checks);
        }
    }

    /// From the change of each unit, after minus before.
    ///
    /// @return not possible with fewer than 5 units in a group, or where no change varies
    public static Result<Estimate> ofChanges(Moments treated, Moments untreated) {
        return difference(List.of(treated, untreated), treated.mean() - untreated.mean());
    }

    /// From four separate samples, the people asked before being others than those asked after.
    ///
    /// @return not possible with fewer than 5 answers in a cell, or where no answer varies
    public static Result<Estimate> ofCells(
            Moments treatedAfter, Moments treatedBefore, Moments untreatedAfter, Moments untreatedBefore) {
        return difference(
                List.of(treatedAfter, treatedBefore, untreatedAfter, untreatedBefore),
                treatedAfter.mean() - treatedBefore.mean() - (untreatedAfter.mean() - untreatedBefore.mean()));
    }

    private static Result<Estimate> difference(List<Moments> samples, double value) {
        long n = samples.stream().mapToLong(Moments::n).sum();
        long least = samples.stream().mapToLong(Moments::n).min().orElseThrow();
        if (least < LEAST_PER_GROUP) {
            return Result.notPossible(
                    n,
                    "too-few-units",
                    "One of the groups has only " + least + "; at least " + LEAST_PER_GROUP + " are needed.");
        }
        double variance = samples.stream().mapToDouble(Moments::errorSquared).sum();
        if (variance == 0) {
            return Result.notPossible(
                    n, "constant-outcome", "Nothing varies within the groups: the error cannot be told.");
        }
        double freedom = variance
                * variance
                / samples.stream()
                        .mapToDouble(sample -> sample.errorSquared() * sample.errorSquared() / (sample.n() - 1))
                        .sum();
        return new Result.Answer<>(new Estimate(
                value,
                Distributions.interval(value, Math.sqrt(variance), freedom),
                n,
                n,
                "difference in differences, Welch interval",
                List.of(PARALLEL, NO_SPILL_OVER),
                List.of()));
    }

    /// With effects of units and periods.
    ///
    /// @return not possible with fewer than 5 treated or 5 never treated units, or where treatment does not
    ///     vary apart from units and periods
    public static Result<Panelled> of(Panel panel) {
        Collection<Panel.Cell> cells = panel.cells();
        Map<Integer, List<Panel.Cell>> units = new TreeMap<>();
        cells.forEach(cell ->
                units.computeIfAbsent(cell.unit(), unit -> new ArrayList<>()).add(cell));
        int treated = (int) units.values().stream()
                .filter(unit -> unit.stream().anyMatch(Panel.Cell::treated))
                .count();
        int untreated = units.size() - treated;
        if (Math.min(treated, untreated) < LEAST_PER_GROUP) {
            return Result.notPossible(
                    panel.rows(),
                    "too-few-units",
                    treated + " treated and " + untreated + " never treated units; at least " + LEAST_PER_GROUP
                            + " of each are needed (with few treated units use a synthetic control).");
        }
        return new Within(units).fit(panel, treated, untreated);
    }

    /// Slopes of the single units before the first change: whether treated and untreated already moved apart.
    private static List<Check> before(Map<Integer, List<Panel.Cell>> units) {
        OptionalInt first = units.values().stream()
                .flatMap(List::stream)
                .filter(Panel.Cell::treated)
                .mapToInt(Panel.Cell::period)
                .min();
        Moments treated = new Moments();
        Moments untreated = new Moments();
        for (List<Panel.Cell> unit : units.values()) {
            List<Panel.Cell> early = unit.stream()
                    .filter(cell -> cell.period() < first.orElseThrow())
                    .toList();
            if (early.size() >= 2) {
                double slope = slope(early);
                if (unit.stream().anyMatch(Panel.Cell::treated)) {
                    treated.add(slope);
                } else {
                    untreated.add(slope);
                }
            }
        }
        double variance = treated.errorSquared() + untreated.errorSquared();
        if (Math.min(treated.n(), untreated.n()) < 2 || variance == 0) {
            return List.of();
        }
        double freedom = Distributions.satterthwaite(
                treated.errorSquared(), treated.n() - 1, untreated.errorSquared(), untreated.n() - 1);
        double p = Distributions.p(treated.mean() - untreated.mean(), Math.sqrt(variance), freedom);
        return List.of(new Check("parallel-before", p, p >= 0.05));
    }

    private static double slope(List<Panel.Cell> cells) {
        double middle = cells.stream().mapToInt(Panel.Cell::period).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Panel.Cell cell : cells) {
            above += (cell.period() - middle) * cell.mean();
            below += (cell.period() - middle) * (cell.period() - middle);
        }
        return above / below;
    }

    /// The regression after the mean of each unit is taken away, weighted by rows.
    private static final class Within {
        private final Map<Integer, List<Panel.Cell>> units;
        private final int[] periods;
        private final Map<Integer, Integer> place = new HashMap<>();

        Within(Map<Integer, List<Panel.Cell>> units) {
            this.units = units;
            this.periods = units.values().stream()
                    .flatMap(List::stream)
                    .mapToInt(Panel.Cell::period)
                    .distinct()
                    .sorted()
                    .toArray();
            IntStream.range(0, periods.length).forEach(i -> place.put(periods[i], i));
        }

        Result<Panelled> fit(Panel panel, int treatedUnits, int untreatedUnits) {
            int columns = periods.length - 1;
            // Columns: the periods but the first, the treatment, the outcome; rows: cells, less the mean of their unit.
            double[][] products = new double[columns + 2][columns + 2];
            Map<Integer, double[][]> centred = new TreeMap<>();
            units.forEach((unit, cells) -> {
                double[][] rows = centred(cells, columns);
                centred.put(unit, rows);
                for (int i = 0; i < rows.length; i++) {
                    double weight = cells.get(i).rows();
                    for (int a = 0; a < columns + 2; a++) {
                        for (int b = 0; rows[i][a] != 0 && b < columns + 2; b++) {
                            products[a][b] += weight * rows[i][a] * rows[i][b];
                        }
                    }
                }
            });
            SimpleMatrix all = new SimpleMatrix(products);
            // With one period there is nothing to take away, and treatment does not vary within units.
            SimpleMatrix effects = columns == 0
                    ? new SimpleMatrix(0, 2)
                    : all.extractMatrix(0, columns, 0, columns)
                            .pseudoInverse()
                            .mult(all.extractMatrix(0, columns, columns, columns + 2));
            double left = products[columns][columns] - explained(products, effects, columns, 0, columns);
            double spread = products[columns + 1][columns + 1];
            if (!(left > 1e-9 * Math.max(1e-300, products[columns][columns]))) {
                return Result.notPossible(
                        panel.rows(),
                        "treatment-not-separate",
                        "Treatment follows from unit and period alone: no unit changes while another stays.");
            }
            double effect = (products[columns][columns + 1] - explained(products, effects, columns, 1, columns)) / left;
            double[] sums = scores(centred, effects, effect, columns, left);
            if (!(sums[0] + sums[1] > 1e-24 * spread / left)) {
                return Result.notPossible(
                        panel.rows(), "constant-outcome", "The outcome does not vary: its error cannot be told.");
            }
            return answer(panel, treatedUnits, untreatedUnits, effect, sums);
        }

        private double explained(double[][] products, SimpleMatrix effects, int columns, int side, int row) {
            double sum = 0;
            for (int a = 0; a < columns; a++) {
                sum += products[row][a] * effects.get(a, side);
            }
            return sum;
        }

        /// Sums over clusters of squared scores over the squared denominator: treated clusters, untreated
        /// clusters.
        private double[] scores(
                Map<Integer, double[][]> centred, SimpleMatrix effects, double effect, int columns, double left) {
            double[] sums = new double[2];
            units.forEach((unit, cells) -> {
                double[][] rows = Objects.requireNonNull(centred.get(unit));
                double score = 0;
                for (int i = 0; i < rows.length; i++) {
                    double treatment = rows[i][columns];
                    double outcome = rows[i][columns + 1];
                    for (int a = 0; a < columns; a++) {
                        treatment -= rows[i][a] * effects.get(a, 0);
                        outcome -= rows[i][a] * effects.get(a, 1);
                    }
                    score += cells.get(i).rows() * treatment * (outcome - effect * treatment);
                }
                sums[cells.stream().anyMatch(Panel.Cell::treated) ? 0 : 1] += score * score / (left * left);
            });
            return sums;
        }

        private Result<Panelled> answer(
                Panel panel, int treatedUnits, int untreatedUnits, double effect, double[] sums) {
            int clusters = units.size();
            long n = panel.rows();
            long parameters = (long) clusters + periods.length;
            if (n <= parameters) {
                return Result.notPossible(n, "too-few-rows", n + " rows for " + parameters + " parameters.");
            }
            double small = (double) clusters / (clusters - 1) * (n - 1) / (n - parameters);
            double error = Math.sqrt(small * (sums[0] + sums[1]));
            double freedom = Distributions.satterthwaite(sums[0], treatedUnits - 1.0, sums[1], untreatedUnits - 1.0);
            List<Check> checks = new ArrayList<>(before(units));
            checks.add(new Check("clusters", clusters, clusters >= 10));
            return new Result.Answer<>(new Panelled(
                    new Estimate(
                            effect,
                            Distributions.interval(effect, error, freedom),
                            n,
                            clusters,
                            "two-way fixed effects, CR1 errors by unit",
                            List.of(PARALLEL, NO_SPILL_OVER),
                            warnings(panel)),
                    error,
                    clusters,
                    treatedUnits,
                    checks));
        }

        private List<Note> warnings(Panel panel) {
            List<Note> warnings = new ArrayList<>();
            if (panel.leftOut() > 0) {
                warnings.add(new Note("left-out", panel.leftOut() + " rows without an outcome were left out."));
            }
            if (isStaggered()) {
                warnings.add(new Note(
                        "staggered",
                        "Units were treated from different periods on: if the effect differs between them or grows,"
                                + " this figure mixes early and late effects (Goodman-Bacon 2021)."));
            }
            return warnings;
        }

        /// Whether a unit was treated in a period in which another was not yet; a cell that is missing tells
        /// nothing of when its unit began.
        private boolean isStaggered() {
            int first = Integer.MAX_VALUE;
            int lastBefore = Integer.MIN_VALUE;
            for (List<Panel.Cell> unit : units.values()) {
                OptionalInt begin = unit.stream()
                        .filter(Panel.Cell::treated)
                        .mapToInt(Panel.Cell::period)
                        .min();
                if (begin.isPresent()) {
                    first = Math.min(first, begin.getAsInt());
                    lastBefore = unit.stream()
                            .mapToInt(Panel.Cell::period)
                            .filter(period -> period < begin.getAsInt())
                            .reduce(lastBefore, Math::max);
                }
            }
            return first <= lastBefore;
        }

        private double[][] centred(List<Panel.Cell> cells, int columns) {
            double[][] rows = new double[cells.size()][columns + 2];
            for (int i = 0; i < rows.length; i++) {
                int period = Objects.requireNonNull(place.get(cells.get(i).period()));
                if (period > 0) {
                    rows[i][period - 1] = 1;
                }
                rows[i][columns] = cells.get(i).treated() ? 1 : 0;
                rows[i][columns + 1] = cells.get(i).mean();
            }
            double weights = cells.stream().mapToLong(Panel.Cell::rows).sum();
            for (int a = 0; a < columns + 2; a++) {
                double mean = 0;
                for (int i = 0; i < rows.length; i++) {
                    mean += cells.get(i).rows() * rows[i][a] / weights;
                }
                for (double[] row : rows) {
                    row[a] -= mean;
                }
            }
            return rows;
        }
    }
}
