package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.ejml.data.DMatrixRMaj;

/// How an outcome depends on a dose (days late, hours waited): one test whether it does, then its shape.
///
/// 1. *Omnibus*: the doses in up to 6 groups of equal size, the outcome's mean tested for equality over
///    groups (adjusted for the other columns, errors clustered). Above 5 % the shape is flat.
/// 2. *Step*: clusters are halved by a hash of their ids. In each half the change point is the dose that
///    fits `outcome ~ dose + (dose >= change)` best; the step at it is tested in the *other* half. The
///    sum of both t values over the square root of 2 has mean 0 where there is no step, whatever the slope;
///    its p is 1.25 times that of t. Where a bend (`max(0, dose - change)`) fits better on all rows, it is only called
/// a
///    step if it passes the same test beside a slope that changes there too. A step alone, without a slope, is
///    also called one where it fits better than the best line or bend by four residual variances.
/// 3. *Slope*: its test in the same two fits; without a step, over all rows.
///
/// The change point is then estimated on all rows. Its interval holds every dose that fits nearly as well
/// (Hansen 2000: likelihood ratio up to 7.35, scaled by how much larger than usual the error at the step
/// is). At most one step is looked for. Not possible: fewer than 100 rows or 40 clusters, fewer than 2
/// doses.
public final class DoseResponse {
    /// Rows and clusters below which nothing is tested.
    public static final int MIN_ROWS = 100;

    /// Rows below which no step is looked for.
    public static final int MIN_STEP_ROWS = 300;

    /// Clusters below which nothing is tested.
    public static final int MIN_CLUSTERS = 40;

    /// Below so many clusters CR2 is used: a step near the end has few rows on one side.
    private static final int CAREFUL = 1000;

    private static final int GROUPS = 6;
    private static final int POINTS = 20;
    private static final int CANDIDATES = 200;
    private static final int BESIDE = 20;
    private static final double ALPHA = 0.05;
    /// Where both halves choose the same point, both t values are large together, with either sign: the tails of
    /// their sum are fatter than normal, and p is so many times the normal one at 5 % (simulated).
    private static final double FATTER_TAILS = 1.25;

    private static final double HANSEN = 7.352;
    /// By so many residual variances a step alone must fit better than the best line or bend.
    private static final double ALONE = 4;

    private DoseResponse() {}

    /// The form of the dependence; a level alone is flat.
    public enum Shape {
        FLAT,
        SLOPE,
        STEP,
        STEP_AND_SLOPE
    }

    /// Where the outcome jumps.
    ///
    /// @param at the smallest dose behind the jump, its interval in `low` and `high`
    /// @param change the outcome at and above it minus below, measured in halves that did not choose it
    public record Threshold(double at, double low, double high, Estimate change) {}

    /// The mean outcome of neighbouring doses, not adjusted.
    ///
    /// @param from smallest dose, `to` largest
    public record Point(double from, double to, double dose, Estimate mean) {}

