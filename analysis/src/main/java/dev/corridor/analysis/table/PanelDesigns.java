package dev.corridor.analysis.table;

import dev.corridor.analysis.table.EffectPlan.Period;
import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.experiment.Check;
import dev.corridor.statistics.experiment.DifferenceInDifferences;
import dev.corridor.statistics.experiment.InterruptedTimeSeries;
import dev.corridor.statistics.experiment.Panel;
import dev.corridor.statistics.experiment.SyntheticControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// The designs that follow units over periods: difference in differences, interrupted series, synthetic control.
final class PanelDesigns {
    private static final double LATEST = 1e15;
    private static final int UNEVEN = 3;
    private static final int MOST_PERIODS = 500;
    private static final int MOST_SERIES = 2_000;
    private static final int MOST_DONORS = 200;

    private final EffectRows rows;
    private final EffectPlan plan;
    private final TimeColumn time;
    private final double start;
    private final String file;
    private final Period period;
    private final long[] periods;
    private final long first;
    private final long last;
    private final long firstAfter;

    private PanelDesigns(EffectRows rows, EffectPlan plan, TimeColumn time, double start, String file) {
        this.rows = rows;
        this.plan = plan;
        this.time = time;
        this.start = start;
        this.file = file;
        period = plan.period().orElseGet(time::shownPeriod);
        periods = new long[rows.count];
        for (int row = 0; row < rows.count; row++) {
            double at = rows.times[row];
            if (time.isNumbers() && (at != Math.rint(at) || Math.abs(at) > LATEST)) {
                throw Effect.contradiction(
                        "The time in line " + rows.lines[row] + " of " + file + ", " + at
                                + ", is no whole number below 10^15: it belongs to no period.",
                        "Give days or months, or number the periods 1, 2, 3.");
            }
            periods[row] = time.period(rows.times[row], period, begin());
        }
        first = Arrays.stream(periods).min().orElse(0);
        last = Arrays.stream(periods).max().orElse(0);
        firstAfter = IntStream.range(0, rows.count)
                .filter(row -> Double.isNaN(start) ? rows.treated[row] : after(row))
                .mapToLong(row -> periods[row])
                .min()
                .orElse(last + 1);
        requireWholePeriods();
    }

    static PanelDesigns of(EffectRows rows, EffectPlan plan, TimeColumn time, double start, String file) {
        return new PanelDesigns(rows, plan, time, start, file);
    }

    private Optional<Double> begin() {
        return Double.isNaN(start) ? Optional.empty() : Optional.of(start);
    }

    private boolean after(int row) {
        return !Double.isNaN(start) && rows.times[row] >= start;
    }

    /// Refuses a change in the middle of a period, whose figure would be of before and after.
    private void requireWholePeriods() {
        if (Double.isNaN(start)) {
            return;
        }
        IntStream.range(0, rows.count)
                .filter(row -> !after(row) && periods[row] >= firstAfter)
                .findFirst()
                .ifPresent(row -> {
                    throw Effect.contradiction(
                            "The start " + plan.start().orElseThrow() + " lies within " + label(periods[row])
                                    + ", which has rows from before it too, such as line " + rows.lines[row] + " of "
                                    + file + ".",
                            "Write 'period: day' or 'period: week' in the plan, or a start on the first day of a "
                                    + period.word() + ".");
                });
    }

    private String label(long at) {
        return time.label(at, period, begin());
    }

    EffectAnswer answer(Effect effect) {
        return effect.finished(
                switch (plan.design()) {
                    case DID -> differences();
                    case ITS -> series();
                    case SYNTHETIC -> synthetic();
                    case SEQUENTIAL, CUPED -> throw new IllegalStateException("no design of periods");
                });
    }

    private Effect.Found found(
            Result<Estimate> effect, OptionalDouble p, long clusters, List<Check> checks, List<Note> warnings) {
        return new Effect.Found(
                effect,
                p,
                rows.count,
                clusters == 0 ? OptionalLong.empty() : OptionalLong.of(clusters),
                time.isNumbers() ? Optional.empty() : Optional.of(period),
                periods(),
                checks,
                warnings,
                0,
                false);
    }

    private Optional<EffectAnswer.Periods> periods() {
        if (rows.count == 0) {
            return Optional.empty();
        }
        long[] distinct = Arrays.stream(periods).distinct().toArray();
        int before = (int) Arrays.stream(distinct).filter(at -> at < firstAfter).count();
        return Optional.of(new EffectAnswer.Periods(
                label(first),
                firstAfter > last ? Optional.empty() : Optional.of(label(firstAfter)),
                label(last),
                before,
                distinct.length - before));
    }

    private int place(int row) {
        return (int) (periods[row] - first);
    }

    /// Refuses a table with so many periods that the question was most likely another one.
    private void requireFew(long most) {
        if (last - first >= most) {
            throw new CorridorException(
                    TableError.TOO_MANY_GROUPS,
                    "The rows of " + file + " lie in " + Plural.number(last - first + 1) + " periods, from "
                            + label(first) + " to " + label(last) + "; at most " + Plural.number(most)
                            + " can be compared.",
                    "Write 'period: month' or a longer one in the plan; or mend times that are mistyped.");
        }
    }

    // Difference in differences

    private Effect.Found differences() {
        requireFew(MOST_PERIODS);
        boolean[] reached = reached();
        Panel panel = new Panel();
        MarkedCells marks = new MarkedCells();
        for (int row = 0; row < rows.count; row++) {
            boolean treated = Double.isNaN(start) ? rows.treated[row] : reached[rows.units[row]] && after(row);
            marks.require(row, treated);
            panel.add(rows.units[row], place(row), treated, rows.outcomes[row]);
        }
        Result<DifferenceInDifferences.Panelled> fit = DifferenceInDifferences.of(panel);
        Optional<DifferenceInDifferences.Panelled> answer = fit.answer();
        return found(
                fit.map(DifferenceInDifferences.Panelled::effect),
                OptionalDouble.empty(),
                rows.unitCount(),
                answer.map(DifferenceInDifferences.Panelled::checks).orElse(List.of()),
                List.of());
    }

    /// Which units were reached at all; with a start, their marks from it on must agree.
    private boolean[] reached() {
        boolean[] reached = new boolean[rows.unitCount()];
        int[] markedAfter = new int[rows.unitCount()];
        Arrays.fill(markedAfter, -1);
        for (int row = 0; row < rows.count; row++) {
            int unit = rows.units[row];
            reached[unit] |= rows.treated[row];
            if (after(row)) {
                if (markedAfter[unit] >= 0 && rows.treated[markedAfter[unit]] != rows.treated[row]) {
                    throw Effect.contradiction(
                            "The unit '" + rows.name(unit) + "' is "
                                    + (rows.treated[row] ? "treated" : "untreated") + " in line " + rows.lines[row]
                                    + " of " + file + " and "
                                    + (rows.treated[row] ? "untreated" : "treated") + " in line "
                                    + rows.lines[markedAfter[unit]] + ", both from the start on.",
                            "Leave 'start' out where units change sides in the course of time, or mend the rows.");
                }
                markedAfter[unit] = row;
            }
        }
        return reached;
    }

    /// Refuses a unit that is both treated and untreated in one period.
    private final class MarkedCells {
        private final java.util.Map<Long, Integer> rowOfCell = new java.util.HashMap<>();

        void require(int row, boolean treated) {
            if (!Double.isNaN(start)) {
                return;
            }
            Integer other = rowOfCell.putIfAbsent((long) rows.units[row] * MOST_PERIODS + place(row), row);
            if (other != null && rows.treated[other] != treated) {
                throw Effect.contradiction(
                        "The unit '" + rows.name(rows.units[row]) + "' is both treated and untreated in "
                                + label(periods[row]) + ": lines " + rows.lines[other] + " and " + rows.lines[row]
                                + " of " + file + ".",
                        "Give the plan a 'start', or choose a shorter 'period'.");
            }
        }
    }

    // Interrupted time series

    private Effect.Found series() {
        requireFew(MOST_SERIES);
        double[] means = means(null, 0);
        int at = (int) Math.min(means.length, firstAfter - first);
        Optional<Note> gap = gap(means);
        Result<InterruptedTimeSeries.Fit> fit = gap.isPresent()
                ? new Result.NotPossible<>(rows.count, gap.get())
                : InterruptedTimeSeries.of(means, at, plan.season());
        return found(
                fit.map(InterruptedTimeSeries.Fit::effect),
                OptionalDouble.empty(),
                0,
                fit.answer().map(InterruptedTimeSeries.Fit::checks).orElse(List.of()),
                fit.answer().isPresent() ? uneven() : List.of());
    }