    /// @param omnibus whether the outcome depends on the dose at all
    /// @param stepP whether there is a step, 1 where it could not be looked for
    /// @param slope change of the outcome per unit of dose, beside the step where there is one; empty with
    /// two doses
    /// @param threshold where the shape has a step
    public record Response(
            Shape shape,
            LeastSquares.JointTest omnibus,
            double stepP,
            Optional<Coefficient> slope,
            Optional<Threshold> threshold,
            List<Point> curve,
            long n,
            int clusters,
            List<Note> warnings) {
        public Response {
            curve = List.copyOf(curve);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param dose the column of doses; the other columns are adjusted for
    public static Result<Response> of(Observations rows, String dose) {
        int column = rows.columns().indexOf(dose);
        if (column < 0) {
            throw new IllegalArgumentException("no column " + dose);
        }
        int clusters = rows.clusterCount();
        if (rows.notFinite() > 0) {
            return StandardisedDesign.none(
                    rows,
                    "not-finite",
                    String.format(Locale.ROOT, "%d rows hold a number that is not finite.", rows.notFinite()));
        }
        if (rows.n() < MIN_ROWS || clusters < MIN_CLUSTERS) {
            return StandardisedDesign.none(
                    rows,
                    "too-few-rows",
                    String.format(
                            Locale.ROOT,
                            "%d rows of %d clusters; a dose response needs %d rows of %d clusters.",
                            rows.n(),
                            clusters,
                            MIN_ROWS,
                            MIN_CLUSTERS));
        }
        return new Analysis(rows, column, clusters).response();
    }

    /// Doses in ascending order with their rows.
    private record Doses(double[] values, double[] counts) {
        static Doses of(Observations rows, int column) {
            double[] sorted = new double[rows.cells()];
            for (int cell = 0; cell < sorted.length; cell++) {
                sorted[cell] = rows.value(cell, column) + 0.0;
            }
            Arrays.sort(sorted);
            int distinct = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (i == 0 || sorted[i] > sorted[distinct - 1]) {
                    sorted[distinct++] = sorted[i];
                }
            }
            Doses doses = new Doses(Arrays.copyOf(sorted, distinct), new double[distinct]);
            for (int cell = 0; cell < rows.cells(); cell++) {
                doses.counts[doses.index(rows.value(cell, column))] += rows.count(cell);
            }
            return doses;
        }

        int index(double dose) {
            return Arrays.binarySearch(values, dose + 0.0);
        }

        /// First doses of groups of about equal size, the first group's included; never more than `groups`.
        List<Double> starts(int groups, int least) {
            double total = Arrays.stream(counts).sum();
            double size = Math.max(least, total / groups);
            List<Double> starts = new ArrayList<>();
            double inGroup = size;
            double left = total;
            for (int i = 0; i < values.length; i++) {
                if (inGroup >= size - 1e-9 && (starts.isEmpty() || left >= Math.min(least, size) - 1e-9)) {
                    starts.add(values[i]);
                    inGroup = 0;
                }
                inGroup += counts[i];
                left -= counts[i];
            }
            return starts;
        }
    }

    private static final class Analysis {
        private final Observations rows;
        private final int column;
        private final String dose;
        private final int clusters;
        private final Doses doses;
        private final boolean coarse;
        private final List<Double> candidates;

        Analysis(Observations rows, int column, int clusters) {
            this.rows = rows;
            this.column = column;
            this.dose = rows.columns().get(column);
            this.clusters = clusters;
            this.doses = Doses.of(rows, column);
            this.coarse = doses.values().length > CANDIDATES;
            List<Double> starts = coarse
                    ? doses.starts(CANDIDATES, 1)
                    : Arrays.stream(doses.values()).boxed().toList();
            this.candidates = starts.subList(Math.min(1, starts.size()), starts.size());
        }

        Result<Response> response() {
            List<Double> groups = doses.starts(GROUPS, BESIDE);
            if (groups.size() < 2) {
                return StandardisedDesign.none(
                        rows,
                        "one-dose",
                        String.format(Locale.ROOT, "There is no second dose with at least %d rows.", BESIDE));
            }
            return omnibus(groups).map(this::shaped);
        }

        private Result<LeastSquares.JointTest> omnibus(List<Double> groups) {
            List<String> tested = new ArrayList<>();
            for (double start : groups.subList(1, groups.size())) {
                tested.add("from " + start);
            }
            Observations grouped = derived(tested, cell -> true, value -> {
                double[] own = new double[tested.size()];
                for (int i = 0; i < own.length; i++) {
                    own[i] = value >= groups.get(i + 1) ? 1 : 0;
                }
                return own;
            });
            return LeastSquares.fit(grouped, LeastSquares.Errors.CLUSTERED, CAREFUL)
                    .flatMap(fit -> fit.joint(tested));
        }

        /// What a dose contributes to the columns of a regression.
        private interface Basis {
            double[] of(double dose);
        }

        /// Rows with columns made of the dose, the adjusted columns behind them.
        private Observations derived(List<String> names, IntPredicate kept, Basis basis) {
            List<String> columns = new ArrayList<>(names);
            for (int other = 0; other < rows.columns().size(); other++) {
                if (other != column) {
                    columns.add("adjusted " + rows.columns().get(other));
                }
            }
            Observations made = new Observations(columns);
            for (int cell = 0; cell < rows.cells(); cell++) {
                if (kept.test(cell)) {
                    double[] own = basis.of(rows.value(cell, column));
                    double[] others = Observations.without(rows.row(cell), column);
                    double[] row = Arrays.copyOf(own, own.length + others.length);
                    System.arraycopy(others, 0, row, own.length, others.length);
                    rows.copyTo(made, cell, row);
                }
            }
            return made;
        }

        private Response shaped(LeastSquares.JointTest omnibus) {
            List<Note> warnings = new ArrayList<>();
            Optional<Coefficient> slope = fitted(List.of(dose), cell -> true, value -> new double[] {value}, dose);
            if (omnibus.p() > ALPHA) {
                return response(Shape.FLAT, omnibus, 1, slope, Optional.empty(), warnings);
            }
            if (doses.values().length < 4) {
                warnings.add(new Note("few-doses", "Fewer than 4 distinct doses: a step and a slope look the same."));
                return response(Shape.SLOPE, omnibus, 1, slope, Optional.empty(), warnings);
            }
            Optional<Halves> halves = rows.n() < MIN_STEP_ROWS ? Optional.empty() : halves(Form.STEP);
            if (halves.isEmpty()) {
                warnings.add(new Note("step-not-tested", "The halves of the rows are too small to look for a step."));
                return response(Shape.SLOPE, omnibus, 1, slope, Optional.empty(), warnings);
            }
            Halves tested = halves.get();
            double stepP = tested.stepP();
            Scan bend = new Scan(cell -> true, Form.BEND);
            Scan level = new Scan(cell -> true, Form.LEVEL);
            if (level.at >= 0
                    && (bend.best - level.best) * (rows.n() - level.size) >= ALONE * level.best * inflation(level)) {
                return stepped(false, omnibus, tested, level, warnings);
            }
            if (stepP <= ALPHA) {
                Scan scan = new Scan(cell -> true, Form.STEP);
                if (scan.best <= bend.best) {
                    return stepped(tested.slopeP() <= ALPHA, omnibus, tested, scan, warnings);
                }
                Optional<Halves> broken = halves(Form.BROKEN).filter(found -> found.stepP() <= ALPHA);
                if (broken.isPresent()) {
                    return stepped(true, omnibus, broken.get(), new Scan(cell -> true, Form.BROKEN), warnings);
                }
                warnings.add(new Note("bend", "The slope changes along the dose: a bend fits better than a step."));
            }
            if (slope.isEmpty() || slope.get().p() > ALPHA) {
                warnings.add(new Note(
                        "shape-unclear", "The outcome depends on the dose, but neither in a line nor in one step."));
            }
            return response(Shape.SLOPE, omnibus, stepP, slope, Optional.empty(), warnings);
        }

        private Response stepped(
                boolean sloped, LeastSquares.JointTest omnibus, Halves tested, Scan scan, List<Note> warnings) {
            return response(
                    sloped ? Shape.STEP_AND_SLOPE : Shape.STEP,
                    omnibus,
                    tested.stepP(),
                    Optional.of(tested.slope(rows.n())),
                    Optional.of(threshold(scan, tested)),
                    warnings);
        }

        private Response response(
                Shape shape,
                LeastSquares.JointTest omnibus,
                double stepP,
                Optional<Coefficient> slope,
                Optional<Threshold> threshold,
                List<Note> warnings) {
            return new Response(shape, omnibus, stepP, slope, threshold, curve(), rows.n(), clusters, warnings);
        }

        private Optional<Coefficient> fitted(List<String> names, IntPredicate kept, Basis basis, String asked) {
            return LeastSquares.fit(derived(names, kept, basis), LeastSquares.Errors.CLUSTERED)
                    .answer()
                    .flatMap(fit -> fit.coefficient(asked).answer());
        }

        /// The step and the slope beside it in each half, at the change point that the other half chose.
        private record Halves(Coefficient step0, Coefficient step1, Coefficient slope0, Coefficient slope1) {
            double stepP() {
                return Math.min(1, FATTER_TAILS * together(step0, step1));
            }

            double slopeP() {
                return together(slope0, slope1);
            }

            private static double together(Coefficient a, Coefficient b) {
                double t =
                        a.estimate().value() / a.standardError() + b.estimate().value() / b.standardError();
                return Distributions.p(t, Math.sqrt(2), degreesOfFreedom(a, b));
            }

            private static double degreesOfFreedom(Coefficient a, Coefficient b) {
                return Math.min(a.degreesOfFreedom(), b.degreesOfFreedom());
            }

            Coefficient slope(long n) {
                return mean(slope0, slope1, n);
            }

            Coefficient step(long n) {
                return mean(step0, step1, n);
            }

            private static Coefficient mean(Coefficient a, Coefficient b, long n) {
                double value = (a.estimate().value() + b.estimate().value()) / 2;
                double error = Math.hypot(a.standardError(), b.standardError()) / 2;
                double degrees = degreesOfFreedom(a, b);
                return new Coefficient(
                        a.name(),
                        new Estimate(
                                value,
                                Distributions.interval(value, error, degrees),
                                n,
                                a.estimate().effectiveN() + b.estimate().effectiveN(),
                                "OLS in two halves, change point from the other half",
                                a.estimate().assumptions(),
                                a.estimate().warnings()),
                        error,
                        degrees,
                        together(a, b));
            }
        }

        private Optional<Halves> halves(Form form) {
            Coefficient[] steps = new Coefficient[2];
            Coefficient[] slopes = new Coefficient[2];
            for (int half = 0; half < 2; half++) {
                int chosenBy = 1 - half;
                int testedIn = half;
                Scan scan = new Scan(cell -> half(rows.cluster(cell)) == chosenBy, form);
                if (scan.at < 0) {
                    return Optional.empty();
                }
                double change = candidates.get(scan.at);
                IntPredicate kept = cell -> half(rows.cluster(cell)) == testedIn;
                Optional<LeastSquares.Fit> fit = LeastSquares.fit(
                                stepAt(change, form, kept), LeastSquares.Errors.CLUSTERED, CAREFUL)
                        .answer();
                Optional<Coefficient> step =
                        fit.flatMap(found -> found.coefficient("step").answer());
                Optional<Coefficient> slope =
                        fit.flatMap(found -> found.coefficient(dose).answer());
                if (step.isEmpty()
                        || slope.isEmpty()
                        || step.get().standardError() == 0
                        || slope.get().standardError() == 0) {
                    return Optional.empty();
                }
                steps[half] = step.get();
                slopes[half] = slope.get();
            }
            return Optional.of(new Halves(steps[0], steps[1], slopes[0], slopes[1]));
        }

        /// Rows with a step at a dose, beside a line or beside one that is broken there.
        private Observations stepAt(double change, Form form, IntPredicate kept) {
            return switch (form) {
                case LEVEL -> derived(List.of("step"), kept, value -> new double[] {value >= change ? 1 : 0});
                case STEP, BEND ->
                    derived(List.of("step", dose), kept, value -> new double[] {value >= change ? 1 : 0, value});
                case BROKEN ->
                    derived(List.of("step", dose, "bend"), kept, value ->
                            new double[] {value >= change ? 1 : 0, value, Math.max(0, value - change)});
            };
        }

        private Optional<Coefficient> step(Scan scan) {
            return LeastSquares.fit(
                            stepAt(candidates.get(scan.at), scan.form, cell -> true),
                            LeastSquares.Errors.CLUSTERED,
                            CAREFUL)
                    .answer()
                    .flatMap(fit -> fit.coefficient("step").answer());
        }

        /// How much larger the variance of the step is with clustered errors than with the usual ones, at least 1.
        private double inflation(Scan scan) {
            double usual = scan.stepVariance * scan.best / Math.max(1, rows.n() - scan.size);
            return step(scan)
                    .map(found -> Math.max(1, found.standardError() * found.standardError() / usual))
                    .orElse(1.0);
        }

        private Threshold threshold(Scan scan, Halves halves) {
            double change = candidates.get(scan.at);
            double limit = scan.best + HANSEN * inflation(scan) * scan.best / rows.n();
            int first = scan.at;
            int last = scan.at;
            for (int i = 0; i < candidates.size(); i++) {
                if (scan.residuals[i] <= limit) {
                    first = Math.min(first, i);
                    last = Math.max(last, i);
                }
            }
            int beyond = coarse ? 1 : 0;
            double low = first - beyond >= 1 ? candidates.get(first - beyond - 1) : doses.values()[0];
            if (!coarse) {
                low = doses.values()[doses.index(candidates.get(first)) - 1];
            }
            double high = candidates.get(Math.min(candidates.size() - 1, last + beyond));
            return new Threshold(
                    change, low, high, step(scan).orElse(halves.step(rows.n())).estimate());
        }

        private static int half(long cluster) {
            long mixed = (cluster ^ (cluster >>> 31)) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
            return (int) (mixed >>> 63);
        }

        private List<Point> curve() {
            List<Double> starts = doses.starts(POINTS, BESIDE);
            int[] index = rows.clusterIndex();
            List<Point> points = new ArrayList<>();
            int[] group = new int[rows.cells()];
            double[] edges = starts.stream().mapToDouble(Double::doubleValue).toArray();
            for (int cell = 0; cell < group.length; cell++) {
                int found = Arrays.binarySearch(edges, rows.value(cell, column) + 0.0);
                group[cell] = found >= 0 ? found : -found - 2;
            }
            double[] counts = new double[edges.length];
            double[] sums = new double[edges.length];
            double[] doseSums = new double[edges.length];
            double[] largest = new double[edges.length];
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int cell = 0; cell < group.length; cell++) {
                counts[group[cell]] += rows.count(cell);
                sums[group[cell]] += rows.count(cell) * rows.mean(cell);
                doseSums[group[cell]] += rows.count(cell) * rows.value(cell, column);
                largest[group[cell]] = Math.max(largest[group[cell]], rows.value(cell, column));
            }
            double[][] shared = shared(group, index, counts, sums);
            for (int i = 0; i < edges.length; i++) {
                double mean = sums[i] / counts[i];
                double inClusters = shared[i][1];
                if (inClusters >= 2) {
                    double error = Math.sqrt(shared[i][0] * inClusters / (inClusters - 1)) / counts[i];
                    points.add(new Point(
                            edges[i],
                            largest[i],
                            doseSums[i] / counts[i],
                            new Estimate(
                                    mean,
                                    Distributions.interval(mean, error, inClusters - 1),
                                    (long) counts[i],
                                    inClusters,
                                    "mean, clustered",
                                    List.of(),
                                    List.of())));
                }
            }
            return points;
        }

        /// Per group the squared sums of residuals of its clusters and the number of clusters; cells
        /// sorted by cluster.
        private double[][] shared(int[] group, int[] index, double[] counts, double[] sums) {
            long[] order = new long[group.length];
            for (int cell = 0; cell < order.length; cell++) {
                order[cell] = ((long) index[cell] << 32) | cell;
            }
            Arrays.sort(order);
            double[][] shared = new double[counts.length][2];
            double[] open = new double[counts.length];
            boolean[] met = new boolean[counts.length];
            for (int i = 0; i < order.length; i++) {
                int cell = (int) order[i];
                open[group[cell]] += rows.count(cell) * (rows.mean(cell) - sums[group[cell]] / counts[group[cell]]);
                met[group[cell]] = true;
                if (i + 1 == order.length || order[i + 1] >>> 32 != order[i] >>> 32) {
                    for (int g = 0; g < open.length; g++) {
                        shared[g][0] += open[g] * open[g];
                        shared[g][1] += met[g] ? 1 : 0;
                        open[g] = 0;
                        met[g] = false;
                    }
                }
            }
            return shared;
        }

        /// What happens at a change point, beside the slope.
        private enum Form {
            STEP,
            /// A step and no slope.
            LEVEL,
            /// The slope changes, not the level.
            BEND,
            /// Both change.
            BROKEN
        }

        /// Residual sums of squares for every change point, from sums per dose: no further pass over rows.
        private final class Scan {
            private final Form form;
            private final double[] residuals;
            private final int size;
            private int at = -1;
            private double best = Double.POSITIVE_INFINITY;
            private double stepVariance;

            Scan(IntPredicate kept, Form form) {
                this.form = form;
                int others = rows.columns().size() - 1;
                int width = others + 2;
                this.size = width
                        + switch (form) {
                            case LEVEL -> 0;
                            case STEP, BEND -> 1;
                            case BROKEN -> 2;
                        };
                this.residuals = new double[candidates.size()];
                Arrays.fill(residuals, Double.POSITIVE_INFINITY);
                double[] edges =
                        candidates.stream().mapToDouble(Double::doubleValue).toArray();
                double[] centre = new double[width + 1];
                double[] scale = new double[width + 1];
                measure(kept, centre, scale);
                int moments = width + 1;
                double[][] tails = new double[edges.length + 1][moments * moments];
                double[] rest = new double[edges.length + 1];
                double[] vector = new double[moments];
                for (int cell = 0; cell < rows.cells(); cell++) {
                    if (kept.test(cell)) {
                        int found = Arrays.binarySearch(edges, rows.value(cell, column) + 0.0);
                        int slot = found >= 0 ? found + 1 : -found - 1;
                        standardise(cell, vector, centre, scale);
                        for (int row = 0; row < moments; row++) {
                            for (int to = 0; to < moments; to++) {
                                tails[slot][row * moments + to] += rows.count(cell) * vector[row] * vector[to];
                            }
                        }
                        rest[slot] += rows.within(cell) / (scale[width] * scale[width]);
                    }
                }
                double within = Arrays.stream(rest).sum();
                for (int slot = edges.length - 1; slot >= 0; slot--) {
                    for (int i = 0; i < tails[slot].length; i++) {
                        tails[slot][i] += tails[slot + 1][i];
                    }
                }
                double[] whole = tails[0];
                for (int i = 0; i < edges.length; i++) {
                    double[] tail = tails[i + 1];
                    if (tail[0] >= BESIDE && whole[0] - tail[0] >= BESIDE) {
                        double shift = (edges[i] - centre[1]) / scale[1];
                        tryOut(i, whole, tail, shift, width, within, scale[width]);
                    }
                }
            }

            /// Columns are (1, dose, adjusted ..., outcome).
            private void measure(IntPredicate kept, double[] centre, double[] scale) {
                double n = 0;
                double[] raw = new double[centre.length];
                for (int cell = 0; cell < rows.cells(); cell++) {
                    if (kept.test(cell)) {
                        raw(cell, raw);
                        n += rows.count(cell);
                        for (int i = 1; i < raw.length; i++) {
                            centre[i] += (raw[i] - centre[i]) * rows.count(cell) / n;
                        }
                    }
                }
                for (int cell = 0; cell < rows.cells(); cell++) {
                    if (kept.test(cell)) {
                        raw(cell, raw);
                        for (int i = 1; i < raw.length; i++) {
                            scale[i] += rows.count(cell) * (raw[i] - centre[i]) * (raw[i] - centre[i]) / n;
                        }
                    }
                }
                for (int i = 0; i < scale.length; i++) {
                    scale[i] = scale[i] > 0 ? Math.sqrt(scale[i]) : 1;
                }
            }

            private void raw(int cell, double[] raw) {
                raw[0] = 1;
                raw[1] = rows.value(cell, column);
                int to = 2;
                for (int other = 0; other < rows.columns().size(); other++) {
                    if (other != column) {
                        raw[to++] = rows.value(cell, other);
                    }
                }
                raw[to] = rows.mean(cell);
            }

            private void standardise(int cell, double[] vector, double[] centre, double[] scale) {
                raw(cell, vector);
                for (int i = 1; i < vector.length; i++) {
                    vector[i] = (vector[i] - centre[i]) / scale[i];
                }
            }

            private static void add(DMatrixRMaj gram, int row, int column, double value) {
                gram.set(row, column, value);
                gram.set(column, row, value);
            }

            private void tryOut(
                    int candidate, double[] whole, double[] tail, double shift, int width, double within, double unit) {
                int moments = width + 1;
                DMatrixRMaj gram = new DMatrixRMaj(size, size);
                double[] product = new double[size];
                for (int row = 0; row < width; row++) {
                    for (int to = 0; to < width; to++) {
                        gram.set(row, to, whole[row * moments + to]);
                    }
                    product[row] = whole[row * moments + width];
                    if (form == Form.STEP || form == Form.BROKEN) {
                        add(gram, row, width, tail[row]);
                    }
                    if (form == Form.BEND || form == Form.BROKEN) {
                        add(gram, row, size - 1, tail[moments + row] - shift * tail[row]);
                    }
                }
                double bent = tail[moments + 1] - 2 * shift * tail[1] + shift * shift * tail[0];
                double bentProduct = tail[moments + width] - shift * tail[width];
                if (form == Form.LEVEL) {
                    for (int row = 0; row < width; row++) {
                        add(gram, row, 1, tail[row]);
                    }
                    gram.set(1, 1, tail[0]);
                    product[1] = tail[width];
                }
                if (form == Form.STEP || form == Form.BROKEN) {
                    gram.set(width, width, tail[0]);
                    product[width] = tail[width];
                }
                if (form == Form.BEND || form == Form.BROKEN) {
                    gram.set(size - 1, size - 1, bent);
                    product[size - 1] = bentProduct;
                }
                if (form == Form.BROKEN) {
                    add(gram, width, width + 1, tail[1] - shift * tail[0]);
                }
                if (StandardisedDesign.dependent(gram, 1e-9) >= 0) {
                    return;
                }
                DMatrixRMaj inverse = StandardisedDesign.inverse(gram);
                double explained = StandardisedDesign.dot(product, StandardisedDesign.times(inverse, product));
                double residual = Math.max(0, whole[width * moments + width] + within - explained) * unit * unit;
                residuals[candidate] = residual;
                if (residual < best) {
                    best = residual;
                    at = candidate;
                    stepVariance = form == Form.LEVEL ? inverse.get(1, 1) : inverse.get(width, width);
                }
            }
        }
    }
}