    /// A warning where periods have very different numbers of rows, which all count alike.
    private List<Note> uneven() {
        long[] counts = new long[(int) (last - first + 1)];
        for (int row = 0; row < rows.count; row++) {
            counts[place(row)]++;
        }
        long least = Arrays.stream(counts).min().orElse(0);
        long most = Arrays.stream(counts).max().orElse(0);
        return most < UNEVEN * least
                ? List.of()
                : List.of(new Note(
                        "uneven-periods",
                        "Periods have from " + Plural.of(least, "row", "rows") + " to " + Plural.number(most)
                                + ", and each counts once by its mean: a mean of few rows sways as much as one of many."
                                + " Longer periods make them more alike."));
    }

    private Optional<Note> gap(double[] means) {
        long missing = Arrays.stream(means).filter(Double::isNaN).count();
        if (missing == 0) {
            return Optional.empty();
        }
        int at = IntStream.range(0, means.length)
                .filter(i -> Double.isNaN(means[i]))
                .findFirst()
                .orElseThrow();
        return Optional.of(new Note(
                "gap",
                Plural.of(missing, "period has", "periods have") + " no row, the first is " + label(first + at)
                        + ": the series must have no gaps. Choose a longer 'period', or add the rows."));
    }

    /// Means of the outcome per period, of one unit or of all; NaN where there is no row.
    private double[] means(int @org.jspecify.annotations.Nullable [] units, int unit) {
        int length = rows.count == 0 ? 0 : (int) (last - first + 1);
        double[] sums = new double[length];
        long[] counts = new long[length];
        for (int row = 0; row < rows.count; row++) {
            if (units == null || units[row] == unit) {
                sums[place(row)] += rows.outcomes[row];
                counts[place(row)]++;
            }
        }
        for (int i = 0; i < length; i++) {
            sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        return sums;
    }

    // Synthetic control

    private Effect.Found synthetic() {
        requireFew(MOST_PERIODS);
        boolean[] reached = reached();
        int[] treated =
                IntStream.range(0, reached.length).filter(unit -> reached[unit]).toArray();
        if (rows.count > 0 && treated.length != 1) {
            throw Effect.contradiction(
                    Plural.of(treated.length, "unit of ", "units of ") + file
                            + (treated.length == 1 ? " is" : " are")
                            + " treated, and a synthetic control is made for one.",
                    treated.length == 0
                            ? "Say in 'treated' which unit was reached."
                            : "Use the design 'did', or one plan for each unit.");
        }
        if (reached.length - 1 > MOST_DONORS) {
            throw new CorridorException(
                    TableError.TOO_MANY_GROUPS,
                    "The table " + file + " has " + Plural.number(reached.length - 1)
                            + " untreated units; a synthetic control is made from at most " + MOST_DONORS + ".",
                    "Keep the units that are most alike, or use the design 'did'.");
        }
        Result<SyntheticControl.Fit> fit = rows.count == 0
                ? Result.notPossible(0, "too-few-units", "There is no row.")
                : synthetic(treated[0], reached.length);
        return found(
                fit.map(SyntheticControl.Fit::effect),
                fit.answer().map(answer -> OptionalDouble.of(answer.p())).orElse(OptionalDouble.empty()),
                rows.unitCount(),
                fit.answer().map(SyntheticControl.Fit::checks).orElse(List.of()),
                List.of());
    }

    private Result<SyntheticControl.Fit> synthetic(int treated, int units) {
        double[][] donors = new double[units - 1][];
        double[] unit = means(rows.units, treated);
        List<Integer> order = new ArrayList<>();
        for (int other = 0; other < units; other++) {
            if (other != treated) {
                donors[order.size()] = means(rows.units, other);
                order.add(other);
            }
        }
        for (int i = 0; i < units; i++) {
            double[] means = i < donors.length ? donors[i] : unit;
            int name = i < donors.length ? order.get(i) : treated;
            for (int at = 0; at < means.length; at++) {
                if (Double.isNaN(means[at])) {
                    return new Result.NotPossible<>(
                            rows.count,
                            new Note(
                                    "gap",
                                    "The unit '" + rows.name(name) + "' has no row in " + label(first + at)
                                            + "; every unit needs one in every period."));
                }
            }
        }
        return SyntheticControl.of(unit, donors, (int) Math.min(unit.length, firstAfter - first));
    }
}
